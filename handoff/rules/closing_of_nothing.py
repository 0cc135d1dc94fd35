"""A closing closes something that is not there, or that cannot be closed.

Next steps, bugs and contingencies are closed; a mistyped id leaves the real item open.

Bad:
    - kind: closing
      id: done
      at: "12:50"
      of: repport
      state: done
      evidence: ["commit:69e5697"]
      summary: Report written

Good:
    - kind: next-step
      id: report
      at: "12:40"
      owner: Kim
      success_criteria: [the report is in the wiki]
      summary: Write the report
    - kind: closing
      id: done
      at: "12:50"
      of: report
      state: done
      evidence: ["commit:69e5697"]
      summary: Report written
"""

from __future__ import annotations

from collections.abc import Iterator

from handoff.model.events import Closing
from handoff.model.fields import nearest
from handoff.model.finding import NotRun
from handoff.model.judgement import Judgement
from handoff.rules._record import record_of
from handoff.rules._remark import Remark, at

FAMILY = "completeness"
LEVEL = "error"


def check(judgement: Judgement) -> Iterator[Remark | NotRun]:
    record = record_of(judgement)
    for closing in record.of(Closing):
        there = record.resolves(closing.of)
        if there is None:
            yield NotRun(f"{closing.of} is in a session that is not at hand")
        elif not there:
            near = nearest(closing.of, record.case.events)
            hint = f"did you mean {near!r}?" if near else "close an event of this session, or session#event"
            yield at(closing, "of", f"“{closing.summary}” closes {closing.of}, which is not in the record", hint)
