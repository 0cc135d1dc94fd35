"""Principle 5: how much a piece of evidence shows. Support flows down a ladder, refutation flows up it."""

from __future__ import annotations

from functools import cache

from handoff.model.events import Evidence
from handoff.model.predicates import CHANGE_LADDER, SERVICE_LADDER, Level, Predicate

_BY_VIA: dict[str | None, Level] = {
    "http": "live", "test-run": "tests-passed", "ci": "tests-passed", "platform": "deployed", "git": "committed",
    "file": "exists", "screenshot": "exists", "statement": "statement",
}  # fmt: skip


def level_of(evidence: Evidence) -> Level | None:
    """The level of quoted evidence: as its author says, but an HTTP status alone is never more than `live`.

    None when neither the author nor the way of looking tells.
    """
    if evidence.via == "http" and not evidence.output:
        return "live"
    return evidence.level or _BY_VIA.get(evidence.via)


def _ladder(level: str) -> tuple[Level, ...]:
    return next((ladder for ladder in (CHANGE_LADDER, SERVICE_LADDER) if level in ladder), ())


@cache
def shows(level: Level | None, predicate: Predicate) -> bool:
    """Whether evidence that passed at this level shows the predicate: the same rung or a higher one."""
    if level is None:
        return False
    ladder = _ladder(predicate)
    if level in ladder and predicate in ladder:
        return ladder.index(level) >= ladder.index(predicate)
    return level == predicate


@cache
def touches(level: Level | None, predicate: Predicate) -> bool:
    """Whether evidence of this level says anything of the predicate, however it came out."""
    return shows(level, predicate) or denies(level, predicate)


@cache
def denies(level: Level | None, predicate: Predicate) -> bool:
    """Whether evidence that failed at this level speaks against the predicate: the same rung or a lower one."""
    if level is None:
        return False
    ladder = _ladder(predicate)
    if level in ladder and predicate in ladder:
        return ladder.index(level) <= ladder.index(predicate)
    return level == predicate
