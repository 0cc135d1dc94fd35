"""A next step has been carried over three times or more.

Do it, drop it with a reason, or cut it into something that gets done.

Bad:
    - kind: next-step
      id: report
      at: "09:05"
      owner: Kim
      success_criteria: [the report is in the wiki]
      summary: Write the report
      x-carried-from: 2026-01-19-before#report
      x-carried: 3

Good:
    - kind: next-step
      id: report
      at: "09:05"
      owner: Kim
      success_criteria: [the report is in the wiki]
      summary: Write the report
      x-carried-from: 2026-01-19-before#report
      x-carried: 1
"""

from __future__ import annotations

from collections.abc import Iterator

from handoff.model.judgement import Judgement
from handoff.rules._record import record_of
from handoff.rules._remark import Remark, at

FAMILY = "cross-session"
LEVEL = "info"
_OFTEN = 3


def check(judgement: Judgement) -> Iterator[Remark]:
    record = record_of(judgement)
    for step in record.open_steps:
        times = str(step.extra.get("x-carried", ""))
        if times.isascii() and times.isdigit() and int(times) >= _OFTEN:
            hint = f"do it, drop it with a reason (`handoff drop {step.id} --why …`), or cut it into smaller steps"
            yield at(step, "x-carried", f"“{step.summary}” was carried over {times} times", hint)
