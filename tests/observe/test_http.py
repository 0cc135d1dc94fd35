"""The guarded client: what it brings back, what it refuses, and that nothing outlasts its limits."""

from __future__ import annotations

import base64
import contextlib
import gzip
import itertools
import time
import zlib
from collections.abc import Callable, Iterator

import pytest

from handoff.errors import CouldNotLook
from handoff.observe.guard import Guard, Refused, Unreachable
from handoff.observe.http import Client, Limits, Response
from handoff.observe.url import read_url
from tests.observe.conftest import OWN, Authority
from tests.observe.stage import Asked, LyingDns, Stage, reply

Serve = Callable[..., Stage]
PATIENT = Limits(connect=30, read=30, total=60)
BRIEF = Limits(connect=30, read=1, total=1.5)


def ask(client: Client, url: str, method: str = "GET", limits: Limits = PATIENT, **more: object) -> Response:
    return client.request(method, url, limits=limits, **more)  # type: ignore[arg-type]  # passed through


def test_an_answer_has_status_headers_body_and_time(serve: Serve, client: Client) -> None:
    """What the server said comes back whole, with where it came from and how long it took."""
    server = serve(reply(503, b"tired", X_Mood="bad"))
    got = ask(client, server.url("/now?a=1"))
    assert (got.status, got.body, got.header("x-mood"), got.url) == (503, b"tired", "bad", server.url("/now?a=1"))
    assert 0 <= got.milliseconds < 60_000
    assert server.asked[0].headers["host"] == f"127.0.0.1:{server.port}"


def test_a_request_carries_its_own_headers_and_body(serve: Serve, client: Client) -> None:
    """Given headers are sent; length, host, encoding and connection stay the client's own."""
    server = serve(reply())
    ask(client, server.url(), "POST", headers=[("X-A", "1"), ("Host", "evil"), ("Accept-Encoding", "br")], body=b'{"a":1}')
    asked = server.asked[0]
    assert (asked.method, asked.headers["x-a"], asked.body) == ("POST", "1", b'{"a":1}')
    assert asked.headers["host"] == f"127.0.0.1:{server.port}"
    assert asked.headers["accept-encoding"] == "gzip, deflate"


def test_user_info_becomes_a_header_and_shows_nowhere(serve: Serve, client: Client) -> None:
    """A password in a URL is sent as Basic credentials and is in no address that is shown."""
    server = serve(reply())
    got = ask(client, server.url(user="ann:s%40cret"))
    assert server.asked[0].headers["authorization"] == "Basic " + base64.b64encode(b"ann:s@cret").decode()
    assert "cret" not in got.url


@pytest.mark.parametrize(
    ("encoding", "packed"),
    [
        ("gzip", gzip.compress(b"abc" * 99)),
        ("x-gzip", gzip.compress(b"abc" * 50) + gzip.compress(b"abc" * 49)),
        ("deflate", zlib.compress(b"abc" * 99)),
        ("deflate", zlib.compress(b"abc" * 99, wbits=-15)),
        ("identity", b"abc" * 99),
    ],
    # Packed bytes hold the time; as names of tests they would differ from process to process.
    ids=["gzip", "two-members", "deflate", "bare-deflate", "identity"],
)
def test_compressed_bodies_are_unpacked(serve: Serve, client: Client, encoding: str, packed: bytes) -> None:
    """gzip, also in several members, and deflate with and without its frame."""
    assert ask(client, serve(reply(200, packed, Content_Encoding=encoding)).url()).body == b"abc" * 99


BOMB = gzip.compress(bytes(50_000_000))


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (reply(200, BOMB, Content_Encoding="gzip"), "longer than 1 MiB"),
        (reply(200, bytes(1_100_000)), "longer than 1 MiB"),
        (reply(200, b"abc", Content_Encoding="br"), "comes as br"),
        (reply(200, b"abc", Content_Encoding="gzip, gzip"), "comes as gzip, gzip"),
        (reply(200, b"abcdef", Content_Encoding="gzip"), "does not unpack"),
        (reply(200, b"\x03\xff\xff\xff", Content_Encoding="deflate"), "does not unpack"),
        (reply(200, gzip.compress(b"abc" * 999)[:-9], Content_Encoding="gzip"), "ends too early"),
        (reply(200, b"abc", content_length="9"), "connection broke"),
        (b"SSH-2.0-OpenSSH_9.2\r\n", "connection broke"),
        (b"", "connection broke"),
    ],
    ids=["bomb", "huge", "unasked-encoding", "twice-packed", "no-gzip", "no-deflate", "cut-gzip", "cut-body", "ssh", "nothing"],
)
def test_a_body_that_cannot_be_read_whole_is_no_answer(serve: Serve, client: Client, answer: bytes, told: str) -> None:
    """Too long, cut or wrongly packed: one line that says so, in bounded memory."""
    server = serve(answer)
    with pytest.raises(CouldNotLook, match=told) as caught:
        ask(client, server.url())
    assert caught.value.message.startswith(f"GET {server.url()}: ")
    assert "\n" not in caught.value.message
    assert caught.value.hint


