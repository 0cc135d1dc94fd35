"""Instants read and written: offsets always, gaps and folds said."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handoff.model.clock import Clock, with_fixed_offset, written

NEW_YORK = ZoneInfo("America/New_York")
OFFSETS = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))


@given(st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1), timezones=OFFSETS))
@settings(max_examples=300, deadline=None)
def test_what_is_written_reads_back(instant: datetime) -> None:
    """To the microsecond, offset included, whatever the session's zone."""
    for clock in (Clock(None), Clock(NEW_YORK, date(2026, 1, 20))):
        found = clock.read(written(instant))
        assert found == instant
        assert found.utcoffset() == instant.utcoffset()


@given(st.datetimes(datetime(2000, 1, 1), datetime(2035, 1, 1)))
@settings(max_examples=300, deadline=None)
def test_a_wall_time_is_one_instant_or_an_error(wall: datetime) -> None:
    """A wall time of the zone is read as what the zone shows then, or it is said that there is none or two."""
    wall = wall.replace(second=0, microsecond=0)
    try:
        found = Clock(NEW_YORK).read(wall.isoformat(timespec="minutes"))
    except ValueError as error:
        assert "the clocks" in str(error)  # noqa: PT017 - either outcome is right, each for its wall times
    else:
        assert found.astimezone(NEW_YORK).replace(tzinfo=None) == wall


def test_now_is_a_time_where_it_is_known() -> None:
    """`now` stands for the given instant, in the session's zone."""
    now = datetime(2026, 1, 20, 16, 28, tzinfo=UTC)
    assert written(Clock(NEW_YORK, None, now).read("now")) == "2026-01-20T11:28-05:00"
    assert written(Clock(None, None, now).read("now")) == "2026-01-20T16:28Z"
    with pytest.raises(ValueError, match="'now' is no time"):
        Clock(NEW_YORK).read("now")


def test_an_offset_with_seconds_is_written_in_utc() -> None:
    """RFC 3339 has no seconds in an offset; local mean times of long ago have."""
    instant = datetime(1880, 1, 1, 12, 0, tzinfo=NEW_YORK)
    assert written(with_fixed_offset(instant)) == "1880-01-01T16:56:02Z"


def test_a_naive_instant_is_refused() -> None:
    """Nothing without an offset gets into a record."""
    with pytest.raises(ValueError, match="needs an offset"):
        with_fixed_offset(datetime(2026, 1, 20))


def test_a_day_means_its_end_where_an_end_is_asked_for() -> None:
    """What is due on a day may be done on it; in UTC where no zone is known, and with a time as ever."""
    assert written(Clock(NEW_YORK).read_end("2026-11-30")) == "2026-11-30T23:59-05:00"
    assert written(Clock().read_end(" 2026-11-30 ")) == "2026-11-30T23:59Z"
    assert written(Clock().read_end("2026-11-30T10:00Z")) == "2026-11-30T10:00Z"
    with pytest.raises(ValueError, match="is no time"):
        Clock(NEW_YORK).read("2026-11-30")
    with pytest.raises(ValueError, match="or a day alone, as in 2026-11-30, for its end"):
        Clock(NEW_YORK).read_end("tomorrow")


@pytest.mark.parametrize("text", ["2026-02-30", "2026-13-01T10:00Z", "2026-02-30 11:00"])
def test_a_day_that_is_none_is_told_as_such(text: str) -> None:
    """Not that it is written in a wrong way."""
    with pytest.raises(ValueError, match="there is no such day in the calendar"):
        Clock(NEW_YORK).read_end(text)
