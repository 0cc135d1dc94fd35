"""When is a claim supported? From facts to verdicts; no clock, no network, no model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from handoff.model.claim import Claim, Exhibit, Verdict
from handoff.model.facts import Facts
from handoff.model.judgement import Judgement
from handoff.verdicts.absence import judge_absent
from handoff.verdicts.advice import advice
from handoff.verdicts.aggregates import is_aggregate, judge_all, judge_complete
from handoff.verdicts.case import Case
from handoff.verdicts.claims import NUMBERS
from handoff.verdicts.commits import judge_commit, judge_numbers
from handoff.verdicts.fixes import as_fixed, judge_fixed
from handoff.verdicts.memory import Memory
from handoff.verdicts.prose import is_prose, judge_prose
from handoff.verdicts.quantities import judge_value
from handoff.verdicts.resting import from_the_bottom
from handoff.verdicts.ruling import Ruling
from handoff.verdicts.serving import judge_serving
from handoff.verdicts.tallies import judge_tests
from handoff.verdicts.weighing import weigh


class Court:
    """One session before the judge: every claim is judged once, and claims may rest on each other."""

    _circle: frozenset[str] = frozenset()

    def __init__(self, facts: Facts) -> None:
        self.case = Case(facts, self.ask, self._bottom, self._elsewhere)
        self._memory = Memory(self.case, Court)
        self._settled: dict[str, Verdict] = {}

    def ask(self, claim: Claim) -> Verdict | None:
        """The verdict on a claim, or None when it is part of the circle that is being judged (principle 14)."""
        if claim.id in self._circle:
            return None
        if claim.id not in self._settled:
            self._settled[claim.id] = self._judged(claim)
        return self._settled[claim.id]

    def _bottom(self, reference: str) -> str:
        return self._memory.bottom(reference)

    def _elsewhere(self, reference: str) -> Exhibit | None:
        return self._memory.exhibit(reference)

    def _judged(self, claim: Claim) -> Verdict:
        return self._memory.heard(claim, judge_claim(self.case, claim))

    def alone(self, claim: Claim) -> Verdict:
        """The verdict on one claim, without judging more than it rests on."""
        if claim.id not in self._settled:
            self._settle((claim,))
        return self._settled[claim.id]

    def verdicts(self) -> tuple[Verdict, ...]:
        """The verdict on every claim, each with what would support it, in the order of the record."""
        self._settle(self.case.claims)
        return tuple(self._advised(self._settled[claim.id]) for claim in self.case.claims)

    def _settle(self, claims: Sequence[Claim]) -> None:
        for together in from_the_bottom(claims, self.case.rests_on):
            # Nobody in a circle may lean on a verdict of the circle, whichever of them is judged first.
            self._circle = frozenset([claim.id for claim in together])
            judged = {claim.id: self._judged(claim) for claim in together}
            self._circle = frozenset()
            self._settled.update(judged)

    def _advised(self, verdict: Verdict) -> Verdict:
        told = advice(self.case, verdict)
        return verdict.advised(told) if told else verdict


def judge_claim(case: Case, claim: Claim) -> Verdict:
    """The verdict on one claim by the procedure of its predicate, before linked sessions are heard."""
    if case.facts.session.origin == "markdown" and is_prose(case, claim):
        return judge_prose(case, claim)
    if claim.modality == "expected":
        return Ruling(claim).settle("not-applicable", "an expectation, not a status")
    if is_aggregate(claim):
        return judge_all(case, claim)
    match claim.predicate:
        case "value" if claim.value is not None and claim.value.unit == NUMBERS and claim.id.endswith(f"/{NUMBERS}"):
            return judge_numbers(case, claim)
        case "value":
            return judge_value(case, claim)
        case "complete" | "fixed" | "resolved" if fixed := as_fixed(case, claim):
            return replace(judge_fixed(case, fixed), claim=claim)
        case "complete":
            return judge_complete(case, claim)
        case "committed" | "merged":
            return judge_commit(case, claim)
        case "deployed" | "serving":
            return judge_serving(case, claim)
        case "absent":
            return judge_absent(case, claim)
        case "tests-passed":
            return judge_tests(case, claim)
        case "resolved" | "exists" | "built":
            return weigh(case, claim, shown=lambda exhibit: exhibit.level is not None)
        case _:
            return weigh(case, claim)


def judge(facts: Facts) -> Judgement:
    """Judge every claim of a session. The same facts give the same judgement."""
    court = Court(facts)
    verdicts = court.verdicts()
    court.case.close()
    return Judgement(facts=facts, verdicts=verdicts, exhibits=tuple(court.case.exhibits.values()), case=court.case)
