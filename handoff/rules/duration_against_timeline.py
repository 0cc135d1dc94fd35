"""A stated duration is not the one between its ends.

Durations are recomputed from the window, or from the session's own start and end. Two time zones mixed up are the usual
reason.

Bad:
    - kind: claim
      id: outage
      at: "12:54"
      subject: worker
      predicate: value
      value: 95 min
      window: 07:41/08:54
      summary: 95 minutes of failures

Good:
    - kind: claim
      id: outage
      at: "12:54"
      subject: worker
      predicate: value
      value: 73 min
      window: 07:41/08:54
      summary: 73 minutes of failures
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from handoff.model.judgement import Judgement
from handoff.rules._markdown import is_of_its_times, only_rounded
from handoff.rules._record import record_of, remark_on
from handoff.rules._remark import Remark
from handoff.verdicts.quantities import session_window, unit_length

FAMILY = "time"
LEVEL = "error"


def check(judgement: Judgement) -> Iterator[Remark]:
    record = record_of(judgement)
    for verdict in record.because("arithmetic"):
        claim = verdict.claim
        if claim.predicate != "value" or claim.value is None or not unit_length(claim.value.unit):
            continue
        window = claim.window or session_window(record.case)
        if record.is_record:
            yield remark_on(verdict)
        elif window is None or not only_rounded(claim, window.length):
            meant = is_of_its_times(record.text_at(claim.place), own=claim.window is not None)
            yield remark_on(verdict) if meant else replace(remark_on(verdict), level="info")
