"""YAML text to nodes that know their line. Every scalar is text; whatever could be read in two ways is refused.

No alias, anchor, tag, merge key, duplicate key or second document gets through, and nothing nests deeper than `DEEPEST`.
The parser is libyaml through ruamel.yaml; where that is missing, or stumbles over a colon inside `[…]` (libyaml before
0.2.1), ruamel's own parser reads the file. Tidy records never come that far, see `tidy`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Protocol

from handoff.model.nodes import Mapping, Node, Problems, Sequence, Text

from .tidy import read_tidy

DEEPEST = 40
# The pure parser reads about 100 kB a second; beyond this the wait would be worse than the message.
_PATIENCE = 4_000_000


class _Position(Protocol):
    line: int
    column: int


def read_nodes(text: str, path: str) -> Mapping:
    """The mapping that a YAML text holds. Raises BadRecord with every place that is wrong."""
    root = read_node(text, path)
    if isinstance(root, Mapping):
        return root
    problems = Problems(path)
    problems.at(root, "expected `key: value` lines, found " + ("a list" if isinstance(root, Sequence) else "a lone text"))
    problems.tell()
    raise AssertionError("a problem was told")


def read_node(text: str, path: str) -> Node:
    """The mapping, list or text that a YAML text holds. Raises BadRecord with every place that is wrong."""
    if not text.endswith("\n"):
        # A last line without its end would otherwise lose the line end of a literal block, or gain one on append.
        text += "\n"
    if (tidy := read_tidy(text)) is not None:
        return tidy
    problems = Problems(path)
    try:
        return _built(fast_events(text), problems)
    except _parse_errors() as error:
        if "':'" in str(getattr(error, "problem", "")) and len(text) < _PATIENCE:
            problems = Problems(path)
            try:
                return _built(slow_events(text), problems)
            except _parse_errors() as again:
                error = again
        from .slips import slip_in

        problems.add(*slip_in(text, error))
        problems.tell()
        raise


def events_of(text: str) -> list[Any]:
    """The parser's events with their marks, for a text that `read_nodes` has accepted."""
    try:
        return list(fast_events(text))
    except _parse_errors():
        return list(slow_events(text))


def fast_events(text: str) -> Iterator[Any]:
    """Events from libyaml; from the pure parser where libyaml is missing."""
    try:
        from _ruamel_yaml import CParser  # type: ignore[import-not-found]  # a compiled module without stubs
    except ImportError:
        return slow_events(text)
    return iter(CParser(text.encode()).get_event, None)


def slow_events(text: str) -> Iterator[Any]:
    """Events from ruamel's own parser."""
    from ruamel.yaml import YAML

    found: Iterator[Any] = YAML(typ="safe", pure=True).parse(text)
    return found


def _parse_errors() -> tuple[type[Exception], ...]:
    from ruamel.yaml.error import YAMLError

    # The pure parser lets a few of its own slips out on broken input.
    return (YAMLError, AttributeError, IndexError, TypeError, ValueError, RecursionError)


def _built(events: Iterator[Any], problems: Problems) -> Node:
    root: Node | None = None
    stack: list[Sequence | Mapping] = []
    top: Sequence | Mapping | None = None
    key: str | None = None
    from ruamel.yaml.events import (
        AliasEvent,
        DocumentStartEvent,
        MappingEndEvent,
        MappingStartEvent,
        ScalarEvent,
        SequenceEndEvent,
        SequenceStartEvent,
    )

    for event in events:
        sort = type(event)
        if sort is ScalarEvent:
            value = event.value
            mark = event.start_mark
            if event.anchor is not None or event.tag is not None:
                _refuse_extras(event, problems)
            if type(top) is Mapping:
                if key is None:
                    key = value
                    _enter(top, value, event.implicit[0], mark, problems)
                    continue
                if value or not event.implicit[0]:
                    top.entries[key] = Text(value, mark.line + 1, mark.column + 1)
                key = None
            elif type(top) is Sequence:
                if value or not event.implicit[0]:
                    top.items.append(Text(value, mark.line + 1, mark.column + 1))
            else:
                root = Text(value, mark.line + 1, mark.column + 1)
        elif sort is MappingStartEvent or sort is SequenceStartEvent:
            mark = event.start_mark
            node: Sequence | Mapping
            node = (Mapping if sort is MappingStartEvent else Sequence)(mark.line + 1, mark.column + 1)
            if event.anchor is not None or event.tag is not None:
                _refuse_extras(event, problems)
            if type(top) is Mapping:
                if key is None:
                    problems.at(node, "a key must be plain text, not a list or a mapping")
                    problems.tell()
                else:
                    top.entries[key] = node
            elif type(top) is Sequence:
                top.items.append(node)
            else:
                root = node
            if len(stack) >= DEEPEST:
                problems.at(node, f"nested more than {DEEPEST} levels deep; nothing in a record goes that deep")
                problems.tell()
            stack.append(node)
            top, key = node, None
        elif sort is MappingEndEvent or sort is SequenceEndEvent:
            stack.pop()
            top, key = (stack[-1] if stack else None), None
        elif sort is AliasEvent:
            problems.add(*_place(event.start_mark), f"alias '*{event.anchor}': write the value out, a record holds no aliases")
            problems.tell()
        elif sort is DocumentStartEvent and root is not None:
            problems.add(*_place(event.start_mark), "a second document begins here; a file holds one")
            problems.tell()
    if root is None:
        problems.add(1, 1, "the file is empty")
        problems.tell()
        raise AssertionError("a problem was told")
    problems.tell()
    return root


def _enter(top: Mapping, key: str, bare: bool, mark: _Position, problems: Problems) -> None:
    line = mark.line + 1
    if key in top.lines:
        problems.add(line, mark.column + 1, f"key {key!r} is already given in line {top.lines[key]}; keep one of the two")
    elif key == "<<" and bare:
        problems.add(line, mark.column + 1, "merge key '<<': write the keys out, a record holds no merges")
    elif not key and bare:
        problems.add(line, mark.column + 1, "a value without a key")
    top.lines[key] = line
    if mark.column + 1 != top.column:
        top.columns[key] = mark.column + 1


def _refuse_extras(event: Any, problems: Problems) -> None:
    line, column = _place(event.start_mark)
    if event.anchor is not None:
        problems.add(line, column, f"anchor '&{event.anchor}': a record holds no anchors, write the value out")
    if event.tag is not None:
        problems.add(line, column, f"tag '{event.tag}': take it away, the type of a value follows from its key")


def _place(mark: _Position) -> tuple[int, int]:
    return mark.line + 1, mark.column + 1
