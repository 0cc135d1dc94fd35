"""A claim cites nothing that a reader could check.

Nothing offered is nothing shown, however often it is said. Cite an evidence event, an observation, or a short form such as
`commit:69e5697`, `url:…`, `cmd:…`, `log:…`, `pr:…`, or let the tool look with `handoff run` and `handoff observe`.

Bad:
    - {kind: claim, id: worker-up, at: "12:54", subject: worker, predicate: live, summary: Worker is up}

Good:
    - kind: evidence
      id: worker-200
      at: "12:53"
      via: http
      subject: worker
      asked: GET https://worker.example/healthz
      status: 200
      output: '{"status": "ok"}'
      summary: Health page answers
    - kind: claim
      id: worker-up
      at: "12:54"
      subject: worker
      predicate: live
      summary: Worker is up
      evidence: [worker-200]
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from handoff.model.judgement import Judgement
from handoff.rules._record import record_of, told
from handoff.rules._remark import Remark

FAMILY = "evidence"
LEVEL = "warning"


def check(judgement: Judgement) -> Iterator[Remark]:
    record = record_of(judgement)
    for remark in told(judgement, "no-evidence"):
        # Not every ticked line of a document is a claim: plans, examples and lists of what is good wear ticks, too.
        yield remark if record.is_record else replace(remark, level="info")
