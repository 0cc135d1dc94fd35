"""Lengths and shifts of time, in words."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from handoff.verdicts.times import clock_text, reconciliation, spoken

NOON = datetime(2026, 1, 20, 12, 0, tzinfo=UTC)
TWO = timedelta(minutes=2)


@pytest.mark.parametrize(
    ("length", "words"),
    [
        (timedelta(0), "0 s"),
        (timedelta(seconds=-32), "32 s"),
        (timedelta(minutes=35), "35 min"),
        (timedelta(days=1, hours=2, minutes=3, seconds=4), "1 d 2 h 3 min"),
        (timedelta(days=1, seconds=4), "1 d 4 s"),
    ],
)
def test_a_length_is_told_in_its_three_greatest_parts(length: timedelta, words: str) -> None:
    """Whichever way it runs."""
    assert spoken(length) == words


def _stated(hours: float, offset: int = 0) -> datetime:
    return (NOON + timedelta(hours=hours)).astimezone(timezone(timedelta(hours=offset)))


@pytest.mark.parametrize(
    ("hours", "offset", "words"),
    [
        (0, 0, ""),
        (0.02, 0, ""),
        (0.5, 0, ""),
        (3.05, 0, ""),
        (1, 0, "the stated time is 1 hour too late; the wall time 13:00 is right in UTC+01:00 (CET or BST)"),
        (-5, 0, "the stated time is 5 hours too early; the wall time 07:00 is right in UTC-05:00 (EST or CDT)"),
        (-3 - 1 / 30, 0, "the stated time is 3 hours too early; the wall time 08:58 is right in UTC-03:00"),
        (12, 0, "the stated time is 12 hours too late; the wall time 00:00 is right in UTC+12:00"),
        (13, 0, "the stated time is 13 hours too late; the wall time 01:00 is right in UTC-11:00 on January 20"),
        (24, 0, "the stated time is 1 day too late; the date is off, the time of day is right"),
        (-48, -8, "the stated time is 2 days too early; the date is off, the time of day is right"),
        (
            25,
            0,
            "the stated time is 1 day and 1 hour too late; the wall time 13:00 is right in UTC+01:00 (CET or BST) "
            "on January 20",
        ),
        (8, -8, "the stated time is 8 hours too late; the wall time 12:00 is right in UTC"),
    ],
)
def test_the_shift_that_would_reconcile_two_times(hours: float, offset: int, words: str) -> None:
    """Whole hours and days only, with the zone in which the wall time is right, and its day where that is another one."""
    assert reconciliation(_stated(hours, offset), NOON, TWO) == words


def test_a_clock_shows_seconds_only_where_there_are_some() -> None:
    """Without a zone an instant is shown in its own."""
    assert clock_text(NOON, None) == "2026-01-20 12:00 +00:00"
    assert clock_text(NOON + timedelta(seconds=5), None) == "2026-01-20 12:00:05 +00:00"
    assert clock_text(_stated(0, -5), None) == "2026-01-20 07:00 -05:00"
    assert clock_text(NOON, ZoneInfo("Asia/Kolkata")) == "2026-01-20 17:30 +05:30"
    assert clock_text(NOON.replace(year=1900), ZoneInfo("Europe/Amsterdam")) == "1900-01-20 12:19:32 +00:19"


def test_where_the_machine_stands_does_not_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    """Times are told and compared in the zones of the record."""
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    time.tzset()
    try:
        assert "right in UTC+01:00 (CET or BST)" in reconciliation(_stated(25), NOON, TWO)
        assert reconciliation(_stated(25), NOON, TWO).endswith("on January 20")
        assert reconciliation(_stated(27), NOON, TWO).endswith("right in UTC+03:00 on January 20")
        assert clock_text(NOON, None) == "2026-01-20 12:00 +00:00"
    finally:
        monkeypatch.undo()
        time.tzset()
