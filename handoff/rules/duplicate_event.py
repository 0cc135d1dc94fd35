"""Two events say the same: kind, time and summary.

One of them came twice, from a batch that was run again or a merge. Counts are then wrong.

Bad:
    - {kind: note, id: begun, at: "09:05", summary: Read the handoff}
    - {kind: note, id: begun-2, at: "09:05", summary: Read the handoff}

Good:
    - {kind: note, id: begun, at: "09:05", summary: Read the handoff}
    - {kind: note, id: again, at: "10:05", summary: Read the handoff}
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from handoff.model.events import AnyEvent
from handoff.model.judgement import Judgement
from handoff.rules._record import record_of
from handoff.rules._remark import Remark, at

FAMILY = "completeness"
LEVEL = "warning"


def check(judgement: Judgement) -> Iterator[Remark]:
    record = record_of(judgement)
    events = record.session.events
    if not record.is_record or len({event.summary for event in events}) == len(events):
        return
    told: dict[str, list[AnyEvent]] = {}
    for event in events:
        told.setdefault(event.summary, []).append(event)
    for alike in told.values():
        first: dict[tuple[object, ...], AnyEvent] = {}
        for event in alike if len(alike) > 1 else ():
            before = first.setdefault((event.kind, event.at), event)
            if before is not event and replace(event, id=before.id, extra=before.extra, place=before.place) == before:
                yield at(event, "summary", f"“{event.summary}” is the same as {before.id}", "take one out")
