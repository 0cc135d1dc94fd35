"""Principle 15: what linked sessions have to say about a claim. A refutation travels; what is carried is not checked again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from handoff.model.claim import Claim, Exhibit, Verdict
from handoff.model.events import ClaimEvent, Correction
from handoff.model.facts import Facts
from handoff.model.frozen import dataclass
from handoff.model.identifiers import split_reference
from handoff.model.observation import ServingSeen
from handoff.verdicts.case import Case
from handoff.verdicts.code import about_the_same, denied, elsewhere
from handoff.verdicts.offers import resolve
from handoff.verdicts.ruling import Ruling

if TYPE_CHECKING:
    from handoff.verdicts.judge import Court

# So many steps of a chain are told one by one.
_STEPS = 4
_BARE = "without evidence"


@dataclass(frozen=True)
class Refutation:
    """A correction, and the session that holds it."""

    session: str
    correction: Correction

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


class Memory:
    """What one session and those linked to it hold for and against each other's claims.

    `court` opens a linked session, to be judged by what it holds itself.
    """

    def __init__(self, case: Case, court: Callable[[Facts], Court]) -> None:
        self._case, self._court = case, court
        self._sessions = {one.session.id: one for one in sessions_of(case.facts)}
        self._courts: dict[str, Court] = {}
        self._against: dict[str, list[Refutation]] = defaultdict(list)
        """Corrections by what they correct, written `session#event`."""
        for id, one in self._sessions.items():
            for correction in one.session.of(Correction):
                target = correction.corrects if "#" in correction.corrects else f"{id}#{correction.corrects}"
                self._against[target].append(Refutation(id, correction))
        self._before = self._refuted_elsewhere()

    def _case_of(self, session: str) -> Case:
        return self._case if session == self._case.facts.session.id else self._court_of(session).case

    def _court_of(self, session: str) -> Court:
        if session not in self._courts:
            self._courts[session] = self._court(replace(self._sessions[session], linked=()))
        return self._courts[session]

    def heard(self, claim: Claim, verdict: Verdict) -> Verdict:
        """The verdict on a claim of this session in the light of all that is linked."""
        if not self._against and claim.modality != "carried":
            return verdict
        verdict = self._taken_over(claim, verdict)
        ruling = Ruling.after(verdict)
        doubts = [(one, self._doubt(one, claim)) for one in self._corrections_of(self._case.facts.session.id, claim)]
        if doubts:
            refutation, doubt = min(doubts, key=lambda pair: (pair[1] != "", pair[1] == _BARE, pair[0].place))
            if not doubt:
                said = refutation.correction.now or refutation.correction.summary
                ruling.hold("later-refuted", f"corrected by {refutation.place}: {said}", refutation.place)
                return ruling.settle("refuted")
            ruling.hold("disputed", f"{refutation.place} corrects it, {doubt}")
            # To be called wrong makes nothing better: only what is shown of other code leaves it open what holds of this.
            kept = verdict.answer == "refuted" or (verdict.answer == "unsupported" and doubt == _BARE)
            return ruling.settle(verdict.answer if kept else "inconclusive")
        if wrong := self._wrong_from_the_start(claim, verdict):
            return wrong
        earlier = self._before.get(self._said(claim), ())
        for refutation, place, before in earlier:
            if about_the_same(before, claim) and not self._newer(claim, verdict, refutation.correction.when):
                told = f"the same was claimed in {place} and corrected by {refutation.place}"
                ruling.hold("later-refuted", told, refutation.place)
                return ruling.settle("refuted")
        return verdict

    # --- what was taken over ------------------------------------------------------------------------------------------

    def _taken_over(self, claim: Claim, verdict: Verdict) -> Verdict:
        """The verdict on a claim of this session before anybody's correction of it is heard.

        What is carried and not shown here is no better than it was where it came from: refuted stays refuted until the check
        passes, and what nobody ever showed is not shown by being written down again.
        """
        if claim.modality != "carried" or verdict.answer not in ("unsupported", "inconclusive"):
            return verdict
        came_from = list(self._came_from(claim))
        changed = self._case.last_change(self._case.subjects_of(claim))
        for case, before, there in came_from:
            if _was_shown(there):
                # It was shown there, though that is too old by now.
                break
            if there.answer == "refuted" and not self._taken_back(case, there):
                return self._still_refuted(case, there, verdict, changed)
            since = case.last_change(case.subjects_of(before))
            changed = max((one for one in (changed, since) if one is not None), default=None)
        if verdict.answer == "inconclusive":
            return verdict
        bare = bool(came_from) and came_from[-1][2].answer == "unsupported" and came_from[-1][1].modality != "carried"
        ruling = Ruling.after(verdict) if bare else Ruling(claim, evidence=dict.fromkeys(verdict.evidence))
        ruling.hold("carried", f"carried over from an earlier session and not checked again{self._origin(claim)}")
        return ruling.settle("unsupported" if bare else "inconclusive")

    def _came_from(self, claim: Claim) -> Iterator[tuple[Case, Claim, Verdict]]:
        """The claim as earlier sessions have it, the nearest first, each with the verdict of that session alone."""
        seen: set[str] = set()
        name = _carried_from(self._case, claim)
        while name and name not in seen:
            seen.add(name)
            session, _, event = name.partition("#")
            if session not in self._sessions or session == self._case.facts.session.id:
                # Nothing comes from its own session, whatever somebody wrote.
                return
            court = self._court_of(session)
            made = [one for one in court.case.claims if event in (one.event, one.id)]
            before = next((one for one in made if one.predicate == claim.predicate), None)
            if before is None:
                return
            yield court.case, before, court.alone(before)
            name = _carried_from(court.case, before)

    def _taken_back(self, case: Case, there: Verdict) -> bool:
        """Whether all that refuted a claim where it came from were checks that passed here since (principle 7)."""
        failed = [one for id in there.evidence if (one := case.exhibits.get(id)) is not None and one.passed is False]
        others = set(there.reasons) & {"fix-not-contained", "unknown-commit", "later-refuted"}
        return bool(failed) and not others and all(map(self._case.superseded, failed))

    def _still_refuted(self, case: Case, there: Verdict, here: Verdict, changed: datetime | None) -> Verdict:
        """What was refuted in an earlier session and not shown since; after a change nobody can tell (principle 4)."""
        session, claim = case.facts.session.id, here.claim
        ruling = Ruling(claim) if here.answer == "unsupported" else Ruling.after(here)
        seen = tuple(f"{session}#{id}" for id in there.evidence)
        ruling.hold(there.reasons[0], f"{session}#{there.claim.event} was refuted: {there.why[0]}", *seen)
        ruling.hold("carried", f"carried over from {session} and not shown since")
        if claim.predicate == "complete":
            ruling.hold("not-reproduced", "what was open then may be closed by now, and was not counted again")
            return ruling.settle("inconclusive")
        looks = (case.exhibits.get(id) or case.observations.get(id) for id in there.evidence)
        known = max((look.at for look in looks if look is not None and look.at is not None), default=there.claim.as_of)
        # No roll-out makes a number right.
        if claim.predicate != "value" and changed is not None and known is not None and known < changed:
            ruling.hold("not-reproduced", "there was a change since, and the check that failed was not run again")
            return ruling.settle("inconclusive")
        return ruling.settle("refuted")

    def _wrong_from_the_start(self, claim: Claim, verdict: Verdict) -> Verdict | None:
        """The verdict when the claim was corrected where it came from and is not shown since; None when nobody did that."""
        ruling, came_from = Ruling.after(verdict), self._came_from(claim) if claim.modality == "carried" else ()
        for case, before, _ in came_from:
            session = case.facts.session.id
            for one in sorted(self._corrections_of(session, before), key=lambda one: one.place):
                if self._shown_since(verdict, one.correction.when):
                    continue
                doubt = self._doubt(one, claim)
                if not doubt:
                    said = one.correction.now or one.correction.summary
                    told = f"{session}#{before.event}, which it was taken over from, was corrected by {one.place}: {said}"
                    ruling.hold("later-refuted", told, one.place)
                    return ruling.settle("refuted")
                ruling.hold("disputed", f"{one.place} corrects {session}#{before.event}, {doubt}")
        return ruling.settle(verdict.answer) if verdict.answer != "supported" and "disputed" in ruling.reasons else None

    # --- corrections --------------------------------------------------------------------------------------------------

    def _corrections_of(self, session: str, claim: Claim) -> list[Refutation]:
        names = dict.fromkeys((f"{session}#{claim.id}", f"{session}#{claim.event}"))
        return [one for name in names for one in self._against.get(name, ())]

    def _doubt(self, refutation: Refutation, claim: Claim) -> str:
        """Why a correction only casts doubt on a claim; empty when it refutes."""
        shown = self._shown_by(refutation)
        if not shown:
            return _BARE
        if struck := self._struck(refutation, ()):
            return f"and was itself corrected by {struck}"
        cases = (self._case, self._case_of(refutation.session))
        other = [told for one in shown if (told := elsewhere(claim, one)) and not denied(cases, claim, one)]
        if len(other) == len(shown):
            return f"but {other[0]}: without a digest nobody can tell whether that is the same code"
        return ""

    def _shown_by(self, refutation: Refutation) -> list[Exhibit]:
        """What a correction shows: a reference that leads nowhere, a look that failed and a mere statement show nothing."""
        case = self._case_of(refutation.session)
        found = (self._exhibit(case, reference) for reference in refutation.correction.evidence)
        return [exhibit for exhibit in found if exhibit is not None]

    def exhibit(self, reference: str) -> Exhibit | None:
        """The evidence of a linked session, `session#id`; None when it is not at hand."""
        session, _, name = reference.partition("#")
        return self._case_of(session).exhibits.get(name) if session in self._sessions else None

    def _exhibit(self, case: Case, reference: str) -> Exhibit | None:
        session, mark, name = reference.partition("#")
        if mark:
            return self._exhibit(self._case_of(session), name) if session in self._sessions else None
        event = case.events.get(reference)
        if isinstance(event, ClaimEvent):
            shown = (resolve(case, name) for name in event.evidence)
            return next((one for one in shown if one is not None and _says_something(one)), None)
        exhibit = resolve(case, reference) or _serving(case, reference)
        return exhibit if exhibit is not None and _says_something(exhibit) else None

    def _struck(self, refutation: Refutation, above: tuple[str, ...]) -> str:
        """The correction that takes a correction back, unless that one was taken back in turn; empty when it stands.

        One that shows nothing takes nothing back: else somebody's word would make better what was refuted.
        """
        for one in self._against.get(refutation.place, ()):
            if one.place not in above and self._shown_by(one) and not self._struck(one, (*above, refutation.place)):
                return one.place
        return ""

    # --- restatements -------------------------------------------------------------------------------------------------

    def _said(self, claim: Claim) -> tuple[str, str]:
        return (self._case.canonical(claim.subject), claim.predicate)

    def _refuted_elsewhere(self) -> dict[tuple[str, str], list[tuple[Refutation, str, Claim]]]:
        """Soundly refuted claims of other sessions by subject and predicate, the latest correction first."""
        found: dict[tuple[str, str], list[tuple[Refutation, str, Claim]]] = defaultdict(list)
        own = self._case.facts.session.id
        for id in {target.partition("#")[0] for target in self._against} & (self._sessions.keys() - {own}):
            for claim in self._case_of(id).claims:
                if claim.predicate == "value" or claim.subject in ("session", id):
                    continue  # what is said of one session is not said of another
                sound = [refutation for refutation in self._corrections_of(id, claim) if not self._doubt(refutation, claim)]
                found[self._said(claim)] += [(refutation, f"{id}#{claim.event}", claim) for refutation in sound]
        for refuted in found.values():
            refuted.sort(key=lambda one: (one[0].correction.when is not None, one[0].correction.when, one[0].place))
            refuted.reverse()
        return found

    def _newer(self, claim: Claim, verdict: Verdict, corrected: datetime | None) -> bool:
        """Whether the claim stands on evidence that is younger than its refutation, or was made before that refutation."""
        if corrected is not None and claim.as_of is not None and claim.as_of < corrected:
            return True
        return self._shown_since(verdict, corrected)

    def _shown_since(self, verdict: Verdict, corrected: datetime | None) -> bool:
        """Whether the claim stands on evidence that is younger than its correction; without a time of that, on any."""
        if verdict.answer != "supported" or corrected is None:
            return verdict.answer == "supported"
        exhibits = (self._case.exhibits.get(id) for id in verdict.evidence)
        return any(exhibit is not None and exhibit.at is not None and exhibit.at > corrected for exhibit in exhibits)

    # --- to the bottom ------------------------------------------------------------------------------------------------

    def bottom(self, reference: str) -> str:
        """What a statement of another session, `session#event`, rests on in the end, step by step, in words.

        Where it rests on several, the way to the weakest is told.
        """
        paths: list[tuple[str, ...]] = [(reference,)]
        seen, told = {reference}, tuple[str, ...]()
        while paths:
            path = paths.pop()
            onward, ground, holds = self._below(path[-1])
            again = [one for one in onward if one in path]
            if again or not onward:
                told = (*path[1:], f"{again[0]} again" if again else ground)
                if again or not holds:
                    break
            paths += [(*path, one) for one in reversed(onward) if one not in seen]
            seen.update(onward)
        if len(told) > _STEPS:
            told = (told[0], f"{len(told) - 2} more such statements", told[-1])
        return "".join(f", which rests on {step}" for step in told)

    def _below(self, reference: str) -> tuple[list[str], str, bool]:
        """The statements that a statement rests on; or what it stands on itself, and whether that is evidence."""
        session, _, name = reference.partition("#")
        if session not in self._sessions:
            return [], "a record that is not at hand", False
        case = self._case_of(session)
        claim = next((one for one in case.claims if name in (one.event, one.id)), None)
        if claim is None:
            return ([], "what was shown there", True) if name in case.exhibits else ([], "nothing that stands there", False)
        refuted = [one.place for one in self._corrections_of(session, claim) if not self._doubt(one, claim)]
        if refuted:
            return [], f"nothing since {refuted[0]} corrected it", False
        there = self._court_of(session).alone(claim) if session != self._case.facts.session.id else None
        if carried := _carried_from(case, claim):
            if there is not None and claim.modality == "carried" and there.evidence and _was_shown(there):
                return [], f"{there.evidence[0]} of {session}", True
            return [carried], "", False
        if there is not None and there.answer == "refuted":
            return [], f"nothing: {', '.join(there.evidence[:2]) or 'what it says'} of {session} refutes it", False
        cited = [
            one if "#" in one else f"{session}#{one}" for one in claim.evidence if "#" in one or one in case.claims_by_event
        ]
        shown = [one for one in claim.evidence if one in case.exhibits or split_reference(one)[0] != "event"]
        if not claim.evidence and there is not None and there.answer == "supported":
            shown = list(there.evidence)
        if cited or not shown:
            return cited, "nothing that a reader could check", False
        return [], f"{shown[0]} of {session}", True

    def _origin(self, claim: Claim) -> str:
        carried = _carried_from(self._case, claim)
        return f"; it rests on {carried}{self.bottom(carried)}" if carried else ""


def _carried_from(case: Case, claim: Claim) -> str:
    return str(case.events[claim.event].extra.get("x-carried-from", ""))


def _was_shown(verdict: Verdict) -> bool:
    """Whether a session shows what it claims, or did while its look was young."""
    return verdict.answer == "supported" or "stale" in verdict.reasons


def _says_something(exhibit: Exhibit) -> bool:
    source = exhibit.source
    return exhibit.could_not is None and getattr(source, "via", None) != "statement" and getattr(source, "exists", True) is True


def _serving(case: Case, id: str) -> Exhibit | None:
    """What a platform was seen to serve, as evidence of a correction. It is bound to no revision: it tells which one runs."""
    look = case.observations.get(id)
    if not isinstance(look, ServingSeen):
        return None
    could_not = look.could_not
    return Exhibit(
        id=id, subject=look.service, level="serving", strength="observed", passed=True, at=look.at, could_not=could_not
    )
