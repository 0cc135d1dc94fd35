"""Something went wrong, and neither a lesson nor a next step follows from it.

Bad:
    - {kind: learning, id: silent, at: "12:40", went: wrong, summary: Failures stayed silent}

Good:
    - kind: learning
      id: silent
      at: "12:40"
      went: wrong
      lesson: Alert on errors of the worker
      summary: Failures stayed silent
"""

from __future__ import annotations

from collections.abc import Iterator

from handoff.model.events import Learning
from handoff.model.judgement import Judgement
from handoff.rules._record import record_of
from handoff.rules._remark import Remark, at

FAMILY = "completeness"
LEVEL = "info"


def check(judgement: Judgement) -> Iterator[Remark]:
    record = record_of(judgement)
    for learning in record.of(Learning) if record.is_record else ():
        if learning.went == "wrong" and not (learning.lesson or learning.action or learning.details):
            yield at(
                learning,
                "summary",
                f"nothing follows from “{learning.summary}”",
                edit="add `lesson`, or `action` with a next step",
            )
