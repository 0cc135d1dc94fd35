"""Milestones come in an order that cannot be: begun, noticed, fixed, verified.

A bug is not noticed before it began, not over before it began, and not fixed before anybody noticed it.

Bad:
    - kind: bug
      id: broken
      at: "11:28"
      started: "09:41"
      detected: "09:30"
      services: [worker]
      summary: No predictions

Good:
    - kind: bug
      id: broken
      at: "11:28"
      started: "09:41"
      detected: "11:28"
      services: [worker]
      summary: No predictions
"""

from __future__ import annotations

from collections.abc import Iterator

from handoff.model.events import Bug, Fix
from handoff.model.judgement import Judgement
from handoff.rules._record import record_of
from handoff.rules._remark import Remark, at

FAMILY = "time"
LEVEL = "warning"
HINT = "correct the times or their zone"


def check(judgement: Judgement) -> Iterator[Remark]:
    record = record_of(judgement)
    for bug in record.of(Bug):
        if bug.started and bug.detected and bug.detected < bug.started:
            said = (
                f"“{bug.summary}” was noticed at {record.clock(bug.detected)}, before it began at {record.clock(bug.started)}"
            )
            yield at(bug, "detected", said, HINT)
    for fix in record.of(Fix):
        if fix.at is None or fix.state in (None, "proposed"):
            continue
        for found in (record.event(id) for id in fix.bugs):
            noticed = min(filter(None, (found.detected, found.at)), default=None) if isinstance(found, Bug) else None
            if found is not None and noticed is not None and fix.at < noticed - record.project.policy.tolerance:
                later = f"“{found.summary}” was noticed at {record.clock(noticed)}"
                yield at(fix, "at", f"“{fix.summary}” at {record.clock(fix.at)} comes before {later}", HINT)
