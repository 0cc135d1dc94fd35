"""The receiver's acknowledgement was written by somebody who did the work.

An acknowledgement shows that another reader understood; the author's own words show nothing.

Bad:
    session: {by: [Kim]}
    events:
      - kind: acknowledgement
        id: taken
        at: "12:50"
        by: Kim
        restatement: I go on with the report
        summary: Taken over

Good:
    session: {by: [Kim]}
    events:
      - kind: acknowledgement
        id: taken
        at: "12:50"
        by: Noor
        restatement: I go on with the report
        summary: Taken over
"""

from __future__ import annotations

from collections.abc import Iterator

from handoff.model.events import Acknowledgement
from handoff.model.judgement import Judgement
from handoff.rules._record import record_of
from handoff.rules._remark import Remark, at

FAMILY = "cross-session"
LEVEL = "info"


def check(judgement: Judgement) -> Iterator[Remark]:
    record = record_of(judgement)
    authors = {name.casefold() for name in record.session.by}
    for taken in record.of(Acknowledgement):
        if taken.by and taken.by.casefold() in authors:
            yield at(taken, "by", f"{taken.by} acknowledges a session of their own", "let the receiver write it")
