"""An event is timed before the session started or after it ended.

Either its time is wrong, often by a time zone, or it belongs to another session. What was found in the session but began
earlier goes into `started` of the bug or into the `window` of what was seen; a look that was taken earlier into `observed`.

Bad:
    session: {started: 2026-01-20T11:20-05:00, ended: 2026-01-20T12:55-05:00}
    events:
      - kind: deployment
        id: roll-out
        at: "08:48"
        service: worker
        revision: 00007-z6m
        commit: 69e5697
        summary: Rolled out

Good:
    session: {started: 2026-01-20T11:20-05:00, ended: 2026-01-20T12:55-05:00}
    events:
      - kind: deployment
        id: roll-out
        at: "11:48"
        service: worker
        revision: 00007-z6m
        commit: 69e5697
        summary: Rolled out
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from handoff.model.events import AnyEvent, ClaimEvent, Closing, Deployment
from handoff.model.finding import FindingLevel
from handoff.model.judgement import Judgement
from handoff.rules._markdown import belongs_elsewhere
from handoff.rules._record import record_of
from handoff.rules._remark import Remark, at
from handoff.verdicts.times import spoken

FAMILY = "time"
LEVEL = "warning"
HINT = "correct the time or its zone, or say where it belongs"


def check(judgement: Judgement) -> Iterator[Remark]:
    record = record_of(judgement)
    start, end = record.session.started, record.session.ended
    if start is None or (end is not None and end < start):
        return
    slack = record.project.policy.tolerance
    first = start - slack
    for event in record.session.events:
        for field, when in _times(event):
            if when < first:
                apart = f"{spoken(start - when)} before the session started at {record.clock(start)}"
            elif end is not None and when > end + slack and not isinstance(event, Closing):
                apart = f"{spoken(when - end)} after the session ended at {record.clock(end)}"
            else:
                continue
            before = start - when if when < start else None
            if not record.is_record and belongs_elsewhere(record.text_at(event.place.of(field)), before):
                continue
            # A document's timeline also holds what led to the session, and what is planned.
            level: FindingLevel | None = None if record.is_record else "info"
            yield at(event, field, f"“{event.summary}” is timed {record.clock(when)}, {apart}", HINT, level)
            break


def _times(event: AnyEvent) -> Iterator[tuple[str, datetime]]:
    """The times at which something was done here; what is carried over was done elsewhere."""
    if isinstance(event, ClaimEvent) and event.modality == "carried":
        return
    if event.at is not None:
        yield "at", event.at
    if event.ended is not None:
        yield "ended", event.ended
    if isinstance(event, Deployment) and event.finished is not None:
        yield "finished", event.finished
