"""Predicates of expectations: one function each, True or False; a value of the wrong type is CannotTell."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from typing import Any

from handoff.observe.exact_json import CannotTell
from handoff.observe.expectations import shown
from handoff.observe.patterns import compile_pattern

_NAMES = {
    bool: "a truth value", int: "a number", Decimal: "a number", str: "a text", list: "a list", dict: "an object",
    datetime: "a time", type(None): "null",
}  # fmt: skip


def type_name(value: Any) -> str:
    """What sort of thing a value is, in words. A truth value is no number."""
    return _NAMES.get(type(value), type(value).__name__)


def _wrong(seen: Any, wanted: str) -> CannotTell:
    hint = " (the filter number reads it)" if isinstance(seen, str) and wanted == "a number" else ""
    return CannotTell(f"{shown(seen)} is {type_name(seen)}, not {wanted}{hint}")


def equal(seen: Any, wanted: Any) -> bool:
    """Whether two values of one type are the same; numbers exactly. Nothing but null equals null."""
    if wanted is None:
        return seen is None
    if type_name(seen) != type_name(wanted):
        raise _wrong(seen, type_name(wanted))
    if isinstance(seen, list):
        return len(seen) == len(wanted) and all(map(equal, seen, wanted))
    if isinstance(seen, dict):
        return seen.keys() == wanted.keys() and all(equal(seen[key], wanted[key]) for key in wanted)
    return bool(seen == wanted)


def number_of(seen: Any) -> Decimal | int:
    """The value when it is a finite number. Raises CannotTell."""
    if isinstance(seen, bool) or not isinstance(seen, int | Decimal):
        raise _wrong(seen, "a number")
    if isinstance(seen, Decimal) and not seen.is_finite():
        raise CannotTell(f"{seen} is no finite number")
    return seen


def text_of(seen: Any) -> str:
    """The value when it is text. Raises CannotTell."""
    if not isinstance(seen, str):
        raise _wrong(seen, "a text")
    return seen


def _contains(seen: Any, wanted: Any) -> bool:
    if isinstance(seen, list):
        return any(type_name(item) == type_name(wanted) and equal(item, wanted) for item in seen)
    if not isinstance(wanted, str):
        raise _wrong(seen, "a list")
    return wanted in text_of(seen)


def _empty(seen: Any, _: Any) -> bool:
    if not isinstance(seen, str | list | dict):
        raise _wrong(seen, "a text, list or object")
    return not seen


PREDICATES: dict[str, Callable[[Any, Any], bool]] = {
    "==": equal,
    "!=": lambda seen, wanted: not equal(seen, wanted),
    "<": lambda seen, wanted: number_of(seen) < wanted,
    "<=": lambda seen, wanted: number_of(seen) <= wanted,
    ">": lambda seen, wanted: number_of(seen) > wanted,
    ">=": lambda seen, wanted: number_of(seen) >= wanted,
    "contains": _contains,
    "startsWith": lambda seen, wanted: text_of(seen).startswith(wanted),
    "endsWith": lambda seen, wanted: text_of(seen).endswith(wanted),
    "matches": lambda seen, wanted: compile_pattern(wanted).search(text_of(seen)) is not None,
    "exists": lambda _seen, _wanted: True,
    "isEmpty": _empty,
    "isNumber": lambda seen, _: type_name(seen) == "a number",
    "isString": lambda seen, _: isinstance(seen, str),
    "isBoolean": lambda seen, _: isinstance(seen, bool),
    "isList": lambda seen, _: isinstance(seen, list),
    "isObject": lambda seen, _: isinstance(seen, dict),
}
WITHOUT_VALUE = frozenset({"exists", "isEmpty", "isNumber", "isString", "isBoolean", "isList", "isObject"})
OF_NUMBERS = frozenset({"<", "<=", ">", ">="})
