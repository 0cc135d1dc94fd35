"""The fields of a class as people fill them: key, help, and how a text becomes a value.

One table for the loader, the configuration, the command line, the JSON Schema and the reference page, so that a value is
read in the same way wherever it comes from. Plain classes and no third-party import: recording an event must start fast.
"""

from __future__ import annotations

import functools
import re
import sys
import types
from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, Field, fields
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from .identifiers import KEYS, Form, Sort
from .times import Clock, Window, read_window
from .value import Value, number, read_value

# Fields that the loader fills, or that choose the class; nobody types them as a value.
HIDDEN = frozenset({"kind", "place", "extra", "origin", "events"})
_YES = {"true": True, "yes": True, "false": False, "no": False}
_SPANS = {"s": 1, "sec": 1, "m": 60, "min": 60, "h": 3600, "d": 86400, "w": 604800}
_NUMBER = re.compile(r"-?\d+")
_SPAN = re.compile(r"(\d+(?:\.\d+)?)\s*(s|sec|m|min|h|d|w)")

Reading = Callable[[str, Clock], object]


class Shape:
    """What one value looks like, and how its text is read.

    `sort` is one of text, choice, int, rank, number, yes, time, deadline, day, span, window, value, record, map. `of` is the
    class of a record; `choices` are the words of a choice; `form` is the pattern of a text that has one. `fits` knows texts
    that are the value as they stand, which most are; the others, mistakes too, are for `read`.
    """

    __slots__ = ("choices", "fits", "form", "of", "read", "sort")

    def __init__(
        self,
        sort: str,
        read: Reading,
        form: Form | None = None,
        choices: tuple[str, ...] = (),
        of: Any = None,
        fits: Callable[[str], object] = lambda _: False,
    ) -> None:
        self.sort, self.read, self.form, self.choices, self.of, self.fits = sort, read, form, choices, of, fits


class Slot:
    """One field of a class: `name` in Python, `key` in files, `option` on the command line; `free` takes any text as it is."""

    __slots__ = ("free", "help", "key", "many", "name", "required", "shape")

    def __init__(self, name: str, key: str, shape: Shape, many: bool, required: bool, help: str) -> None:
        self.name, self.key = name, key
        self.shape, self.many, self.required, self.help = shape, many, required, help
        self.free = shape.sort == "text" and shape.form is None and not many

    @property
    def option(self) -> str:
        """The option of the command line that fills it."""
        return "--" + self.key.replace("_", "-")

    @property
    def splits(self) -> bool:
        """Whether a comma parts values on the command line: ids, commits and references, but no free texts."""
        return self.many and self.shape.form is not None


_known: dict[type[Any], dict[str, Slot]] = {}


def slots_of(kind: type[Any]) -> dict[str, Slot]:
    """The fields of a class by their key in files, in the order of the class."""
    found = _known.get(kind)
    if found is None:
        found = _known[kind] = _slots(kind)
    return found


def _slots(kind: type[Any]) -> dict[str, Slot]:
    """What a base has is read there, once for all kinds: to read an annotation takes longer than to read many values by it."""
    typed = [field for field in fields(kind) if field.init and field.name not in HIDDEN]
    own = {field.name: hint for field in typed if (hint := kind.__annotations__.get(field.name)) is not None}
    inherited = {slot.name: slot for slot in slots_of(kind.__mro__[1]).values()} if len(own) < len(typed) else {}
    hints = get_type_hints(types.SimpleNamespace(__annotations__=own), vars(sys.modules[kind.__module__]), include_extras=True)
    made = (_slot(one, hints[one.name], KEYS) if one.name in own else inherited[one.name] for one in typed)
    return {slot.key: slot for slot in made}


def _slot(field: Field[Any], hint: Any, keys: Mapping[str, str]) -> Slot:
    help = ""
    if get_origin(hint) is Annotated:
        help = next((note for note in hint.__metadata__ if isinstance(note, str)), "")
    inner, many = _without_none(hint), False
    if get_origin(inner) is tuple:
        inner, many = get_args(inner)[0], True
    required = field.default is MISSING and field.default_factory is MISSING
    return Slot(field.name, keys.get(field.name, field.name), _shape(inner), many, required, help)


def _without_none(hint: Any) -> Any:
    """The type without `| None`, and without an annotation that only carries help."""
    if get_origin(hint) is Annotated:
        form = next((note for note in hint.__metadata__ if isinstance(note, Form | Sort)), None)
        return hint if form else _without_none(hint.__origin__)
    if get_origin(hint) in (Union, types.UnionType):
        return _without_none(next(one for one in get_args(hint) if one is not type(None)))
    return hint


