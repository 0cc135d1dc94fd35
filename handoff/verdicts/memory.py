"""Principle 15: what linked sessions have to say about a claim. A refutation travels; what is carried is not checked again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from handoff.model.claim import Claim, Verdict
from handoff.model.events import Correction
from handoff.model.facts import Facts
from handoff.verdicts.case import Case
from handoff.verdicts.claims import claims_of
from handoff.verdicts.weighing import Ruling


@dataclass(frozen=True)
class Refutation:
    """A correction, and the session that holds it. `sound`: it has evidence and was not corrected itself."""

    session: str
    correction: Correction
    sound: bool

    @property
    def place(self) -> str:
        """Where a reader finds it."""
        return f"{self.session}#{self.correction.id}"


def sessions_of(facts: Facts) -> Iterator[Facts]:
    """The session and every linked one, each once."""
    seen: set[str] = set()
    waiting = [facts]
    while waiting:
        one = waiting.pop()
        if one.session.id not in seen:
            seen.add(one.session.id)
            yield one
            waiting.extend(one.linked)


def refutations(facts: Facts) -> dict[str, Refutation]:
    """Corrections of every linked session by what they correct, written `session#event`; a sound one wins."""
    found: dict[str, list[tuple[str, Correction]]] = {}
    for one in sessions_of(facts):
        for correction in one.session.of(Correction):
            target = correction.corrects if "#" in correction.corrects else f"{one.session.id}#{correction.corrects}"
            found.setdefault(target, []).append((one.session.id, correction))
    settled: dict[str, Refutation] = {}
    for target, made in found.items():
        judged = [
            Refutation(session, correction, bool(correction.evidence) and f"{session}#{correction.id}" not in found)
            for session, correction in made
        ]
        settled[target] = max(judged, key=lambda one: (one.sound, one.place))
    return settled


def restatements(facts: Facts, known: dict[str, Refutation]) -> dict[tuple[str, str], tuple[Refutation, str]]:
    """Soundly refuted claims of other sessions by (subject, predicate), with where they stood."""
    found: dict[tuple[str, str], tuple[Refutation, str]] = {}
    for one in sessions_of(facts):
        if one.session.id == facts.session.id:
            continue
        for claim in claims_of(one.session):
            refutation = known.get(f"{one.session.id}#{claim.id}") or known.get(f"{one.session.id}#{claim.event}")
            if refutation is not None and refutation.sound and claim.predicate != "value":
                found[claim.subject, claim.predicate] = (refutation, f"{one.session.id}#{claim.event}")
    return found


def with_memory(
    case: Case,
    claim: Claim,
    verdict: Verdict,
    known: dict[str, Refutation],
    before: dict[tuple[str, str], tuple[Refutation, str]],
) -> Verdict:
    """The verdict in the light of the linked sessions."""
    session = case.facts.session.id
    refutation = known.get(f"{session}#{claim.id}") or known.get(f"{session}#{claim.event}")
    ruling = Ruling.after(verdict)
    if refutation is not None:
        if refutation.sound:
            said = refutation.correction.now or refutation.correction.summary
            ruling.hold("later-refuted", f"corrected by {refutation.place}: {said}", refutation.place)
            return ruling.settle("refuted")
        ruling.hold("disputed", f"{refutation.place} corrects it, without evidence that stands")
        return ruling.settle("refuted" if verdict.answer == "refuted" else "inconclusive")
    earlier = before.get((claim.subject, claim.predicate))
    if earlier is not None and not _newer(case, claim, verdict, earlier[0].correction.when):
        refuted, place = earlier
        ruling.hold("later-refuted", f"the same was claimed in {place} and corrected by {refuted.place}", refuted.place)
        return ruling.settle("refuted")
    if claim.modality == "carried" and verdict.answer == "unsupported":
        ruling.drop()
        ruling.hold("carried", "carried over from an earlier session and not checked again")
        return ruling.settle("inconclusive")
    return verdict


def _newer(case: Case, claim: Claim, verdict: Verdict, corrected: datetime | None) -> bool:
    """Whether the claim stands on evidence that is younger than its refutation, or was made before that refutation."""
    if corrected is None:
        return verdict.answer == "supported"
    if claim.as_of is not None and claim.as_of < corrected:
        return True
    if verdict.answer != "supported":
        return False
    exhibits = (case.exhibits.get(id) for id in verdict.evidence)
    return any(exhibit is not None and exhibit.at is not None and exhibit.at > corrected for exhibit in exhibits)
