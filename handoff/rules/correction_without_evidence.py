"""A correction says that a claim was wrong, and shows nothing.

A correction is a claim too. Without evidence it disputes what it corrects; it does not refute it.

Bad:
    - {kind: claim, id: works, at: "12:00", subject: api, predicate: functional, summary: Orders work}
    - {kind: correction, id: wrong, at: "12:30", corrects: works, is: Orders fail, summary: They do not}

Good:
    - {kind: claim, id: works, at: "12:00", subject: api, predicate: functional, summary: Orders work}
    - kind: correction
      id: wrong
      at: "12:30"
      corrects: works
      is: Orders fail
      evidence: ["url:https://log.example/1"]
      summary: They do not
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
    for correction in record_of(judgement).of(Correction):
        if not correction.evidence:
            said = f"“{correction.summary}” corrects {correction.corrects} and shows nothing"
            yield at(correction, "corrects", said, edit="cite what shows it under `evidence`")
