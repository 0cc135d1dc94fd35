"""What the judge looks one session up in: its claims, and all that lies in the files of the single principles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import cached_property

from handoff.model.claim import Claim, Exhibit, Verdict
from handoff.model.events import AnyEvent, NextStep
from handoff.model.facts import Facts
from handoff.model.judgement import Judgement
from handoff.model.project import Policy
from handoff.verdicts.claims import claims_of
from handoff.verdicts.hearing import Hearing
from handoff.verdicts.open_items import OpenItems


def _nothing(_: Claim) -> None:
    return None


def _no_words(_: str) -> str:
    return ""


def _nowhere(_: str) -> None:
    return None


class Case(Hearing, OpenItems):
    """The facts of one session, indexed once so that every claim is judged in time that does not grow with the record.

    Everything is derived from `facts`; nothing changes. `ask` gives the verdict on another claim of the session, None when
    asking for it would go in a circle; `bottom` tells in words what a statement of another session, `session#event`, rests
    on in the end; `elsewhere` gives the evidence of a linked session by such a name.
    """

    def __init__(
        self,
        facts: Facts,
        ask: Callable[[Claim], Verdict | None] = _nothing,
        bottom: Callable[[str], str] = _no_words,
        elsewhere: Callable[[str], Exhibit | None] = _nowhere,
    ) -> None:
        super().__init__(facts)
        self.ask, self.bottom, self.elsewhere = ask, bottom, elsewhere

    def close(self) -> None:
        """Everything was asked. Others may look into the case from now on, and nothing holds the judge any more."""
        self.ask, self.bottom, self.elsewhere = _nothing, _no_words, _nowhere

    @property
    def policy(self) -> Policy:
        """The project's policy."""
        return self.facts.project.policy

    @property
    def as_of(self) -> datetime:
        """The instant for which everything is judged."""
        return self.facts.as_of

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """Every claim of the session."""
        return claims_of(self.facts.session)

    @cached_property
    def claims_by_event(self) -> dict[str, list[Claim]]:
        """The claims that each event makes."""
        found: dict[str, list[Claim]] = defaultdict(list)
        for claim in self.claims:
            found[claim.event].append(claim)
        return found

    def rests_on(self, claim: Claim) -> list[Claim]:
        """The claims of this session that a claim rests on directly: those it cites, and those of the items it counts."""
        return self._below[claim.id]

    @cached_property
    def _below(self) -> dict[str, list[Claim]]:
        return {claim.id: self._rests_on(claim) for claim in self.claims}

    def _rests_on(self, claim: Claim) -> list[Claim]:
        names = list(claim.evidence)
        if claim.predicate == "complete":
            items = self.items_of(claim) or ()
            names += [self.closings[item.id].id if item.id in self.closings else item.id for item in items]
        return [below for name in names for below in self.claims_by_event.get(name, ())]

    def items_of(self, claim: Claim) -> Sequence[AnyEvent] | None:
        """The items that a claim of completeness names: a tag, ids, or for the session everything that was to be done."""
        basis = claim.value.basis if claim.value else None
        if basis and basis.startswith("tag:"):
            return self.tagged(basis, claim) or None
        if basis and all(word in self.events for word in basis.split()):
            return [self.events[word] for word in basis.split()]
        if claim.subject in ("session", self.facts.session.id):
            return [event for event in self.facts.session.events if isinstance(event, NextStep)] or None
        return None


def case_of(judgement: Judgement) -> Case:
    """The case that a judgement carries: whoever looks into it finds what the judge has found. A new one where it has none."""
    case = judgement.case
    return case if isinstance(case, Case) and case.facts is judgement.facts else Case(judgement.facts)
