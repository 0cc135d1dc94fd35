"""What to do next: the steps that nobody closed, the most important first, and what stands in their way."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from handoff.model.carry import times_carried
from handoff.model.events import AnyEvent, Closing, NextStep
from handoff.model.facts import ClosedElsewhere, Facts
from handoff.verdicts import Case


class Step(NamedTuple):
    """An open step. `waits_for` are the ids of open things that must come first; `overdue` at the instant of the judgement.

    `rank` is its priority, or the best one among the steps that wait for it.
    """

    event: NextStep
    rank: int | None
    waits_for: tuple[str, ...]
    overdue: bool
    carried: int

    @property
    def brief(self) -> bool:
        """Whether there is no more to say of it than its one line."""
        step = self.event
        told = step.why or step.how or step.commands or step.success_criteria or step.details
        return not told and self.rank is None


def open_steps(case: Case) -> tuple[Step, ...]:
    """The open steps: by rank (1 first, none last), then what waits for others after these, then as recorded."""
    shut = closed_elsewhere(case.facts)
    open = {item.id for item in case.open_items} - set(shut)
    left = [step for step in case.open_steps if step.id not in shut]
    ranks, depths = _ranks(left), _depths(left)
    made = [
        Step(
            event=step,
            rank=ranks[step.id],
            waits_for=tuple(id for id in step.blocked_by if id in open),
            overdue=step.due is not None and step.due < case.as_of,
            carried=times_carried(step),
        )
        for step in left
    ]
    return tuple(sorted(made, key=lambda one: (one.rank is None, one.rank or 0, depths[one.event.id], bool(one.waits_for))))


def _ranks(steps: Sequence[NextStep]) -> dict[str, int | None]:
    """Each step's priority, handed down to whatever it waits for."""
    ranks = {step.id: step.priority for step in steps}
    waits = {step.id: step.blocked_by for step in steps}
    # Once through the steps for each step: the longest chain there can be, and circles end too.
    for _ in steps:
        before = dict(ranks)
        for id, others in waits.items():
            for other in others:
                if other in ranks and (own := ranks[id]) is not None:
                    known = ranks[other]
                    ranks[other] = own if known is None else min(own, known)
        if ranks == before:
            break
    return ranks


def _depths(steps: Sequence[NextStep]) -> dict[str, int]:
    """How many steps each one has to wait for, one after the other; in a circle as many as there are steps."""
    depths = dict.fromkeys((step.id for step in steps), 0)
    for _ in steps:
        before = dict(depths)
        for step in steps:
            chain = [depths[other] + 1 for other in step.blocked_by if other in depths]
            depths[step.id] = min(max(chain, default=0), len(steps))
        if depths == before:
            break
    return depths


class Closed(NamedTuple):
    """A closing, and what it closes when that is of this session."""

    closing: Closing
    of: AnyEvent | None


def closed_steps(case: Case) -> tuple[Closed, ...]:
    """What this session closed, as recorded."""
    own = f"{case.facts.session.id}#"
    return tuple(Closed(one, case.events.get(one.of.removeprefix(own))) for one in case.facts.session.of(Closing))


def closed_elsewhere(facts: Facts) -> dict[str, ClosedElsewhere]:
    """What other sessions close of this one, by the id that it has here."""
    return {one.event: one for one in facts.closed_elsewhere}
