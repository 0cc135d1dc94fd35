"""A HANDOFF.md of our own by its sections: their lines, parts, lists, tables and fences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from handoff.markdown.rendered.inline import Line, cells, plain
from handoff.model.expression import expression

_FENCE = expression(r"(\s*)(`{3,})([\w+#.-]*)\s*$")
_ROW = expression(r"\|.*\|\s*$")
_RULE = expression(r"[-: ]*")


class Entry(NamedTuple):
    """An entry of a list, and the lines that are indented under it, without two blanks of their margin."""

    line: Line
    under: tuple[str, ...]

    def field(self, name: str) -> str | None:
        """What a sub-entry `- Name: text` says."""
        return next(iter(self.fields(name)), None)

    def fields(self, name: str) -> list[str]:
        """What every sub-entry of that name says; a fence under it word for word."""
        found = []
        for number, line in enumerate(self.under):
            if line.startswith(f"- {name}:"):
                text = line.partition(":")[2].strip()
                found.append(plain(text) if text else next(fences([one[2:] for one in self.under[number + 1 :]]), ("", ""))[1])
        return [text for text in found if text]


class Page:
    """The document by its second-level headings; the text before the first has the empty name."""

    def __init__(self, text: str) -> None:
        self._lines: dict[str, list[str]] = {"": []}
        here = self._lines[""]
        for line, quoted in outside(text.split("\n")):
            if not quoted and line.startswith("## "):
                here = self._lines.setdefault(plain(line[3:].strip()), [])
            else:
                here.append(line)

    def of(self, section: str) -> list[str]:
        """The lines of a section, without its heading."""
        return self._lines.get(section, [])

    def parts(self, section: str) -> Iterator[tuple[str, list[str]]]:
        """The third-level headings of a section, as they are written, with their lines; first what stands before them."""
        title, lines = "", list[str]()
        for line, quoted in outside(self.of(section)):
            if not quoted and f"{line} ".startswith("### "):
                yield title, lines
                title, lines = line[4:].strip(), []
            else:
                lines.append(line)
        yield title, lines

    def rows(self, section: str, *columns: str) -> Iterator[dict[str, Line]]:
        """The rows of the tables of a section that have these columns, by the names in their head."""
        head: list[str] | None = None
        for line, quoted in outside(self.of(section)):
            if quoted or not _ROW.match(line):
                head = None
                continue
            row = cells(line)
            if head is None:
                head = [cell.said(cell.text) or "" for cell in row]
            elif (
                head[0] == columns[0]
                and set(columns) <= set(head)
                and len(row) == len(head)
                and not _RULE.fullmatch(row[0].text or "-")
            ):
                yield dict(zip(head, row, strict=True))


def outside(lines: Sequence[str]) -> Iterator[tuple[str, bool]]:
    """Lines, each with whether it belongs to a fence."""
    fence = ""
    for line in lines:
        mark = _FENCE.match(line)
        if mark is not None and not fence:
            fence = mark[2]
            yield line, True
        elif mark is not None and mark[2] == fence and not mark[3]:
            fence = ""
            yield line, True
        else:
            yield line, bool(fence)


def listed(lines: Sequence[str]) -> list[Entry]:
    """The entries of the first list of some lines."""
    found: list[tuple[str, list[str]]] = []
    for line, quoted in outside(lines):
        if quoted or (line.startswith("  ") and found):
            if found:
                found[-1][1].append(line[2:])
        elif line.startswith("- "):
            found.append((line[2:], []))
        elif found:
            break
    return [Entry(Line(first), tuple(under)) for first, under in found]


def behind_list(lines: Sequence[str]) -> list[str]:
    """The lines behind the first list."""
    begun = False
    for number, (line, quoted) in enumerate(outside(lines)):
        if line.startswith("- ") and not quoted:
            begun = True
        elif begun and not quoted and not line.startswith("  "):
            return list(lines[number:])
    return [] if begun else list(lines)


def from_line(lines: Sequence[str], start: str) -> list[str]:
    """The lines behind the first that begins so, outside fences; none when no line does."""
    for number, (line, quoted) in enumerate(outside(lines)):
        if not quoted and line.startswith(start):
            return list(lines[number + 1 :])
    return []


def up_to(lines: Sequence[str], start: str, last: bool = False) -> list[str]:
    """The lines before the first, or the last, that begins so; all when no line does."""
    places = [number for number, (line, quoted) in enumerate(outside(lines)) if not quoted and line.startswith(start)]
    return list(lines[: places[-1 if last else 0]]) if places else list(lines)


def fences(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The language and text of every fence, without its margin."""
    mark, language, margin, body = "", "", 0, list[str]()
    for line in lines:
        match = _FENCE.match(line)
        if match and not mark:
            mark, language, margin, body = match[2], match[3], len(match[1]), []
        elif match and match[2] == mark and not match[3]:
            yield language, "\n".join(body)
            mark = ""
        elif mark:
            body.append(line[margin:] if not line[:margin].strip() else line)


def text_of(lines: Sequence[str]) -> str | None:
    """Some lines as free text; None when there is none."""
    return "\n".join(lines).strip("\n") or None
