"""How a record's list of events is written, and where in the file the next one goes."""

from __future__ import annotations

from typing import Any

from .emit import flow, item_lines

KEY = "events"


class Layout:
    """Where the next event goes and how it looks there; positions are characters of the text.

    A `block` entry has its dash at `indent` and `gap` blanks after it; any other stands inside `[…]`. It goes in at `at`
    (None: at the end of the file) between `before` and `after`. `drop` is the stretch of an empty `[]`, which makes room.
    """

    __slots__ = ("after", "at", "before", "block", "drop", "gap", "indent")

    def __init__(
        self,
        block: bool,
        at: int | None = None,
        indent: int = 2,
        gap: int = 1,
        before: str = "",
        after: str = "",
        drop: tuple[int, int] | None = None,
    ) -> None:
        self.block, self.at, self.indent, self.gap = block, at, indent, gap
        self.before, self.after, self.drop = before, after, drop

    @property
    def simple(self) -> bool:
        """Whether the next event is a block entry at the very end of the file, and nothing else is to be done."""
        return self.block and self.at is None and not self.before and self.drop is None

    def grown(self, text: str, entries: list[dict[str, Any]], newline: str) -> str:
        """The text with new events in it."""
        if not self.block:
            assert self.at is not None  # noqa: S101 - only block entries go to the end of the file
            added = self.before + ", ".join(map(flow, entries)) + self.after
            return text[: self.at] + added + text[self.at :]
        added = self.before + self.lines(entries, newline)
        head, tail = (text, "") if self.at is None else (text[: self.at], text[self.at :])
        if self.drop:
            head = head[: self.drop[0]] + head[self.drop[1] :]
        if head and not head.endswith(("\n", "\r")):
            head += newline
        return head + added + tail

    def lines(self, entries: list[dict[str, Any]], newline: str) -> str:
        """New block entries, each line with its end."""
        lines = [line for entry in entries for line in item_lines(entry, self.indent, self.gap)]
        return newline.join(lines) + newline


def newline_of(text: str) -> str:
    """The line end that a text uses: that of its last line."""
    last = text.rfind("\n")
    return "\r\n" if last > 0 and text[last - 1] == "\r" else "\n"


def find_layout(text: str) -> Layout:
    """The layout of a text that `read_nodes` has accepted."""
    from .yaml import events_of

    parsed = events_of(text)
    root = next(index for index, event in enumerate(parsed) if _sort(event) == "MappingStartEvent")
    where, last = _value(parsed, root)
    if parsed[root].flow_style:
        return _in_flow(parsed, root, where, last)
    end = next(event for event in parsed if _sort(event) == "DocumentEndEvent")
    at = end.start_mark.index if end.explicit else None
    column = parsed[root].start_mark.column
    if where is None:
        return Layout(True, at, column + 2, before=" " * column + f"{KEY}:" + newline_of(text))
    if _sort(parsed[where]) == "ScalarEvent":
        return Layout(True, at, column + 2)
    if not parsed[where].flow_style:
        dash = parsed[where].start_mark.column
        return Layout(True, at, dash, _gap(parsed[where + 1], dash))
    if last == where + 1:
        start, stop = parsed[where].start_mark.index, parsed[last].end_mark.index
        return Layout(True, at, column + 2, drop=(len(text[:start].rstrip(" ")), stop))
    return Layout(False, parsed[last - 1].end_mark.index, before=", ")


def _in_flow(parsed: list[Any], root: int, where: int | None, last: int) -> Layout:
    """The whole document stands in `{…}`, as JSON does."""
    if where is None:
        comma = "" if last == root + 1 else ", "
        return Layout(False, parsed[last - 1].end_mark.index, before=f'{comma}"{KEY}": [', after="]")
    if _sort(parsed[where]) == "ScalarEvent":
        return Layout(False, parsed[where].start_mark.index, before=" [", after="]")
    return Layout(False, parsed[last - 1].end_mark.index, before="" if last == where + 1 else ", ")


def _value(parsed: list[Any], root: int) -> tuple[int | None, int]:
    """The first and last parser event of the value of `events:`; None and the end of the root when the key is not there."""
    index = root + 1
    while _sort(parsed[index]) != "MappingEndEvent":
        last = _end(parsed, index + 1)
        if parsed[index].value == KEY:
            return index + 1, last
        index = last + 1
    return None, index


def _end(parsed: list[Any], start: int) -> int:
    """The parser event that ends the node which begins at `start`."""
    depth, index = 0, start
    while True:
        sort = _sort(parsed[index])
        depth += sort.endswith("StartEvent") - sort.endswith("EndEvent")
        if depth == 0:
            return index
        index += 1


def _gap(first: Any, dash: int) -> int:
    """How many blanks stand between a dash and its entry, when that is a block mapping."""
    apart = first.start_mark.column - dash - 1 if _sort(first) == "MappingStartEvent" else 1
    return int(apart) if apart > 0 else 1


def _sort(event: Any) -> str:
    return type(event).__name__
