"""Something is called complete, fixed or resolved while an item on the same subject is open.

One in three documents that call themselves complete hold unchecked boxes. Close the item with `handoff done`, drop it with a
reason, or claim less.

Bad:
    - kind: next-step
      id: report
      at: "12:40"
      services: [worker]
      success_criteria: [the report is in the wiki]
      summary: Write the report
    - {kind: claim, id: all-done, at: "12:54", subject: worker, predicate: complete, summary: The worker is done}

Good:
    - kind: next-step
      id: report
      at: "12:40"
      services: [worker]
      success_criteria: [the report is in the wiki]
      summary: Write the report
    - kind: closing
      id: report-done
      at: "12:50"
      of: report
      state: done
      evidence: ["url:https://wiki.example/report"]
      summary: Report written
    - {kind: claim, id: all-done, at: "12:54", subject: worker, predicate: complete, summary: The worker is done}
"""

from __future__ import annotations

from collections.abc import Iterator

from handoff.model.judgement import Judgement
from handoff.rules._record import record_of, remark_on, told
from handoff.rules._remark import Remark

FAMILY = "numbers"
LEVEL = "error"


def check(judgement: Judgement) -> Iterator[Remark]:
    yield from told(judgement, "open-items")
    for verdict in record_of(judgement).because("over-claim"):
        if verdict.claim.value is None or verdict.claim.value.text is not None:
            yield remark_on(verdict)
