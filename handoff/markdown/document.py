"""What a Markdown document consists of: sections, list items, tables, fences, and statements that can hold a claim."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from handoff.model.expression import expression

# A column that is there to show what the others claim.
PROOF = expression(
    r"\b(?:evidence|proof|verification|(?:proven|verified|confirmed|tested|validated|checked) by"
    r"|how (?:verified|confirmed|tested|validated|checked))\b",
    re.IGNORECASE,
)
Kind = Literal["heading", "sentence", "row"]


@dataclass(eq=False)
class Section:
    """A heading and what stands under it until the next heading of its level. The text before any heading has none.

    `own_role` is what its own heading says that it is for, `role` what it is for among its neighbours, `ticks_tell` whether
    its ticks set items apart, `steps` whether its numbered items are commands; see `roles`.
    """

    level: int
    parent: Section | None
    heading: Statement | None = None
    statements: list[Statement] = field(default_factory=list)
    fences: list[Fence] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    children: list[Section] = field(default_factory=list)
    own_role: str | None = None
    role: str | None = None
    ticks_tell: bool | None = None
    steps: bool | None = None

    @property
    def title(self) -> str:
        """The heading's plain text; empty before the first heading."""
        return self.heading.text if self.heading else ""

    @cached_property
    def titles(self) -> str:
        """The headings from this section outwards, on one line."""
        above = self.parent.titles if self.parent is not None else ""
        return f"{self.title} {above}" if above else self.title

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
    """A fenced or indented block. `lead` is the statement that it follows, `follower` the one that follows it."""

    line: int
    language: str
    text: str
    section: Section
    item: Item | None
    lead: Statement | None
    follower: Statement | None = None


@dataclass(slots=True, eq=False)
class Table:
    """A GFM table. `lead` is the statement that it follows; `rows` are statements with cells; `judging` are the columns that
    hold how things stand, see `rows`."""

    line: int
    headers: tuple[str, ...]
    section: Section
    lead: Statement | None
    rows: list[Statement] = field(default_factory=list)

    @property
    def proves(self) -> bool:
        """Whether one of its columns is there to show what the others claim."""
        return any(PROOF.search(header) for header in self.headers)

    judging: frozenset[int] | None = None


@dataclass(slots=True, eq=False)
class Statement:
    """A sentence, heading or table row: the unit that can hold a claim.

    `raw` is its source, `text` is without markup (code spans stand as one private-use character). `key` and `value` are
    set when it reads `Key: value`. `block` numbers the paragraph or item that it was cut from, `opening` is the first
    statement of that. A `footer` stands behind a rule, cut off from the heading above it.
    """

    kind: Kind
    line: int
    raw: str
    text: str
    section: Section
    block: int
    order: int
    first: bool = True
    item: Item | None = None
    quoted: bool = False
    lead: Statement | None = None
    opening: Statement | None = None
    footer: bool = False
    key: str = ""
    value: str = ""
    table: Table | None = None
    cells: tuple[str, ...] = ()
    raw_cells: tuple[str, ...] = ()

    @property
    def boxed(self) -> bool:
        """Whether a checkbox stands before it."""
        item = self.item
        return self.first and item is not None and item.checkbox is not None and item.statements[0] is self

    @property
    def introduces(self) -> bool:
        """Whether it ends in a colon."""
        return self.text.rstrip("*_ ").endswith((":", "："))


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

    def let_go(self) -> None:
        """Forgets all that it consists of: its parts hold each other, and would wait for the collector of garbage."""
        for section in [*self.root.within()]:
            vars(section).clear()
        for item in self.items:
            item.parent = None
            item.statements, item.children, item.fences = [], [], []
        for table in self.tables:
            table.rows, table.lead = [], None
        for fence in self.fences:
            fence.lead = fence.follower = None
        for statement in self.statements:
            statement.lead = statement.opening = None
