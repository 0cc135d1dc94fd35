"""No verdict without a finding: what the judge holds against a claim, a rule says."""

from __future__ import annotations

import pytest

from handoff.rules import run
from handoff.verdicts import REASONS, judge
from tests.corpus import World, worlds

WORLDS = (*worlds("principles"), *worlds("stories"))


@pytest.mark.parametrize("world", WORLDS, ids=[world.name for world in WORLDS])
def test_every_claim_that_is_not_supported_has_a_finding(world: World) -> None:
    """A refuted claim has an error, any other unsupported one at least a note, about the claim or the event that makes it."""
    judgement = judge(world.facts)
    findings = run(judgement).findings
    for verdict in judgement.verdicts:
        told = [one for one in findings if one.subject in (verdict.claim.id, verdict.claim.event)]
        if verdict.answer == "refuted":
            assert "error" in {one.level for one in told}, (verdict.claim.id, verdict.reasons)
        elif verdict.answer in ("inconclusive", "unsupported"):
            assert told, (verdict.claim.id, verdict.reasons)


def test_every_reason_is_told_by_a_rule() -> None:
    """A new reason code needs a rule that says it: each comes up in some world on a claim that has a finding."""
    told: set[str] = set()
    for world in WORLDS:
        judgement = judge(world.facts)
        subjects = {one.subject for one in run(judgement).findings}
        for verdict in judgement.verdicts:
            if {verdict.claim.id, verdict.claim.event} & subjects:
                told.update(verdict.reasons)
    assert set(REASONS) - told == set()
