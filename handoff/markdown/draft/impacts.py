"""Who or what was hurt: the items under a heading, label or field that says impact."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handoff.markdown.document import Document, Statement
from handoff.markdown.outline import Outline, summary, told
from handoff.markdown.roles import introduction
from handoff.model.events import Bug, Impact
from handoff.model.expression import expression

_IMPACT = expression(
    r"\W{0,8}(?:(?:user|business|customer|data|production|service|overall)\s+)?impact(?:\s+seen)?\W{0,8}", re.I
)


def impacts(document: Document, outline: Outline) -> Iterator[Impact]:
    """Every impact, with the bug that it is told of."""
    bugs = {event.id for events in outline.by_line.values() for event in events if isinstance(event, Bug)}
    for statement in document.statements:
        if _tells(statement):
            bug = outline.subjects.get(statement.order)
            yield Impact(
                id=outline.name(f"impact {statement.text}"),
                summary=summary(told(statement) if statement.value else statement.raw),
                bugs=(bug,) if bug in bugs else (),
                place=outline.place(statement.line),
            )


def _tells(statement: Statement) -> bool:
    if statement.kind != "sentence" or not statement.first:
        return False
    if statement.key:
        return bool(statement.value) and _IMPACT.fullmatch(statement.key) is not None
    item = statement.item
    if item is None or item.parent is not None or item.checkbox is not None:
        return False
    lead = introduction(statement)
    label = lead.text if lead is not None else statement.section.title
    return _IMPACT.fullmatch(label) is not None
