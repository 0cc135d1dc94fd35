"""A subject went from bad to good, and nothing was changed in between.

The last bad look may be one of a linked session.
Either the change is missing from the record, or the fault comes and goes and will come again.

Bad:
    - kind: evidence
      id: was-bad
      at: "09:35"
      via: http
      level: functional
      subject: worker
      asked: POST https://worker.example/predict
      status: 500
      output: Internal Server Error
      summary: No prediction comes back
    - kind: evidence
      id: now-good
      at: "12:50"
      via: http
      level: functional
      subject: worker
      asked: POST https://worker.example/predict
      status: 200
      output: '{"predictions": 12}'
      summary: A prediction comes back

Good:
    - kind: evidence
      id: was-bad
      at: "09:35"
      via: http
      level: functional
      subject: worker
      asked: POST https://worker.example/predict
      status: 500
      output: Internal Server Error
      summary: No prediction comes back
    - kind: deployment
      id: roll-out
      at: "12:00"
      service: worker
      revision: 00012-abc
      commit: 69e5697
      summary: Rolled out
    - kind: evidence
      id: now-good
      at: "12:50"
      via: http
      level: functional
      subject: worker
      asked: POST https://worker.example/predict
      status: 200
      output: '{"predictions": 12}'
      summary: A prediction comes back
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from itertools import pairwise

from handoff.model.claim import Exhibit
from handoff.model.events import Change, Commit, Deployment, Evidence, Fix
from handoff.model.judgement import Judgement
from handoff.model.predicates import SERVICE_LADDER
from handoff.rules._record import Record, record_of
from handoff.rules._remark import Remark
from handoff.verdicts import Case
from handoff.verdicts.polarity import passed

FAMILY = "cross-session"
LEVEL = "info"
_CHANGES = (Deployment, Change, Fix, Commit)


def check(judgement: Judgement) -> Iterator[Remark]:
    record = record_of(judgement)
    if not _was_bad(judgement):
        return
    checks: dict[tuple[str, str], list[Exhibit]] = defaultdict(list)
    own = {exhibit.id for exhibit in judgement.exhibits}
    before = (replace(one, id=f"{id}#{one.id}") for id, facts in record.linked.items() for one in Case(facts).exhibits.values())
    for exhibit in (*judgement.exhibits, *before):
        if exhibit.check and exhibit.subject and exhibit.at and exhibit.passed is not None and exhibit.level in SERVICE_LADDER:
            checks[exhibit.check, record.case.canonical(exhibit.subject)].append(exhibit)
    for (_, subject), looks in checks.items():
        looks.sort(key=lambda look: (look.at or record.facts.as_of, look.id))
        for red, green in pairwise(looks):
            if green.id not in own or red.passed is not False or not green.passed or not red.at or not green.at:
                continue
            if not _changed(record, subject, red.at, green.at):
                said = (
                    f"{subject}: {red.id} failed at {record.clock(red.at)}, {green.id} passed at {record.clock(green.at)}, "
                    f"and nothing was changed in between"
                )
                place = green.place if green.place.path else record.session.place
                yield Remark(place, said, "record what changed, or note that it comes and goes", green.id)


def _was_bad(judgement: Judgement) -> bool:
    """Whether any look of this or a linked session failed: only then is there something to be better than."""
    return any(exhibit.passed is False for exhibit in judgement.exhibits) or any(
        facts.observations or any(passed(look) is False for look in facts.session.of(Evidence))
        for facts in judgement.facts.linked
    )


def _changed(record: Record, subject: str, start: datetime, end: datetime) -> bool:
    for event in (event for facts in (record.facts, *record.facts.linked) for event in facts.session.events):
        if isinstance(event, _CHANGES):
            services = record.services_of(event)
            when = event.when
            # A fix is often written down when it was verified, which is after it was made.
            over = when is not None and when > end and not isinstance(event, Fix)
            if (not services or subject in services) and not over and (when is None or when >= start):
                return True
    return False
