"""A correction says what was said before, or is older than what it corrects.

Bad:
    - {kind: claim, id: works, at: "12:00", subject: api, predicate: functional, summary: Orders work}
    - kind: correction
      id: wrong
      at: "12:30"
      corrects: works
      was: Orders work
      is: Orders work
      evidence: ["url:https://log.example/1"]
      summary: Again

Good:
    - {kind: claim, id: works, at: "12:00", subject: api, predicate: functional, summary: Orders work}
    - kind: correction
      id: wrong
      at: "12:30"
      corrects: works
      was: Orders work
      is: Orders fail
      evidence: ["url:https://log.example/1"]
      summary: No
"""

from __future__ import annotations

from collections.abc import Iterator

from handoff.model.events import Correction
from handoff.model.judgement import Judgement
from handoff.rules._record import record_of
from handoff.rules._remark import Remark, at

FAMILY = "cross-session"
LEVEL = "warning"


def check(judgement: Judgement) -> Iterator[Remark]:
    record = record_of(judgement)
    for correction in record.of(Correction):
        corrected = record.event(correction.corrects.partition("/")[0])
        if correction.was and correction.now and correction.was.split() == correction.now.split():
            yield at(
                correction, "is", f"“{correction.summary}” says what {correction.corrects} said", "say what is true instead"
            )
        elif corrected and corrected.at and correction.at and correction.at < corrected.at:
            older = f"{record.clock(correction.at)} is older than {corrected.id} at {record.clock(corrected.at)}"
            yield at(correction, "at", f"“{correction.summary}” at {older}", "correct the times, or the reference")
