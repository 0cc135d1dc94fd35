"""A claim that is shown by now was not so when it was said: its check had failed, and passed only later.

Whoever read it in between relied on something that was not there. Nothing is left to be looked at; say it again at the time
from which it is so, if the time matters.

Bad:
    - kind: evidence
      id: was-bad
      at: "09:35"
      via: command
      level: ready
      subject: worker
      asked: check the queue
      exit: 1
      output: no consumers
      summary: Not ready
    - kind: claim
      id: healthy
      at: "09:40"
      subject: worker
      predicate: ready
      summary: The worker is healthy
    - kind: evidence
      id: now-good
      at: "12:50"
      via: command
      level: ready
      subject: worker
      asked: check the queue
      exit: 0
      output: 3 consumers
      summary: Ready

Good:
    - kind: evidence
      id: was-bad
      at: "09:35"
      via: command
      level: ready
      subject: worker
      asked: check the queue
      exit: 1
      output: no consumers
      summary: Not ready
    - kind: claim
      id: healthy
      at: "12:55"
      subject: worker
      predicate: ready
      summary: The worker is healthy
    - kind: evidence
      id: now-good
      at: "12:50"
      via: command
      level: ready
      subject: worker
      asked: check the queue
      exit: 0
      output: 3 consumers
      summary: Ready
"""

from __future__ import annotations

from collections.abc import Iterator

from handoff.model.judgement import Judgement
from handoff.rules._record import name_of
from handoff.rules._remark import Remark

FAMILY = "evidence"
LEVEL = "info"
_HINT = "look before it is said: `handoff run`, then the claim"


def check(judgement: Judgement) -> Iterator[Remark]:
    for verdict in judgement.verdicts:
        if verdict.late:
            claim = verdict.claim
            yield Remark(claim.place, f"{name_of(claim)}: {verdict.late}", _HINT, claim.id)
