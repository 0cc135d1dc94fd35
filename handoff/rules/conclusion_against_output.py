"""Evidence is called passed while its own exit code, status or output says that it failed.

What came back outranks what somebody says of it. If the failure was expected, say so in `explanation`.

Bad:
    - kind: evidence
      id: smoke
      at: "12:50"
      via: http
      subject: api
      asked: GET https://api.example/orders
      status: 503
      outcome: passed
      summary: Smoke test

Good:
    - kind: evidence
      id: smoke
      at: "12:50"
      via: http
      subject: api
      asked: GET https://api.example/orders
      status: 503
      outcome: failed
      summary: Smoke test
"""

from __future__ import annotations

from collections.abc import Iterator

from handoff.model.events import Evidence
from handoff.model.judgement import Judgement
from handoff.rules._record import record_of
from handoff.rules._remark import Remark, at
from handoff.verdicts.polarity import failure_in

FAMILY = "evidence"
LEVEL = "error"
HINT = "correct the outcome, or say in `explanation` why this is no failure"


def check(judgement: Judgement) -> Iterator[Remark]:
    for evidence in record_of(judgement).of(Evidence):
        if evidence.outcome != "passed" or evidence.explanation:
            continue
        if evidence.exit not in (None, 0):
            yield at(evidence, "outcome", f"“{evidence.summary}” is called passed, with exit code {evidence.exit}", HINT)
        elif evidence.status is not None and evidence.status >= 500:
            yield at(evidence, "outcome", f"“{evidence.summary}” is called passed, with HTTP status {evidence.status}", HINT)
        elif evidence.output and (line := failure_in(evidence.output)):
            yield at(
                evidence, "outcome", f"“{evidence.summary}” is called passed; its output says “{line[:120]}”", HINT, "warning"
            )
