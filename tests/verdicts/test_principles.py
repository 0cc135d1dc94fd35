"""Each principle of the design, as small worlds with the verdict that they must give."""

from __future__ import annotations

import pytest

from handoff.verdicts import REASONS, judge
from tests.corpus import HERE, World, worlds

WORLDS = (*worlds("principles"), *worlds("stories"))


@pytest.mark.parametrize("world", WORLDS, ids=[world.name for world in WORLDS])
def test_a_world_gives_the_verdicts_that_it_names(world: World) -> None:
    """The answer is the one expected, and every reason that is named is among the reasons; with `only`, no other."""
    judgement = judge(world.facts)
    got = {verdict.claim.id: (verdict.answer, verdict.reasons, verdict.why) for verdict in judgement.verdicts}
    for claim, (answer, reasons) in world.expect.items():
        assert claim in got, f"{claim} is not among {sorted(got)}"
        assert got[claim][0] == answer, got[claim]
        missing = {*reasons} - {"only", *got[claim][1]}
        assert not missing, f"{claim} lacks {missing}: {got[claim]}"
        assert "only" not in reasons or {*got[claim][1]} == {*reasons} - {"only"}, got[claim]
        if answer != "supported":
            assert got[claim][2], f"{claim} says nothing of why"
    for claim, words in world.says.items():
        assert words in "; ".join(got[claim][2])
    for verdict in judgement.verdicts:
        assert not verdict.late or verdict.late in verdict.why


def test_every_reason_code_is_reached_by_some_world() -> None:
    """No reason code is dead: each is the outcome of at least one world."""
    reached = {reason for world in WORLDS for verdict in judge(world.facts).verdicts for reason in verdict.reasons}
    assert set(REASONS) - reached == set()


def test_every_story_is_told_twice() -> None:
    """As it was claimed nothing is supported; put right, everything is."""
    told = worlds("stories")
    assert len(told) >= 30
    for claimed, right in zip(told[::2], told[1::2], strict=True):
        assert claimed.name.endswith("(as claimed)")
        assert right.name.endswith("(put right)")
        assert "supported" not in {answer for answer, _ in claimed.expect.values()}
        assert {answer for answer, _ in right.expect.values()} == {"supported"}


def test_every_world_file_is_read() -> None:
    """A file that nobody lists would be a test that cannot fail."""
    assert len(list((HERE / "principles").glob("*.yaml"))) >= 12
