"""The estimate of a next step is no length of time.

“Soon” or “small” cannot be planned with. Write `30 min`, `2 h`, `1-2 days`.

Bad:
    - kind: next-step
      id: report
      at: "12:40"
      estimate: soon
      success_criteria: [the report is in the wiki]
      summary: Write the report

Good:
    - kind: next-step
      id: report
      at: "12:40"
      estimate: 30 min
      success_criteria: [the report is in the wiki]
      summary: Write the report
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handoff.model.events import NextStep
from handoff.model.expression import expression
from handoff.model.judgement import Judgement
from handoff.rules._record import record_of
from handoff.rules._remark import Remark, at

FAMILY = "time"
LEVEL = "info"

_LENGTH = expression(
    r"\d\s*\+?\s*(?:s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|w|wks?|weeks?|months?|sprints?)\b|\bP(?:T?\d)"
    r"|\b(?:an?|one|two|three|half|few)\s+(?:\w+\s+)?(?:minute|hour|day|week|month|sprint)s?\b|\b\d{1,2}:\d{2}\b",
    re.IGNORECASE,
)


def check(judgement: Judgement) -> Iterator[Remark]:
    for step in record_of(judgement).of(NextStep):
        if step.estimate and not _LENGTH.search(step.estimate):
            yield at(step, "estimate", f"{step.estimate!r} is no length of time", "write it as 30 min, 2 h, 1-2 days")
