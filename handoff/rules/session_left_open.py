"""A session has not been ended for more than a day.

Until `ended` is set its duration is unknown, and the newest open session is the one that new events go to.

Bad:
    as_of: 2026-01-25T12:00Z
    session: {ended: null}
    events:
      - {kind: note, id: begun, at: "09:05", summary: Read the handoff}

Good:
    as_of: 2026-01-25T12:00Z
    session: {ended: 2026-01-20T13:00-05:00}
    events:
      - {kind: note, id: begun, at: "09:05", summary: Read the handoff}
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from handoff.model.judgement import Judgement
from handoff.rules._record import record_of
from handoff.rules._remark import Remark

FAMILY = "time"
LEVEL = "info"


def check(judgement: Judgement) -> Iterator[Remark]:
    record = record_of(judgement)
    session = record.session
    if not record.is_record or not session.open:
        return
    times = [event.when for event in session.events if event.when and event.when <= record.facts.as_of]
    last = max((*times, *filter(None, [session.started])), default=None)
    if last is not None and record.facts.as_of - last > timedelta(days=1):
        said = f"the last event is of {record.clock(last)}, and the session has no end"
        yield Remark(session.place.of("started"), said, "`handoff end --at …`")
