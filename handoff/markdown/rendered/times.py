"""The times of our own documents: stamps on the session's wall clock, and the rows of the timeline by the ids they name."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime, timedelta, timezone
from typing import NamedTuple
from zoneinfo import ZoneInfo

from handoff.markdown.rendered.page import Page
from handoff.model.clock import with_fixed_offset
from handoff.model.expression import expression
from handoff.model.times import Window

STAMP = r"(?:\d{4}-\d\d-\d\d )?\d\d:\d\d(?::\d\d)?"
FULL = rf"{STAMP} UTC(?:[+-]\d\d:\d\d)?"
_STAMP = expression(r"(?:(\d{4}-\d\d-\d\d) )?(\d\d:\d\d(?::\d\d)?)(?: UTC([+-]\d\d:\d\d)?)?$")


class Happening(NamedTuple):
    """A row of the timeline."""

    at: datetime
    ended: datetime | None
    kind: str
    text: str


class Times:
    """What turns printed times into instants. `zone` is None where the session names none."""

    def __init__(self, page: Page, day: date | None, zone: str | None) -> None:
        self.day, self.zone = day, _zone(zone)
        self.happenings: dict[str, list[Happening]] = {}
        head = next((line for line in page.of("Timeline") if line.startswith("| ")), "").strip("| ").partition(" |")[0]
        for row in page.rows("Timeline", head, "UTC", "What", "Kind", "Entry"):
            entry, utc = row["Entry"], row["UTC"].text
            at = self.read(f"{utc.partition(' to ')[0]} UTC")
            for id in entry.codes(entry.text):
                if at is None:
                    continue
                kind, what = row["Kind"], row["What"]
                first, _, last = row[head].text.partition(" to ")
                found = Happening(at, self._end(at, first, last), kind.text.partition(":")[0], what.said(what.text) or "")
                self.happenings.setdefault(id, []).append(found)

    def _end(self, at: datetime, first: str, last: str) -> datetime | None:
        """The end of a row, on the same clock as its start."""
        start, end = self._wall(first), self._wall(last)
        if start is None or end is None:
            return None
        if self.zone is not None:
            return self.fixed(end.replace(tzinfo=self.zone))
        offset = start - at.replace(tzinfo=None) + (at.utcoffset() or timedelta(0))
        return with_fixed_offset(end.replace(tzinfo=timezone(offset)))

    def _wall(self, stamp: str) -> datetime | None:
        match = _STAMP.match(stamp)
        if match is None or not (match[1] or self.day):
            return None
        with suppress(ValueError):
            return datetime.fromisoformat(f"{match[1] or self.day}T{match[2]}")
        return None

    def read(self, stamp: str | None) -> datetime | None:
        """A printed time as an instant; without a date it is of the session's day, without an offset in its zone."""
        match = _STAMP.match(stamp or "")
        wall = self._wall(stamp or "")
        if match is None or wall is None:
            return None
        if " UTC" in match[0]:
            with suppress(ValueError):
                return self.fixed(datetime.fromisoformat(f"{wall.isoformat()}{match[3] or '+00:00'}"))
            return None
        return self.fixed(wall.replace(tzinfo=self.zone)) if self.zone else None

    def fixed(self, at: datetime) -> datetime:
        """The instant as the session's records have it, with a fixed offset."""
        with suppress(ValueError, OverflowError):
            return with_fixed_offset(at.astimezone(self.zone) if self.zone else at)
        return at

    def window(self, text: str | None) -> Window | None:
        """A printed window: `07:41 to 08:54`."""
        start, _, end = (text or "").partition(" to ")
        ends = self.read(start), self.read(end)
        return Window(ends[0], ends[1]) if ends[0] and ends[1] else None

    def of(self, id: str, text: str | None = None) -> Happening | None:
        """The row of an event; of several the one that says this, else the last."""
        rows = self.happenings.get(id, [])
        return next((row for row in rows if row.text == text), rows[-1] if rows and text is None else None)


def _zone(name: str | None) -> ZoneInfo | None:
    with suppress(KeyError, ValueError, OSError):
        return ZoneInfo(name) if name else None
    return None
