"""How long texts are cut, and in which order reasons are told."""

from __future__ import annotations

import pytest

from handoff.verdicts import judge
from handoff.verdicts.sentences import brief
from tests.corpus import worlds


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


def test_the_gravest_reason_of_a_fix_is_told_first_and_looks_for_another_purpose_at_once() -> None:
    """What serves without the fix comes before the looks that nobody saw red, of which one sentence tells."""
    (world,) = [one for one in worlds("principles") if "beside looks for other purposes" in one.name]
    (verdict,) = judge(world.facts).verdicts
    against, lacking, never_red = verdict.why
    assert "pay" in against
    assert lacking == "shop runs ccccccc3, which does not contain aaaaaaa1"
    assert never_red == "one, two: none of these checks is shown failing before the fix"
