"""More is claimed complete than the named items show.

A percentage is computed from the items that it is made of, the open ones among them. Half a point is allowed for rounding.

Bad:
    - kind: next-step
      id: report
      at: "12:40"
      tags: [week-0]
      success_criteria: [the report is in the wiki]
      summary: Write the report
    - {kind: note, id: rolled-out, at: "12:45", tags: [week-0], summary: Roll-out done}
    - kind: claim
      id: nearly
      at: "12:54"
      subject: week-0
      predicate: complete
      value: {percent: 95, basis: "tag:week-0"}
      summary: 95 % complete

Good:
    - kind: next-step
      id: report
      at: "12:40"
      tags: [week-0]
      success_criteria: [the report is in the wiki]
      summary: Write the report
    - {kind: note, id: rolled-out, at: "12:45", tags: [week-0], summary: Roll-out done}
    - kind: claim
      id: half
      at: "12:54"
      subject: week-0
      predicate: complete
      value: {percent: 50, basis: "tag:week-0"}
      summary: 50 % complete
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
    for verdict in record_of(judgement).because("over-claim", "arithmetic"):
        claim = verdict.claim
        if claim.predicate == "complete" and not is_aggregate(claim) and claim.value is not None and claim.value.text is None:
            yield remark_on(verdict)
