"""“The build succeeds” rests on output that does not say how the build ended.

A build succeeds when its command ends with exit code 0. Logs that look good do not say that, nor does a linter.

Bad:
    - kind: evidence
      id: log
      at: "12:50"
      via: log
      level: built
      subject: api
      asked: docker build .
      output: "Step 4/9 : RUN pip install"
      summary: Build log
    - {kind: claim, id: builds, at: "12:54", subject: api, predicate: built, summary: The build succeeds, evidence: [log]}

Good:
    - kind: evidence
      id: build
      at: "12:50"
      via: command
      level: built
      subject: api
      asked: docker build .
      output: "Step 9/9 : CMD app"
      exit: 0
      summary: Build
    - {kind: claim, id: builds, at: "12:54", subject: api, predicate: built, summary: The build succeeds, evidence: [build]}
"""

from __future__ import annotations

from collections.abc import Iterator

from handoff.model.events import Evidence
from handoff.model.judgement import Judgement
from handoff.rules._record import record_of
from handoff.rules._remark import Remark

FAMILY = "evidence"
LEVEL = "info"


def check(judgement: Judgement) -> Iterator[Remark]:
    exhibits = record_of(judgement).exhibits
    for verdict in judgement.verdicts:
        claim = verdict.claim
        if claim.predicate != "built":
            continue
        shown = [exhibits[id].source for id in claim.evidence if id in exhibits]
        if shown and len(shown) == len(claim.evidence) and all(map(_open_ended, shown)):
            said = f"“{claim.text}” rests on {', '.join(claim.evidence)}, which does not say how the build ended"
            yield Remark(claim.place.of("evidence"), said, "cite its exit code, or run it with `handoff run -- …`", claim.id)


def _open_ended(source: object) -> bool:
    """A command or a log without exit code, digest of an image or word of a platform."""
    return (
        isinstance(source, Evidence)
        and source.via in ("command", "log")
        and source.exit is None
        and source.outcome != "passed"
        and source.digest is None
    )
