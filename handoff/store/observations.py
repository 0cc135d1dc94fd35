"""`observed.jsonl`: what the tool saw, one look a line, only ever appended to.

A last line without its end is what a crash leaves; it is no look. Readers leave it out and say so, the next append cuts it off.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import MISSING, fields, is_dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from handoff.model.nodes import Mapping, Problems, node_of
from handoff.model.observation import LOOKS, AnyObservation, Observation
from handoff.model.place import Place
from handoff.model.times import Clock, Window, written
from handoff.model.typist import Typist

from .atomic import locked
from .lines import NAME, add_lines
from .source import decoded, read_bytes

_NOBODY = Clock()
_KIND = frozenset({"kind"})


def read_observations(folder: Path) -> tuple[AnyObservation, ...]:
    """Every look at a session, oldest first; nothing when none was taken. Raises BadRecord, BadInput.

    A torn last line and looks of a kind that this version does not know are left out; `read_with_remarks` says which.
    """
    return read_with_remarks(folder)[0]


def read_with_remarks(folder: Path) -> tuple[tuple[AnyObservation, ...], tuple[str, ...]]:
    """The same, with a sentence for everything that was left out."""
    file = folder / NAME
    return looks_in(read_bytes(file), file) if file.exists() else ((), ())


def looks_in(data: bytes, file: Path) -> tuple[tuple[AnyObservation, ...], tuple[str, ...]]:
    """The same of the bytes of such a file."""
    if not data:
        return (), ()
    whole, end, torn = data.rpartition(b"\n")
    found: list[AnyObservation] = []
    problems = Problems(str(file))
    remarks: list[str] = []
    lines = (decoded(whole, str(file)) if end else "").split("\n")
    for number, line in enumerate(lines, 1):
        if line.strip():
            _one(line, Place(str(file), number), found, problems, remarks)
    if torn.strip():
        remarks.append(f"{file}:{len(lines) + bool(end)}: the last line is cut off, as a crash leaves it; it was left out")
    problems.tell("only the tool writes this file: restore it from git")
    return tuple(found), tuple(remarks)


def _one(line: str, place: Place, found: list[AnyObservation], problems: Problems, remarks: list[str]) -> None:
    import json

    try:
        given = json.loads(line, parse_int=str, parse_float=str)
    except (ValueError, RecursionError):
        problems.add(place.line, 1, "this line is no JSON")
        return
    kind = given.get("kind") if isinstance(given, dict) else None
    node = node_of(given, place.line)
    if not isinstance(node, Mapping) or not isinstance(kind, str):
        problems.add(place.line, 1, 'a look is an object with a kind, as in {"kind": "commit", …}')
    elif kind not in LOOKS:
        remarks.append(f"{place}: looks of kind {kind!r} are unknown to this version; it was left out")
    elif look := Typist(problems, _NOBODY, lenient=True).record(LOOKS[kind], node, f"a {kind} look", _KIND):
        found.append(look)


def append_observations(folder: Path, observations: Iterable[Observation]) -> None:
    """Put looks at the end of the session's observations, durably. Raises CouldNotWrite; then none or all are there."""
    lines = "".join(line_of(one) + "\n" for one in observations).encode()
    if not lines:
        return
    with locked(folder):
        add_lines(folder, lines)


def line_of(observation: Observation) -> str:
    """One look as a line of JSON, what is unknown or empty left out."""
    import json

    return json.dumps(plain_of(observation), ensure_ascii=False, separators=(", ", ": "))


def plain_of(value: Any) -> Any:
    """A look as plain JSON types: times as RFC 3339, decimals as text, classes as objects without their empty fields."""
    if is_dataclass(value) and not isinstance(value, Window | type):
        given = {field.name: (getattr(value, field.name), field.default) for field in fields(value)}
        return {
            name: plain_of(one)
            for name, (one, default) in given.items()
            if name == "kind" or default is MISSING or (one is not None and one != default)
        }
    if isinstance(value, datetime):
        return written(value)
    if isinstance(value, Decimal | Window):
        return str(value)
    if isinstance(value, tuple | list):
        return [plain_of(one) for one in value]
    return value
