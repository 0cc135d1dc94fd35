"""Evidence about the same subject speaks against the claim.

An exit code other than 0, a status of 400 and above, or a line that says FAILED, ERROR or Traceback speaks against a claim
that cites it. Run the check again and let it pass, or say in its `explanation` why it is no failure, and its
`outcome`.

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
from dataclasses import replace

from handoff.model.judgement import Judgement
from handoff.rules._markdown import is_spoken_of
from handoff.rules._record import record_of, remark_on, told
from handoff.rules._remark import Remark

FAMILY = "evidence"
LEVEL = "error"
_QUOTED = "speaks against it"


def check(judgement: Judgement) -> Iterator[Remark]:
    record = record_of(judgement)
    if record.is_record:
        yield from told(judgement, "contradicted")
        return
    for verdict in record.because("contradicted"):
        if not any(_QUOTED in why for why in verdict.why):
            # The document itself says otherwise, of this or of a part of it: measured, that is as often true as not.
            yield replace(remark_on(verdict), level="info")
            continue
        # Only the author knows what a quoted line of failure means; a document has no field in which to say it. What stands
        # anywhere below a heading was not cited for the heading.
        heading = record.text_at(verdict.claim.place).startswith("#")
        if not heading and not all(map(is_spoken_of, verdict.why)):
            yield replace(remark_on(verdict), level="info", hint="say beside it why that is no failure, or claim less")
