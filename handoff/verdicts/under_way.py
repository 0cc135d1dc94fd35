"""What a session left running, or asks others not to disturb: whoever goes on needs it before they touch anything."""

from __future__ import annotations

from collections.abc import Iterator

from handoff.model.carry import left_running
from handoff.model.events import AnyEvent, Deployment
from handoff.verdicts.case import Case


def under_way(case: Case) -> Iterator[AnyEvent]:
    """Roll-outs that are not over, and what is tagged so while nobody has ended or closed it, here or elsewhere."""
    shut = {*case.closings, *(one.event for one in case.facts.closed_elsewhere)}
    for event in case.facts.session.events:
        rolls_out = isinstance(event, Deployment) and event.rolling_out
        if rolls_out or (left_running(event) and event.id not in shut):
            yield event
