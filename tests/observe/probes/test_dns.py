"""What a name resolves to, asked of a server on loopback that says what the test wants."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from handoff.observe.guard import Guard
from handoff.observe.probes._step import World
from tests.observe.probes.asking import ask
from tests.observe.stage import LyingDns

Lie = Callable[..., LyingDns]


def at(server: LyingDns) -> str:
    return f"127.0.0.1:{server.port}"


def test_records_are_read(lie: Lie, world: World) -> None:
    """Sorted, with their time to live."""
    server = lie(["203.0.113.9", "203.0.113.10"])
    seen = ask(
        world,
        "dns",
        "answers contains 203.0.113.9",
        "answers count == 2",
        "rcode == NOERROR",
        "ttl == 30",
        "duration < 20s",
        name="api.example",
        server=at(server),
    )
    assert seen.outcome == "passed", seen
    assert seen.asked == f"dns A api.example at {at(server)}"
    assert (
        ask(
            world, "dns", 'answers first contains "v=1"', name="x.example", type="TXT", server=at(lie(['"v=1"'], type="TXT"))
        ).outcome
        == "passed"
    )


def test_a_name_that_changes_its_answer_is_seen_as_it_is_now(lie: Lie, world: World) -> None:
    """Two looks, two answers; nothing is kept from the first."""
    server = lie(["203.0.113.9"], ["203.0.113.10"])
    expect = "answers first == 203.0.113.9"
    outcomes = [ask(world, "dns", expect, name="api.example", server=at(server)).outcome for _ in range(2)]
    assert outcomes == ["passed", "failed"]


def test_a_name_that_does_not_exist_is_an_answer(lie: Lie, world: World) -> None:
    """It fails what expects a record, and can be expected."""
    server = lie([])
    seen = ask(world, "dns", "answers count > 0", name="gone.example", server=at(server))
    assert (seen.outcome, seen.asserted) == ("failed", ("answers count > 0 (saw 0)",))
    assert ask(world, "dns", "rcode == NXDOMAIN", name="gone.example", server=at(server)).outcome == "passed"
    assert ask(world, "dns", "ttl > 1", name="gone.example", server=at(server)).outcome == "unclear"


def test_a_name_without_such_records_has_none(lie: Lie, world: World) -> None:
    """No AAAA records beside an A record is no missing name."""
    seen = ask(
        world, "dns", "answers isEmpty", "rcode == NOERROR", name="api.example", type="AAAA", server=at(lie(["203.0.113.9"]))
    )
    assert seen.outcome == "passed", seen


@pytest.mark.parametrize(
    ("server", "told"),
    [
        ("127.0.0.1:9", "gone.example: "),
        ("not a server", "is no DNS server"),
        ("::1", "gone.example: "),
        ("[::1]:9", "gone.example: "),
        ("127.0.0.1:99999", "gone.example: "),
        ("1:2:3:zz", "is no DNS server"),
        (".", "no host name"),
    ],
)
def test_a_server_that_cannot_be_asked_is_said(world: World, server: str, told: str) -> None:
    """Nobody there, or no server at all."""
    seen = ask(world, "dns", "answers count > 0", name="gone.example", server=server, timeout=0.3)
    assert seen.outcome == "unclear"
    assert seen.could_not is not None
    assert told in seen.could_not


def test_a_server_that_fails_is_no_answer(lie: Lie, world: World) -> None:
    """SERVFAIL says nothing about the name; neither does a name that cannot be."""
    seen = ask(world, "dns", "answers count > 0", name="api.example", server=at(lie(None)), timeout=1)
    assert seen.could_not is not None
    assert "SERVFAIL" in seen.could_not or "no DNS server answered" in seen.could_not
    seen = ask(world, "dns", "answers count > 0", name="a..example", server=at(lie(None)), timeout=1)
    assert seen.could_not is not None


def test_a_server_inside_is_asked_only_when_it_is_allowed(world: World) -> None:
    """A project cannot have the network behind the user searched by DNS."""
    world.guard = Guard()
    seen = ask(world, "dns", "answers count > 0", name="api.example", server="10.0.0.53")
    assert seen.could_not is not None
    assert "is a private address" in seen.could_not


def test_without_a_server_the_system_is_asked(world: World) -> None:
    """Whatever it says, it says something, in time."""
    seen = ask(world, "dns", "answers count > 0", name="nowhere.invalid", timeout=1)
    assert seen.outcome in ("failed", "unclear")
