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

import re
from collections.abc import Iterator
from dataclasses import replace

from handoff.model.judgement import Judgement
from handoff.rules._record import Record, record_of, remark_on
from handoff.rules._remark import Remark
from handoff.verdicts.aggregates import is_aggregate

FAMILY = "numbers"
LEVEL = "error"


def check(judgement: Judgement) -> Iterator[Remark]:
    record = record_of(judgement)
    for verdict in record.because("over-claim", "arithmetic"):
        claim = verdict.claim
        if claim.predicate == "complete" and not is_aggregate(claim) and claim.value is not None and claim.value.text is None:
            remark = remark_on(verdict)
            yield replace(remark, level="info") if _counted_elsewhere(record, remark.message) else remark


def _counted_elsewhere(record: Record, message: str) -> bool:
    """Whether a document counts the very list right in another place: then this number may speak of something else."""
    found = re.search(r"(\d+) of (\d+) items are done", message)
    if record.is_record or found is None:
        return False
    return re.search(rf"\b{found[1]}\s*(?:of|/)\s*{found[2]}\b", record.facts.source) is not None
