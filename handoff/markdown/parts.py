"""Parts of a bug's description by the names that people give them: what was seen, why it was so, what was done."""

from __future__ import annotations

import re
from typing import Literal

from handoff.markdown.document import Statement
from handoff.model.expression import expression

Part = Literal["symptom", "cause", "fix"]

_PARTS: tuple[tuple[Part, re.Pattern[str]], ...] = (
    (
        "symptom",
        expression(
            r"(?:the )?(?:symptoms?|problem(?: statement)?|issue|bug|error(?: message)?|what (?:happened|broke|users saw)"
            r"|observed(?: behaviou?r)?|user[- ]visible (?:symptoms?|impact)|symptômes?|symptome|síntomas?|sintomas?|problème"
            r"|problema|fehlerbild|症状|現象|问题|問題)",
            re.IGNORECASE,
        ),
    ),
    (
        "cause",
        expression(
            r"(?:the )?(?:(?:technical|likely|probable|suspected|actual|main|primary|direct|immediate|underlying) )?"
            r"(?:root[- ]causes?|cause|causes|rca)"
            r"(?: (?:analysis|summary|identified|statement))?|causes? racines?|causas? (?:ra[ií]z|principal)|ursachen?"
            r"|grundursache|根本原因|原因|根因",
            re.IGNORECASE,
        ),
    ),
    (
        "fix",
        expression(
            r"(?:the )?(?:fix|fixes|solution|resolution|remedy|remediation|corrective actions?|actions correctives.{0,24}"
            r"|correctif|solución|solução|lösung|behebung|修正|解决方案|修复)(?: (?:applied|implemented|deployed))?",
            re.IGNORECASE,
        ),
    ),
)
_BEFORE = expression(r"^\W*(?:\d{1,3}(?:\.\d{1,3})*[.):]?\s+)?")
_BEHIND = expression(r"(?:\s*\([^()]{0,60}\))?[\W_]*$")


def bare_name(name: str) -> str:
    """A heading or label without its number, its marks, and what stands in brackets behind it."""
    return _BEHIND.sub("", _BEFORE.sub("", name[:120]))


def part_named(name: str) -> Part | None:
    """The part that a heading, label or field names as a whole, or None."""
    bare = bare_name(name)
    return next((part for part, pattern in _PARTS if pattern.fullmatch(bare)), None) if bare else None


def part_by_heading(statement: Statement) -> Part | None:
    """The part that a statement tells by the heading right over it: the first paragraph under it does, or the first list."""
    part, item = part_named(statement.section.title), statement.item
    if part is None or not statement.first or (item is not None and item.parent is not None):
        return None
    opening = statement.section.statements[0]
    follows = item is not None and (opening.item is not None or statement.lead is opening)
    return part if statement is opening or follows else None
