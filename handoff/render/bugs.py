"""Bugs from symptom to verification, with their milestones and the time between them; nothing of it is typed by anybody."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import NamedTuple

from handoff.model.claim import Verdict
from handoff.model.events import Acknowledgement, Bug, Change, Deployment, Fix, Impact, RootCause, Snippet
from handoff.model.identifiers import split_reference
from handoff.model.judgement import Judgement
from handoff.verdicts import Case
from handoff.verdicts.times import spoken

from .escaping import Markdown, fence
from .steps import closed_elsewhere


class Milestone(NamedTuple):
    """A turn in the life of a bug. `after` is how long since the milestone before it; a negative time is said as such."""

    name: str
    at: datetime
    after: str


class BugView(NamedTuple):
    """A bug and everything that the record ties to it. `state` is derived from the verdicts, never from words."""

    event: Bug
    state: str
    causes: tuple[RootCause, ...]
    fixes: tuple[Fix, ...]
    verdicts: tuple[Verdict, ...]
    impacts: tuple[Impact, ...]
    milestones: tuple[Milestone, ...]

    @property
    def shown(self) -> bool:
        """Whether it is shown to be over."""
        return self.state == SHOWN

    @property
    def guessed(self) -> bool:
        """Whether nobody says more of its cause than that it may be the one."""
        likely = [cause for cause in self.causes if cause.verdict != "ruled-out"]
        return bool(likely) and all(cause.verdict == "suspected" for cause in likely)


SHOWN = "shown to be fixed"
_RANK = {"critical": 0, "high": 1, "medium": 2, "low": 3}


def bugs(judgement: Judgement, case: Case) -> tuple[BugView, ...]:
    """The bugs, the most severe first, those of one severity as recorded."""
    session = case.facts.session
    claims = [verdict for verdict in judgement.verdicts if verdict.claim.predicate in ("fixed", "resolved")]
    made = [
        _view(case, bug, tuple(verdict for verdict in claims if bug in case.bugs_of(verdict.claim))) for bug in session.of(Bug)
    ]
    return tuple(sorted(made, key=lambda view: _RANK.get(view.event.severity or "", len(_RANK))))


def _view(case: Case, bug: Bug, verdicts: tuple[Verdict, ...]) -> BugView:
    fixes = tuple(case.fixes_by_bug.get(bug.id, ()))
    own = case.facts.session.id
    told = [event if session == own else _elsewhere(session, event) for session, event in case.told_of(bug)]
    return BugView(
        event=bug,
        state=_state(case, bug, fixes, verdicts),
        causes=tuple(event for event in told if isinstance(event, RootCause)),
        fixes=tuple(event for event in told if isinstance(event, Fix)),
        verdicts=verdicts,
        impacts=tuple(impact for impact in case.facts.session.of(Impact) if bug.id in impact.bugs),
        milestones=milestones(case, bug, fixes, verdicts),
    )


def _elsewhere(session: str, event: RootCause | Fix) -> RootCause | Fix:
    """A cause or fix of another session by its full name; what more there is to say of it stands in that session's document."""
    cited = tuple(
        f"{session}#{one}" if "#" not in one and split_reference(one)[0] == "event" else one for one in event.evidence
    )
    named = replace(event, id=f"{session}#{event.id}", details=None, evidence=cited)
    return replace(named, code=()) if isinstance(named, Fix) else named


def _state(case: Case, bug: Bug, fixes: tuple[Fix, ...], verdicts: tuple[Verdict, ...]) -> str:
    answers = {verdict.answer for verdict in verdicts}
    closing = case.closings.get(bug.id)
    if "refuted" in answers:
        return "said to be fixed, and refuted"
    if answers == {"supported"}:
        return SHOWN
    if answers:
        return "said to be fixed, not shown"
    if closing is not None:
        return f"closed as {closing.state}, not shown"
    if (elsewhere := closed_elsewhere(case.facts).get(bug.id)) is not None:
        return f"closed as {elsewhere.closing.state} in {elsewhere.session}, not shown"
    furthest = max((_STATES.index(fix.state) for fix in fixes if fix.state), default=None)
    if furthest is not None:
        return f"open, fix {_STATES[furthest]}"
    return "open"


_STATES = ("proposed", "applied", "deployed", "verified", "guarded")


