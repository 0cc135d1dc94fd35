"""Principle 7: does evidence speak for or against? What came back outranks what its author says of it."""

from __future__ import annotations

import re

from handoff.model.events import Evidence
from handoff.model.expression import expression

# Words that programs print when they fail, in the spelling of programs; "0 FAILED" and "no ERROR" are successes.
_FAILURES = (
    "FAILED",
    "FAILURE",
    "ERROR",
    "FATAL",
    "CRITICAL",
    "Traceback (most recent call last)",
    "Segmentation fault",
    "panic:",
)
# What must not stand before a word is looked at after it, so that the search need only look for first letters.
_FAILURE = expression("|".join(rf"{word}(?<![\w-]{word})(?![\w-])" for word in map(re.escape, _FAILURES)))
# What stands before the word and takes its meaning: a denial, a condition, or the comparison of a query.
_TAKEN_BEFORE = expression(
    r"(?:(?:\b(?:0|no|zero|without(?: any)?|if|on|when|unless|or|for)|severity|level)\s*|[=<>:]\s*[\"'(]?\s*)$", re.IGNORECASE
)
_TAKEN_AFTER = expression(r"S?\s*[:=]\s*0\b", re.IGNORECASE)
_COMMENT = expression(r"^\s*(?:#|//|--|/\*)")


def failure_in(output: str) -> str:
    """The first line of an output that says that something failed, or the empty text."""
    if not _FAILURE.search(output):
        return ""
    return next((line.strip() for line in output.split("\n") if _fails(line)), "")


def _fails(line: str) -> bool:
    return any(
        not (_TAKEN_BEFORE.search(line, max(0, match.start() - 20), match.start()) or _TAKEN_AFTER.match(line, match.end()))
        for match in _FAILURE.finditer(line)
        if not _COMMENT.match(line)
    )


def passed(evidence: Evidence) -> bool | None:
    """Whether quoted evidence speaks for (True), against (False), or cannot tell.

    What came back outranks what its author says of it. An explanation takes a failure back and makes no pass of it: that it
    passed is for the outcome to say.
    """
    if evidence.outcome == "unclear" or untold(evidence):
        return None
    if _failed(evidence) and not evidence.explanation:
        return False
    return evidence.outcome != "failed"


def untold(evidence: Evidence) -> bool:
    """Whether a failure is explained, and nobody says how it came out then."""
    return evidence.outcome is None and bool(evidence.explanation) and _failed(evidence)


def _failed(evidence: Evidence) -> bool:
    if evidence.exit not in (None, 0) or (evidence.status is not None and evidence.status >= 400):
        return True
    return bool(evidence.output and failure_in(evidence.output))
