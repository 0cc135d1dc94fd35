"""Next steps, learnings and open boxes."""

from __future__ import annotations

import re

from handoff.markdown.document import Document, Section, Statement
from handoff.markdown.outline import Outline, summary, told
from handoff.markdown.owners import named_without_owner
from handoff.markdown.purposes import LESSON, PLAN
from handoff.markdown.roles import role_of
from handoff.markdown.wording import shown
from handoff.model.events import Command, Learning, NextStep
from handoff.model.expression import expression

_PRIORITY = expression(r"\b(?:priority|prio|p)\s?[#:]?\s?(\d)\b[:.\s—–-]{0,8}", re.IGNORECASE)
_ESTIMATE = expression(
    r"\(([~≈]?\s?\d{1,4}(?:\s?[-–]\s?\d{1,4})?\s?(?:min(?:ute)?s?|h(?:ours?|rs?)?|days?|weeks?))\)", re.IGNORECASE
)
_WRONG = expression(r"\b(?:wrong|poorly|badly)\b", re.IGNORECASE)
_WELL = expression(r"\b(?:well|right|worked)\b", re.IGNORECASE)
_SHELL = frozenset({"bash", "sh", "shell", "console", "powershell", "zsh"})
_MARKS = "✅✔☑✓❌"
_MOST_COMMANDS = 20


def read_steps(document: Document, outline: Outline) -> None:
    """Adds what is still to do, what was learned, and boxes that are open."""
    planned: set[int] = set()
    for section in document.root.within():
        role = role_of(section)
        if role == PLAN and section.heading is not None:
            if _PRIORITY.search(section.title) or (_ESTIMATE.search(section.title) and section.statements):
                _section(section, section.heading, outline)
                planned.update(statement.order for statement in section.statements)
            else:
                for statement in section.statements:
                    if _is_step(statement):
                        _item(statement, outline)
                        planned.add(statement.order)
        elif role == LESSON:
            _learnings(section, outline)
    for item in document.items:
        if item.open and item.statements and item.statements[0].order not in planned:
            first = item.statements[0]
            outline.add(
                NextStep(
                    id=outline.name(named_without_owner(first.text)),
                    summary=summary(first.raw),
                    tags=("checklist",),
                    place=outline.place(first.line),
                )
            )


def _section(section: Section, heading: Statement, outline: Outline) -> None:
    """A step that has a section of its own: "Priority 1: Merge (30 min)"."""
    priority, estimate = _PRIORITY.search(heading.text), _ESTIMATE.search(heading.text)
    whole = shown(heading.raw)
    name = _ESTIMATE.sub("", _PRIORITY.sub("", whole)).strip(" :—–-") or whole
    fields = {statement.key.lower(): statement for statement in section.statements if statement.key}
    why, how = fields.get("why"), fields.get("how")
    listed = [shown(one.raw) for one in section.statements if one.item is not None and one.first and one.item.parent is None]
    commands = [
        Command(run=line.strip())
        for fence in section.fences
        if fence.language in _SHELL
        for line in fence.text.replace("\\\n", " ").split("\n")
        if line.strip() and not line.lstrip().startswith("#")
    ]
    outline.add(
        NextStep(
            id=outline.name(name),
            summary=summary(name),
            priority=int(priority[1]) if priority else None,
            estimate=estimate[1].strip() if estimate else None,
            why=told(why) or None if why else None,
            how=(told(how) if how and how.value else "\n".join(listed)) or None,
            commands=tuple(commands[:_MOST_COMMANDS]),
            place=outline.place(heading.line),
        )
    )


def _is_step(statement: Statement) -> bool:
    item = statement.item
    if item is None or item.parent is not None or item.checked or item.statements[0] is not statement:
        return False
    return len(statement.text) > 3 and not any(mark in statement.text[:4] for mark in _MARKS)


def _item(statement: Statement, outline: Outline) -> None:
    estimate, item = _ESTIMATE.search(statement.text), statement.item
    outline.add(
        NextStep(
            id=outline.name(named_without_owner(statement.text)),
            summary=summary(_ESTIMATE.sub("", statement.raw)),
            priority=item.number if item and item.number and item.number < 10 else None,
            estimate=estimate[1].strip() if estimate else None,
            tags=("checklist",) if item and item.open else (),
            place=outline.place(statement.line),
        )
    )


def _learnings(section: Section, outline: Outline) -> None:
    went = "wrong" if _WRONG.search(section.title) else "well" if _WELL.search(section.title) else None
    for statement in section.statements:
        if statement.first and statement.item is not None and statement.item.parent is None:
            outline.add(
                Learning(
                    id=outline.name(statement.text),
                    summary=summary(statement.raw),
                    went=went,  # type: ignore[arg-type]  # one of the three
                    place=outline.place(statement.line),
                )
            )
