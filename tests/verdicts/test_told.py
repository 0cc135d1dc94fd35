"""What the judge says of every small world, word for word: the answer, the reasons, why, and what would support it.

`HANDOFF_UPDATE_GOLDEN=1` writes the page anew; read the difference before you keep it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

from handoff.model.facts import Facts
from handoff.verdicts import judge
from tests.corpus import HERE, worlds

PAGE = HERE.parent / "golden" / "verdicts.txt"
WORLDS = (*worlds("principles"), *worlds("stories"), *worlds("advice"))


def _told(name: str, facts: Facts) -> Iterator[str]:
    judgement = judge(facts)
    yield f"== {name} ({len(judgement.exhibits)} exhibits)"
    for verdict in judgement.verdicts:
        evidence = f" ({', '.join(verdict.evidence)})" if verdict.evidence else ""
        claim = verdict.claim
        yield f"{claim.place.line}: {claim.id}, {claim.text}: {verdict.answer} [{', '.join(verdict.reasons)}]{evidence}"
        yield from (f"    {sentence}" for sentence in verdict.why)
        if verdict.would_support:
            yield f"    > {verdict.would_support}"


def test_what_is_said_of_every_world_is_what_a_reader_approved() -> None:
    """The page holds what is said now. No word of a verdict changes without somebody seeing it."""
    if os.environ.get("HANDOFF_UPDATE_GOLDEN"):
        PAGE.write_text("".join(f"{line}\n" for world in WORLDS for line in _told(world.name, world.facts)), encoding="utf-8")
    approved = PAGE.read_text(encoding="utf-8").splitlines()
    at = 0
    # World by world, so that the first that differs is told at once: a page against a page takes pytest seconds to compare.
    for world in WORLDS:
        said = list(_told(world.name, world.facts))
        assert said == approved[at : at + len(said)]
        at += len(said)
    assert at == len(approved)
