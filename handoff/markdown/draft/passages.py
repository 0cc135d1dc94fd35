"""The text of a document cut at its headings, without the lines that events of the draft hold word for word."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from handoff.markdown.document import Document, Item, Statement
from handoff.markdown.wording import bare
from handoff.model.expression import expression

_LEAD = expression(r"\s*(?:(?:[-*+]|\d{1,9}[.)])\s+(?:\[[ xX✓✔✅]\]\s+)?)?")
# A line break by two blanks in a paragraph: what follows is more of it.
_BREAK = expression(r"(?<=[^\s|`~\\]) {2,}$(?=\n[ \t]*[^\s#>|`~+*\d-])|(?<=[^\s|`~\\]) {2,}$(?=\n\*\*)", re.MULTILINE)
_ENDS = expression(r"[ \t]+$", re.MULTILINE)
_BLANK = expression(r"\n(?:[ \t]*\n){2,}")


@dataclass(frozen=True, slots=True)
class Passage:
    """What stands under one heading until the next: its Markdown without the heading, which is None before the first."""

    heading: Statement | None
    line: int
    text: str


def passages(document: Document, said: Mapping[int, Collection[str]]) -> list[Passage]:
    """The passages of a document, in order. What says no more than `said`, bare words by line, is left out."""
    lines = document.text.removeprefix("\ufeff").split("\n")
    left_out = set(_left_out(document, lines, said))
    headings = [section.heading for section in document.root.within() if section.heading is not None]
    starts = [(heading, heading.line + _height(heading, lines)) for heading in headings]
    first = document.front.count("\n") + 2 if document.front else 0
    begins = [(None, first), *starts]
    ends = [heading.line - 1 for heading in headings] + [len(lines)]
    return [
        Passage(heading, heading.line if heading else 1, _text(lines, begin, end, left_out))
        for (heading, begin), end in zip(begins, ends, strict=True)
    ]


def _height(heading: Statement, lines: list[str]) -> int:
    """How many lines a heading takes, less one: those with a rule below run over two or more."""
    if lines[heading.line - 1].lstrip("> \t0123456789.)*+-").startswith("#"):
        return 0
    return heading.raw.count("\n") + 1


def _text(lines: list[str], begin: int, end: int, left_out: Collection[int]) -> str:
    kept = [line for number, line in enumerate(lines[begin:end], begin + 1) if number not in left_out]
    text = _BLANK.sub("\n\n", "\n".join(kept)).strip("\n").rstrip()
    # YAML shows a text as it is only when no line of it ends in blanks; a backslash breaks a line as well as two blanks do.
    return _ENDS.sub("", _BREAK.sub(r"\\", text))


def _left_out(document: Document, lines: list[str], said: Mapping[int, Collection[str]]) -> Iterable[int]:
    spans = {id(one): _whole(one, lines) for one in document.statements if bare(one.raw) in said.get(one.line, ())}
    ordered: dict[tuple[int, int], list[Item]] = {}
    for item in document.items:
        if item.number is not None and item.statements:
            ordered.setdefault((id(item.parent), id(item.statements[0].section)), []).append(item)
    whole = {
        key for key, items in ordered.items() if not all(_leaf(item) and spans.get(id(item.statements[0])) for item in items)
    }
    for statement in document.statements:
        if (holder := statement.item) is not None and not _leaf(holder):
            continue
        # A list that lost some of its numbers would be another list.
        if holder is not None and holder.number is not None and (id(holder.parent), id(statement.section)) in whole:
            continue
        if statement.kind == "sentence" and not statement.quoted:
            yield from spans.get(id(statement)) or ()
    for fence in document.fences:
        if bare(fence.text) in said.get(fence.line, ()):
            yield from range(fence.line, fence.line + fence.text.count("\n") + 2)


def _leaf(item: Item) -> bool:
    """Whether an item is one statement and nothing else."""
    return len(item.statements) == 1 and not item.children and not item.fences


def _whole(statement: Statement, lines: list[str]) -> range | None:
    """The lines of a statement that shares them with nothing else."""
    stop = statement.line + statement.raw.count("\n")
    source = "\n".join(lines[statement.line - 1 : stop])
    same = bare(_LEAD.sub("", source, count=1)) == bare(statement.raw)
    alone = statement.item is not None or bool(statement.key)
    return range(statement.line, stop + 1) if same and alone else None
