"""“No errors” in a window in which nothing says that there was anything to see.

Silence shows nothing when nobody called. State the `population`: how many requests, rows or runs the window holds.

Bad:
    - kind: evidence
      id: quiet
      at: "12:50"
      via: log
      subject: worker
      asked: gcloud logging read severity>=ERROR
      output: "[]"
      window: 12:00/12:45
      summary: No errors in the log
    - kind: claim
      id: clean
      at: "12:54"
      subject: worker
      predicate: absent
      window: 12:00/12:45
      summary: No errors since noon
      evidence: [quiet]

Good:
    - kind: evidence
      id: quiet
      at: "12:50"
      via: log
      subject: worker
      asked: gcloud logging read severity>=ERROR
      output: "[]"
      window: 12:00/12:45
      population: 412 requests
      summary: No errors in the log
    - kind: claim
      id: clean
      at: "12:54"
      subject: worker
      predicate: absent
      window: 12:00/12:45
      summary: No errors since noon
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
    return told(judgement, "no-population")
