"""Hypothesis strategies for the things that stand in a record."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from handoff.model.events import KINDS, Event
from handoff.model.fields import HIDDEN, Shape, Slot, slots_of
from handoff.model.times import Window
from handoff.model.value import Value

# Texts that YAML readers take for something else, and texts that break naive writers.
TRAPS = [
    "69e5697",
    "00105",
    "11:20",
    "2026-01-20",
    "yes",
    "No",
    "null",
    "~",
    "",
    " ",
    "1e5",
    "0x1F",
    "0o17",
    ".inf",
    "-.inf",
    ".NaN",
    "1_000",
    "- a",
    "a: b",
    "a #b",
    "#a",
    "'",
    '"',
    "\\",
    "a\\nb",
    "{a}",
    "[a]",
    "&a",
    "*a",
    "!a",
    "|",
    ">",
    "%a",
    "@a",
    "`a",
    "<<",
    "=",
    "? a",
    ": a",
    "a:",
    "---",
    "...",
    "a\n",
    "\na",
    "a\n\n",
    " a\nb",
    "a \nb",
    "\ta",
    "a\t",
    "a\n\tb",
    "a\r\nb",
    "\x85",
    "\u2028",
    "\u2029",
    "\ufeff",
    "a\x00b",
    "a\x1bb",
    "\x7f",
    "é",
    "日本",
    "😀",
    "\u200d",
    "a" * 300,
    "x\n  y\n z\n",
    "\n\n",
    "#\n",
    "a\n---\nb",
    "events:\n  - id: x",
    "key: |\n  text",
    "\xa0",
    "a\u3000",
    "ﾀ\n",
    "\u0300",
    "…",
    "on",
    "NULL",
    "True",
    "y",
    "n",
]
PRINTABLE = st.text(st.characters(blacklist_categories=("Cs",)), max_size=60)
TEXTS = st.one_of(st.sampled_from(TRAPS), PRINTABLE, st.text("ab: #-'\"\\\n\t|>{}[],&*!%@`?=~", max_size=30))
SLUGS = st.from_regex(r"[a-z0-9][a-z0-9._-]{0,20}", fullmatch=True)
SHAS = st.text("0123456789abcdef", min_size=7, max_size=40)
OFFSETS = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)) if minutes else UTC)
INSTANTS = st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1), timezones=OFFSETS)
NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12, places=3)
VALUES = st.builds(
    Value,
    n=st.none() | NUMBERS,
    of=st.none() | NUMBERS,
    percent=st.none() | NUMBERS,
    unit=st.none() | TEXTS,
    basis=st.none() | TEXTS,
    text=st.none() | TEXTS,
).filter(lambda value: value != Value())

_BY_SORT: dict[str, st.SearchStrategy[Any]] = {
    "text": TEXTS,
    "int": st.integers(-(10**9), 10**9),
    "rank": st.integers(-(10**9), 10**9),
    "number": NUMBERS.map(Decimal),
    "yes": st.booleans(),
    "time": INSTANTS,
    "deadline": INSTANTS,
    "window": st.builds(Window, INSTANTS, INSTANTS),
    "value": VALUES,
}
_BY_FORM = {
    "id": SLUGS,
    "commit id": SHAS,
    "revision": st.sampled_from(["00105", "worker-00105-abc", "69e5697", "yes", "r 1"]) | SLUGS,
    "digest": SHAS.filter(lambda text: len(text) >= 32).map("sha256:".__add__) | st.just("sha256:" + "0" * 64),
    "reference": st.sampled_from(["cmd:ls -l", "url:https://x.org/?a=b#c", "2026-01-20-x#y", "log:it: broke # yes", "00105"])
    | SLUGS,
}


def of_shape(shape: Shape) -> st.SearchStrategy[Any]:
    """Values of one field."""
    if shape.choices:
        return st.sampled_from(shape.choices)
    if shape.form is not None:
        return _BY_FORM[shape.form.name]
    if shape.sort == "record":
        return st.builds(shape.of, **{slot.name: of_slot(slot) for slot in slots_of(shape.of).values()})
    return _BY_SORT[shape.sort]


def of_slot(slot: Slot) -> st.SearchStrategy[Any]:
    """What a field may hold: nothing too, unless it is required."""
    one = of_shape(slot.shape)
    if slot.many:
        return st.lists(one, max_size=4).map(tuple)
    return one if slot.required else st.none() | one


def events(kind: type[Event]) -> st.SearchStrategy[Event]:
    """Events of one kind with anything in any field, custom keys too."""
    fields = {slot.name: of_slot(slot) for slot in slots_of(kind).values()}
    extra = st.dictionaries(st.sampled_from(["x-a", "x-b c", "x-:", "x-Ä"]), TEXTS, max_size=2)
    return st.builds(kind, **fields, extra=extra)


ANY_EVENT = st.sampled_from(list(KINDS.values())).flatmap(events)
__all__ = ["ANY_EVENT", "HIDDEN", "INSTANTS", "SHAS", "SLUGS", "TEXTS", "TRAPS", "events"]
