"""A Markdown document cut into sections, list items, tables, fences and statements, each with its line.

markdown-it-py (CommonMark with GFM tables) finds the blocks; its inline pass is left out, because what is read here is the
source text of a block, and the pass costs more than all the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from handoff.markdown.sentences import plain, sentences

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_CHECKBOX = re.compile(r"\[([ xX✓✔✅])\](?=\s|$)\s*")
_FRONT_MATTER = re.compile(r"\ufeff?---[ \t]*\n(?:.*\n)*?(?:---|\.\.\.)[ \t]*(?:\n|$)")
_FIELD = re.compile(r"[^\w\s(\[\"'“`]*\s?([^\W_][\w /&().#'’+-]{0,47}?)\s{0,2}[:：](?:\s+|$)(?=(.*))", re.DOTALL)

Kind = Literal["heading", "sentence", "row"]


@dataclass(slots=True, eq=False)
class Section:
    """A heading and what stands under it until the next heading of its level. The text before any heading has none."""

    level: int
    parent: Section | None
    heading: Statement | None = None
    statements: list[Statement] = field(default_factory=list)
    fences: list[Fence] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    children: list[Section] = field(default_factory=list)
    role: str | None = None

    @property
    def title(self) -> str:
        """The heading's plain text; empty before the first heading."""
        return self.heading.text if self.heading else ""

    def chain(self) -> Iterator[Section]:
        """This section and those that hold it, innermost first."""
        section: Section | None = self
        while section is not None:
            yield section
            section = section.parent

    def within(self) -> Iterator[Section]:
        """This section and all its subsections, in order."""
        waiting = [self]
        while waiting:
            section = waiting.pop()
            yield section
            waiting.extend(reversed(section.children))


@dataclass(slots=True, eq=False)
class Item:
    """One list item. `checkbox` is what stands between its brackets; `number` is that of an ordered list."""

    line: int
    parent: Item | None
    number: int | None = None
    checkbox: str | None = None
    statements: list[Statement] = field(default_factory=list)
    children: list[Item] = field(default_factory=list)
    fences: list[Fence] = field(default_factory=list)

    @property
    def checked(self) -> bool:
        """Whether its box is ticked."""
        return self.checkbox is not None and self.checkbox in "xX✓✔✅"

    @property
    def open(self) -> bool:
        """Whether it has a box that is not ticked."""
        return self.checkbox is not None and not self.checked


@dataclass(slots=True, eq=False)
class Fence:
    """A fenced or indented block. `lead` is the statement that it follows."""

    line: int
    language: str
    text: str
    section: Section
    item: Item | None
    lead: Statement | None


@dataclass(slots=True, eq=False)
class Table:
    """A GFM table. `lead` is the statement that it follows; `rows` are statements with cells."""

    line: int
    headers: tuple[str, ...]
    section: Section
    lead: Statement | None
    rows: list[Statement] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Statement:
    """A sentence, heading or table row: the unit that can hold a claim.

    `raw` is its source, `text` is without markup (code spans stand as one private-use character). `key` and `value` are
    set when it reads `Key: value`. `block` numbers the paragraph or item it was cut from; `first` says it begins that.
    """

    kind: Kind
    line: int
    raw: str
    text: str
    section: Section
    block: int
    first: bool = True
    item: Item | None = None
    table: Table | None = None
    cells: tuple[str, ...] = ()
    raw_cells: tuple[str, ...] = ()
    quoted: bool = False
    lead: Statement | None = None
    key: str = ""
    value: str = ""
    order: int = 0
    opening: Statement | None = None
    footer: bool = False


@dataclass(slots=True, eq=False)
class Document:
    """A whole document. `front` is its YAML front matter, as text, without the fences."""

    text: str
    root: Section
    statements: list[Statement] = field(default_factory=list)
    fences: list[Fence] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    front: str = ""

    @property
    def title(self) -> Statement | None:
        """The first heading, if any."""
        return next((statement for statement in self.statements if statement.kind == "heading"), None)


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark").enable("table")
    return parser.disable(["inline", "text_join"])


