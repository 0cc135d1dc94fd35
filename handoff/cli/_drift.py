"""What has become of a session's claims since it was handed over: two judgements of one record, side by side. Pure."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from typing import Literal
from zoneinfo import ZoneInfo

from handoff.model.claim import Claim, Exhibit, Verdict
from handoff.model.events import Evidence
from handoff.model.frozen import dataclass
from handoff.model.judgement import Judgement
from handoff.model.observation import AnyObservation, RepositorySeen, RunSeen, ServingSeen
from handoff.model.predicates import Predicate
from handoff.verdicts import case_of, judge
from handoff.verdicts.advice import repeated
from handoff.verdicts.aggregates import is_aggregate
from handoff.verdicts.levels import denies, touches
from handoff.verdicts.times import clock_text

# In the order in which a reader wants them.
State = Literal["drifted", "corrected", "refuted", "not-looked", "holds", "never-shown"]
STATES: tuple[State, ...] = ("drifted", "corrected", "refuted", "not-looked", "holds", "never-shown")

# Reasons that say that nobody could see, and not that something is wrong.
_BLIND = frozenset({"could-not-look", "stale", "predates-change"})
# What can change by itself, so that only a new look shows that it still holds; a commit or a number stays what it is.
_PASSING = frozenset(
    {"live", "ready", "functional", "outcome", "serving", "deployed", "tests-passed", "fixed", "resolved", "absent", "all-of"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fate:
    """A claim then and now. `seen_then` and `seen_now` are sentences about the looks behind each verdict."""

    claim: Claim
    state: State
    then: Verdict
    now: Verdict
    seen_then: tuple[str, ...] = ()
    seen_now: tuple[str, ...] = ()
    looks: tuple[str, ...] = ()
    """Ids of the new looks that bear on it."""
    do: str = ""
    """How to look, where that was not done: what would support it, or what showed it then taken again."""

    @property
    def part(self) -> str:
        """The state, told finer for a reader: what nobody asked, what came out otherwise, and what holds only now."""
        if self.state == "not-looked":
            return "not-asked" if not self.looks else "unclear" if self.otherwise else "not-looked"
        held = self.then.answer in ("supported", "not-applicable")
        return "holds-now" if self.state == "holds" and not held else self.state

    otherwise: bool = False
    """Whether what showed it was asked again and failed, on a higher rung than the claim's own."""
    corrected: str = ""
    """The correction of a linked session, `session#id`, that refutes it already."""


def fates(then: Judgement, now: Judgement, fresh: Collection[str]) -> list[Fate]:
    """What became of every claim. `fresh` are the ids of the looks that were taken just now."""
    again = _Again(then, now, fresh)
    return [again.fate(verdict) for verdict in now.verdicts]


