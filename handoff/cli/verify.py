"""`handoff verify`: look again at everything a handed-over session claims, and say what has become of it."""

from __future__ import annotations

import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from handoff.cli._options import now, say
from handoff.errors import HandoffError, UsageError

if TYPE_CHECKING:
    from handoff.cli._drift import Fate
    from handoff.model.facts import Facts
    from handoff.model.observation import AnyObservation
    from handoff.model.project import Project

_HEADINGS = {
    "drifted": "DRIFTED: what was claimed does not hold any more",
    "corrected": "CORRECTED SINCE: a later session says that it was not so",
    "refuted": "NOT SO: it was refuted when it was handed over, and still is",
    "unclear": "NOT SHOWN ANY MORE: what showed it failed when it was asked again, which does not refute all of it",
    "not-looked": "COULD NOT LOOK: nobody can tell now",
    "not-asked": "NOT ASKED AGAIN: what showed it was not repeated, so nobody can tell now",
    "holds-now": "HOLDS NOW: it was not shown when it was handed over, and is by the new looks",
    "holds": "STILL HOLDS",
    "never-shown": "NOT SHOWN: neither when it was handed over nor now",
}


def verify(
    session: Annotated[
        str | None, typer.Argument(metavar="SESSION", help="Id, path or 'last'; the newest ended one when left out.")
    ] = None,
    correct: Annotated[bool, typer.Option("--correct", help="Write what drifted into the newest open session.")] = False,
    format: Annotated[Literal["text", "json"], typer.Option("--format", "-f", help="How it is shown.")] = "text",
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Show nothing, only return.")] = False,
) -> None:
    """Look again at every claim of a session: what still holds, what has drifted, what could not be looked at.

    Nothing is written to the session itself. With --correct each drifted claim becomes a correction in the newest open
    session, with the new looks as its evidence.

    Exit codes: 0 all that was shown still holds; 1 something has drifted; 4 something could not be looked at.
    """
    from handoff.cli._drift import fates
    from handoff.cli._looks import look_at_all
    from handoff.cli._surroundings import project_here
    from handoff.store import facts_of
    from handoff.verdicts import judge

    project = project_here()
    at = now()
    folder = _handed_over(project, session)
    facts = facts_of(folder, project, at)
    live, seen, stopped = look_at_all(project, facts.session, facts.observations, at)
    if isinstance(stopped, HandoffError):
        raise stopped
    fresh = [*live, *seen]
    then = judge(_as_handed_over(facts))
    after = judge(_with(facts, fresh))
    found = fates(then, after, {look.id for look in fresh})
    if correct and stopped is None:
        _correct(project, folder, facts, found, fresh)
    if not quiet:
        sys.stdout.write(_json(facts, found, at) if format == "json" else _text(facts, found, at))
    if stopped is not None:
        raise stopped
    states = {fate.state for fate in found}
    raise typer.Exit(1 if "drifted" in states else 4 if "not-looked" in states else 0)


def _handed_over(project: Project, name: str | None) -> Path:
    from handoff.store import find_session
    from handoff.store.folders import newest_ended

    if name is not None:
        return find_session(project, name)
    if (found := newest_ended(project)) is not None:
        return found
    raise UsageError("no session has ended yet, so none was handed over", "name one: handoff verify SESSION")


def _handover(facts: Facts) -> datetime:
    """When the session was handed over: its end, or the last that was seen for it."""
    from handoff.model.times import has_come

    times = [look.at for look in facts.observations]
    times += [when for event in facts.session.events if (when := event.when) is not None]
    times += [ended] if (ended := facts.session.ended) else []
    # A time that has not come was mistyped, and tells nothing of when this was handed over.
    return min(facts.as_of, max((time for time in times if has_come(time, facts.as_of)), default=facts.as_of))


def _as_handed_over(facts: Facts) -> Facts:
    from dataclasses import replace

    handover = _handover(facts)
    # What later sessions found out was not known then. Looks are dated finer than the second in which a session begins.
    began = handover.replace(microsecond=0)
    linked = tuple(one for one in facts.linked if one.session.started is None or one.session.started < began)
    return replace(facts, as_of=handover, linked=linked)


def _with(facts: Facts, fresh: list[AnyObservation]) -> Facts:
    from dataclasses import replace

    return replace(facts, observations=(*facts.observations, *fresh))


