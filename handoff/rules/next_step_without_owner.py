"""An open next step belongs to nobody.

Bad:
    - kind: next-step
      id: report
      at: "12:40"
      success_criteria: [the report is in the wiki]
      summary: Write the report

Good:
    - kind: next-step
      id: report
      at: "12:40"
      owner: Kim
      success_criteria: [the report is in the wiki]
      summary: Write the report
"""

from __future__ import annotations

from collections.abc import Iterator

from handoff.model.judgement import Judgement
from handoff.rules._record import record_of
from handoff.rules._remark import Remark, at

FAMILY = "completeness"
LEVEL = "info"


def check(judgement: Judgement) -> Iterator[Remark]:
    record = record_of(judgement)
    for step in record.open_steps if record.is_record else ():
        if not step.owner:
            yield at(
                step,
                "summary",
                f"“{step.summary}” belongs to nobody",
                "the next session's crew is an owner too",
                edit="add `owner`",
            )
