"""Claims with their verdicts as a document shows them: what not to rely on first, each with why and what would settle it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

from handoff.model.claim import ANSWERS, Answer, Claim, Verdict
from handoff.model.finding import FINDING_LEVELS, Finding
from handoff.model.judgement import Judgement
from handoff.model.place import Place
from handoff.model.times import written
from handoff.verdicts import REASONS
from handoff.verdicts.claims import NUMBERS

from .escaping import Markdown, advice, code, inline, link

# The order in which a reader must know of them.
DOUBTFUL: tuple[Answer, ...] = ("refuted", "inconclusive", "unsupported")
WORST_FIRST: tuple[Answer, ...] = (*DOUBTFUL, "not-applicable", "supported")


class Standing(NamedTuple):
    """A claim and how it stands.

    `settle` is what would support it, `where` a link to its line in the record, `rules` the findings that say of it what its
    verdict says.
    """

    claim: Claim
    verdict: Answer
    reasons: tuple[str, ...]
    why: tuple[str, ...]
    evidence: tuple[str, ...]
    settle: Markdown
    where: Markdown
    rules: tuple[Finding, ...] = ()

    @property
    def id(self) -> str:
        """The claim's id."""
        return self.claim.id

    @property
    def text(self) -> str:
        """What the author said."""
        return self.claim.text

    @property
    def says(self) -> Markdown:
        """What is claimed, in the tool's words: subject, predicate, value, then whatever else it is bound to."""
        claim = self.claim
        value = claim.value
        said = f"{code(claim.subject)} {' '.join(filter(None, (claim.predicate, claim.each)))}"
        if value is not None and value.text is None:
            said += f" {code(value)}"
        bound = {
            "text": value.text if value is not None else None,
            # What a commit is said to hold names its own units.
            "unit": value.unit if value is not None and value.text is not None and value.unit != NUMBERS else None,
            "revision": claim.revision, "commit": claim.commit, "digest": claim.digest,
            "basis": value.basis if value is not None else None, "window": claim.window, "scope": claim.scope,
            "modality": claim.modality, "as of": written(claim.as_of) if claim.as_of else None,
        }  # fmt: skip
        parts = [f"{name} {code(one)}" for name, one in bound.items() if one is not None]
        if claim.members:
            parts.append(f"members {', '.join(map(code, claim.members))}")
        return Markdown(", ".join((said, *parts)))


class Group(NamedTuple):
    """Claims with the same verdict for the same gravest reason.

    `settle` is what would settle several of them, with SUBJECT and URL in it where they differ; those then say nothing of
    their own.
    """

    verdict: Answer
    reason: str
    meaning: str
    claims: tuple[Standing, ...]
    settle: Markdown


def standings(judgement: Judgement, findings: Sequence[Finding]) -> tuple[Standing, ...]:
    """Every claim in the order of the record, with the findings that only pass on its verdict."""
    about: dict[str, list[Finding]] = {}
    for finding in findings:
        about.setdefault(finding.subject, []).append(finding)
    return tuple(
        _standing(judgement, verdict, tuple(one for one in about.get(verdict.claim.id, ()) if _repeats(one, verdict)))
        for verdict in judgement.verdicts
    )


def _repeats(finding: Finding, verdict: Verdict) -> bool:
    return verdict.answer in DOUBTFUL and any(sentence in finding.message for sentence in verdict.why)


class Remarks(NamedTuple):
    """Findings of one rule that give the same hint."""

    first: Finding
    others: tuple[Finding, ...]


def remarks(findings: Sequence[Finding], told: tuple[Standing, ...]) -> tuple[Remarks, ...]:
    """The findings that no claim's verdict tells already: errors first, waived ones last, those of one rule together."""
    known = {id(finding) for one in told for finding in one.rules}
    rest = sorted(
        (finding for finding in findings if id(finding) not in known),
        key=lambda one: (bool(one.waived), FINDING_LEVELS.index(one.level), one.rule, one.hint, one.place.line),
    )
    made = groupby(rest, key=lambda one: (one.waived, one.level, one.rule, one.hint))
    return tuple(Remarks(first, tuple(others)) for _, (first, *others) in made)


def _standing(judgement: Judgement, verdict: Verdict, rules: tuple[Finding, ...] = ()) -> Standing:
    return Standing(
        claim=verdict.claim,
        verdict=verdict.answer,
        reasons=verdict.reasons,
        # What speaks against it is what a reader looks for first.
        why=tuple(sorted(verdict.why, key=lambda sentence: "speaks against" not in sentence)),
        evidence=verdict.evidence,
        settle=advice(verdict.would_support),
        where=line_link(judgement, verdict.claim.place.of("summary")),
        rules=rules,
    )


