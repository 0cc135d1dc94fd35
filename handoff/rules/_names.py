"""Names of services as events write them, and how far a name is from a declared one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handoff.model.events import ClaimEvent, Deployment, Evidence
from handoff.model.place import Place
from handoff.model.project import Project
from handoff.rules._record import Record

_SHORTEST = 5
_DIGITS = re.compile(r"\d+")


def service_names(record: Record) -> Iterator[tuple[str, str, Place]]:
    """Every name that stands where a service must stand, with its event and place."""
    for name in record.session.services:
        yield name, "", record.session.place.of("services")
    for event in record.session.events:
        if isinstance(event, Deployment):
            yield event.service, event.id, event.place.of("service")
        for name in getattr(event, "services", ()):
            yield name, event.id, event.place.of("services")


def subject_names(record: Record) -> Iterator[tuple[str, str, Place]]:
    """Every subject of claims and evidence that is no event of the record: it may be meant as a service."""
    for event in record.session.events:
        subject = event.subject if isinstance(event, ClaimEvent | Evidence) else None
        if subject and subject not in record.case.events and " " not in subject:
            yield subject, event.id, event.place.of("subject")


def declared_near(name: str, project: Project) -> str:
    """The declared service that a name misses by one letter; empty when it is declared itself, or near none."""
    if len(name) < _SHORTEST or project.service(name):
        return ""
    plain = _plain(name)
    for service in project.services:
        for known in service.names:
            if (
                len(known) >= _SHORTEST
                and one_letter_apart(plain, _plain(known))
                and _DIGITS.findall(name) == _DIGITS.findall(known)
            ):
                return service.id
    return ""


def _plain(name: str) -> str:
    return name.casefold().replace("_", "-")


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
