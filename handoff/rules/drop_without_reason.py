"""Something open was dropped without a reason.

Dropping is fine; dropping silently is how things get lost.

Bad:
    - kind: next-step
      id: report
      at: "12:40"
      owner: Kim
      success_criteria: [the report is in the wiki]
      summary: Write the report
    - {kind: closing, id: no-report, at: "12:50", of: report, state: dropped, summary: No report}

Good:
    - kind: next-step
      id: report
      at: "12:40"
      owner: Kim
      success_criteria: [the report is in the wiki]
      summary: Write the report
    - kind: closing
      id: no-report
      at: "12:50"
      of: report
      state: dropped
      why: the data is gone
      summary: No report
"""

from __future__ import annotations

from collections.abc import Iterator

from handoff.model.events import Closing
from handoff.model.judgement import Judgement
from handoff.rules._record import record_of
from handoff.rules._remark import Remark, at

FAMILY = "completeness"
LEVEL = "warning"


def check(judgement: Judgement) -> Iterator[Remark]:
    for closing in record_of(judgement).of(Closing):
        if closing.state == "dropped" and not (closing.why or closing.details):
            yield at(closing, "state", f"{closing.of} was dropped without a reason", edit="add `why`")
