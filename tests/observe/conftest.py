"""Servers on loopback for the tests of looks."""

from __future__ import annotations

import contextlib
import ssl
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import trustme

from handoff.observe.guard import Guard
from handoff.observe.http import Client
from handoff.observe.probes._step import World
from tests.observe.servers import postgresql, prometheus
from tests.observe.stage import LyingDns, Respond, Stage

NOW = datetime(2026, 1, 20, 12, 0, tzinfo=UTC)
OWN = ("127.0.0.0/8", "::1/128")


@pytest.fixture
def serve() -> Iterator[Callable[..., Stage]]:
    """Start a server with what it answers; it ends with the test."""
    with contextlib.ExitStack() as stack:

        def start(respond: Respond | bytes, tls: ssl.SSLContext | None = None, banner: bytes = b"") -> Stage:
            answer = (lambda _: respond) if isinstance(respond, bytes) else respond
            return stack.enter_context(Stage(answer, tls, banner=banner).open())

        yield start


@pytest.fixture
def lie() -> Iterator[Callable[..., LyingDns]]:
    """Start a DNS server with its answers; it ends with the test."""
    with contextlib.ExitStack() as stack:

        def start(*answers: list[str] | None, type: str = "A") -> LyingDns:
            return stack.enter_context(LyingDns(list(answers), type).open())

        yield start


@pytest.fixture
def client() -> Client:
    """A client whose user allows loopback."""
    return Client(Guard(OWN))


@pytest.fixture
def world(client: Client, tmp_path: Path) -> World:
    """What a probe may use: loopback, an empty environment, the test's folder."""
    return World(Guard(OWN), client, tmp_path, {}, NOW)


class Authority:
    """A certificate authority that the machine does not know, and its file."""

    def __init__(self, folder: Path) -> None:
        self.ca = trustme.CA()
        self.file = str(folder / "authority.pem")
        self.ca.cert_pem.write_to_path(self.file)

    def server(self, *names: str, **options: object) -> ssl.SSLContext:
        """The TLS side of a server with a certificate for these names."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.ca.issue_cert(*names, **options).configure_cert(context)  # type: ignore[arg-type]  # passed through to trustme
        return context


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    """One authority for all tests; making keys takes time."""
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture(scope="session")
def database() -> Iterator[str]:
    """A PostgreSQL of the tests' own."""
    with postgresql() as url:
        yield url


@pytest.fixture(scope="session")
def metrics() -> Iterator[str]:
    """A Prometheus of the tests' own."""
    with prometheus() as url:
        yield url
