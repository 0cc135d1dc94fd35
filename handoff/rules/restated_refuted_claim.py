"""What was corrected is said again.

The correction is in this or in a linked session and has evidence. What was refuted stays refuted until it is shown anew, with
evidence that is younger than the correction. The claim that was corrected itself is `corrected-claim`.

Bad:
    session: {previous: [2026-01-19-before]}
    linked:
      - id: 2026-01-19-before
        started: 2026-01-19T09:00-05:00
        events:
          - {kind: claim, id: works, at: "12:00", subject: api, predicate: functional, summary: Orders work}
          - kind: correction
            id: wrong
            at: "13:00"
            corrects: works
            is: Orders fail
            evidence: ["url:https://log.example/1"]
            summary: They do not
    events:
      - {kind: claim, id: works-again, at: "09:30", subject: api, predicate: functional, summary: Orders work}

Good:
    session: {previous: [2026-01-19-before]}
    linked:
      - id: 2026-01-19-before
        started: 2026-01-19T09:00-05:00
        events:
          - {kind: claim, id: works, at: "12:00", subject: api, predicate: functional, summary: Orders work}
          - kind: correction
            id: wrong
            at: "13:00"
            corrects: works
            is: Orders fail
            evidence: ["url:https://log.example/1"]
            summary: They do not
    events:
      - kind: evidence
        id: one-order
        at: "09:20"
        via: http
        level: functional
        subject: api
        asked: POST https://api.example/orders
        status: 200
        output: '{"order": 7}'
        summary: An order goes through
      - kind: claim
        id: works-again
        at: "09:30"
        subject: api
        predicate: functional
        summary: Orders work
        evidence: [one-order]
"""

from __future__ import annotations

from collections.abc import Iterator

from handoff.model.judgement import Judgement
from handoff.rules._record import record_of, remark_on
from handoff.rules._remark import Remark

FAMILY = "cross-session"
LEVEL = "error"


def check(judgement: Judgement) -> Iterator[Remark]:
    record = record_of(judgement)
    return (remark_on(verdict) for verdict in record.because("later-refuted") if not record.is_corrected(verdict.claim))
