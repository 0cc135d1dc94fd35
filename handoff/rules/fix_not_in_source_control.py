"""A verified fix names no commit and does not say that it lives outside git.

A fix that no commit holds is gone with the next deployment. Name its commits, or describe it under `out_of_git` with how to
take it back; then it stays open as a risk that everybody can see.

Bad:
    - kind: bug
      id: broken
      at: "09:30"
      services: [worker]
      symptoms: [Predictions return HTTP 500]
      summary: No predictions
    - kind: evidence
      id: was-bad
      at: "09:35"
      via: http
      level: functional
      subject: worker
      asked: POST https://worker.example/predict
      status: 500
      output: Internal Server Error
      summary: No prediction comes back
    - kind: evidence
      id: now-good
      at: "12:50"
      via: http
      level: functional
      subject: worker
      asked: POST https://worker.example/predict
      status: 200
      output: '{"predictions": 12}'
      summary: A prediction comes back
    - kind: fix
      id: rebuilt
      at: "12:00"
      bugs: [broken]
      state: verified
      evidence: [was-bad, now-good]
      summary: Rebuilt

Good:
    - kind: bug
      id: broken
      at: "09:30"
      services: [worker]
      symptoms: [Predictions return HTTP 500]
      summary: No predictions
    - {kind: fix, id: rebuilt, at: "12:00", bugs: [broken], state: applied, commits: [69e5697], summary: Rebuilt}
"""

from __future__ import annotations

from collections.abc import Iterator

from handoff.model.events import Fix
from handoff.model.judgement import Judgement
from handoff.rules._record import record_of, told
from handoff.rules._remark import Remark, at

FAMILY = "evidence"
LEVEL = "warning"
HINT = "name its commits, or describe it under out_of_git with how to undo it"


def check(judgement: Judgement) -> Iterator[Remark]:
    yield from told(judgement, "not-in-source-control")
    record = record_of(judgement)
    for fix in record.of(Fix) if record.is_record else ():
        if fix.state in ("applied", "deployed") and not fix.commits and fix.out_of_git is None:
            yield at(fix, "state", f"“{fix.summary}” is {fix.state}, and nothing says in which commit or how outside git", HINT)
