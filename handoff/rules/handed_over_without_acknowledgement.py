"""A session has ended, and no receiver has said in words of their own what they took over.

Off until it is asked for: `handoff check --require-ack`, or a level in handoff.toml. The acknowledgement may stand in the
session or in one that continues it.

Bad:
    - {kind: note, id: over, at: "12:50", summary: Handed over}

Good:
    - kind: acknowledgement
      id: taken
      at: "12:55"
      by: Noor
      restatement: I go on with the report
      summary: Taken over

Good:
    linked:
      - id: 2026-01-21-after
        started: 2026-01-21T09:00-05:00
        ended: 2026-01-21T10:00-05:00
        previous: [2026-01-20-example]
        events:
          - {kind: acknowledgement, id: taken, at: "09:05", by: Noor, restatement: I go on, summary: Taken over}
    events:
      - {kind: note, id: over, at: "12:50", summary: Handed over}
"""

from __future__ import annotations

from collections.abc import Iterator

from handoff.model.events import Acknowledgement
from handoff.model.judgement import Judgement
from handoff.rules._record import record_of
from handoff.rules._remark import Remark

FAMILY = "cross-session"
LEVEL = "error"
ENABLED = False


def check(judgement: Judgement) -> Iterator[Remark]:
    record = record_of(judgement)
    session = record.session
    if not record.is_record or session.ended is None:
        return
    after = (facts.session for facts in record.facts.linked if session.id in facts.session.previous)
    if not any(any(one.of(Acknowledgement)) for one in (session, *after)):
        hint = "let the receiver write it: handoff event acknowledgement SUMMARY --by NAME --restatement TEXT"
        yield Remark(session.place.of("ended"), f"{session.id} has ended, and nobody has acknowledged it", hint, session.id)
