"""The window that was searched for errors begins before the change that is said to have removed them.

Search a window that begins after the last change of the subject, and search it when it is over: of a window that ends after the
look, the rest was not searched.

Bad:
    - kind: deployment
      id: roll-out
      at: "12:00"
      service: worker
      revision: 00012-abc
      commit: 69e5697
      summary: Rolled out
    - kind: evidence
      id: quiet
      at: "12:50"
      via: log
      subject: worker
      asked: gcloud logging read severity>=ERROR
      output: "[]"
      window: 10:00/11:00
      population: 412 requests
      summary: No errors in the log
    - kind: claim
      id: clean
      at: "12:54"
      subject: worker
      predicate: absent
      window: 10:00/11:00
      summary: No errors any more
      evidence: [quiet]

Good:
    - kind: deployment
      id: roll-out
      at: "12:00"
      service: worker
      revision: 00012-abc
      commit: 69e5697
      summary: Rolled out
    - kind: evidence
      id: quiet
      at: "12:50"
      via: log
      subject: worker
      asked: gcloud logging read severity>=ERROR
      output: "[]"
      window: 12:05/12:45
      population: 412 requests
      summary: No errors in the log
    - kind: claim
      id: clean
      at: "12:54"
      subject: worker
      predicate: absent
      window: 12:05/12:45
      summary: No errors any more
      evidence: [quiet]
"""

from __future__ import annotations

from collections.abc import Iterator

from handoff.model.judgement import Judgement
from handoff.rules._record import told
from handoff.rules._remark import Remark

FAMILY = "evidence"
LEVEL = "warning"


def check(judgement: Judgement) -> Iterator[Remark]:
    return told(judgement, "window-too-early", "window-not-over")
