"""`handoff open`: what is open in any session."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Any, Literal, cast

import typer

from handoff.errors import UsageError

from ._sessions import read_all
from ._surroundings import now, project_here

if TYPE_CHECKING:
    from datetime import datetime, timedelta

    from handoff.render.open_items import OpenItem


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

    By priority, then by age, unless --by says otherwise. A session that does not load is named on stderr; the exit code is 3.
    """
    from handoff.render.open_items import ORDERS, matching, open_items
    from handoff.store import Library

    project, instant = project_here(), now(as_of)
    known = project.service(service) if service else None
    least = _span(older_than) if older_than else None
    sessions, code = read_all(Library(project))
    items = open_items([session for _, session in sessions], project, instant)
    found = matching(items, instant, owner, known.id if known else service, least, carried)
    found = tuple(sorted(found, key=ORDERS[by]))
    if format == "json":
        import json

        sys.stdout.write(json.dumps([_row(item, instant) for item in found], ensure_ascii=False, indent=2) + "\n")
    else:
        # With a session that could not be read, nobody can tell that nothing is open.
        sys.stdout.write("".join(f"{line}\n" for line in _table(found, instant)) if found or not code else "")
    raise typer.Exit(code)


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
