"""How expectations are written: words, quotations, values, and how a value is shown again."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from handoff.model.times import written

# Queries that need to be told what to look for, and what.
ARGUMENTS = {
    "header": "the name of a header",
    "jsonpath": "a path, as in jsonpath $.status",
    "regex": "a pattern, as in regex 'version (\\S+)'",
}

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")
_SPAN = re.compile(r"(\d+(?:\.\d+)?)\s*(ms|s|min|h|d)")
_MILLISECONDS = {"ms": 1, "s": 1_000, "min": 60_000, "h": 3_600_000, "d": 86_400_000}
# A duration is told in milliseconds, an age in seconds: the unit's name, and how many milliseconds it has.
UNITS = {"duration": ("ms", 1), "age": ("s", 1_000)}
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", '"': '"', "\\": "\\"}
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class Word:
    """One word of an expectation; a quoted one is always text."""

    text: str
    quoted: bool = False

    def is_word(self, text: str) -> bool:
        """Whether it is this bare word."""
        return self.text == text and not self.quoted


def words(text: str) -> list[Word]:
    """The words of an expectation.

    Double quotes know the escapes \\" \\\\ \\n \\t \\r and keep any other backslash, single quotes know none. A bare word that
    begins with `$` is a JSONPath and ends at the first blank outside its brackets. Raises ValueError for an open quotation.
    """
    found: list[Word] = []
    at = 0
    while at < len(text):
        if text[at].isspace():
            at += 1
        elif text[at] in "\"'":
            word, at = _quotation(text, at)
            found.append(word)
        else:
            end = _bare(text, at)
            found.append(Word(text[at:end]))
            at = end
    return found


def _quotation(text: str, start: int) -> tuple[Word, int]:
    quote, made, at = text[start], "", start + 1
    while at < len(text) and text[at] != quote:
        if quote == '"' and text[at] == "\\" and text[at + 1 : at + 2] in _ESCAPES:
            made += _ESCAPES[text[at + 1]]
            at += 2
        else:
            made += text[at]
            at += 1
    if at >= len(text):
        raise ValueError(f"the quotation that begins at {text[start : start + 20]!r} does not end")
    return Word(made, quoted=True), at + 1


def _bare(text: str, start: int) -> int:
    path, depth, quote, at = text[start] == "$", 0, "", start
    while at < len(text):
        letter = text[at]
        if quote:
            at += letter == "\\"
            quote = "" if letter == quote else quote
        elif path and depth and letter in "\"'":
            quote = letter
        elif path and letter in "[(":
            depth += 1
        elif path and letter in "])":
            depth -= 1
        elif letter.isspace() and depth <= 0:
            break
        at += 1
    return min(at, len(text))


def read_value(word: Word, asked: str) -> Any:
    """The value that a word stands for: a number, true, false, null, or text.

    `asked` is the last that is made of the answer, a query or a filter; where it is a time, `2min` is its number.
    """
    if word.quoted:
        return word.text
    if _NUMBER.fullmatch(word.text):
        return int(word.text) if word.text.lstrip("-").isdecimal() else Decimal(word.text)
    if asked in UNITS and (span := _SPAN.fullmatch(word.text)):
        return Decimal(span[1]) * _MILLISECONDS[span[2]] / UNITS[asked][1]
    return {"true": True, "false": False, "null": None}.get(word.text, word.text)


# What takes the secrets out of values before they are shown; set while an expectation is held against an answer.
_clean: ContextVar[Callable[[Any], Any]] = ContextVar("clean")


@contextmanager
def showing(clean: Callable[[Any], Any]) -> Iterator[None]:
    """Have every value pass this before it is shown: once it is quoted and cut, nobody could tell its secrets any more."""
    before = _clean.set(clean)
    try:
        yield
    finally:
        _clean.reset(before)


def shown(value: Any) -> str:
    """A value as a person reads it: text in quotation marks, long things cut."""
    clean = _clean.get(None)
    text = _shown(clean(value) if clean else value)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _shown(value: Any) -> str:
    if isinstance(value, bool) or value is None:
        return {True: "true", False: "false", None: "null"}[value]
    if isinstance(value, Decimal | int):
        return _number(value)
    if isinstance(value, datetime):
        return written(value)
    if isinstance(value, list):
        return f"[{', '.join(map(_shown, value[:20]))}{', …' if len(value) > 20 else ''}]"
    if isinstance(value, dict):
        inside = ", ".join(f"{json.dumps(key)}: {_shown(item)}" for key, item in list(value.items())[:20])
        return f"{{{inside}{', …' if len(value) > 20 else ''}}}"
    return json.dumps(str(value)[: _LONGEST * 2], ensure_ascii=False)


def _number(value: Decimal | int) -> str:
    if isinstance(value, int):
        return str(value) if abs(value) < 10**_LONGEST else f"a number of more than {_LONGEST} digits"
    exact = value.normalize() if len(value.as_tuple().digits) < 28 else value
    return f"{exact:f}" if abs(exact.adjusted()) < 30 else str(value)
