"""What stands in a statement and looks like evidence but is none, in words that say why."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handoff.markdown import marks, patterns, runs
from handoff.markdown.document import Statement
from handoff.markdown.tokens import LONGEST
from handoff.model.expression import expression

_PATH = expression(r"`((?:[\w@.+-]{1,80}/){1,12}[\w@.+-]{0,80}|[\w@+-]{1,80}\.[A-Za-z]\w{0,9})`")
_RATIO = expression(r"(?<![\d./-])\d[\d,]{0,9}\s?(?:/|of)\s?\d[\d,]{0,9}(?![\d/-])")
_PERCENT = expression(r"\d[\d.]{0,9}\s?%")
_URL = expression(r"https?://[^\s)>\]`]{1,120}")
_DOCUMENT = expression(
    r"\[[^\]\n]{1,120}\]\([^)\n]{1,200}\.(?:md|pdf|html?|docx?)[^)\n]{0,80}\)|\b(?:see|in|per) `?[\w/-]{1,80}\.md`?",
    re.IGNORECASE,
)
_MOST, _QUOTED = 3, 60


def weightless(statement: Statement) -> list[str]:
    """What a reader could take for evidence of a claim that has none, each with why it does not count; the first few."""
    return list(_weightless(statement, statement.raw[:LONGEST]))[:_MOST]


def _weightless(statement: Statement, raw: str) -> Iterator[str]:
    if command := runs.COMMAND.search(raw):
        yield f"{_quoted(command[0])} is a command without its output"
    if linked := _DOCUMENT.search(raw):
        yield f"{_quoted(linked[0])} points to another document"
    elif (url := _URL.search(raw)) and not patterns.HTTP.search(raw):
        yield f"{_quoted(url[0])} is an address; no answer of it is shown"
    if not command and not linked and (path := _PATH.search(raw)):
        yield f"{_quoted(path[1])} is a path: it shows that there is a file, not what it does or what was changed in it"
    if ratio := _RATIO.search(raw):
        yield f"{_quoted(ratio[0])} is stated, not counted: no query, log or test run shows it"
    elif percent := _PERCENT.search(raw):
        yield f"{_quoted(percent[0])} is stated, not measured: no query, log or test run shows it"
    if statement.item is not None and statement.boxed and statement.item.checked:
        yield "a ticked box says that somebody ticked it"
    elif marks.ticked(raw):
        yield "a tick says that somebody ticked it"


def _quoted(text: str) -> str:
    line = " ".join(text.split()).strip("`")
    return f"“{line if len(line) <= _QUOTED else line[: _QUOTED - 1] + '…'}”"
