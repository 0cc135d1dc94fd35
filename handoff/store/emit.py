"""Events and headers as YAML text that every reader takes for the same text.

A scalar is left plain only where YAML 1.1, YAML 1.2 and this program agree that it is that very text; `69e5697`, `00105`,
`11:20` and `yes` are quoted. Several lines become a literal block, unless a character in them would not survive it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from handoff.model.fields import Slot, slots_of
from handoff.model.times import Window, written
from handoff.model.value import Value, read_value

# Characters that some reader drops, refuses or takes for a line end.
_ODD = "\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff"
_NOT_PLAIN = re.compile(rf"[{_ODD}\t\n\xa0]|:(?:\s|$)|\s\#|\s$")
_NOT_IN_SINGLE = re.compile(rf"['{_ODD}\t\n]")
_NOT_IN_BLOCK = re.compile(rf"[{_ODD}]|[ \t]+$", re.MULTILINE)
_TO_ESCAPE = re.compile(rf"[\\\"{_ODD}\t\n\xa0]")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_SESSION = re.compile(r"\d{4}-\d{2}-\d{2}-[a-z][a-z0-9._-]*")
_PLAIN_IN_FLOW = re.compile(r"[A-Za-z][A-Za-z0-9._/-]*")
# Words that some YAML reader takes for something else than text.
_TAKEN = frozenset({"y", "yes", "n", "no", "on", "off", "true", "false", "null", "nan", "inf"})
_STAMPS = (datetime, Window)
_WIDE = 100


def scalar(text: str) -> str:
    """One line of block style that reads back as `text`."""
    if text[:1].isalpha() and not _NOT_PLAIN.search(text) and text.lower() not in _TAKEN:
        return text
    if _SESSION.fullmatch(text):
        return text
    if ("\\" in text or '"' in text) and not _NOT_IN_SINGLE.search(text):
        return f"'{text}'"
    return quoted(text)


def quoted(text: str) -> str:
    """The text in double quotes, with escapes that JSON knows too."""
    return '"' + _TO_ESCAPE.sub(lambda match: _ESCAPES.get(match[0]) or f"\\u{ord(match[0]):04x}", text) + '"'


def block(text: str, indent: int) -> list[str] | None:
    """A literal block: its header, then its lines at `indent` blanks. None when only quotes keep the text."""
    if "\n" not in text or not text.strip() or _NOT_IN_BLOCK.search(text):
        return None
    body = text.rstrip("\n")
    ends = len(text) - len(body)
    # Where the first line begins with a blank, the reader must be told how deep the block stands.
    told = "2" if body[0] in " \t\n" else ""
    chomp = "-" if ends == 0 else "" if ends == 1 else "+"
    lines = body.split("\n") + [""] * (ends - 1)
    return [f"|{told}{chomp}", *(" " * indent + line if line else "" for line in lines)]


def text_of(value: object) -> str:
    """The text that the loader reads back into the value."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return written(value)
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def tree(record: Any, kind: str | None = None) -> dict[str, Any]:
    """A dataclass of the model as texts, lists and mappings by key; what is empty is left out."""
    made: dict[str, Any] = {}
    slots = slots_of(type(record))
    for slot in slots.values():
        value = getattr(record, slot.name)
        if value is None or (slot.many and not value):
            continue
        made[slot.key] = [branch(slot, one) for one in value] if slot.many else branch(slot, value)
    if kind is not None:
        made = {"id": made.pop("id"), "kind": kind, **_time_first(made)}
    made.update(getattr(record, "extra", {}))
    return made


def _time_first(made: dict[str, Any]) -> dict[str, Any]:
    return ({"at": made.pop("at")} if "at" in made else {}) | made


def branch(slot: Slot, value: Any) -> Any:
    """One value of a field as text, number, instant or mapping."""
    if slot.shape.sort == "value":
        return _value(value)
    if slot.shape.sort == "record":
        return tree(value)
    return value if isinstance(value, datetime | int | Decimal | bool | Window) else str(value)


def _value(value: Value) -> Any:
    """The short form of a value where that reads back as the same, else its fields."""
    short = str(value)
    try:
        if read_value(short) == value:
            return short
    except ValueError:
        pass
    return tree(value)


def mapping_lines(made: Mapping[str, Any], indent: int) -> list[str]:
    """The lines of a block mapping at `indent` blanks, without line ends."""
    pad = " " * indent
    lines: list[str] = []
    for key, value in made.items():
        name = f"{pad}{scalar(key)}:"
        if isinstance(value, Mapping):
            lines += [name, *mapping_lines(value, indent + 2)] if value else [f"{name} {{}}"]
        elif isinstance(value, list):
            lines += _list_lines(name, value, indent)
        elif isinstance(value, str):
            lines += _text_lines(name, value, indent + 2)
        else:
            lines.append(f"{name} {_typed(value)}")
    return lines


def _text_lines(name: str, text: str, indent: int) -> list[str]:
    literal = block(text, indent)
    return [f"{name} {literal[0]}", *literal[1:]] if literal else [f"{name} {scalar(text)}"]


def _list_lines(name: str, values: list[Any], indent: int) -> list[str]:
    if not values:
        return [f"{name} []"]
    if all(isinstance(value, str) and _PLAIN_IN_FLOW.fullmatch(value) and value.lower() not in _TAKEN for value in values):
        line = f"{name} [{', '.join(values)}]"
        if len(line) <= _WIDE:
            return [line]
    lines = [name]
    for value in values:
        lines += item_lines(value, indent + 2)
    return lines


def item_lines(value: Any, indent: int, gap: int = 1) -> list[str]:
    """The lines of one entry of a block list whose dash stands at `indent`, with `gap` blanks after the dash."""
    dash = " " * indent + "-" + " " * gap
    inner = indent + 1 + gap
    if isinstance(value, Mapping) and value:
        lines = mapping_lines(value, inner)
        return [dash + lines[0][inner:], *lines[1:]]
    if isinstance(value, list):
        return [f"{dash}{flow(value)}"]
    if isinstance(value, str):
        literal = block(value, indent + 2)
        return [dash + literal[0], *literal[1:]] if literal else [dash + scalar(value)]
    return [dash + (_typed(value) if value != {} else "{}")]


def flow(value: Any) -> str:
    """A value on one line, inside `[…]` or `{…}`; JSON reads it as well as YAML does."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{quoted(key)}: {flow(child)}" for key, child in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(flow, value)) + "]"
    return quoted(value) if isinstance(value, str) else quoted(text_of(value)) if isinstance(value, _STAMPS) else text_of(value)


def _typed(value: object) -> str:
    """A value whose type YAML may know: a number, yes or no; an instant with its offset is plain, a window quoted."""
    text = text_of(value)
    return quoted(text) if isinstance(value, Window) else text


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
