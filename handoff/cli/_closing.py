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

from ._recording import record_event
from ._surroundings import now, project_here, say

# How many documents a note names.
_FEW = 3


def close(reference: str, state: str, given: dict[str, list[str]], session: str | None) -> str:
    """Append a closing of an event that is still open; the closing's id. Raises UsageError when there is nothing to close."""
    library = Library(project_here())
    folder = find_session(library.project, session)
    ours, _ = library.read(folder)
    event, home = _meant(reference, ours, library, folder)
    if closing := _closing_of(event, home, ours, library):
        raise UsageError(f"{reference!r} is already {closing[0].state}, by {closing[1]!r}")
    said = _said(event, state)
    doubt = _not_over(event, home, library) if isinstance(event, Bug) and state == "done" else ""
    of = event.id if home == folder else f"{library.read(home)[0].id}#{event.id}"
    made = record_event("closing", said, {"--of": [of], "--state": [state]} | given, str(folder), None)
    if doubt:
        say(f"handoff: note: it is closed on your word only; by the record: {doubt}")
    _tell_where_it_is_listed(event, home, folder, library)
    return made


def _said(event: AnyEvent, state: str) -> str:
    """What the closing says in one line. A bug is not something that one does."""
    word = "Done" if state == "done" else "Dropped"
    if isinstance(event, Bug):
        word = "Bug closed" if state == "done" else "Bug dropped, not mended"
    return f"{word}: {event.summary}"


def _not_over(bug: Bug, home: Path, library: Library) -> str:
    """What speaks against it that a bug is over; empty where a look shows that it is."""
    from handoff.render.broken import told
    from handoff.render.bugs import bugs
    from handoff.verdicts import case_of, judge
    from handoff.verdicts.broken import broken
    from handoff.verdicts.unsettled import open_bugs

    facts = library.facts_with_closings(home, now())
    session = facts.session
    if all((one.id, other.id) != (session.id, bug.id) for one, other in open_bugs(facts)):
        return ""
    judgement = judge(facts)
    state = next(view.state for view in bugs(judgement, case_of(judgement)) if view.event.id == bug.id)
    services = {case_of(judgement).canonical(name) for name in bug.services}
    down = [one for one in broken((facts, *facts.linked), facts.project, facts.as_of) if one.service in services]
    return "; ".join((state, *(f"broken now: {told(one, session.zone)}" for one in down[:1])))


def _meant(reference: str, ours: Session, library: Library, folder: Path) -> tuple[AnyEvent, Path]:
    """The event that a reference means, and the folder of its session."""
    name, mark, id = reference.rpartition("#")
    home = find_session(library.project, name) if mark else folder
    session = library.read(home)[0]
    if event := session.event(id):
        return event, folder if session.id == ours.id else home
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


def _closing_of(event: AnyEvent, home: Path, ours: Session, library: Library) -> tuple[Closing, str] | None:
    """What closes an event already, in its own session or in any other, and the name of it from our session."""
    session, _ = library.read(home)
    for closing in session.of(Closing):
        if closing.of in (event.id, f"{session.id}#{event.id}"):
            return closing, closing.id if session.id == ours.id else f"{session.id}#{closing.id}"
    for one in library.closed_elsewhere(home):
        if one.event == event.id:
            return one.closing, one.closing.id if one.session == ours.id else f"{one.session}#{one.closing.id}"
    return None


def _tell_where_it_is_listed(event: AnyEvent, home: Path, folder: Path, library: Library) -> None:
    """Documents that were handed over list it as open until they are rendered again."""
    sessions = sorted({name.partition("#")[0] for name in library.names_of(home, event.id)} - {folder.name})
    listed = [name for name in sessions if (home.parent / name / "HANDOFF.md").exists()]
    if listed:
        more = f" and {len(listed) - _FEW} more" if len(listed) > _FEW else ""
        named = ", ".join(listed[-_FEW:])
        say(f"handoff: note: listed as open in the documents of {named}{more}; `handoff render SESSION` writes them again")
