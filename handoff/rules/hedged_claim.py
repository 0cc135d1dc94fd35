"""A claim says “likely” or “should” in its words, and does not say that it was inferred.

Write `modality: inferred`, `expected` or `assumed`, so that a reader of the table sees it too.

Bad:
    - {kind: claim, id: ok, at: "12:40", subject: worker, predicate: live, summary: Worker is probably up}

Good:
    - kind: claim
      id: ok
      at: "12:40"
      subject: worker
      predicate: live
      modality: assumed
      summary: Worker is probably up
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handoff.model.events import ClaimEvent
from handoff.model.expression import expression
from handoff.model.judgement import Judgement
from handoff.rules._record import record_of
from handoff.rules._remark import Remark, at

FAMILY = "text"
LEVEL = "info"
_HEDGE = expression(
    r"\b(?:likely(?! (?:cause|culprit|reason))|probably|presumably|hopefully|should (?:be|work)|seems|appears to|i think|maybe"
    r"|perhaps)\b",
    re.IGNORECASE,
)


def check(judgement: Judgement) -> Iterator[Remark]:
    record = record_of(judgement)
    for claim in record.of(ClaimEvent) if record.is_record else ():
        if claim.modality in (None, "observed") and (hedge := _HEDGE.search(claim.summary)):
            said = f"“{claim.summary}” says “{hedge[0]}”, and is not marked as inferred, expected or assumed"
            yield at(claim, "summary", said, "or look", edit="add `modality`")
