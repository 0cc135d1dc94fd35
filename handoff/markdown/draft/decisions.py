"""Decisions of a document: the items and parts of a section about decisions, and fields that name one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handoff.markdown.document import Document, Section, Statement
from handoff.markdown.outline import Outline, summary, told
from handoff.model.events import Decision
from handoff.model.expression import expression

_SECTION = expression(r"\W{0,8}(?:[\w&/-]{1,30}\s+){0,3}decisions(?:\s+(?:made|taken|log|and \w{1,20}))?\W{0,8}", re.IGNORECASE)
_ONE = expression(r"\W{0,8}decision\s{0,3}#?\d{0,3}\s{0,3}[:.—–-]\s{0,3}(\S.*)", re.IGNORECASE)
_NUMBERED = expression(r"^\W{0,8}\d{1,3}[.):]\s+")
_FIELDS = {
    "decision": "chosen", "chosen": "chosen", "choice": "chosen", "we chose": "chosen", "question": "question",
    "why": "why", "rationale": "why", "reason": "why", "reasoning": "why", "because": "why",
    "alternatives": "alternatives", "alternatives considered": "alternatives", "alternative": "alternatives",
    "rejected": "alternatives", "options considered": "alternatives",
}  # fmt: skip


def decisions(document: Document, outline: Outline) -> Iterator[Decision]:
    """Every decision, with what was chosen, why, and what else was thought of where fields say so."""
    for section in document.root.within():
        heading = section.heading
        if heading is None:
            continue
        if match := _ONE.match(heading.text):
            yield _decision(heading, match[1], section.statements, outline)
        elif _SECTION.fullmatch(heading.text):
            yield from _listed(section, outline)


def _listed(section: Section, outline: Outline) -> Iterator[Decision]:
    for statement in section.statements:
        item = statement.item
        if item is not None and item.parent is None and item.statements[0] is statement:
            inside = [one for child in (item, *item.children) for one in child.statements]
            yield _decision(statement, statement.raw, inside, outline)
    for child in section.children:
        if child.heading is not None:
            yield _decision(child.heading, _NUMBERED.sub("", child.heading.raw), child.statements, outline)


def _decision(head: Statement, words: str, inside: list[Statement], outline: Outline) -> Decision:
    said: dict[str, str] = {}
    for statement in inside:
        field = _FIELDS.get(statement.key.lower())
        if field is not None and statement.value:
            said.setdefault(field, told(statement))
    others = said.pop("alternatives", None)
    return Decision(
        id=outline.name(head.text),
        summary=summary(words),
        alternatives=(others,) if others else (),
        place=outline.place(head.line),
        **said,  # type: ignore[arg-type]  # the fields named above are texts
    )
