"""The claim is about all members of a set that is empty or that nobody declared.

Everything is true of nothing. Declare the set: services in `handoff.toml` or in the session's header, items by tag or id.

Bad:
    toml: ""
    events:
      - kind: claim
        id: all
        at: "12:54"
        subject: services
        predicate: all-of
        each: live
        summary: All services are up

Good:
    toml: |
      [[services]]
      id = "api"
    events:
      - kind: claim
        id: all
        at: "12:54"
        subject: services
        predicate: all-of
        each: live
        summary: All services are up
"""

from __future__ import annotations

from collections.abc import Iterator

from handoff.model.judgement import Judgement
from handoff.rules._record import told
from handoff.rules._remark import Remark

FAMILY = "numbers"
LEVEL = "warning"


def check(judgement: Judgement) -> Iterator[Remark]:
    return told(judgement, "vacuous")
