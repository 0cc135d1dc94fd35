"""A verdict in the making."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from handoff.model.claim import Answer, Claim, Verdict
from handoff.verdicts.reasons import ranked


@dataclass
class Ruling:
    """A verdict in the making: reasons with their sentences are noted as they are found, the answer is settled last."""

    claim: Claim
    reasons: set[str] = field(default_factory=set)
    evidence: dict[str, None] = field(default_factory=dict)
    """Ids in the order in which they were noted."""
    _told: dict[str, str | None] = field(default_factory=dict)

    @classmethod
    def after(cls, verdict: Verdict) -> Ruling:
        """A ruling that goes on where a verdict stopped; what made it supported is not told again."""
        ruling = cls(verdict.claim, set(verdict.reasons), dict.fromkeys(verdict.evidence))
        if verdict.answer != "supported":
            gravest = verdict.reasons[0] if verdict.reasons else None
            ruling._told = dict.fromkeys(verdict.why, gravest)
        return ruling

    def hold(self, code: str, sentence: str, *evidence: str) -> None:
        """Note a reason, the sentence that tells it, and the evidence that it came from."""
        self.reasons.add(code)
        if sentence:
            self._told.setdefault(sentence, code)
        for one in evidence:
            self.evidence[one] = None

    def add(self, sentence: str) -> None:
        """Note something that a reader should know and that is no reason."""
        if sentence:
            self._told.setdefault(sentence, None)

    def sentences(self, code: str) -> list[str]:
        """What was noted for one reason."""
        return [sentence for sentence, noted in self._told.items() if noted == code]

    def drop(self) -> None:
        """Forget every reason: something better was found."""
        self.reasons.clear()
        self._told.clear()

    def cite(self, *evidence: str) -> None:
        """Note evidence that was looked at."""
        for one in evidence:
            self.evidence[one] = None

    def take(self, other: Ruling) -> None:
        """Note all that another ruling on the same claim holds."""
        self.reasons |= other.reasons
        for sentence, code in other._told.items():
            self._told.setdefault(sentence, code)
        self.cite(*other.evidence)

    def settle(self, answer: Answer, *first: str) -> Verdict:
        """The verdict: the sentences given here first, then what was noted, the gravest reason before the others."""
        reasons = ranked(self.reasons)
        noted = self._told
        told: Iterable[str] = noted
        if len(noted) > 1:
            place: dict[str | None, int] = {code: number for number, code in enumerate(reasons)}
            told = sorted(noted, key=lambda sentence: place.get(noted[sentence], len(place)))
        return Verdict(
            claim=self.claim,
            answer=answer,
            reasons=reasons,
            evidence=tuple(self.evidence),
            why=tuple(dict.fromkeys((*first, *told))),
        )
