"""A session: a bounded stretch of work, its header and its events."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date, datetime
from typing import Annotated, Any, Literal, TypeVar, cast
from zoneinfo import ZoneInfo

from .events import AnyEvent, Event, kinds_with
from .frozen import dataclass
from .identifiers import SessionId, Slug, ZoneName
from .place import NOWHERE, Place
from .times import Clock

Kind = TypeVar("Kind", bound=Event)


# What `handoff import` writes into the head of a draft: the document that it was made of.
IMPORTED = "x-imported"


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkout:
    """The repository state that the session worked on, as its author names it."""

    id: Annotated[Slug | None, "the repository, by its id in handoff.toml"] = None
    branch: Annotated[str | None, "the branch"] = None
    commit: Annotated[str | None, "the commit that it stood at"] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One session: header first, events in the order of the file.

    `started` and `ended` are instants with the session's offset. `origin` tells a record from a Markdown document that was
    read into the same shape.
    """

    format: Annotated[Literal["1"], "version of this format"] = "1"
    id: Annotated[SessionId, "DATE-SLUG"]
    title: Annotated[str, "what the session was about"]
    timezone: Annotated[ZoneName | None, "IANA zone of its wall times"] = None
    started: Annotated[datetime | None, "when the work began"] = None
    ended: Annotated[datetime | None, "when the work stopped; open while missing"] = None
    by: Annotated[tuple[str, ...], "people and agents who did the work"] = ()
    repo: Annotated[Checkout | None, "branch and repository that the work was on"] = None
    previous: Annotated[tuple[SessionId, ...], "sessions that this one continues"] = ()
    services: Annotated[tuple[Slug, ...], "services in scope; the project's list when left out"] = ()
    summary: Annotated[str | None, "free text, Markdown"] = None
    tags: Annotated[tuple[Slug, ...], "labels"] = ()
    events: Annotated[tuple[AnyEvent, ...], "the record, oldest first"] = ()
    # Not from people.
    extra: Mapping[str, object] = field(default_factory=dict)
    place: Place = field(default=NOWHERE, compare=False, repr=False)
    origin: Literal["record", "markdown"] = "record"
    _by_kind: dict[type[Event], tuple[Event, ...]] = field(default_factory=dict, init=False, repr=False, compare=False)
    _by_key: dict[str, tuple[AnyEvent, ...]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def of(self, kind: type[Kind]) -> tuple[Kind, ...]:
        """The events of one kind, in order."""
        if not self._by_kind:
            found: dict[type[Event], list[Event]] = {}
            for event in self.events:
                found.setdefault(type(event), []).append(event)
            self._by_kind.update((one, tuple(events)) for one, events in found.items())
        return cast("tuple[Kind, ...]", self._by_kind.get(kind, ()))

    def marked(self, key: str) -> tuple[AnyEvent, ...]:
        """The events that have a key of their own by this name, `x-…`, in order; most sessions have none."""
        if key not in self._by_key:
            self._by_key[key] = tuple(event for event in self.events if key in event.extra)
        return self._by_key[key]

    def having(self, *fields: str) -> tuple[Any, ...]:
        """The events of the kinds that have fields of all these names, in order."""
        kinds = kinds_with(*fields)
        return tuple(event for event in self.events if type(event) in kinds)

    def event(self, id: str) -> AnyEvent | None:
        """The event with this id, or None."""
        return next((event for event in self.events if event.id == id), None)

    @property
    def open(self) -> bool:
        """Whether the work goes on: no end is recorded, and it was not told in a document, which tells of what is over."""
        return self.ended is None and IMPORTED not in self.extra

    @property
    def zone(self) -> ZoneInfo | None:
        """The session's zone."""
        return ZoneInfo(self.timezone) if self.timezone else None

    @property
    def day(self) -> date | None:
        """The date that a bare wall time belongs to: the local date on which the session started."""
        if self.started is None:
            return None
        return (self.started.astimezone(self.zone) if self.zone else self.started).date()

    @property
    def clock(self) -> Clock:
        """What the session's wall times are read against."""
        return Clock(self.zone, self.day)
