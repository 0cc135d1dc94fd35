"""What the next reader needs first, within a budget of words: the least important is left out, and how much is said.

Everything worth telling is a `Point`. Points are ordered by how much it would cost the reader not to know them, and as many
of them are told, from the top, as the budget holds.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta
from math import ceil
from pathlib import Path
from typing import Any, NamedTuple

from handoff.model.events import Closing, Correction, Decision, Deployment, RootCause
from handoff.model.judgement import Judgement
from handoff.model.times import written
from handoff.verdicts import Case, broken, case_of
from handoff.verdicts.times import spoken
from handoff.verdicts.unsettled import open_bugs

from . import bugs, claims, evidence, sessions, steps
from .broken import again as look_again
from .broken import told as told_broken
from .escaping import visible
from .pages import Press
from .running import running

# Sections in the order in which they are told; what one and what several of their points are called when left out.
SECTIONS = {
    "broken": ("thing that is broken", "things that are broken"),
    "first": ("step to do first", "steps to do first"),
    "distrust": ("claim not to rely on", "claims not to rely on"),
    "running": ("thing not to disturb", "things not to disturb"),
    "ruled_out": ("thing that was ruled out", "things that were ruled out"),
    "again": ("command to look again", "commands to look again"),
    "open": ("open step", "open steps"),
}
# Enough for the frame around any title.
LEAST = 300
_LONGEST, _LONGEST_COMMAND = 240, 600


class Point(NamedTuple):
    """One thing to know. `cost` orders points: the lower, the more it would cost not to know it."""

    section: str
    cost: float
    text: str
    why: str = ""
    commands: tuple[str, ...] = ()
    id: str = ""
    owner: str = ""

    def data(self) -> dict[str, Any]:
        """The point for a machine, without what is empty."""
        told = {"id": self.id, "text": self.text, "why": self.why, "commands": list(self.commands), "owner": self.owner}
        return {name: value for name, value in told.items() if value}


def tokens(text: str) -> int:
    """How many tokens a text may have: one for every three and a half bytes of UTF-8, which is on the safe side."""
    return ceil(len(text.encode()) / 3.5)


def points(judgement: Judgement) -> tuple[Point, ...]:
    """Everything worth telling, the most important first."""
    case = case_of(judgement)
    made = [
        *_broken(case),
        *_bugs(judgement, case),
        *_steps(case),
        *_distrust(judgement, case),
        *_suspected(case),
        *_running(case),
        *_ruled_out(case),
        *_again(judgement, case),
    ]
    return tuple(sorted(made, key=lambda point: point.cost))


def _steps(case: Case) -> Iterable[Point]:
    for number, step in enumerate(steps.open_steps(case)):
        event = step.event
        why = event.why or ""
        if step.waits_for:
            why = f"{why}; first {', '.join(step.waits_for)}".lstrip("; ")
        commands = tuple(command.run for command in event.commands)
        yield Point(
            "open" if number else "first",
            3.0 + number if number else 0,
            event.summary,
            why,
            commands,
            event.id,
            event.owner or "",
        )


def _broken(case: Case) -> Iterable[Point]:
    """What the newest looks of this session and those around it say is broken."""
    facts = case.facts
    for number, one in enumerate(broken.broken((facts, *facts.linked), facts.project, facts.as_of)):
        text = f"broken now: {told_broken(one, facts.session.zone)}"
        yield Point("broken", number / 100 - 1, text, commands=(look_again(one),))


def _bugs(judgement: Judgement, case: Case) -> Iterable[Point]:
    """The bugs that are not over, of this session and of those that it goes on from; the worst first."""
    own = case.facts.session.id
    states = {view.event.id: view.state for view in bugs.bugs(judgement, case)}
    open = [(session.id, bug) for session, bug in open_bugs(case.facts)]
    here = [(bug, bug.id, states[bug.id]) for session, bug in open if session == own]
    there = [(bug, f"{session}#{bug.id}", "open there, and not carried over") for session, bug in open if session != own]
    here.sort(key=lambda one: list(states).index(one[1]))
    for number, (bug, id, state) in enumerate(here + there):
        yield Point("broken", 0.2 + number / 2, f"{bug.summary}: {state}", id=id)


def _distrust(judgement: Judgement, case: Case) -> Iterable[Point]:
    open = {bug.id for session, bug in open_bugs(case.facts) if session.id == case.facts.session.id}
    doubtful = (view for view in bugs.bugs(judgement, case) if not view.shown and view.event.id not in open)
    for number, view in enumerate(doubtful):
        yield Point("distrust", 2.5 + number / 2, f"{view.event.summary}: {view.state}", id=view.event.id)
    doubted = {verdict.claim.id for verdict in judgement.verdicts if verdict.answer in claims.DOUBTFUL}
    later = (one for one in sessions.corrections(judgement) if not one.here and one.target not in doubted)
    for number, one in enumerate(later):
        text = f"{one.target} was corrected by {one.session.id}"
        yield Point("distrust", 1 + number / 3, text, one.correction.now or one.correction.summary, id=one.correction.id)
    told = {verdict.claim.event for verdict in judgement.verdicts if verdict.answer in claims.DOUBTFUL}
    own = (one for one in case.facts.session.of(Correction) if one.corrects not in told)
    for number, correction in enumerate(own):
        yield Point("distrust", 1.1 + number / 3, _not_so(correction, case), correction.now or "", id=correction.id)
    number = 0
    for group in claims.groups(judgement):
        for claim in group.claims:
            number += 1
            figure = claim.claim.predicate == "value"
            cost = 1.2 + number / 3 if claim.verdict == "refuted" else (20.0 if figure else 5.0) + number / 3
            why = claim.why[0] if claim.why else group.meaning
            yield Point("distrust", cost, f"{claim.verdict}: {claim.text}", why, id=claim.id)


def _suspected(case: Case) -> Iterable[Point]:
    """Causes of which nobody said more than that they may be it."""
    shut = {*case.closings, *steps.closed_elsewhere(case.facts)}
    causes = case.facts.session.of(RootCause)
    known = {cause.bug for cause in causes if cause.verdict == "confirmed" and cause.bug}
    guesses = (one for one in causes if one.verdict == "suspected" and one.bug not in known and one.id not in shut)
    for number, cause in enumerate(guesses):
        why = "" if cause.evidence else "nothing is offered that shows it"
        yield Point("distrust", 5.5 + number, f"only suspected: {cause.summary}", why, id=cause.id)


def _running(case: Case) -> Iterable[Point]:
    for number, one in enumerate(running(case), 1):
        undo = one.change.undo if one.change else None
        why = "the command takes it back" if undo else one.why
        yield Point("running", 4.0 + number if one.change else 1.5 + number / 2, one.text, why, (undo,) if undo else (), one.id)


def _ruled_out(case: Case) -> Iterable[Point]:
    found: list[tuple[str, str, str]] = []
    for event in case.facts.session.events:
        match event:
            case RootCause(verdict="ruled-out"):
                found.append((f"not the cause: {event.summary}", event.details or "", event.id))
            case Deployment(result="failed" | "rolled-back"):
                found.append((f"{event.result}: {event.summary}", event.details or "", event.id))
            case Decision():
                found += [(f"not chosen: {other}", event.why or "", event.id) for other in event.alternatives]
            case _:
                pass
    found += [(f"dropped: {one.of}", one.why or "", one.id) for one in case.facts.session.of(Closing) if one.state == "dropped"]
    for number, (text, why, id) in enumerate(found):
        yield Point("ruled_out", 6.0 + number, text, why, id=id)


def _not_so(correction: Correction, case: Case) -> str:
    """What was wrong, with the name of the claim where that stands in another session."""
    session, _, name = correction.corrects.rpartition("#")
    facts = next((one for one in (case.facts, *case.facts.linked) if one.session.id == session), case.facts)
    said = correction.was or next((one.summary for one in facts.session.events if one.id == name), None)
    if said is None:
        return correction.summary
    return f"not so: {said} ({correction.corrects})" if session else f"not so: {said}"


def _again(judgement: Judgement, case: Case) -> Iterable[Point]:
    doubtful = {verdict.claim.id for verdict in judgement.verdicts if verdict.answer in claims.DOUBTFUL}
    for number, again in enumerate(evidence.commands(judgement, case)):
        doubts = doubtful & set(again.claims)
        cost = (6.5 if doubts else 12.0) + number
        yield Point("again", cost, f"for {', '.join(again.claims[:3])}", commands=(again.run,))


class Told(NamedTuple):
    """What is told within the budget, by section, and how many points of each section are not."""

    sections: dict[str, tuple[Point, ...]]
    left_out: dict[str, int]


def told(all: Sequence[Point], number: int) -> Told:
    """The first points of all, by section."""
    chosen = [_short(point) for point in all[:number]]
    left = Counter(point.section for point in all[number:])
    return Told(
        {name: tuple(point for point in chosen if point.section == name) for name in SECTIONS},
        {name: left[name] for name in SECTIONS if left[name]},
    )


def _short(point: Point) -> Point:
    """The point with texts cut; a command is whole or not there, because half a command does something else."""
    commands = tuple(visible(command) for command in point.commands if len(command) <= _LONGEST_COMMAND)
    why = _cut(point.why)
    if len(commands) < len(point.commands):
        why = f"{why}; a long command stands in HANDOFF.md".lstrip("; ")
    return point._replace(text=_cut(point.text), why=why, commands=commands, owner=_cut(point.owner))


def _cut(text: str, most: int = _LONGEST) -> str:
    line = " ".join(visible(text).split())
    return line if len(line) <= most else f"{line[: most - 1].rsplit(' ', 1)[0]}…"


def most(all: Sequence[Point], limit: int, write: Callable[[Told], str]) -> str:
    """The longest text that fits into so many tokens; the shortest there is when none fits."""
    low, high = 0, len(all)
    best = write(told(all, 0))
    while low < high:
        middle = (low + high + 1) // 2
        text = write(told(all, middle))
        if tokens(text) <= limit:
            low, best = middle, text
        else:
            high = middle - 1
    return best


def render_resume(judgement: Judgement, limit: int = 1500, templates: Path | None = None, cache: Path | None = None) -> str:
    """The brief for the next reader as Markdown, by the template `resume`, within `limit` tokens."""
    press = Press(templates, cache)
    head = _head(judgement)

    def write(chosen: Told) -> str:
        left = [f"{number} {SECTIONS[name][number > 1]}" for name, number in chosen.left_out.items()]
        return press.page("resume", head | {"sections": chosen.sections, "left_out": left, "limit": limit})

    return most(points(judgement), limit, write)


def resume_data(judgement: Judgement, limit: int = 1500) -> str:
    """The same for a machine, as JSON, within `limit` tokens of it."""
    head = _head(judgement)

    def write(chosen: Told) -> str:
        points = {name: [point.data() for point in chosen.sections[name]] for name in SECTIONS}
        return json.dumps(head | points | {"left_out": chosen.left_out}, ensure_ascii=False, indent=1) + "\n"

    return most(points(judgement), limit, write)


def _head(judgement: Judgement) -> dict[str, Any]:
    session, as_of = judgement.facts.session, judgement.facts.as_of
    age = spoken(as_of - session.ended) if session.ended and as_of - session.ended > timedelta(0) else None
    return {
        "session": session.id,
        "title": _cut(session.title, 120),
        "status": claims.status(judgement.counts, judgement.listed),
        "as_of": written(as_of),
        "ended": age,
        "over": not session.open,
    }
