"""A count and the percentage beside it do not agree.

`4/6 (100%)`: one of the two was changed and the other was not. A point is allowed for rounding.

Bad:
    - {kind: note, id: headline, at: "12:54", summary: "Healthy: 4/6 (100%)"}

Good:
    - {kind: note, id: headline, at: "12:54", summary: "Healthy: 4/6 (67%)"}
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from handoff.model.events import ClaimEvent
from handoff.model.expression import expression
from handoff.model.judgement import Judgement
from handoff.model.value import Value
from handoff.rules._record import record_of
from handoff.rules._remark import Remark, at

FAMILY = "numbers"
LEVEL = "warning"
HINT = "correct the one that was left behind"

# Slashes on both sides belong to dates and paths; a percentage that has words of its own is of something else.
_PAIR = expression(
    r"(?<![\d./,-])(\d{1,7})\s?(?:/|of)\s?(\d{1,7})\s*(?:[(\[]|= ?)(?:~|≈)?(\d{1,3}(?:\.\d+)?)\s?%"
    r"(?=\s*(?:[)\]]|$|complete|done))"
)


def check(judgement: Judgement) -> Iterator[Remark]:
    record = record_of(judgement)
    for claim in record.of(ClaimEvent):
        value = claim.value
        if (
            value
            and value.n is not None
            and value.of
            and value.percent is not None
            and not _agree(value.n, value.of, value.percent)
        ):
            yield at(claim, "value", f"{value.n} of {value.of} are {_share(value.n, value.of)} %, not {value.percent} %", HINT)
    for line in record.lines_with(("%",)):
        for n, of, percent in _PAIR.findall(line.text) if "%" in line.text else ():
            value = Value(n=Decimal(n), of=Decimal(of), percent=Decimal(percent))
            if value.n is not None and value.of and value.percent is not None and not _agree(value.n, value.of, value.percent):
                said = f"{n} of {of} are {_share(value.n, value.of)} %, not {percent} %"
                yield Remark(line.place, said, HINT, line.subject)


def _share(n: Decimal, of: Decimal) -> Decimal:
    return (n * 100 / of).quantize(Decimal(1))


def _agree(n: Decimal, of: Decimal, percent: Decimal) -> bool:
    return n > of or abs(n * 100 / of - percent) <= 1
