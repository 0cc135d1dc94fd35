"""“Tests pass” rests on a run that was told to leave tests out.

A selection (`-k`, one file, one test, `--lf`) shows that the selection passes. Run the whole suite, or claim what was run.

Bad:
    - kind: evidence
      id: tests
      at: "12:50"
      via: test-run
      subject: session
      asked: pytest -k login
      output: "3 passed, 215 deselected"
      summary: Ran the tests
    - kind: claim
      id: green
      at: "12:54"
      subject: session
      predicate: tests-passed
      summary: All tests pass
      evidence: [tests]

Good:
    - kind: evidence
      id: tests
      at: "12:50"
      via: test-run
      subject: session
      asked: pytest
      output: "218 passed"
      summary: Ran the tests
    - kind: claim
      id: green
      at: "12:54"
      subject: session
      predicate: tests-passed
      summary: All tests pass
      evidence: [tests]
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handoff.model.expression import expression
from handoff.model.judgement import Judgement
from handoff.rules._looks import asked_of
from handoff.rules._remark import Remark

FAMILY = "evidence"
LEVEL = "warning"

_SELECTION = expression(
    r"(?:^|\s)(?:-k[ =]|--lf\b|--last-failed\b|--ff\b|--sw\b|--deselect\b|-run[ =]|--grep\b|--onlyChanged\b|--only-changed\b"
    r"|--testNamePattern\b)|::\w"
)
_DESELECTED = expression(r"\b([1-9]\d*) (?:deselected|filtered out)\b")
_WHOLE = expression(r"\b(?:all|every|whole|entire|full)\b", re.IGNORECASE)


def check(judgement: Judgement) -> Iterator[Remark]:
    for verdict in judgement.verdicts:
        claim = verdict.claim
        if claim.predicate != "tests-passed" or not (_WHOLE.search(claim.text) or claim.subject in ("session", "services")):
            continue
        shown = [exhibit for exhibit in judgement.exhibits if exhibit.id in claim.evidence]
        partial = [exhibit.id for exhibit in shown if _partial(exhibit.source)]
        if partial and len(partial) == len(shown):
            said = f"“{claim.text}” rests on {', '.join(partial)}, which left tests out"
            yield Remark(claim.place.of("evidence"), said, "run the whole suite, or claim what was run", claim.id)


def _partial(source: object) -> bool:
    output = getattr(source, "output", None)
    return bool(_SELECTION.search(asked_of(source)) or _DESELECTED.search(output if isinstance(output, str) else ""))
