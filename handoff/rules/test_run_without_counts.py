"""“Tests pass” rests on evidence that says neither how many tests ran nor that none failed.

Tests pass when their output says so: a total, and zero failures. An exit code alone does not tell a green run from a run of
nothing; an earlier run and “should pass” do not either.

Bad:
    - kind: evidence
      id: tests
      at: "12:50"
      via: test-run
      subject: session
      asked: make test
      output: done
      summary: Ran the tests
    - kind: claim
      id: green
      at: "12:54"
      subject: session
      predicate: tests-passed
      summary: Tests pass
      evidence: [tests]

Good:
    - kind: evidence
      id: tests
      at: "12:50"
      via: test-run
      subject: session
      asked: make test
      output: "218 passed in 4.1s"
      summary: Ran the tests
    - kind: claim
      id: green
      at: "12:54"
      subject: session
      predicate: tests-passed
      summary: Tests pass
      evidence: [tests]
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handoff.model.events import Evidence
from handoff.model.expression import expression
from handoff.model.judgement import Judgement
from handoff.rules._record import record_of
from handoff.rules._remark import Remark, at

FAMILY = "numbers"
LEVEL = "info"

_COUNT = expression(
    r"\b\d[\d,]*\s*(?:/\s*\d[\d,]*\s*)?(?:[\w-]+\s+){0,2}(?:passed|passing|pass|ok|tests?|specs?|examples?|assertions?|checks?|successes|succeeded)\b"
    r"|\b(?:ok|passed|tests?(?: run)?|total|pass)\W{1,9}\d"
    r"|^ok\s+\S+\s+\d|^1\.\.\d",
    re.IGNORECASE | re.MULTILINE,
)


def check(judgement: Judgement) -> Iterator[Remark]:
    record = record_of(judgement)
    cited = {id for verdict in judgement.verdicts if verdict.claim.predicate == "tests-passed" for id in verdict.claim.evidence}
    for evidence in record.of(Evidence) if record.is_record else ():
        if evidence.id not in cited or evidence.value is not None or evidence.population is not None:
            continue
        if evidence.output and not _COUNT.search(f"{evidence.summary}\n{evidence.output}"):
            yield at(
                evidence,
                "output",
                f"“{evidence.summary}”: the output says neither how many tests ran nor that none failed",
                "quote the summary line of the run, or run it with `handoff run -- …`",
            )
