"""A bug is closed as done, and there is neither a fix nor a reason.

What made it go away? Without a change it can come back the way it went.

Bad:
    - {kind: bug, id: broken, at: "11:28", services: [worker], symptoms: [HTTP 500], summary: No predictions}
    - {kind: closing, id: gone, at: "12:40", of: broken, state: done, summary: Works again}

Good:
    - {kind: bug, id: broken, at: "11:28", services: [worker], symptoms: [HTTP 500], summary: No predictions}
    - {kind: fix, id: rebuilt, at: "12:00", bugs: [broken], state: applied, commits: [69e5697], summary: Rebuilt}
    - {kind: closing, id: gone, at: "12:40", of: broken, state: done, summary: Works again}
"""

from __future__ import annotations

from collections.abc import Iterator

from handoff.model.events import Bug, Closing, Fix
from handoff.model.judgement import Judgement
from handoff.rules._record import record_of
from handoff.rules._remark import Remark, at

FAMILY = "completeness"
LEVEL = "warning"


def check(judgement: Judgement) -> Iterator[Remark]:
    record = record_of(judgement)
    fixed = {bug for fix in record.of(Fix) if fix.state != "proposed" for bug in fix.bugs}
    for closing in record.of(Closing):
        bug = record.event(closing.of)
        if isinstance(bug, Bug) and closing.state == "done" and bug.id not in fixed and not closing.why:
            yield at(
                closing,
                "of",
                f"“{bug.summary}” is closed as done with no fix and no reason",
                edit="add the fix, or `why`",
            )
