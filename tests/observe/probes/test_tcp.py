"""A port is open, closed or silent; and the first that it says."""

from __future__ import annotations

from collections.abc import Callable

from handoff.observe.guard import Guard
from handoff.observe.probes._step import World
from tests.observe.probes.asking import ask
from tests.observe.stage import Stage

Serve = Callable[..., Stage]


def test_an_open_port_is_connected(serve: Serve, world: World) -> None:
    """That it accepts is all that is asked."""
    server = serve(b"")
    seen = ask(world, "tcp", "connected == true", "duration < 20s", host="127.0.0.1", port=server.port)
    assert (seen.outcome, seen.asked) == ("passed", f"tcp 127.0.0.1:{server.port}")


def test_a_closed_port_is_an_answer(world: World) -> None:
    """The other side said no: that is a failure, not a look that could not be taken."""
    seen = ask(world, "tcp", "connected == true", host="127.0.0.1", port=9)
    assert (seen.outcome, seen.asserted, seen.could_not) == ("failed", ("connected == true (saw false)",), None)
    assert ask(world, "tcp", "connected == false", host="127.0.0.1", port=9).outcome == "passed"
    seen = ask(world, "tcp", "body contains x", host="127.0.0.1", port=9)
    assert seen.asserted == ('body contains "x" (can\'t tell: there is no body)',)


def test_what_a_port_says_first_is_read(serve: Serve, world: World) -> None:
    """A greeting, or the answer to what is sent."""
    mail = serve(b"", banner=b"220 mail.example ESMTP\r\n")
    assert ask(world, "tcp", 'body startsWith "220 "', "bytes > 4", host="127.0.0.1", port=mail.port).outcome == "passed"
    echo = serve(lambda asked: f"{asked.method} back".encode())
    seen = ask(world, "tcp", "regex '(\\w+) back' == PING", host="127.0.0.1", port=echo.port, send="PING x\r\n\r\n")
    assert seen.outcome == "passed"


def test_a_port_that_says_nothing_in_time_could_not_be_looked_at(serve: Serve, world: World) -> None:
    """Silence is no answer."""
    seen = ask(world, "tcp", "body contains x", host="127.0.0.1", port=serve(b"").port, timeout="100ms")
    assert seen.could_not is not None
    assert "accepts a connection but says nothing: timed out; check what listens there" in seen.could_not


def test_a_port_inside_is_not_knocked_at(world: World) -> None:
    """The guard stands before every kind; a name that is none is said."""
    world.guard = Guard()
    seen = ask(world, "tcp", "connected == true", host="127.0.0.1", port=22)
    assert seen.could_not is not None
    assert "is a loopback address, and looks do not go there" in seen.could_not
    assert ask(world, "tcp", "connected == true", host="a b", port=22).could_not == "'a b' is no host name; correct the host"
    seen = ask(world, "tcp", "connected == true", host="nowhere.invalid", port=22)
    assert seen.could_not is not None
    assert "nowhere.invalid does not resolve" in seen.could_not