def dripping(asked: Asked) -> Iterator[bytes]:
    yield b"HTTP/1.1 200 OK\r\n"
    for number in itertools.count():
        time.sleep(0.1)
        yield f"X-{number}: a\r\n".encode()


def endless(asked: Asked) -> Iterator[bytes]:
    yield b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n"
    for _ in itertools.count():
        yield b"x" * 65536


def hollow(asked: Asked) -> Iterator[bytes]:
    """Compressed members that hold nothing, for ever."""
    yield b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n"
    while True:
        yield gzip.compress(b"") * 1000


def silent(asked: Asked) -> Iterator[bytes]:
    while True:
        time.sleep(0.05)
        yield b""


@pytest.mark.parametrize(
    ("respond", "limits", "told"),
    [
        (dripping, BRIEF, "timed out"),
        (silent, BRIEF, "timed out"),
        (endless, PATIENT, "longer than 1 MiB"),
        (hollow, PATIENT, "longer than 1 MiB"),
    ],
)
def test_nothing_outlasts_its_limits(
    serve: Serve, client: Client, respond: Callable[..., object], limits: Limits, told: str
) -> None:
    """Slow headers and silence end within the total time, endless bodies at their size."""
    server = serve(respond)
    with pytest.raises(CouldNotLook, match=told):
        ask(client, server.url(), limits=limits)


def test_redirects_are_followed_and_kept(serve: Serve, client: Client) -> None:
    """A chain of redirects leads to its end, and the way there is told."""
    server = serve(lambda asked: reply(302, location="b?x=ü") if asked.path == "/a" else reply(200, b"there"))
    got = ask(client, server.url("/a"))
    assert (got.body, got.hops, got.url) == (b"there", (server.url("/a"),), server.url("/b?x=%C3%BC"))


@pytest.mark.parametrize(
    ("status", "method", "then"),
    [(301, "POST", "GET"), (302, "POST", "GET"), (303, "POST", "GET"), (307, "POST", "POST"), (308, "POST", "POST"),
     (303, "HEAD", "HEAD"), (303, "PUT", "GET"), (302, "PUT", "PUT")],
)  # fmt: skip
def test_a_redirect_keeps_or_drops_the_method(serve: Serve, client: Client, status: int, method: str, then: str) -> None:
    """As RFC 9110 says; with the method goes the body."""
    server = serve(lambda asked: reply(status, location="/b") if asked.path == "/a" else reply())
    body = None if method == "HEAD" else b"x"
    ask(client, server.url("/a"), method, headers=[("Content-Type", "text/plain")], body=body)
    asked = server.asked[1]
    assert asked.method == then
    assert (asked.body == b"x", "content-type" in asked.headers) == (then in ("POST", "PUT"), then != "GET")


def test_no_redirect_is_followed_where_none_is_wanted(serve: Serve, client: Client) -> None:
    """With a limit of 0 the redirect itself is the answer."""
    got = ask(client, serve(reply(302, location="/b")).url(), limits=Limits(redirects=0))
    assert (got.status, got.header("Location")) == (302, "/b")


def test_a_redirect_loop_ends(serve: Serve, client: Client) -> None:
    """After five redirects the look gives up and says where it stands."""
    server = serve(lambda asked: reply(302, location="/b" if asked.path == "/a" else "/a"))
    with pytest.raises(CouldNotLook, match=r"redirected more than 5 times, last to .*/b"):
        ask(client, server.url("/b"))
    assert len(server.asked) == 6


