"""Times of day, ranges, durations and time zones as people write them in running text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from handoff.markdown.dates import date_in
from handoff.model.expression import expression
from handoff.model.frozen import dataclass
from handoff.model.times import Clock, Window

# Abbreviations that a status document may mean only one zone by. "BST" and "IST" are taken for London and India.
ZONES = {
    "utc": "UTC", "gmt": "UTC", "z": "UTC", "et": "America/New_York", "est": "America/New_York", "edt": "America/New_York",
    "ct": "America/Chicago", "cst": "America/Chicago", "cdt": "America/Chicago", "mt": "America/Denver",
    "mst": "America/Denver", "mdt": "America/Denver", "pt": "America/Los_Angeles", "pst": "America/Los_Angeles",
    "pdt": "America/Los_Angeles", "cet": "Europe/Berlin", "cest": "Europe/Berlin", "mez": "Europe/Berlin",
    "mesz": "Europe/Berlin", "bst": "Europe/London", "ist": "Asia/Kolkata", "jst": "Asia/Tokyo", "kst": "Asia/Seoul",
    "aest": "Australia/Sydney", "aedt": "Australia/Sydney", "brt": "America/Sao_Paulo", "sgt": "Asia/Singapore",
}  # fmt: skip
_CLOCK = r"\d{1,2}:\d{2}(?::\d{2})?(?:\s?[AaPp]\.?[Mm]\.?)?"
# "UTC+8" is another zone than UTC.
_NAMED = r"\b(?!\s?[+-]\d)"
_ZONE = rf"(?:\s*\(?(?P<{{}}>{'|'.join(sorted(ZONES, key=len, reverse=True))}){_NAMED}\)?)?"
_RANGE = expression(
    rf"(?<![\d:-])(?P<about>[~≈]\s?)?(?P<first>{_CLOCK}){_ZONE.format('zone1')}\s*(?:-|–|—|→|\bto\b"
    rf"|\buntil\b)\s*[~≈]?(?P<last>{_CLOCK})"
    rf"{_ZONE.format('zone2')}(?!\d|:\d)",
    re.IGNORECASE,
)
_DURATION = expression(
    r"(?<![\d.,:/-])(?:(?P<h>\d{1,3}(?:\.\d+)?)\s?(?:hours?|hrs?|h)\b(?:\s?(?:and|,)?\s?(?P<m>\d{1,2})\s?(?:minutes?|mins?"
    r"|m)\b)?"
    r"|(?P<only>\d{1,4})\s?(?:minutes?|mins?)\b)(?P<more>\+)?",
    re.IGNORECASE,
)
# What in front of a duration says that it is not meant exactly.
_ABOUT = expression(
    r"(?:[~≈<>+]|\b(?:about|around|approx\w{0,8}\.?|roughly|under|over|less than|more than|up to|nearly|almost|every|after"
    r"|within) )\s?$",
    re.IGNORECASE,
)
_ANY_ZONE = expression(
    rf"(?<![\w/])(?P<zone>{'|'.join(sorted((z for z in ZONES if len(z) > 1), key=len, reverse=True))}){_NAMED}"
    rf"|\b(?P<iana>(?:Europe|America|Asia|Africa|Australia|Pacific)/[A-Z]\w+)",
    re.IGNORECASE,
)
# What may stand between a time of day and its zone, and the zone.
_BEHIND = expression(r"[ (]{0,2}[A-Za-z/_]{0,24}(?:\s?[+-]\d)?")
_TIME = expression(rf"(?<![\d:.]){_CLOCK}(?![\d:])", re.IGNORECASE)
# Every time of day has this in it, and few other texts do.
_MINUTE = expression(r"\d:\d")
# A range that ends "before" it starts crosses midnight, unless that would make it longer than this.
_NIGHT = timedelta(hours=12)


def zone_in(text: str) -> str | None:
    """The IANA name of the first time zone that a text names, or None."""
    for match in _ANY_ZONE.finditer(text):
        if match["iana"]:
            try:
                ZoneInfo(match["iana"])
            except (KeyError, ValueError, OSError):
                continue
            return match["iana"]
        # "et", "pt", "ist" and the like are words in other languages; an abbreviation stands in capitals.
        if match["zone"].isupper():
            return ZONES[match["zone"].lower()]
    return None


def names_times(texts: Iterable[str]) -> bool:
    """Whether some texts name a time of day."""
    return any(_MINUTE.search(text) is not None and _TIME.search(text) is not None for text in texts)


def zone_of_times(texts: Iterable[str]) -> str | None:
    """The one zone that every time of day in some texts is written with; None when one has none, or they differ."""
    zones: set[str | None] = set()
    for text in texts:
        if _MINUTE.search(text) is not None:
            text = _RANGE.sub(lambda match: f"{match['last']} {match['zone2'] or match['zone1'] or ''} ", text)
            for match in _TIME.finditer(text):
                zones.add(zone_in(_BEHIND.match(text, match.end())[0]))  # type: ignore[index]  # it matches the empty text
    return zones.pop() if len(zones) == 1 else None


@dataclass(frozen=True, slots=True)
class Span:
    """A range of times of day as written, with the zone named beside it; `exact` is false for "~06:30"."""

    first: str
    last: str
    zone: str | None
    exact: bool

    def window(self, clock: Clock) -> Window | None:
        """The stretch of time that is meant; None when the times cannot be placed. A range over midnight ends a day later."""
        at = Clock(ZoneInfo(self.zone), clock.day) if self.zone else clock
        first, last = self.first, self.last
        if first[-1:].isdigit() and last[-1:] in "mM.":
            half = last.strip(".").rstrip("mM.")[-1]
            first = first if int(first.partition(":")[0]) > 12 else f"{first} {half}M"
            start, end = _read(first, at), _read(last, at)
            if first != self.first and start is not None and end is not None and end < start:
                # "11:30-12:00 PM" begins before noon.
                first = f"{self.first} {'A' if half in 'Pp' else 'P'}M"
        start, end = _read(first, at), _read(last, at)
        if start is None or end is None:
            return None
        overnight = "p" in first.lower() and "a" in last.lower()
        if end < start and (overnight or end + timedelta(days=1) - start <= _NIGHT):
            end += timedelta(days=1)
        return Window(start, end)


def span_in(text: str) -> Span | None:
    """The first range of times of day in a text, or None."""
    if text.count(":") < 2 or not _MINUTE.search(text) or (match := _RANGE.search(text)) is None:
        return None
    zone = match["zone2"] or match["zone1"]
    known = ZONES[zone.lower()] if zone and zone.isupper() else None
    return Span(match["first"], match["last"], known, not match["about"] and "~" not in match[0] and "≈" not in match[0])


def minutes_in(text: str) -> Decimal | None:
    """The first exact duration of a text in minutes; None when there is none, or it is only about right."""
    match = _DURATION.search(text)
    if match is None or match["more"] or _ABOUT.search(text[max(0, match.start() - 16) : match.start()]):
        return None
    if match["only"]:
        return Decimal(match["only"])
    return Decimal(match["h"]) * 60 + Decimal(match["m"] or 0)


def instant(text: str, clock: Clock) -> datetime | None:
    """The instant that a cell or field begins with: RFC 3339, a date and a time, or a time of day; None when none does."""
    if not any(character.isdigit() for character in text[:24]):
        return None
    text = text.strip("*_`~≈ ")
    if (span := _RANGE.match(text)) is not None:
        text = span["first"]
    day = date_in(text[:32])
    match = re.search(_CLOCK, text[:48])
    stamp = re.match(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2})?(?:[.,]\d+)?\s?(?:Z\b|[+-]\d{2}:?\d{2})", text)
    if stamp is not None:
        return _read(stamp[0], clock)
    if match is None:
        return None
    zone = zone_in(text[match.end() : match.end() + 12])
    at = Clock(ZoneInfo(zone) if zone else clock.zone, day or clock.day)
    return _read(match[0], at)


def _read(text: str, clock: Clock) -> datetime | None:
    try:
        return clock.read(text)
    except ValueError:
        return None
