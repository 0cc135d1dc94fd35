"""Where a look may go, however the address is written and whatever a name resolves to."""

from __future__ import annotations

import errno
import socket
import time
from ipaddress import ip_address

import pytest

from handoff.errors import CouldNotLook
from handoff.observe.guard import Guard, Refused, Unreachable, ascii_host, system_addresses

INSIDE = [
    "127.0.0.1", "127.1", "2130706433", "0x7f000001", "0x7f.1", "0177.0.0.1", "017700000001", "127.0.0.1.", "localhost",
    "LOCALHOST.", "①②⑦.⓪.⓪.①", "127。0。0。1", "0", "0.0.0.0", "::", "::1", "::ffff:127.0.0.1", "::ffff:7f00:1", "::127.0.0.1",
    "64:ff9b::7f00:1", "64:ff9b::10.0.0.1", "2002:7f00:1::", "2002:a00:1::", "10.0.0.1", "0xa.1", "167772161", "172.16.9.9",
    "192.168.0.1", "169.254.169.254", "2852039166", "0xa9fea9fe", "0251.0376.0251.0376", "::ffff:169.254.169.254", "fe80::1",
    "fc00::1", "fd00:ec2::254", "fec0::1", "100.64.0.1", "100.100.100.200", "168.63.129.16", "192.0.0.192", "224.0.0.1",
    "ff02::1", "240.0.0.1", "255.255.255.255", "198.18.0.1", "2001:db8::1", "2001:0:7f00:1::",
]  # fmt: skip


@pytest.mark.parametrize("host", INSIDE)
def test_no_way_to_write_an_address_gets_inside(host: str) -> None:
    """Every encoding ends as the address that it means, and that is refused."""
    with pytest.raises(Refused, match=r"is an? (\w|-)+ address, and looks do not go there") as caught:
        Guard().addresses(ascii_host(host), 80, 5)
    assert "allowed_networks" in caught.value.hint


@pytest.mark.parametrize("address", ["1.1.1.1", "93.184.216.34", "2606:4700:4700::1111", "2002:101:101::", "::ffff:1.1.1.1"])
def test_the_rest_of_the_world_is_open(address: str) -> None:
    """Addresses that anybody can reach are looked at; a mapped one is the IPv4 address that it stands for."""
    (found,) = Guard().addresses(address, 80, 5)
    assert found == (ip_address("1.1.1.1") if "ffff" in address else ip_address(address))


def test_the_user_opens_networks_and_hosts() -> None:
    """What the user's own settings name may be looked at: a network, a host, or a host at one port."""
    resolve = {"db.internal": ["10.1.2.3"], "app.internal": ["10.9.9.9"]}
    networks = Guard(["10.1.0.0/16"], resolve=lambda host, _: resolve[host])
    assert networks.addresses("db.internal", 80, 5) == [ip_address("10.1.2.3")]
    with pytest.raises(Refused):
        networks.addresses("app.internal", 80, 5)
    hosts = Guard(hosts=["DB.internal", "app.internal:8080"], resolve=lambda host, _: resolve[host])
    assert hosts.addresses("db.internal", 80, 5)
    assert hosts.addresses("app.internal", 8080, 5)
    with pytest.raises(Refused):
        hosts.addresses("app.internal", 80, 5)


def test_a_metadata_address_must_be_named_itself() -> None:
    """A wide network or a host name does not open it."""
    address = ip_address("169.254.169.254")
    assert Guard(["169.254.0.0/16"], ["meta"]).why_not(address, "meta", 80) == "a metadata address"
    assert Guard(["169.254.169.254/32"]).why_not(address) == ""


def test_a_name_without_an_address_is_unreachable() -> None:
    """No answer, an empty answer, a wrong name and a slow server are each said."""

    def failing(host: str, port: int) -> list[str]:
        raise socket.gaierror(-2, "Name or service not known")

    def slow(host: str, port: int) -> list[str]:
        time.sleep(1)
        return ["1.1.1.1"]

    with pytest.raises(Unreachable, match="nowhere does not resolve: Name or service not known"):
        Guard(resolve=failing).addresses("nowhere", 80, 5)
    with pytest.raises(Unreachable, match="nowhere has no address"):
        Guard(resolve=lambda *_: []).addresses("nowhere", 80, 5)
    with pytest.raises(Unreachable, match=r"nowhere did not resolve within 0.05 s"):
        Guard(resolve=slow).addresses("nowhere", 80, 0.05)
    with pytest.raises(Unreachable, match="does not resolve"):
        Guard().addresses("a" * 64 + ".example", 80, 5)


def test_a_dead_address_does_not_keep_from_the_next() -> None:
    """Several addresses share the time; the first that answers is taken."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        guard = Guard(["127.0.0.0/8", "::1/128"], resolve=lambda *_: ["::1", "127.0.0.1"])
        with guard.connect("two.example", port, 60) as connection:
            assert connection.getpeername() == ("127.0.0.1", port)


@pytest.mark.parametrize(
    ("failure", "told", "closed"),
    [
        (TimeoutError(), r"x port 80 did not answer within 0.5 s", False),
        (OSError(errno.ECONNREFUSED, "Connection refused"), "x port 80 refuses connections", True),
        (OSError(errno.ENETUNREACH, "Network is unreachable"), "x port 80 cannot be reached: Network is unreachable", False),
    ],
)
def test_a_failed_connection_says_how(monkeypatch: pytest.MonkeyPatch, failure: OSError, told: str, closed: bool) -> None:
    """Time-out, closed port and no way there; only the closed port is something that the other side said."""

    def fail(*_: object, **__: object) -> None:
        raise failure

    monkeypatch.setattr(socket, "create_connection", fail)
    with pytest.raises(Unreachable, match=told) as caught:
        Guard(resolve=lambda *_: ["1.1.1.1"]).connect("x", 80, 0.5)
    assert caught.value.closed is closed


def test_no_time_left_is_a_time_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """An address that ate the whole time leaves none for the next."""

    def fail(*_: object, **__: object) -> None:
        time.sleep(0.15)
        raise TimeoutError

    monkeypatch.setattr(socket, "create_connection", fail)
    with pytest.raises(Unreachable, match=r"did not answer within 0.1 s"):
        Guard(resolve=lambda *_: ["1.1.1.1", "1.0.0.1"]).connect("x", 80, 0.1)


def test_the_system_resolves_its_own_name() -> None:
    """The default way to resolve gives each address once."""
    found = system_addresses("localhost", 80)
    assert "127.0.0.1" in found or "::1" in found
    assert len(found) == len(set(found))


@pytest.mark.parametrize("host", ["", ".", "a b", "a%00b", "a\\b", "a" * 254, "\u0301a.example", "x\ty"])
def test_what_is_no_host_name_is_said(host: str) -> None:
    """Nothing that is no name is handed to a resolver."""
    with pytest.raises(ValueError, match="is no host name"):
        ascii_host(host)


def test_refusals_are_looks_that_could_not_be_taken() -> None:
    """The command ends with 4, not with a failure of the service."""
    assert issubclass(Refused, CouldNotLook)
    assert Refused("x").exit_code == 4
