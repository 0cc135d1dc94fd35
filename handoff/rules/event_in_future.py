"""An event is timed later than the moment of the check.

It has not happened yet, or its clock, date or zone is wrong.

Bad:
    as_of: 2026-01-20T16:00Z
    events:
      - kind: deployment
        id: roll-out
        at: "11:40"
        service: worker
        revision: 00007-z6m
        commit: 69e5697
        summary: Rolled out

Good:
    as_of: 2026-01-20T18:00Z
    events:
      - kind: deployment
        id: roll-out
        at: "11:40"
        service: worker
        revision: 00007-z6m
        commit: 69e5697
        summary: Rolled out
"""

from __future__ import annotations

from collections.abc import Iterator

from handoff.model.judgement import Judgement
from handoff.rules._record import record_of
from handoff.rules._remark import Remark, at

FAMILY = "time"
LEVEL = "warning"


def check(judgement: Judgement) -> Iterator[Remark]:
    record = record_of(judgement)
    latest = record.facts.as_of + record.project.policy.tolerance
    newest = max((event.at for event in record.session.events if event.at is not None), default=None)
    if newest is None or newest <= latest:
        return
    for event in record.session.events:
        if event.at is not None and event.at > latest:
            said = f"“{event.summary}” is timed {record.clock(event.at)}, later than the check"
            yield at(event, "at", said, "correct the time, its date or its zone")
