"""Which bugs are not over: nobody closed them, and nothing shows that they are fixed, whatever is said of their fix."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from handoff.model.carry import FROM, closed, first_name
from handoff.model.claim import Claim, Verdict
from handoff.model.events import Bug, ClaimEvent, Fix
from handoff.model.facts import Facts
from handoff.model.judgement import Judgement
from handoff.model.session import IMPORTED, Session
from handoff.verdicts.case import Case, case_of
from handoff.verdicts.judge import judge

_WHOLE = ("fixed", "resolved")


def unsettled(judgements: Iterable[Judgement]) -> frozenset[str]:
    """The full names, `session#bug`, of the bugs of these sessions that are not shown to be fixed.

    Of several sessions that say something of one bug the one that was begun last has the word. That a check has grown old
    makes nothing broken. Closings are not looked at: they may lie in any session.
    """
    known = sorted(judgements, key=lambda one: _begun(one.facts.session))
    item = first_name([judgement.facts.session for judgement in known])
    named: list[str] = []
    over: dict[str, bool] = {}
    for judgement in known:
        case, own = case_of(judgement), judgement.facts.session
        said: dict[str, list[Verdict]] = {}
        for name, verdict in _said_of_bugs(judgement, case):
            said.setdefault(item(name), []).append(verdict)
        over |= {name: all(map(was_shown, verdicts)) for name, verdicts in said.items()}
        for bug in own.of(Bug):
            name = f"{own.id}#{bug.id}"
            named.append(name)
            over[item(name)] = _over(case, bug, said.get(item(name), ()))
    return frozenset(name for name in named if not over[item(name)])


def open_bugs(facts: Facts) -> tuple[tuple[Session, Bug], ...]:
    """The bugs of a session and of those linked to it that are not over, each in the session that has it now."""
    everywhere = sorted((facts, *facts.linked), key=lambda one: _begun(one.session))
    sessions = [one.session for one in everywhere]
    gone = {f"{one.session.id}#{shut.event}" for one in everywhere for shut in one.closed_elsewhere}
    gone |= closed(sessions) | {str(event.extra[FROM]) for one in sessions for event in one.marked(FROM)}
    left = [(one, bug) for one in sessions for bug in one.of(Bug) if f"{one.id}#{bug.id}" not in gone]
    if not left:
        return ()
    telling = [one for one in everywhere if tells_of_bugs(one.session)]
    judged = (judge(replace(one, linked=tuple(other for other in everywhere if other is not one))) for one in telling)
    names = unsettled(judged)
    return tuple((one, bug) for one, bug in left if f"{one.id}#{bug.id}" in names)


def _begun(session: Session) -> tuple[float, str]:
    return (session.started.timestamp() if session.started else 0.0, session.id)


def tells_of_bugs(session: Session) -> bool:
    """Whether a session may say anything of a bug, its own or another's."""
    return any(
        isinstance(event, Bug | Fix) or (isinstance(event, ClaimEvent) and event.predicate in _WHOLE)
        for event in session.events
    )


def was_shown(verdict: Verdict) -> bool:
    """Whether a claim is shown, or was while its look was young."""
    return verdict.answer == "supported" or (verdict.answer == "inconclusive" and "stale" in verdict.reasons)


def _over(case: Case, bug: Bug, verdicts: Sequence[Verdict]) -> bool:
    if verdicts:
        shown = all(map(was_shown, verdicts))
        refuted = any(verdict.answer == "refuted" for verdict in verdicts)
        # A draft shows nothing yet of all that its document told, and is no news of what is broken.
        return shown or (not refuted and IMPORTED in case.facts.session.extra)
    if bug.ended is not None:
        return True
    mended = any(fix.state not in (None, "proposed") for fix in case.fixes_by_bug.get(bug.id, ()))
    return mended and IMPORTED in case.facts.session.extra


def _said_of_bugs(judgement: Judgement, case: Case) -> Iterator[tuple[str, Verdict]]:
    """The verdicts on whether a bug is fixed, each with the full name of the bug, in this session or another."""
    own = judgement.facts.session.id
    for verdict in judgement.verdicts:
        if verdict.claim.predicate in _WHOLE:
            for name in _bugs_of(case, verdict.claim):
                yield (name if "#" in name else f"{own}#{name}"), verdict


def _bugs_of(case: Case, claim: Claim) -> Iterable[str]:
    event = case.event(claim.subject)
    if isinstance(event, Fix):
        return case.bugs_named(claim.subject, event)
    return (claim.subject,) if "#" in claim.subject else [bug.id for bug in case.bugs_of(claim)]
