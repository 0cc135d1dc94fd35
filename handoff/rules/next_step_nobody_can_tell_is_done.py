"""A next step does not say how anybody can tell that it is done.

Name a success criterion, or a command with what it should show. “Improve the health checks” is never done. Of a step that was
closed, in whichever session, nobody asks any more.

Bad:
    - {kind: next-step, id: health, at: "12:40", owner: Kim, summary: Improve the health checks}

Good:
    - kind: next-step
      id: health
      at: "12:40"
      owner: Kim
      success_criteria: [the health page answers 503 when the model does not load]
      summary: Improve the health checks
"""

from __future__ import annotations

from collections.abc import Iterator

from handoff.model.judgement import Judgement
from handoff.rules._record import record_of
from handoff.rules._remark import Remark, at

FAMILY = "completeness"
LEVEL = "warning"


def check(judgement: Judgement) -> Iterator[Remark]:
    record = record_of(judgement)
    for step in record.open_steps if record.is_record else ():
        if not step.success_criteria and not any(command.expect for command in step.commands):
            edit = "add `success_criteria`, or `expect` to a command"
            yield at(step, "summary", f"“{step.summary}” does not say how anybody can tell that it is done", edit=edit)
