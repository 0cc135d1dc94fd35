"""The numbers of a check, and the sentence that says them so that nobody can read too much into it.

Imports no class of the model, so that numbers that are known already can be told without it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import field
from typing import TYPE_CHECKING, Final

from handoff.model.frozen import dataclass

if TYPE_CHECKING:
    from handoff.model.judgement import Checked

_SHORT = {"error": "error", "warning": "warning", "info": "note"}
_GOOD: Final = "supported"
_TROUBLE = ("refuted", "inconclusive", "unsupported")
_SUMS = ("documents", "waived", "bare", "mute", "known", "quoted", "looked", "listed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What is counted of documents: claims by answer, findings that stand by level, waived ones, and bare claims.

    A claim is bare when it is unsupported and nobody answers for that. `mute` are refuted claims of which no rule speaks.
    `known` are the problems that a baseline holds. `quoted` are supported claims of Markdown documents, where what is quoted
    beside a claim counts as quoted; `looked` are the documents among these of which git was asked. `listed` are supported
    claims that only list a commit; see `Judgement.listed`.
    """

    documents: int = 0
    answers: dict[str, int] = field(default_factory=dict)
    levels: dict[str, int] = field(default_factory=dict)
    waived: int = 0
    bare: int = 0
    mute: int = 0
    known: int = 0
    quoted: int = 0
    looked: int = 0
    listed: int = 0

    @property
    def claims(self) -> int:
        """How many claims there are."""
        return sum(self.answers.values())

    @property
    def troubled(self) -> bool:
        """Whether a finding stands or a claim is not supported."""
        return any(self.levels.values()) or any(self.answers.get(answer) for answer in _TROUBLE)


def tally_of(one: Checked) -> Tally:
    """The numbers of one document; the configuration, which may have findings of its own, is no document."""
    from handoff.report._problems import waivers

    levels: dict[str, int] = {}
    for finding in one.findings:
        if not finding.waived:
            levels[finding.level] = levels.get(finding.level, 0) + 1
    waived = waivers(one)
    spoken = {finding.subject for finding in one.findings}
    bare = mute = 0
    for verdict in one.judgement.verdicts:
        claim = verdict.claim
        if verdict.answer == "unsupported":
            bare += claim.id not in waived and claim.id not in one.known
        elif verdict.answer == "refuted":
            mute += spoken.isdisjoint((claim.id, claim.event)) and claim.id not in one.known
    return Tally(
        documents=int(one.kind != "project"),
        answers={str(answer): count for answer, count in one.judgement.counts.items()},
        levels=levels,
        waived=sum(bool(finding.waived) for finding in one.findings),
        bare=bare,
        mute=mute,
        known=one.hidden,
        quoted=one.judgement.counts[_GOOD] if one.kind == "markdown" else 0,
        listed=one.judgement.listed,
        looked=int(one.kind == "markdown" and bool(one.judgement.facts.observations)),
    )


def total(tallies: Iterable[Tally]) -> Tally:
    """All of them together."""
    answers: Counter[str] = Counter()
    levels: Counter[str] = Counter()
    sums: Counter[str] = Counter()
    for one in tallies:
        answers.update(one.answers)
        levels.update(one.levels)
        sums.update({name: getattr(one, name) for name in _SUMS})
    return Tally(answers=dict(answers), levels=dict(levels), **sums)


def counted(number: int, noun: str) -> str:
    """`1 claim`, `2 claims`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def of_claims(tally: Tally) -> str:
    """`3 of 14 claims supported (1 refuted, 6 inconclusive, 4 unsupported)`; says so when there are no claims at all.

    Of Markdown: `3 of 14 claims have their evidence beside them (quoted, nothing was looked at), 11 unsupported`.
    """
    claims, supported = tally.claims - tally.listed, tally.answers.get(_GOOD, 0) - tally.listed
    told = _share(tally, claims, supported) if claims else "no claims, so nothing is verified"
    return f"{told}; git has {counted(tally.listed, 'listed commit')}" if tally.listed else told


def _share(tally: Tally, claims: int, supported: int) -> str:
    rest = ", ".join(f"{count} {answer}" for answer, count in tally.answers.items() if count and answer != _GOOD)
    if claims == 1 and not supported:
        return f"the one claim is {rest.removeprefix('1 ')}"
    some = (
        "the one claim" if claims == 1 else f"all {claims} claims" if supported == claims else f"{supported} of {claims} claims"
    )
    if supported and supported == tally.quoted:
        beside = "has its evidence beside it" if supported == 1 else "have their evidence beside them"
        seen = "git was asked of commits" if tally.looked else "nothing was looked at"
        return f"{some} {beside} (quoted, {seen}){f', {rest}' if rest else ''}"
    aside = ", ".join(part for part in (f"{tally.quoted} of them by what they quote" if tally.quoted else "", rest) if part)
    told = f"none of {claims} claims supported" if not supported else f"{some} {'is ' if claims == 1 else ''}supported"
    return f"{told} ({aside})" if aside else told


def of_findings(tally: Tally) -> str:
    """`2 errors, 9 warnings, 1 note (1 waived, 3 known)`; empty when there is nothing at all."""
    said = ", ".join(counted(tally.levels[level], noun) for level, noun in _SHORT.items() if tally.levels.get(level))
    aside = [f"{number} {word}" for number, word in ((tally.waived, "waived"), (tally.known, "known")) if number]
    return f"{said or 'no findings'} ({', '.join(aside)})" if aside else said


def of_document(tally: Tally) -> str:
    """The numbers of one document."""
    claims = of_claims(tally) if tally.documents else ""
    return "; ".join(part for part in (claims, of_findings(tally)) if part)


def of_all(tally: Tally, stamp: str) -> str:
    """The sentence that ends a report."""
    told = of_findings(tally) or "no findings"
    return f"{counted(tally.documents, 'document')}, as of {stamp}: {of_claims(tally)}; {told}."
