"""Numbered bugs of a document, each with its severity, symptoms, cause and fix."""

from __future__ import annotations

import re
from collections import defaultdict

from handoff.markdown.document import Document, Section, Statement
from handoff.markdown.outline import MOST, Outline, summary, told
from handoff.markdown.parts import part_by_heading
from handoff.markdown.patterns import SHA
from handoff.markdown.wording import shown
from handoff.model.events import Bug, Fix, RootCause, Severity
from handoff.model.expression import expression
from handoff.model.identifiers import slug_of

_HEADING = expression(
    r"\W{0,8}(?:bug|issue|problem|incident|defect|fault)\s{0,3}#?\s{0,3}\d+\b[\s:.—–-]{0,8}(.*)", re.IGNORECASE
)
_BUG = expression(r"\W{0,8}bug\b", re.IGNORECASE)
SEVERITY_KEYS = frozenset({"severity", "priority", "schweregrad", "severidad", "severidade", "sévérité", "gravité"})
_SEVERITIES: tuple[tuple[re.Pattern[str], Severity], ...] = (
    (expression(r"\b(?:critical|p0|sev-?[01]|blocker|kritisch|crítico|critique)\b", re.IGNORECASE), "critical"),
    (expression(r"\b(?:high|p1|sev-?2|major|hoch|alto|alta)\b", re.IGNORECASE), "high"),
    (expression(r"\b(?:medium|moderate|p2|sev-?3|mittel|media|médio)\b", re.IGNORECASE), "medium"),
    (expression(r"\b(?:low|minor|p3|p4|sev-?4|niedrig|baja|baixo)\b", re.IGNORECASE), "low"),
)
_PARTS = (
    ("symptom", expression(r"(?:symptoms?|observed|error|impact seen|síntomas?|sintomas?)\b", re.IGNORECASE)),
    ("cause", expression(r"(?:root )?(?:causes?|why|ursache|causa(?: raíz| raiz)?)\b", re.IGNORECASE)),
    (
        "fix",
        expression(
            r"(?:fix|fixes|solution|resolution|remedy|fix(?:es)? (?:applied|deployed)|solución|solução)\b", re.IGNORECASE
        ),
    ),
)
UNSURE = expression(r"\b(?:likely|probably|suspect|maybe|possibly|hypothesis)", re.IGNORECASE)


def read_bugs(document: Document, outline: Outline) -> None:
    """Adds the bugs that have a heading with a number, a severity or symptoms."""
    for section in document.root.within():
        heading = section.heading
        match = _HEADING.match(shown(heading.raw)) if heading is not None else None
        if heading is not None and match is not None:
            _bug(section, heading, match[1] or shown(heading.raw), outline)


def _bug(section: Section, heading: Statement, name: str, outline: Outline) -> None:
    inside = [statement for part in section.within() for statement in part.statements]
    parts: dict[str, list[Statement]] = defaultdict(list)
    severity: Severity | None = None
    for statement in inside:
        if statement.key.lower() in SEVERITY_KEYS:
            severity = severity or severity_in(statement.value)
        elif (part := _part(statement)) and not (statement.introduces and _is_label(statement)):
            parts[part].append(statement)
    # An issue with a number may be a ticket of any sort; a bug is one whatever is told of it.
    if severity is None and not parts["symptom"] and not _BUG.match(shown(heading.raw)):
        return
    bug = outline.name(f"bug {name}")
    outline.subjects.update((statement.order, bug) for statement in (heading, *inside))
    slug = slug_of(name, 96)
    outline.add(
        Bug(
            id=bug,
            summary=summary(name),
            severity=severity,
            services=tuple(dict.fromkeys(service for service in outline.services.values() if service in slug)),
            symptoms=tuple((told(statement) if statement.value else statement.raw)[:MOST] for statement in parts["symptom"]),
            place=outline.place(heading.line),
        )
    )
    for statement in parts["cause"][:1]:
        outline.add(
            RootCause(
                id=outline.name(f"cause of {bug}"),
                summary=summary(told(statement) if statement.value else statement.raw),
                bug=bug,
                verdict="suspected" if UNSURE.search(statement.text) else None,
                place=outline.place(statement.line),
            )
        )
    for statement in parts["fix"][:1]:
        outline.add(
            Fix(
                id=outline.name(f"fix of {bug}"),
                summary=summary(told(statement) if statement.value else statement.raw),
                bugs=(bug,),
                state="applied",
                commits=tuple(dict.fromkeys(sha for one in inside for sha in SHA.findall(one.raw))),
                place=outline.place(statement.line),
            )
        )


def _part(statement: Statement) -> str:
    """Which part of a bug's description a statement belongs to: by its own field, or by what introduces it."""
    item, lead = statement.item, statement.lead
    if item is not None and item.parent is not None and item.parent.statements:
        lead = item.parent.statements[0]
    names = [statement.key or (statement.text if statement.introduces else "")]
    if lead is not None and lead.block != statement.block:
        names.append(lead.key or lead.text)
    for name in names:
        for part, pattern in _PARTS:
            if pattern.match(name.strip("*_ :")):
                return part
    return part_by_heading(statement) or ""


def _is_label(statement: Statement) -> bool:
    name = (statement.key or statement.text).strip("*_ :")
    return any(pattern.match(name) for _part, pattern in _PARTS)


def severity_in(text: str) -> Severity | None:
    """The first degree that a text names, or None."""
    found = [(match.start(), severity) for pattern, severity in _SEVERITIES if (match := pattern.search(text))]
    return min(found)[1] if found else None
