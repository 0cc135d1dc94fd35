"""Principles 7 and 8: does evidence speak for or against, and would it have said the same while things were broken?"""

from __future__ import annotations

import re
from functools import lru_cache

from handoff.model.claim import Exhibit
from handoff.model.events import Bug, Evidence

# Words that programs print when they fail, in the spelling of programs; "0 FAILED" and "no ERROR" are successes.
_FAILURE = re.compile(
    r"(?<![\w-])(?:FAILED|FAILURE|ERROR|FATAL|CRITICAL|Traceback \(most recent call last\)|Segmentation fault|panic:)(?![\w-])"
)
# What stands before the word and takes its meaning: a denial, a condition, or the comparison of a query.
_TAKEN_BEFORE = re.compile(
    r"(?:(?:\b(?:0|no|zero|without(?: any)?|if|on|when|unless|or|for)|severity|level)\s*|[=<>:]\s*[\"'(]?\s*)$", re.IGNORECASE
)
_TAKEN_AFTER = re.compile(r"^(?:S)?\s*[:=]\s*0\b", re.IGNORECASE)
_COMMENT = re.compile(r"^\s*(?:#|//|--|/\*)")


def failure_in(output: str) -> str:
    """The first line of an output that says that something failed, or the empty text."""
    for match in _FAILURE.finditer(output):
        start = output.rfind("\n", 0, match.start()) + 1
        end = output.find("\n", match.end())
        line = output[start : end if end >= 0 else len(output)]
        taken = _TAKEN_BEFORE.search(output, max(start, match.start() - 20), match.start())
        if taken or _TAKEN_AFTER.match(output[match.end() : match.end() + 8]) or _COMMENT.match(line):
            continue
        return line.strip()
    return ""


def passed(evidence: Evidence) -> bool | None:
    """Whether quoted evidence speaks for (True), against (False), or cannot tell.

    What came back outranks what its author says of it, unless the author explains.
    """
    if evidence.outcome == "unclear":
        return None
    if not evidence.explanation:
        if evidence.exit not in (None, 0):
            return False
        if evidence.status is not None and evidence.status >= 400:
            return False
        if evidence.output and failure_in(evidence.output):
            return False
    return evidence.outcome != "failed"


@lru_cache(maxsize=256)
def _plain(text: str) -> str:
    return " ".join(re.findall(r"[a-z0-9_./-]+", text.casefold()))


_STATUS = re.compile(r"\b(?:http(?: status)?|status|returned?|gave|answers?)\W{0,3}(\d{3})\b", re.IGNORECASE)


def echoes(exhibit: Exhibit, symptom: str) -> bool:
    """Whether a piece of evidence says no more than a symptom that was recorded while the thing was broken."""
    told, shown = _plain(symptom), _plain(exhibit.text)
    if len(shown) >= 8 and (shown in told or told in shown):
        return True
    status = _STATUS.search(symptom)
    if status is None or not isinstance(exhibit.source, Evidence):
        return False
    if str(exhibit.source.status or "") != status[1] or exhibit.source.output:
        return False
    # The same status of the same sort of page; a page that nobody named is taken for the health page it mostly is.
    asked = _plain(exhibit.check)
    return "health" not in told or "health" in asked or "/" not in asked.removeprefix("http ").partition("//")[2]


def broken_like_this(exhibit: Exhibit, bug: Bug) -> str:
    """The symptom of a bug that the evidence merely repeats, or the empty text."""
    return next((symptom for symptom in bug.symptoms if echoes(exhibit, symptom)), "")
