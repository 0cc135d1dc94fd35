"""“The linter is clean” rests on something else than the linter's output.

A clean linter is shown by its own output over everything it is said of: not by a part of the files, not by tests that pass,
not by a build.

Bad:
    - kind: evidence
      id: tests
      at: "12:50"
      via: test-run
      subject: api
      asked: pytest
      output: 218 passed
      summary: Tests
    - {kind: claim, id: clean, at: "12:54", subject: api, predicate: absent, summary: Linter clean, evidence: [tests]}

Good:
    - kind: evidence
      id: lint
      at: "12:50"
      via: command
      subject: api
      asked: ruff check .
      output: All checks passed!
      exit: 0
      summary: Linter
    - {kind: claim, id: clean, at: "12:54", subject: api, predicate: absent, summary: Linter clean, evidence: [lint]}
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handoff.model.expression import expression
from handoff.model.judgement import Judgement
from handoff.rules._looks import asked_of, is_linter
from handoff.rules._record import record_of
from handoff.rules._remark import Remark

FAMILY = "evidence"
LEVEL = "warning"
_CLEAN = expression(
    r"\b(?:lint(?:er|ers|ing)?|ruff|eslint|flake8|pylint|mypy|pyright|type[- ]check(?:er|s|ing)?)\b[^.;]{0,30}"
    r"\b(?:clean|pass(?:es|ed|ing)?|green|no (?:errors|warnings))\b",
    re.IGNORECASE,
)


def check(judgement: Judgement) -> Iterator[Remark]:
    exhibits = record_of(judgement).exhibits
    for verdict in judgement.verdicts:
        claim = verdict.claim
        if not claim.evidence or not _CLEAN.search(claim.text):
            continue
        shown = [exhibits[id].source for id in claim.evidence if id in exhibits]
        if not shown:
            continue
        # A script or a CI job may well run the linter; only what names another tool is known to be something else.
        if not any(is_linter(source, alone=False) or not asked_of(source) for source in shown) and all(map(_another, shown)):
            said = f"“{claim.text}” rests on {', '.join(claim.evidence)}, which is not the linter's output"
            yield Remark(claim.place.of("evidence"), said, "cite the linter's own output", claim.id)


_OTHER = expression(
    r"\b(?:pytest|unittest|jest|vitest|go test|cargo test|rspec|curl|docker build|npm (?:run )?(?:test|build))\b"
)


def _another(source: object) -> bool:
    return _OTHER.search(asked_of(source)) is not None
