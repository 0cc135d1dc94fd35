"""Filters of expectations: what is made of a value before it is compared. One function each; no answer is CannotTell."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from decimal import Decimal, Inexact, Overflow, localcontext
from typing import Any

from handoff.model.times import Clock
from handoff.observe.exact_json import CannotTell, Missing, read_json, walk
from handoff.observe.expectations import shown
from handoff.observe.patterns import compile_pattern
from handoff.observe.predicates import number_of, text_of, type_name

Captured = Mapping[str, Any]

# Filters that want something beside the value, and what.
WITH_ARGUMENT = {
    "nth": "a number, 0 for the first",
    "regex": "a pattern",
    "jsonpath": "a path",
    "delta": "the name of what an earlier step captured",
}

# Digits that sums and differences may take; more would be rounded, and a rounded number is no exact one.
_DIGITS = 400


def _exactly(sum_of: Callable[[], Decimal | int]) -> Decimal | int:
    with localcontext() as context:
        context.prec = _DIGITS
        context.traps[Inexact] = context.traps[Overflow] = True
        try:
            return sum_of()
        except (Inexact, Overflow):
            raise CannotTell(f"the numbers are too far apart to be added exactly within {_DIGITS} digits") from None


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise CannotTell(f"{shown(value)} is {type_name(value)}, not a list")
    return value


def _some(value: Any) -> list[Any]:
    if not _list(value):
        raise Missing("the list is empty")
    return list(value)


def _count(value: Any, *_: Any) -> int:
    if not isinstance(value, list | dict):
        raise CannotTell(f"{shown(value)} is {type_name(value)}, and only lists and objects have a count")
    return len(value)


def _nth(value: Any, argument: str | None, *_: Any) -> Any:
    at = int(argument or "0")
    items = _list(value)
    if not -len(items) <= at < len(items):
        raise Missing(f"the list has {len(items)} members, and none at {at}")
    return items[at]


def _number(value: Any, *_: Any) -> Decimal | int:
    if not isinstance(value, str):
        return number_of(value)
    found = read_json(value.strip())
    return number_of(getattr(found, "decimal", found))


def _regex(value: Any, pattern: str | None, *_: Any) -> str:
    match = compile_pattern(pattern or "").search(text_of(value))
    if match is None:
        raise Missing(f"nothing matches {shown(pattern)}")
    return str(match.group(1) if match.re.groups and match.group(1) is not None else match.group(0))


def _delta(value: Any, name: str | None, captured: Captured, *_: Any) -> Decimal | int:
    if name is None or name not in captured:
        raise CannotTell(f"no earlier step captured {name!r}")
    before = number_of(captured[name])
    now = number_of(value)
    return _exactly(lambda: now - before)


def _age(value: Any, _argument: str | None, _captured: Captured, now: datetime) -> Decimal:
    """Seconds from a time to now: RFC 3339 text with an offset, or seconds since 1970."""
    if isinstance(value, str):
        try:
            value = Clock().read(value)
        except ValueError as error:
            raise CannotTell(str(error)) from None
    if not isinstance(value, datetime):
        try:
            value = datetime.fromtimestamp(float(number_of(value)), UTC)
        except (OverflowError, ValueError, OSError):
            raise CannotTell(f"{shown(value)} is no number of seconds since 1970") from None
    return Decimal(str((now - value).total_seconds()))


def _sum(value: Any, *_: Any) -> Decimal | int:
    numbers = [number_of(item) for item in _some(value)]
    return _exactly(lambda: sum(numbers))


FILTERS: dict[str, Callable[[Any, str | None, Captured, datetime], Any]] = {
    "count": _count,
    "nth": _nth,
    "first": lambda value, *_: _some(value)[0],
    "last": lambda value, *_: _some(value)[-1],
    "min": lambda value, *_: min(map(number_of, _some(value))),
    "max": lambda value, *_: max(map(number_of, _some(value))),
    "sum": _sum,
    "number": _number,
    "lower": lambda value, *_: text_of(value).casefold(),
    "trim": lambda value, *_: text_of(value).strip(),
    "regex": _regex,
    "jsonpath": lambda value, path, *_: walk(read_json(text_of(value)), path or "$"),
    "delta": _delta,
    "age": _age,
}
