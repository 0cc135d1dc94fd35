"""A quotation does not say what was run or asked, so nobody can look again.

Evidence is something that a reader can check again: the command, the request, the query, the file.

Bad:
    - {kind: evidence, id: rows, at: "12:50", via: query, subject: worker, output: "885", summary: Rows counted}

Good:
    - kind: evidence
      id: rows
      at: "12:50"
      via: query
      subject: worker
      asked: select count(*) from predictions
      output: "885"
      summary: Rows counted
"""

from __future__ import annotations

from collections.abc import Iterator

from handoff.model.events import Evidence
from handoff.model.judgement import Judgement
from handoff.rules._record import record_of
from handoff.rules._remark import Remark, at

FAMILY = "evidence"
LEVEL = "info"


def check(judgement: Judgement) -> Iterator[Remark]:
    record = record_of(judgement)
    for evidence in record.of(Evidence) if record.is_record else ():
        if evidence.via in ("statement", "screenshot", "file") or evidence.asked or evidence.file or evidence.commit:
            continue
        yield at(
            evidence,
            "via",
            f"“{evidence.summary}” does not say what was run or asked",
            edit="add `asked`, the command, request or query",
        )
