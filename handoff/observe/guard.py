"""Where a look may go: a name is resolved once, its addresses are checked, and the connection goes to a checked address.

No loopback, link-local, private, multicast, reserved or metadata address unless the user's own settings allow it; a record
or a project cannot. Every way to write an address ends here as the address itself, so no encoding gets round the check.
"""

from __future__ import annotations

import errno
import socket
import threading
import time
from collections.abc import Callable, Iterable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from handoff.errors import CouldNotLook

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network
Resolve = Callable[[str, int], list[str]]

# Where clouds tell a machine its own credentials. A wider allowed network does not open them; naming the address does.
_METADATA = frozenset(
    ip_address(one)
    for one in ("169.254.169.254", "169.254.170.2", "168.63.129.16", "100.100.100.200", "192.0.0.192", "fd00:ec2::254")
)
_NAT64 = ip_network("64:ff9b::/96")
_TRIED = 4


class Refused(CouldNotLook):
    """The guard does not let the look go there."""


class Unreachable(CouldNotLook):
    """Nobody could be reached. `closed`: the other side said so itself, and it was no time-out."""

    def __init__(self, message: str, hint: str = "", closed: bool = False) -> None:
        super().__init__(message, hint)
        self.closed = self.refused = closed


def system_addresses(host: str, port: int) -> list[str]:
    """The addresses of a name as the system resolves it, in its order. Raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def ascii_host(host: str) -> str:
    """A host name as it goes on the wire: IDNA (UTS 46), lower case, no trailing dot. Raises ValueError."""
    import idna

    if host.isascii():
        plain = host.casefold()
    else:
        try:
            plain = idna.encode(host, uts46=True).decode("ascii")
        except idna.IDNAError as error:
            raise ValueError(f"{host!r} is no host name: {error}") from None
    plain = plain.removesuffix(".")
    odd = any(letter in "%\\" or letter.isspace() or not letter.isprintable() for letter in plain)
    if not plain or len(plain) > 253 or odd:
        raise ValueError(f"{host!r} is no host name")
    return plain


class Guard:
    """The one door to the network.

    What the user's own settings open: `networks` (CIDR), and `hosts` (`name` or `name:port`), whatever they resolve to.
    """

    def __init__(
        self, networks: Iterable[str | Network] = (), hosts: Iterable[str] = (), resolve: Resolve = system_addresses
    ) -> None:
        self._networks = tuple(ip_network(one, strict=False) if isinstance(one, str) else one for one in networks)
        self._hosts = frozenset(host.casefold() for host in hosts)
        self._resolve = resolve

    def why_not(self, address: Address, host: str = "", port: int = 0) -> str:
        """Why a look may not go to an address, reached by this name and port; empty when it may."""
        inner = _inside(address)
        opened = [net for net in self._networks if any(one.version == net.version and one in net for one in inner)]
        if any(one in _METADATA for one in inner):
            return "" if any(net.num_addresses == 1 for net in opened) else "a metadata address"
        if opened or host in self._hosts or f"{host}:{port}" in self._hosts:
            return ""
        return next((why for one in inner if (why := _sort(one))), "")

    def addresses(self, host: str, port: int, seconds: float) -> list[Address]:
        """The addresses of a host that a look may go to, best first.

        Raises Unreachable when the name does not resolve in time, Refused when none of its addresses may be looked at.
        """
        found = [_parsed(text) for text in self._resolved(host, port, seconds)]
        good = [address for address in found if not self.why_not(address, host, port)]
        if good:
            return good
        if not found:
            raise Unreachable(f"{host} has no address", "check the name")
        named = host if host == str(found[0]) else f"{host} means {found[0]}, which"
        raise Refused(
            f"{named} is {self.why_not(found[0])}, and looks do not go there",
            f"if it is yours, add {found[0]} to allowed_networks in your own settings (`handoff doctor` says where they are)",
        )

    def connect(self, host: str, port: int, seconds: float) -> socket.socket:
        """A connection to a checked address of the host, within so many seconds. Raises Refused or Unreachable."""
        deadline = time.monotonic() + seconds
        tried = self.addresses(host, port, seconds)[:_TRIED]
        failure: OSError | None = None
        for number, address in enumerate(tried):
            # Each address gets an equal part of the time that is left, so that a dead one does not eat that of the next.
            left = (deadline - time.monotonic()) / (len(tried) - number)
            if left <= 0:
                break
            try:
                return socket.create_connection((str(address), port), timeout=left)
            except OSError as error:
                failure = error
        raise _unreachable(host, port, seconds, failure)

    def _resolved(self, host: str, port: int, seconds: float) -> list[str]:
        try:
            return [str(_parsed(host))]
        except ValueError:
            pass
        answer: list[list[str] | OSError | UnicodeError] = []

        def look_up() -> None:
            try:
                answer.append(self._resolve(host, port))
            except (OSError, UnicodeError) as error:
                answer.append(error)

        # The system's resolver takes no time limit, so that it is waited for from outside.
        thread = threading.Thread(target=look_up, daemon=True)
        thread.start()
        thread.join(seconds)
        if not answer:
            raise Unreachable(f"{host} did not resolve within {seconds:g} s", "check the name and the DNS server")
        if isinstance(answer[0], Exception):
            reason = getattr(answer[0], "strerror", None) or str(answer[0])
            raise Unreachable(f"{host} does not resolve: {reason}", "check the name")
        return answer[0]


def _parsed(text: str) -> Address:
    address = ip_address(text)
    if isinstance(address, IPv4Address):
        return address
    # A mapped address is only another way to write the IPv4 one, and a zone index would choose the interface.
    return address.ipv4_mapped or IPv6Address(int(address))


def _inside(address: Address) -> list[Address]:
    """The address and every IPv4 address that it carries: 6to4, Teredo, NAT64, IPv4-compatible."""
    found: list[Address] = [address]
    if isinstance(address, IPv6Address):
        found += [one for one in (address.sixtofour, *(address.teredo or ())) if one]
        if address in _NAT64 or (int(address) >> 32 == 0 and int(address) > 1):
            found.append(IPv4Address(int(address) & 0xFFFFFFFF))
    return found


def _sort(address: Address) -> str:
    if address.is_unspecified:
        return "an unspecified address"
    if address.is_loopback:
        return "a loopback address"
    if address.is_link_local:
        return "a link-local address"
    if address.is_multicast:
        return "a multicast address"
    if address.is_reserved:
        return "a reserved address"
    if address.is_private:
        return "a private address"
    return "" if address.is_global and not getattr(address, "is_site_local", False) else "a shared address"


def _unreachable(host: str, port: int, seconds: float, failure: OSError | None) -> Unreachable:
    where = f"{host} port {port}"
    if failure is None or isinstance(failure, TimeoutError):
        return Unreachable(f"{where} did not answer within {seconds:g} s", "check that it runs and that a firewall lets you in")
    if failure.errno == errno.ECONNREFUSED:
        return Unreachable(f"{where} refuses connections", "check that it runs and listens there", closed=True)
    return Unreachable(f"{where} cannot be reached: {failure.strerror or failure}", "check the network")
