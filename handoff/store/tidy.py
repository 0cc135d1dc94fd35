"""Tidy YAML, as this program and most people write a record, read line by line: five times as fast as by a whole parser.

Tidy is: one key or entry a line, every text on its own line (plain, in quotes without an escape) or in a literal block; short
lists and mappings in brackets, of plain or quoted words. Comments and empty lines may stand between. Whatever is not tidy in
any line is left to the parser, mistakes too, so that there is one place that explains them; tests hold the two readings
against each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from itertools import chain
from typing import TypeVar

from handoff.model.expression import expression
from handoff.model.nodes import Mapping, Node, Sequence, Text

_KEY = r"[A-Za-z_][A-Za-z0-9_-]{0,99}+"
# A plain text begins with a letter, a digit or one of `_/(.$+^~;<=`. Said by what it may not begin with: a class that reaches
# over all of Unicode takes four times as long to compile as the rest of the line together.
_PLAIN = r"[^\x00-#%-')*,\-:>-@\[-\]`{-}\x7f-\xa0][^\n:#]*+(?:(?::(?![ \n])|(?<! )\#)[^\n:#]*+)*+(?<! )"
_QUOTED = r"\"[^\"\\\n]*+\"|'[^'\n]*+'"
_WORD = rf"[A-Za-z0-9_/.$+][^\n,:#\"'\[\]{{}}&*!|>%@`?]*+(?<! )|{_QUOTED}"
_LIST = rf"\[(?:(?:{_WORD})(?:, +(?:{_WORD}))*+)?\]"
_PAIR = rf"{_KEY}: (?:{_WORD}|{_LIST})"
_PAIRS = rf"\{{(?:{_PAIR}(?:, +{_PAIR})*+)?\}}"
_OTHER = rf"{_QUOTED}|{_LIST}|{_PAIRS}|\|-?"
# The blanks before it, a dash, and a key with or without a value, or an entry; or a line that holds nothing; or any other.
_LINE = re.compile(
    rf"( *+)(- )?(?:({_KEY}):(?: (?:({_PLAIN})|({_OTHER})))?+|({_PLAIN}|{_OTHER}))\n|( *+(?:\#[^\n]*+)?\n)|[^\n]*+\n"
)
_ENTRIES = re.compile(_WORD)
_ENTRIES_BY_KEY = expression(rf"({_KEY}): ({_WORD}|{_LIST})")
_DEEPEST = 20
_STRETCH = 100_000  # characters
Begun = TypeVar("Begun", Mapping, Sequence, Mapping | Sequence)


class _Untidy(Exception):
    """The parser has to read this text."""


def read_tidy(text: str) -> Mapping | None:
    """The mapping that a tidy text holds, as the parser would give it; None for every other text.

    The text must end with a line end.
    """
    # No tab, no second sort of line end, nothing that a reader may drop, and no document mark, which no line matches.
    if not text.replace("\n", "").isprintable():
        return None
    try:
        return _Reader(text).root()
    except _Untidy:
        return None


def _stretches(text: str) -> Iterator[str]:
    """The text in stretches of whole lines: what was found in a million lines would fill the memory."""
    start = 0
    while start < len(text):
        end = text.find("\n", start + _STRETCH) + 1 or len(text)
        yield text[start:end]
        start = end


class _Reader:
    """Reads one text. `open` holds the lists and mappings that are not over, each with the column of its dashes or keys."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.line = 0
        self.block = 0  # lines of the literal block that was read last and not yet passed over
        self.open: list[tuple[int, Mapping | Sequence]] = []

    def root(self) -> Mapping:
        """The mapping that the whole text is."""
        root: Mapping | None = None
        node: Mapping | Sequence | None = None  # the innermost one, and its column
        lines: dict[str, int] = {}
        entries: dict[str, Node] = {}
        at = -1
        waiting = ""  # the key whose value must follow
        # Many lines at once, which is quicker than to ask for one after the other; what is not in a line is empty here.
        rows = enumerate(chain.from_iterable(map(_LINE.findall, _stretches(self.text))), 1)
        for line, (blanks, dash, key, plain, other, entry, empty) in rows:
            # Most lines go on with the mapping of the line before.
            if plain and not dash and len(blanks) == at and not waiting and key not in lines:
                lines[key] = line
                entries[key] = Text(plain, line, at + len(key) + 3)
                continue
            if empty:
                continue
            if not key and not entry:
                raise _Untidy
            self.line = line
            column = len(blanks)
            if root is None:
                node = root = self.begun(Mapping(line, column + 1), column)
            elif column != at or dash or waiting:
                node = self.holder(column, bool(dash), waiting)
            if dash:
                if type(node) is not Sequence:
                    raise _Untidy
                column += 2
                if not key:
                    node.items.append(self.value(entry, column, column - 2))
                    at, waiting = -1, ""
                    if self.block:
                        self.pass_over(rows)
                    continue
                above, node = node, self.begun(Mapping(line, column + 1), column)
                above.items.append(node)
            at, waiting = column, ""
            if not key or type(node) is not Mapping or key in node.lines:
                raise _Untidy
            lines, entries = node.lines, node.entries
            lines[key] = line
            if plain:
                entries[key] = Text(plain, line, column + len(key) + 3)
            elif other:
                entries[key] = self.value(other, column + len(key) + 2, column)
                if self.block:
                    self.pass_over(rows)
            else:
                waiting = key
        if root is None:
            raise _Untidy
        return root

    def holder(self, column: int, dash: bool, waiting: str) -> Mapping | Sequence:
        """The list or mapping that a line belongs to, by the column in which it begins."""
        above, last = self.open[-1]
        if waiting and type(last) is Mapping and (column > above or (dash and column == above)):
            node = self.begun(Sequence(self.line, column + 1) if dash else Mapping(self.line, column + 1), column)
            last.entries[waiting] = node
            return node
        while self.open and self.open[-1][0] >= column:
            at, node = self.open[-1]
            # The dashes of a list may stand right below the key that holds it.
            if at == column and dash == (type(node) is Sequence):
                return node
            self.open.pop()
        raise _Untidy

    def begun(self, node: Begun, column: int) -> Begun:
        """A list or mapping that goes on in a column."""
        if len(self.open) >= _DEEPEST:
            raise _Untidy
        self.open.append((column, node))
        return node

    def value(self, written: str, column: int, least: int) -> Text | Sequence | Mapping:
        """What is written from a column on; a literal block stands further in than `least`."""
        sort, line = written[0], self.line
        if sort == "[":
            several = Sequence(line, column + 1)
            several.items = [self.value(word[0], column + word.start(), 0) for word in _ENTRIES.finditer(written, 1)]
            return several
        if sort == "{":
            mapping = Mapping(line, column + 1)
            for pair in _ENTRIES_BY_KEY.finditer(written, 1):
                key = pair[1]
                if key in mapping.lines:
                    raise _Untidy
                mapping.lines[key], mapping.columns[key] = line, column + pair.start() + 1
                mapping.entries[key] = self.value(pair[2], column + pair.start(2), 0)
            return mapping
        if sort == "|":
            return Text(self.literal(written, least), line, column + 1)
        return Text(written[1:-1] if sort in "\"'" else written, line, column + 1)

    @cached_property
    def each_line(self) -> list[str]:
        """The lines of the text without their ends."""
        return self.text.split("\n")[:-1]

    def pass_over(self, rows: Iterator[object]) -> None:
        """Leave out the lines of the literal block that was just read."""
        for _ in range(self.block):
            next(rows)
        self.block = 0

    def literal(self, head: str, least: int) -> str:
        """The text of the literal block that begins in the next line."""
        lines: list[str] = []
        deep = 0
        for number in range(self.line, len(self.each_line)):
            line = self.each_line[number]
            if not lines:
                deep = len(line) - len(line.lstrip(" "))
            blank = not line.strip(" ")
            if (blank and (line or not lines)) or (not lines and deep <= least):
                raise _Untidy
            if not blank and not line.startswith(" " * deep):
                break
            lines.append(line[deep:])
        if not lines:
            raise _Untidy
        self.block = len(lines)
        return "\n".join(lines).rstrip("\n") + ("\n" if head == "|" else "")
