"""`handoff open`: what is open in any session."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Any, Literal, cast

import typer

from handoff.errors import HandoffError, UsageError

from ._sessions import read_all
from ._surroundings import now, project_here, say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime, timedelta
    from pathlib import Path

    from handoff.model.facts import Facts
    from handoff.model.session import Session
    from handoff.render.open_items import OpenItem
    from handoff.store import Library
    from handoff.verdicts.broken import Broken


def open_(
    owner: Annotated[
        str | None, typer.Option("--owner", metavar="NAME", help="Only what is theirs; nobody for no owner.")
    ] = None,
    service: Annotated[str | None, typer.Option("--service", metavar="NAME", help="Only what is about this service.")] = None,
    older_than: Annotated[str | None, typer.Option("--older-than", metavar="SPAN", help="As in 36h, 7d or 4w.")] = None,
    carried: Annotated[
        int, typer.Option("--carried", metavar="N", min=0, help="Only what was carried over N times or more.")
    ] = 0,
    by: Annotated[
        Literal["priority", "owner", "service", "age", "carried"], typer.Option("--by", help="What the list is ordered by.")
    ] = "priority",
    format: Annotated[Literal["text", "json"], typer.Option("--format", "-f", help="How it is written.")] = "text",
    as_of: Annotated[str | None, typer.Option(metavar="TIME", help="Count ages to this instant. Default: now.")] = None,
) -> None:
    """List open steps and bugs of every session: age, times carried, owner, and the name with which `handoff done` closes it.

    What the newest look at a service says is broken comes first. A bug is open until somebody closes it or a look shows that
    it is fixed; a fix that nothing shows, or that was refuted since, leaves it open. By priority, then by age, unless --by says
    otherwise. What does not load of a session is named on stderr, and the rest is listed; the exit code is 3.
    """
    from handoff.cli.new import zone_named
    from handoff.render.broken import told
    from handoff.render.open_items import ORDERS, matching, open_items
    from handoff.report import visible
    from handoff.store import Library
    from handoff.verdicts.broken import broken

    project, instant = project_here(), now(as_of)
    known = project.service(service) if service else None
    least = _span(older_than) if older_than else None
    library = Library(project)
    sessions, code = read_all(library)
    looks = _Looks(library, instant)
    items = open_items([session for _, session in sessions], project, instant, _bugs(looks, sessions))
    wanted = known.id if known else service
    found = matching(items, instant, owner, wanted, least, carried)
    found = tuple(sorted(found, key=ORDERS[by]))
    everything = (looks.of(folder, link=False) for folder, _ in sessions)
    seen = (facts for facts in everything if facts is not None)
    down = [one for one in broken(seen, project, instant) if wanted is None or one.service == wanted]
    code = max(code, looks.code)
    if carried or (owner or "nobody").casefold() != "nobody":
        down = []  # what is broken belongs to nobody, and was carried by nobody
    if least is not None:
        down = [one for one in down if instant - one.since > least]
    if format == "json":
        import json

        rows = [*(_broken_row(one, instant) for one in down), *(_row(item, instant) for item in found)]
        sys.stdout.write(json.dumps(rows, ensure_ascii=False, indent=2) + "\n")
    else:
        zone = zone_named(project.timezone) if project.timezone else None
        lines = [f"broken now: {told(one, zone)}" for one in down]
        # With a session that could not be read, nobody can tell that nothing is open.
        table = _table(found, instant) if found or not (code or lines) else []
        if table and not found and wanted is None and owner is None and least is None and not carried:
            table = _refuted(looks, sessions) or table
        lines += ["", *table] if lines and table else table
        sys.stdout.write("".join(f"{visible(line)}\n" for line in lines))
    raise typer.Exit(max(code, looks.code))


class _Looks:
    """What the sessions saw, each file that cannot be read named once on stderr. `code` is then what `open` returns."""

    def __init__(self, library: Library, instant: datetime) -> None:
        self._library, self._instant = library, instant
        self._told: set[str] = set()
        self.code = 0

    def of(self, folder: Path, link: bool = True) -> Facts | None:
        """The facts of a session; None where its looks, or those of a session linked to it, cannot be read."""
        try:
            return self._library.facts_of(folder, self._instant, link)
        except HandoffError as error:
            if str(error) not in self._told:
                say(f"handoff: {error}")
            self._told.add(str(error))
            self.code = max(self.code, error.exit_code)
            return None


def _bugs(looks: _Looks, sessions: Sequence[tuple[Path, Session]]) -> frozenset[str]:
    """The bugs that are not over, whatever is said of their fix; where nobody can read what was seen, all of them."""
    from handoff.model.events import Bug
    from handoff.verdicts import judge
    from handoff.verdicts.unsettled import tells_of_bugs, unsettled

    telling = [(looks.of(folder), session) for folder, session in sessions if tells_of_bugs(session)]
    blind = {f"{session.id}#{bug.id}" for facts, session in telling if facts is None for bug in session.of(Bug)}
    return unsettled(judge(facts) for facts, _ in telling if facts is not None) | blind


def _refuted(looks: _Looks, sessions: Sequence[tuple[Path, Session]]) -> list[str]:
    """The claims that stand refuted in sessions that go on: while there are any, nobody is told that nothing is open."""
    from handoff.verdicts import judge

    going_on = [(facts, session.id) for folder, session in sessions if session.ended is None and (facts := looks.of(folder))]
    return [
        f"refuted: {verdict.claim.text} ({id}#{verdict.claim.id}); `handoff check {id}` says why"
        for facts, id in going_on
        for verdict in judge(facts).verdicts
        if verdict.answer == "refuted"
    ]


def _span(text: str) -> timedelta:
    """A length of time, read as handoff.toml reads one."""
    from handoff.model.fields import slots_of
    from handoff.model.project import Policy
    from handoff.model.times import Clock

    try:
        return cast("timedelta", slots_of(Policy)["tolerance"].shape.read(text, Clock()))
    except ValueError as error:
        raise UsageError(f"--older-than: {error}") from None


def _row(item: OpenItem, instant: datetime) -> dict[str, Any]:
    from handoff.model.times import written

    return {
        "id": item.name,
        "kind": item.event.kind,
        "summary": item.event.summary,
        "priority": item.priority,
        "owner": item.owner,
        "services": list(item.services),
        "since": written(item.since) if item.since else None,
        "days": (instant - item.since).days if item.since else None,
        "carried": item.carried,
    }


def _broken_row(one: Broken, instant: datetime) -> dict[str, Any]:
    from handoff.model.times import written
    from handoff.render.broken import told

    return {
        "id": one.name,
        "kind": "look",
        "summary": told(one, None),
        "priority": None,
        "owner": None,
        "services": [one.service],
        "since": written(one.since),
        "days": (instant - one.since).days,
        "carried": 0,
    }


def _table(found: tuple[OpenItem, ...], instant: datetime) -> list[str]:
    from handoff.report import visible

    rows = [("PRIO", "AGE", "CARRIED", "OWNER", "ID", "SUMMARY")]
    for item in found:
        age = f"{(instant - item.since).days} d" if item.since else "?"
        prio = "bug" if item.event.kind == "bug" else "-" if item.priority is None else str(item.priority)
        rows.append((prio, age, str(item.carried or "-"), item.owner or "nobody", item.name, item.event.summary))
    shown = [tuple(" ".join(visible(cell).split()) for cell in row) for row in rows]
    widths = [max(len(row[column]) for row in shown) for column in range(5)]
    lines = [
        "  ".join((*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[5])).rstrip() for row in shown
    ]
    return lines if found else ["nothing is open"]
