"""Objects of the model as texts, lists and mappings by key: what `emit` writes and the loader reads back."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

from handoff.model.clock import written
from handoff.model.value import Value, read_value

from .emit import Plain


def tree_of(record: Any) -> dict[str, Any]:
    """An object of the model by the keys of files; what is empty is left out."""
    from handoff.model.fields import slots_of

    made: dict[str, Any] = {}
    for slot in slots_of(type(record)).values():
        value = getattr(record, slot.name)
        if value is None or (slot.many and not value):
            continue
        made[slot.key] = [branch(slot.shape.sort, one) for one in value] if slot.many else branch(slot.shape.sort, value)
    made.update({key: own(value) for key, value in getattr(record, "extra", {}).items()})
    return made


def branch(sort: str, value: Any) -> Any:
    """One value of a field of this sort as text or mapping."""
    if sort == "value":
        return value_branch(value)
    if sort == "record":
        return tree_of(value)
    return own(value)


def own(value: Any) -> Any:
    """A value of any type as text, lists and mappings; numbers, truths and instants need no quotes."""
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        return {str(key): own(child) for key, child in value.items()}
    if isinstance(value, list | tuple):
        return [own(child) for child in value]
    if isinstance(value, bool):
        return Plain("true" if value else "false")
    if isinstance(value, datetime):
        return Plain(written(value))
    if isinstance(value, Decimal):
        return Plain(format(value, "f"))
    return Plain(value) if isinstance(value, int) else str(value)


def value_branch(value: Value) -> Any:
    """The short form of a value where that reads back as the same, else its fields."""
    short = str(value)
    try:
        if read_value(short) == value:
            return short
    except ValueError:
        pass
    return tree_of(value)


def jsonable(record: Any) -> dict[str, Any]:
    """An object of the model by the keys of files, as JSON types: numbers and truths are such, instants are RFC 3339 text."""
    made: dict[str, Any] = _typed(tree_of(record))
    return made


def _typed(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _typed(child) for key, child in value.items()}
    if isinstance(value, list):
        return [_typed(child) for child in value]
    if not isinstance(value, Plain):
        return value
    if value in ("true", "false"):
        return value == "true"
    try:
        return int(value)
    except ValueError:
        pass
    try:
        return float(value)
    except ValueError:
        return str(value)
