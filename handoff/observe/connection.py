"""Connections of the HTTP client: to addresses that the guard let through, over TLS that holds, never past the deadline."""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Iterable
from typing import Any

import httpcore

from handoff.errors import CouldNotLook
from handoff.observe.guard import Guard


def tls_context(authorities: Iterable[str] = ()) -> ssl.SSLContext:
    """What certificates are held against: the authorities of the system, else of certifi, and those in the given PEM files.

    Raises CouldNotLook when a file cannot be read.
    """
    context = ssl.create_default_context()
    paths = ssl.get_default_verify_paths()
    if not paths.cafile and not paths.capath:
        import certifi

        context.load_verify_locations(cafile=certifi.where())
    for file in authorities:
        try:
            context.load_verify_locations(cafile=file)
        except OSError as error:
            raise CouldNotLook(f"{file}: no certificates can be read: {error.strerror or error}", "name a PEM file") from None
    return context


def certificate_problem(error: ssl.SSLError) -> str:
    """Why a TLS handshake failed, in words."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"its certificate does not hold: {error.verify_message}"
    return f"no TLS there: {error.reason or error}"


class Backend(httpcore.NetworkBackend):
    """Connects where the guard says, within `patience` seconds and never past the deadline.

    `free` once a proxy that the user chose stands between.
    """

    def __init__(self, guard: Guard, deadline: float, patience: float) -> None:
        self._guard, self._deadline, self._patience = guard, deadline, patience
        self.free = False

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        left = min(timeout or self._patience, self._deadline - time.monotonic())
        if left <= 0:
            raise httpcore.ConnectTimeout
        if not self.free:
            return _Stream(self._guard.connect(host, port, left), self._deadline)
        try:
            return _Stream(socket.create_connection((host, port), left), self._deadline)
        except OSError as error:
            reason = error.strerror or str(error)
            raise CouldNotLook(f"the proxy {host} port {port} cannot be reached: {reason}", "check your settings") from None


class _Stream(httpcore.NetworkStream):
    """A connection that ends at the deadline, however slowly the other side drips."""

    def __init__(self, sock: socket.socket, deadline: float) -> None:
        self._socket, self._deadline = sock, deadline

    def _set_limit(self, timeout: float | None, over: type[Exception]) -> None:
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise over
        self._socket.settimeout(left if timeout is None else min(timeout, left))

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        self._set_limit(timeout, httpcore.ReadTimeout)
        try:
            return self._socket.recv(max_bytes)
        except TimeoutError:
            raise httpcore.ReadTimeout from None
        except OSError as error:
            raise httpcore.ReadError(error.strerror or str(error)) from None

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._set_limit(timeout, httpcore.WriteTimeout)
        try:
            self._socket.sendall(buffer)
        except TimeoutError:
            raise httpcore.WriteTimeout from None
        except OSError as error:
            raise httpcore.WriteError(error.strerror or str(error)) from None

    def close(self) -> None:
        self._socket.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        self._set_limit(timeout, httpcore.ConnectTimeout)
        try:
            return _Stream(ssl_context.wrap_socket(self._socket, server_hostname=server_hostname), self._deadline)
        except TimeoutError:
            self._socket.close()
            raise CouldNotLook("the TLS handshake did not end in time", "check that the port speaks TLS") from None
        except ssl.SSLError as error:
            self._socket.close()
            hint = "renew or correct the certificate, or name its authority with `ca`"
            raise CouldNotLook(certificate_problem(error), hint) from None
        except OSError as error:
            self._socket.close()
            raise httpcore.ConnectError(error.strerror or str(error)) from None

    def get_extra_info(self, info: str) -> Any:
        return self._socket if info == "ssl_object" and isinstance(self._socket, ssl.SSLSocket) else None
