"""The receiver's restatement says nothing of something that is open.

What the receiver does not say again may not have arrived. An item counts as said when the restatement holds its id, or a
word of its summary of five letters or more.

Bad:
    - {kind: next-step, id: report, at: "12:40", owner: Kim, success_criteria: [it is in the wiki], summary: Write the report}
    - {kind: next-step, id: backfill, at: "12:41", owner: Kim, success_criteria: [no gaps], summary: Backfill Tuesday}
    - {kind: acknowledgement, id: taken, at: "12:50", by: Noor, restatement: I go on with the report, summary: Taken over}

Good:
    - {kind: next-step, id: report, at: "12:40", owner: Kim, success_criteria: [it is in the wiki], summary: Write the report}
    - {kind: acknowledgement, id: taken, at: "12:50", by: Noor, restatement: I go on with the report, summary: Taken over}
"""

from __future__ import annotations

from collections.abc import Iterator

from handoff.model.events import Acknowledgement
from handoff.model.expression import expression
from handoff.model.judgement import Judgement
from handoff.rules._record import record_of
from handoff.rules._remark import Remark, at

FAMILY = "cross-session"
LEVEL = "info"
_WORD = expression(r"\w{5,}")


def check(judgement: Judgement) -> Iterator[Remark]:
    record = record_of(judgement)
    for taken in record.of(Acknowledgement):
        if not taken.restatement:
            continue
        said = taken.restatement.casefold()
        for step in record.open_steps:
            later = step.when is not None and taken.when is not None and step.when > taken.when
            words = _WORD.findall(step.summary.casefold())
            if not later and words and step.id not in said and not any(word in said for word in words):
                message = f"{taken.by or 'the receiver'} says nothing of “{step.summary}” ({step.id}), which is open"
                yield at(taken, "restatement", message, "ask whether it has arrived")
