"""“The build succeeds” or “tests pass” rests on a linter, formatter or type checker.

A clean linter shows a clean linter. A build succeeds when its command ends with exit code 0; tests pass when their output
says so.

Bad:
    - kind: evidence
      id: lint
      at: "12:50"
      via: command
      level: built
      subject: api
      asked: ruff check .
      exit: 0
      output: All checks passed!
      summary: Linter
    - kind: claim
      id: builds
      at: "12:54"
      subject: api
      predicate: built
      summary: The build succeeds
      evidence: [lint]

Good:
    - kind: evidence
      id: build
      at: "12:50"
      via: command
      level: built
      subject: api
      asked: docker build .
      exit: 0
      output: writing image
      summary: Build
    - kind: claim
      id: builds
      at: "12:54"
      subject: api
      predicate: built
      summary: The build succeeds
      evidence: [build]
"""

from __future__ import annotations

from collections.abc import Iterator

from handoff.model.judgement import Judgement
from handoff.rules._looks import is_linter
from handoff.rules._record import record_of
from handoff.rules._remark import Remark

FAMILY = "evidence"
LEVEL = "warning"


def check(judgement: Judgement) -> Iterator[Remark]:
    exhibits = record_of(judgement).exhibits
    for verdict in judgement.verdicts:
        claim = verdict.claim
        if claim.predicate not in ("built", "tests-passed", "functional", "fixed"):
            continue
        shown = [exhibits[id] for id in claim.evidence if id in exhibits]
        linted = [exhibit.id for exhibit in shown if is_linter(exhibit.source)]
        if linted and len(linted) == len(shown):
            said = f"“{claim.text}” rests on {', '.join(linted)}, a look at the code and not at what it does"
            yield Remark(claim.place.of("evidence"), said, "cite the build's exit code or the tests' output", claim.id)
