"""Evidence about the same subject speaks against the claim.

An exit code other than 0, a status of 400 and above, or a line that says FAILED, ERROR or Traceback speaks against a claim
that cites it. Run the check again and let it pass, or say in its `explanation` why it is no failure.

Bad:
    - kind: evidence
      id: worker-log
      at: "12:50"
      via: log
      level: functional
      subject: worker
      asked: gcloud logging read worker
      output: "LINE QUALITY VALIDATION FAILED"
      summary: The validation runs
    - kind: claim
      id: works
      at: "12:54"
      subject: worker
      predicate: functional
      summary: Worker works
      evidence: [worker-log]

Good:
    - kind: evidence
      id: worker-log
      at: "12:50"
      via: log
      level: functional
      subject: worker
      asked: gcloud logging read worker
      output: "12 predictions written"
      summary: Predictions are written
    - kind: claim
      id: works
      at: "12:54"
      subject: worker
      predicate: functional
      summary: Worker works
      evidence: [worker-log]
"""

from __future__ import annotations

from collections.abc import Iterator

from handoff.model.judgement import Judgement
from handoff.rules._record import told
from handoff.rules._remark import Remark

FAMILY = "evidence"
LEVEL = "error"


def check(judgement: Judgement) -> Iterator[Remark]:
    return told(judgement, "contradicted")
