"""A reference leads nowhere: no event, claim or observation of that id.

Evidence, bugs, root causes, next steps: a mistyped id cuts the chain that a reader would follow. Sessions that are not at hand
are not judged.

Bad:
    - kind: claim
      id: up
      at: "12:54"
      subject: worker
      predicate: live
      summary: Worker is up
      evidence: [smoke-tset]

Good:
    - kind: evidence
      id: smoke-test
      at: "12:53"
      via: http
      subject: worker
      asked: GET https://worker.example/health
      status: 200
      output: ok
      summary: Smoke test
    - kind: claim
      id: up
      at: "12:54"
      subject: worker
      predicate: live
      summary: Worker is up
      evidence: [smoke-test]
"""

from __future__ import annotations

from collections.abc import Iterator

from handoff.model.events import AnyEvent, fields_among
from handoff.model.fields import nearest
from handoff.model.finding import NotRun
from handoff.model.judgement import Judgement
from handoff.rules._record import record_of
from handoff.rules._remark import Remark, at

FAMILY = "completeness"
LEVEL = "warning"
_REFERRING = fields_among("evidence", "bugs", "bug", "blocked_by", "action", "corrects")


def check(judgement: Judgement) -> Iterator[Remark | NotRun]:
    record = record_of(judgement)
    names = record.names
    for event in record.session.events:
        for field, reference in _references(event) if _REFERRING[type(event)] else ():
            if reference in names:
                continue
            there = record.resolves(reference)
            if there is None:
                yield NotRun(f"{reference} is in a session that is not at hand")
            elif not there:
                near = nearest(reference, record.names)
                hint = f"did you mean {near!r}?" if near else "cite an event, an observation, or commit:…, url:…, file:…, cmd:…"
                yield at(event, field, f"“{event.summary}” names {reference!r} in `{field}`, which is not in the record", hint)


def _references(event: AnyEvent) -> Iterator[tuple[str, str]]:
    for field in _REFERRING[type(event)]:
        named = getattr(event, field)
        for reference in (named,) if isinstance(named, str) else named or ():
            yield field, reference
