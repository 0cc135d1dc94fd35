"""Two wall times that are meant to be the same instant are not.

`12:55 PM ET (8:55 AM PT)`: between Eastern and Pacific lie three hours, also in summer. The zones are read for the date of the
session; a zone whose abbreviation means several zones is left alone.

Bad:
    - {kind: note, id: rolled-out, at: "12:55", summary: "Rolled out at 12:55 PM ET (8:55 AM PT)"}

Good:
    - {kind: note, id: rolled-out, at: "12:55", summary: "Rolled out at 12:55 PM ET (9:55 AM PT)"}
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from handoff.model.judgement import Judgement
from handoff.rules._record import record_of
from handoff.rules._remark import Remark
from handoff.verdicts.times import spoken

FAMILY = "time"
LEVEL = "warning"

_FIXED = {
    "UTC": 0,
    "GMT": 0,
    "Z": 0,
    "EST": -5,
    "EDT": -4,
    "CDT": -5,
    "MST": -7,
    "MDT": -6,
    "PST": -8,
    "PDT": -7,
    "CET": 1,
    "CEST": 2,
}
_ZONES = {"ET": "America/New_York", "PT": "America/Los_Angeles", "MT": "America/Denver", "CT": "America/Chicago"}
_TIME = r"(\d{{1,2}}):(\d{{2}})(?::\d{{2}})?\s?([AaPp][Mm])?\s?({zone})"
_NAMES = "|".join(sorted((*_FIXED, *_ZONES), key=len, reverse=True))
_PAIR = re.compile(rf"\b{_TIME.format(zone=_NAMES)}\s*(?:\(|/|=|,\s*(?:i\.e\.|or|=))\s*{_TIME.format(zone=_NAMES)}\b")


def check(judgement: Judgement) -> Iterator[Remark]:
    record = record_of(judgement)
    day = record.session.day
    for line in record.lines:
        for match in _PAIR.finditer(line.text) if ":" in line.text else ():
            first, second = _instant(match.groups()[:4], day), _instant(match.groups()[4:], day)
            if first is None or second is None:
                continue
            apart = (second - first) % timedelta(days=1)
            apart = min(apart, timedelta(days=1) - apart)
            if apart > timedelta(minutes=1):
                said = f"“{match[0].rstrip('()')}” are two instants, {spoken(apart)} apart"
                yield Remark(line.place, said, "keep the right one", line.subject)


def _instant(parts: tuple[str | None, ...], day: date | None) -> datetime | None:
    hour, minute, half, zone = int(parts[0] or 0), int(parts[1] or 0), parts[2], parts[3] or ""
    if half:
        hour = hour % 12 + (12 if half[0] in "Pp" else 0)
    if hour > 23 or minute > 59:
        return None
    anchor = day or date(2001, 1, 15)
    if zone in _ZONES:
        return datetime(anchor.year, anchor.month, anchor.day, hour, minute, tzinfo=ZoneInfo(_ZONES[zone]))
    return datetime.fromisoformat(f"{anchor}T{hour:02d}:{minute:02d}:00+00:00") - timedelta(hours=_FIXED[zone])
