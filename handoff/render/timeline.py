"""What happened when: the rows of the timeline in the session's zone and UTC, and a picture of it while it is small."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import groupby
from typing import NamedTuple

from handoff.model.claim import Answer
from handoff.model.events import AnyEvent, Bug, Commit, Deployment, Impact, Learning, NextStep, RootCause
from handoff.model.judgement import Judgement
from handoff.model.observation import RunSeen
from handoff.verdicts import Case

from .bugs import BugView
from .claims import WORST_FIRST
from .escaping import Markdown, fence, mermaid_text, visible
from .evidence import asked
from .wall import Wall

# More entries than this make a picture that nobody can read.
MOST_DRAWN = 25
_MANY = 3


class Row(NamedTuple):
    """An entry of the timeline. `source` says who dates it: the record, git, or the tool. `id` is that of its event or look.

    `standing` is the worst verdict on what the entry claims, so that no line looks better than its check.
    """

    at: datetime
    ended: datetime | None
    kind: str
    text: str
    source: str
    standing: str = ""
    id: str = ""


def rows(judgement: Judgement, case: Case) -> tuple[Row, ...]:
    """Every dated happening, oldest first; entries of one instant in the order of the record.

    Evidence and claims of one instant become one row when there are many. Where git dates a commit otherwise than the
    record, git's time is a row of its own.
    """
    worst, not_then = standings(judgement), late(judgement)
    found = [
        row._replace(standing=_standing(worst.get(event.id, ""), event.id in not_then), id=event.id)
        for event in case.facts.session.events
        for row in _of(event)
    ]
    found += _from_git(case)
    found += _runs(case)
    found.sort(key=lambda row: row.at.timestamp())
    return tuple(_gathered(found))


def _standing(worst: str, late: bool) -> str:
    return f"{worst}, not so when it was said" if late and worst == "supported" else worst


def late(judgement: Judgement) -> frozenset[str]:
    """The events with a claim that is supported now and was not so when it was said."""
    return frozenset(verdict.claim.event for verdict in judgement.verdicts if verdict.late)


def standings(judgement: Judgement) -> dict[str, str]:
    """The worst verdict on the claims of each event."""
    worst: dict[str, Answer] = {}
    for verdict in judgement.verdicts:
        event = verdict.claim.event
        worst[event] = min(worst.get(event, verdict.answer), verdict.answer, key=WORST_FIRST.index)
    return dict(worst)


def _of(event: AnyEvent) -> Iterable[Row]:
    match event:
        case Bug():
            noticed = event.detected or event.when
            if event.started and event.started != noticed:
                yield Row(event.started, None, "bug", f"Begins: {event.summary}", "record")
            if noticed:
                yield Row(noticed, event.ended, "bug", event.summary, "record")
        case Deployment():
            if event.started and event.started != event.when:
                yield Row(event.started, None, "deployment", f"Roll-out of {event.service} begins", "record")
            if event.when:
                yield Row(event.when, None, "deployment", event.summary, "record")
        case RootCause():
            if event.when:
                yield Row(
                    event.when, event.ended, f"root-cause, {event.verdict or 'not said how sure'}", event.summary, "record"
                )
        case NextStep() | Learning() | Impact():
            pass
        case _:
            if event.when:
                yield Row(event.when, event.ended if event.at else None, event.kind, event.summary, "record")


def _from_git(case: Case) -> Iterable[Row]:
    tolerance = case.policy.tolerance
    for event in case.facts.session.of(Commit):
        look = case.commit(event.sha)
        if look is None or look.commit_time is None or (event.at and abs(look.commit_time - event.at) <= tolerance):
            continue
        yield Row(look.commit_time, None, "commit", f"{event.sha[:10]}: {look.subject or event.summary}", "git")


def _runs(case: Case) -> Iterable[Row]:
    """What was run, and how it came out: red and then green is the story of most repairs."""
    for exhibit in case.exhibits.values():
        if isinstance(exhibit.source, RunSeen) and exhibit.at is not None:
            came_out = "shows nothing" if exhibit.could_not else "passed" if exhibit.passed else "failed"
            yield Row(exhibit.at, None, f"run, {came_out}", visible(asked(exhibit)), "tool", id=exhibit.id)


def _gathered(found: list[Row]) -> Iterable[Row]:
    for (at, _), together in groupby(found, key=lambda row: (row.at, row.source)):
        members = list(together)
        for kind, noun in (("evidence", "checks"), ("claim", "claims")):
            alike = [row for row in members if row.kind == kind]
            if len(alike) >= _MANY:
                text = f"{len(alike)} {noun}: {'; '.join(row.text for row in alike[:2])}; and {len(alike) - 2} more"
                counts = Counter(row.standing for row in alike if row.standing)
                standing = ", ".join(f"{counts[answer]} {answer}" for answer in WORST_FIRST if counts[answer])
                place = members.index(alike[0])
                members = [row for row in members if row.kind != kind]
                members.insert(min(place, len(members)), Row(at, None, kind, text, "record", standing))
        yield from members


_SECTIONS = (
    ("Broken", ("bug",)),
    ("Done", ("fix", "deployment", "change", "commit", "closing")),
    ("Noted", ("note", "decision", "correction", "acknowledgement")),
)


def drawing(judgement: Judgement, case: Case, wall: Wall, bugs: Iterable[BugView]) -> Markdown | None:
    """A Mermaid Gantt chart of what broke and what was done; None when there is too little or too much to draw.

    A bug that is not shown to be fixed is drawn until the end of the session, whatever the record says of it.
    """
    over = {view.event.id: _over(case, view) for view in bugs}
    worst = standings(judgement)
    drawn = [(title, sorted(_bars(case, kinds, over, worst), key=lambda bar: bar[0].timestamp())) for title, kinds in _SECTIONS]
    number = sum(len(bars) for _, bars in drawn)
    if not _MANY <= number <= MOST_DRAWN:
        return None
    days = {wall.local(instant).date() for _, bars in drawn for start, end, *_ in bars for instant in (start, end or start)}
    lines = ["gantt", "    dateFormat YYYY-MM-DD HH:mm", f"    axisFormat {'%H:%M' if len(days) == 1 else '%m-%d %H:%M'}"]
    for title, bars in drawn:
        if bars:
            lines.append(f"    section {title}")
        lines += [_bar(wall, *bar) for bar in bars]
    return Markdown(fence("\n".join(lines)).replace("```\n", "```mermaid\n", 1))


def _over(case: Case, view: BugView) -> datetime:
    known = {stone.name: stone.at for stone in view.milestones}
    if view.shown and (end := known.get("resolved") or known.get("verified")):
        return end
    return case.facts.session.ended or case.as_of


def _bars(
    case: Case, kinds: tuple[str, ...], over: Mapping[str, datetime], worst: Mapping[str, str]
) -> Iterable[tuple[datetime, datetime | None, str, bool]]:
    for event in case.facts.session.events:
        if event.kind not in kinds:
            continue
        start, end = event.when, event.ended
        if isinstance(event, Bug):
            start, end = event.started or event.detected or event.when, over.get(event.id)
        elif isinstance(event, Deployment):
            start, end = event.started or event.when, event.when
        if start:
            standing = worst.get(event.id, "supported")
            doubt = "" if standing == "supported" else f" ({standing})"
            yield start, end, mermaid_text(event.summary, 56) + doubt, isinstance(event, Bug)


def _bar(wall: Wall, start: datetime, end: datetime | None, text: str, bad: bool) -> str:
    begin = wall.local(start)
    # A label begins with a digit, so that no word of the record can be read as one of Mermaid's own.
    label = f"{begin:%H.%M} {text}".rstrip()
    crit = "crit, " if bad else ""
    if end is None or end <= start:
        return f"    {label} :{crit}milestone, {begin:%Y-%m-%d %H:%M}, 0m"
    return f"    {label} :{crit}{begin:%Y-%m-%d %H:%M}, {wall.local(end):%Y-%m-%d %H:%M}"
