"""What to do next, in an order in which it can be done."""

from __future__ import annotations

from handoff.model.events import Closing, Command, NextStep
from handoff.render.steps import closed_steps, open_steps

from .build import at, case


def step(id: str, **more: object) -> NextStep:
    return NextStep(id=id, summary=id, **more)  # type: ignore[arg-type]  # fields by name


def test_steps_are_ordered_by_priority_and_what_stands_in_their_way() -> None:
    """1 comes first; what a step waits for comes before it, whatever its own priority; none comes last, as recorded."""
    found = open_steps(
        case(
            step("later"),
            step("two", priority=2),
            step("one", priority=1, blocked_by=("before",)),
            step("before", blocked_by=("before-that",)),
            step("before-that", priority=9),
            step("last"),
        )
    )
    assert [(one.event.id, one.rank) for one in found] == [
        ("before-that", 1), ("before", 1), ("one", 1), ("two", 2), ("later", None), ("last", None),
    ]  # fmt: skip


def test_steps_that_wait_for_each_other_end() -> None:
    """A circle is no endless work."""
    found = open_steps(case(step("a", blocked_by=("b",), priority=3), step("b", blocked_by=("a",))))
    assert {one.event.id: one.rank for one in found} == {"a": 3, "b": 3}
    assert all(one.waits_for for one in found)


def test_closed_steps_are_no_longer_open() -> None:
    """What was closed is told as closed, and nobody waits for it."""
    given = case(step("a", blocked_by=("b",)), step("b"), Closing(id="c", summary="c", of="b", state="done"))
    (only,) = open_steps(given)
    assert (only.event.id, only.waits_for) == ("a", ())
    assert [(one.closing.id, one.of and one.of.id) for one in closed_steps(given)] == [("c", "b")]


def test_a_step_is_brief_when_there_is_no_more_to_say() -> None:
    """A reason, a way, a command, a criterion, a text or a rank makes it worth a heading."""
    more = {"why": "x", "how": "x", "commands": (Command(run="x"),), "success_criteria": ("x",), "details": "x", "priority": 1}
    assert open_steps(case(step("a")))[0].brief
    for name, value in more.items():
        assert not open_steps(case(step("a", **{name: value})))[0].brief


def test_overdue_is_judged_for_the_instant_of_the_document() -> None:
    """Due before the instant that is judged for, and still open."""
    early, late, none = open_steps(case(step("a", due=at(13, 59)), step("b", due=at(14, 1)), step("c")))
    assert (early.overdue, late.overdue, none.overdue) == (True, False, False)


def test_times_carried_are_told() -> None:
    """A step that was handed on says how often."""
    found = open_steps(case(step("a", extra={"x-carried": "2"}), step("b", extra={"x-carried": ["odd"]}), step("c")))
    assert [one.carried for one in found] == [2, 0, 0]
