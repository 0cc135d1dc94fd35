"""The evidence is bound to another revision, commit or digest than the claim.

Identity beats time: what was seen on revision 00011 says nothing of 00012, however recent it is.

Bad:
    - kind: evidence
      id: one-order
      at: "12:50"
      via: http
      level: functional
      subject: api
      revision: 00011-old
      asked: POST https://api.example/orders
      output: '{"order": 7}'
      summary: An order goes through
    - kind: claim
      id: works
      at: "12:54"
      subject: api
      predicate: functional
      revision: 00012-new
      summary: Orders work
      evidence: [one-order]

Good:
    - kind: evidence
      id: one-order
      at: "12:50"
      via: http
      level: functional
      subject: api
      revision: 00012-new
      asked: POST https://api.example/orders
      output: '{"order": 7}'
      summary: An order goes through
    - kind: claim
      id: works
      at: "12:54"
      subject: api
      predicate: functional
      revision: 00012-new
      summary: Orders work
      evidence: [one-order]
"""

from __future__ import annotations

from collections.abc import Iterator

from handoff.model.judgement import Judgement
from handoff.rules._record import told
from handoff.rules._remark import Remark

FAMILY = "evidence"
LEVEL = "warning"


def check(judgement: Judgement) -> Iterator[Remark]:
    return told(judgement, "wrong-revision")