def source_name(judgement: Judgement) -> str:
    """The name of the file that the session was read from, beside which its documents lie."""
    path = judgement.facts.session.place.path or judgement.facts.session.id
    return path.replace("\\", "/").rpartition("/")[2] or "session.yaml"


def line_link(judgement: Judgement, place: Place) -> Markdown:
    """A link to a line of the record; a place in another file as text."""
    if place.path not in ("", judgement.facts.session.place.path):
        return code(place)
    return link(f"{source_name(judgement)}#L{place.line}", f"line {place.line}")


def groups(judgement: Judgement) -> tuple[Group, ...]:
    """What not to rely on: refuted first, then inconclusive, then unsupported; within them by reason, the gravest first."""
    order = {code: rank for rank, code in enumerate(REASONS)}
    doubtful = [verdict for verdict in judgement.verdicts if verdict.answer in DOUBTFUL]
    # Whether a thing works matters more at night than whether a number about it is right.
    doubtful.sort(key=lambda one: (DOUBTFUL.index(one.answer), _is_figure(one), order.get(_gravest(one), len(order))))
    made = groupby(doubtful, key=lambda one: (one.answer, _is_figure(one), _gravest(one)))
    return tuple(_group(judgement, answer, reason, list(members)) for (answer, _, reason), members in made)


def _is_figure(one: Verdict) -> bool:
    return one.claim.predicate == "value"


def _gravest(one: Verdict) -> str:
    return one.reasons[0] if one.reasons else ""


def _group(judgement: Judgement, answer: Answer, reason: str, members: list[Verdict]) -> Group:
    patterns = [_pattern(judgement, one) for one in members]
    (common, number), *_ = Counter(patterns).most_common(1)
    # Each refuted claim is wrong in its own way and says so itself.
    shared = common if common and number > 1 and answer != "refuted" else None
    return Group(
        verdict=answer,
        reason=reason,
        meaning=REASONS[reason].meaning if reason in REASONS else "",
        claims=tuple(
            _standing(judgement, replace(one, would_support="") if pattern == shared else one)
            for one, pattern in zip(members, patterns, strict=True)
        ),
        settle=advice(shared or ""),
    )


def _pattern(judgement: Judgement, one: Verdict) -> str:
    """What would support a claim, with its own subject and address taken out."""
    text, subject = one.would_support, one.claim.subject
    service = judgement.facts.project.service(subject)
    if service is not None and service.url:
        text = text.replace(service.url, "URL")
    return re.sub(rf"(?<![\w-]){re.escape(subject)}(?![\w-])", "SUBJECT", text)


def status(counts: Mapping[Answer, int], listed: int = 0) -> str:
    """The status line: how many claims are supported, and what the others are. Computed, never typed.

    `listed` of the supported ones say only that git has a commit. They are told apart, or a list of commits would raise the
    share of what is shown.
    """
    total, supported = sum(counts.values()) - listed, counts["supported"] - listed
    commits = f" Git has {listed} commit{'s' * (listed != 1)} that it lists." if listed else ""
    if not total:
        return f"No {'other ' if listed else ''}claim is made in this record, so nothing in it is shown to hold.{commits}"
    if supported == total:
        return ("The one claim is supported." if total == 1 else f"All {total} claims are supported.") + commits
    rest = [f"{counts[answer]} {answer.replace('-', ' ')}" for answer in ANSWERS[1:] if counts[answer]]
    return f"{supported} of {total} claims supported: {', '.join(rest)}.{commits}"


def totals(judgement: Judgement) -> dict[str, int]:
    """The numbers of the status line for a machine: the commits that git has and the record only lists count for themselves."""
    counts, listed = judgement.counts, judgement.listed
    counts["supported"] -= listed
    told = [("total", sum(counts.values())), *counts.items(), *([("listed-commits", listed)] if listed else [])]
    return dict(told)


def verdict_words(verdicts: tuple[Verdict, ...]) -> Markdown:
    """Verdicts in one line: `live inconclusive, serving **refuted**`; every predicate once, with its worst answer."""
    worst: dict[str, Answer] = {}
    for verdict in verdicts:
        name = verdict.claim.predicate
        worst[name] = min(worst.get(name, verdict.answer), verdict.answer, key=WORST_FIRST.index)
    return Markdown(", ".join(f"{name} {'**refuted**' if answer == 'refuted' else answer}" for name, answer in worst.items()))


def cited(ids: tuple[str, ...]) -> Markdown:
    """Evidence ids and short forms, addresses as links."""
    shown = [link(id[4:], id[4:]) if id.startswith("url:http") else code(id) for id in ids]
    return Markdown(", ".join(shown)) if shown else inline("nothing")
