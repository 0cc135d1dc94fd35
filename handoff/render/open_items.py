"""What is open anywhere: steps and bugs that nobody closed, wherever they were recorded, with their age."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from handoff.model.carry import FROM, closed, times_carried
from handoff.model.events import Bug, NextStep
from handoff.model.facts import Facts
from handoff.model.project import Project
from handoff.model.session import Session
from handoff.verdicts import Case


class OpenItem(NamedTuple):
    """An open step or bug where it was last handed on. `since` is when it was first recorded, as far as anybody tells."""

    session: str
    event: NextStep | Bug
    since: datetime | None
    carried: int
    services: tuple[str, ...]

    @property
    def name(self) -> str:
        """Its full name, with which it can be closed: `session#event`."""
        return f"{self.session}#{self.event.id}"

    @property
    def owner(self) -> str | None:
        """Who does it, if anybody."""
        return self.event.owner if isinstance(self.event, NextStep) else None

    @property
    def priority(self) -> int | None:
        """1 comes first."""
        return self.event.priority if isinstance(self.event, NextStep) else None


def open_items(
    sessions: Sequence[Session], project: Project, as_of: datetime, bugs: Collection[str] | None = None
) -> tuple[OpenItem, ...]:
    """What is open over all sessions, the oldest sessions given first; each once, in the session that has it now.

    An item that a later session carries on is told there; one that any session closes is closed. By priority, then by age.
    `bugs` are the full names of those that are not shown to be fixed; without it a bug is open until somebody mends it.
    """
    shut = closed(sessions)
    origins = {
        f"{session.id}#{event.id}": event.extra.get(FROM)
        for session in sessions
        for event in (*session.of(NextStep), *session.of(Bug))
    }
    recorded = _recorded(sessions)
    handed_on = {str(origin) for origin in origins.values() if origin}
    found = [
        item
        for session in sessions
        for item in _of(session, project, as_of, origins, recorded, bugs)
        if item.name not in handed_on and item.name not in shut
    ]
    return tuple(sorted(found, key=_order))


def _recorded(sessions: Iterable[Session]) -> dict[str, datetime | None]:
    return {f"{session.id}#{event.id}": event.when or session.started for session in sessions for event in session.events}


def _of(
    session: Session,
    project: Project,
    as_of: datetime,
    origins: dict[str, object],
    recorded: dict[str, datetime | None],
    bugs: Collection[str] | None,
) -> Iterable[OpenItem]:
    case = Case(Facts(session=session, as_of=as_of, project=project))
    found: tuple[NextStep | Bug, ...] = case.open_items
    if bugs is not None:
        left = (bug for bug in session.of(Bug) if f"{session.id}#{bug.id}" in bugs and bug.id not in case.closings)
        found = (*case.open_steps, *left)
    for event in found:
        known = [instant for name in _chain(f"{session.id}#{event.id}", origins) if (instant := recorded.get(name))]
        yield OpenItem(
            session=session.id,
            event=event,
            since=min(known, default=None),
            carried=times_carried(event),
            services=tuple(dict.fromkeys(case.canonical(name) for name in event.services)),
        )


def _chain(name: str, origins: dict[str, object]) -> list[str]:
    """The names under which earlier sessions knew an item, this one first; a circle ends where it closes."""
    chain = [name]
    while (origin := origins.get(chain[-1])) and str(origin) not in chain:
        chain.append(str(origin))
    return chain


def _order(item: OpenItem) -> tuple[bool, int, bool, float, str]:
    return (
        item.priority is None,
        item.priority or 0,
        item.since is None,
        item.since.timestamp() if item.since else 0.0,
        item.name,
    )


# By what a list may be ordered; what is alike in it comes by priority, then by age.
ORDERS: dict[str, Callable[[OpenItem], tuple[object, ...]]] = {
    "priority": lambda _: (),
    "owner": lambda item: (item.owner is None, (item.owner or "").casefold()),
    "service": lambda item: (not item.services, *item.services[:1]),
    "age": lambda item: (item.since is None, item.since.timestamp() if item.since else 0.0),
    "carried": lambda item: (-item.carried,),
}


def matching(
    items: Iterable[OpenItem],
    as_of: datetime,
    owner: str | None = None,
    service: str | None = None,
    older_than: timedelta | None = None,
    carried: int = 0,
) -> tuple[OpenItem, ...]:
    """Those of an owner (`nobody` for none), about a service, older than so long, and carried so many times or more.

    An unknown age is older than any.
    """
    return tuple(
        item
        for item in items
        if (owner is None or (item.owner or "nobody").casefold() == owner.casefold())
        and (service is None or service in item.services)
        and (older_than is None or item.since is None or as_of - item.since > older_than)
        and item.carried >= carried
    )
