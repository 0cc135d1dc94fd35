"""What a look found that was not known: ids that stay, and facts that are not written twice."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import TypeVar

from handoff.model.observation import AnyObservation

Look = TypeVar("Look", bound=AnyObservation)
_NO_TIME = datetime(1970, 1, 1, tzinfo=UTC)


def named(looks: Iterable[Look], known: Sequence[AnyObservation], taken: Collection[str] = ()) -> list[Look]:
    """The looks with ids that nothing else has: events are `taken`, earlier looks are `known`.

    A look that found what the newest one at the same thing had found keeps its id; another one gets `-2`, `-3` … behind it.
    """
    newest = {look.key: look for look in known}
    used = {*taken, *(look.id for look in known)}
    done = []
    for look in looks:
        before = newest.get(look.key)
        if before is not None and same_facts(look, before):
            done.append(replace(look, id=before.id))
            continue
        id, number = look.id, 1
        while id in used:
            number += 1
            id = f"{look.id}-{number}"
        used.add(id)
        done.append(look if number == 1 else replace(look, id=id))
    return done


def fresh(looks: Iterable[Look], known: Sequence[AnyObservation]) -> list[Look]:
    """The looks that say something that the newest known look at the same thing does not."""
    newest = {look.key: look for look in known}
    return [look for look in looks if (before := newest.get(look.key)) is None or not same_facts(look, before)]


def same_facts(one: AnyObservation, other: AnyObservation) -> bool:
    """Whether two looks differ in nothing but their id and time."""
    return replace(one, id="", at=_NO_TIME) == replace(other, id="", at=_NO_TIME)
