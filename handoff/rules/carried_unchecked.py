"""A claim was carried over from an earlier session and not looked at since.

Bad:
    - {kind: claim, id: up, at: "09:05", subject: worker, predicate: live, modality: carried, summary: Worker is up}

Good:
    - kind: evidence
      id: smoke
      at: "09:10"
      via: http
      subject: worker
      asked: GET https://worker.example/health
      status: 200
      output: ok
      summary: Smoke test
    - kind: claim
      id: up
      at: "09:15"
      subject: worker
      predicate: live
      modality: carried
      summary: Worker is up
      evidence: [smoke]
"""

from __future__ import annotations

from collections.abc import Iterator

from handoff.model.judgement import Judgement
from handoff.rules._record import told
from handoff.rules._remark import Remark

FAMILY = "cross-session"
LEVEL = "warning"


def check(judgement: Judgement) -> Iterator[Remark]:
    return told(judgement, "carried")
