"""What the newest looks say is broken, over all sessions."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from handoff.model.events import AnyEvent, Bug, Change, Deployment
from handoff.model.facts import Facts
from handoff.model.observation import ProbeSeen, RunSeen
from handoff.model.project import Project, Service
from handoff.model.session import Session
from handoff.verdicts.broken import Broken, broken

SHOP = Project(services=(Service(id="shop", aliases=("orders",), probes=({"id": "order"}, {"id": "health"})),))


def at(hour: int) -> datetime:
    return datetime(2026, 1, 20, hour, tzinfo=UTC)


def probe(hour: int, outcome: Any = "failed", **more: Any) -> ProbeSeen:
    given = {"service": "shop", "probe": "order", "level": "functional", "asked": "POST /orders"} | more
    return ProbeSeen(id=f"p{hour}", at=at(hour), outcome=outcome, **given)


def run(hour: int, exit: int = 1, **more: Any) -> RunSeen:
    given = {"subject": "shop", "level": "functional", "argv": ("order",), "directory": ".", "milliseconds": 1} | more
    return RunSeen(id=f"r{hour}", at=at(hour), exit=exit, **given)


def found(
    *looks: Any, events: tuple[AnyEvent, ...] = (), project: Project = SHOP, as_of: int = 20, later: tuple[Any, ...] = ()
) -> list[Broken]:
    session, next_one = Session(id="2026-01-20-a", title="a", events=events), Session(id="2026-01-20-b", title="b")
    seen = ((session, looks), (next_one, later))
    sessions = [Facts(session=one, as_of=at(as_of), project=project, observations=some) for one, some in seen]
    return list(broken(sessions, project, at(as_of)))


def names(*looks: Any, **more: Any) -> list[str]:
    return [one.look.id for one in found(*looks, **more)]


def test_a_probe_is_broken_until_it_passes() -> None:
    """Another probe of the same service takes nothing back; what came after the instant is not known."""
    assert names(probe(9), probe(10)) == ["p10"]
    assert found(probe(9), probe(10))[0].since == at(9)
    assert found(probe(8), probe(9, "passed"), probe(10), probe(11))[0].since == at(10)
    assert names(probe(9), probe(10, "passed")) == []
    assert names(probe(9), probe(10, "passed"), as_of=9) == ["p9"]
    assert names(probe(9), probe(10, "passed", probe="health", level="functional")) == ["p9"]


def test_what_one_clock_dates_a_little_later_is_known() -> None:
    """By as much as the policy tolerates, and what is later still hides nothing that came before it."""
    late = at(9) + SHOP.policy.tolerance
    assert names(replace(probe(9), at=late), as_of=9) == ["p9"]
    assert names(replace(probe(9), at=late + timedelta(seconds=1)), as_of=9) == []
    assert names(probe(12, probe="health"), probe(9), as_of=9) == ["p9"]


def test_all_that_is_broken_is_told_what_broke_first_first() -> None:
    """Each with the session that saw it; what passes or is no look at a service stands in nobody's way."""
    mended = probe(8, "passed", probe="health", level="live")
    looks = (mended, run(9, 127), run(10, subject=None), run(13), run(11, subject="cart", argv=("buy",)), probe(12))
    assert [one.name for one in found(*looks)] == [f"2026-01-20-a#{id}" for id in ("r11", "p12", "r13")]
    assert [one.service for one in found(*looks)] == ["cart", "shop", "shop"]
    one_hour = (run(9, subject="shop"), replace(run(9, subject="cart"), id="z"), replace(probe(9), id="a"))
    assert names(*one_hour) == ["z", "a", "r9"]


def test_a_look_that_could_not_be_taken_changes_nothing() -> None:
    """Neither does one without a clear answer: what was seen before them stands."""
    assert names(probe(9), probe(10, "unclear", could_not="timed out")) == ["p9"]
    assert names(probe(9, "passed"), probe(10, "unclear", could_not="timed out")) == []
    assert names(probe(9, "unclear")) == []


def test_what_is_not_declared_any_more_is_not_asked_any_more() -> None:
    """A probe that was taken out of handoff.toml, and one of a service that was."""
    assert names(probe(9, probe="old")) == []
    assert names(probe(9), project=Project()) == []


def test_a_command_counts_until_it_passes_or_a_later_session_shows_as_much() -> None:
    """As it does for the claims of its session; nobody may ever run it again after that. Not started, it says nothing."""
    assert names(run(9), project=Project()) == ["r9"]
    assert names(run(9), run(10, 0)) == []
    assert names(run(9), run(10, 0, argv=("echo", "fine"))) == ["r9"]
    assert names(run(9), probe(9, "passed")) == ["r9"]
    assert names(run(9), probe(10, "passed")) == ["r9"]
    assert names(run(9), later=(probe(10, "passed"),)) == []
    assert names(run(9), later=(probe(8, "passed"),)) == ["r9"]
    assert names(run(9), later=(probe(10, "passed", level="live"),)) == ["r9"]
    assert names(run(9), later=(run(10, 0),)) == []
    assert names(run(9, 127)) == []
    assert names(run(9, subject=None)) == names(run(9, level="tests-passed")) == []
    bug = Bug(id="b", summary="b")
    assert names(run(9, subject="b"), events=(bug,)) == []


def test_one_service_under_two_names_is_one() -> None:
    """And a change of it since the look is told."""
    out = Deployment(id="d", summary="d", service="orders", at=at(11), result="succeeded")
    (one,) = found(run(9, subject="orders"), events=(out,))
    assert (one.service, one.changed) == ("shop", at(11))
    assert found(run(12, subject="orders"), events=(out,))[0].changed is None


def test_only_what_may_have_changed_a_service_since_the_look_is_told() -> None:
    """A roll-out that did not fail or a change, later than the look, of a declared service under any name or of another."""

    def changed(event: AnyEvent, subject: str = "shop") -> datetime | None:
        return found(run(9, subject=subject), events=(event,))[0].changed

    out = Deployment(id="d", summary="d", service="Orders", at=at(11))
    assert changed(out) == at(11)
    assert changed(replace(out, result="failed")) is None
    assert changed(replace(out, at=at(9))) is None
    assert changed(replace(out, service="cart")) is None
    assert changed(replace(out, service="cart"), "cart") == at(11)
    assert changed(Change(id="c", summary="c", services=("cart", "shop"), at=at(10))) == at(10)
    assert changed(Bug(id="b", summary="b", services=("shop",), at=at(10))) is None
