"""Servers on loopback that a test writes the other side of: raw TCP, HTTP, TLS with an authority of its own, a DNS server."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

import dns.message
import dns.rcode
import dns.rrset


@dataclass
class Asked:
    """One request as it came over the wire."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


Respond = Callable[[Asked], "bytes | Iterable[bytes]"]


def reply(status: int = 200, body: bytes = b"", **headers: str) -> bytes:
    """An HTTP response; `content_type="…"` becomes the header Content-Type."""
    lines = [f"HTTP/1.1 {status} Said"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    if "content_length" not in headers and "transfer_encoding" not in headers:
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body


@dataclass
class Stage:
    """A server that answers every connection with what `respond` gives it; an iterable is sent piece by piece.

    `banner` is sent before anything is read.
    """

    respond: Respond
    tls: ssl.SSLContext | None = None
    host: str = "127.0.0.1"
    banner: bytes = b""
    asked: list[Asked] = field(default_factory=list)
    connections: int = 0
    port: int = 0

    def url(self, path: str = "/", host: str | None = None, user: str = "") -> str:
        """The address of a path on this server, with `user` (a name, or `name:password`) in front of the host."""
        return f"{'https' if self.tls else 'http'}://{user and user + '@'}{host or self.host}:{self.port}{path}"

    @contextlib.contextmanager
    def open(self) -> Iterator[Stage]:
        """Serve until the block ends."""
        over = threading.Event()
        workers: list[threading.Thread] = []
        with socket.create_server((self.host, 0), backlog=256) as listening:
            self.port = listening.getsockname()[1]
            listening.settimeout(0.05)

            def accept() -> None:
                while not over.is_set():
                    try:
                        connection, _ = listening.accept()
                    except TimeoutError:
                        continue
                    self.connections += 1
                    worker = threading.Thread(target=self._serve, args=(connection, over), daemon=True)
                    workers.append(worker)
                    worker.start()

            door = threading.Thread(target=accept, daemon=True)
            door.start()
            try:
                yield self
            finally:
                over.set()
                door.join(5)
                for worker in workers:
                    worker.join(5)

    def _serve(self, connection: socket.socket, over: threading.Event) -> None:
        with connection, contextlib.suppress(OSError):
            connection.settimeout(60)
            if self.tls is not None:
                with self.tls.wrap_socket(connection, server_side=True) as secured:
                    self._exchange(secured, over)
            else:
                self._exchange(connection, over)

    def _exchange(self, connection: socket.socket, over: threading.Event) -> None:
        connection.sendall(self.banner)
        got = b""
        while b"\r\n\r\n" not in got:
            chunk = connection.recv(65536)
            if not chunk:
                return
            got += chunk
        head, _, body = got.partition(b"\r\n\r\n")
        first, *rest = head.decode("latin-1").split("\r\n")
        headers = {name.casefold(): value.strip() for name, _, value in (line.partition(":") for line in rest)}
        while len(body) < int(headers.get("content-length", "0")):
            body += connection.recv(65536)
        asked = Asked(*first.split(" ")[:2], headers, body)
        self.asked.append(asked)
        answer = self.respond(asked)
        for piece in [answer] if isinstance(answer, bytes) else answer:
            if over.is_set():
                return
            connection.sendall(piece)


class LyingDns:
    """A DNS server on loopback that gives the next answer of its list every time it is asked for an A record.

    The last answer is repeated. An empty list is NXDOMAIN, None is SERVFAIL. Other types have no records.
    """

    def __init__(self, answers: list[list[str] | None], type: str = "A") -> None:
        self.answers, self.type, self.port, self.questions = answers, type, 0, 0

    @contextlib.contextmanager
    def open(self) -> Iterator[LyingDns]:
        """Serve until the block ends."""
        over = threading.Event()
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as bound:
            bound.bind(("127.0.0.1", 0))
            bound.settimeout(0.05)
            self.port = bound.getsockname()[1]

            def serve() -> None:
                while not over.is_set():
                    with contextlib.suppress(TimeoutError):
                        wire, client = bound.recvfrom(4096)
                        bound.sendto(self._answer(wire), client)

            thread = threading.Thread(target=serve, daemon=True)
            thread.start()
            try:
                yield self
            finally:
                over.set()
                thread.join(5)

    def _answer(self, wire: bytes) -> bytes:
        question = dns.message.from_wire(wire)
        answer = dns.message.make_response(question, recursion_available=True)
        asked = question.question[0]
        if dns.rdatatype.to_text(asked.rdtype) == self.type:
            records = self.answers[min(self.questions, len(self.answers) - 1)]
            self.questions += 1
            if records is None:
                answer.set_rcode(dns.rcode.SERVFAIL)
            elif not records:
                answer.set_rcode(dns.rcode.NXDOMAIN)
            else:
                answer.answer.append(dns.rrset.from_text(asked.name, 30, "IN", self.type, *records))
        return answer.to_wire()

    def resolve(self, host: str, port: int) -> list[str]:
        """What a system that asks this server would resolve the name to."""
        import dns.resolver

        asking = dns.resolver.Resolver(configure=False)
        asking.nameservers, asking.port = ["127.0.0.1"], self.port
        try:
            return [record.to_text() for record in asking.resolve(f"{host}.", "A", lifetime=3)]
        except dns.exception.DNSException as error:
            raise OSError(str(error)) from None
