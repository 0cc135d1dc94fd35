"""Instants as a reader of one session wants them: on the session's wall clock, in UTC, and never without saying which."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from handoff.model.session import Session
from handoff.model.times import Window
from handoff.verdicts.times import spoken


class Wall(NamedTuple):
    """The clock on the wall of a session: its zone (None: each instant's own offset) and its day."""

    zone: ZoneInfo | None
    day: date | None

    def local(self, instant: datetime) -> datetime:
        """The instant in the session's zone."""
        return instant.astimezone(self.zone) if self.zone else instant

    def time(self, instant: datetime) -> str:
        """Time of day, with the date on any other day than the session's: `11:28`, `2026-01-20 11:54:28`."""
        return _stamp(self.local(instant), self.day)

    def utc(self, instant: datetime) -> str:
        """The same in UTC."""
        return _stamp(instant.astimezone(UTC), self.day)

    def full(self, instant: datetime) -> str:
        """Date, time and offset: `2026-01-21 11:28 UTC-05:00`."""
        return f"{_stamp(self.local(instant), None)} {self.offset(instant)}"

    def span(self, start: datetime, end: datetime | None) -> str:
        """`11:20 to 12:55`, or the start alone."""
        return self.time(start) if end is None or end == start else f"{self.time(start)} to {self.time(end)}"

    def stretch(self, start: datetime, end: datetime | None, open: bool = True) -> str:
        """Date, time and offset of both ends, what the second has in common with the first left out."""
        if end is None:
            return f"{self.full(start)}, still open" if open else self.full(start)
        offset = "" if self.offset(end) == self.offset(start) else f" {self.offset(end)}"
        return f"{self.full(start)} to {_stamp(self.local(end), self.local(start).date())}{offset}"

    def window(self, window: Window) -> str:
        """A window with its length: `07:41 to 08:54 (1 h 13 min)`; an end before its start is said."""
        length = "ends before it starts" if window.inverted else spoken(window.length)
        return f"{self.time(window.start)} to {self.time(window.end)} ({length})"

    def offset(self, instant: datetime) -> str:
        """The offset from UTC at an instant: `UTC-05:00`, `UTC`."""
        text = self.local(instant).strftime("%z")
        return "UTC" if text == "+0000" else f"UTC{text[:3]}:{text[3:5]}"

    @property
    def name(self) -> str:
        """What the zone is called: its IANA name, else "as written"."""
        return self.zone.key if self.zone else "as written"

    @property
    def is_utc(self) -> bool:
        """Whether the session's own time is UTC."""
        return self.zone is not None and self.zone.key in {"UTC", "Etc/UTC"}


def _stamp(local: datetime, day: date | None) -> str:
    clock = local.strftime("%H:%M:%S" if local.second else "%H:%M")
    return clock if local.date() == day else f"{local.date().isoformat()} {clock}"


def wall_of(session: Session) -> Wall:
    """The wall clock of a session."""
    return Wall(session.zone, session.day)
