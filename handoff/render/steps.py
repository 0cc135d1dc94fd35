"""What to do next: the steps that nobody closed, the most important first, and what stands in their way."""

from __future__ import annotations

from typing import NamedTuple

from handoff.model.events import Closing, NextStep
from handoff.verdicts import Case


class Step(NamedTuple):
    """An open step. `waits_for` are the ids of open things that must come first; `overdue` at the instant of the judgement."""

    event: NextStep
    waits_for: tuple[str, ...]
    overdue: bool
    carried: int

    @property
    def brief(self) -> bool:
        """Whether there is no more to say of it than its one line."""
        step = self.event
        return not (step.why or step.how or step.commands or step.success_criteria or step.details)


def open_steps(case: Case) -> tuple[Step, ...]:
    """The open steps: by priority (1 first, none last), what waits for others after what does not, then as recorded."""
    open = {item.id for item in case.open_items}
    made = [
        Step(
            event=step,
            waits_for=tuple(id for id in step.blocked_by if id in open),
            overdue=step.due is not None and step.due < case.as_of,
            carried=carried(step),
        )
        for step in case.open_steps
    ]
    return tuple(sorted(made, key=lambda one: (one.event.priority is None, one.event.priority or 0, bool(one.waits_for))))


def carried(step: NextStep) -> int:
    """How many sessions have handed the step on already, as `new --from` writes it down."""
    times = step.extra.get("x-carried")
    return int(times) if isinstance(times, int | str) and str(times).isdigit() else 0


def closed_steps(case: Case) -> tuple[Closing, ...]:
    """What this session closed, as recorded."""
    return tuple(case.facts.session.of(Closing))
