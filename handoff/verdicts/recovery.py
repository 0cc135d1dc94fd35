"""Principle 8: from when to when a thing was broken, as far as a check can tell."""

from __future__ import annotations

from datetime import datetime

from handoff.model.claim import Exhibit
from handoff.model.events import Bug
from handoff.verdicts.hearing import Hearing


def broken_while(case: Hearing, bug: Bug, exhibit: Exhibit) -> tuple[datetime, datetime] | None:
    """From when a bug was there until what it broke was changed; None when one of the two is not known."""
    begun = bug.started or bug.detected or bug.at
    subjects = frozenset(map(case.canonical, bug.services)) | {bug.id}
    changed = mended(case, exhibit, subjects, begun) if begun else None
    return (begun, changed) if begun and changed else None


def mended(case: Hearing, exhibit: Exhibit, subjects: frozenset[str], begun: datetime) -> datetime | None:
    """Which change of the subjects ended what had begun to be broken, as far as this check tells; None when there was none.

    The last of all, unless the check was seen failing and then passing. Then it is the last that is not later than that pass:
    what was changed after it mended nothing. Only a look moves the end to an earlier change. A change, or a fix, that is
    written down can only move it to a later one: whether there was a change between the failure and the pass is therefore not
    asked (principle 16 points it out), else a mere note of one would let a check show what it could not show before.
    """
    return case.last_change(subjects, _healed(case, exhibit, subjects, begun))


def _healed(case: Hearing, exhibit: Exhibit, subjects: frozenset[str], begun: datetime) -> datetime | None:
    """The first pass after the last failure of the check, and of all others that were red by then; None where one is red."""
    history, by_hand = case.history(exhibit), case.mended_by_hand(subjects)
    own = history.healed(begun, by_hand) if history is not None else None
    if own is None or own[1] is None:
        return None
    latest = own[1]
    for beside in case.histories_of(subjects):
        other = beside.healed(begun, by_hand)
        if other is not None and other[0] <= own[1]:
            if other[1] is None:
                return None
            latest = max(latest, other[1])
    return latest