def read_blocks(text: str) -> Document:
    """The document's blocks. Line numbers are those of `text`, from 1."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    front = ""
    body = text
    if text.startswith(("---", "\ufeff---")) and (match := _FRONT_MATTER.match(text)):
        front = match[0].split("\n", 1)[1].rstrip().removesuffix("---").removesuffix("...")
        body = "\n" * match[0].count("\n") + text[match.end() :]
    elif text.startswith("\ufeff"):
        body = text[1:]
    reader = _Reader(Document(text=text, root=Section(0, None), front=front))
    reader.read(_parser().parse(body))
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
        # The first statement of the current block, and whether a rule cut it off from its heading.
        self.opening: Statement | None = None
        self.footer = False

    def read(self, tokens: Sequence[Token]) -> None:
        position = 0
        while position < len(tokens):
            token = tokens[position]
            match token.type:
                case "inline":
                    self._paragraph(token)
                case "heading_open":
                    self._heading(token, tokens[position + 1])
                    position += 2
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

    @property
    def item(self) -> Item | None:
        return self.items[-1] if self.items else None

    @property
    def lead(self) -> Statement | None:
        return next((lead for lead in reversed(self.leads) if lead is not None), None)

    def _heading(self, opening: Token, inline: Token) -> None:
        level = int(opening.tag[1])
        self.footer = False
        while self.section.level >= level and self.section.parent is not None:
            self.section = self.section.parent
        section = Section(level, self.section)
        self.section.children.append(section)
        self.section = section
        raw = inline.content
        self.block += 1
        section.heading = self._add("heading", _line_of(opening), raw, plain(raw), first=True)
        self.leads = [None] * (len(self.lists) + 1)

    def _open_item(self, token: Token) -> None:
        number = self.lists[-1]
        if number is not None:
            self.lists[-1] = number + 1
        item = Item(_line_of(token), self.item, int(token.info) if token.info.isdigit() else number)
        if item.parent is not None:
            item.parent.children.append(item)
        self.items.append(item)
        self.document.items.append(item)
        self.leads[-1] = None

    def _paragraph(self, token: Token) -> None:
        raw, line = token.content, _line_of(token)
        self.block += 1
        item = self.item
        if item is not None and not item.statements and item.checkbox is None and (box := _CHECKBOX.match(raw)):
            item.checkbox = box[1]
            raw = raw[box.end() :] or "\u2060"
        first = True
        statement: Statement | None = None
        for offset, piece in sentences(raw):
            statement = self._add("sentence", line + offset, piece, plain(piece), first)
            first = False
        if statement is not None:
            self.leads[-1] = statement

    def _add(self, kind: Kind, line: int, raw: str, text: str, first: bool) -> Statement:
        lead = self.leads[-2] if len(self.leads) > 1 and self.items else self.leads[-1]
        statement = Statement(
            kind, line, raw, text, self.section, self.block, first, self.item, quoted=self.quotes > 0, lead=lead
        )
        if (
            kind != "heading"
            and (":" in text or "：" in text)
            and (match := _FIELD.match(text.lstrip("✅✔☑✓❌⚠️🟢🟡🔴 \ufe0f")))
        ):
            statement.key, statement.value = match[1].strip(), match[2].strip()
        self.opening = statement if first or self.opening is None else self.opening
        statement.opening, statement.footer = self.opening, self.footer and not self.items
        statement.order = len(self.document.statements)
        self.document.statements.append(statement)
        if kind != "heading":
            self.section.statements.append(statement)
            if self.items:
                self.items[-1].statements.append(statement)
        return statement

    def _fence(self, token: Token) -> None:
        language = token.info.strip().split(" ", 1)[0].lower()
        fence = Fence(_line_of(token), language, token.content, self.section, self.item, self.lead)
        self.document.fences.append(fence)
        self.section.fences.append(fence)
        if self.items:
            self.items[-1].fences.append(fence)

    def _table(self, tokens: Sequence[Token], position: int) -> int:
        table = Table(_line_of(tokens[position]), (), self.section, self.lead)
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
        cells = tuple(plain(cell) for cell in raw)
        self.block += 1
        statement = self._add("row", line, " | ".join(raw), " | ".join(cells), True)
        statement.key = statement.value = ""
        statement.table, statement.cells, statement.raw_cells, statement.lead = table, cells, raw, table.lead
        table.rows.append(statement)


def _line_of(token: Token) -> int:
    return token.map[0] + 1 if token.map else 1
