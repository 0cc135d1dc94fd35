"""Runs the rules over one judged session: levels, selection, waivers, fingerprints."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from fnmatch import fnmatchcase
from functools import lru_cache
from typing import Literal

from handoff.model.finding import Finding, FindingLevel, NotRun, fingerprinted
from handoff.model.frozen import dataclass
from handoff.model.judgement import Judgement
from handoff.model.place import Place
from handoff.model.project import Project, RuleLevel
from handoff.model.session import IMPORTED, Session
from handoff.rules._catalogue import FAMILIES, Rule, catalogue, rule
from handoff.rules._remark import Remark
from handoff.rules._waivers import Granted, granted, place_in

_AS_WRITTEN = frozenset({"text", "git"})


@dataclass(frozen=True, slots=True)
class Result:
    """What the rules said of one session, and which of them could not look."""

    findings: tuple[Finding, ...]
    not_run: tuple[NotRun, ...]


def findings_of(judgement: Judgement, select: Iterable[str] = (), ignore: Iterable[str] = ()) -> tuple[Finding, ...]:
    """The findings on one session, in the order of the file. See `run`."""
    return run(judgement, select, ignore).findings


def not_run_of(judgement: Judgement, select: Iterable[str] = (), ignore: Iterable[str] = ()) -> tuple[NotRun, ...]:
    """The rules that could not look at one session, and why. See `run`."""
    return run(judgement, select, ignore).not_run


def run(judgement: Judgement, select: Iterable[str] = (), ignore: Iterable[str] = ()) -> Result:
    """Every rule that is on, over one session.

    `select` and `ignore` hold rule ids, families, or globs of ids; with `select` only those run, also when they are off by
    default. A waived finding stays and says who waived it, why and until when. Raises UsageError on a name that fits no rule.
    """
    levels = _levels(judgement.facts.project, tuple(select), tuple(ignore))
    findings: list[Finding] = []
    not_run: list[NotRun] = []
    session = judgement.facts.session
    for one, level in levels:
        # Most rules say nothing of most sessions.
        if one.check is not None and (said := [*one.check(judgement)]):
            _take(one, level, said, findings, not_run, session)
    waivers, _ = granted(judgement)
    findings = _waived(findings, waivers, judgement)
    for one, level in levels:
        if one.review is not None and (said := [*one.review(judgement, tuple(findings))]):
            _take(one, level, said, findings, not_run, session)
    findings.sort(key=lambda found: (found.place.path, found.place.line, found.place.column, found.rule, found.message))
    return Result(fingerprinted(findings, session.id), tuple(dict.fromkeys(not_run)) if not_run else ())


def _take(
    one: Rule,
    level: FindingLevel | None,
    said: Iterable[Remark | NotRun],
    findings: list[Finding],
    not_run: list[NotRun],
    session: Session,
) -> None:
    draft = IMPORTED in session.extra
    for remark in said:
        if isinstance(remark, NotRun):
            not_run.append(NotRun(remark.reason, one.id))
            continue
        findings.append(
            Finding(
                rule=one.id,
                level=level or (_on_draft(one, remark) if draft else remark.level or one.level),
                message=remark.message,
                hint=remark.hint_in(session),
                subject=remark.subject,
                place=remark.place,
                document=session.id,
            )
        )


def _on_draft(one: Rule, remark: Remark) -> FindingLevel:
    """What rests on how a document was read is a note on its draft, which nobody read yet. Words and git stand."""
    asked = remark.level or one.level
    return asked if one.family in _AS_WRITTEN else "info"


def chosen(
    project: Project, select: Sequence[str] = (), ignore: Sequence[str] = ()
) -> list[tuple[Rule, FindingLevel | Literal["off"]]]:
    """The rules that a selection names (all when it is empty), each with its level in this project or `off`.

    Raises UsageError on a name that fits no rule.
    """
    on = {one.id for one, _ in _levels(project, (), ())}
    running = {one.id: level or one.level for one, level in _levels(project, select, ignore)}
    listed = [one for one in catalogue() if not select or one.id in running]
    return [(one, running.get(one.id, one.level) if one.id in on and one.id in running else "off") for one in listed]


def _levels(project: Project, select: Sequence[str], ignore: Sequence[str]) -> list[tuple[Rule, FindingLevel | None]]:
    """The rules that run, each with the level that the project gives it (None: the rule's own)."""
    return _running(tuple(project.rules.items()), tuple(select), tuple(ignore))


@lru_cache(maxsize=8)
def _running(
    levels: tuple[tuple[str, RuleLevel], ...], select: tuple[str, ...], ignore: tuple[str, ...]
) -> list[tuple[Rule, FindingLevel | None]]:
    asked_of = dict(levels)
    for name in (*select, *ignore):
        if name not in FAMILIES and not any(fnmatchcase(one.id, name) for one in catalogue()):
            rule(name)  # raises, with the nearest id
    on: list[tuple[Rule, FindingLevel | None]] = []
    for one in catalogue():
        asked = asked_of.get(one.id)
        wanted = _fits(one, select) if select else asked != "off" and (one.enabled or asked is not None)
        if wanted and not _fits(one, ignore):
            on.append((one, None if asked is None or asked == "off" else asked))
    return on


def _fits(one: Rule, names: Sequence[str]) -> bool:
    return any(name == one.family or fnmatchcase(one.id, name) for name in names)


def _waived(findings: list[Finding], waivers: list[Granted], judgement: Judgement) -> list[Finding]:
    if not waivers:
        return findings
    session, today = judgement.facts.session, judgement.facts.as_of.date()
    valid = [one for one in waivers if not one.over(today)]
    kept = []
    for finding in findings:
        waiver = next((one for one in valid if one.covers(finding, session)), None)
        kept.append(finding if waiver is None else replace(finding, waived=str(waiver)))
    return kept


def project_findings(
    project: Project, checked: Iterable[tuple[Session, tuple[Finding, ...]]], today: date
) -> tuple[Finding, ...]:
    """Findings on the waivers of handoff.toml itself, after every session of the project was checked: expired, or never used.

    Only the whole project can tell that a waiver is unused, so `run` on one session does not say it.
    """
    sessions = list(checked)
    found: list[Finding] = []
    for waiver in project.waivers:
        one = Granted(waiver, place_in(project, waiver), inline=False)
        used = any(one.covers(finding, session) for session, findings in sessions for finding in findings)
        name = f"the waiver of {waiver.rule!r} for {waiver.where!r} by {waiver.who}"
        if one.over(today) and waiver.until is not None:
            said = f"{name} ended on {waiver.until.isoformat()}"
            found.append(_of("expired-waiver", said, "renew it with a reason, or take it out", one.place, project))
        elif not used:
            found.append(_of("unused-waiver", f"{name} waives nothing", "take it out", one.place, project))
    return fingerprinted((one for one in found if one.rule not in _off(project)), "handoff.toml")


def _off(project: Project) -> set[str]:
    return {id for id, level in project.rules.items() if level == "off"}


def _of(id: str, message: str, hint: str, place: Place, project: Project) -> Finding:
    asked = project.rules.get(id)
    level = rule(id).level if asked is None or asked == "off" else asked
    return Finding(rule=id, level=level, message=message, hint=hint, subject="", place=place)
