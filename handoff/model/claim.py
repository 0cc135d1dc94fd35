"""A claim and a piece of evidence as the judge sees them, and what the judge says."""

from __future__ import annotations

from dataclasses import field
from datetime import datetime
from typing import Literal

from .events import Event
from .frozen import dataclass
from .observation import Observation
from .place import NOWHERE, Place
from .predicates import Level, Predicate
from .project import Strength
from .times import Window
from .value import Value

# EARL 1.0 outcomes, in its order: passed, failed, cantTell, untested, inapplicable.
Answer = Literal["supported", "refuted", "inconclusive", "unsupported", "not-applicable"]
ANSWERS: tuple[Answer, ...] = ("supported", "refuted", "inconclusive", "unsupported", "not-applicable")


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One statement to be judged. `id` is the event's id, or `event/predicate` for a claim that another kind of event makes.

    `mark` says by what a line of prose was taken for a claim, `lists` that a commit is there and nothing else of it.
    """

    id: str
    subject: str
    predicate: Predicate
    text: str
    event: str
    as_of: datetime | None = None
    value: Value | None = None
    each: Predicate | None = None
    members: tuple[str, ...] = ()
    window: Window | None = None
    revision: str | None = None
    commit: str | None = None
    digest: str | None = None
    scope: str | None = None
    modality: str | None = None
    evidence: tuple[str, ...] = ()
    mark: str = field(default="", compare=False)
    lists: bool = field(default=False, compare=False)
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Exhibit:
    """One piece of evidence, quoted by a person or seen by the tool.

    `passed`: True speaks for, False against, None cannot tell. `check` names what was asked, so that the same check seen
    twice can be told from two different ones. `could_not` carries the reason of a look that failed.
    """

    id: str
    subject: str | None
    level: Level | None
    strength: Strength
    passed: bool | None
    at: datetime | None = None
    check: str = ""
    text: str = ""
    revision: str | None = None
    commit: str | None = None
    digest: str | None = None
    environment: str | None = None
    window: Window | None = None
    population: Value | None = None
    value: Value | None = None
    explanation: str | None = None
    could_not: str | None = None
    source: Event | Observation | None = field(default=None, compare=False, repr=False)
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the judge says of a claim: the answer, reason codes (strongest first), and why in the record's own words.

    `late`: of what is supported now, that it was not so when it was said; the sentence is among `why`, too.
    """

    claim: Claim
    answer: Answer
    reasons: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    why: tuple[str, ...] = ()
    would_support: str = ""
    late: str = ""

    def advised(self, told: str) -> Verdict:
        """The same verdict with what would support its claim."""
        # `dataclasses.replace` takes three times as long, and nearly every verdict comes through here.
        return Verdict(
            claim=self.claim,
            answer=self.answer,
            reasons=self.reasons,
            evidence=self.evidence,
            why=self.why,
            would_support=told,
            late=self.late,
        )
