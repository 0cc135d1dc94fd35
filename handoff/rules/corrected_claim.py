"""A claim was not so: a correction with evidence says it, in this session or in a later one.

It stays refuted wherever it is shown, and nobody may rely on it. About the sentence itself nothing is left to be done, because
whoever found out that it is wrong has written that down: a project that does not want its checks to end with 1 for it sets
`corrected-claim = "warning"` under `[rules]`. Who says the same again hears `restated-refuted-claim`.

Bad:
    events:
      - {kind: claim, id: works, at: "12:00", subject: api, predicate: functional, summary: Orders work}
      - kind: correction
        id: wrong
        at: "13:00"
        corrects: works
        is: Orders fail
        evidence: ["url:https://log.example/1"]
        summary: They do not

Good:
    events:
      - {kind: note, id: lunch, at: "12:00", summary: Nobody ordered anything}
"""

from __future__ import annotations

from collections.abc import Iterator

from handoff.model.judgement import Judgement
from handoff.rules._record import record_of, remark_on
from handoff.rules._remark import Remark

FAMILY = "cross-session"
LEVEL = "error"


def check(judgement: Judgement) -> Iterator[Remark]:
    record = record_of(judgement)
    return (remark_on(verdict) for verdict in record.because("later-refuted") if record.is_corrected(verdict.claim))
