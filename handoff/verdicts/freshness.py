"""Principle 4: evidence must be younger than the last change of its subject, and within its age limit."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from handoff.model.claim import Claim, Exhibit
from handoff.model.project import Policy
from handoff.model.times import written
from handoff.verdicts.identity import bound
from handoff.verdicts.times import clock_text, spoken

if TYPE_CHECKING:
    from handoff.verdicts.case import Case

_LIMITS: dict[str, timedelta] = {
    "live": timedelta(days=1),
    "ready": timedelta(days=1),
    "functional": timedelta(days=7),
    "outcome": timedelta(days=7),
    "serving": timedelta(days=7),
    "absent": timedelta(days=7),
}


def limit_for(level: str, policy: Policy) -> timedelta | None:
    """How old evidence of this level may be when it is judged; None when it does not age."""
    return policy.freshness.get(level) or _LIMITS.get(level)


def too_old(case: Case, claim: Claim, exhibit: Exhibit) -> tuple[str, str] | None:
    """Evidence from before the last change of its subject, or beyond its limit: the reason, and its sentence."""
    if case.facts.session.origin == "markdown" or exhibit.at is None:
        return None
    changed = case.last_change(case.subjects_of(claim))
    if changed and exhibit.at < changed and not bound(case, claim, exhibit):
        return "predates-change", case.once(("predates", exhibit.id, changed), lambda: _predates(exhibit, changed))
    limit = limit_for(claim.predicate, case.policy)
    if limit and (
        aged := case.once(("aged", exhibit.id, exhibit.at, claim.predicate), lambda: _aged(case, claim, exhibit, limit))
    ):
        return "stale", aged
    return None


def _aged(case: Case, claim: Claim, exhibit: Exhibit, limit: timedelta) -> str:
    assert exhibit.at is not None  # noqa: S101 - only what bears a time ages
    if case.as_of - exhibit.at <= limit:
        return ""
    # Its instant and not its age: what is said must not change with every minute that passes.
    seen = clock_text(exhibit.at, case.facts.session.zone)
    return f"{exhibit.id} is of {seen}; {claim.predicate} keeps for {spoken(limit)}"


def _predates(exhibit: Exhibit, changed: datetime) -> str:
    assert exhibit.at is not None  # noqa: S101 - it is older than the change
    return f"{exhibit.id} was taken {spoken(changed - exhibit.at)} before the last change at {written(changed)}"
