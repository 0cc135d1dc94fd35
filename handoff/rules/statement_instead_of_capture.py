"""The evidence is weaker than this claim needs: somebody says that they looked, and what came back is not there.

A hundred statements are one statement. Quote what came back under `output`, or let the tool look with `handoff run`.

Bad:
    - kind: evidence
      id: smoke
      at: "12:53"
      via: http
      subject: worker
      asked: GET https://worker.example/health
      status: 200
      summary: Smoke test
    - {kind: claim, id: up, at: "12:54", subject: worker, predicate: live, summary: Worker is up, evidence: [smoke]}

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
"""

from __future__ import annotations

from collections.abc import Iterator

from handoff.model.judgement import Judgement
from handoff.rules._record import told
from handoff.rules._remark import Remark

FAMILY = "evidence"
LEVEL = "info"


def check(judgement: Judgement) -> Iterator[Remark]:
    return told(judgement, "weak")
