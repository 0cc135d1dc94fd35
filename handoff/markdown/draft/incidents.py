"""Bugs told part by part, as post-mortems do: by fields, labels or headings that say symptom, cause or fix, or in a table.

Bugs that have a heading with a number are read elsewhere, because claims stand under it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from handoff.markdown.bugs import SEVERITY_KEYS, UNSURE, severity_in
from handoff.markdown.document import Document, Item, Section, Statement, Table
from handoff.markdown.entries import TIMELINE
from handoff.markdown.outline import MOST, Outline, summary, told
from handoff.markdown.parts import Part, bare_name, part_by_heading, part_named
from handoff.markdown.patterns import SHA
from handoff.markdown.purposes import INSTRUCTION, PLAN
from handoff.markdown.roles import role_of
from handoff.markdown.wording import shown
from handoff.model.events import Bug, Fix, RootCause, Severity
from handoff.model.expression import expression

# A task has a priority as well.
_SEVERITY_KEYS = SEVERITY_KEYS - {"priority"}
# Headings under which a whole is told once more, or looked into.
_OVERVIEW = expression(
    r"(?:(?:executive|incident|quick) )?(?:summary|overview)|tl;?dr|(?:incident )?details|description"
    r"|(?:résumé|resumen|resumo|sumário|sommaire|riepilogo)(?: (?:ejecutivo|executivo|exécutif|esecutivo))?|zusammenfassung"
    r"|(?:(?:initial|our|the) )?(?:investigation|analysis|diagnosis)",
    re.IGNORECASE,
)
# Headings that name a place in the document, and not what went wrong.
_PLACE = expression(
    r"(?:(?:key|main|quick|important) )?(?:numbers|figures|metrics|facts|findings|takeaways|stat(?:istic)?s|highlights)"
    r"|at a glance|(?:known|open|current|remaining) (?:issues?|problems?|bugs?)|(?:misc\w*|notes?|status|results?|context)",
    re.IGNORECASE,
)
# Under these nobody tells what happened.
_ADVICE = expression(
    r"\b(?:troubleshoot\w*|support|faq|common (?:issues|problems|errors|root causes)|runbook|playbook|guide|template)\b"
    r"|トラブルシューティング|よくある|故障排查|常见问题|排查",
    re.IGNORECASE,
)
_NUMBER = expression(r"^\W{0,4}\d{1,3}(?:\.\d{1,3})*[.):]\s+")
# What a template leaves to be filled in, and what is none.
_NOTHING = expression(r"\W*(?:[\[<{].*[\]>}]|tbd|todo|n/a|none|unknown|…|not applicable\b.*)?\W*", re.IGNORECASE)
_MOST_CAUSES = 8


@dataclass(slots=True)
class _Incident:
    """What is told of one bug; `head` is the heading or item that is about it."""

    section: Section
    head: Statement | None
    severity: Severity | None = None
    parts: dict[Part, list[Statement]] = field(default_factory=lambda: defaultdict(list))


def incidents(document: Document, outline: Outline) -> Iterator[Bug | RootCause | Fix]:
    """Every bug that is told with a cause, or with its severity and a symptom; then its causes and its fix."""
    made: list[_Incident] = []
    current: dict[int, _Incident] = {}
    for statement in document.statements:
        if statement.kind != "sentence" or statement.order in outline.subjects or _elsewhere(statement.section):
            continue
        owner = _item_about(statement) or _about(statement.section)
        part = _part_of(statement)
        one = current.get(id(owner))
        # What is told after a cause or a fix, by a field of its own, is the next one.
        again = part == "symptom" and part_named(statement.key) and one is not None and (one.parts["cause"] or one.parts["fix"])
        if one is None or again:
            head = statement if again else owner.statements[0] if isinstance(owner, Item) else owner.heading
            current[id(owner)] = one = _Incident(statement.section, head)
            made.append(one)
        if statement.key.lower() in _SEVERITY_KEYS:
            one.severity = one.severity or severity_in(statement.value)
        elif part:
            one.parts[part].append(statement)
    for one in made:
        if one.parts["cause"] or (one.severity and one.parts["symptom"]):
            yield from _events(one, outline)
    for table in document.tables:
        if not _elsewhere(table.section):
            yield from _rows(table, outline)


def _elsewhere(section: Section) -> bool:
    """Whether it is about what may come, or is to be done, and not about what happened."""
    return role_of(section) in (PLAN, INSTRUCTION) or _ADVICE.search(section.titles) is not None


def _item_about(statement: Statement) -> Item | None:
    """The list item that the item of a statement stands in, when that is no label."""
    item = statement.item.parent if statement.item is not None else None
    while item is not None and item.statements and (part_named(item.statements[0].key or item.statements[0].text)):
        item = item.parent
    return item if item is not None and item.statements else None


def _about(section: Section) -> Section:
    """The section that is about the bug: of one that holds a part of it, or tells it once more, that around it."""
    while section.parent is not None and (
        part_named(section.title) or _OVERVIEW.fullmatch(bare_name(section.title)) or TIMELINE.search(section.titles)
    ):
        section = section.parent
    return section


def _part_of(statement: Statement) -> Part | None:
    """Which part of a bug a statement tells: by its field, by the label before it, or by the heading right over it."""
    if _NOTHING.fullmatch(statement.value or statement.text):
        return None
    if statement.key and (part := part_named(statement.key)):
        return part if statement.value else None
    item, lead = statement.item, statement.lead
    if not statement.first or statement.introduces or (item is not None and item.checkbox is not None):
        return None
    if item is not None and item.parent is not None and item.parent.statements:
        lead = item.parent.statements[0]
    if lead is not None and lead.block != statement.block and not lead.value and (part := part_named(lead.key or lead.text)):
        return part
    return part_by_heading(statement)


def _events(one: _Incident, outline: Outline) -> Iterator[Bug | RootCause | Fix]:
    head, parts = one.head, one.parts
    name = _NUMBER.sub("", _words(head)) if head is not None else outline.title or "incident"
    if head is not None and head.kind == "heading" and _PLACE.fullmatch(bare_name(head.text)):
        name = _words((parts["symptom"] or parts["cause"])[0])
    line = head.line if head is not None else min(said[0].line for said in parts.values() if said)
    bug = Bug(
        id=outline.name(f"bug {name}"),
        summary=summary(name),
        severity=one.severity,
        symptoms=tuple(_words(statement)[:MOST] for statement in parts["symptom"]),
        place=outline.place(line),
    )
    yield bug
    for statement in parts["cause"][:_MOST_CAUSES]:
        yield _cause(statement, _words(statement), bug, outline)
    if fixes := parts["fix"]:
        yield _fix(fixes[0], _words(fixes[0]), " ".join(statement.raw for statement in fixes), bug, outline)


def _rows(table: Table, outline: Outline) -> Iterator[Bug | RootCause | Fix]:
    """A row of a table with a column for the problem, and one for its cause or its fix."""
    columns: dict[Part, int] = {}
    for number, header in enumerate(table.headers):
        if (part := part_named(header)) is not None:
            columns.setdefault(part, number)
    if "symptom" not in columns or len(columns) == 1:
        return
    degree = next((number for number, header in enumerate(table.headers) if header.lower().strip("* ") in _SEVERITY_KEYS), None)
    for row in table.rows:
        cells = {part: row.raw_cells[number] for part, number in columns.items() if number < len(row.raw_cells)}
        cells = {part: cell for part, cell in cells.items() if not _NOTHING.fullmatch(shown(cell))}
        if "symptom" not in cells or len(cells) == 1:
            continue
        problem = shown(cells["symptom"])
        bug = Bug(
            id=outline.name(f"bug {problem}"),
            summary=summary(problem),
            severity=severity_in(row.cells[degree]) if degree is not None and degree < len(row.cells) else None,
            symptoms=(problem[:MOST],),
            place=outline.place(row.line),
        )
        yield bug
        if "cause" in cells:
            yield _cause(row, cells["cause"], bug, outline)
        if "fix" in cells:
            yield _fix(row, cells["fix"], row.raw, bug, outline)


def _cause(statement: Statement, words: str, bug: Bug, outline: Outline) -> RootCause:
    return RootCause(
        id=outline.name(f"cause of {bug.id}"),
        summary=summary(words),
        bug=bug.id,
        verdict="suspected" if UNSURE.search(words) else None,
        place=outline.place(statement.line),
    )


def _fix(statement: Statement, words: str, around: str, bug: Bug, outline: Outline) -> Fix:
    return Fix(
        id=outline.name(f"fix of {bug.id}"),
        summary=summary(words),
        bugs=(bug.id,),
        commits=tuple(dict.fromkeys(SHA.findall(around))),
        place=outline.place(statement.line),
    )


def _words(statement: Statement) -> str:
    return told(statement) if statement.value else shown(statement.raw)
