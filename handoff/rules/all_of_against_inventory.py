"""“All N services” is counted against the declared inventory, not against the list that somebody typed.

A service that was left out of the list is a service that nobody looked at. The inventory is the session's `services` and
those that its bugs, deployments, changes, claims and evidence name, else the services of `handoff.toml`.

Bad:
    toml: |
      [[services]]
      id = "api"
      [[services]]
      id = "worker"
      [[services]]
      id = "scheduler"
    events:
      - kind: claim
        id: all
        at: "12:54"
        subject: services
        predicate: all-of
        each: live
        value: 2/2
        summary: All services are up

Good:
    toml: |
      [[services]]
      id = "api"
      [[services]]
      id = "worker"
    events:
      - kind: claim
        id: all
        at: "12:54"
        subject: services
        predicate: all-of
        each: live
        value: 2/2
        summary: All services are up
"""

from __future__ import annotations

from collections.abc import Iterator

from handoff.model.judgement import Judgement
from handoff.rules._record import record_of, remark_on
from handoff.rules._remark import Remark
from handoff.verdicts.aggregates import is_aggregate

FAMILY = "numbers"
LEVEL = "error"


def check(judgement: Judgement) -> Iterator[Remark]:
    for verdict in record_of(judgement).because("arithmetic"):
        if is_aggregate(verdict.claim):
            yield remark_on(verdict)
