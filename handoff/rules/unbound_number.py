"""A number is tied to nothing from which it could be computed again.

Give it a `basis` (event ids, `commit:SHA`, `tag:NAME`, `session`, a selection such as `kind:bug severity:critical`), a
`window`, or evidence that holds the value.

Bad:
    - kind: claim
      id: rows
      at: "12:54"
      subject: worker
      predicate: value
      value: 885 predictions
      summary: 885 predictions written

Good:
    - kind: evidence
      id: count
      at: "12:50"
      via: query
      subject: worker
      asked: select count(*) from predictions
      output: "885"
      value: 885 predictions
      summary: Rows counted
    - kind: claim
      id: rows
      at: "12:54"
      subject: worker
      predicate: value
      value: 885 predictions
      summary: 885 predictions written
      evidence: [count]
"""

from __future__ import annotations

from collections.abc import Iterator

from handoff.model.judgement import Judgement
from handoff.rules._record import told
from handoff.rules._remark import Remark

FAMILY = "numbers"
LEVEL = "info"


def check(judgement: Judgement) -> Iterator[Remark]:
    return told(judgement, "unbound")
