"""A fix was applied or deployed, and nothing says that anybody looked whether it works.

Test the original symptom again, cite both looks, and mark the fix `verified`; or note the next step that will.

Bad:
    - {kind: bug, id: broken, at: "11:28", services: [worker], symptoms: [HTTP 500], summary: No predictions}
    - {kind: fix, id: rebuilt, at: "12:00", bugs: [broken], state: deployed, commits: [69e5697], summary: Rebuilt}

Good:
    - {kind: bug, id: broken, at: "11:28", services: [worker], symptoms: [HTTP 500], summary: No predictions}
    - kind: fix
      id: rebuilt
      at: "12:00"
      bugs: [broken]
      state: deployed
      commits: [69e5697]
      evidence: [seen]
      summary: Rebuilt
    - kind: evidence
      id: seen
      at: "12:10"
      via: http
      subject: worker
      asked: POST https://worker.example/predict
      output: '{"predictions": 12}'
      summary: A prediction comes back
"""

from __future__ import annotations

from collections.abc import Iterator

from handoff.model.events import Fix
from handoff.model.judgement import Judgement
from handoff.rules._record import Record, record_of
from handoff.rules._remark import Remark, at

FAMILY = "completeness"
LEVEL = "warning"


def check(judgement: Judgement) -> Iterator[Remark]:
    record = record_of(judgement)
    for fix in record.of(Fix) if record.is_record else ():
        if fix.state not in (None, "applied", "deployed") or fix.evidence or _looked_at(record, fix):
            continue
        said = f"“{fix.summary}” is {fix.state or 'without a state'}, and nothing says whether it works"
        about = next(iter(record.services_of(fix)), fix.id)
        yield at(
            fix, "state", said, f"handoff run --about {about} --level functional -- COMMAND   (the one that failed before)"
        )


def _looked_at(record: Record, fix: Fix) -> bool:
    """Whether some claim or later look is about the fix, its bugs or their services."""
    subjects = {fix.id, *fix.bugs, *record.services_of(fix)}
    for verdict in record.judgement.verdicts:
        claim = verdict.claim
        if claim.event != fix.id and record.case.canonical(claim.subject) in subjects and claim.predicate in _WORKS:
            return True
    for exhibit in record.judgement.exhibits:
        subject = record.case.canonical(exhibit.subject) if exhibit.subject else None
        if subject in subjects and (fix.when is None or exhibit.at is None or exhibit.at >= fix.when):
            return True
    return False


_WORKS = ("ready", "functional", "outcome", "fixed", "resolved", "absent", "tests-passed")
