"""What a look found that was not known: ids of its own, and git's facts that need not be written twice."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import TypeVar

from handoff.model.observation import AnyObservation

Look = TypeVar("Look", bound=AnyObservation)
_NO_TIME = datetime(1970, 1, 1, tzinfo=UTC)


def named(looks: Iterable[Look], known: Iterable[AnyObservation], taken: Collection[str] = ()) -> list[Look]:
    """The looks with ids that nothing else has: events are `taken`, earlier looks are `known`; else `-2`, `-3` … behind it."""
    used = {*taken, *(look.id for look in known)}
    done = []
    for look in looks:
        id, number = look.id, 1
        while id in used:
            number += 1
            id = f"{look.id}-{number}"
        used.add(id)
        done.append(look if number == 1 else replace(look, id=id))
    return done


def recognised(looks: Iterable[Look], known: Sequence[AnyObservation], taken: Collection[str] = ()) -> list[Look]:
    """The same for looks that are known already when they find what the newest one at the same thing found: those keep the
    id of that one, so that what cites it goes on doing so. Only for facts that do not age, as git's: a service that answers
    again has said something new."""
    newest = {look.key: look for look in known}
    looks = list(looks)
    old = {place: newest[look.key].id for place, look in enumerate(looks) if _same(look, newest.get(look.key))}
    fresh_ones = iter(named((look for place, look in enumerate(looks) if place not in old), known, taken))
    return [replace(look, id=old[place]) if place in old else next(fresh_ones) for place, look in enumerate(looks)]


def fresh(looks: Iterable[Look], known: Sequence[AnyObservation]) -> list[Look]:
    """The looks that say something that the newest known look at the same thing does not."""
    newest = {look.key: look for look in known}
    return [look for look in looks if not _same(look, newest.get(look.key))]


def _same(one: AnyObservation, other: AnyObservation | None) -> bool:
    """Whether two looks differ in nothing but their id and time."""
    return other is not None and replace(one, id="", at=_NO_TIME) == replace(other, id="", at=_NO_TIME)
