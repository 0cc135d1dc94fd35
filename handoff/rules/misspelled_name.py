"""A name is one letter away from a declared service.

`predicton-worker` is `prediction-worker`, and what is said of the one is not found for the other. Names that differ in a digit
are different names.

Bad:
    toml: |
      [[services]]
      id = "prediction-worker"
    events:
      - {kind: bug, id: broken, at: "11:28", services: [predicton-worker], symptoms: [HTTP 500], summary: No data}

Good:
    toml: |
      [[services]]
      id = "prediction-worker"
    events:
      - {kind: bug, id: broken, at: "11:28", services: [prediction-worker], symptoms: [HTTP 500], summary: No data}
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from handoff.model.judgement import Judgement
from handoff.rules._names import subject_names
from handoff.rules._record import record_of
from handoff.rules._remark import Remark

FAMILY = "cross-session"
LEVEL = "warning"


def check(judgement: Judgement) -> Iterator[Remark]:
    record = record_of(judgement)
    told: set[tuple[str, str]] = set()
    names = chain(record.service_names, subject_names(record.session, record.case.events))
    for one in names if record.project.services else ():
        near = record.declared.near(one.name)
        if near and (one.name, one.event) not in told:
            told.add((one.name, one.event))
            said = f"{one.name!r} is one letter away from the declared service {near!r}"
            yield Remark(one.place, said, f"write {near!r}", one.event)
