"""The ids of sessions in the bytes of a file."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from handoff.store.named import sessions_named

PIECES = st.sampled_from(
    [
        "2026-01-20-fix",
        "2026-01-20",
        "-",
        "x",
        "9",
        "_",
        " ",
        "\n",
        "é",
        "1999-12-31-a.b_c",
        "0000-00-00-",
        "2026-1-2-x",
        "#",
        "T",
    ]
)


def test_ids_are_found_wherever_they_stand() -> None:
    """In a header, a reference, a comment, behind a slash; a longer run of digits or letters is no id."""
    good = b"previous: [2026-01-20-fix] # as 2026-01-19-a.b\nof: 2026-01-18-x#event ../2026-01-17-y\n"
    text = good + b"no: a2026-01-16-z, 02026-01-15-q"
    assert sessions_named(text) == {"2026-01-20-fix", "2026-01-19-a.b", "2026-01-18-x", "2026-01-17-y"}


@given(st.lists(PIECES, max_size=12))
def test_the_quick_way_finds_what_the_pattern_finds(pieces: list[str]) -> None:
    """However ids, dates and other characters meet."""
    data = "".join(pieces).encode()
    assert sessions_named(data) == {id.decode() for id in re.findall(rb"\b\d{4}-\d{2}-\d{2}-[a-z0-9][a-z0-9._-]*", data)}