def _shape(hint: Any) -> Shape:
    if get_origin(hint) is Annotated:
        form = next((note for note in hint.__metadata__ if isinstance(note, Form | Sort)), None)
        if isinstance(form, Sort):
            return Shape(form.name, READ[form.name])
        return _of_form(form) if form else _shape(hint.__origin__)
    if get_origin(hint) is Literal:
        return _of_choices(get_args(hint))
    if get_origin(hint) is not None:
        return Shape("map", _no_text)
    if sort := _SORTS.get(hint):
        return Shape(sort, READ[sort])
    return Shape("record", functools.partial(_short, hint), of=hint)


def _of_form(form: Form) -> Shape:
    fits = re.compile(form.pattern).fullmatch

    def read(text: str, _clock: Clock) -> str:
        return text if fits(text) else form.parse(text)

    return Shape("text", read, form=form, fits=fits)


def _of_choices(words: tuple[str, ...]) -> Shape:
    fits = frozenset(words).__contains__

    def read(text: str, _clock: Clock) -> str:
        if fits(text):
            return text
        raise ValueError(f"{text!r} is not one of {', '.join(words)}{meant(text, words)}")

    return Shape("choice", read, choices=words, fits=fits)


def meant(text: str, known: Any) -> str:
    """` (did you mean 'high'?)` when one of the known words is close, else nothing."""
    near = nearest(text, known)
    return f" (did you mean {near!r}?)" if near else ""


def nearest(text: str, known: Iterable[str]) -> str:
    """The known word that a slip of the pen may have made of this one, or nothing.

    Names that differ only in their numbers name different things of a sort: to propose one would invite to take it.
    """
    import difflib

    bare = _NUMBER.sub("", text)
    near = difflib.get_close_matches(text, [one for one in known if _NUMBER.sub("", one) != bare or one == text], n=1)
    return near[0] if near else ""


def _text(text: str, _clock: Clock) -> str:
    return text


def _int(text: str, _clock: Clock) -> int:
    found = number(text)
    if found != found.to_integral_value() or abs(found) > 10**15:
        raise ValueError(f"{text!r} is no whole number")
    return int(found)


def _rank(text: str, clock: Clock) -> int:
    try:
        return _int(text, clock)
    except ValueError:
        raise ValueError(f"{text!r} is no whole number: write 1 for what comes first, 2 for what comes next") from None


def _number(text: str, _clock: Clock) -> Decimal:
    return number(text.strip().removesuffix("%"))


def _yes(text: str, _clock: Clock) -> bool:
    found = _YES.get(text.lower())
    if found is None:
        raise ValueError(f"{text!r} is neither true nor false")
    return found


def _time(text: str, clock: Clock) -> datetime:
    return clock.read(text)


def _deadline(text: str, clock: Clock) -> datetime:
    return clock.read_end(text)


def _day(text: str, _clock: Clock) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{text!r} is no date: write 2026-01-31") from None


def _span(text: str, _clock: Clock) -> timedelta:
    match = _SPAN.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"{text!r} is no length of time: write 30s, 15m, 2h, 7d or 4w")
    return timedelta(seconds=float(match[1]) * _SPANS[match[2]])


def _value(text: str, _clock: Clock) -> Value:
    return read_value(text)


def _no_text(text: str, _clock: Clock) -> object:
    raise ValueError(f"{text!r} stands where keys with values belong")


def _short(kind: type[Any], text: str, clock: Clock) -> object:
    """A record from its short form: the text is the one field that the class names as `short`."""
    field = getattr(kind, "short", None)
    if field is None:
        names = ", ".join(slots_of(kind))
        raise ValueError(f"{text!r} stands where keys with values belong: {names}")
    return kind(**{field: slots_of(kind)[field].shape.read(text, clock)})


# How a text becomes a value, by sort. Texts with a form, choices and records are read by what their field says of them.
READ: dict[str, Reading] = {
    "text": _text, "int": _int, "rank": _rank, "number": _number, "yes": _yes, "time": _time, "deadline": _deadline,
    "day": _day, "span": _span, "window": read_window, "value": _value, "map": _no_text,
}  # fmt: skip
_SORTS: dict[Any, str] = {
    str: "text", int: "int", Decimal: "number", bool: "yes", datetime: "time", date: "day", timedelta: "span",
    Window: "window", Value: "value", Any: "map", Mapping: "map",
}  # fmt: skip
