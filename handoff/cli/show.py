"""`handoff show`: one session or one event, for reading."""

from __future__ import annotations

import json
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from handoff.errors import HandoffError, UsageError

from ._surroundings import project_here

if TYPE_CHECKING:
    from handoff.model.events import AnyEvent
    from handoff.model.observation import Observation
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
    """Print one session, or one event or look with all its fields and its place. One of another session is found there."""
    from handoff.model.observation import Observation
    from handoff.report import visible
    from handoff.store.facts import Library

    library = Library(project_here())
    found, one = _found(library, what, session)
    if format == "json":
        made = _look_json(one, found) if isinstance(one, Observation) else _event_json(one) if one else _session_json(found)
        text = json.dumps(made, ensure_ascii=False, indent=2)
    elif isinstance(one, Observation):
        text = visible(_look_text(one, found))
    else:
        text = visible(_event_text(one, found) if one else _session_text(found))
    sys.stdout.write(text + "\n")


def _found(library: Library, what: str | None, name: str | None) -> tuple[Session, AnyEvent | Observation | None]:
    """The session and the event or look that the words mean.

    One of the session at hand comes before a session of that name, and that before one of any other session.
    """
    from handoff.model.fields import meant
    from handoff.store.folders import find_session

    project = library.project
    if what is None:
        return library.read(find_session(project, name))[0], None
    before, mark, id = what.rpartition("#")
    here: Session | None = None
    if mark:
        folder = find_session(project, before)
        here = library.read(folder)[0]
    else:
        try:
            folder = find_session(project, name)
            here = library.read(folder)[0]
        except UsageError:
            if name is not None:
                raise
    if here is not None and (found := _within(here, id)):
        return here, found
    if not mark and name is None:
        with suppress(UsageError):  # neither an event nor a session; the nearest event is the better hint
            return library.read(find_session(project, what))[0], None
        if (elsewhere := _elsewhere(library, id)) is not None:
            return elsewhere
    if here is None:
        find_session(project, what)  # raises, and says what there is
        raise AssertionError("it was not found before")
    near = meant(id, [one.id for one in here.events])
    raise UsageError(f"{here.id} has no event {id!r}{near}", "an event of another session is SESSION#EVENT")


def _within(session: Session, id: str) -> AnyEvent | Observation | None:
    """The event or look of a session that has an id."""
    from handoff.store.observations import read_observations

    if event := session.event(id):
        return event
    return next((look for look in read_observations(Path(session.place.path).parent) if look.id == id), None)


def _elsewhere(library: Library, id: str) -> tuple[Session, AnyEvent | Observation] | None:
    """The one session of the project that has an id, with what has it. Raises UsageError when several have."""
    from handoff.store.folders import all_folders

    found = []
    for folder in all_folders(library.project):
        with suppress(HandoffError):  # one that does not load has nothing to show
            session = library.read(folder)[0]
            if one := _within(session, id):
                found.append((session, one))
    if len(found) > 1:
        named = ", ".join(f"{session.id}#{id}" for session, _ in found[-5:])
        raise UsageError(f"{len(found)} sessions have {id!r}: {named}", "name one of them")
    return found[0] if found else None


def _look_json(look: Observation, session: Session) -> dict[str, Any]:
    from handoff.store.observations import plain_of

    return {**plain_of(look), "place": {"path": _record_of_looks(session)}}


def _look_text(look: Observation, session: Session) -> str:
    from handoff.store.emit import mapping_lines
    from handoff.store.observations import plain_of
    from handoff.store.tree import own

    rest = {key: own(value) for key, value in plain_of(look).items() if key not in ("id", "kind", "at")}
    at = look.at.astimezone(session.zone) if session.zone else look.at
    head = f"{look.id} · {look.kind} look · {at:%Y-%m-%d %H:%M %Z}"
    return "\n".join([head, "", *mapping_lines(rest, 0), "", _record_of_looks(session)])


def _record_of_looks(session: Session) -> str:
    from handoff.store.lines import NAME

    return str(Path(session.place.path).parent / NAME)


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
    from handoff.store.folders import MADE
    from handoff.store.tree import tree_of

    # The first line says the id and the title; which session was made last is for `new` and `event` to know.
    head = {key: value for key, value in tree_of(session).items() if key not in ("id", "title", "format", MADE)}
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
