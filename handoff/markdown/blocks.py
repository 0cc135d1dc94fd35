"""A Markdown document cut into sections, list items, tables, fences and statements, each with its line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from handoff.markdown.document import Document, Fence, Item, Kind, Section, Statement, Table
from handoff.markdown.parser import blocks_of
from handoff.markdown.sentences import plain, sentences
from handoff.model.expression import expression

if TYPE_CHECKING:
    from markdown_it.token import Token

_CHECKBOX = expression(r"\[([ xX✓✔✅])\](?=\s|$)\s*")
_FRONT_MATTER = expression(r"\ufeff?---[ \t]*\n(?:(?!---[ \t]*$|\.\.\.[ \t]*$).*\n)*(?:---|\.\.\.)[ \t]*(?:\n|$)", re.MULTILINE)
_FRONT_STATUS = expression(
    r"(status|state|result|outcome|verdict|resolution|health|score|progress|summary)"
    r":[ \t]+[\"']?([^\"'\[{|>#][^\"'#]{0,200})[\"']?[ \t]*(?:#.*)?",
    re.IGNORECASE,
)
# What such a field says of the document itself, and not of what it tells of.
_LIFE_OF_A_TEXT = frozenset({"stable", "active", "published", "released", "current", "accepted", "final", "live"})
# A sentence among the items of a list there: four words or more.
_FRONT_ITEM = expression(r"[ \t]{0,8}-[ \t]+[\"']?([^\s\"']+(?:[ \t]+[^\s\"]+){3,60})[\"']?[ \t]*")
_FIELD = expression(r"[^\w\s(\[\"'“`]{0,8}\s?([^\W_][\w /&().#'’+-]{0,47}?)\s{0,2}[:：](?:\s+|$)(?=(.*))", re.DOTALL)
# What goes on for longer without an end is data: nobody writes, or reads, such a sentence.
_LONGEST = 20_000
_DECORATION = "✅✔☑✓❌⚠🟢🟡🔴\ufe0f "


def read_blocks(text: str) -> Document:
    """The document's blocks. Line numbers are those of `text`, from 1."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    front = ""
    body = text.removeprefix("\ufeff")
    if body.startswith("---") and (match := _FRONT_MATTER.match(text)):
        front = match[0].split("\n", 1)[1].rstrip().removesuffix("---").removesuffix("...")
        body = "\n" * match[0].count("\n") + text[match.end() :]
    reader = _Reader(Document(text=text, root=Section(0, None), front=front))
    reader.read_front(front)
    reader.read(blocks_of(body))
    return reader.document


