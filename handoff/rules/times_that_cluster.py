"""Most events of a session carry the very same minute.

They were written down together, after the fact, and their order and times are memory. It is worth a look when durations or the
order of things matter.

Bad:
    - {kind: note, id: one, at: "12:00", summary: Read the handoff}
    - {kind: note, id: two, at: "12:00", summary: Found the cause}
    - {kind: note, id: three, at: "12:00", summary: Wrote the fix}
    - {kind: note, id: four, at: "12:00", summary: Rolled it out}
    - {kind: note, id: five, at: "12:00", summary: Looked at the logs}

Good:
    - {kind: note, id: one, at: "12:00", summary: Read the handoff}
    - {kind: note, id: two, at: "12:10", summary: Found the cause}
    - {kind: note, id: three, at: "12:20", summary: Wrote the fix}
    - {kind: note, id: four, at: "12:40", summary: Rolled it out}
    - {kind: note, id: five, at: "12:50", summary: Looked at the logs}
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from handoff.model.judgement import Judgement
from handoff.rules._record import record_of
from handoff.rules._remark import Remark

FAMILY = "time"
LEVEL = "info"
ENABLED = False
_FEWEST, _SHARE = 5, 0.6


def check(judgement: Judgement) -> Iterator[Remark]:
    record = record_of(judgement)
    minutes = Counter(event.at.replace(second=0, microsecond=0) for event in record.session.events if event.at)
    total = sum(minutes.values())
    for minute, count in minutes.most_common(1):
        if count >= _FEWEST and count >= total * _SHARE:
            said = f"{count} of {total} events are timed {record.clock(minute)}: they were written down together"
            yield Remark(record.session.place, said, "correct the times that matter")
