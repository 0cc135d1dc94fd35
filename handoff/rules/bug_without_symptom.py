"""A bug does not say what was seen while it was broken.

The symptom is what has to be gone: without it nobody can test the original fault again.

Bad:
    - {kind: bug, id: broken, at: "11:28", services: [worker], summary: Worker broken}

Good:
    - kind: bug
      id: broken
      at: "11:28"
      services: [worker]
      symptoms: [Every prediction returns HTTP 500]
      summary: Worker broken
"""

from __future__ import annotations

from collections.abc import Iterator

from handoff.model.events import Bug
from handoff.model.judgement import Judgement
from handoff.rules._record import record_of
from handoff.rules._remark import Remark, at

FAMILY = "completeness"
LEVEL = "info"


def check(judgement: Judgement) -> Iterator[Remark]:
    record = record_of(judgement)
    for bug in record.of(Bug) if record.is_record else ():
        if not bug.symptoms and not bug.details:
            yield at(
                bug,
                "summary",
                f"“{bug.summary}” does not say what was seen while it was broken",
                edit="add `symptoms`",
            )
