"""Ranges of hours as people write them: none of these ends before it starts, but for the last two."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from handoff.markdown.moments import span_in
from handoff.model.times import Clock

CLOCK = Clock(ZoneInfo("UTC"), date(2026, 1, 2))


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("11:00 AM - 8:00 PM: backfill", "02 11:00", "02 20:00"),
        ("11:30-12:00 PM ET", "02 11:30", "02 12:00"),
        ("9:00-11:00 PM", "02 21:00", "02 23:00"),
        ("11:00 - 1:00 PM", "02 11:00", "02 13:00"),
        ("6:47 PM → 9:35 AM", "02 18:47", "03 09:35"),
        ("22:00-02:00", "02 22:00", "03 02:00"),
        ("10:30 AM - 8:54 AM", "02 10:30", "02 08:54"),
        ("10:30 - 8:54", "02 10:30", "02 08:54"),
    ],
)
def test_a_range_is_read_as_it_is_meant(text: str, start: str, end: str) -> None:
    """A colon behind it, one AM or PM for both ends, a night between PM and AM."""
    span = span_in(text)
    assert span is not None
    window = span.window(Clock(ZoneInfo(span.zone), CLOCK.day) if span.zone else CLOCK)
    assert window is not None
    assert (f"{window.start:%d %H:%M}", f"{window.end:%d %H:%M}") == (start, end)
