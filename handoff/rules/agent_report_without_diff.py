"""Work is called done, committed or fixed on the word of whoever did it.

“The agent says it is done” is a statement. What shows it is a diff: a commit, a file, an output.

Bad:
    - kind: evidence
      id: report
      at: "12:50"
      via: statement
      subject: api
      summary: The agent reports that the migration is finished
    - kind: claim
      id: migrated
      at: "12:54"
      subject: api
      predicate: complete
      summary: Migration complete
      evidence: [report]

Good:
    - kind: evidence
      id: rows
      at: "12:50"
      via: query
      subject: api
      asked: select count(*) from old
      output: "0"
      summary: No old rows
    - kind: claim
      id: migrated
      at: "12:54"
      subject: api
      predicate: complete
      summary: Migration complete
      evidence: [rows]
"""

from __future__ import annotations

from collections.abc import Iterator

from handoff.model.events import Evidence
from handoff.model.judgement import Judgement
from handoff.rules._record import record_of
from handoff.rules._remark import Remark

FAMILY = "evidence"
LEVEL = "warning"
_DONE = ("committed", "merged", "built", "deployed", "fixed", "complete", "exists", "resolved", "tests-passed")


def check(judgement: Judgement) -> Iterator[Remark]:
    exhibits = record_of(judgement).exhibits
    for verdict in judgement.verdicts:
        claim = verdict.claim
        if claim.predicate not in _DONE or not claim.evidence or verdict.answer == "supported":
            continue
        shown = [exhibits[id].source if id in exhibits else None for id in claim.evidence]
        if all(isinstance(source, Evidence) and source.via == "statement" for source in shown):
            said = f"“{claim.text}” rests on somebody's word: {', '.join(claim.evidence)}"
            yield Remark(claim.place.of("evidence"), said, "cite the diff: a commit, a file, an output", claim.id)
