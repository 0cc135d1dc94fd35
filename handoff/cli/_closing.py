"""Closing what is open: the common part of `done` and `drop`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from handoff.errors import UsageError
from handoff.model.events import AnyEvent, Bug, Closing, NextStep
from handoff.model.fields import meant
from handoff.model.session import Session
from handoff.store.facts import Library
from handoff.store.folders import find_session

from ._entry import record_event
from ._world import project_here


def close(reference: str, state: str, given: dict[str, list[str]], session: str | None) -> str:
    """Append a closing of an event that is still open; the closing's id. Raises UsageError when there is nothing to close."""
    library = Library(project_here())
    folder = find_session(library.project, session)
    ours, _ = library.read(folder)
    event, of = _meant(reference, ours, library)
    if closing := next((one for one in _closings(library, folder) if one[1] == of), None):
        raise UsageError(f"{reference!r} is already {closing[0].state}, by {closing[0].id!r}")
    word = "Done" if state == "done" else "Dropped"
    kept = of.removeprefix(f"{ours.id}#")
    return record_event("closing", f"{word}: {event.summary}", {"--of": [kept], "--state": [state]} | given, str(folder), None)


def _meant(reference: str, ours: Session, library: Library) -> tuple[AnyEvent, str]:
    """The event that a reference means, and its full name `session#event`."""
    name, mark, id = reference.rpartition("#")
    session = library.read(find_session(library.project, name))[0] if mark else ours
    if event := session.event(id):
        return event, f"{session.id}#{id}"
    if not mark and (elsewhere := [f"{other.id}#{id}" for other in _others(library, ours) if other.event(id)]):
        raise UsageError(f"{ours.id} has no event {id!r}", f"do you mean {' or '.join(elsewhere[-3:])}?")
    near = meant(id, [one.id for one in session.events if isinstance(one, NextStep | Bug)])
    raise UsageError(f"{session.id} has no event {id!r}{near}", f"`handoff show {session.id}` shows its events")


def _others(library: Library, ours: Session) -> Iterator[Session]:
    from handoff.errors import HandoffError
    from handoff.store.folders import session_folders

    for folder in session_folders(library.project):
        try:
            other = library.read(folder)[0]
        except HandoffError:
            continue  # its own check says why
        if other.id != ours.id:
            yield other


def _closings(library: Library, folder: Path) -> Iterator[tuple[Closing, str]]:
    """The closings of a session and of those linked to it, each with the full name of what it closes."""
    for one in (folder, *library.linked(folder)):
        session, _ = library.read(one)
        for closing in session.of(Closing):
            yield closing, closing.of if "#" in closing.of else f"{session.id}#{closing.of}"
