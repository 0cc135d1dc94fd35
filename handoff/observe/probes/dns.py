"""A DNS record: what a name resolves to."""

from __future__ import annotations

import re
import time
from typing import Any, ClassVar, Literal

from handoff.errors import CouldNotLook
from handoff.model.predicates import Level
from handoff.observe.assertions import Answer
from handoff.observe.exact_json import CannotTell
from handoff.observe.guard import ascii_host
from handoff.observe.probes._step import Step, World, only, since

_IN_BRACKETS = re.compile(r"\[(?P<host>[0-9A-Fa-f:.]+)\](?::(?P<port>\d{1,5}))?")
_ADDRESS = re.compile(r"(?P<host>[0-9A-Fa-f.]*:[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*)")
_NAME = re.compile(r"(?P<host>[^\s:\[\]]+)(?::(?P<port>\d{1,5}))?")


class Dns(Step):
    """Ask for the records of a name. `server` is an address, with a port if it is not 53; else the system's servers are asked.

    A name that does not exist is an answer (`rcode == NXDOMAIN`, no records); a server that fails is none.
    """

    kind: Literal["dns"] = "dns"
    name: str
    type: Literal["A", "AAAA", "CNAME", "MX", "NS", "TXT", "SRV", "CAA", "SOA", "PTR"] = "A"
    server: str | None = None

    queries: ClassVar[frozenset[str]] = frozenset({"answers", "rcode", "ttl", "duration"})
    highest: ClassVar[Level | None] = "live"

    @classmethod
    def of_words(cls, words: list[str]) -> dict[str, Any]:
        return {"name": only(words, "one name")}

    @property
    def peer(self) -> str:
        return self.server or ""

    def asked(self, world: World) -> str:
        return f"dns {self.type} {world.fill(self.name)}" + (f" at {world.fill(self.server)}" if self.server else "")

    def look(self, world: World) -> Answer:
        import dns.exception
        import dns.rcode
        import dns.resolver

        name = world.fill(self.name)
        started = time.monotonic()
        try:
            asking = dns.resolver.Resolver(configure=self.server is None)
            if self.server is not None:
                asking.nameservers, asking.port = self._server(world)
            found = asking.resolve(name, self.type, lifetime=self.timeout, search=False, raise_on_no_answer=False)
        except dns.resolver.NXDOMAIN:
            nothing = CannotTell(f"there is no name {name}")
            return Answer(facts={"answers": [], "rcode": "NXDOMAIN", "ttl": nothing, "duration": since(started)})
        except dns.exception.Timeout:
            raise CouldNotLook(f"{name}: no DNS server answered within {self.timeout:g} s", "check the server") from None
        except dns.exception.DNSException as error:
            raise CouldNotLook(f"{name}: {error}", "check the name and the DNS server") from None
        records = sorted(record.to_text() for record in found.rrset or ())
        return Answer(
            facts={
                "answers": records,
                "rcode": dns.rcode.to_text(found.response.rcode()),
                "ttl": found.rrset.ttl if found.rrset else CannotTell(f"{name} has no {self.type} records"),
                "duration": since(started),
            }
        )

    def _server(self, world: World) -> tuple[list[str], int]:
        written = world.fill(self.server or "")
        match = _IN_BRACKETS.fullmatch(written) or _ADDRESS.fullmatch(written) or _NAME.fullmatch(written)
        if match is None:
            raise CouldNotLook(f"{written!r} is no DNS server", "write an address, as in 192.0.2.53 or 192.0.2.53:5353")
        port = int(match.groupdict().get("port") or 53)
        try:
            return [str(address) for address in world.guard.addresses(ascii_host(match["host"]), port, self.timeout)], port
        except ValueError as error:
            raise CouldNotLook(str(error), "correct the server") from None
