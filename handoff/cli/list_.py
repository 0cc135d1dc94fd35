"""`handoff list`: the sessions of the project, oldest first."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from ._sessions import read_all
from ._surroundings import project_here

if TYPE_CHECKING:
    from collections.abc import Collection

    from handoff.model.session import Session


def list_(
    format: Annotated[Literal["text", "json"], typer.Option("--format", "-f", help="How the list is written.")] = "text",
    only_open: Annotated[bool, typer.Option("--open", help="Only sessions that have not ended.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Only ids, one a line.")] = False,
) -> None:
    """List the sessions: id, when, how many events, open next steps, title. A session that does not load is named on stderr."""
    from handoff.model.carry import closed
    from handoff.store.facts import Library

    sessions, code = read_all(Library(project_here()))
    shut = closed(session for _, session in sessions)
    rows = [_row(session, str(folder), shut) for folder, session in sessions if not (only_open and session.ended)]
    if format == "json":
        import json

        sys.stdout.write(json.dumps(rows, ensure_ascii=False, indent=2) + "\n")
    else:
        sys.stdout.write("".join(f"{row['id']}\n" for row in rows) if quiet else _table(rows))
    raise typer.Exit(code)


def _row(session: Session, path: str, shut: Collection[str]) -> dict[str, Any]:
    from handoff.model.carry import open_steps
    from handoff.model.clock import written

    return {
        "id": session.id,
        "title": session.title,
        "path": path,
        "started": written(session.started) if session.started else None,
        "ended": written(session.ended) if session.ended else None,
        "events": len(session.events),
        "open_steps": [step.id for step in open_steps(session, shut)],
        "previous": list(session.previous),
    }


def _table(rows: list[dict[str, Any]]) -> str:
    from handoff.report import visible

    if not rows:
        return ""
    wide = max(len(row["id"]) for row in rows)
    lines = []
    for row in rows:
        state = "ended" if row["ended"] else "open"
        steps = len(row["open_steps"])
        todo = f"{steps} to do" if steps else ""
        lines.append(f"{row['id']:{wide}}  {state:5}  {row['events']:4} events  {todo:9}  {visible(row['title'])}".rstrip())
    return "\n".join(lines) + "\n"
