"""Next steps wait for each other in a circle, or for something that is gone.

Nobody can begin. Take one `blocked_by` out.

Bad:
    - {kind: next-step, id: merge, at: "12:40", blocked_by: [review], success_criteria: [merged], summary: Merge}
    - {kind: next-step, id: review, at: "12:40", blocked_by: [merge], success_criteria: [approved], summary: Review}

Good:
    - {kind: next-step, id: merge, at: "12:40", blocked_by: [review], success_criteria: [merged], summary: Merge}
    - {kind: next-step, id: review, at: "12:40", success_criteria: [approved], summary: Review}
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
    waits = {step.id: step.blocked_by for step in record.open_steps}
    told: set[str] = set()
    for start in waits:
        if start in told:
            continue
        circle = _circle(start, waits)
        if circle:
            told.update(circle)
            step = next(one for one in record.open_steps if one.id == start)
            yield at(step, "blocked_by", f"{' waits for '.join([*circle, circle[0]])}: nobody can begin", "take one out")
    for step in record.open_steps:
        for id in step.blocked_by:
            if any(closing.state == "dropped" for closing in record.closings.get(id, ())):
                yield at(step, "blocked_by", f"“{step.summary}” waits for {id}, which was dropped", "take it out")


def _circle(start: str, waits: dict[str, tuple[str, ...]]) -> list[str]:
    """The steps from `start` back to it, or nothing; every step is walked once."""
    walked: set[str] = set()
    paths = [[start]]
    while paths:
        path = paths.pop()
        for other in waits.get(path[-1], ()):
            if other == start:
                return path
            if other not in walked:
                walked.add(other)
                paths.append([*path, other])
    return []
