"""What a new session takes over from the one before it: whatever nobody closed, marked as not checked again."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from datetime import datetime

from .claim import Claim
from .events import AnyEvent, Bug, Change, ClaimEvent, Closing, Deployment, Event, Fix, NextStep, Note, RootCause
from .facts import ClosedElsewhere
from .identifiers import free_slug
from .session import Session

TAG = "carried"
FROM = "x-carried-from"
TIMES = "x-carried"
# What is under way and must not be disturbed, or holds only until somebody takes it back.
RUNNING = frozenset({"running", "contingency", "do-not-disturb"})


def open_steps(session: Session, closings: Collection[str] = ()) -> list[NextStep]:
    """The next steps that no closing of the session names. `closings` are references that other sessions close."""
    is_open = _open(session, closings)
    return [step for step in session.of(NextStep) if is_open(step)]


def _open(session: Session, closings: Collection[str]) -> Callable[[Event], bool]:
    closed = {one.of for one in session.of(Closing)} | set(closings)
    return lambda event: not closed & {event.id, f"{session.id}#{event.id}"}


def carried(
    previous: Session,
    closings: Collection[str],
    at: datetime,
    doubted: Iterable[Claim] = (),
    bugs: Collection[tuple[str, Bug]] = (),
) -> tuple[AnyEvent, ...]:
    """What is open in a session as events of the next one, taken over at an instant.

    That is: next steps; the `bugs` that are not over, each with the session that has it, which may be an earlier one; the
    claims that are `doubted`, without their evidence; causes that are only suspected; changes and fixes outside git, as
    contingencies; and what is running. `closings` are the references with a session's name, `session#event`, that
    other sessions close. Each event says where it comes from, and how often it has been carried by now.
    """
    is_open = _open(previous, closings)
    said: dict[str, list[Claim]] = {}
    for claim in doubted:
        said.setdefault(claim.event, []).append(claim)
    known = {cause.bug for cause in previous.of(RootCause) if cause.verdict == "confirmed"}
    ids = {event.id for event in previous.events}
    own = {bug.id for session, bug in bugs if session == previous.id}
    taken: list[tuple[str, AnyEvent]] = []
    for event in filter(is_open, previous.events):
        doubts = [claim for claim in said.get(event.id, ()) if _carries(event, claim)]
        one = _taken(event, known, own)
        if one is None and not doubts and left_running(event):
            one = _note(event, event.summary, event.details)
        if one is not None:
            taken.append((event.id, one))
        for claim in doubts:
            # What an event says comes apart from what it left behind, so that to drop the one does not close the other.
            origin, id = (event.id, event.id) if one is None else (claim.id, free_slug(f"{event.id} {claim.predicate}", ids))
            ids.add(id)
            one = _said(event, replace(claim, subject=_named(claim.subject, previous, own)), id)
            taken.append((origin, one))
    kept = {event.id for _, event in taken}
    made = [_marked(event, f"{previous.id}#{origin}", at, kept) for origin, event in taken]
    for session, bug in bugs:
        if session != previous.id:
            id = free_slug(bug.id, ids | kept)
            kept.add(id)
            made.append(_marked(_noticed(replace(bug, id=id)), f"{session}#{bug.id}", at, kept))
    return tuple(made)


def _noticed(bug: Bug) -> Bug:
    """When it was noticed stays, though it is taken over only now."""
    return replace(bug, detected=bug.detected or bug.at)


def _carries(event: AnyEvent, claim: Claim) -> bool:
    """Whether a doubted claim is worth saying again: when a commit was made and what it changes is git's to tell."""
    return claim.predicate != "value" or isinstance(event, ClaimEvent)


def _named(subject: str, previous: Session, bugs: Collection[str]) -> str:
    """What a claim is about, by a name that the next session can follow: a fix stays where it is, with its commits and bugs.

    `bugs` are those that come along, and keep their names.
    """
    about = previous.event(subject)
    return f"{previous.id}#{subject}" if isinstance(about, Fix | Bug) and subject not in bugs else subject


def _said(event: AnyEvent, claim: Claim, id: str) -> ClaimEvent:
    """A doubted claim as one of the next session. What a number was counted from was of the session that counted."""
    value = claim.value
    if value is not None and value.basis is not None and not value.basis.startswith("commit:"):
        value = replace(value, basis=None)
    if isinstance(event, ClaimEvent):
        return replace(event, subject=claim.subject, modality="carried", evidence=(), as_of=None, value=value)
    return ClaimEvent(
        id=id, summary=event.summary, by=event.by, details=event.details, tags=event.tags, extra=event.extra,
        subject=claim.subject, predicate=claim.predicate, revision=claim.revision, commit=claim.commit, modality="carried",
    )  # fmt: skip


