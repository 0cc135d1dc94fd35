"""Text that was decoded with the wrong table: UTF-8 read as Mac Roman, cp1252 or Latin-1. It is recognised and put right.

cp1252 and Latin-1 are `ftfy`'s work. Mac Roman needs a step of our own: ftfy knows the table, but holds emoji read through
it for text, because it sees no accented letters among them. Both work line by line, so that line numbers stay.
"""

from __future__ import annotations

import re

from handoff.model.expression import expression
from handoff.model.frozen import dataclass

# Without one of these a line cannot be UTF-8 that was read as something else: they are its lead bytes in the three tables.
_SUSPECT = expression(
    "[\u00c2-\u00f4\u2020-\u2044\u221a\u2248\uf8ff\u02c6-\u02dd\u0192\u0152\u0153\u0178\u201a-\u201e][\u0080-\uffff]"
)
# What Mac Roman makes of the lead bytes C2 to C5 (Latin letters), E2, E3 (punctuation, signs, kana), EF and F0 (emoji).
_MAC_ROMAN = expression("[\u00ac\u221a\u0192\u2248\u201a\u201e\u00d4\uf8ff][\u0080-\uffff]+")
# Mathematics that happens to be valid UTF-8 in Mac Roman: a root of infinity, of a sum, of a product.
_NOT_MEANT = frozenset("\u00f0\u00f7\u00d7\u00fe")


@dataclass(frozen=True, slots=True)
class Repaired:
    """A text put right. `lines` are the numbers of the lines that were wrong, `table` is what they had been read with."""

    text: str
    lines: tuple[int, ...] = ()
    table: str = ""


def repaired(text: str) -> Repaired:
    """The text as its author wrote it, with the lines that had been mis-decoded. Text that was right comes back as it was."""
    if not _SUSPECT.search(text):
        return Repaired(text)
    lines = text.split("\n")
    wrong: list[int] = []
    tables: set[str] = set()
    for number, line in enumerate(lines):
        if _SUSPECT.search(line):
            better, table = _line(line)
            if better != line:
                lines[number] = better
                wrong.append(number + 1)
                tables.add(table)
    if not wrong:
        return Repaired(text)
    return Repaired("\n".join(lines), tuple(wrong), " and ".join(sorted(tables)))


def _line(line: str) -> tuple[str, str]:
    better = _MAC_ROMAN.sub(_from_mac_roman, line)
    if better != line:
        return better, "Mac Roman"
    # Imported here: it costs more than reading a whole document, and most documents need none of it.
    import ftfy

    better = ftfy.fix_encoding(line)
    return (better, "cp1252 or Latin-1") if "\n" not in better else (line, "")


def _from_mac_roman(run: re.Match[str]) -> str:
    try:
        better = run[0].encode("mac_roman").decode("utf-8")
    except UnicodeError:
        return run[0]
    # C1 control characters and bare combining marks come out only when the text was something else.
    odd = any("\u0080" <= mark <= "\u009f" or "\u0300" <= mark <= "\u036f" or mark in _NOT_MEANT for mark in better)
    return run[0] if odd else better
