"""Principle 13: stated times against known ones, and the shift that would reconcile them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

_HOUR = timedelta(hours=1)
# The offsets that people mix up most, under the names they use for them.
_NAMED = {
    timedelta(0): "UTC",
    timedelta(hours=-4): "UTC-04:00 (EDT)",
    timedelta(hours=-5): "UTC-05:00 (EST or CDT)",
    timedelta(hours=-6): "UTC-06:00 (CST or MDT)",
    timedelta(hours=-7): "UTC-07:00 (MST or PDT)",
    timedelta(hours=-8): "UTC-08:00 (PST)",
    timedelta(hours=1): "UTC+01:00 (CET or BST)",
    timedelta(hours=2): "UTC+02:00 (CEST)",
}


def spoken(length: timedelta) -> str:
    """A length of time in words: `1 d 1 h`, `35 min`, `32 s`."""
    seconds = round(abs(length).total_seconds())
    parts: list[str] = []
    for size, unit in ((86400, "d"), (3600, "h"), (60, "min"), (1, "s")):
        count, seconds = divmod(seconds, size)
        if count and len(parts) < 3:
            parts.append(f"{count} {unit}")
    return " ".join(parts) or "0 s"


def clock_text(instant: datetime, zone: ZoneInfo | None) -> str:
    """An instant for a person: date, time and offset in the session's zone."""
    return _clock_text(instant, zone) if zone else _stamp(instant)


@lru_cache(maxsize=512)
def _clock_text(instant: datetime, zone: ZoneInfo) -> str:
    return _stamp(instant.astimezone(zone))


def _stamp(local: datetime) -> str:
    clock = local.replace(tzinfo=None).isoformat(" ", "seconds" if local.second else "minutes")
    # Local mean times of long ago have seconds in their offset; nobody would say those.
    offset = f"{local:%z}"
    return f"{clock} {offset[:3]}:{offset[3:5]}"


def reconciliation(stated: datetime, known: datetime, tolerance: timedelta) -> str:
    """How a stated time would agree with the known one: a shift of whole days or hours, and the zone that would explain it.

    The empty text when no whole-hour shift brings them together within the tolerance.
    """
    gap = stated - known
    hours = round(gap / _HOUR)
    if hours == 0 or abs(gap - hours * _HOUR) > tolerance:
        return ""
    days, rest = divmod(abs(hours), 24)
    direction = "late" if hours > 0 else "early"
    size = " and ".join(
        part
        for part in (f"{days} day{'s' * (days > 1)}" if days else "", f"{rest} hour{'s' * (rest > 1)}" if rest else "")
        if part
    )
    parts = [f"the stated time is {size} too {direction}"]
    if rest:
        zone, name = _zone_for(stated, known)
        there = known.astimezone(UTC) + zone
        day = "" if days == 0 and there.date() == stated.date() else f" on {there:%B} {there.day}"
        parts.append(f"the wall time {stated:%H:%M} is right in {name}{day}")
    else:
        parts.append("the date is off, the time of day is right")
    return "; ".join(parts)


def _zone_for(stated: datetime, known: datetime) -> tuple[timedelta, str]:
    """The offset from UTC, a whole number of hours and as small as can be, in which the known time has the stated wall time."""
    wall = stated.replace(tzinfo=UTC)
    hours = round((wall - known) / _HOUR) % 24
    zone = timedelta(hours=hours if hours <= 12 else hours - 24)
    return zone, _NAMED.get(zone, f"UTC{zone // _HOUR:+03d}:00")
