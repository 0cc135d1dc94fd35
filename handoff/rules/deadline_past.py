"""An open next step was due before the moment of the check.

Do it, close it, or say a new day.

Bad:
    - kind: next-step
      id: report
      at: "12:40"
      due: 2026-01-20T12:00-05:00
      owner: Kim
      success_criteria: [the report is in the wiki]
      summary: Write the report

Good:
    - kind: next-step
      id: report
      at: "12:40"
      due: 2026-02-20T12:00-05:00
      owner: Kim
      success_criteria: [the report is in the wiki]
      summary: Write the report
"""

from __future__ import annotations

from collections.abc import Iterator

from handoff.model.judgement import Judgement
from handoff.rules._record import record_of
from handoff.rules._remark import Remark, at

FAMILY = "time"
LEVEL = "info"


def check(judgement: Judgement) -> Iterator[Remark]:
    record = record_of(judgement)
    for step in record.open_steps:
        if step.due is not None and step.due < record.facts.as_of:
            said = f"“{step.summary}” was due {record.clock(step.due)} and is open"
            yield at(step, "due", said, f"`handoff done {step.id}`, `handoff drop {step.id} --why …`, or a new `due`")
