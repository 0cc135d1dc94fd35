"""`handoff show`: one session or one event, for reading."""

from __future__ import annotations

import json
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from handoff.errors import UsageError

from ._surroundings import project_here

if TYPE_CHECKING:
    from handoff.model.events import AnyEvent
    from handoff.model.session import Session
    from handoff.store.facts import Library


def show(
    what: Annotated[
        str | None,
        typer.Argument(metavar="[EVENT|SESSION|SESSION#EVENT]", help="Default: the newest open session.", show_default=False),
    ] = None,
    session: Annotated[
        str | None,
        typer.Option("--session", metavar="SESSION", help="Where EVENT is. Default: the newest open session."),
    ] = None,
    format: Annotated[Literal["text", "json"], typer.Option("--format", "-f", help="How it is written.")] = "text",
) -> None:
    """Print one session, or one event with all its fields and its place in the file."""
    from handoff.report import visible
    from handoff.store.facts import Library

    library = Library(project_here())
    found, event = _found(library, what, session)
    if format == "json":
        made = _event_json(event) if event else _session_json(found)
        text = json.dumps(made, ensure_ascii=False, indent=2)
    else:
        text = visible(_event_text(event, found) if event else _session_text(found))
    sys.stdout.write(text + "\n")


def _found(library: Library, what: str | None, name: str | None) -> tuple[Session, AnyEvent | None]:
    """The session and the event that the words mean. An event of the session at hand comes before a session of that name."""
    from handoff.model.fields import meant
    from handoff.store.folders import find_session

    project = library.project
    if what is None:
        return library.read(find_session(project, name))[0], None
    before, mark, id = what.rpartition("#")
    if mark:
        session = library.read(find_session(project, before))[0]
    else:
        try:
            session = library.read(find_session(project, name))[0]
        except UsageError:
            if name is not None:
                raise
            return library.read(find_session(project, what))[0], None
    if event := session.event(id):
        return session, event
    if not mark and name is None:
        with suppress(UsageError):  # neither an event nor a session; the nearest event is the better hint
            return library.read(find_session(project, what))[0], None
    near = meant(id, [one.id for one in session.events])
    raise UsageError(f"{session.id} has no event {id!r}{near}", "an event of another session is SESSION#EVENT")


def _event_json(event: AnyEvent) -> dict[str, Any]:
    from handoff.store.tree import jsonable

    return {"kind": event.kind} | jsonable(event) | {"place": {"path": event.place.path, "line": event.place.line}}


def _session_json(session: Session) -> dict[str, Any]:
    from handoff.store.tree import jsonable

    return jsonable(session) | {"path": session.place.path, "events": [_event_json(event) for event in session.events]}


def _event_text(event: AnyEvent, session: Session) -> str:
    from handoff.store.emit import mapping_lines
    from handoff.store.tree import tree_of

    rest = {key: value for key, value in tree_of(event).items() if key not in ("id", "summary", "at")}
    lines = [f"{event.id} · {event.kind} · {_stamp(event, session, '%Y-%m-%d %H:%M %Z')}".removesuffix(" · "), event.summary]
    if rest:
        lines += ["", *mapping_lines(rest, 0)]
    return "\n".join([*lines, "", str(event.place)])


def _session_text(session: Session) -> str:
    from handoff.store.emit import mapping_lines
    from handoff.store.tree import tree_of

    head = {key: value for key, value in tree_of(session).items() if key not in ("id", "title", "format")}
    kinds = max((len(event.kind) for event in session.events), default=0)
    ids = max((len(event.id) for event in session.events), default=0)
    log = [
        f"{_stamp(event, session, '%m-%d %H:%M'):11}  {event.kind:{kinds}}  {event.id:{ids}}  {' '.join(event.summary.split())}"
        for event in session.events
    ]
    return "\n".join([f"{session.id} · {session.title}", *mapping_lines(head, 0), "", *log, "", str(session.place)])


def _stamp(event: AnyEvent, session: Session, form: str) -> str:
    """When it happened, in the session's zone; nothing when it has no time."""
    if event.when is None:
        return ""
    return (event.when.astimezone(session.zone) if session.zone else event.when).strftime(form)
