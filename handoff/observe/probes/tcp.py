"""A TCP port: does it accept a connection, and what does it say first?"""

from __future__ import annotations

import time
from typing import Any, ClassVar, Literal

from handoff.errors import CouldNotLook
from handoff.model.predicates import Level
from handoff.observe.assertions import Answer
from handoff.observe.exact_json import CannotTell
from handoff.observe.guard import Unreachable, ascii_host
from handoff.observe.probes._step import Port, Step, World, host_and_port, only, since

_MOST = 4096
_OF_BODY = frozenset({"body", "bytes", "regex"})


class Tcp(Step):
    """Connect to a port; `send` a text, and read the first of what comes back when an expectation asks for it.

    A port that refuses is an answer (`connected == false`); silence is none.
    """

    kind: Literal["tcp"] = "tcp"
    host: str
    port: Port
    send: str | None = None

    queries: ClassVar[frozenset[str]] = frozenset({"connected", "duration", *_OF_BODY})
    highest: ClassVar[Level | None] = "live"

    @classmethod
    def of_words(cls, words: list[str]) -> dict[str, Any]:
        return host_and_port(only(words, "host:port"))

    @property
    def peer(self) -> str:
        return self.host

    def asked(self, world: World) -> str:
        return f"tcp {world.fill(self.host)}:{self.port}"

    def look(self, world: World) -> Answer:
        started = time.monotonic()
        try:
            connection = world.guard.connect(ascii_host(world.fill(self.host)), self.port, self.timeout)
        except Unreachable as error:
            if not error.closed:
                raise
            nothing = CannotTell(error.message)
            return Answer(facts={"connected": False, "duration": since(started)} | dict.fromkeys(_OF_BODY, nothing))
        except ValueError as error:
            raise CouldNotLook(str(error), "correct the host") from None
        with connection:
            body = None
            if self.send is not None or self._wants_body:
                connection.settimeout(max(0.05, self.timeout - (time.monotonic() - started)))
                try:
                    connection.sendall(world.fill(self.send or "").encode())
                    body = connection.recv(_MOST)
                except OSError as error:
                    raise CouldNotLook(
                        f"port {self.port} of {self.host} accepts a connection but says nothing: {error}",
                        "check what listens there",
                    ) from None
            return Answer(facts={"connected": True, "duration": since(started)}, body=body)

    @property
    def _wants_body(self) -> bool:
        return any(query.name in _OF_BODY for query in (*(one.query for one in self.expect), *self.capture.values()))