class _Again:
    """One record judged as it was handed over and as it is with the new looks."""

    def __init__(self, then: Judgement, now: Judgement, fresh: Collection[str]) -> None:
        self.then, self.now, self.fresh = then, now, frozenset(fresh)
        self.case = case_of(now)
        self.exhibits = {exhibit.id: exhibit for exhibit in now.exhibits}
        self.looks = {look.id: look for look in now.facts.observations}

    @cached_property
    def alone(self) -> Judgement:
        """What the record and the looks say by themselves, whatever later sessions correct."""
        return judge(replace(self.now.facts, linked=()))

    def fate(self, verdict: Verdict) -> Fate:
        before = self.then.verdict(verdict.claim.id) or verdict
        seen = verdict
        if "later-refuted" in verdict.reasons:
            seen = self.alone.verdict(verdict.claim.id) or verdict
        mine = self._bearing(before, seen)
        against = self._against(seen, mine)
        state = self._state(before, verdict, seen, mine)
        told = mine
        if state in ("drifted", "refuted"):
            told = against or mine
        elif state == "not-looked":
            told = [id for id in mine if id in against or self.looks[id].could_not or self._unclear(id)]
        silent = tuple(self._silence(id) for id in before.evidence if id not in self.fresh)
        unasked = state == "not-looked" and not told
        return Fate(
            claim=verdict.claim,
            state=state,
            then=before,
            now=verdict,
            seen_then=self._told(before, self.then),
            seen_now=silent if unasked and before.answer == "supported" else self._told(seen, self.now, told),
            looks=tuple(told),
            do=self._do(verdict) if state == "not-looked" else verdict.would_support if state == "corrected" else "",
            otherwise=state == "not-looked" and bool(against),
            corrected=self._corrected(verdict),
        )

    def _corrected(self, verdict: Verdict) -> str:
        if "later-refuted" not in verdict.reasons:
            return ""
        linked = {one.session.id for one in self.now.facts.linked}
        return next((id for id in verdict.evidence if id.partition("#")[0] in linked), "")

    def _state(self, before: Verdict, after: Verdict, seen: Verdict, mine: Collection[str]) -> State:
        if seen.answer == "refuted" and "later-refuted" not in seen.reasons:
            return "refuted" if before.answer == "refuted" else "drifted"
        if after.answer == "refuted":
            # Somebody has said so already, and no look says anything of the kind now.
            return "refuted" if before.answer == "refuted" else "corrected"
        passing = after.claim.predicate in _PASSING or self._by_command(after)
        if after.answer == "supported" and passing and not self._shown_again(after):
            # What showed it was not asked again, so nobody knows whether it would come out the same today.
            return "not-looked"
        if after.answer in ("supported", "not-applicable"):
            return "holds"
        if before.answer == "supported":
            # It was shown then; now it is not, without being refuted: somebody must look, for nobody could.
            return "not-looked"
        failed = any(self.looks[id].could_not for id in mine)
        return "not-looked" if failed and _BLIND & set(after.reasons) else "never-shown"

    def _bearing(self, before: Verdict, seen: Verdict) -> list[str]:
        """The new looks that ask again what showed the claim, or that are about its subject and on its ladder."""
        claim = seen.claim
        asked = {self._check(exhibit) for id in before.evidence if (exhibit := self._exhibit(id)) is not None and exhibit.check}
        predicate: Predicate = claim.each or ("ready" if claim.predicate == "all-of" else claim.predicate)
        subjects = set(self.case.inventory) if is_aggregate(claim) else self.case.subjects_of(claim)
        found = []
        for id, look in self.looks.items():
            if id not in self.fresh:
                continue
            exhibit = self.exhibits.get(id)
            if isinstance(look, ServingSeen):
                near = predicate in ("deployed", "serving") and self.case.canonical(look.service) in subjects
            elif exhibit is None:
                near = id in seen.evidence
            else:
                about = exhibit.subject is not None and self.case.canonical(exhibit.subject) in subjects
                near = self._check(exhibit) in asked or (about and touches(exhibit.level, predicate))
                near = near or (id in seen.evidence and exhibit.passed is not True)
            if near:
                found.append(id)
        return found

    def _exhibit(self, id: str) -> Exhibit | None:
        return self.exhibits.get(id) or next((one for one in self.then.exhibits if one.id == id), None)

    def _check(self, exhibit: Exhibit) -> tuple[str, str]:
        return (self.case.canonical(exhibit.subject or ""), exhibit.check)

    def _against(self, seen: Verdict, mine: Collection[str]) -> list[str]:
        """Those of the new looks that did not come out as the claim says; what serves is a sentence of its own."""
        if seen.answer == "refuted" and any(isinstance(self.looks[id], ServingSeen) for id in mine):
            return [id for id in mine if isinstance(self.looks[id], ServingSeen)]
        failed = [id for id in mine if id in self.exhibits and self.exhibits[id].passed is False]
        heard = [id for id in failed if id in seen.evidence or denies(self.exhibits[id].level, seen.claim.predicate)]
        return heard or failed

    def _unclear(self, id: str) -> bool:
        exhibit = self.exhibits.get(id)
        return exhibit is not None and exhibit.passed is None

    def _by_command(self, after: Verdict) -> bool:
        """Whether a command shows it: what it says of the tree, the tests or a count, it said of them when it ran.

        So does what somebody quoted of a count; a count of a stretch of time that is over stays what it is.
        """
        sources = [self.exhibits[id].source for id in after.evidence if id in self.exhibits]
        counts = after.claim.predicate == "value" and after.claim.window is None
        return any(isinstance(source, RunSeen) or (counts and isinstance(source, Evidence)) for source in sources)

    def _shown_again(self, after: Verdict) -> bool:
        """Whether new looks alone show it. One does; of what is said of several services at once, each needs one."""
        about: dict[str, str | None] = {id: exhibit.subject for id, exhibit in self.exhibits.items()}
        about |= {id: look.service for id, look in self.looks.items() if isinstance(look, ServingSeen)}
        again = {about.get(id) for id in after.evidence if id in self.fresh}
        if {verdict.claim.event for verdict in self.now.verdicts} & set(after.evidence):
            # What it rests on is told for itself.
            return False
        return bool(again) and (not is_aggregate(after.claim) or {about.get(id) for id in after.evidence} <= again)

    def _do(self, verdict: Verdict) -> str:
        """How to look: what would support it, or the looks that showed it and were not taken again."""
        if verdict.would_support:
            return verdict.would_support
        old = [self.exhibits[id] for id in verdict.evidence if id in self.exhibits and id not in self.fresh]
        return "; then ".join(filter(None, dict.fromkeys(repeated(exhibit, verdict.claim) for exhibit in old)))

    def _silence(self, id: str) -> str:
        """That a look was not taken again; and when the tree that it ran on is not the one that lies there now."""
        run = self.looks.get(id)
        if not isinstance(run, RunSeen) or not run.commit:
            return f"{id} was not asked again"
        seen = (look for look in self.looks.values() if look.id in self.fresh and isinstance(look, RepositorySeen))
        tip = next((look.tip for look in seen if look.repo == run.repo and look.tip), None)
        moved = f"; it ran at {run.commit[:10]}, now it is {tip[:10]}" if tip and tip != run.commit else ""
        return f"{id} was not asked again{moved}"

    def _told(self, verdict: Verdict, judgement: Judgement, more: Collection[str] = ()) -> tuple[str, ...]:
        exhibits = {exhibit.id: exhibit for exhibit in judgement.exhibits}
        looks = {look.id: look for look in judgement.facts.observations}
        ids = dict.fromkeys([*more, *([] if more else verdict.evidence)])
        zone = judgement.facts.session.zone
        said = [_sentence(id, exhibits.get(id), looks.get(id), zone) for id in ids]
        return tuple(one for one in said if one) or tuple(verdict.why[:2])


def _sentence(id: str, exhibit: Exhibit | None, look: AnyObservation | None, zone: ZoneInfo | None) -> str:
    if look is not None and look.could_not:
        return f"{id} ({_clock(look.at, zone)}): could not look: {look.could_not}"
    if exhibit is not None:
        when = f" ({_clock(exhibit.at, zone)})" if exhibit.at else ""
        return f"{id}{when}: {' '.join(exhibit.text.split())[:300]}"
    if look is not None and look.kind == "serving":
        shares = ", ".join(f"{share.revision} {share.percent} %" for share in look.shares)
        return f"{id} ({_clock(look.at, zone)}): serves {shares or 'no revision'}"
    return ""


def _clock(instant: datetime, zone: ZoneInfo | None) -> str:
    return clock_text(instant.replace(microsecond=0), zone)
