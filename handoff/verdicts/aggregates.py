"""Principle 11: claims about all members of a set, and about how much of it is complete."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from handoff.model.claim import Claim, Verdict
from handoff.model.events import AnyEvent, ClaimEvent, Closing
from handoff.model.predicates import Predicate
from handoff.model.value import Value
from handoff.verdicts.case import Case
from handoff.verdicts.ruling import Ruling
from handoff.verdicts.strength import enough
from handoff.verdicts.subjects import COLLECTION
from handoff.verdicts.weighing import weigh

_HALF = Decimal("0.5")


def is_aggregate(claim: Claim) -> bool:
    """Whether a claim speaks of every service of the inventory."""
    return claim.predicate == "all-of" or (claim.subject == COLLECTION and claim.predicate != "value")


def judge_all(case: Case, claim: Claim) -> Verdict:
    """A Kleene AND over the declared inventory: one refuted refutes, all supported support, anything else cannot tell."""
    ruling = Ruling(claim)
    inventory = case.all_services
    if not inventory:
        ruling.hold("vacuous", "no services are declared, so there is no list to hold it against")
        return ruling.settle("inconclusive")
    if left := case.unlisted:
        ruling.add(f"the session's list leaves out {', '.join(left)}, of which its events speak")
    value = claim.value
    size = Decimal(len(inventory))
    if value is not None and value.of is not None and value.of != size:
        ruling.hold("arithmetic", f"it says {value}; {len(inventory)} are declared: {', '.join(inventory)}")
        return ruling.settle("refuted")
    if claim.members and (missing := set(inventory) - {case.canonical(member) for member in claim.members}):
        ruling.hold("arithmetic", f"it leaves out {', '.join(sorted(missing))}")
        return ruling.settle("refuted")
    each: Predicate = claim.each or ("ready" if claim.predicate == "all-of" else claim.predicate)
    wanted = value.n if value is not None and value.n is not None else size
    asked = (case.ask(_member(case, claim, service, each)) for service in inventory)
    members = [verdict for verdict in asked if verdict is not None]
    good = sum(verdict.answer == "supported" for verdict in members)
    bad = [verdict for verdict in members if verdict.answer == "refuted"]
    for verdict in members:
        if verdict.answer != "supported":
            ruling.hold(verdict.reasons[0], f"{verdict.claim.subject}: {verdict.answer} ({verdict.why[0]})", *verdict.evidence)
            ruling.reasons.update(verdict.reasons)
    if good >= wanted:
        ruling.drop()
        for verdict in members:
            ruling.cite(*verdict.evidence)
        verdict = ruling.settle("supported", f"{good} of {len(inventory)} declared services are supported")
        return _as_late_as(verdict, [one for one in members if one.late], good - wanted)
    told = f"{good} of {len(inventory)} declared services are supported as {each}"
    if len(inventory) - len(bad) < wanted:
        return ruling.settle("refuted", told)
    untouched = all(verdict.answer == "unsupported" for verdict in members)
    return ruling.settle("unsupported" if untouched else "inconclusive", told)


def _as_late_as(verdict: Verdict, late: list[Verdict], spare: Decimal) -> Verdict:
    """All of several were not so when it was said where too many of them were not; `spare` members are more than it claims."""
    if len(late) <= spare:
        return verdict
    told = f"{late[0].claim.subject}: {late[0].late}"
    return replace(verdict, late=told, why=(told, *verdict.why))


def _member(case: Case, claim: Claim, service: str, each: Predicate) -> Claim:
    """What a claim about all says of one of them. Where it was taken over it was so as a whole."""
    evidence, name = _for(case, claim, service), f"{claim.id}/{service}"
    return replace(claim, id=name, subject=service, predicate=each, each=None, value=None, modality=None, evidence=evidence)


def _for(case: Case, claim: Claim, service: str) -> tuple[str, ...]:
    """The cited evidence that bears on one member: what is about another member is not offered for this one."""
    chosen = []
    for reference in claim.evidence:
        exhibit = case.exhibits.get(reference)
        subject = case.canonical(exhibit.subject) if exhibit is not None and exhibit.subject else None
        if subject in (None, service, COLLECTION):
            event = case.events.get(reference)
            if isinstance(event, ClaimEvent) and case.canonical(event.subject) not in (service, COLLECTION):
                continue
            chosen.append(reference)
    return tuple(chosen)


def judge_complete(case: Case, claim: Claim) -> Verdict:
    """How much is complete is computed from named items; open items on the same subject refute."""
    ruling = Ruling(claim)
    items = case.items_of(claim)
    if items is None:
        return _without_items(case, claim, ruling)
    value = claim.value
    done = [item for item in items if case.is_done(item)]
    share = Decimal(len(done)) * 100 / len(items)
    told = f"{len(done)} of {len(items)} items are done ({share:.1f} %)"
    stated = _stated(value)
    if value is not None and value.of is not None and value.of != len(items):
        ruling.hold("arithmetic", f"it counts {value.of} items; there are {len(items)}")
        return ruling.settle("refuted")
    if stated > share + _HALF:
        ruling.hold("over-claim", f"it says {value or 'complete'}; {told}")
        if open_ones := [item.id for item in items if not case.is_done(item)]:
            ruling.hold("open-items", f"open: {', '.join(open_ones)}")
        return ruling.settle("refuted")
    if len(done) == len(items) and not any(_can_be_checked(case, item) for item in done):
        return weigh(case, claim, shown=lambda _: True)
    rested = [case.closings[item.id].id if item.id in case.closings else item.id for item in done]
    for event in dict.fromkeys((*rested, *claim.evidence)):
        for made in case.claims_by_event.get(event, ()):
            verdict = case.ask(made)
            if verdict is None:
                ruling.hold("circular", f"it rests on {made.id}, which rests on it")
            elif verdict.answer != "supported":
                ruling.hold("rests-on-weak", f"{made.id} is {verdict.answer}")
    if ruling.reasons:
        return ruling.settle("inconclusive", told)
    return ruling.settle("supported", told)


def _can_be_checked(case: Case, item: AnyEvent) -> bool:
    """Whether a done item makes a claim, or is evidence itself: a note is only somebody's word."""
    exhibit = case.exhibits.get(item.id)
    shown = exhibit is not None and exhibit.passed is True and enough(exhibit.strength, "quoted")
    return shown or bool(case.claims_by_event.get(item.id)) or item.id in case.closings


def _stated(value: Value | None) -> Decimal:
    """How much is said to be complete, in percent: all of it where nothing else is said."""
    if value is not None and value.percent is not None:
        return value.percent
    return Decimal(100) * value.n / value.of if value is not None and value.n is not None and value.of else Decimal(100)


def _without_items(case: Case, claim: Claim, ruling: Ruling) -> Verdict:
    if (left := case.open_about(claim)) and not isinstance(case.events.get(claim.event), Closing):
        ruling.hold("open-items", f"open on the same subject: {', '.join(left)}")
        return ruling.settle("refuted")
    return weigh(case, claim, shown=lambda _: True)
