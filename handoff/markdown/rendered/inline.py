"""A line of our own documents taken apart: its escapes taken back, its code spans and links told from its words.

Text of a record is escaped when it is printed (`render/escaping.py`), so whatever is not escaped is the renderer's own.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from handoff.model.expression import expression

_TICKS = expression("`+")
_ENTITIES = {"&lt;": "<", "&amp;": "&"}
_MARK = expression(r"\\[!-/:-@\[-`{-~]|&(?:lt|amp);|`+")
_CELL = expression(r"(?<!\\)\|")
_LINK = expression(r"\[((?:[^\[\]\\]|\\.)*)\]\([^()\s]*\)")
# A code span that was put aside: its number between two characters that are never printed.
CODE = "\x00\\d+\x00"
_ASIDE = expression("\x00(\\d+)\x00")


def _pieces(text: str) -> Iterator[tuple[bool, str, str]]:
    """Whether a piece is code, its source, and what it says (CommonMark 0.31, sections 2.4 and 6.1)."""
    runs: dict[int, list[int]] = {}
    for run in _TICKS.finditer(text):
        runs.setdefault(len(run[0]), []).append(run.start())
    begin = 0
    while (mark := _MARK.search(text, begin)) is not None:
        yield False, text[begin : mark.start()], text[begin : mark.start()]
        begin = mark.end()
        if not mark[0].startswith("`"):
            yield False, mark[0], _ENTITIES.get(mark[0], mark[0][-1])
            continue
        closing = runs.get(len(mark[0]), [])
        place = bisect_left(closing, begin)
        if place == len(closing):
            yield False, mark[0], mark[0]
            continue
        span = text[begin : closing[place]]
        yield True, span, span[1:-1] if span[0] == span[-1] == " " and span.strip() else span
        begin = closing[place] + len(mark[0])
    yield False, text[begin:], text[begin:]


def plain(text: str) -> str:
    """What a rendered line says: its escapes taken back, code spans opened."""
    return "".join(said for _, _, said in _pieces(text))


def unlinked(text: str) -> str:
    """The text with the words of its links in their places."""
    return _LINK.sub(r"\1", text)


class Line:
    """A line whose code spans are put aside, so that patterns see the renderer's words only."""

    def __init__(self, raw: str) -> None:
        codes: list[str] = []
        parts: list[str] = []
        for code, source, said in _pieces(raw):
            if code:
                parts.append(f"\x00{len(codes)}\x00")
                codes.append(said)
            else:
                parts.append(source)
        self.text, self._codes = "".join(parts), codes

    def said(self, part: str | None) -> str | None:
        """What a part of the line says; None for a part that is not there or says nothing."""
        return _ASIDE.sub(lambda found: self._codes[int(found[1])], plain(unlinked(part))) or None if part else None

    def codes(self, part: str | None) -> tuple[str, ...]:
        """The code spans of a part."""
        return tuple(self._codes[int(number)] for number in _ASIDE.findall(part or ""))

    def cited(self, part: str | None) -> tuple[str, ...]:
        """The references of a part: code spans, and addresses as links."""
        found = re.findall(f"{CODE}|\\[(?:[^\\[\\]\\\\]|\\\\.)*\\]\\([^()\\s]*\\)", part or "")
        said = ((one, self.said(one)) for one in found)
        return tuple(text if one[0] == "\x00" else f"url:{text}" for one, text in said if text)


def cells(row: str) -> list[Line]:
    """The cells of a table row."""
    return [Line(cell.strip()) for cell in _CELL.split(row.strip()[1:-1])]
