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
    found = (*worlds("principles"), *worlds("stories"), *worlds("advice"))
    said = "\n".join(line for world in found for line in _told(world.name, world.facts)) + "\n"
    if os.environ.get("HANDOFF_UPDATE_GOLDEN"):
        PAGE.write_text(said, encoding="utf-8")
    assert said == PAGE.read_text(encoding="utf-8")
