"""A bug that was worked on has no root cause.

Without one nobody knows whether the fix met the cause or a symptom. A cause that is only suspected is fine: say so with
`verdict: suspected`. A bug that was dropped needs none, and one that was taken over from another session has that of there.

Bad:
    - {kind: bug, id: broken, at: "11:28", services: [worker], symptoms: [HTTP 500], summary: No predictions}
    - {kind: fix, id: rebuilt, at: "12:00", bugs: [broken], state: applied, commits: [69e5697], summary: Rebuilt}

Good:
    - {kind: bug, id: broken, at: "11:28", services: [worker], symptoms: [HTTP 500], summary: No predictions}
    - {kind: root-cause, id: path, at: "11:40", bug: broken, verdict: suspected, summary: The path lacks a folder}
    - {kind: fix, id: rebuilt, at: "12:00", bugs: [broken], state: applied, commits: [69e5697], summary: Rebuilt}
"""

from __future__ import annotations

from collections.abc import Iterator

from handoff.model.events import Bug, RootCause
from handoff.model.judgement import Judgement
from handoff.rules._record import record_of
from handoff.rules._remark import Remark, at

FAMILY = "completeness"
LEVEL = "warning"


def check(judgement: Judgement) -> Iterator[Remark]:
    record = record_of(judgement)
    for bug in record.of(Bug) if record.is_record else ():
        dropped = any(closing.state == "dropped" for closing in record.closings.get(bug.id, ()))
        told = (event for _, event in record.case.told_of(bug))
        explained = any(isinstance(event, RootCause) and event.verdict != "ruled-out" for event in told)
        if not explained and not dropped:
            hint = f"handoff event root-cause SUMMARY --bug {bug.id} --verdict suspected"
            yield at(bug, "summary", f"“{bug.summary}” has no root cause", hint)
