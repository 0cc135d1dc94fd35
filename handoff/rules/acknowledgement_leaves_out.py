"""The receiver's restatement says nothing of something that is open.

What the receiver does not say again may not have arrived. An item counts as said when the restatement holds its id, or a
word of its summary of five letters or more. Items are next steps, bugs that are not over, and what runs or bears a tag
`running`, `contingency` or `do-not-disturb`.

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

from handoff.model.events import Acknowledgement, AnyEvent
from handoff.model.expression import expression
from handoff.model.judgement import Judgement
from handoff.rules._record import Record, record_of
from handoff.rules._remark import Remark, at
from handoff.verdicts.under_way import under_way
from handoff.verdicts.unsettled import open_bugs

FAMILY = "cross-session"
LEVEL = "info"
_WORD = expression(r"\w{5,}")


def check(judgement: Judgement) -> Iterator[Remark]:
    record = record_of(judgement)
    told = [(taken, taken.restatement.casefold()) for taken in record.of(Acknowledgement) if taken.restatement]
    open = list(_open(record)) if told else []
    for taken, said in told:
        for item, state in open:
            later = item.when is not None and taken.when is not None and item.when > taken.when
            words = _WORD.findall(item.summary.casefold())
            if not later and words and item.id not in said and not any(word in said for word in words):
                message = f"{taken.by or 'the receiver'} says nothing of “{item.summary}” ({item.id}), which {state}"
                yield at(taken, "restatement", message, "ask whether it has arrived")


def _open(record: Record) -> Iterator[tuple[AnyEvent, str]]:
    """What a receiver has to know of, each once, and what is the matter with it."""
    bugs = (bug for session, bug in open_bugs(record.facts) if session.id == record.session.id)
    items: tuple[AnyEvent, ...] = (*record.open_steps, *bugs)
    for item in items:
        yield item, "is open"
    open = {item.id for item in items}
    for event in under_way(record.case):
        if event.id not in open and event.id not in record.closings:
            yield event, "is under way or must not be disturbed"
