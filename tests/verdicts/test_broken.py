"""What the newest looks say is broken, over all sessions."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from handoff.model.events import AnyEvent, Bug, Deployment
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


def found(*looks: Any, events: tuple[AnyEvent, ...] = (), project: Project = SHOP, as_of: int = 20) -> list[Broken]:
    session = Session(id="2026-01-20-a", title="a", events=events)
    return list(broken([Facts(session=session, as_of=at(as_of), project=project, observations=looks)], project, at(as_of)))


def names(*looks: Any, **more: Any) -> list[str]:
    return [one.look.id for one in found(*looks, **more)]


def test_a_probe_is_broken_until_it_passes() -> None:
    """Another probe of the same service takes nothing back; what came after the instant is not known."""
    assert names(probe(9), probe(10)) == ["p10"]
    assert found(probe(9), probe(10))[0].since == at(9)
    assert found(probe(8), probe(9, "passed"), probe(10), probe(11))[0].since == at(10)
    assert names(probe(9), probe(10, "passed")) == []
    assert names(probe(9), probe(10, "passed"), as_of=9) == ["p9"]
    assert names(probe(9), probe(10, "passed", probe="health", level="live")) == ["p9"]


def test_a_look_that_could_not_be_taken_changes_nothing() -> None:
    """Neither does one without a clear answer: what was seen before them stands."""
    assert names(probe(9), probe(10, "unclear", could_not="timed out")) == ["p9"]
    assert names(probe(9, "passed"), probe(10, "unclear", could_not="timed out")) == []
    assert names(probe(9, "unclear")) == []


def test_what_is_not_declared_any_more_is_not_asked_any_more() -> None:
    """A probe that was taken out of handoff.toml, and one of a service that was."""
    assert names(probe(9, probe="old")) == []
    assert names(probe(9), project=Project()) == []


def test_a_command_counts_until_anything_passes_that_shows_as_much() -> None:
    """Nobody may ever run it again; one that could not be started says nothing of the service."""
    assert names(run(9), project=Project()) == ["r9"]
    assert names(run(9), run(10, 0)) == []
    assert names(run(9), probe(10, "passed")) == []
    assert names(run(9), probe(10, "passed", level="live")) == ["r9"]
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
