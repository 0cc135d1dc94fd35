"""What a new session takes over from the one before it: next steps that nobody closed, marked as not checked again."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from handoff.model.events import Closing, NextStep
from handoff.model.session import Session

TAG = "carried"
FROM = "x-carried-from"
TIMES = "x-carried"


def carried(previous: Session, closings: tuple[str, ...], at: datetime) -> tuple[NextStep, ...]:
    """The open next steps of a session as events of the next one, taken over at an instant.

    `closings` are the references that closings in other sessions name. Each step says where it comes from, and how often
    it has been carried by now.
    """
    closed = {one.of for one in previous.of(Closing)} | {
        of.partition("#")[2] for of in closings if of.startswith(f"{previous.id}#")
    }
    steps = [step for step in previous.of(NextStep) if step.id not in closed and f"{previous.id}#{step.id}" not in closed]
    kept = {step.id for step in steps}
    return tuple(
        replace(
            step,
            at=at,
            ended=None,
            tags=(*(tag for tag in step.tags if tag != TAG), TAG),
            blocked_by=tuple(id for id in step.blocked_by if id in kept),
            extra={**step.extra, FROM: f"{previous.id}#{step.id}", TIMES: times_carried(step) + 1},
        )
        for step in steps
    )


def times_carried(step: NextStep) -> int:
    """How often a step has been carried over; 0 for one of this session's own, or where the count is no number."""
    text = str(step.extra.get(TIMES, "0"))
    return int(text) if text.isascii() and text.isdigit() else 0
