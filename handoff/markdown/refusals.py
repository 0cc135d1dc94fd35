"""Outputs that say that what was asked is down, refuses or breaks: a status of 4xx or 5xx, an error for a body, an exception.

Such an output shows nothing to be up, to work or to be fixed. One that leaves no doubt speaks against a claim that it stands
under; a refusal may be what was wanted, and only shows nothing.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from handoff.markdown.document import Fence, Statement
from handoff.markdown.purposes import DESIGN, EXPECTATION, FAULT, INSTRUCTION, LEGEND, LESSON, PLAN, REASON, SYMPTOM
from handoff.markdown.roles import role_of
from handoff.markdown.tokens import LONGEST
from handoff.model.expression import expression

# What says of itself that it is so; a refused output shows none of these.
BELIED = frozenset({"up", "live", "ready", "work", "fix", "resolve", "answer"})
_ASKED = expression(r"[$❯]\s+\S|(?:curl|wget|https?|python3?)\s+\S")
_CODE = expression(r"(?:HTTP[ _]?(?:code|status)?\s?[:=]?\s?)?([45]\d\d)", re.IGNORECASE)
_STATUS_LINE = expression(r"(?:< )?HTTP/\d(?:\.\d)? ([1-5]\d\d)\b")
# What a program prints that shows the whole exchange: its own side, and the head of the answer.
_EXCHANGE = expression(r"[*><{}](?:\s|$)")
# "detail" is how problem details (RFC 9457, section 3.1) and the frameworks that follow them say what went wrong.
_BODY = expression(
    r"\{\s?[\"'](?:error|errors|detail)[\"']\s?:\s?(?!null\b|false\b|\"\"|''|\[\]|\{\}|0\b|None\b|False\b)\S"
    r"|\{(?:[^{}]{0,200},)?\s?[\"'](?:(?:success|ok)[\"']\s?:\s?(?i:false)|status(?:_?code)?[\"']\s?:\s?[45]\d\d)\b"
)
_RAISED = expression(r"(?:[A-Za-z_]\w{0,40}\.){0,6}[A-Z]\w{0,60}(?:Error|Exception)(?::\s.{0,400})?")
_TRACE = "Traceback (most recent call last):"
# A refusal that a guard gives, not something broken.
_GUARDED = expression(
    r"unauthori[sz]|authenticat|forbidden|blocked|not[ _]found|invalid|denied|required|missing|expired|limit|too many|exists"
    r"|bad request|validation|not allowed|disabled|credential|token|permission",
    re.IGNORECASE,
)
# Words by which an author wants the refusal, or tells of what was before.
_WANTED = expression(
    r"\b[45](?:\d\d|xx)\b|\b(?:refus\w*|reject\w*|block\w*|den(?:y|ied|ies)|forbid\w*|unauth\w*|errors?|fail\w*|exceptions?|raises?"
    r"|raised|crash\w*|unavailable|maintenance|down|fall-?back|expected|wanted|intended|invalid|limit\w*|throttl\w*|guard\w*"
    r"|disabled|removed|retired|hidden|closed|gone|before|previous\w*|formerly|symptoms?|problems?|issues?|bugs?|causes?"
    r"|reproduc\w*|protect\w*|firewalls?|waf|handl\w*|until|without|was|were|used to|old)\b",
    re.IGNORECASE,
)
_SILENT = frozenset({PLAN, INSTRUCTION, EXPECTATION, LEGEND, LESSON, SYMPTOM, REASON, DESIGN, FAULT})
# How much of an output is read.
_READ = 4000


class Refusal(NamedTuple):
    """The line that refuses, and whether nobody can have wanted it."""

    line: str
    broken: bool


def refusal_in(fence: Fence) -> Refusal | None:
    """What an output refuses; None when any command of it gave something else."""
    text = fence.text[:_READ]
    if not any(sign in text for sign in ("4", "5", "rror", "xception", "detail", "alse")):
        return None
    answers: list[list[str]] = [[]]
    for line in map(str.strip, text.split("\n")):
        if _ASKED.match(line):
            answers.append([])
        elif line:
            answers[-1].append(line)
    told = [_refused(lines) for lines in answers if lines]
    first = told[0] if told else None
    return None if first is None or None in told else first


def _refused(lines: list[str]) -> Refusal | None:
    if _EXCHANGE.match(lines[0]):
        # Of an answer that led elsewhere only the last one counts.
        lines = next((lines[at:] for at in reversed(range(len(lines))) if _STATUS_LINE.match(lines[at])), lines)
    first = lines[0][:LONGEST]
    status = _STATUS_LINE.match(first) or (_CODE.fullmatch(first) if len(lines) == 1 else None)
    if status and status[1] >= "4":
        return Refusal(first, status[1][0] == "5")
    if _BODY.match(" ".join(lines[:2])[:LONGEST]):
        body = " ".join(lines)[:LONGEST]
        return Refusal(body[:80], not _GUARDED.search(body))
    last = lines[-1][:LONGEST]
    if (len(lines) == 1 or _TRACE in lines) and _RAISED.fullmatch(last):
        return Refusal(last[:80], True)
    return None


def expects_refusal(statement: Statement) -> bool:
    """Whether a claim speaks of refusals or failures itself: then an output with one may be what shows it."""
    return _WANTED.search(statement.text[:LONGEST]) is not None


def belies(fence: Fence) -> str:
    """The words with which an output speaks against the statement right over it; nothing when that is in doubt."""
    lead = fence.lead
    if lead is None or lead.section is not fence.section or lead.quoted or expects_refusal(lead):
        return ""
    refusal = refusal_in(fence)
    if refusal is None or not refusal.broken or not (lead.introduces or _asks(fence)):
        return ""
    if fence.section.fences[-1] is not fence:
        # What stands behind it may tell how it was after that.
        return ""
    if role_of(fence.section) in _SILENT or _WANTED.search(fence.section.title):
        return ""
    return refusal.line


def _asks(fence: Fence) -> bool:
    first = next((line for line in map(str.strip, fence.text[:_READ].split("\n")) if line), "")
    return _ASKED.match(first) is not None