def milestones(case: Case, bug: Bug, fixes: tuple[Fix, ...], verdicts: tuple[Verdict, ...]) -> tuple[Milestone, ...]:
    """Started, detected, acknowledged, mitigated, resolved, verified: those that the record dates, in this order.

    Acknowledged: somebody took it on, after it was noticed and before anything was done. Mitigated: the first deployment or
    change of a service of the bug after it was noticed that took hold. Resolved: the bug's own end, else the first such
    deployment with a fix that is said to be deployed or more; "said to be" while nothing shows it. Verified: the newest
    evidence behind a supported claim that it is fixed.
    """
    verified = _verified(case, verdicts)
    noticed = bug.detected or bug.at
    mitigated = _took_hold(case, bug, _changes(case, bug, noticed)) if noticed else None
    dated: list[tuple[str, datetime | None]] = [
        ("started", bug.started),
        ("detected", noticed),
        ("acknowledged", _acknowledged(case, noticed, mitigated)),
        ("mitigated", mitigated),
        ("resolved" if verified else "said to be resolved", bug.ended or _resolved(case, bug, fixes)),
        ("verified", verified),
    ]
    found: list[Milestone] = []
    for name, instant in dated:
        if instant is not None:
            found.append(Milestone(name, instant, _gap(instant - found[-1].at) if found else ""))
    return tuple(found)


def _acknowledged(case: Case, noticed: datetime | None, mitigated: datetime | None) -> datetime | None:
    if noticed is None:
        return None
    taken = (event.when for event in case.facts.session.of(Acknowledgement))
    return _first(one for one in taken if one and one >= noticed and (mitigated is None or one <= mitigated))


def _resolved(case: Case, bug: Bug, fixes: tuple[Fix, ...]) -> datetime | None:
    placed = _first(fix.when for fix in fixes if fix.state in ("deployed", "verified", "guarded"))
    return _took_hold(case, bug, _changes(case, bug, placed, deployed=True)) or placed if placed else None


def _first(instants: Iterable[datetime | None]) -> datetime | None:
    return min((instant for instant in instants if instant), default=None)


def _changes(case: Case, bug: Bug, since: datetime, deployed: bool = False) -> list[datetime]:
    """When services of a bug were deployed, or changed otherwise, from an instant on."""
    services = {case.canonical(name) for name in bug.services}
    made = []
    for event in case.facts.session.events:
        if isinstance(event, Deployment) and event.result != "failed":
            about = {case.canonical(event.service)}
        elif isinstance(event, Change) and not deployed:
            about = {case.canonical(name) for name in event.services}
        else:
            continue
        if about & services and event.when and event.when >= since:
            made.append(event.when)
    return made


def _took_hold(case: Case, bug: Bug, made: Sequence[datetime]) -> datetime | None:
    """The first of several changes after which no check that had failed goes on failing; else when it passed for good.

    A roll-out that did not roll out is followed by a red look. Where nothing had been seen failing before, every check counts.
    """
    checks = _looks(case, bug)
    for changed in sorted(made):
        failed = [seen for seen in checks if any(not passed and when <= changed for when, passed in seen)]
        after = (next((passed for when, passed in seen if when > changed), True) for seen in failed or checks)
        if all(after):
            return changed
    last = max((when for seen in checks for when, passed in seen if not passed), default=None)
    broken = [seen for seen in checks if not all(passed for _, passed in seen)]
    return _first(when for seen in broken for when, passed in seen if passed and last and when > last) if made else None


def _looks(case: Case, bug: Bug) -> list[list[tuple[datetime, bool]]]:
    """When each check of the services of a bug was looked at, oldest first, and whether it passed."""
    services = {case.canonical(name) for name in bug.services}
    found: dict[tuple[str, str], list[tuple[datetime, bool]]] = {}
    for one in case.exhibits.values():
        if one.subject is None or one.at is None or one.passed is None or one.could_not or not case.known(one.at):
            continue
        subject = case.canonical(one.subject)
        if subject in services and one.strength != "statement":
            found.setdefault((subject, one.check), []).append((one.at, one.passed))
    return [sorted(seen) for seen in found.values()]


def _verified(case: Case, verdicts: tuple[Verdict, ...]) -> datetime | None:
    if not verdicts or any(verdict.answer != "supported" for verdict in verdicts):
        return None
    seen = (case.exhibits[id].at for verdict in verdicts for id in verdict.evidence if id in case.exhibits)
    return max((instant for instant in seen if instant), default=None)


def _gap(length: timedelta) -> str:
    if not length:
        return ""
    return f"{spoken(length)} earlier" if length < timedelta(0) else f"{spoken(length)} later"


def shown_code(snippet: Snippet) -> Markdown:
    """Code before and after as a difference; code with only one side as it is."""
    if snippet.before is None or snippet.after is None:
        return fence(snippet.after or snippet.before or "", snippet.language)
    import difflib

    before, after = snippet.before.rstrip("\n").split("\n"), snippet.after.rstrip("\n").split("\n")
    lines = difflib.unified_diff(before, after, n=2, lineterm="")
    return fence("\n".join(line for line in lines if not line.startswith(("--- ", "+++ ", "@@"))), "diff")
