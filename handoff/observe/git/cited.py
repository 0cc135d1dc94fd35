"""Which commits a record speaks of, which pairs of them matter, and which stretch of time it covers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime, time, timedelta, timezone, tzinfo
from functools import cache
from typing import Any

from handoff.model.build import commit_told
from handoff.model.events import AnyEvent, Bug, ClaimEvent, Commit, Deployment, Evidence, Fix
from handoff.model.identifiers import split_reference
from handoff.model.observation import AnyObservation, ProbeSeen, RunSeen, ServingSeen
from handoff.model.project import Project
from handoff.model.session import Session
from handoff.model.times import Window, with_fixed_offset

IS_ID = re.compile(r"[0-9a-f]{4,64}")
_TAGGED = re.compile(r"(?<![\w-])commit:([0-9a-fA-F]{4,64})(?![0-9a-zA-Z])")
_SUBJECT = re.compile(r"(?=[0-9a-f]*\d)[0-9a-f]{7,64}")


@dataclass(frozen=True, slots=True)
class Cited:
    """A commit as a record names it, in lower case. `repo` is the repository that it is said to be in, if that is said."""

    text: str
    repo: str | None = None


def cited_commits(session: Session, observations: Iterable[AnyObservation] = ()) -> tuple[Cited, ...]:
    """Every commit that a record names outside of free text, and every one that was seen to run; each once."""
    found: dict[Cited, None] = {}
    if session.repo is not None and session.repo.commit:
        found[Cited(session.repo.commit.strip().lower(), session.repo.id)] = None
    for event in session.events:
        for one in _of_event(event):
            found[one] = None
    found |= {Cited(sha): None for sha in _said_to_run(session, observations)}
    return tuple(found)


def _said_to_run(session: Session, observations: Iterable[AnyObservation]) -> tuple[str, ...]:
    """The commits that a platform, a probe's answer, or what was asked what serves says to run; each once."""
    found: dict[str | None, None] = {}
    for look in observations:
        match look:
            case ServingSeen():
                found |= {share.commit.lower(): None for share in look.shares if share.commit}
            case ProbeSeen(commit=str(commit)) if _SUBJECT.fullmatch(commit.lower()):
                found[commit.lower()] = None
            case RunSeen(level="deployed" | "serving", output=str(output)):
                found[commit_told(output)] = None
    for event in session.of(Evidence):
        if event.level == "serving" and event.output:
            found[commit_told(event.output)] = None
    return tuple(sha for sha in found if sha is not None)


def _of_event(event: AnyEvent) -> Iterator[Cited]:
    match event:
        case Commit():
            yield Cited(event.sha, event.repo)
        case Fix():
            yield from (Cited(sha) for sha in event.commits)
        case Deployment() | Evidence() if event.commit:
            yield Cited(event.commit)
        case ClaimEvent():
            yield from _of_claim(event)
        case _:
            pass
    for reference in _references(event):
        kind, rest = split_reference(reference)
        if kind == "commit" and rest:
            yield Cited(rest.lower())
    for text in _texts(event):
        yield from (Cited(match[1].lower()) for match in _TAGGED.finditer(text))


def _of_claim(claim: ClaimEvent) -> Iterator[Cited]:
    if claim.commit:
        yield Cited(claim.commit)
    # A subject of seven and more hexadecimal digits, one of them a figure, is no service or bug.
    for name in (claim.subject, *claim.members):
        if _SUBJECT.fullmatch(name):
            yield Cited(name)


def _references(event: AnyEvent) -> tuple[str, ...]:
    named = (getattr(event, key, None) for key in ("of", "corrects", "subject"))
    return (*getattr(event, "evidence", ()), *(name for name in named if isinstance(name, str)))


def _texts(thing: Any) -> Iterator[str]:
    """Every text of an event, also inside of values and lists, but for what it says in free words."""
    if isinstance(thing, str):
        yield thing
    elif isinstance(thing, tuple):
        for part in thing:
            yield from _texts(part)
    else:
        for name in _fields(thing.__class__):
            if (value := getattr(thing, name)) is not None and value != ():
                yield from _texts(value)


@cache
def _fields(kind: type[Any]) -> tuple[str, ...]:
    free = ("kind", "id", "summary", "details", "place", "extra", "output")
    return tuple(one.name for one in fields(kind) if one.name not in free) if is_dataclass(kind) else ()


Pair = tuple[str, str]


def pairs_that_matter(session: Session, project: Project, observations: Iterable[AnyObservation]) -> tuple[Pair, ...]:
    """Pairs `(ancestor, descendant)`, as cited: is the change in what was deployed, is it in what serves?

    A fix is held against the deployments of the services that its bugs hit (against every deployment when it names none), a
    claim against those of its subject, and every cited commit against every one that was seen to run.
    """
    found: dict[Pair, None] = {}
    bugs = {bug.id: bug for bug in session.of(Bug)}
    deployed = [(_service(project, event.service), event.commit) for event in session.of(Deployment) if event.commit]
    for fix in session.of(Fix):
        hit = {_service(project, name) for bug in fix.bugs if bug in bugs for name in bugs[bug].services}
        for sha in fix.commits:
            found |= {(sha, commit): None for service, commit in deployed if not hit or service in hit}
    for claim in session.of(ClaimEvent):
        if claim.commit:
            about = _service(project, claim.subject)
            known = about in {service for service, _ in deployed}
            found |= {(claim.commit, commit): None for service, commit in deployed if not known or service == about}
    serving = _said_to_run(session, observations)
    for one in cited_commits(session):
        found |= {(one.text, commit): None for commit in serving}
    return tuple((ancestor, descendant) for ancestor, descendant in found if ancestor != descendant)


def _service(project: Project, name: str) -> str:
    service = project.service(name)
    return service.id if service is not None else name.casefold()


def window_of(session: Session, now: datetime) -> Window | None:
    """The time in which commits belong to a session: from its start to its end.

    An open one lasts until the local day of its last event is over, so that two looks in a row see the same. Ends that are
    swapped are both in it. A session that says neither is given the date of its id in its zone, and None when that is no
    date either. It is no wider than that: a neighbour's commits are nobody's omission.
    """
    zone: tzinfo = session.zone or _offset(session, now)
    times = [when for event in session.events if (when := event.when) is not None]
    start = session.started or min(times, default=None)
    if start is not None:
        last = max(*times, start, key=datetime.timestamp) if times else start
        over = datetime.combine(last.astimezone(zone).date() + timedelta(days=1), time.min, zone)
        end = session.ended or with_fixed_offset(over)
        return Window(min(start, end), max(start, end))
    with suppress(ValueError):
        day = date.fromisoformat(session.id[:10])
        first, after = (datetime.combine(day + timedelta(days=more), time.min, zone) for more in (0, 1))
        return Window(with_fixed_offset(first), with_fixed_offset(after))
    return None


def _offset(session: Session, now: datetime) -> tzinfo:
    """Without a zone, the offset that the record uses; UTC when it uses none."""
    for when in (session.started, *(event.when for event in session.events), now):
        if when is not None and (shift := when.utcoffset()) is not None:
            return timezone(shift)
    raise AssertionError("now carries an offset")
