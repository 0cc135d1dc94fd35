"""One thing is closed more than once, or ended in two ways.

Bad:
    - kind: next-step
      id: report
      at: "12:30"
      owner: Kim
      success_criteria: [the report is in the wiki]
      summary: Write the report
    - kind: closing
      id: done
      at: "12:40"
      of: report
      state: done
      evidence: ["commit:69e5697"]
      summary: Report written
    - {kind: closing, id: dropped, at: "12:50", of: report, state: dropped, why: no data, summary: No report}

Good:
    - kind: next-step
      id: report
      at: "12:30"
      owner: Kim
      success_criteria: [the report is in the wiki]
      summary: Write the report
    - kind: closing
      id: done
      at: "12:40"
      of: report
      state: done
      evidence: ["commit:69e5697"]
      summary: Report written
"""

from __future__ import annotations

from collections.abc import Iterator

from handoff.model.judgement import Judgement
from handoff.rules._record import record_of
from handoff.rules._remark import Remark, at

FAMILY = "completeness"
LEVEL = "warning"


def check(judgement: Judgement) -> Iterator[Remark]:
    record = record_of(judgement)
    own = set(record.case.events)
    for id, closings in record.closings.items():
        here = [closing for closing in closings if closing.id in own]
        if len(here) > 1:
            states = " and ".join(dict.fromkeys(closing.state for closing in here))
            said = f"{id} is closed {len(here)} times ({', '.join(closing.id for closing in here)}), as {states}"
            yield at(here[-1], "of", said, "keep the one that is true")
