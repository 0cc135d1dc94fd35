"""A TLS certificate: does its chain hold, does it bear the name, how many days are left?"""

from __future__ import annotations

import ssl
import time
from collections.abc import Mapping
from typing import Any, ClassVar, Literal
from urllib.parse import urlsplit

from pydantic import ValidationInfo, model_validator

from handoff.errors import CouldNotLook
from handoff.model.predicates import Level
from handoff.observe.assertions import Answer, Assertion, Query
from handoff.observe.certificates import facts_of
from handoff.observe.connection import certificate_problem, tls_context
from handoff.observe.exact_json import CannotTell
from handoff.observe.guard import ascii_host
from handoff.observe.probes._step import Port, Step, World, host_and_port, only, service_of, since

# X509_V_ERR_HOSTNAME_MISMATCH and X509_V_ERR_IP_ADDRESS_MISMATCH of OpenSSL.
_WRONG_NAME = (62, 64)
_ALWAYS = tuple(Assertion(Query(name), "==", True) for name in ("chain", "name"))


class Tls(Step):
    """Shake hands and read the certificate. That the chain holds and bears the name is always expected.

    `ca` is a PEM file with an authority of your own; `server_name` the name to ask for when it is not `host`.
    """

    kind: Literal["tls"] = "tls"
    host: str
    port: Port = 443
    server_name: str | None = None
    ca: str | None = None

    queries: ClassVar[frozenset[str]] = frozenset(
        {"chain", "name", "days", "expires", "names", "subject", "issuer", "protocol", "duration"}
    )
    highest: ClassVar[Level | None] = "live"

    @model_validator(mode="before")
    @classmethod
    def _fill_in_host(cls, given: Any, info: ValidationInfo) -> Any:
        service = service_of(info)
        if isinstance(given, Mapping) and "host" not in given and service is not None and service.url:
            parts = urlsplit(service.url)
            return {"port": parts.port or 443, **given, "host": parts.hostname or ""}
        return given

    @classmethod
    def of_words(cls, words: list[str]) -> dict[str, Any]:
        return host_and_port(only(words, "a host, with :port if it is not 443"), 443)

    @property
    def peer(self) -> str:
        return self.host

    @property
    def also_expected(self) -> tuple[Assertion, ...]:
        written = {one.query.name for one in self.expect}
        return tuple(one for one in _ALWAYS if one.query.name not in written)

    def asked(self, world: World) -> str:
        return f"tls {world.fill(self.host)}:{self.port}"

    def look(self, world: World) -> Answer:
        started = time.monotonic()
        try:
            host = ascii_host(world.fill(self.host))
            name = ascii_host(world.fill(self.server_name)) if self.server_name else host
        except ValueError as error:
            raise CouldNotLook(str(error), "correct the host") from None
        context = tls_context([str(world.root / self.ca)] if self.ca else [])
        facts: dict[str, Any] = {"chain": True, "name": True}
        try:
            found, protocol = self._shake_hands(world, context, host, name)
        except ssl.SSLCertVerificationError as error:
            if error.verify_code not in _WRONG_NAME:
                reason = CannotTell(certificate_problem(error))
                unknown = dict.fromkeys(self.queries, reason)
                return Answer(facts={**unknown, "chain": False, "duration": since(started)})
            facts["name"] = False
            context.check_hostname = False
            found, protocol = self._again(world, context, host, name)
        facts |= {"protocol": protocol, "duration": since(started)}
        return Answer(facts=facts | facts_of(found, world.instant()))

    def _again(self, world: World, context: ssl.SSLContext, host: str, name: str) -> tuple[dict[str, Any] | None, str | None]:
        try:
            return self._shake_hands(world, context, host, name)
        except ssl.SSLError as error:
            raise CouldNotLook(f"{host} port {self.port}: {certificate_problem(error)}", "look again") from None

    def _shake_hands(
        self, world: World, context: ssl.SSLContext, host: str, name: str
    ) -> tuple[dict[str, Any] | None, str | None]:
        connection = world.guard.connect(host, self.port, self.timeout)
        connection.settimeout(self.timeout)
        try:
            with connection, context.wrap_socket(connection, server_hostname=name) as secured:
                return secured.getpeercert(), secured.version()
        except ssl.SSLCertVerificationError:
            raise
        except OSError as error:
            told = certificate_problem(error) if isinstance(error, ssl.SSLError) else f"the handshake broke: {error}"
            raise CouldNotLook(f"{host} port {self.port}: {told}", "check that the port speaks TLS") from None
