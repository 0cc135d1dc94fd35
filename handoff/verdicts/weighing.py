"""Principles 1 to 8 on one claim: find the defect of each piece of evidence that is offered, and weigh the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from handoff.model.claim import Claim, Exhibit, Verdict
from handoff.model.events import Evidence
from handoff.model.project import Strength
from handoff.verdicts.case import Case
from handoff.verdicts.discrimination import undiscerning
from handoff.verdicts.exhibits import cannot_fail
from handoff.verdicts.freshness import too_old
from handoff.verdicts.identity import wrong_identity
from handoff.verdicts.levels import denies, shows, touches
from handoff.verdicts.offers import offered
from handoff.verdicts.polarity import untold
from handoff.verdicts.ruling import Ruling
from handoff.verdicts.sentences import against_sentence, late_sentence, nothing_sentence, support_sentence
from handoff.verdicts.strength import enough, least_for, rank, too_weak
from handoff.verdicts.subjects import foreign

Further = Callable[[Exhibit], Iterable[tuple[str, str]]]
Shown = Callable[[Exhibit], bool]


def weigh(
    case: Case,
    claim: Claim,
    *,
    further: Further | None = None,
    shown: Shown | None = None,
    read: Callable[[Exhibit], Exhibit] | None = None,
    ruling: Ruling | None = None,
) -> Verdict:
    """The verdict on a claim by principles 1 to 8.

    `further` adds what a predicate asks beyond them, `shown` says which evidence is of the right level when the ladders do
    not, `read` reads the outcome of evidence in the light of the claim. Whoever gives a `ruling` finds in it afterwards what
    was noted, and goes on with it.
    """
    ruling = ruling or Ruling(claim)
    least = least_for(claim.predicate, case.policy)
    named = frozenset(claim.evidence)
    supporting: list[Exhibit] = []
    against: list[Exhibit] = []
    above: list[Exhibit] = []
    mended: list[Exhibit] = []
    for exhibit in offered(case, claim, ruling):
        cited = exhibit.id in named
        if not (cited or _says_something(exhibit, claim, shown)) or not case.known(exhibit.at):
            continue
        if read is not None:
            exhibit = read(exhibit)
        if elsewhere := foreign(case, claim, exhibit):
            if cited:
                ruling.hold("wrong-subject", elsewhere, exhibit.id)
        elif exhibit.could_not is not None:
            if not cited and case.superseded(exhibit):
                continue  # asked again, it answered
            ruling.hold("could-not-look", f"{exhibit.id}: {exhibit.could_not}", exhibit.id)
        elif exhibit.passed is False:
            speaks, over = _speaks_against(claim, exhibit, cited, shown), case.superseded(exhibit)
            (mended if over else against if speaks else above).append(exhibit)
            if cited and (over or not speaks):
                ruling.hold("irrelevant-level", f"{exhibit.id} failed, and says nothing for {claim.predicate}", exhibit.id)
        else:
            defects = _defects(case, claim, exhibit, shown, least)
            if further is not None:
                defects += further(exhibit)
            if exhibit.passed is None:
                defects.append(("could-not-look", f"{exhibit.id}: {_unclear(exhibit)}"))
            if not defects:
                supporting.append(exhibit)
            for code, sentence in defects:
                ruling.hold(code, sentence, exhibit.id)
    if shown is None:
        supporting = _still_shown(claim, supporting, above, ruling)
    return _settle(case, ruling, supporting, against, mended)


def _still_shown(claim: Claim, supporting: list[Exhibit], above: list[Exhibit], ruling: Ruling) -> list[Exhibit]:
    """Support flows down from what still holds: what was shown of a higher level is gone when a later look denies it."""
    kept = []
    for exhibit in supporting:
        gone = next((failed for failed in above if exhibit.level != claim.predicate and _undoes(failed, exhibit)), None)
        if gone is None:
            kept.append(exhibit)
        else:
            told = f"{exhibit.id} showed {exhibit.level}, and {gone.id}, which was taken later, denies that"
            ruling.hold("contradicted", told, exhibit.id, gone.id)
    return kept


def _undoes(failed: Exhibit, shown: Exhibit) -> bool:
    if not enough(failed.strength, "quoted") or shown.level is None or not denies(failed.level, shown.level):
        return False
    if failed.revision and shown.revision and failed.revision != shown.revision:
        return False
    return failed.at is None or shown.at is None or failed.at >= shown.at


def _unclear(exhibit: Exhibit) -> str:
    if isinstance(exhibit.source, Evidence) and untold(exhibit.source):
        return "its author explains what looks like a failure, and does not say how it came out"
    return "its author calls the outcome unclear"


def _says_something(exhibit: Exhibit, claim: Claim, shown: Shown | None) -> bool:
    """Whether evidence bears on the predicate by itself, however it came out.

    A look that failed may have been about it; one that cannot fail is about no more than the level that it was run for.
    """
    if touches(exhibit.level, claim.predicate):
        return True
    return (exhibit.could_not is not None or (shown is not None and shown(exhibit))) and not cannot_fail(exhibit)


def _speaks_against(claim: Claim, exhibit: Exhibit, cited: bool, shown: Shown | None) -> bool:
    """Refutation flows up: what failed on the same rung or below. What its author cites for the claim speaks at any level."""
    if denies(exhibit.level, claim.predicate) or (shown is not None and shown(exhibit)):
        return True
    return cited and not shows(exhibit.level, claim.predicate)


def _settle(case: Case, ruling: Ruling, supporting: list[Exhibit], against: list[Exhibit], mended: list[Exhibit]) -> Verdict:
    standing = [exhibit for exhibit in against if _current(case, ruling.claim, exhibit)]
    for exhibit in against:
        ruling.hold("contradicted", against_sentence(case, exhibit), exhibit.id)
    if standing:
        ruling.cite(*(exhibit.id for exhibit in supporting))
        return ruling.settle("refuted")
    if against:
        ruling.hold("not-reproduced", "the check that failed was not run again")
        return ruling.settle("inconclusive")
    if supporting and not ruling.reasons & {"rests-on-weak", "circular"}:
        best = max(supporting, key=lambda exhibit: (rank(case.strength_of(exhibit)), exhibit.at is not None))
        blocked = ruling.sentences("could-not-look")
        ruling.drop()
        ruling.evidence = {exhibit.id: None for exhibit in supporting}
        late = late_sentence(case, ruling.claim, supporting, mended)
        verdict = ruling.settle("supported", *([late] if late else ()), support_sentence(case, best), *blocked)
        return replace(verdict, late=late) if late else verdict
    if ruling.reasons - {"wrong-subject", "dangling"}:
        return ruling.settle("inconclusive")
    ruling.hold("no-evidence", nothing_sentence(case, ruling.claim))
    return ruling.settle("unsupported")


def _defects(case: Case, claim: Claim, exhibit: Exhibit, shown: Shown | None, least: Strength) -> list[tuple[str, str]]:
    """Why evidence that passed does not carry the claim, principle by principle."""
    found: list[tuple[str, str]] = []
    if wrong := wrong_identity(case, claim, exhibit) or too_old(case, claim, exhibit):
        found.append(wrong)
    if not (shows(exhibit.level, claim.predicate) if shown is None else shown(exhibit)):
        said = f"shows {exhibit.level}" if exhibit.level else "does not say at what level it looks"
        found.append(("irrelevant-level", f"{exhibit.id} {said}; the claim says {claim.predicate}"))
    if weak := too_weak(claim, exhibit, case.strength_of(exhibit), least):
        found.append(weak)
    if claim.predicate in _DISCERNING and (told := undiscerning(case, claim, exhibit)):
        found.append(("not-discriminating", told))
    return found


_DISCERNING = frozenset({"fixed", "ready", "functional", "outcome", "resolved"})


def _current(case: Case, claim: Claim, exhibit: Exhibit) -> bool:
    """Whether evidence against a claim still holds: strong enough, of the right revision, and not from before a change.

    It does not age: what was seen to fail has failed until the check passes.
    """
    if not enough(exhibit.strength, "quoted") or wrong_identity(case, claim, exhibit):
        return False
    aged = too_old(case, claim, exhibit)
    return aged is None or aged[0] == "stale"
