"""Numbers about the session, all computed here from the record and from what the tool saw, each with where it comes from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from handoff.model.claim import ANSWERS
from handoff.model.events import Decision, Deployment, Learning, NextStep
from handoff.model.finding import FINDING_LEVELS, Finding
from handoff.model.judgement import Judgement
from handoff.model.project import STRENGTHS
from handoff.verdicts import Case
from handoff.verdicts.times import spoken

from .bugs import BugView
from .changes import commits
from .evidence import listed
from .steps import closed_elsewhere, open_steps


class Figure(NamedTuple):
    """A number and where it comes from."""

    what: str
    number: str
    source: str


def counted(number: int, noun: str) -> str:
    """`1 claim`, `2 claims`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def parts(counts: Iterable[tuple[str, int]]) -> str:
    """`1 critical, 2 high`, leaving zeros out."""
    return ", ".join(f"{number} {name}" for name, number in counts if number)


def statistics(judgement: Judgement, case: Case, findings: Sequence[Finding], bugs: Sequence[BugView]) -> tuple[Figure, ...]:
    """The figures, those first that a reader asks for first; what is zero and says nothing is left out."""
    session = judgement.facts.session
    found: list[Figure] = []
    if session.started and session.ended:
        found.append(Figure("Duration", spoken(session.ended - session.started), "started and ended of the record"))
    found.append(Figure("Claims", _with(len(judgement.verdicts) - judgement.listed, _claims(judgement)), "verdicts"))
    found += _commit_figures(case)
    deployments = list(session.of(Deployment))
    if deployments:
        services = len({case.canonical(event.service) for event in deployments})
        failed = sum(event.result in ("failed", "rolled-back") for event in deployments)
        said = f"{len(deployments)} to {counted(services, 'service')}" + (f", {failed} of them failed" if failed else "")
        found.append(Figure("Deployments", said, "record"))
    if bugs:
        severities: Counter[str] = Counter(view.event.severity or "without severity" for view in bugs)
        names = ("critical", "high", "medium", "low", "without severity")
        found.append(Figure("Bugs", _with(len(bugs), parts((name, severities[name]) for name in names)), "record"))
        shown = sum(view.shown for view in bugs)
        found.append(Figure("Bugs shown to be fixed", f"{shown} of {len(bugs)}", "verdicts"))
    if said := _steps(case):
        found.append(Figure("Next steps", said, "record"))
    strengths = Counter(exhibit.strength for exhibit in listed(judgement, case))
    if strengths:
        said = parts((name, strengths[name]) for name in STRENGTHS)
        found.append(Figure("Pieces of evidence", _with(strengths.total(), said), "record and observations"))
    for noun, kind in (("Decisions", Decision), ("Learnings", Learning)):
        if number := sum(1 for _ in session.of(kind)):
            found.append(Figure(noun, str(number), "record"))
    levels = Counter(finding.level for finding in findings if not finding.waived)
    waived = sum(bool(finding.waived) for finding in findings)
    said = parts([*((level, levels[level]) for level in FINDING_LEVELS), ("waived", waived)])
    if findings:
        found.append(Figure("Findings", _with(len(findings), said), "rules"))
    return tuple(found)


def _steps(case: Case) -> str:
    """Every step once: as open, or where it was closed. A closing of anything else is no step."""
    session, elsewhere = case.facts.session, closed_elsewhere(case.facts)
    left = len(open_steps(case))
    own = {step.id for step in session.of(NextStep)}
    shut = {of.removeprefix(f"{session.id}#") for of in case.closings} & own
    there = (own & set(elsewhere)) - shut
    theirs = {f"{other.session.id}#{step.id}" for other in case.facts.linked for step in other.session.of(NextStep)}
    others = len(theirs & set(case.closings))
    if not own and not others:
        return ""
    said = f"{left} open, {len(shut)} closed" + (f", {len(there)} closed in other sessions" if there else "")
    return said + (f", {others} of other sessions closed here" if others else "")


def _with(total: int, said: str) -> str:
    return f"{total} ({said})" if said else str(total)


def _claims(judgement: Judgement) -> str:
    """The answers, without the commits that are only listed: those have figures of their own."""
    counts = judgement.counts
    counts["supported"] -= judgement.listed
    return parts((answer.replace("-", " "), counts[answer]) for answer in ANSWERS)


def _commit_figures(case: Case) -> Iterable[Figure]:
    rows = commits(case)
    if not rows:
        return
    seen = [row for row in rows if not row.stated]
    unseen = len(rows) - len(seen)
    source = "git" if not unseen else f"git; {unseen} not seen there" if seen else "record; git did not show them"
    unnamed = sum(not row.mentioned for row in rows)
    yield Figure("Commits", f"{len(rows)}" + (f", {unnamed} of them not mentioned" if unnamed else ""), source)
    if seen and all(row.insertions is not None for row in seen):
        touched = [file for row in seen for file in row.touched]
        added, removed = sum(file.added or 0 for file in touched), sum(file.deleted or 0 for file in touched)
        aside = len(touched) < sum(row.files or 0 for row in seen)
        yield Figure(
            "Lines",
            f"+{added} −{removed} in {counted(len(touched), 'file')}{', records of sessions left out' if aside else ''}",
            "git" if not unseen else source,
        )
