"""A number is not the one that follows from what it is computed from.

Headline numbers are typed once and then live their own life. The tool counts again: items of the record, numbers of a commit,
results of a query.

Bad:
    - {kind: bug, id: worker-down, at: "11:28", severity: critical, services: [worker], summary: Worker down}
    - {kind: bug, id: api-slow, at: "11:30", severity: high, services: [api], summary: API slow}
    - kind: claim
      id: two
      at: "12:54"
      subject: session
      predicate: value
      value: {n: 2, unit: bugs, basis: "kind:bug severity:critical"}
      summary: Two critical bugs

Good:
    - {kind: bug, id: worker-down, at: "11:28", severity: critical, services: [worker], summary: Worker down}
    - {kind: bug, id: api-slow, at: "11:30", severity: high, services: [api], summary: API slow}
    - kind: claim
      id: one
      at: "12:54"
      subject: session
      predicate: value
      value: {n: 1, unit: bugs, basis: "kind:bug severity:critical"}
      summary: One critical bug
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from handoff.model.judgement import Judgement
from handoff.rules._record import record_of, remark_on
from handoff.rules._remark import Remark
from handoff.verdicts.aggregates import is_aggregate
from handoff.verdicts.quantities import unit_length

FAMILY = "numbers"
LEVEL = "error"


def check(judgement: Judgement) -> Iterator[Remark]:
    record = record_of(judgement)
    for verdict in record.because("arithmetic"):
        value = verdict.claim.value
        # Sets, shares, lengths of time and dates have rules of their own.
        if is_aggregate(verdict.claim) or verdict.claim.predicate == "complete" or value is None:
            continue
        if unit_length(value.unit) or value.text is not None:
            continue
        if record.is_record:
            yield remark_on(verdict)
        # Of a document the reader may have missed some, and where it names none it has.
        elif not any("(none)" in why for why in verdict.why):
            yield replace(remark_on(verdict), level="info")
