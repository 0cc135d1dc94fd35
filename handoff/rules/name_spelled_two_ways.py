"""One technical name is written in two ways that differ by one letter.

`prediction_systems` and `predictions_systems`: one of them does not exist, and a search for it finds nothing. Only long names
with underscores are compared, and only a letter that one has more than the other: `check_date` and `check_data` are two names.

Bad:
    - {kind: note, id: one, at: "12:00", summary: "`prediction_systems` is not found"}
    - {kind: note, id: two, at: "12:10", summary: "The path lacks `predictions_systems`"}

Good:
    - {kind: note, id: one, at: "12:00", summary: "`prediction_systems` is not found"}
    - {kind: note, id: two, at: "12:10", summary: "The path lacks `prediction_systems`"}
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from handoff.model.expression import expression
from handoff.model.judgement import Judgement
from handoff.model.place import Place
from handoff.rules._names import one_letter_apart
from handoff.rules._record import record_of
from handoff.rules._remark import Remark

FAMILY = "text"
LEVEL = "info"

_NAME = expression(r"\b(?<!-)[A-Za-z]{3,}+(?:_[A-Za-z]{3,}+)+(?![\w-])", re.ASCII)
_LONG = 14
_MOST = 1000


def check(judgement: Judgement) -> Iterator[Remark]:
    record = record_of(judgement)
    source, path = record.facts.source, record.session.place.path
    # What stands between blanks is looked through by itself, and only where there can be such a name.
    words = {word for line in record.source_lines if "_" in line for word in line.split() if "_" in word}
    held = "\n".join(word for word in words if len(word) >= _LONG)
    names = sorted(name for name in set(_NAME.findall(held)) if len(name) >= _LONG)
    if len(names) > _MOST:
        return
    by_start: dict[str, list[str]] = defaultdict(list)
    for name in names:
        by_start[name[:3]].append(name)
    for alike in by_start.values():
        for one, other in combinations(alike, 2):
            if abs(len(one) - len(other)) == 1 and _middle(one, other):
                places = sorted((at, name) for name in (one, other) if (at := _line(source, name)))
                if len(places) == 2 and places[0][0] != places[1][0]:
                    (before, earlier), (line, later) = places
                    yield Remark(Place(path, line), f"{later!r} here, {earlier!r} in line {before}", "write one name one way")


def _line(source: str, name: str) -> int:
    """The first line that holds the name by itself, and not as a part of a path or a longer name; 0 when none does."""
    match = re.search(rf"(?<![\w./-]){re.escape(name)}(?![\w/-])", source)
    return source.count("\n", 0, match.start()) + 1 if match else 0


def _middle(one: str, other: str) -> bool:
    """One letter more, and not the plural at the end, which is mostly another thing on purpose."""
    return one.rstrip("sS") != other.rstrip("sS") and one.count("_") == other.count("_") and one_letter_apart(one, other)
