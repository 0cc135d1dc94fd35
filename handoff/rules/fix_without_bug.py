"""A fix does not say which bug it is for.

Then nobody can tell which symptom should be gone.

Bad:
    - {kind: fix, id: rebuilt, at: "12:00", state: applied, commits: [69e5697], summary: Rebuilt}

Good:
    - {kind: bug, id: broken, at: "11:28", services: [worker], symptoms: [HTTP 500], summary: No predictions}
    - {kind: fix, id: rebuilt, at: "12:00", bugs: [broken], state: applied, commits: [69e5697], summary: Rebuilt}
"""

from __future__ import annotations

from collections.abc import Iterator

from handoff.model.events import Fix
from handoff.model.judgement import Judgement
from handoff.rules._record import record_of
from handoff.rules._remark import Remark, at

FAMILY = "completeness"
LEVEL = "info"


def check(judgement: Judgement) -> Iterator[Remark]:
    record = record_of(judgement)
    for fix in record.of(Fix) if record.is_record else ():
        if not fix.bugs:
            yield at(fix, "summary", f"“{fix.summary}” does not say which bug it is for", edit="add `bugs`")
