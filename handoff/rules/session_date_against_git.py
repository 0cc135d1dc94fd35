"""Git dates the session's commits outside the session.

The record says that they were made in the session, and git has them before its start or after its end: the session's date,
its times or their zone are wrong. One shift that fits all of them is named.

Bad:
    session: {started: 2026-01-20T11:20-05:00, ended: 2026-01-20T12:55-05:00}
    observed:
      - kind: commit
        id: look-1
        at: 2026-01-20T18:00Z
        repo: app
        asked: 69e5697
        exists: true
        sha: 69e5697000000000000000000000000000000000
        author_time: 2026-01-19T08:54:28-08:00
        commit_time: 2026-01-19T08:54:28-08:00
    events:
      - {kind: commit, id: the-fix, at: "11:54", sha: 69e5697, summary: Committed the fix}

Good:
    session: {started: 2026-01-20T11:20-05:00, ended: 2026-01-20T12:55-05:00}
    observed:
      - kind: commit
        id: look-1
        at: 2026-01-20T18:00Z
        repo: app
        asked: 69e5697
        exists: true
        sha: 69e5697000000000000000000000000000000000
        author_time: 2026-01-20T08:54:28-08:00
        commit_time: 2026-01-20T08:54:28-08:00
    events:
      - {kind: commit, id: the-fix, at: "11:54", sha: 69e5697, summary: Committed the fix}
"""

from __future__ import annotations

from collections.abc import Iterator

from handoff.model.finding import NotRun
from handoff.model.judgement import Judgement
from handoff.rules._record import record_of, remark_on
from handoff.rules._remark import Remark
from handoff.verdicts.quantities import session_window, strays
from handoff.verdicts.times import reconciliation

FAMILY = "git"
LEVEL = "warning"


def check(judgement: Judgement) -> Iterator[Remark | NotRun]:
    record = record_of(judgement)
    for verdict in record.because("time-mismatch", "arithmetic"):
        value = verdict.claim.value
        a_date = value is not None and value.text is not None and value.unit != "time"
        if value is not None and (a_date or (verdict.reasons[0] == "time-mismatch" and value.unit != "time")):
            yield remark_on(verdict)
    window = session_window(record.case)
    if window is None or window.inverted:
        return
    if blind := record.without_git(record.cited_commits):
        yield blind
        return
    told = [(look, stated) for look, stated in strays(record.case) if look.commit_time is not None]
    if not told:
        return
    zone = record.session.zone
    slack = record.project.policy.tolerance
    days = sorted(
        {
            (look.commit_time.astimezone(zone) if zone else look.commit_time).date().isoformat()
            for look, _ in told
            if look.commit_time
        }
    )
    shifts = {reconciliation(stated, look.commit_time, slack).partition(";")[0] for look, stated in told if look.commit_time}
    shift = f"; for every one of them {shifts.pop()}" if len(shifts) == 1 and shifts != {""} else ""
    said = (
        f"the session runs from {record.clock(window.start)} to {record.clock(window.end)}; git dates its commits "
        f"({', '.join(look.asked for look, _ in told)}) on {', '.join(days)}, outside of it{shift}"
    )
    yield Remark(record.session.place.of("started"), said, "correct the session's date, times or zone")
