"""The claim rests on another claim that is not supported, or on itself.

A chain is as good as its weakest link, and a circle holds nothing. Support the claim at the bottom first.

Bad:
    - {kind: claim, id: up, at: "12:50", subject: worker, predicate: live, summary: Worker is up}
    - kind: claim
      id: still-up
      at: "12:54"
      subject: worker
      predicate: live
      summary: Worker is still up
      evidence: [up]

Good:
    - kind: evidence
      id: smoke
      at: "12:53"
      via: http
      subject: worker
      asked: GET https://worker.example/health
      status: 200
      output: ok
      summary: Smoke test
    - {kind: claim, id: up, at: "12:54", subject: worker, predicate: live, summary: Worker is up, evidence: [smoke]}
    - kind: claim
      id: still-up
      at: "12:54"
      subject: worker
      predicate: live
      summary: Worker is still up
      evidence: [up]
"""

from __future__ import annotations

from collections.abc import Iterator

from handoff.model.judgement import Judgement
from handoff.rules._record import told
from handoff.rules._remark import Remark

FAMILY = "evidence"
LEVEL = "warning"


def check(judgement: Judgement) -> Iterator[Remark]:
    return told(judgement, "rests-on-weak", "circular")
