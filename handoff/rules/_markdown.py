"""Guards for remarks on Markdown documents, which are read out of running text: where nobody can tell, nothing is said."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from handoff.model.claim import Claim
from handoff.model.expression import expression

_PAIR = expression(r"(\d{1,2}):(\d{2})\s?([AaPp])\.?[Mm]\.?\s*(?:-|–|—|\bto\b|\buntil\b)\s*(\d{1,2}):(\d{2})\s?([AaPp])\.?[Mm]")
_CHANGE = expression(r"→|->|\b(?:moved|changed?|shifted|earlier|faster|rescheduled)\b", re.IGNORECASE)
_BESIDE = expression(
    r"\d\s?(?:h|hours?|hrs?|m|min\w*)\b[^()|]{0,40}\([^()]{0,30}\d:\d\d|\d:\d\d[^()|]{0,20}\(\s?~?\d[^()]{0,30}\)",
    re.IGNORECASE,
)
_OF_THE_SESSION = expression(r"\b(?:session|duration|time)\b", re.IGNORECASE)
_HOURS = expression(r"\b\d+(\.\d)?\s?\+?\s?(?:hours?|hrs?|h)\b(?!\s?(?:and\s)?\d+\s?m)", re.IGNORECASE)
_DATE = expression(r"\d{4}-\d{2}-\d{2}|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d{1,2}\b", re.IGNORECASE)
_NOT_YET = expression(r"⏳|🔄|⬜|\b(?:pending|expected?|will|waiting|todo|plan\w*|scheduled|eta|tomorrow)\b", re.IGNORECASE)
_HAPPENED = expression(r"✅|✔|✓|❌|🚨|🔧|📝|🎉|\b\w+ed\b")
_NIGHT = timedelta(hours=6)
_SPOKEN_OF = expression(
    r"speaks against it: (?:#|//|--|[-*] )|severity\s*[>=:]|\bif\b|\bexpected\b|\bCRITICAL\)|\bgrep\b|\bWHERE\b|\bAND\b",
    re.IGNORECASE,
)


def ends_before_start(text: str) -> bool:
    """Whether a line states a range that ends before it starts and cannot run over night; both ends say AM or PM."""
    if _CHANGE.search(text):
        return False
    for match in _PAIR.finditer(text):
        first, last = _minute(match[1], match[2], match[3]), _minute(match[4], match[5], match[6])
        over_night = match[3] in "Pp" and match[6] in "Aa"
        if last < first and not over_night:
            return True
    return False


def is_of_its_times(text: str, own: bool) -> bool:
    """Whether a length of time is meant for the times it is held against: its `own`, right beside it, else the session's."""
    if _CHANGE.search(text):
        return False
    return (_BESIDE if own else _OF_THE_SESSION).search(text) is not None


def _minute(hour: str, minute: str, half: str) -> int:
    return (int(hour) % 12 + (12 if half in "Pp" else 0)) * 60 + int(minute)


def only_rounded(claim: Claim, length: timedelta) -> bool:
    """Whether a stated duration differs from the computed one by no more than people round."""
    if claim.value is None or claim.value.n is None:
        return False
    minutes = float(claim.value.n)
    if hours := _HOURS.search(claim.text):
        slack = 6.0 if hours[1] else 30.0
    else:
        slack = 30.0 if minutes % 60 == 0 else 2.5 if minutes % 5 == 0 else 1.0
    return abs(length.total_seconds() / 60 - minutes) <= slack


def belongs_elsewhere(text: str, before: timedelta | None) -> bool:
    """Whether a timeline's line tells of another day, of what is still to come, or of the time after midnight."""
    if _DATE.search(text) or _NOT_YET.search(text):
        return True
    return before > _NIGHT if before is not None else _HAPPENED.search(text) is None


def names_another_day(text: str) -> bool:
    """Whether a line has a date of its own."""
    return _DATE.search(text) is not None


def rounding(when: datetime | None) -> timedelta:
    """How far a wall time that somebody wrote from memory may be off: more when it is a full quarter of an hour."""
    return timedelta(minutes=15 if when is not None and when.minute % 15 == 0 else 5)


def is_spoken_of(why: str) -> bool:
    """Whether a line that holds a word of failure only speaks of it: a comment, a query, a condition, an expectation."""
    return _SPOKEN_OF.search(why) is not None
