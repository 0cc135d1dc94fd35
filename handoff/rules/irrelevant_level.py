"""The evidence shows less than the claim says.

That a page answers does not show that the work is done: an HTTP 200 on a health page shows `live`, not `functional`; a commit
shows `committed`, not `deployed`. Call the capability itself and assert on the result, or claim only what was shown.

Bad:
    - kind: evidence
      id: worker-200
      at: "12:50"
      via: http
      subject: worker
      asked: GET https://worker.example/health
      status: 200
      output: '{"status": "ok"}'
      summary: Health page answers
    - kind: claim
      id: works
      at: "12:54"
      subject: worker
      predicate: functional
      summary: Worker works
      evidence: [worker-200]

Good:
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
from dataclasses import replace

from handoff.model.judgement import Judgement
from handoff.rules._record import record_of, told
from handoff.rules._remark import Remark

FAMILY = "evidence"
LEVEL = "warning"


def check(judgement: Judgement) -> Iterator[Remark]:
    record = record_of(judgement)
    for remark in told(judgement, "irrelevant-level"):
        # What stands near a claim in a document was not always offered for it.
        yield remark if record.is_record else replace(remark, level="info")
