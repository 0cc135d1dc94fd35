"""Two wall times that are meant to be the same instant are not.

`12:55 PM ET (8:55 AM PT)`: between Eastern and Pacific lie three hours, also in summer. Zones are read for the date of the
session; near a clock change, or without a date, both readings will do. Abbreviations that mean several zones are left alone.

Bad:
    - {kind: note, id: rolled-out, at: "12:55", summary: "Rolled out at 12:55 PM ET (8:55 AM PT)"}

Good:
    - {kind: note, id: rolled-out, at: "12:55", summary: "Rolled out at 12:55 PM ET (9:55 AM PT)"}
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from handoff.model.expression import expression
from handoff.model.judgement import Judgement
from handoff.rules._record import record_of
from handoff.rules._remark import Remark
from handoff.verdicts.times import spoken

FAMILY = "time"
LEVEL = "warning"

_FIXED = {"UTC": 0, "GMT": 0, "Z": 0, "EDT": -4, "CDT": -5, "MDT": -6, "PDT": -7, "CET": 1, "CEST": 2}
# People write EST all the year round, so it is read as the zone and not as its winter.
_ZONES = {
    **dict.fromkeys(("ET", "EST"), "America/New_York"),
    **dict.fromkeys(("PT", "PST"), "America/Los_Angeles"),
    **dict.fromkeys(("MT", "MST"), "America/Denver"),
    "CT": "America/Chicago",
}
_WHEN = (date(2001, 1, 15), date(2001, 7, 15))
_NEAR = timedelta(days=14)
_TIME = r"(\d{{1,2}}):(\d{{2}})(?::\d{{2}})?\s?([AaPp][Mm])?\s?({zone})"
_NAMES = "|".join(sorted((*_FIXED, *_ZONES), key=len, reverse=True))
_PAIR = expression(rf"(?<![\d:–-]){_TIME.format(zone=_NAMES)}\s*(?:\(|/|=|,\s*(?:i\.e\.|or|=))\s*{_TIME.format(zone=_NAMES)}\b")
# One look at a whole document, which begins with a colon because that is found quickest.
_IN_A_ZONE = expression(rf":\d{{2}}(?::\d{{2}})?\s?(?:[AaPp][Mm])?\s?(?:{_NAMES})")
_DAY = 24 * 60


def check(judgement: Judgement) -> Iterator[Remark]:
    record = record_of(judgement)
    if not record.is_record and not _IN_A_ZONE.search(record.facts.source):
        return
    for line in record.lines_with((*_FIXED, *_ZONES)):
        for match in _PAIR.finditer(line.text) if line.text.count(":") > 1 else ():
            parts = match.groups()
            first, second = (_readings(parts[start : start + 4], record.session.day) for start in (0, 4))
            apart = min((_apart(one, other) for one in first for other in second), default=0)
            if apart > 1:
                said = f"“{match[0].rstrip('()')}” are two instants, {spoken(timedelta(minutes=apart))} apart"
                yield Remark(line.place, said, "keep the right one", line.subject)


def _readings(parts: tuple[str | None, ...], day: date | None) -> set[int]:
    """The minute of the UTC day that a wall time can mean; nothing when it is no time."""
    hour, minute, half, zone = int(parts[0] or 0), int(parts[1] or 0), parts[2], parts[3] or ""
    if half:
        hour = hour % 12 + (12 if half[0] in "Pp" else 0)
    if hour > 23 or minute > 59:
        return set()
    if zone in _FIXED:
        return {hour * 60 + minute - _FIXED[zone] * 60}
    days = (day - _NEAR, day, day + _NEAR) if day else _WHEN
    offsets = {datetime.combine(one, time(12), ZoneInfo(_ZONES[zone])).utcoffset() or timedelta() for one in days}
    return {hour * 60 + minute - int(offset.total_seconds()) // 60 for offset in offsets}


def _apart(one: int, other: int) -> int:
    gap = (one - other) % _DAY
    return min(gap, _DAY - gap)
