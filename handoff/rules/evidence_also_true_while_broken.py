"""What is shown was also true while the thing was broken.

Evidence that equals a recorded symptom, or a check that passed during the fault too, cannot tell fixed from broken. Use a
check that failed while it was broken.

Bad:
    - {kind: bug, id: broken, at: "09:30", services: [worker], symptoms: [Predictions return HTTP 500], summary: No predictions}
    - kind: evidence
      id: ready-before
      at: "09:35"
      via: http
      level: ready
      subject: worker
      asked: GET https://worker.example/ready
      status: 200
      output: '{"status": "ok"}'
      summary: Readiness page answers, while predictions fail
    - {kind: deployment, id: roll-out, at: "11:00", service: worker, revision: 00012-abc, commit: 69e5697, summary: Rolled out}
    - kind: evidence
      id: ready-after
      at: "12:50"
      via: http
      level: ready
      subject: worker
      asked: GET https://worker.example/ready
      status: 200
      output: '{"status": "ok"}'
      summary: Readiness page answers
    - kind: claim
      id: healthy
      at: "12:54"
      subject: worker
      predicate: ready
      summary: Worker is healthy
      evidence: [ready-after]

Good:
    - {kind: bug, id: broken, at: "09:30", services: [worker], symptoms: [Predictions return HTTP 500], summary: No predictions}
    - {kind: deployment, id: roll-out, at: "11:00", service: worker, revision: 00012-abc, commit: 69e5697, summary: Rolled out}
    - kind: evidence
      id: one-prediction
      at: "12:50"
      via: http
      level: functional
      subject: worker
      asked: POST https://worker.example/predict
      status: 200
      output: '{"predictions": 12}'
      summary: A prediction comes back
    - kind: claim
      id: works
      at: "12:54"
      subject: worker
      predicate: functional
      summary: Worker works
      evidence: [one-prediction]
"""

from __future__ import annotations

from collections.abc import Iterator

from handoff.model.judgement import Judgement
from handoff.rules._record import told
from handoff.rules._remark import Remark

FAMILY = "evidence"
LEVEL = "warning"


def check(judgement: Judgement) -> Iterator[Remark]:
    return told(judgement, "not-discriminating")
