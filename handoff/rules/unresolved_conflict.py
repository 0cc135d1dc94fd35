"""A merge conflict was left in the text: `<<<<<<<`, `=======` and `>>>>>>>`, with both sides between them.

Nobody can tell which side holds, and claims of both are read. Keep one, or write what is true now, and take the marks out.

Bad:
    - kind: note
      id: state
      at: "12:40"
      summary: State of the shop
      details: |
        <<<<<<< HEAD
        All orders come through
        =======
        Orders fail since noon
        >>>>>>> night-shift

Good:
    - kind: note
      id: state
      at: "12:40"
      summary: State of the shop
      details: |
        Orders fail since noon
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from handoff.model.expression import expression
from handoff.model.judgement import Judgement
from handoff.rules._prose import Line
from handoff.rules._record import record_of
from handoff.rules._remark import Remark

FAMILY = "text"
LEVEL = "error"
_MARK = expression(r"(<{7}|={7}|>{7})(?: .*)?\s*")


def check(judgement: Judgement) -> Iterator[Remark]:
    record = record_of(judgement)
    if (source := record.facts.source) and "<<<<<<<" not in source:
        return
    found = list(_conflicts(record.lines))
    if found:
        first, last = found[0]
        more = f", and {len(found) - 1} more" if len(found) > 1 else ""
        said = f"a merge conflict was left here: “{first.text.strip()}” to “{last.text.strip()}”{more}"
        yield Remark(first.place, said, "keep one side, or write what is true now, and take the marks out", first.subject)


def _conflicts(lines: Iterable[Line]) -> Iterator[tuple[Line, Line]]:
    """The first and the last line of every conflict: its three marks in their order, in one text."""
    begun: list[Line] = []
    for line in lines:
        mark = _MARK.fullmatch(line.text)
        if mark is None:
            continue
        if mark[1][0] == "<":
            begun = [line]
        elif begun and line.within == begun[0].within and mark[1][0] == "=><"[len(begun) - 1]:
            begun.append(line)
            if len(begun) == 3:
                yield begun[0], line
                begun = []
