"""A bug does not say when or by what it was noticed.

How long a fault went unseen, and that no alert saw it, is half of what is to be learnt from it.

Bad:
    - kind: bug
      id: broken
      at: "11:28"
      started: "09:41"
      services: [worker]
      symptoms: [HTTP 500]
      summary: No predictions

Good:
    - kind: bug
      id: broken
      at: "11:28"
      started: "09:41"
      detected: "11:28"
      detected_by: a person reading logs
      services: [worker]
      symptoms: [HTTP 500]
      summary: No predictions
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
        if bug.detected is None and bug.detected_by is None:
            yield at(
                bug,
                "summary",
                f"“{bug.summary}” does not say when or by what it was noticed",
                edit="add `detected` or `detected_by`",
            )
