"""The evidence offered is about another subject, environment or repository.

A health page of the scheduler shows nothing of the worker, and staging shows nothing of production.

Bad:
    - kind: evidence
      id: api-200
      at: "12:50"
      via: http
      subject: api
      asked: GET https://api.example/health
      status: 200
      output: ok
      summary: Health page answers
    - {kind: claim, id: up, at: "12:54", subject: worker, predicate: live, summary: Worker is up, evidence: [api-200]}

Good:
    - kind: evidence
      id: worker-200
      at: "12:50"
      via: http
      subject: worker
      asked: GET https://worker.example/health
      status: 200
      output: ok
      summary: Health page answers
    - kind: claim
      id: up
      at: "12:54"
      subject: worker
      predicate: live
      summary: Worker is up
      evidence: [worker-200]
"""

from __future__ import annotations

from collections.abc import Iterator

from handoff.model.judgement import Judgement
from handoff.rules._record import told
from handoff.rules._remark import Remark

FAMILY = "evidence"
LEVEL = "warning"


def check(judgement: Judgement) -> Iterator[Remark]:
    return told(judgement, "wrong-subject")