@pytest.mark.parametrize(
    "location",
    ["http://169.254.169.254/latest/meta-data", "http://[::ffff:169.254.169.254]/", "http://2852039166/", "//10.0.0.1/",
     "http://0xa9fea9fe/", "https://192.168.1.1/", "http://169.254.169.254.:80/"],
)  # fmt: skip
def test_a_redirect_cannot_lead_inside(serve: Serve, client: Client, location: str) -> None:
    """Every redirect passes the guard again, however its address is written."""
    with pytest.raises(Refused, match=r"(metadata|private) address, and looks do not go there"):
        ask(client, serve(reply(302, location=location)).url())


@pytest.mark.parametrize("location", ["file:///etc/passwd", "gopher://x/", "http://a b/", "http://x:0/"])
def test_a_redirect_to_no_url_is_refused(serve: Serve, client: Client, location: str) -> None:
    """Only HTTP(S), and only what is a URL."""
    with pytest.raises(CouldNotLook, match="redirected to where no look goes"):
        ask(client, serve(reply(302, location=location)).url())


def test_credentials_stay_with_their_host(serve: Serve, client: Client) -> None:
    """A redirect to another host or port gets no header that could hold a secret; one to the same host keeps them all."""
    other = serve(reply(200, b"other"))
    first = serve(lambda asked: reply(302, location="/same" if asked.path == "/" else other.url("/x")))
    given = [("Authorization", "Bearer t0p"), ("Cookie", "c=1"), ("X-Api-Key", "k"), ("Accept", "text/plain")]
    assert ask(client, first.url(), headers=given).body == b"other"
    assert first.asked[1].headers["authorization"] == "Bearer t0p"
    assert not {"authorization", "cookie", "x-api-key"} & set(other.asked[0].headers)
    assert other.asked[0].headers["accept"] == "text/plain"


def test_user_info_stays_with_its_host_too(serve: Serve, client: Client) -> None:
    """Neither does the password of a URL follow, nor is one taken from a redirect."""
    other = serve(reply(200))
    first = serve(lambda _: reply(302, location=other.url(user="eve:x")))
    ask(client, first.url(user="ann:pw"))
    assert "authorization" not in other.asked[0].headers


def test_a_body_goes_to_no_other_host(serve: Serve, client: Client) -> None:
    """A redirect that wants the same body sent elsewhere is refused."""
    other = serve(reply())
    with pytest.raises(CouldNotLook, match="goes to no other host"):
        ask(client, serve(reply(307, location=other.url("/"))).url(), "POST", body=b"secret")
    assert not other.asked


def test_the_address_that_was_checked_is_the_one_connected_to(serve: Serve, lie: Callable[..., LyingDns]) -> None:
    """A name that changes its answer is asked once; the name stays in the Host header."""
    server = serve(reply(200, b"here"))
    dns = lie(["127.0.0.1"], ["169.254.169.254"])
    client = Client(Guard(OWN, resolve=dns.resolve))
    assert ask(client, server.url(host="service.example")).body == b"here"
    assert dns.questions == 1
    assert server.asked[0].headers["host"] == f"service.example:{server.port}"
    with pytest.raises(Refused, match=r"service.example means 169.254.169.254, which is a metadata address"):
        ask(client, server.url(host="service.example"))
    assert server.connections == 1


def test_a_name_that_turns_inside_on_a_redirect_is_refused(serve: Serve, lie: Callable[..., LyingDns]) -> None:
    """The second question of a redirect is checked like the first."""
    server = serve(lambda asked: reply(302, location="/b"))
    dns = lie(["127.0.0.1"], ["10.0.0.8"])
    with pytest.raises(Refused, match=r"10.0.0.8, which is a private address"):
        ask(Client(Guard(OWN, resolve=dns.resolve)), server.url(host="service.example"))
    assert server.connections == 1


def test_a_name_with_a_good_and_a_bad_address_goes_to_the_good_one(serve: Serve, lie: Callable[..., LyingDns]) -> None:
    """What may not be looked at is left out, not tried."""
    server = serve(reply(200, b"here"))
    dns = lie(["10.0.0.8", "127.0.0.1"])
    assert ask(Client(Guard(OWN, resolve=dns.resolve)), server.url(host="mixed.example")).body == b"here"


