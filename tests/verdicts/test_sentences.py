"""How long texts are cut."""

from __future__ import annotations

import pytest

from handoff.verdicts.sentences import brief


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", ""),
        ("  one\n two  ", "one two"),
        ("a" * 140, "a" * 140),
        ("a" * 141, "a" * 139 + "…"),
    ],
)
def test_a_text_is_told_in_one_line_of_140_letters_at_most(text: str, told: str) -> None:
    """What is cut off is marked."""
    assert brief(text) == told
