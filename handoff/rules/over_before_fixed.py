"""A bug was over before anything was done about it.

Then the fix did not end it: something else did, or the times are of two zones. It is worth a line, because what ended it can
begin again.

Bad:
    - {kind: bug, id: broken, at: "09:28", ended: "09:54", services: [worker], symptoms: [HTTP 500], summary: Down}
    - {kind: fix, id: rebuilt, at: "12:48", bugs: [broken], state: deployed, commits: [69e5697], summary: Rebuilt}

Good:
    - {kind: bug, id: broken, at: "09:28", ended: "12:48", services: [worker], symptoms: [HTTP 500], summary: Down}
    - {kind: fix, id: rebuilt, at: "12:48", bugs: [broken], state: deployed, commits: [69e5697], summary: Rebuilt}
"""

from __future__ import annotations

from collections.abc import Iterator

from handoff.model.events import Bug
from handoff.model.judgement import Judgement
from handoff.rules._record import record_of
from handoff.rules._remark import Remark, at

FAMILY = "time"
LEVEL = "info"


def check(judgement: Judgement) -> Iterator[Remark]:
    record = record_of(judgement)
    for bug in record.of(Bug):
        fixes = [fix for fix in record.case.fixes_by_bug.get(bug.id, ()) if fix.state not in (None, "proposed")]
        times = [fix.at for fix in fixes if fix.at is not None]
        if bug.ended is None or not times or len(times) < len(fixes):
            continue
        first = min(times)
        if bug.ended < first - record.project.policy.tolerance:
            said = f"“{bug.summary}” was over at {record.clock(bug.ended)}, before its first fix at {record.clock(first)}"
            yield at(bug, "ended", said, "say what ended it, or correct the times and their zones")
