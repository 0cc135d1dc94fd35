"""Who does a step and by when, where the step ends with it: "Backfill Tuesday (owner: Ann, by 2026-01-25)"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, time

from handoff.markdown.dates import date_in, without_dates
from handoff.model.events import NextStep
from handoff.model.expression import expression
from handoff.model.times import Clock

_BEHIND = expression(r"\s*\(([^()]{3,120})\)(?=\W*$)")
_PARTS = expression(r"\s*[,;·]\s*(?=\D)")
_OWNER = expression(r"(?:owners?|owned by|assignee|assigned to)\b\s*[:=]?\s*@?(\S.{0,60})", re.IGNORECASE)
_DUE = expression(r"(?:by|due(?: by| on)?|deadline)\b\s*[:=]?\s*(\S.{0,40})", re.IGNORECASE)
# A day is over when it ends.
_END = time(23, 59)


def with_owner(step: NextStep, clock: Clock) -> NextStep:
    """The step with the owner and the day that its summary ends with; what else stands in the brackets stays."""
    found = _BEHIND.search(step.summary)
    if found is None:
        return step
    owner, due, left = step.owner, step.due, []
    for part in _PARTS.split(found[1].strip()):
        if (named := _OWNER.fullmatch(part)) and owner is None:
            owner = named[1].strip()
        elif due is None and (day := _day(part)) is not None:
            due = datetime.combine(day, _END, clock.zone or UTC)
        else:
            left.append(part)
    if (owner, due) == (step.owner, step.due):
        return step
    rest = f" ({', '.join(left)})" if left else ""
    summary = f"{step.summary[: found.start()]}{rest}{step.summary[found.end() :]}".strip()
    return replace(step, owner=owner, due=due, summary=summary or step.summary)


def named_without_owner(text: str) -> str:
    """A step's text for its id: without the brackets that say whose it is and by when."""
    found = _BEHIND.search(text)
    if found is None or not any(_OWNER.fullmatch(part) or _DUE.fullmatch(part) for part in _PARTS.split(found[1].strip())):
        return text
    return f"{text[: found.start()]}{text[found.end() :]}"


def due_without_date(summary: str) -> str:
    """What the brackets behind a step say of its end when that is no day of the calendar: "due: Friday"; else nothing."""
    found = _BEHIND.search(summary)
    parts = _PARTS.split(found[1].strip()) if found is not None else ()
    return next((part for part in parts if _DUE.fullmatch(part) and _day(part) is None), "")


def _day(part: str) -> date | None:
    """The day that "by 2026-01-25" names; None where more than a day is said, or less."""
    named = _DUE.fullmatch(part)
    if named is None or without_dates(named[1]).strip(" ,."):
        return None
    return date_in(named[1])
