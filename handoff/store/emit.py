"""Texts, lists and mappings as YAML that every reader takes for the same texts.

A scalar is left plain only where YAML 1.1, YAML 1.2 and this program agree that it is that very text; `69e5697`, `00105`,
`11:20` and `yes` are quoted. Several lines become a literal block, unless a character in them would not survive it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

# Characters that some reader drops, refuses or takes for a line end.
ODD = "\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff"
_NOT_PLAIN = re.compile(rf"[{ODD}\t\n\xa0]|:(?:\s|$)|\s\#|\s$")
_SESSION = r"\d{4}-\d{2}-\d{2}-[a-z][a-z0-9._-]*"
_PLAIN_IN_FLOW = r"[A-Za-z][A-Za-z0-9._/-]*"
_NOT_IN_SINGLE = rf"['{ODD}\t\n]"
_NOT_IN_BLOCK = rf"[{ODD}]|(?m:[ \t]+$)"
_TO_ESCAPE = rf"[\\\"{ODD}\t\n\xa0]"
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
# Words that some YAML reader takes for something else than text.
_TAKEN = frozenset({"y", "yes", "n", "no", "on", "off", "true", "false", "null", "nan", "inf"})
_WIDE = 100


class Plain(str):
    """Text that stands without quotes in a block: a number, true or false, an instant with its offset."""

    __slots__ = ()


def scalar(text: str) -> str:
    """One line of block style that reads back as `text`."""
    if text[:1].isalpha() and not _NOT_PLAIN.search(text) and text.lower() not in _TAKEN:
        return text
    if isinstance(text, Plain) or re.fullmatch(_SESSION, text):
        return text
    if ("\\" in text or '"' in text) and not re.search(_NOT_IN_SINGLE, text):
        return f"'{text}'"
    return quoted(text)


def quoted(text: str) -> str:
    """The text in double quotes, with escapes that JSON knows too."""
    return '"' + re.sub(_TO_ESCAPE, lambda match: _ESCAPES.get(match[0]) or f"\\u{ord(match[0]):04x}", text) + '"'


def block(text: str, indent: int) -> list[str] | None:
    """A literal block: its header, then its lines at `indent` blanks. None when only quotes keep the text."""
    if "\n" not in text or not text.strip() or re.search(_NOT_IN_BLOCK, text):
        return None
    body = text.rstrip("\n")
    ends = len(text) - len(body)
    # Where the first line begins with a blank, the reader must be told how deep the block stands.
    told = "2" if body[0] in " \t\n" else ""
    chomp = "-" if ends == 0 else "" if ends == 1 else "+"
    lines = body.split("\n") + [""] * (ends - 1)
    return [f"|{told}{chomp}", *(" " * indent + line if line else "" for line in lines)]


def mapping_lines(made: Mapping[str, Any], indent: int) -> list[str]:
    """The lines of a block mapping at `indent` blanks, without line ends."""
    lines: list[str] = []
    for key, value in made.items():
        name = f"{' ' * indent}{scalar(key)}:"
        if isinstance(value, Mapping):
            lines += [name, *mapping_lines(value, indent + 2)] if value else [f"{name} {{}}"]
        elif isinstance(value, list):
            lines += _list_lines(name, value, indent)
        else:
            lines += _text_lines(name, value, indent + 2)
    return lines


def _text_lines(name: str, text: str, indent: int) -> list[str]:
    literal = block(text, indent)
    return [f"{name} {literal[0]}", *literal[1:]] if literal else [f"{name} {scalar(text)}"]


def _list_lines(name: str, values: list[Any], indent: int) -> list[str]:
    if all(isinstance(value, str) and re.fullmatch(_PLAIN_IN_FLOW, value) and value.lower() not in _TAKEN for value in values):
        line = f"{name} [{', '.join(values)}]"
        if len(line) <= _WIDE:
            return [line]
    return [name, *(line for value in values for line in item_lines(value, indent + 2))]


def item_lines(value: Any, indent: int, gap: int = 1) -> list[str]:
    """The lines of one entry of a block list whose dash stands at `indent`, with `gap` blanks after the dash."""
    dash = " " * indent + "-" + " " * gap
    inner = indent + 1 + gap
    if isinstance(value, Mapping) and value:
        lines = mapping_lines(value, inner)
        return [dash + lines[0][inner:], *lines[1:]]
    if isinstance(value, Mapping | list):
        return [dash + flow(value)]
    literal = block(value, indent + 2)
    return [dash + literal[0], *literal[1:]] if literal else [dash + scalar(value)]


def flow(value: Any) -> str:
    """A value on one line, inside `[…]` or `{…}`; every text is quoted, so that JSON reads it as well as YAML does."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{quoted(key)}: {flow(child)}" for key, child in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(flow, value)) + "]"
    return value if isinstance(value, Plain) and ":" not in value else quoted(value)


def unwritable(texts: Iterable[Any]) -> str | None:
    """The first text that no UTF-8 file can hold (a lone surrogate, from an argument that is no UTF-8), or None."""
    for value in texts:
        if isinstance(value, str):
            if not value.isascii() and any("\ud800" <= character <= "\udfff" for character in value):
                return value
        elif isinstance(value, Mapping):
            if found := unwritable([*value.keys(), *value.values()]):
                return found
        elif isinstance(value, list) and (found := unwritable(value)):
            return found
    return None
