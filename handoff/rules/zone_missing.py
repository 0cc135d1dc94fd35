"""The session has times and names no time zone.

Offsets keep the instants right, but a wall time that the next reader adds has no zone to be read in, and a summer time looks
like a winter time. Add `timezone:` with an IANA name.

Bad:
    session: {timezone: null, started: 2026-01-20T09:00-05:00}
    events:
      - {kind: note, id: begun, at: 2026-01-20T09:05-05:00, summary: Read the handoff}

Good:
    session: {timezone: America/New_York, started: 2026-01-20T09:00-05:00}
    events:
      - {kind: note, id: begun, at: 2026-01-20T09:05-05:00, summary: Read the handoff}
"""

from __future__ import annotations

from collections.abc import Iterator

from handoff.model.judgement import Judgement
from handoff.rules._record import record_of
from handoff.rules._remark import Remark

FAMILY = "time"
LEVEL = "warning"


def check(judgement: Judgement) -> Iterator[Remark]:
    record = record_of(judgement)
    session = record.session
    # A document has no field for its zone; its times carry it, or do not, each by itself.
    if session.timezone or record.project.timezone or not record.is_record:
        return
    if any(event.when for event in session.events):
        field = "started" if session.started else "id"
        yield Remark(
            session.place.of(field),
            "the session has times and names no time zone",
            edit="add `timezone:`, as in Europe/Berlin",
        )
