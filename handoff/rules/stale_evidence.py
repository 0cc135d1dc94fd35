"""The evidence is older than its limit at the time of the check.

That something answered last week does not say that it answers now. Limits per level stand in `handoff.toml`; what is bound to
a revision or commit does not age.

Bad:
    as_of: 2026-02-20T12:00Z
    events:
      - kind: evidence
        id: api-200
        at: "11:30"
        via: http
        subject: api
        asked: GET https://api.example/health
        status: 200
        output: ok
        summary: Health page answers
      - kind: claim
        id: up
        at: "12:00"
        as_of: 2026-02-20T12:00Z
        subject: api
        predicate: live
        summary: API is up
        evidence: [api-200]

Good:
    as_of: 2026-01-20T20:00Z
    events:
      - kind: evidence
        id: api-200
        at: "11:30"
        via: http
        subject: api
        asked: GET https://api.example/health
        status: 200
        output: ok
        summary: Health page answers
      - {kind: claim, id: up, at: "12:00", subject: api, predicate: live, summary: API is up, evidence: [api-200]}
"""

from __future__ import annotations

from collections.abc import Iterator

from handoff.model.judgement import Judgement
from handoff.rules._record import told
from handoff.rules._remark import Remark

FAMILY = "evidence"
LEVEL = "info"


def check(judgement: Judgement) -> Iterator[Remark]:
    return told(judgement, "stale")
