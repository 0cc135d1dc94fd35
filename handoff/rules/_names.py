"""Names of services as events write them, and how far a name is from a declared one."""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import NamedTuple

from handoff.model.events import ClaimEvent, Evidence, fields_among
from handoff.model.expression import expression
from handoff.model.place import Place
from handoff.model.project import Project
from handoff.model.session import Session

_SHORTEST, _WORD = 5, 4
_NAMING = fields_among("service", "services")
_WITH_SUBJECT = (ClaimEvent, Evidence)
_DIGITS = expression(r"\d+")


class Named(NamedTuple):
    """A name as somebody wrote it: in an event (`event` is its id) or in the session's header, under which key."""

    name: str
    event: str
    holder: Place
    key: str

    @property
    def place(self) -> Place:
        """Where it stands."""
        return self.holder.of(self.key)


def service_names(session: Session) -> Iterator[Named]:
    """Every name that stands where a service must stand."""
    for name in session.services:
        yield Named(name, "", session.place, "services")
    for event in session.events:
        for field in _NAMING[type(event)]:
            named = getattr(event, field)
            for name in (named,) if isinstance(named, str) else named:
                yield Named(name, event.id, event.place, field)


def subject_names(session: Session, events: Container[str]) -> Iterator[Named]:
    """Every subject of claims and evidence that is none of the events: it may be meant as a service."""
    for event in session.events:
        subject = event.subject if isinstance(event, _WITH_SUBJECT) else None
        if subject and subject not in events and " " not in subject:
            yield Named(subject, event.id, event.place, "subject")


class Declared:
    """The declared names of a project, and which of them a name misses by one letter."""

    def __init__(self, project: Project) -> None:
        self._ids = {_plain(name): service.id for service in project.services for name in service.names}
        self._exact = {name.casefold() for service in project.services for name in service.names}
        self._known: dict[str, str] = {}

    def holds(self, name: str) -> bool:
        """Whether the name is declared, upper and lower case alike."""
        return name.casefold() in self._exact

    def near(self, name: str) -> str:
        """The service that a name misses by one letter; empty when it is declared itself, or near none."""
        if name not in self._known:
            self._known[name] = "" if self.holds(name) else self._search(name)
        return self._known[name]

    def _search(self, name: str) -> str:
        plain = _plain(name)
        for known, id in self._ids.items():
            if (
                min(len(plain), len(known)) >= _SHORTEST
                and _DIGITS.findall(plain) == _DIGITS.findall(known)
                and _slip(plain, known)
            ):
                return id
        return ""


_last: list[tuple[Project, Declared]] = []


def declared_by(project: Project) -> Declared:
    """The declared names of a project; the many sessions of one project share what was looked up."""
    if not _last or _last[0][0] is not project:
        _last[:] = [(project, Declared(project))]
    return _last[0][1]


def _plain(name: str) -> str:
    return name.casefold().replace("_", "-")


def _slip(one: str, other: str) -> bool:
    """One letter apart within a word of four letters or more: `cache-a` and `cache-b` are two names."""
    if not one_letter_apart(one, other):
        return False
    words = zip(one.split("-"), other.split("-"), strict=False)
    return all(mine == theirs or min(len(mine), len(theirs)) >= _WORD for mine, theirs in words)


def one_letter_apart(one: str, other: str) -> bool:
    """Whether two names differ by one letter: added, left out, replaced, or two neighbours swapped; or only in `-` and `_`."""
    if abs(len(one) - len(other)) > 1:
        return False
    if len(one) > len(other):
        one, other = other, one
    start = next((place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))
    if len(one) < len(other):
        return one[start:] == other[start + 1 :]
    swapped = one[start + 1 : start + 2] + one[start : start + 1] == other[start : start + 2]
    return one[start + 1 :] == other[start + 1 :] or (swapped and one[start + 2 :] == other[start + 2 :])