def test_a_broken_connection_is_tried_again_only_where_that_is_safe(serve: Serve, client: Client) -> None:
    """GET is asked a second time, POST never."""
    answers = iter([b"", reply(200, b"second"), b"", reply(200, b"never")])
    server = serve(lambda asked: next(answers))
    assert ask(client, server.url(), limits=Limits()).body == b"second"
    with pytest.raises(CouldNotLook, match="connection broke"):
        ask(client, server.url(), "POST", limits=Limits(), body=b"x")
    assert [asked.method for asked in server.asked] == ["GET", "GET", "POST"]


def test_a_closed_port_is_said(client: Client) -> None:
    """Nobody listening is told as such, and marked so that a look at the port itself can tell."""
    with pytest.raises(Unreachable, match=r"127.0.0.1 port 9 refuses connections") as caught:
        ask(client, "http://127.0.0.1:9/")
    assert caught.value.closed


@pytest.mark.parametrize(
    ("url", "told"),
    [("ftp://a/", "http:// and https:// only, not ftp"), ("//a/", "without a scheme"), ("http://", "names no host"),
     ("http://a b/", "no blanks"), ("http://a\\@b/", "no blanks, backslashes"), ("http://a:b/", "no URL: Port"),
     ("http://a:70000/", "no URL: Port"), ("http://a:0/", "no port 0"), ("http://[::1/", "no URL"),
     ("http://a%2e/", "no host name"),
     ("http://\u0301a/", "no host name"), ("http://./", "no host name"), ("http://a\n/", "no blanks")],
)  # fmt: skip
def test_a_wrong_url_is_said(client: Client, url: str, told: str) -> None:
    """What is wrong with it, before anything is contacted."""
    with pytest.raises(CouldNotLook, match=told):
        ask(client, url)


def test_a_header_that_breaks_the_request_is_not_quoted(client: Client, serve: Serve) -> None:
    """A line end smuggled into a header is refused, and its value, which may be a secret, is not shown."""
    server = serve(reply())
    for value in ("Bearer s3cret\r\nX: y", "Bearer s3cret€"):
        with pytest.raises(CouldNotLook, match="HTTP does not allow") as caught:
            ask(client, server.url(), headers=[("Authorization", value)])
        assert "s3cret" not in str(caught.value)
    assert not server.asked


def test_idna_and_unicode_digits_are_the_host_they_stand_for() -> None:
    """A host is shown and asked in the one form that goes over the wire."""
    assert str(read_url("http://Bücher.EXAMPLE.:80/ä?q=ö#f")) == "http://xn--bcher-kva.example/%C3%A4?q=%C3%B6"
    assert read_url("https://①②⑦.⓪.⓪.①/").host == "127.0.0.1"
    assert str(read_url("https://[::1]:8443")) == "https://[::1]:8443/"


def test_tls_holds_the_name_and_the_authority(serve: Serve, authority: Authority, lie: Callable[..., LyingDns]) -> None:
    """With its authority named the page is read, and the certificate is known; the name is the one that was asked."""
    server = serve(reply(200, b"safe"), tls=authority.server("service.example"))
    client = Client(Guard(OWN, resolve=lie(["127.0.0.1"]).resolve)).trusting(authority.file)
    got = ask(client, server.url(host="service.example"))
    assert got.body == b"safe"
    assert got.certificate is not None
    assert ("DNS", "service.example") in got.certificate["subjectAltName"]
    with pytest.raises(CouldNotLook, match="certificate does not hold: Hostname mismatch"):
        ask(client, server.url(host="other.example"))


def test_a_certificate_of_nobody_is_refused(serve: Serve, client: Client, authority: Authority) -> None:
    """An unknown authority, and a server that speaks no TLS at all, are told apart."""
    secured = serve(reply(), tls=authority.server("127.0.0.1"))
    with pytest.raises(CouldNotLook, match="its certificate does not hold: unable to get local issuer"):
        ask(client, secured.url())
    plain = serve(b"", banner=b"220 mail.example ESMTP\r\n")
    with pytest.raises(CouldNotLook, match="no TLS there"):
        ask(client, plain.url().replace("http", "https"))
    with pytest.raises(CouldNotLook, match="TLS handshake did not end"):
        ask(client, serve(b"").url().replace("http", "https"), limits=BRIEF)


def test_a_file_of_authorities_that_is_none_is_said(client: Client, tmp_path: object) -> None:
    """A wrong `ca` is told with its name."""
    with pytest.raises(CouldNotLook, match=r"/nowhere.pem: no certificates can be read"):
        ask(client.trusting("/nowhere.pem"), "https://127.0.0.1:9/")


