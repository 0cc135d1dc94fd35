"""What is wrong with a text that is no YAML, in words of the record: the parser knows where it gave up, not what was meant.

Most slips are of three sorts: a line that is indented by one blank too many or too few, a text that wants quotes, and
something that was opened and not closed. What is none of these is told in the parser's words.
"""

from __future__ import annotations

import re
from typing import NamedTuple

# Compiled only for a message: a class this wide takes longer to compile than a record to read.
_UNPRINTABLE = "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"


class Slip(NamedTuple):
    """What is wrong, and where: line and column count from 1."""

    line: int
    column: int
    what: str


def slip_in(text: str, error: Exception) -> Slip:
    """What one error of the parser says of the text, in one line."""
    if (conflict := _conflict(text)) is not None:
        first, last = conflict
        return Slip(
            first, 1, f"a merge conflict was left in lines {first} to {last}: keep one side and take its three marks out"
        )
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark is None:
        return _unprintable(text) or Slip(1, 1, f"this is no YAML: {' '.join(str(error).split())[:200]}")
    what = str(getattr(error, "problem", None) or getattr(error, "context", None) or "no YAML")
    line, column = mark.line + 1, mark.column + 1
    begun = getattr(error, "context_mark", None)
    lines = text.splitlines()
    if line <= len(lines) and "\t" in lines[line - 1][:column]:
        return Slip(line, column, "a tab where YAML wants blanks: indent with blanks")
    if "unexpected ':'" in what:
        return Slip(line, column, f"{what}: quote a text inside […] that holds a colon")
    if "not find expected ':'" in what and begun is not None and begun.line < len(lines):
        lone = lines[begun.line][begun.column :].strip()
        missing = "a blank belongs behind the colon" if ":" in lone else "a colon and a blank are missing"
        return Slip(begun.line + 1, begun.column + 1, f"{_short(lone)!r} is no `key: value`: {missing}")
    if begun is not None and "end of stream" in what and (opened := lines[begun.line][begun.column :][:1]) in ('"', "'"):
        return Slip(begun.line + 1, begun.column + 1, f"the text that begins with {opened} here is not closed")
    if line > len(lines):
        return Slip(line, column, f"the file ends in the middle of something: {what}")
    # Python ends a line at more signs than YAML does.
    if "',' or" in what and begun is not None and (sign := lines[begun.line][begun.column :][:1]):
        return Slip(begun.line + 1, begun.column + 1, f"the {sign!r} here is not closed before line {line}")
    return _in_line(lines, line, column, what)


def _conflict(text: str) -> tuple[int, int] | None:
    """The first and the last line of a merge conflict that was left in a text."""
    first, parted = 0, False
    for number, line in enumerate(text.splitlines() if "<<<<<<<" in text else (), 1):
        if line.startswith("<<<<<<<"):
            first, parted = number, False
        elif first and line.startswith("======="):
            parted = True
        elif parted and line.startswith(">>>>>>>"):
            return first, number
    return None


def _in_line(lines: list[str], line: int, column: int, what: str) -> Slip:
    whole = lines[line - 1]
    ahead, rest = whole[: column - 1], whole[column - 1 :]
    if "cannot start any token" in what:
        return Slip(line, column, f"a text cannot begin with {rest[:1]!r}: put it in quotes")
    if dash := re.match(r" *-(?=\w+:\s)", whole):
        return Slip(line, len(dash[0]), "a blank belongs behind the dash that begins an entry")
    first = re.match(r" *(?:- +)*", whole)
    at_key = first is not None and re.fullmatch(r"[\w-]*", whole[first.end() : column - 1]) is not None
    if at_key and (found := _misplaced(lines, line)):
        return Slip(line, len(whole) - len(whole.lstrip(" ")) + 1, found)
    if rest.startswith(":"):
        return Slip(line, column, "a text that holds a colon and a blank wants quotes: 'key: \"a: b\"'")
    for quote in ('"', "'"):
        if ahead.rstrip().endswith(quote):
            opened = next((number for number in range(line - 1, 0, -1) if lines[number - 1].count(quote) % 2), None)
            if ahead.count(quote) % 2 and opened is not None:
                return Slip(opened, lines[opened - 1].index(quote) + 1, f"the text that begins with {quote} here is not closed")
            return Slip(line, column, f"more text behind the closing {quote}: put all of it in one pair of quotes")
    if "expected key" in what or "'-' indicator" in what:
        before = next((number for number in range(line - 1, 0, -1) if lines[number - 1].strip()), 1)
        what = f"this line fits nothing above it: see how it and line {before} are indented"
    return Slip(line, column, what)


def _misplaced(lines: list[str], line: int) -> str:
    """How a line is indented when nothing above it is indented alike; nothing when it stands where one may."""
    own = _Start.of(lines[line - 1])
    above: list[_Start] = []
    event = ""
    for number in range(line - 1, 0, -1):
        start = _Start.of(lines[number - 1])
        if (not start.word and start.dash == start.key) or (above and start.dash >= above[-1].dash):
            continue
        above.append(start)
        if start.dash < start.key:
            named = (re.match(r"[ -]*id: *(\S+)", one) for one in lines[number - 1 : line])
            event = next((found[1].strip("\"'") for found in named if found), "")
            break
    entry = own.dash < own.key
    columns = {start.dash if entry else start.key for start in above if not entry or start.dash < start.key}
    here = own.dash if entry else own.key
    if not columns or here in columns:
        return ""
    wanted = min(columns, key=lambda column: (abs(column - here), -column))
    if entry:
        return f"this entry begins after {_blanks(here)}, the one above it after {_blanks(wanted)}: indent both alike"
    if not own.word:
        return ""
    beside = f"the keys of event {event!r}" if event else "the keys above it"
    return f"{own.word!r} begins after {_blanks(here)}, {beside} after {_blanks(wanted)}: indent it as they are"


class _Start(NamedTuple):
    """How a line begins: the columns, from 0, of its dash and of its first key, which are one where it has no dash."""

    dash: int
    key: int
    word: str

    @classmethod
    def of(cls, line: str) -> _Start:
        found = re.match(r"( *)((?:- +)*)(?:(\w[\w-]*)(?= *:(?:\s|$)))?", line)
        assert found is not None  # noqa: S101 - every part of the pattern may be empty
        return cls(len(found[1]), len(found[1]) + len(found[2]), found[3] or "")


def _blanks(number: int) -> str:
    return "no blank" if number == 0 else "1 blank" if number == 1 else f"{number} blanks"


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"


def _unprintable(text: str) -> Slip | None:
    found = re.search(_UNPRINTABLE, text)
    if found is None:
        return None
    before = text[: found.start()]
    what = f"character U+{ord(found[0]):04X} cannot stand in a YAML file: write it as an escape in double quotes"
    return Slip(before.count("\n") + 1, found.start() - (before.rfind("\n") + 1) + 1, what)
