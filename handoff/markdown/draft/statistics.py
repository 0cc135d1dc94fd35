"""Numbers that a document lists as statistics, as claims that state a value."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from handoff.markdown.document import Document, Statement
from handoff.markdown.outline import Outline, summary
from handoff.markdown.wording import shown
from handoff.model.events import ClaimEvent
from handoff.model.expression import expression
from handoff.model.value import read_value

_SECTION = expression(
    r"\W{0,8}(?:[\w&/-]{1,30}\s+){0,3}(?:statistics|stats|metrics|figures|numbers|by the numbers|estadísticas|statistik)"
    r"(?:\s+summary)?\W{0,8}",
    re.IGNORECASE,
)
_FIRST = expression(
    r"[~≈]?\s?(\d[\d,]{0,15}(?:\.\d{1,6})?(?:\s?(?:/|of)\s?\d[\d,]{0,15})?\s?%?(?:\s(?!\()[^\W\d][\w-]{0,20}){0,3})"
)
_MORE = expression(r"\s*(?:→|->|=>|-|–|to\b)\s*[~≈]?\d")


def statistics(document: Document, outline: Outline, claimed: Collection[int]) -> Iterator[ClaimEvent]:
    """Every listed number. `claimed` are the lines on which a claim was found already."""
    for statement in document.statements:
        if statement.line in claimed or statement.quoted or not _SECTION.fullmatch(statement.section.title):
            continue
        key, value = _pair(statement)
        match = _FIRST.match(value)
        if not key or match is None or _MORE.match(value, match.end()):
            continue
        yield ClaimEvent(
            id=outline.name(f"{key} {statement.line}" if not key.isascii() else key),
            summary=summary(f"{key}: {value}"),
            subject="session",
            predicate="value",
            value=read_value(match[1].strip()),
            place=outline.place(statement.line),
        )


def _pair(statement: Statement) -> tuple[str, str]:
    """What is counted, and how many it is: of a field, or of a row with two cells."""
    if statement.table is not None:
        return (shown(statement.raw_cells[0]), shown(statement.raw_cells[1])) if len(statement.raw_cells) == 2 else ("", "")
    if not statement.key:
        return "", ""
    key, _, value = shown(statement.raw).partition(":")
    return key.strip(), value.strip()
