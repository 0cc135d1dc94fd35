"""A decision does not say why.

The reason is what lets the next person keep to it, or see that it no longer holds.

Bad:
    - kind: decision
      id: image
      at: "12:00"
      question: How to build
      chosen: our own Dockerfile
      summary: Own Dockerfile

Good:
    - kind: decision
      id: image
      at: "12:00"
      chosen: our own Dockerfile
      why: the buildpack changes paths
      summary: Own Dockerfile
"""

from __future__ import annotations

from collections.abc import Iterator

from handoff.model.events import Decision
from handoff.model.judgement import Judgement
from handoff.rules._record import record_of
from handoff.rules._remark import Remark, at

FAMILY = "completeness"
LEVEL = "info"


def check(judgement: Judgement) -> Iterator[Remark]:
    record = record_of(judgement)
    for decision in record.of(Decision) if record.is_record else ():
        if not decision.why and not decision.details:
            yield at(decision, "summary", f"“{decision.summary}” does not say why", edit="add `why`")