def _correct(project: Project, folder: Path, facts: Facts, found: list[Fate], fresh: list[AnyObservation]) -> None:
    from handoff.cli._looks import keep_looks
    from handoff.model.events import Correction
    from handoff.model.identifiers import free_slug
    from handoff.store import append_events, find_session, load_session

    drifted = [fate for fate in found if fate.state == "drifted"]
    for fate in drifted:
        if fate.corrected:
            say(f"handoff: {fate.claim.id} is corrected already, by {fate.corrected}")
    drifted = [fate for fate in drifted if not fate.corrected]
    if not drifted:
        say("handoff: nothing has drifted, so there is nothing to correct")
        return
    target = find_session(project)
    same = target.resolve() == folder.resolve()
    bearing = {id for fate in drifted for id in fate.looks}
    wanted = [look for look in fresh if look.id in bearing]
    _, kept = keep_looks(project, str(target), wanted)
    renamed = {look.id: new.id for look, new in zip(wanted, kept, strict=True)}
    record = load_session(target, project)
    taken = {event.id for event in record.events} | {look.id for look in kept}
    # Nobody knew it before the last of the looks that show it.
    at = max([now(), *(look.at for look in kept)])
    at = at + timedelta(microseconds=-at.microsecond % 1_000_000)
    events = []
    for fate in drifted:
        id = free_slug(f"drifted {fate.claim.event}", taken)
        taken.add(id)
        events.append(
            Correction(
                id=id,
                at=at.astimezone(record.zone) if record.zone else at,
                summary=f"No longer so: {' '.join(fate.claim.text.split())}"[:200],
                corrects=fate.claim.event if same else f"{facts.session.id}#{fate.claim.event}",
                was=fate.claim.text,
                now=_named("; ".join(fate.seen_now) or "; ".join(fate.now.why), renamed),
                evidence=tuple(renamed[id] for id in fate.looks if id in renamed),
            )
        )
    append_events(target, project, events)
    say(f"handoff: {len(events)} correction{'s' if len(events) > 1 else ''} written to {target}")


def _named(said: str, renamed: dict[str, str]) -> str:
    """A sentence about looks with the names under which they were kept."""
    words = said.split(" ")
    return " ".join(renamed.get(word, word) for word in words)


def _text(facts: Facts, found: list[Fate], at: datetime) -> str:
    from handoff.report import visible
    from handoff.verdicts.times import clock_text

    zone = facts.session.zone
    times = [clock_text(when.replace(microsecond=0), zone) for when in (_handover(facts), at)]
    lines = [f"{facts.session.id}: handed over {times[0]}, looked at again {times[1]}"]
    for part, heading in _HEADINGS.items():
        # For a program some of these are one; a reader looks for the cause of the one and repeats the other.
        mine = [fate for fate in found if fate.part == part]
        if not mine:
            continue
        lines += ["", f"{heading} ({len(mine)})"]
        for fate in mine:
            claim = fate.claim
            lines.append(f"  {claim.place.of('summary')}: {claim.id}: {claim.subject} {claim.predicate}")
            if part in ("drifted", "not-looked", "not-asked", "unclear", "corrected", "holds-now"):
                lines += [f"    then: {said}" for said in fate.seen_then]
                lines += [f"    now:  {said}" for said in fate.seen_now]
            if part in ("drifted", "refuted", "not-looked", "not-asked", "unclear", "corrected"):
                lines += [f"    why:  {why}" for why in fate.now.why[:2] if why not in fate.seen_now]
            if fate.do:
                lines.append(f"    do:   {fate.do}")
    if not found:
        lines.append("  it makes no claim")
    return "".join(f"{visible(line)}\n" for line in lines)


def _json(facts: Facts, found: list[Fate], at: datetime) -> str:
    import json

    from handoff.cli._drift import STATES
    from handoff.model.times import written

    claims: list[dict[str, Any]] = [
        {
            "claim": fate.claim.id,
            "line": fate.claim.place.of("summary").line,
            "subject": fate.claim.subject,
            "predicate": fate.claim.predicate,
            "state": fate.state,
            "then": {"verdict": fate.then.answer, "reasons": fate.then.reasons, "seen": fate.seen_then},
            "now": {"verdict": fate.now.answer, "reasons": fate.now.reasons, "seen": fate.seen_now, "why": fate.now.why},
            "looks": fate.looks,
            "would_support": fate.now.would_support,
            "do": fate.do,
        }
        for fate in found
    ]
    told = {
        "schema": "handoff/verify/1",
        "session": facts.session.id,
        "handed_over": written(_handover(facts)),
        "looked_at": written(at),
        "claims": claims,
        "summary": {state: sum(fate.state == state for fate in found) for state in STATES},
    }
    return json.dumps(told, indent=1, ensure_ascii=False) + "\n"
