"""One technical name is written in two ways that differ by one letter.

`prediction_systems` and `predictions_systems`: one of them does not exist, and a search for it finds nothing. Only long names
in code are compared, and names that differ in a digit are different names.

Bad:
    - {kind: note, id: one, at: "12:00", summary: "`prediction_systems` is not found"}
    - {kind: note, id: two, at: "12:10", summary: "The path lacks `predictions_systems`"}

Good:
    - {kind: note, id: one, at: "12:00", summary: "`prediction_systems` is not found"}
    - {kind: note, id: two, at: "12:10", summary: "The path lacks `prediction_systems`"}
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handoff.model.judgement import Judgement
from handoff.model.place import Place
from handoff.rules._names import one_letter_apart
from handoff.rules._record import Record, record_of
from handoff.rules._remark import Remark

FAMILY = "text"
LEVEL = "info"

_NAME = re.compile(r"(?<![\w./-])[A-Za-z]{4,}(?:[_-][A-Za-z]{3,})+(?![\w/-])")
_SHORTEST, _MOST = 14, 400


def check(judgement: Judgement) -> Iterator[Remark]:
    first = _names(record_of(judgement))
    names = sorted(first)
    if len(names) > _MOST:
        return
    for place, one in enumerate(names):
        for other in names[place + 1 :]:
            if other[:3] != one[:3] or not _middle(one, other):
                continue
            earlier, later = sorted((one, other), key=lambda name: (first[name][0].line, name))
            where, subject = first[later]
            yield Remark(
                where, f"{later!r} here, {earlier!r} in line {first[earlier][0].line}", "write one name one way", subject
            )


def _names(record: Record) -> dict[str, tuple[Place, str]]:
    found: dict[str, tuple[Place, str]] = {}
    path = record.session.place.path
    for number, line in enumerate(record.facts.source.split("\n"), 1):
        for name in _NAME.findall(line) if "_" in line or "-" in line else ():
            if len(name) >= _SHORTEST:
                found.setdefault(name, (Place(path, number, 1), ""))
    return found


def _middle(one: str, other: str) -> bool:
    """One letter apart, and not by the plural at the end, nor by `-` against `_`, which are often two things on purpose."""
    if one.casefold() == other.casefold() or re.sub("[-_]", "", one) == re.sub("[-_]", "", other):
        return False
    if one.rstrip("s") == other.rstrip("s"):
        return False
    return one_letter_apart(one, other)
