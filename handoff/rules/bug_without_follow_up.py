"""A bug is open, and nothing says what happens next.

No fix, no next step that names its service, no closing: it will be forgotten.

Bad:
    - {kind: bug, id: broken, at: "11:28", services: [worker], symptoms: [HTTP 500], summary: No predictions}

Good:
    - {kind: bug, id: broken, at: "11:28", services: [worker], symptoms: [HTTP 500], summary: No predictions}
    - kind: next-step
      id: find-it
      at: "12:40"
      owner: Kim
      services: [worker]
      success_criteria: [predictions come back]
      summary: Find out why
"""

from __future__ import annotations

from collections.abc import Iterator

from handoff.model.events import Bug, Fix, NextStep
from handoff.model.judgement import Judgement
from handoff.rules._record import record_of
from handoff.rules._remark import Remark, at

FAMILY = "completeness"
LEVEL = "warning"


def check(judgement: Judgement) -> Iterator[Remark]:
    record = record_of(judgement)
    if not record.is_record:
        return
    fixed = {bug for fix in record.of(Fix) for bug in fix.bugs}
    # A fix that was carried over stands in its own session, and is claimed here.
    carried = (
        claim
        for claim in record.case.claims
        if claim.modality == "carried" and isinstance(record.case.event(claim.subject), Fix)
    )
    fixed |= {bug.id for claim in carried for bug in record.case.bugs_of(claim)}
    planned = {record.case.canonical(service) for step in record.of(NextStep) for service in step.services}
    texts = " ".join(f"{step.summary} {step.why or ''} {step.how or ''} {' '.join(step.tags)}" for step in record.of(NextStep))
    for bug in record.of(Bug):
        cared_for = bug.id in fixed or bug.id in record.closings or bug.ended is not None or bug.id in texts
        if not cared_for and not planned & set(record.services_of(bug)):
            yield at(
                bug, "summary", f"“{bug.summary}” has no fix, no next step and no closing", "handoff event next-step SUMMARY"
            )
