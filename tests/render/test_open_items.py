"""What is open anywhere, each once, with its age from the first time that it was recorded."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from handoff.model.events import Bug, Closing, Fix, NextStep
from handoff.model.session import Session
from handoff.render.open_items import OpenItem, matching, open_items

from .build import PROJECT, at, session

NOW = at(14, day=25)


def one(id: str, *events: Any, **header: Any) -> Session:
    day = int(id[8:10])
    return session(*events, id=id, started=at(11, day=day), ended=None, **header)


def step(id: str, **more: Any) -> NextStep:
    return NextStep(**({"id": id, "summary": id} | more))


def carried(id: str, origin: str, times: int = 1) -> NextStep:
    return step(id, extra={"x-carried-from": origin, "x-carried": times})


def found(*sessions: Session) -> dict[str, OpenItem]:
    return {item.name: item for item in open_items(sessions, PROJECT, NOW)}


FIRST = one("2026-01-20-first", step("a"), step("b", at=at(12, day=20)))


def test_what_nobody_closed_is_open() -> None:
    """Steps and bugs; a bug that was worked on and whatever any session closes are not."""
    second = one(
        "2026-01-22-second",
        Closing(id="x", summary="x", of="2026-01-20-first#a", state="done"),
        Bug(id="bug", summary="bug", services=("pw",)),
        Bug(id="worked-on", summary="w"),
        Fix(id="f", summary="f", bugs=("worked-on",), state="applied"),
        step("own"),
        Closing(id="y", summary="y", of="own", state="dropped", why="w"),
    )
    made = found(FIRST, second)
    assert list(made) == ["2026-01-20-first#b", "2026-01-22-second#bug"]
    assert made["2026-01-22-second#bug"].services == ("worker",)
    assert made["2026-01-22-second#bug"].owner is None
    assert made["2026-01-20-first#b"].since == at(12, day=20)


def test_a_bug_is_open_until_its_fix_is_shown() -> None:
    """Whatever is recorded of its fix; one that a later session took over is told there."""
    first = one("2026-01-20-first", Bug(id="b", summary="b"), Fix(id="f", summary="f", bugs=("b",), state="verified"))
    name = "2026-01-20-first#b"
    assert [item.name for item in open_items([first], PROJECT, NOW, {name})] == [name]
    assert open_items([first], PROJECT, NOW, set()) == ()
    taken = Bug(id="b", summary="b", extra={"x-carried-from": name, "x-carried": 1})
    second = one("2026-01-22-second", taken)
    (item,) = open_items([first, second], PROJECT, NOW, {name, "2026-01-22-second#b"})
    assert (item.name, item.carried, item.since) == ("2026-01-22-second#b", 1, at(11, day=20))


def test_what_was_handed_on_is_told_where_it_is_now() -> None:
    """Once, with the age of its first record and how often it was carried; closed anywhere, it is closed everywhere."""
    second = one("2026-01-22-second", carried("a", "2026-01-20-first#a"))
    third = one("2026-01-23-third", carried("a-2", "2026-01-22-second#a", 2))
    made = found(FIRST, second, third)
    assert set(made) == {"2026-01-20-first#b", "2026-01-23-third#a-2"}
    now = made["2026-01-23-third#a-2"]
    assert (now.since, now.carried) == (at(11, day=20), 2)
    closing = one("2026-01-24-last", Closing(id="x", summary="x", of="2026-01-20-first#a", state="done"))
    assert set(found(FIRST, second, third, closing)) == {"2026-01-20-first#b"}


def test_steps_that_claim_to_come_from_each_other_end() -> None:
    """A circle of hands is no endless work."""
    made = found(one("2026-01-20-x", carried("a", "2026-01-20-x#a")), one("2026-01-21-y", carried("b", "nowhere#z")))
    assert set(made) == {"2026-01-21-y#b"}


def test_the_order() -> None:
    """By priority, none last; then the oldest first; what has no age at the end."""
    made = found(
        one("2026-01-22-b", step("low", priority=3), step("none", at=at(12, day=22)), step("high", priority=1)),
        one("2026-01-20-a", step("older"), step("low-older", priority=3)),
        session(step("ageless"), id="2026-01-19-c", started=None, ended=None),
    )
    assert [name.partition("#")[2] for name in made] == ["high", "low-older", "low", "older", "none", "ageless"]


def test_filters() -> None:
    """By owner in any case, `nobody` for none; by service; by age, and an unknown age is older than any."""
    items = open_items(
        [
            one("2026-01-20-a", step("mine", owner="Noor", services=("worker",)), step("whose", services=("portal",))),
            one("2026-01-24-b", step("young", owner="noor")),
            session(step("ageless"), id="2026-01-19-c", started=None, ended=None),
        ],
        PROJECT,
        NOW,
    )

    def left(**wanted: Any) -> set[str]:
        return {item.event.id for item in matching(items, NOW, **wanted)}

    assert left() == {"mine", "whose", "young", "ageless"}
    assert left(owner="NOOR") == {"mine", "young"}
    assert left(owner="nobody") == {"whose", "ageless"}
    assert left(service="worker") == {"mine"}
    assert left(older_than=timedelta(days=3)) == {"mine", "whose", "ageless"}
    assert left(owner="noor", older_than=timedelta(days=3)) == {"mine"}
