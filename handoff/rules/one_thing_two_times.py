"""One and the same thing is told with two different times.

The same revision of a service was deployed once, the same commit made once. When whole hours lie between the two times, a time
zone was mixed up; the message says which shift would bring them together.

Bad:
    - kind: deployment
      id: roll-out
      at: "11:48"
      service: worker
      revision: 00007-z6m
      commit: 69e5697
      summary: New revision
    - kind: deployment
      id: roll-out-2
      at: "12:48"
      service: worker
      revision: 00007-z6m
      commit: 69e5697
      summary: Deployment complete

Good:
    - kind: deployment
      id: roll-out
      at: "12:48"
      service: worker
      revision: 00007-z6m
      commit: 69e5697
      summary: Deployment complete
    - kind: deployment
      id: roll-out-2
      at: "12:53"
      service: worker
      revision: 00008-abc
      commit: 69e5697
      summary: Deployment complete
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from handoff.model.events import AnyEvent, Commit, Deployment
from handoff.model.judgement import Judgement
from handoff.rules._record import Record, record_of, remark_on
from handoff.rules._remark import Remark, at
from handoff.verdicts.identity import same_commit, unpinned
from handoff.verdicts.times import reconciliation, spoken

FAMILY = "time"
LEVEL = "warning"


def check(judgement: Judgement) -> Iterator[Remark]:
    record = record_of(judgement)
    for verdict in record.because("time-mismatch"):
        value = verdict.claim.value
        if value is not None and value.unit == "time" and not (value.basis or "").startswith("commit:"):
            yield remark_on(verdict)
    slack = record.project.policy.tolerance
    first: dict[tuple[str, str], AnyEvent] = {}
    for event, key in (*_commits(record), *_roll_outs(record)):
        if event.when is None:
            continue
        before = first.setdefault(key, event)
        if before.when is None or abs(event.when - before.when) <= slack:
            continue
        shift = reconciliation(event.when, before.when, slack)
        said = (
            f"{key[0]} {key[1][:12]} is timed {record.clock(event.when)} here and {record.clock(before.when)} in {before.id}, "
            f"{spoken(event.when - before.when)} apart"
        )
        yield at(event, "at", f"{said}; {shift}" if shift else said, "keep the right one; name the zone of the other")


def _commits(record: Record) -> Iterator[tuple[AnyEvent, tuple[str, str]]]:
    """The commits, each under the first id that it can be meant by: ids are shortened differently."""
    ids: dict[str, list[str]] = defaultdict(list)
    for commit in record.of(Commit):
        alike = ids[commit.sha[:7]]
        known = next((sha for sha in alike if same_commit(sha, commit.sha)), None)
        if known is None:
            alike.append(commit.sha)
        yield commit, ("commit", known or commit.sha)


def _roll_outs(record: Record) -> list[tuple[AnyEvent, tuple[str, str]]]:
    return [
        (made, (record.case.canonical(made.service), made.revision))
        for made in record.of(Deployment)
        if made.revision is not None and not unpinned(made.revision)
    ]