def test_a_proxy_is_used_only_when_it_is_given(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment's proxies are nobody's wish; the user's own is, but for hosts that go without one."""
    proxy = serve(reply(200, b"by proxy"))
    server = serve(reply(200, b"direct"))
    monkeypatch.setenv("HTTP_PROXY", proxy.url())
    monkeypatch.setenv("http_proxy", proxy.url())
    assert ask(Client(Guard(OWN)), server.url()).body == b"direct"
    assert ask(Client(Guard(OWN), proxy=proxy.url()), server.url()).body == b"by proxy"
    assert ask(Client(Guard(OWN), proxy=proxy.url(), no_proxy=["127.0.0.1"]), server.url()).body == b"direct"
    with pytest.raises(Refused):
        ask(Client(Guard(OWN), proxy=proxy.url()), "http://10.0.0.1/")
    with pytest.raises(CouldNotLook, match=r"the proxy 127.0.0.1 port 9 cannot be reached"):
        ask(Client(Guard(OWN), proxy="http://127.0.0.1:9"), server.url())


def test_head_has_no_body(serve: Serve, client: Client) -> None:
    """A length without a body is no broken connection there."""
    assert ask(client, serve(reply(200, content_length="5000000")).url(), "HEAD").body == b""


def test_many_threads_share_one_client(serve: Serve, client: Client) -> None:
    """Looks run side by side without mixing their answers."""
    from concurrent.futures import ThreadPoolExecutor

    server = serve(lambda asked: reply(200, asked.path.encode()))
    with ThreadPoolExecutor(20) as pool:
        got = pool.map(lambda number: ask(client, server.url(f"/{number}"), limits=Limits()).body, range(60))
        assert list(got) == [f"/{number}".encode() for number in range(60)]


def test_no_socket_is_left_open(serve: Serve, client: Client) -> None:
    """Whatever happens, the connection is closed; an open one is a warning, and a warning is an error here."""
    import gc

    with contextlib.suppress(CouldNotLook):
        ask(client, serve(endless).url())
    gc.collect()


def test_without_authorities_of_the_system_those_of_certifi_are_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """Some installations of Python bring none."""
    import ssl

    from handoff.observe.connection import tls_context

    found = ssl.get_default_verify_paths()
    monkeypatch.setattr(ssl, "get_default_verify_paths", lambda: found._replace(cafile=None, capath=None))
    assert tls_context().cert_store_stats()["x509_ca"] > 50


def test_a_body_that_nobody_takes_does_not_hang(client: Client) -> None:
    """A server that accepts and reads nothing: the request ends at its limit."""
    import socket

    with socket.create_server(("127.0.0.1", 0), backlog=1) as listening:
        url = f"http://127.0.0.1:{listening.getsockname()[1]}/"
        with pytest.raises(CouldNotLook, match=r"timed out|connection broke"):
            ask(client, url, "POST", body=bytes(30_000_000), limits=Limits(connect=30, read=0.3, total=0.6))


def test_a_server_that_hangs_up_in_the_middle_is_said(client: Client) -> None:
    """A reset while sending, reading or shaking hands is one line."""
    import socket
    import struct
    import threading

    with socket.create_server(("127.0.0.1", 0), backlog=5) as listening:

        def reset() -> None:
            for _ in range(2):
                connection, _address = listening.accept()
                connection.recv(10)
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                connection.close()

        thread = threading.Thread(target=reset, daemon=True)
        thread.start()
        port = listening.getsockname()[1]
        with pytest.raises(CouldNotLook, match="connection broke"):
            ask(client, f"http://127.0.0.1:{port}/", "POST", body=bytes(10_000_000))
        with pytest.raises(CouldNotLook, match=r"connection broke|no TLS there"):
            ask(client, f"https://127.0.0.1:{port}/", "POST", body=b"x")
        thread.join(5)


def test_no_time_is_no_connection(serve: Serve, client: Client) -> None:
    """When a redirect has eaten the time, the next connection is not begun."""

    def slow(asked: Asked) -> bytes:
        time.sleep(0.4)
        return reply(302, location="/b")

    server = serve(slow)
    with pytest.raises(CouldNotLook, match=r"no connection within|timed out"):
        ask(client, server.url(), limits=Limits(connect=30, read=1, total=0.5))
