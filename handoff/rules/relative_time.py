"""Free text says “today”, “yesterday” or “this morning”.

A handoff is read on another day. Write the date.

Bad:
    - {kind: note, id: seen, at: "12:40", summary: The pipeline failed this morning}

Good:
    - {kind: note, id: seen, at: "12:40", summary: The pipeline failed on 20 January}
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handoff.model.expression import expression
from handoff.model.judgement import Judgement
from handoff.rules._record import record_of
from handoff.rules._remark import Remark

FAMILY = "text"
LEVEL = "info"
ENABLED = False
_RELATIVE = expression(
    r"\b(?:today|yesterday|tomorrow|tonight|this (?:morning|afternoon|evening|week)|last (?:night|week)|next week)\b", re.I
)


def check(judgement: Judgement) -> Iterator[Remark]:
    for line in record_of(judgement).lines:
        if match := _RELATIVE.search(line.bare):
            yield Remark(line.place, f"“{match[0]}” is another day for the reader", "write the date", line.subject)
