"""Times as people write them, read into instants that carry an offset.

Formats: RFC 3339 (a space may stand for the T, seconds may be left out), or a wall time in the session's zone, with or
without a date. A wall time that a clock change skips or repeats is refused with both readings: it is said, not guessed.
Apart from `times`, because recording an event needs this and must not pay for building data classes.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from .expression import expression

_STAMP = expression(
    r"""(?:(?P<date>\d{4}-\d{2}-\d{2})(?:[Tt ]|$))?
        (?:(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,](?P<fraction>\d{1,9}))?)?
        \s?(?P<half>[AaPp]\.?[Mm]\.?)?)?
        \s?(?P<offset>[Zz]|[+\-−]\d{2}:?\d{2})?$""",
    re.VERBOSE,
)
# How nearly all of them are written; ten times as fast to read.
_PLAIN = re.compile(r"(\d{4}-\d{2}-\d{2})[Tt ]((?:[01]\d|2[0-3]):\d{2}(?::\d{2})?)([Zz]|[+-]\d{2}:\d{2})", re.ASCII)
_HOW = "write 2026-01-20T11:28-05:00, or 11:28 in the session's zone"
_DAY = expression(r"\d{4}-\d{2}-\d{2}(?!\d)", re.ASCII)
_OFFSET = expression(r"([+\-−])(\d{2}):?(\d{2})")


class Clock(NamedTuple):
    """What a wall time is read against: a zone, the date that a bare time of day belongs to, and `now` if that is known.

    `zone` None: only times with an offset can be read.
    """

    zone: ZoneInfo | None = None
    day: date | None = None
    now: datetime | None = None

    def read(self, text: str) -> datetime:
        """The instant that `text` names, with an offset.

        Raises ValueError when it is no time, has neither offset nor zone, or falls into a gap or fold of the zone.
        """
        if (plain := _PLAIN.fullmatch(text)) is not None:
            try:
                return datetime.combine(date.fromisoformat(plain[1]), time.fromisoformat(plain[2]), _offset(plain[3]))
            except ValueError:
                pass  # there is no such day or offset; the long way says what is wrong with it
        text = text.strip()
        if (written_day := _DAY.match(text)) is not None:
            _day(written_day[0], text)
        if text == "now" and self.now is not None:
            return self.now.astimezone(self.zone) if self.zone else self.now
        match = _STAMP.fullmatch(text)
        if match is None or match["hour"] is None:
            raise ValueError(f"{text!r} is no time: {_HOW}")
        try:
            return self._instant(match, text)
        except ValueError as error:
            raise ValueError(f"{text!r}: {error}") from None

    def read_end(self, text: str) -> datetime:
        """The same, and of a day alone its last minute: what is due on a day may be done on it. UTC where no zone is known."""
        text = text.strip()
        if _DAY.fullmatch(text) is None:
            if text != "now" and ((match := _STAMP.fullmatch(text)) is None or match["hour"] is None):
                raise ValueError(f"{text!r} is no time: {_HOW}, or a day alone, as in 2026-11-30, for its end")
            return self.read(text)
        return with_fixed_offset(datetime.combine(_day(text, text), time(23, 59), self.zone or UTC))

    def _instant(self, match: re.Match[str], text: str) -> datetime:
        hour = int(match["hour"])
        if match["half"]:
            if not 1 <= hour <= 12:
                raise ValueError("hour must be in 1..12 with AM or PM")
            hour = hour % 12 + (12 if match["half"][0] in "Pp" else 0)
        micro = int((match["fraction"] or "0").ljust(6, "0")[:6])
        clock = time(hour, int(match["minute"]), int(match["second"] or 0), micro)
        day = date.fromisoformat(match["date"]) if match["date"] else self.day
        if day is None:
            raise ValueError("a time without a date needs a session that started on some date")
        wall = datetime.combine(day, clock)
        if match["offset"]:
            return wall.replace(tzinfo=_offset(match["offset"]))
        if self.zone is None:
            raise ValueError("no offset and the session names no timezone: add one, as in 11:28-05:00")
        return _in_zone(wall, self.zone)


def _day(text: str, whole: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{whole!r}: there is no such day in the calendar") from None


@lru_cache(maxsize=256)
def _offset(text: str) -> timezone:
    match = _OFFSET.fullmatch(text)
    if match is None:
        return UTC
    hours, minutes = int(match[2]), int(match[3])
    if hours > 23 or minutes > 59:
        raise ValueError(f"{text} is no offset")
    shift = timedelta(hours=hours, minutes=minutes)
    return _fixed(shift if match[1] == "+" else -shift)


@lru_cache(maxsize=256)
def _fixed(shift: timedelta) -> timezone:
    """One object an offset: two instants are compared many times faster when theirs is the same."""
    return timezone(shift)


def _in_zone(wall: datetime, zone: ZoneInfo) -> datetime:
    first, second = wall.replace(tzinfo=zone, fold=0), wall.replace(tzinfo=zone, fold=1)
    if first.utcoffset() == second.utcoffset():
        return with_fixed_offset(first)
    back = first.astimezone(UTC).astimezone(zone).replace(tzinfo=None)
    readings = f"{written(first)} or {written(second)}"
    if back != wall:
        raise ValueError(f"does not exist in {zone.key}: the clocks skip it; write {readings}")
    raise ValueError(f"happens twice in {zone.key}: the clocks are set back; write {readings}")


def with_fixed_offset(instant: datetime) -> datetime:
    """The same instant and wall time with its offset frozen, so that two readings compare and print alike."""
    shift = instant.utcoffset()
    if shift is None:
        raise ValueError("an instant needs an offset")
    return instant.replace(tzinfo=_fixed(shift), fold=0)


def has_come(instant: datetime, now: datetime) -> bool:
    """Whether an instant is no later than a moment that is known to the second."""
    return instant < now + timedelta(seconds=1)


def written(instant: datetime) -> str:
    """RFC 3339 text of an instant, the way the tool stores it: offset always, seconds only when there are any."""
    if (shift := instant.utcoffset()) is not None and shift.seconds % 60:
        # RFC 3339 has no seconds in an offset; local mean times of long ago have.
        instant = instant.astimezone(UTC)
    if instant.microsecond:
        stamp = instant.isoformat(timespec="microseconds" if instant.microsecond % 1000 else "milliseconds")
    else:
        stamp = instant.isoformat(timespec="seconds" if instant.second else "minutes")
    return stamp.removesuffix("+00:00") + "Z" if stamp.endswith("+00:00") else stamp