def _taken(event: AnyEvent, known: Collection[str | None], bugs: Collection[str]) -> AnyEvent | None:
    """The event that stands for an open one in the next session; None for what is not carried, or is so as a claim.

    `known` are the bugs whose cause is confirmed, `bugs` those that are not over.
    """
    match event:
        case Bug():
            return _noticed(event) if event.id in bugs else None
        case NextStep():
            return event
        case ClaimEvent():
            return None
        case RootCause(verdict="suspected") if event.bug is None or event.bug not in known:
            return replace(event, bug=event.bug if event.bug in bugs else None, evidence=())
        case Fix(out_of_git=out) if out is not None:
            told = "\n\n".join(part for part in (out.how, f"Undo: {out.undo}" if out.undo else "") if part)
            return _note(event, f"Outside git: {out.what}", told or None, "contingency")
        case Deployment(rolling_out=True):
            return _note(event, f"The roll-out of {event.service} is not over: {event.summary}", event.details, "running")
        case Change():
            what = f"{event.type}: {event.summary}" if event.type else event.summary
            parts = (("Before", event.old), ("Now", event.new), ("Undo", event.undo))
            told = "\n\n".join((*filter(None, (event.details,)), *(f"{name}: {text}" for name, text in parts if text)))
            return _note(event, f"Changed outside git: {what}", told or None, "contingency")
        case _ if left_running(event):
            return event if isinstance(event, Note) else _note(event, event.summary, event.details)
        case _:
            return None


def left_running(event: Event) -> bool:
    """Whether its tags say that it must go on as it is, and nobody has ended it."""
    return bool(RUNNING & set(event.tags)) and event.ended is None


def _note(event: Event, summary: str, details: str | None, *tags: str) -> Note:
    """Only that it is so is carried: the event itself would be a second fix or deployment."""
    return Note(
        id=event.id, summary=summary, by=event.by, details=details, tags=tuple(dict.fromkeys((*event.tags, *tags))),
        extra=event.extra,
    )  # fmt: skip


def _marked(event: AnyEvent, origin: str, at: datetime, kept: Collection[str]) -> AnyEvent:
    one = replace(
        event,
        at=at,
        ended=None,
        tags=(*(tag for tag in event.tags if tag != TAG), TAG),
        extra={**event.extra, FROM: origin, TIMES: times_carried(event) + 1},
    )
    return replace(one, blocked_by=tuple(id for id in one.blocked_by if id in kept)) if isinstance(one, NextStep) else one


def times_carried(event: Event) -> int:
    """How often an event has been carried over; 0 for one of this session's own, or where the count is no number."""
    text = str(event.extra.get(TIMES, "0"))
    return int(text) if text.isascii() and text.isdigit() else 0


def first_name(sessions: Iterable[Session]) -> Callable[[str], str]:
    """Gives for a full name, `session#event`, the one under which these sessions first knew the item."""
    origins = _origins(sessions)
    return lambda name: _first(name, origins)


def closed(sessions: Iterable[Session]) -> frozenset[str]:
    """The full names, `session#event`, of all that these sessions close.

    An item that was carried is one item under several names: to close it under one of them closes it under all.
    """
    known = list(sessions)
    origins = _origins(known)
    named = {_full(shut.of, one) for one in known for shut in one.of(Closing)}
    first = {_first(name, origins) for name in named}
    # What was never carried has one name, and that is closed where it is named.
    return frozenset(named | {name for name in {*origins, *origins.values()} if _first(name, origins) in first})


def names_of(name: str, sessions: Collection[Session]) -> frozenset[str]:
    """Every name, `session#event`, of the item that has this one."""
    origins = _origins(sessions)
    first = _first(name, origins)
    return frozenset({name, *(other for other in (*origins, *origins.values()) if _first(other, origins) == first)})


def closed_elsewhere(session: Session, others: Iterable[Session]) -> tuple[ClosedElsewhere, ...]:
    """What other sessions close of a session, each event once, with the first closing of it."""
    known = [session, *others]
    origins = _origins(known)
    own = {_first(f"{session.id}#{event.id}", origins): event.id for event in session.events}
    found: dict[str, ClosedElsewhere] = {}
    for other in known[1:]:
        for closing in other.of(Closing):
            event = own.get(_first(_full(closing.of, other), origins))
            if event is not None and (event not in found or _sooner(closing, found[event].closing)):
                found[event] = ClosedElsewhere(event, other.id, closing)
    return tuple(found[event.id] for event in session.events if event.id in found)


def _sooner(one: Closing, other: Closing) -> bool:
    return one.when is not None and (other.when is None or one.when < other.when)


def touched(session: Session) -> frozenset[str]:
    """The other sessions from which a session took something over, or of which it closes something."""
    names = [
        *(str(event.extra[FROM]) for event in session.marked(FROM)),
        *(closing.of for closing in session.of(Closing) if "#" in closing.of),
    ]
    return frozenset(name.partition("#")[0] for name in names) - {session.id}


def _full(reference: str, session: Session) -> str:
    return reference if "#" in reference else f"{session.id}#{reference}"


def _origins(sessions: Iterable[Session]) -> dict[str, str]:
    return {f"{one.id}#{event.id}": str(event.extra[FROM]) for one in sessions for event in one.marked(FROM)}


def _first(name: str, origins: dict[str, str]) -> str:
    """The name under which an item was first written down; a circle ends where it closes."""
    seen = {name}
    while (before := origins.get(name)) is not None and before not in seen:
        seen.add(before)
        name = before
    return name
