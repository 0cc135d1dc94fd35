"""Principle 8: what was also seen while the thing was broken cannot show that it is whole."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from handoff.model.claim import Claim, Exhibit
from handoff.model.events import Bug, Evidence
from handoff.model.expression import expression
from handoff.model.times import written
from handoff.verdicts.recovery import broken_while
from handoff.verdicts.sentences import brief

if TYPE_CHECKING:
    from handoff.verdicts.case import Case


@lru_cache(maxsize=256)
def _plain(text: str) -> str:
    return " ".join(re.findall(r"[a-z0-9_./-]+", text.casefold()))


_STATUS = expression(r"\b(?:http(?: status)?|status|returned?|gave|answers?)\W{0,3}(\d{3})\b", re.IGNORECASE)


def echoes(exhibit: Exhibit, symptom: str) -> bool:
    """Whether a piece of evidence says no more than a symptom that was recorded while the thing was broken."""
    told, shown = _plain(symptom), _plain(exhibit.text)
    if len(shown) >= 8 and (shown in told or told in shown):
        return True
    source = exhibit.source
    if not isinstance(source, Evidence) or source.output or not source.status:
        return False
    status = _STATUS.search(symptom)
    if status is None or str(source.status) != status[1]:
        return False
    # The same status of the same sort of page; a page that nobody named is taken for the health page it mostly is.
    asked = _plain(exhibit.check)
    return "health" not in told or "health" in asked or "/" not in asked.rpartition("//")[2]


def broken_like_this(exhibit: Exhibit, bug: Bug) -> str:
    """The symptom of a bug that the evidence merely repeats, or the empty text."""
    return next((symptom for symptom in bug.symptoms if echoes(exhibit, symptom)), "")


def undiscerning(case: Case, claim: Claim, exhibit: Exhibit) -> str:
    """Why the evidence would have come out the same while the thing was broken, or the empty text."""
    return case.once(("undiscerning", exhibit.id, claim.subject), lambda: _undiscerning(case, claim, exhibit))


def _undiscerning(case: Case, claim: Claim, exhibit: Exhibit) -> str:
    history = case.history(exhibit)
    for bug in case.bugs_of(claim):
        if symptom := broken_like_this(exhibit, bug):
            return f"{exhibit.id} shows what was also seen while {bug.id} was broken: {brief(symptom)}"
        broken = broken_while(case, bug, exhibit) if history is not None else None
        if history is not None and broken and (passed := history.passed_between(*broken)):
            return f"{exhibit.id}: the same check also passed at {written(passed)}, while {bug.id} was broken"
    return ""
