"""Data as it was written: texts, lists and mappings that know their line. YAML, TOML and JSON all become these."""

from __future__ import annotations

from collections.abc import Mapping as AnyMapping
from decimal import Decimal

from handoff.errors import BadRecord


class Text:
    """A scalar, word for word. `line` and `column` count from 1."""

    __slots__ = ("column", "line", "value")

    def __init__(self, value: str, line: int, column: int) -> None:
        self.value, self.line, self.column = value, line, column


class Sequence:
    """A list of nodes; entries that were left empty are not in it."""

    __slots__ = ("column", "items", "line")

    def __init__(self, line: int, column: int) -> None:
        self.line, self.column = line, column
        self.items: list[Node] = []


class Mapping:
    """Nodes by key, and the line of each key. A key whose value was left empty is in `lines` but not in `entries`.

    `columns` holds the keys that do not stand in the column of the mapping itself.
    """

    __slots__ = ("column", "columns", "entries", "line", "lines")

    def __init__(self, line: int, column: int) -> None:
        self.line, self.column = line, column
        self.entries: dict[str, Node] = {}
        self.lines: dict[str, int] = {}
        self.columns: dict[str, int] = {}

    def column_of(self, key: str) -> int:
        """The column of a key."""
        return self.columns.get(key, self.column)


Node = Text | Sequence | Mapping


class Problems:
    """What is wrong with a file, gathered so that a person sees all of it at once."""

    def __init__(self, path: str) -> None:
        self.path = path
        self._found: list[tuple[int, int, str]] = []

    def add(self, line: int, column: int, what: str) -> None:
        """Note one problem at a place counted from 1."""
        self._found.append((line, column, what))

    def at(self, node: Node, what: str) -> None:
        """Note one problem at a node."""
        self._found.append((node.line, node.column, what))

    @property
    def whats(self) -> list[str]:
        """What is wrong, without the places."""
        return [what for _, _, what in self._found]

    def tell(self, hint: str = "") -> None:
        """Raise BadRecord when there are any, in the order of the file."""
        if self._found:
            raise BadRecord([f"{self.path}:{line}:{column}: {what}" for line, column, what in sorted(set(self._found))], hint)


def node_of(value: object, line: int = 1, column: int = 1) -> Node | None:
    """A node of plain data, as JSON and TOML give it; None for null. Numbers and truths become the text that names them."""
    if value is None:
        return None
    if isinstance(value, AnyMapping):
        mapping = Mapping(line, column)
        for key, child in value.items():
            mapping.lines[key] = line
            if (node := node_of(child, line, column)) is not None:
                mapping.entries[key] = node
        return mapping
    if isinstance(value, list | tuple):
        sequence = Sequence(line, column)
        sequence.items = [node for child in value if (node := node_of(child, line, column)) is not None]
        return sequence
    if isinstance(value, bool):
        return Text("true" if value else "false", line, column)
    return Text(format(value, "f") if isinstance(value, Decimal) else str(value), line, column)


def plain(node: Node) -> object:
    """A node as dicts, lists and texts."""
    if isinstance(node, Mapping):
        return {key: plain(child) for key, child in node.entries.items()}
    if isinstance(node, Sequence):
        return [plain(child) for child in node.items]
    return node.value
