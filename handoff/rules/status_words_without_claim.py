"""Free text says that something is healthy, fixed or done, and no claim stands behind the words.

What is only said in prose is not judged, and reads as if it were. Make it a claim with its evidence, or take it out.

Bad:
    - {kind: note, id: all-good, at: "12:54", summary: All services are healthy}

Good:
    - {kind: note, id: all-good, at: "12:54", summary: All services are healthy}
    - kind: evidence
      id: health
      at: "12:53"
      via: http
      subject: worker
      asked: GET https://worker.example/health
      status: 200
      output: '{"status": "ok"}'
      summary: Health page answers
    - kind: claim
      id: worker-ready
      at: "12:54"
      subject: worker
      predicate: ready
      summary: Worker is healthy
      evidence: [health]
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from handoff.model.events import Change, Deployment, Fix, Impact, Note
from handoff.model.judgement import Judgement
from handoff.model.predicates import CHANGE_LADDER, SERVICE_LADDER, Predicate
from handoff.rules._prose import Line, told_by
from handoff.rules._record import Record, record_of
from handoff.rules._remark import Remark
from handoff.rules._status import may_state, status_words

FAMILY = "text"
LEVEL = "info"
# Kinds whose prose tells how things stand; the others plan, explain, quote or are claims themselves.
_TELLING = frozenset((Note, Fix, Change, Deployment, Impact))


def check(judgement: Judgement) -> Iterator[Remark]:
    record = record_of(judgement)
    if not record.is_record:
        return
    telling = (event for event in record.session.events if type(event) in _TELLING)
    for line in told_by(record.session, telling, record.facts.source):
        if all(_claimed(record, line, predicate) for predicate in may_state(line.text)):
            continue
        for word, predicate in status_words(line.bare):
            if not _claimed(record, line, predicate):
                said = f"“{line.text.strip()[:120]}” says “{word}”, and no claim stands behind it"
                hint = f"handoff event claim SUMMARY --subject SUBJECT --predicate {predicate} --evidence …"
                yield Remark(line.place, said, hint, line.subject)
                break


def _claimed(record: Record, line: Line, predicate: Predicate) -> bool:
    """Whether the session claims this much, or more, of something: then the words are judged there."""
    if not record.claimed.isdisjoint(_as_much(predicate)):
        return True
    event = record.event(line.subject) if line.subject else None
    if isinstance(event, Deployment):
        return predicate in CHANGE_LADDER
    return isinstance(event, Fix) and predicate in ("fixed", "resolved", "committed", "deployed") and event.state is not None


@cache
def _as_much(predicate: Predicate) -> frozenset[str]:
    family = next((ladder for ladder in (SERVICE_LADDER, CHANGE_LADDER) if predicate in ladder), (predicate,))
    return frozenset(family[family.index(predicate) :]) | _ALSO.get(predicate, set())


# What amounts to the same in everyday words.
_ALSO: dict[str, set[str]] = {
    "fixed": {"resolved", "complete"},
    "resolved": {"fixed", "complete"},
    "complete": {"all-of", "fixed", "resolved", "deployed"},
    "functional": {"fixed", "tests-passed", "all-of"},
    "ready": {"all-of"},
    "live": {"all-of"},
}
