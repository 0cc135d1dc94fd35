"""The one guarded HTTP client. HTTP(S) only; addresses checked and pinned, redirects checked again, bodies and time bounded.

A credential never follows to another host. Proxies are used only when given. What the user or the server wrote never
decides where a connection goes without passing `guard.Guard`.
"""

from __future__ import annotations

import base64
import errno
import os
import random
import ssl
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urljoin

import httpcore

from handoff.errors import CouldNotLook
from handoff.observe.body import MIB, unpacked
from handoff.observe.connection import Backend, tls_context
from handoff.observe.guard import Guard, Unreachable
from handoff.observe.url import Target, read_url

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
# Headers that say nothing about who asks; all others stay behind when a redirect leads to another host.
_HARMLESS = frozenset({"accept", "accept-language", "user-agent", "cache-control"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Seconds to connect, for one read, and in all; bytes of body; redirects; how often a safe request is tried."""

    connect: float = 5.0
    read: float = 10.0
    total: float = 20.0
    body: int = MIB
    redirects: int = 5
    tries: int = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """What came back, unpacked. `url` is where it came from in the end; `hops` are the URLs that led there."""

    status: int
    url: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    milliseconds: int
    hops: tuple[str, ...] = ()
    certificate: Mapping[str, Any] | None = None

    def header(self, name: str) -> str | None:
        """The first header of that name, or None."""
        return next((value for key, value in self.headers if key.casefold() == name.casefold()), None)


class Client:
    """Asks over HTTP within the guard. One client serves many threads.

    `proxy` is the user's own (`http://host:port`); then names are checked here but resolved again by the proxy.
    """

    def __init__(
        self, guard: Guard, *, proxy: str | None = None, no_proxy: Iterable[str] = (), authorities: Iterable[str] = ()
    ) -> None:
        self._guard = guard
        self._proxy = proxy
        self._no_proxy = frozenset(host.casefold().lstrip(".") for host in no_proxy)
        self._authorities = tuple(authorities)

    @cached_property
    def _tls(self) -> ssl.SSLContext:
        return tls_context(self._authorities)

    def trusting(self, authority: str) -> Client:
        """The same client, which also trusts the authorities in one more PEM file."""
        return Client(self._guard, proxy=self._proxy, no_proxy=self._no_proxy, authorities=(*self._authorities, authority))

    def request(
        self,
        method: str,
        url: str,
        *,
        headers: Iterable[tuple[str, str]] = (),
        body: bytes | None = None,
        limits: Limits | None = None,
    ) -> Response:
        """Ask, follow redirects, and unpack the answer. Raises CouldNotLook with what, where and what to do."""
        limits = limits or Limits()
        started = time.monotonic()
        try:
            target = read_url(url)
        except ValueError as error:
            raise CouldNotLook(f"{method}: {error}", "correct the URL") from None
        sent: list[tuple[str, str]] = _headers(target, tuple(headers))
        hops: list[str] = []
        for _ in range(limits.redirects + 1):
            try:
                status, got, payload, certificate = self._once(method, target, sent, body, limits, started + limits.total)
            except CouldNotLook as error:
                error.message = f"{method} {target}: {error.message}"
                raise
            location = next((value for name, value in got if name.casefold() == "location"), None)
            if status not in _REDIRECTS or location is None or limits.redirects == 0:
                spent = round((time.monotonic() - started) * 1000)
                return Response(
                    status=status, url=str(target), headers=got, body=payload, milliseconds=spent, hops=tuple(hops),
                    certificate=certificate,
                )  # fmt: skip
            hops.append(str(target))
            method, target, sent, body = _redirected(method, target, sent, body, status, location)
        raise CouldNotLook(
            f"{method} {hops[0]}: redirected more than {limits.redirects} times, last to {target}", "mend the redirect loop"
        )

    def _once(
        self,
        method: str,
        target: Target,
        headers: list[tuple[str, str]],
        body: bytes | None,
        limits: Limits,
        deadline: float,
    ) -> tuple[int, tuple[tuple[str, str], ...], bytes, Mapping[str, Any] | None]:
        tries = limits.tries if method in _SAFE else 1
        while True:
            tries -= 1
            try:
                return self._exchange(method, target, headers, body, limits, deadline)
            except (_Broken, Unreachable) as error:
                closed = isinstance(error, _Broken) or error.closed
                if not tries or not closed or deadline - time.monotonic() < 1:
                    raise
                time.sleep(_chance.uniform(0.05, 0.25))

    def _exchange(
        self,
        method: str,
        target: Target,
        headers: list[tuple[str, str]],
        body: bytes | None,
        limits: Limits,
        deadline: float,
    ) -> tuple[int, tuple[tuple[str, str], ...], bytes, Mapping[str, Any] | None]:
        backend = Backend(self._guard, deadline, limits.connect)
        url = httpcore.URL(
            scheme=target.scheme.encode(), host=target.host.encode(), port=target.port, target=target.path.encode()
        )
        timeouts = {"connect": limits.connect, "read": limits.read, "write": limits.read, "pool": limits.connect}
        with self._pool(target, backend, limits) as pool:
            try:
                with pool.stream(
                    method, url, headers=_wire(headers, target), content=body, extensions={"timeout": timeouts}
                ) as response:
                    got = tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in response.headers)
                    chunks = response.iter_stream()
                    payload = b"" if method == "HEAD" else unpacked(chunks, got, limits.body)
                    stream = response.extensions.get("network_stream")
                    secured = stream.get_extra_info("ssl_object") if stream else None
                    return response.status, got, payload, secured.getpeercert() if secured else None
            except httpcore.ConnectTimeout:
                raise Unreachable(f"no connection within {limits.connect:g} s", "check that it runs and lets you in") from None
            except httpcore.TimeoutException:
                raise CouldNotLook("timed out while reading", "give it a longer timeout, or find out why it is slow") from None
            except (httpcore.RemoteProtocolError, httpcore.NetworkError) as error:
                broken = _Broken(f"the connection broke: {_reason(error)}", "look again, or find out who closes it")
                broken.refused = _reason(error) == os.strerror(errno.ECONNRESET)
                raise broken from None
            except (httpcore.LocalProtocolError, httpcore.ProxyError, httpcore.UnsupportedProtocol) as error:
                # The library's own words may quote a header, and a header may hold a secret.
                told = (
                    "a header or the URL holds what HTTP does not allow"
                    if isinstance(error, httpcore.LocalProtocolError)
                    else _reason(error)
                )
                raise CouldNotLook(f"the request cannot be sent: {told}", "correct the probe") from None

    def _pool(self, target: Target, backend: Backend, limits: Limits) -> httpcore.ConnectionPool:
        tls = self._tls if target.scheme == "https" else None
        domains = {target.host, *(target.host[at + 1 :] for at, letter in enumerate(target.host) if letter == ".")}
        if self._proxy is None or not domains.isdisjoint(self._no_proxy):
            return httpcore.ConnectionPool(ssl_context=tls, network_backend=backend)
        self._guard.addresses(target.host, target.port, limits.connect)
        backend.free = True
        return httpcore.HTTPProxy(self._proxy, ssl_context=tls, network_backend=backend)


class _Broken(CouldNotLook):
    """The connection ended before the answer was whole; a safe request may be tried again."""


_chance = random.SystemRandom()


def _reason(error: Exception) -> str:
    return str(error) or type(error).__name__


def _headers(target: Target, given: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """The headers of a first request: what was given, over what is always sent."""
    from handoff import __version__

    made = {"accept": "*/*", "user-agent": f"handoff/{__version__}"}
    if target.user is not None:
        made["authorization"] = "Basic " + base64.b64encode(":".join(target.user).encode()).decode()
    return [*((name, value) for name, value in made.items() if name not in {key.casefold() for key, _ in given}), *given]


def _wire(headers: list[tuple[str, str]], target: Target) -> list[tuple[bytes, bytes]]:
    """The headers as bytes. What decides about connection, length and encoding is ours."""
    ours = [("Host", target.authority), ("Accept-Encoding", "gzip, deflate"), ("Connection", "close")]
    taken = {name.casefold() for name, _ in ours} | {"content-length", "transfer-encoding"}
    try:
        return [
            (name.encode("ascii"), value.encode("latin-1"))
            for name, value in (*ours, *((name, value) for name, value in headers if name.casefold() not in taken))
        ]
    except UnicodeEncodeError:
        raise CouldNotLook("a header holds characters that HTTP does not allow", "write headers in ASCII") from None


def _redirected(
    method: str, target: Target, headers: list[tuple[str, str]], body: bytes | None, status: int, location: str
) -> tuple[str, Target, list[tuple[str, str]], bytes | None]:
    """The request that a redirect asks for (RFC 9110, 15.4), without what another host must not see."""
    try:
        following = read_url(urljoin(str(target), location))
    except ValueError as error:
        raise CouldNotLook(f"{method} {target}: redirected to where no look goes: {error}", "mend the redirect") from None
    if (status == 303 and method != "HEAD") or (status in (301, 302) and method == "POST"):
        method, body = "GET", None
        headers = [(name, value) for name, value in headers if not name.casefold().startswith("content-")]
    if following.origin != target.origin:
        if body is not None:
            raise CouldNotLook(
                f"{method} {target}: redirected to {following.authority}, and the body of a request goes to no other host",
                "ask the final URL",
            )
        headers = [(name, value) for name, value in headers if name.casefold() in _HARMLESS]
    return method, following, headers, body
