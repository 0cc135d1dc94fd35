"""The laws that must hold for every record, on random worlds. `make prove` takes ten thousand of each."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handoff.model.carry import carried
from handoff.model.claim import Answer
from handoff.model.events import ClaimEvent, Correction, Deployment, Evidence, Note
from handoff.model.facts import Facts
from handoff.model.observation import RunSeen, ServingSeen
from handoff.store import append_observations, read_observations
from handoff.verdicts import judge
from handoff.verdicts.claims import claims_of
from tests.verdicts.random_worlds import START, answers, change, corrected, evidence, facts, repairs, supported, world

CASES = 10_000 if os.environ.get("HANDOFF_PROVE") else 150
law = settings(max_examples=CASES, deadline=None, suppress_health_check=list(HealthCheck), database=None, derandomize=True)
pytestmark = pytest.mark.prove


def _with(facts: Facts, *events: object) -> Facts:
    return replace(facts, session=replace(facts.session, events=(*facts.session.events, *events)))


@law
@given(facts(), st.randoms())
def test_the_order_of_events_and_observations_does_not_matter(given: Facts, random: Random) -> None:
    """A record is a set: shuffled, it gets the same answers for the same reasons from the same evidence."""
    events, looks = list(given.session.events), list(given.observations)
    random.shuffle(events)
    random.shuffle(looks)
    assert answers(world(tuple(events), tuple(looks))) == answers(given)


@law
@given(facts())
def test_checking_twice_changes_nothing(given: Facts) -> None:
    """The judge has no memory."""
    assert answers(given) == answers(given)


anything = st.one_of(facts(), repairs())


@law
@given(anything, evidence, st.booleans())
def test_a_statement_never_supports_anything(given: Facts, look: Evidence, cited: bool) -> None:
    """Somebody saying so, cited by every claim or not, supports nothing that was not supported before.

    A look of which nothing is shown is a statement, too, whether it is said to have passed or to have failed.
    """
    said = replace(look, id="said", summary="it surely works", output=None, file=None)
    told = Note(id="told", summary="it works")
    after = _with(given, said, told)
    if cited:
        events = tuple(
            replace(event, evidence=(*event.evidence, "said", "told")) if hasattr(event, "evidence") else event
            for event in after.session.events
        )
        after = replace(after, session=replace(after.session, events=events))
    assert supported(after) <= supported(given)


# The worst first. What is not judged is not among them.
_BETTER: dict[Answer, int] = {"refuted": 0, "unsupported": 1, "inconclusive": 2, "supported": 3}


def _ranks(facts: Facts) -> dict[str, int]:
    return {id: _BETTER[answer] for id, (answer, _, _) in answers(facts).items()}


@law
@given(facts(), corrected, st.booleans())
def test_a_correction_that_shows_nothing_makes_nothing_better(given: Facts, wrong: Correction, bare: bool) -> None:
    """Somebody saying that it is wrong, with a mere statement for evidence or none at all, betters no verdict by one step.

    Whether the correction is of a claim or of a correction: what was refuted stays so until something else is shown.
    """
    said = Evidence(id="said", summary="a customer says so", via="statement", at=START)
    log = Evidence(id="log", summary="refused", via="log", output="refused", at=START)
    shown = () if bare else ("said",)
    # One claim is soundly corrected besides, so that there is something to take back.
    sound = [replace(wrong, id="sound", corrects=one.id, evidence=("log",)) for one in given.session.of(ClaimEvent)[:1]]
    world = _with(given, said, log, *sound)
    before = _ranks(world)
    for target in {wrong.corrects, *(one.id for one in world.session.of(Correction))}:
        after = _ranks(_with(world, replace(wrong, id="wrong", corrects=target, evidence=shown)))
        assert all(after[id] <= rank for id, rank in before.items())


@law
@given(facts(), st.integers(1, 3))
def test_carrying_makes_nothing_better(given: Facts, times: int) -> None:
    """What a session refutes, or never showed, is no better in the next, nor after that, just for coming along."""
    rank = {verdict.claim.id: _BETTER[verdict.answer] for verdict in judge(given).verdicts}
    before, linked = given, [given]
    for day in range(1, times + 1):
        at = START + timedelta(days=day)
        # From every claim, whatever came of it: a supported one is not supported by being written down again.
        taken = carried(before.session, (), at, claims_of(before.session))
        session = replace(
            given.session, id=f"2026-01-2{day}-next", started=at, ended=None, previous=(before.session.id,), events=taken
        )
        before = replace(given, session=session, observations=(), linked=tuple(linked), as_of=at + timedelta(hours=1))
        linked.append(replace(before, linked=()))
        after = {verdict.claim.id: verdict for verdict in judge(before).verdicts if verdict.claim.modality == "carried"}
        origin = {event.id: str(event.extra["x-carried-from"]).partition("#")[2] for event in taken}
        ranks = {}
        for id, verdict in after.items():
            was = next(one for one in (origin[id], f"{origin[id]}/{verdict.claim.predicate}") if one in rank)
            # What was not complete may be by now.
            most = 2 if verdict.claim.predicate == "complete" and rank[was] == 0 else min(rank[was], _BETTER["inconclusive"])
            assert _BETTER[verdict.answer] <= most, verdict
            ranks[id] = _BETTER[verdict.answer]
        rank = ranks


@law
@given(facts(), evidence)
def test_evidence_about_something_else_changes_nothing(given: Facts, foreign: Evidence) -> None:
    """What is about a subject that no claim speaks of is not heard, whatever it says."""
    elsewhere = replace(foreign, id="foreign", subject="somewhere-else", asked="another check")
    assert answers(_with(given, elsewhere)) == answers(given)


@law
@given(anything, change, st.sampled_from(("as drawn", "late", "never")))
def test_a_change_never_supports_anything(given: Facts, made: Deployment, when: str) -> None:
    """A deployment, flag or config change that is written down, whenever it is said to have been, supports nothing.

    After the evidence it can only take support away; before it, it is somebody's word of what was looked at.
    """
    at = {"as drawn": made.at, "late": START + timedelta(hours=4, minutes=30), "never": None}[when]
    assert supported(_with(given, replace(made, id="made", at=at))) - {"made/deployed"} <= supported(given)


@law
@given(facts(bugs=False))
def test_taking_supporting_evidence_away_supports_nothing(given: Facts) -> None:
    """Without a piece of evidence that supports some claim, no claim is supported that was not before.

    Worlds without bugs: what passed while a thing was broken speaks against that check, so that taking it away may help.
    """
    before = supported(given)
    for claim in sorted(before):
        for name in sorted(answers(given)[claim][2]):
            events = tuple(event for event in given.session.events if event.id != name)
            looks = tuple(look for look in given.observations if look.id != name)
            assert supported(world(events, looks)) <= before, f"without {name}"


@law
@given(facts(), st.one_of(evidence, change), st.randoms())
def test_what_comes_after_the_instant_changes_nothing(given: Facts, later: Evidence | Deployment, random: Random) -> None:
    """What nobody could know at `as_of`, quoted, changed or looked at, neither supports, refutes nor supersedes.

    Git's history is left out: it is the same whenever it is asked.
    """
    afterwards = START + timedelta(hours=6)
    told = replace(later, id="later", at=afterwards)
    asked = [look for look in given.observations if isinstance(look, RunSeen | ServingSeen)]
    seen = tuple(replace(look, id=f"later-{look.id}", at=afterwards) for look in asked if random.random() < 0.5)
    after = replace(_with(given, told), observations=(*given.observations, *seen))
    assert {id: answer for id, answer in answers(after).items() if id != "later/deployed"} == answers(given)


@law
@given(facts())
def test_checking_offline_equals_checking_at_once(tmp_path_factory: pytest.TempPathFactory, given: Facts) -> None:
    """What was seen reads back from observed.jsonl to the same verdicts."""
    folder = Path(tmp_path_factory.getbasetemp()) / "offline"
    folder.mkdir(exist_ok=True)
    (folder / "observed.jsonl").unlink(missing_ok=True)
    append_observations(folder, given.observations)
    assert answers(replace(given, observations=read_observations(folder))) == answers(given)
