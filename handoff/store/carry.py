"""What a new session takes over from the one before it: next steps that nobody closed, marked as not checked again."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from handoff.model.events import Closing, NextStep
from handoff.model.session import Session

TAG = "carried"
FROM = "x-carried-from"
TIMES = "x-carried"


def open_steps(session: Session, closings: tuple[str, ...] = ()) -> list[NextStep]:
    """The next steps that no closing of the session names. `closings` are references that other sessions close."""
    closed = {one.of for one in session.of(Closing)} | set(closings)
    return [step for step in session.of(NextStep) if not closed & {step.id, f"{session.id}#{step.id}"}]


def carried(previous: Session, closings: tuple[str, ...], at: datetime) -> tuple[NextStep, ...]:
    """The open next steps of a session as events of the next one, taken over at an instant.

    `closings` are the references with a session's name, `session#event`, that other sessions close. Each step says where it
    comes from, and how often it has been carried by now.
    """
    steps = open_steps(previous, closings)
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
