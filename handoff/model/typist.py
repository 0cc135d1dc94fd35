"""Nodes typed by the classes of the model: the one place where a mapping of a file becomes an object."""

from __future__ import annotations

from typing import Any

from .fields import Slot, meant, slots_of
from .nodes import Mapping, Node, Problems, Sequence, Text, plain
from .place import Place
from .times import Clock
from .value import Value

_MISSING = object()


class Typist:
    """Reads nodes of one file into values, with the clock of its session; what is wrong goes into `problems`."""

    def __init__(self, problems: Problems, clock: Clock, lenient: bool = False) -> None:
        """`lenient` passes over unknown keys, which a newer version may have written."""
        self.problems = problems
        self.clock = clock
        self.lenient = lenient
        # One session names the same few instants, ids and services again and again.
        self._seen: dict[tuple[int, str], object] = {}

    def record(self, kind: type[Any], node: Mapping, what: str, skip: frozenset[str] = frozenset()) -> Any:
        """An instance of `kind` from a mapping, None when something is wrong with it. `skip` names keys read elsewhere."""
        values = self.values(kind, node, what, skip)
        if values is None:
            return None
        extra = values.pop("extra", None)
        if "place" in kind.__dataclass_fields__:
            values["place"] = Place(self.problems.path, node.line, node.column, node.lines)
        if extra:
            values["extra"] = extra
        return kind(**values)

    def values(self, kind: type[Any], node: Mapping, what: str, skip: frozenset[str] = frozenset()) -> dict[str, Any] | None:
        """The fields of `kind` that a mapping gives, by their names in Python; None when something is wrong."""
        slots = slots_of(kind)
        values: dict[str, Any] = {}
        good = True
        for key, child in node.entries.items():
            slot = slots.get(key)
            if slot is None:
                if key in skip or self.lenient:
                    continue
                if key.startswith("x-") and "extra" in kind.__dataclass_fields__:
                    values.setdefault("extra", {})[key] = plain(child)
                    continue
                self.unknown(key, node, what, slots.keys() | skip)
                good = False
                continue
            if type(child) is Text:
                text = child.value
                if slot.free or slot.shape.fits(text):
                    values[slot.name] = (text,) if slot.many else text
                    continue
                found = self._text(slot, child)
                if slot.many and found is not _MISSING:
                    found = (found,)
            else:
                found = self._of(slot, child)
            if found is _MISSING:
                good = False
            else:
                values[slot.name] = found
        if len(node.lines) != len(node.entries) and not self.lenient:
            for key in node.lines.keys() - node.entries.keys() - slots.keys() - skip:
                if not key.startswith("x-"):
                    self.unknown(key, node, what, slots.keys() | skip)
                    good = False
        for slot in _required(kind):
            if slot.name not in values and slot.key not in node.entries:
                self.problems.at(node, f"{what} needs {slot.key!r}: {slot.help}" if slot.help else f"{what} needs {slot.key!r}")
                good = False
        return values if good else None

    def unknown(self, key: str, node: Mapping, what: str, known: Any) -> None:
        """Note a key that nobody knows, with the nearest one that is known."""
        hint = meant(key, known) or "; keys of your own begin with x-"
        self.problems.add(node.lines[key], node.column_of(key), f"unknown key {key!r} of {what}{hint}")

    def _of(self, slot: Slot, node: Node) -> object:
        if not slot.many:
            return self._one(slot, node)
        if type(node) is not Sequence:
            found = self._one(slot, node)
            return found if found is _MISSING else (found,)
        several = [self._one(slot, item) for item in node.items]
        return _MISSING if _MISSING in several else tuple(several)

    def _text(self, slot: Slot, node: Text) -> object:
        shape, text = slot.shape, node.value
        if shape.fits(text):
            return text
        known = (id(shape), text)
        try:
            found = self._seen.get(known, _MISSING)
            if found is _MISSING:
                found = self._seen[known] = shape.read(text, self.clock)
            return found
        except ValueError as error:
            self.problems.at(node, f"{slot.key}: {error}")
            return _MISSING

    def _one(self, slot: Slot, node: Node) -> object:
        shape = slot.shape
        if type(node) is Text:
            return self._text(slot, node)
        if type(node) is Mapping:
            if shape.sort == "record":
                found = self.record(shape.of, node, f"an entry of {slot.key!r}")
                return _MISSING if found is None else found
            if shape.sort == "value":
                found = self.record(Value, node, f"{slot.key!r}")
                return _MISSING if found is None else found
            if shape.sort == "map":
                return plain(node)
        self.problems.at(node, f"{slot.key!r} wants {_wanted(slot)}, not {'a list' if type(node) is Sequence else 'a mapping'}")
        return _MISSING


_known_required: dict[type[Any], tuple[Slot, ...]] = {}


def _required(kind: type[Any]) -> tuple[Slot, ...]:
    found = _known_required.get(kind)
    if found is None:
        found = _known_required[kind] = tuple(slot for slot in slots_of(kind).values() if slot.required)
    return found


_WANTS = {
    "text": "a text", "choice": "one word", "int": "a whole number", "rank": "a whole number", "number": "a number",
    "yes": "true or false", "time": "a time", "deadline": "a time or a day", "day": "a date", "span": "a length of time",
    "window": "START/END", "value": "a value", "record": "a mapping", "map": "a mapping",
}  # fmt: skip


def _wanted(slot: Slot) -> str:
    return _WANTS[slot.shape.sort] + (" or a list of them" if slot.many else "")
