"""Principle 1: what is offered for a claim; and what another claim lends to it (principles 14 and 15)."""

from __future__ import annotations

from typing import get_args

from handoff.model.claim import Claim, Exhibit
from handoff.model.identifiers import split_reference
from handoff.model.predicates import Level
from handoff.model.project import Strength
from handoff.verdicts.case import Case
from handoff.verdicts.exhibits import from_observation
from handoff.verdicts.ruling import Ruling
from handoff.verdicts.strength import rank

_LEVELS: dict[str, Level] = {level: level for level in get_args(Level)}


def offered(case: Case, claim: Claim, ruling: Ruling) -> list[Exhibit]:
    """What is offered for a claim: what it cites, and what the record and the tool hold about its subject (principle 1)."""
    found: dict[str, Exhibit] = {}
    for reference in claim.evidence:
        exhibit = resolve(case, reference) or _resting(case, claim, reference, ruling)
        if exhibit is not None:
            found[exhibit.id] = exhibit
    subjects = case.heard_for(claim)
    found |= case.about(subjects)
    if claim.revision:
        found |= case.about(subjects, claim.revision)
    if claim.commit:
        found |= case.about(frozenset({claim.commit}))
    return list(found.values())


def resolve(case: Case, reference: str) -> Exhibit | None:
    """The evidence that a reference names, or None when it names no evidence (another event, or nothing at all)."""
    scheme, rest = split_reference(reference)
    if scheme == "event":
        return case.exhibits.get(reference)
    if scheme == "commit" and (look := case.commit(rest)) is not None:
        return from_observation(look)
    return Exhibit(
        id=reference,
        subject=None,
        level="committed" if scheme == "commit" else None,
        strength="statement",
        passed=True,
        commit=rest if scheme == "commit" else None,
        text=reference,
    )


def _resting(case: Case, resting: Claim, reference: str, ruling: Ruling) -> Exhibit | None:
    """Principles 14 and 15: what another claim lends to this one. A claim is as good as the weakest that it rests on."""
    if "#" in reference:
        ruling.hold("carried", f"it rests on {reference}{case.bottom(reference)}; that was not checked again here", reference)
        return None
    claims = case.claims_by_event.get(reference)
    if not claims:
        if reference in case.events:
            return Exhibit(
                id=reference, subject=None, level=None, strength="statement", passed=True, text=case.events[reference].summary
            )
        if reference not in case.observations:
            ruling.hold("dangling", f"it cites {reference}, which is not in the record")
        return None
    for claim in claims:
        verdict = case.ask(claim)
        if verdict is None:
            ruling.hold("circular", f"it rests on {reference}, which rests on it", reference)
            return None
        if verdict.answer != "supported":
            ruling.hold("rests-on-weak", f"it rests on {claim.id}, which is {verdict.answer}", reference)
            return None
    # A sum of things may rest on claims about each of them; one service shows nothing of another.
    services = {case.canonical(one.subject) for one in (resting, claims[0])} <= set(case.inventory)
    return Exhibit(
        id=reference,
        subject=claims[0].subject if services else None,
        level=_LEVELS.get(claims[0].predicate),
        strength=_behind(case, claims[0]),
        passed=True,
        at=claims[0].as_of,
        text=claims[0].text,
        revision=claims[0].revision,
        commit=claims[0].commit,
    )


def _behind(case: Case, claim: Claim) -> Strength:
    """The strength of the best that a supported claim stands on: it lends no more. What the tool computed it saw itself."""
    return case.once(("behind", claim.id), lambda: _found_behind(case, claim))


def _found_behind(case: Case, claim: Claim) -> Strength:
    verdict = case.ask(claim)
    strengths: list[Strength] = []
    for reference in verdict.evidence if verdict else ():
        if (exhibit := resolve(case, reference)) is not None:
            strengths.append(case.strength_of(exhibit))
        elif below := case.claims_by_event.get(reference):
            strengths.append(_behind(case, below[0]))
    return max(strengths, key=rank, default="observed")
