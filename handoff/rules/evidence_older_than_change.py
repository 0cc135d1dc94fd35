"""The evidence is older than the last change of its subject.

What was seen before a deployment, a change of configuration or of data says nothing of the time after it. Look again.

Bad:
    - kind: evidence
      id: one-order
      at: "10:00"
      via: http
      level: functional
      subject: api
      asked: POST https://api.example/orders
      output: '{"order": 7}'
      summary: An order goes through
    - kind: deployment
      id: roll-out
      at: "11:00"
      service: api
      revision: 00012-abc
      commit: 69e5697
      summary: Rolled out
    - kind: claim
      id: works
      at: "12:00"
      subject: api
      predicate: functional
      summary: Orders work
      evidence: [one-order]

Good:
    - kind: deployment
      id: roll-out
      at: "11:00"
      service: api
      revision: 00012-abc
      commit: 69e5697
      summary: Rolled out
    - kind: evidence
      id: one-order
      at: "11:30"
      via: http
      level: functional
      subject: api
      asked: POST https://api.example/orders
      output: '{"order": 7}'
      summary: An order goes through
    - kind: claim
      id: works
      at: "12:00"
      subject: api
      predicate: functional
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
    return told(judgement, "predates-change")
