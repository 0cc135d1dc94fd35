"""A judged session: its facts, its claims, what was held against them, and the verdicts."""

from __future__ import annotations

from collections import Counter
from dataclasses import field

from .claim import ANSWERS, Answer, Exhibit, Verdict
from .facts import Facts
from .finding import Finding, NotRun
from .frozen import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What rules and templates receive. Verdicts are in the order of the record."""

    facts: Facts
    verdicts: tuple[Verdict, ...]
    exhibits: tuple[Exhibit, ...] = ()
    case: object = field(default=None, compare=False, repr=False)
    """The judge's own index of the facts, so that whoever looks into them finds what was found; see `verdicts.case_of`."""

    def verdict(self, claim: str) -> Verdict | None:
        """The verdict on the claim with this id, or None."""
        return next((verdict for verdict in self.verdicts if verdict.claim.id == claim), None)

    def of_event(self, event: str) -> tuple[Verdict, ...]:
        """The verdicts on every claim that one event makes."""
        return tuple(verdict for verdict in self.verdicts if verdict.claim.event == event)

    @property
    def counts(self) -> dict[Answer, int]:
        """How many claims got each answer; every answer is there, zeros too."""
        seen = Counter(verdict.answer for verdict in self.verdicts)
        return {answer: seen[answer] for answer in ANSWERS}

    @property
    def listed(self) -> int:
        """How many supported claims say no more than that git has a commit that the record lists.

        Whoever lists a commit that git has shows nothing more of what is claimed, so a share of what is shown leaves these
        out; a commit that git does not have is a claim like any other. A document has nothing to list them for.
        """
        if self.facts.session.origin == "markdown":
            return 0
        return sum(verdict.claim.lists and verdict.answer == "supported" for verdict in self.verdicts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """One document after a check: a session's record or a Markdown file. `path` is as the user gave it."""

    path: str
    kind: str
    judgement: Judgement
    findings: tuple[Finding, ...]
    not_run: tuple[NotRun, ...] = ()
    """Rules that could not look, so that their silence is no pass."""
    known: frozenset[str] = frozenset()
    """Claims that are not supported and that a baseline holds already."""
    hidden: int = 0
    """How many problems are not told because a baseline holds them: those claims, and findings that were taken out."""

    @property
    def id(self) -> str:
        """The id of the session or document."""
        return self.judgement.facts.session.id
