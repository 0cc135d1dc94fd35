"""A range ends before it starts.

Two time zones in one range, or a night between its ends, are the usual reasons. Write both ends with their date and offset.

Bad:
    - {kind: impact, id: no-data, at: "12:00", window: 10:30/08:54, summary: No predictions in the morning}

Good:
    - {kind: impact, id: no-data, at: "12:00", window: 10:30/11:54, summary: No predictions in the morning}
"""

from __future__ import annotations

from collections.abc import Iterator

from handoff.model.judgement import Judgement
from handoff.model.place import Place
from handoff.rules._markdown import ends_before_start
from handoff.rules._record import Record, record_of, remark_on
from handoff.rules._remark import Remark, at

FAMILY = "time"
LEVEL = "error"
HINT = "correct the ends; a range over midnight needs dates, two zones need offsets"
# First and last field of a range, as the kinds of events name them.
_ENDS = (("at", "ended"), ("started", "finished"), ("started", "ended"))


def check(judgement: Judgement) -> Iterator[Remark]:
    record = record_of(judgement)
    session = record.session
    if session.started and session.ended and session.ended < session.started and _meant(record, session.place.of("ended")):
        said = f"the session starts at {record.clock(session.started)} and ends at {record.clock(session.ended)}"
        yield Remark(session.place.of("ended"), said, HINT)
    # A length that is computed from such a range.
    yield from (remark_on(verdict) for verdict in record.because("inverted-range") if verdict.claim.window is None)
    for event in session.having("window"):
        window = event.window
        if window is not None and window.inverted and _meant(record, event.place.of("window")):
            ends = f"from {record.clock(window.start)} to {record.clock(window.end)}"
            yield at(event, "window", f"“{event.summary}” runs {ends}: the end comes before the start", HINT)
    for first, last in _ENDS:
        for event in session.having(first, last):
            start, end = getattr(event, first), getattr(event, last)
            if start is not None and end is not None and end < start and _meant(record, event.place.of(last)):
                said = f"“{event.summary}”: `{last}` {record.clock(end)} comes before `{first}` {record.clock(start)}"
                yield at(event, last, said, HINT)


def _meant(record: Record, place: Place) -> bool:
    """A record says what it means; of a Markdown document the line itself must leave no other reading."""
    return record.is_record or ends_before_start(record.text_at(place))