class _Reader:
    """Walks the parser's tokens once."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.section = document.root
        self.items: list[Item] = []
        self.lists: list[int | None] = []
        self.quotes = 0
        self.block = 0
        # The statement that a table, list or fence would follow; one for each level of lists.
        self.leads: list[Statement | None] = [None]
        self.opening: Statement | None = None
        self.footer = False
        self.fence: Fence | None = None

    def read_front(self, front: str) -> None:
        """The fields of the front matter that say how things stand are statements of the document."""
        for number, line in enumerate(front.split("\n")):
            if (match := _FRONT_STATUS.fullmatch(line)) and match[2].strip().lower() not in _LIFE_OF_A_TEXT:
                self.block += 1
                self._add("sentence", number + 2, f"{match[1]}: {match[2].strip()}", True)
            elif match := _FRONT_ITEM.fullmatch(line):
                self.block += 1
                self._add("sentence", number + 2, match[1], True)
        self.leads = [None]

    def read(self, tokens: Sequence[Token]) -> None:
        position = 0
        while position < len(tokens):
            token = tokens[position]
            match token.type:
                case "inline":
                    self._paragraph(token)
                case "heading_open":
                    self._heading(token, tokens[position + 1])
                    position += 1
                case "bullet_list_open" | "ordered_list_open":
                    self.lists.append(int(token.attrs.get("start", 1)) if token.type[0] == "o" else None)
                    self.leads.append(None)
                case "bullet_list_close" | "ordered_list_close":
                    self.lists.pop()
                    self.leads.pop()
                case "list_item_open":
                    self._open_item(token)
                case "list_item_close":
                    self.items.pop()
                case "fence" | "code_block":
                    self._fence(token)
                case "table_open":
                    position = self._table(tokens, position)
                case "blockquote_open":
                    self.quotes += 1
                case "blockquote_close":
                    self.quotes -= 1
                case "hr":
                    self.leads[-1] = None
                    self.footer = True
            position += 1

    def _heading(self, opening: Token, inline: Token) -> None:
        level = int(opening.tag[1])
        self.footer = False
        while self.section.level >= level and self.section.parent is not None:
            self.section = self.section.parent
        section = Section(level, self.section)
        self.section.children.append(section)
        self.section = section
        self.block += 1
        section.heading = self._add("heading", _line_of(opening), inline.content, True)
        self.leads = [None] * (len(self.lists) + 1)

    def _open_item(self, token: Token) -> None:
        number = self.lists[-1]
        if number is not None:
            self.lists[-1] = number + 1
        parent = self.items[-1] if self.items else None
        item = Item(_line_of(token), parent, int(token.info) if token.info.isdecimal() else number)
        if parent is not None:
            parent.children.append(item)
        self.items.append(item)
        self.document.items.append(item)
        self.leads[-1] = None

    def _paragraph(self, token: Token) -> None:
        raw, line = token.content, _line_of(token)
        self.block += 1
        item = self.items[-1] if self.items else None
        if item is not None and not item.statements and item.checkbox is None and (box := _CHECKBOX.match(raw)):
            item.checkbox = box[1]
            raw = raw[box.end() :] or "\u2060"
        first = True
        for offset, piece in sentences(raw):
            self.leads[-1] = self._add("sentence", line + offset, piece, first)
            first = False

    def _add(self, kind: Kind, line: int, raw: str, first: bool) -> Statement:
        document, items = self.document, self.items
        raw = raw[:_LONGEST]
        text = plain(raw)
        statement = Statement(
            kind, line, raw, text, self.section, self.block, len(document.statements), first, items[-1] if items else None,
            self.quotes > 0, self.leads[-2] if items else self.leads[-1],
        )  # fmt: skip
        if first:
            self.opening = statement
        statement.opening, statement.footer = self.opening, self.footer and not items
        if kind == "sentence" and (":" in text or "：" in text) and (match := _FIELD.match(text.lstrip(_DECORATION))):
            statement.key, statement.value = match[1].strip(), match[2].strip()
        document.statements.append(statement)
        if self.fence is not None:
            # A fence within an item belongs to that item, not to the next.
            if self.fence.item is None or self.fence.item is statement.item:
                self.fence.follower = statement
            self.fence = None
        if kind != "heading":
            self.section.statements.append(statement)
            if items:
                items[-1].statements.append(statement)
        return statement

    def _fence(self, token: Token) -> None:
        language = token.info.strip().split(" ", 1)[0].lower()
        lead = next((lead for lead in reversed(self.leads) if lead is not None), None)
        item = self.items[-1] if self.items else None
        self.fence = Fence(_line_of(token), language, token.content, self.section, item, lead)
        self.document.fences.append(self.fence)
        self.section.fences.append(self.fence)
        if item is not None:
            item.fences.append(self.fence)

    def _table(self, tokens: Sequence[Token], position: int) -> int:
        lead = next((lead for lead in reversed(self.leads) if lead is not None), None)
        table = Table(_line_of(tokens[position]), (), self.section, lead)
        self.document.tables.append(table)
        self.section.tables.append(table)
        cells: list[str] = []
        line, head = 0, True
        while tokens[position].type != "table_close":
            token = tokens[position]
            if token.type == "tr_open":
                cells, line = [], _line_of(token)
            elif token.type == "inline":
                cells.append(token.content)
            elif token.type == "thead_close":
                head = False
            elif token.type == "tr_close":
                if head:
                    table.headers = tuple(plain(cell) for cell in cells)
                else:
                    self._row(table, line, tuple(cells))
            position += 1
        return position

    def _row(self, table: Table, line: int, raw: tuple[str, ...]) -> None:
        self.block += 1
        row = self._add("row", line, " | ".join(raw), True)
        row.table, row.lead, row.raw_cells = table, table.lead, raw
        row.cells = tuple(plain(cell) for cell in raw)
        table.rows.append(row)


def _line_of(token: Token) -> int:
    return token.map[0] + 1 if token.map else 1
