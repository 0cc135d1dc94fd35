"""A deployment says neither what served before nor how to go back.

Bad:
    - kind: deployment
      id: roll-out
      at: "11:40"
      service: worker
      revision: 00007-z6m
      commit: 69e5697
      summary: Rolled out

Good:
    - kind: deployment
      id: roll-out
      at: "11:40"
      service: worker
      revision: 00007-z6m
      previous_revision: 00006-abc
      commit: 69e5697
      summary: Rolled out
"""

from __future__ import annotations

from collections.abc import Iterator

from handoff.model.events import Deployment
from handoff.model.judgement import Judgement
from handoff.rules._record import record_of
from handoff.rules._remark import Remark, at
from handoff.verdicts.identity import unpinned

FAMILY = "completeness"
LEVEL = "info"


def check(judgement: Judgement) -> Iterator[Remark]:
    record = record_of(judgement)
    known: set[str] = set()
    for deployment in record.of(Deployment) if record.is_record else ():
        before = deployment.previous_revision
        way_back = deployment.undo or (before and not unpinned(before)) or deployment.service in known
        if not way_back and deployment.result != "failed":
            said = f"“{deployment.summary}” says neither what served before nor how to go back"
            yield at(deployment, "service", said, edit="add `previous_revision` or `undo`")
        known.add(deployment.service)
