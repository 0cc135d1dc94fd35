"""An event names a service that the project does not declare.

Then “all services” leaves it out, and its probes and platform are unknown. A name that is one letter away from a declared one
is told by the rule `misspelled-name`.

Bad:
    toml: |
      [[services]]
      id = "worker"
    events:
      - {kind: bug, id: broken, at: "11:28", services: [ingest], symptoms: [HTTP 500], summary: No data}

Good:
    toml: |
      [[services]]
      id = "worker"
    events:
      - {kind: bug, id: broken, at: "11:28", services: [worker], symptoms: [HTTP 500], summary: No data}
"""

from __future__ import annotations

from collections.abc import Iterator

from handoff.model.judgement import Judgement
from handoff.rules._record import record_of
from handoff.rules._remark import Remark

FAMILY = "completeness"
LEVEL = "info"


def check(judgement: Judgement) -> Iterator[Remark]:
    record = record_of(judgement)
    if not record.project.services:
        return
    told: set[str] = set()
    for one in record.service_names:
        if one.name in told or record.declared.holds(one.name) or record.declared.near(one.name):
            continue
        told.add(one.name)
        said, hint = f"{one.name!r} is no declared service", "add it to handoff.toml, as a service or as an alias of one"
        yield Remark(one.place, said, hint, one.event)
