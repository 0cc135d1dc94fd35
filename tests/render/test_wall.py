"""Instants on the session's wall clock and in UTC."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

from handoff.model.times import Window
from handoff.render.wall import Wall, wall_of

from .build import at, session

WALL = wall_of(session())


def test_times_of_the_day_of_the_session_are_short() -> None:
    """The date is told on any other day, seconds when there are any; UTC by the same rule."""
    assert WALL.time(at(11, 28)) == "11:28"
    assert WALL.time(at(11, 28, 5)) == "11:28:05"
    assert WALL.time(at(11, 28, day=20)) == "2026-01-20 11:28"
    assert WALL.utc(at(11, 28)) == "16:28"
    assert WALL.utc(at(21)) == "2026-01-22 02:00"
    assert WALL.time(datetime(2026, 1, 21, 16, 28, tzinfo=UTC)) == "11:28"


def test_a_full_time_tells_its_offset() -> None:
    """Date, time and offset, the offset of that date."""
    assert WALL.full(at(11, 28)) == "2026-01-21 11:28 UTC-05:00"
    assert WALL.full(datetime(2026, 7, 1, 12, tzinfo=UTC)) == "2026-07-01 08:00 UTC-04:00"


def test_stretches_and_windows() -> None:
    """What the ends have in common is told once; a window that ends before it starts says so."""
    assert WALL.span(at(11), at(12)) == "11:00 to 12:00"
    assert WALL.span(at(11), None) == WALL.span(at(11), at(11)) == "11:00"
    assert WALL.stretch(at(11), at(12)) == "2026-01-21 11:00 UTC-05:00 to 12:00"
    assert WALL.stretch(at(11), at(1, day=22)) == "2026-01-21 11:00 UTC-05:00 to 2026-01-22 01:00"
    assert WALL.stretch(at(11), None) == "2026-01-21 11:00 UTC-05:00, still open"
    spring = datetime(2026, 3, 8, 6, 30, tzinfo=UTC)
    assert WALL.stretch(spring, spring + timedelta(hours=1)) == "2026-03-08 01:30 UTC-05:00 to 03:30 UTC-04:00"
    assert WALL.window(Window(at(11), at(12, 30))) == "11:00 to 12:30 (1 h 30 min)"
    assert WALL.window(Window(at(12), at(11))) == "12:00 to 11:00 (ends before it starts)"


def test_a_session_without_a_zone_keeps_what_was_written() -> None:
    """Each instant keeps its own offset, and nothing pretends to know the place."""
    wall = wall_of(session(timezone=None, started=datetime(2026, 1, 21, 11, tzinfo=timezone(timedelta(hours=9)))))
    assert (wall.name, wall.is_utc) == ("as written", False)
    assert wall.full(datetime(2026, 1, 21, 11, tzinfo=timezone(timedelta(hours=9)))) == "2026-01-21 11:00 UTC+09:00"
    assert Wall(None, None).time(at(11)) == "2026-01-21 11:00"


def test_a_session_in_utc_needs_one_column() -> None:
    """UTC is UTC by any of its names."""
    assert wall_of(session(timezone="UTC")).is_utc
    assert wall_of(session(timezone="Etc/UTC")).is_utc
    assert wall_of(session(timezone="UTC")).full(at(11)) == "2026-01-21 16:00 UTC"
    assert not WALL.is_utc
    assert WALL.name == "America/New_York"
