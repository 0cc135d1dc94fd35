"""What a session left running, or asks others not to disturb: whoever goes on needs it before they touch anything."""

from __future__ import annotations

from collections.abc import Iterator

from handoff.model.events import AnyEvent, Deployment
from handoff.verdicts.case import Case

# How a person marks what must go on as it is.
RUNNING_TAGS = frozenset({"running", "contingency", "do-not-disturb"})


def under_way(case: Case) -> Iterator[AnyEvent]:
    """Roll-outs that are not over, and what bears such a tag, while nobody has ended or closed it, here or elsewhere."""
    shut = {*case.closings, *(one.event for one in case.facts.closed_elsewhere)}
    for event in case.facts.session.events:
        if rolls_out(event) or (RUNNING_TAGS & set(event.tags) and event.ended is None and event.id not in shut):
            yield event


def rolls_out(event: AnyEvent) -> bool:
    """Whether it is a deployment that has begun and of which nothing says that it is over."""
    return isinstance(event, Deployment) and bool(event.started) and not (event.finished or event.ended or event.result)
