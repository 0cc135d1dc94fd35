"""A certificate: its chain, its name, its days."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from handoff.observe.guard import Guard
from handoff.observe.probes._step import World
from tests.observe.conftest import OWN, Authority
from tests.observe.probes.asking import ask
from tests.observe.stage import LyingDns, Stage

Serve = Callable[..., Stage]


@pytest.fixture
def here(world: World, lie: Callable[..., LyingDns]) -> World:
    """Every name is this machine, and the time is now."""
    world.guard = Guard(OWN, resolve=lie(["127.0.0.1"]).resolve)
    world.now = datetime.now(UTC)
    return world


def test_a_good_certificate_passes(serve: Serve, here: World, authority: Authority) -> None:
    """Chain and name are always expected; days, names, issuer and protocol can be."""
    until = datetime.now(UTC) + timedelta(days=20, hours=1)
    server = serve(b"", tls=authority.server("api.example", "www.api.example", not_after=until))
    seen = ask(
        here, "tls", "days == 20", "names contains www.api.example", "protocol startsWith TLS", "issuer contains trustme",
        "subject contains organizationName", "expires exists", host="api.example", port=server.port, ca=authority.file,
    )  # fmt: skip
    assert seen.outcome == "passed", seen
    assert seen.asserted[:3] == ("chain == true (saw true)", "name == true (saw true)", "days == 20 (saw 20)")
    assert (seen.level, seen.asked) == ("live", f"tls api.example:{server.port}")


def test_few_days_left_fail(serve: Serve, here: World, authority: Authority) -> None:
    """The number that was seen stands in the sentence."""
    server = serve(b"", tls=authority.server("api.example", not_after=datetime.now(UTC) + timedelta(days=3, hours=1)))
    seen = ask(here, "tls", "days > 14", host="api.example", port=server.port, ca=authority.file)
    assert (seen.outcome, seen.asserted[-1]) == ("failed", "days > 14 (saw 3)")


def test_another_name_is_told_from_a_broken_chain(serve: Serve, here: World, authority: Authority) -> None:
    """A certificate for somebody else holds its chain, fails its name, and still tells its days."""
    server = serve(b"", tls=authority.server("other.example"))
    seen = ask(here, "tls", "days > 1", host="api.example", port=server.port, ca=authority.file)
    assert seen.outcome == "failed"
    assert seen.asserted[:2] == ("chain == true (saw true)", "name == true (saw false)")
    assert "(saw " in seen.asserted[2]
    named = ask(here, "tls", "days > 1", host="api.example", server_name="other.example", port=server.port, ca=authority.file)
    assert named.outcome == "passed"


@pytest.mark.parametrize("expired", [True, False])
def test_a_chain_that_does_not_hold_fails(serve: Serve, here: World, authority: Authority, expired: bool) -> None:
    """Expired, or signed by nobody known: failed, and its days cannot be told."""
    when = {"not_after": datetime.now(UTC) - timedelta(days=1)} if expired else {}
    server = serve(b"", tls=authority.server("api.example", **when))
    more = {"ca": authority.file} if expired else {}
    seen = ask(here, "tls", "days > 14", host="api.example", port=server.port, **more)
    assert seen.outcome == "failed"
    assert seen.asserted[0] == "chain == true (saw false)"
    assert ("certificate has expired" if expired else "unable to get local issuer") in seen.asserted[2]
    unsure = ask(here, "tls", "chain == false", "name == true", host="api.example", port=server.port, **more)
    assert unsure.outcome == "unclear"


def test_no_tls_there_could_not_be_looked_at(serve: Serve, here: World, authority: Authority) -> None:
    """Another protocol, nobody there, no name, no file of authorities."""
    port = serve(b"", banner=b"220 mail.example ESMTP\r\n").port
    for fields, told in (
        ({"host": "api.example", "port": port}, "no TLS there"),
        ({"host": "api.example", "port": 9}, "api.example port 9 refuses connections"),
        ({"host": "a b"}, "'a b' is no host name"),
        ({"host": "api.example", "port": port, "ca": "gone.pem"}, "gone.pem: no certificates can be read"),
        ({"host": "api.example", "port": serve(b"").port, "timeout": 0.2}, "the handshake broke: "),
    ):
        seen = ask(here, "tls", "days > 14", **fields)
        assert seen.outcome == "unclear"
        assert seen.could_not is not None
        assert told in seen.could_not


def test_a_server_that_turns_bad_between_two_looks_is_said(serve: Serve, here: World, authority: Authority) -> None:
    """The second handshake, which reads a certificate of another name, can fail too."""
    server = serve(b"", tls=authority.server("other.example"))
    good = server.tls
    real = here.guard.connect

    def once(host: str, port: int, seconds: float) -> object:
        connection = real(host, port, seconds)
        server.tls = authority.server("other.example", not_after=datetime.now(UTC) - timedelta(days=1))
        return connection

    assert good is not None
    here.guard.connect = once  # type: ignore[method-assign, assignment]  # the server changes after the first connection
    seen = ask(here, "tls", "days > 14", host="api.example", port=server.port, ca=authority.file)
    assert seen.outcome in ("unclear", "failed")
    assert "expired" in (seen.could_not or "") + "".join(seen.asserted)


def test_an_https_probe_can_ask_for_days(serve: Serve, here: World, authority: Authority) -> None:
    """The certificate of a page is part of its answer; a page without one has none."""
    from handoff.observe.http import Client

    here.client = Client(here.guard)
    server = serve(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", tls=authority.server("api.example"))
    seen = ask(here, "http", "days > 1", "names contains api.example", url=server.url(host="api.example"), ca=authority.file)
    assert seen.outcome == "passed", seen
    plain = serve(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
    assert ask(here, "http", "days > 1", url=plain.url()).asserted == (
        "days > 1 (can't tell: there is no certificate that holds)",
    )
