"""`handoff probe`: one look from the command line, typed or declared. Real servers, real processes."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from tests.cli.conftest import Handoff
from tests.cli.live.worker import OK, Serve, declare, interrupted, record, silent
from tests.observe.stage import Asked, Respond, reply


def test_a_probe_that_is_typed_needs_no_project(
    handoff: Handoff, serve: Serve, allowed: dict[str, str], tmp_path: Path
) -> None:
    """What holds is shown and returns 0; nothing of a project is read or written."""
    server = serve(reply(200, OK))
    words = ("probe", "http", server.url(), "--expect", "status == 200", "--expect", "jsonpath $.model == v7")
    (tmp_path / "elsewhere").mkdir()
    ran = handoff(*words, env=allowed, cwd=tmp_path / "elsewhere")
    assert (ran.code, ran.err) == (0, "")
    assert f"passed: (live) GET {server.url()} in " in ran.out
    assert '  ok jsonpath $.model == "v7" (saw "v7")\n' in ran.out


def test_a_probe_shows_what_does_not_hold_and_what_cannot_be_told(
    handoff: Handoff, serve: Serve, allowed: dict[str, str]
) -> None:
    """1 when something does not hold; 4 when it cannot be told."""
    server = serve(reply(503, OK))
    ran = handoff("probe", "http", server.url(), "-e", "status == 200", "-e", "jsonpath $.gone == 0", env=allowed)
    assert ran.code == 1
    assert "  NO status == 200 (saw 503)\n  ?? jsonpath $.gone == 0 (can't tell: nothing at $.gone)\n" in ran.out
    ran = handoff("probe", "http", server.url(), "-e", "jsonpath $.gone == 0", "--quiet", env=allowed)
    assert (ran.code, ran.out) == (4, "")


def test_a_probe_gives_json(handoff: Handoff, serve: Serve, allowed: dict[str, str]) -> None:
    """The observation as it would be kept."""
    server = serve(lambda asked: reply(201, asked.body))
    ran = handoff(
        "probe", "http", server.url(), "-e", "jsonpath $.do == it", "--set", "method=POST", "--set", 'json.do="it"', "--set",
        "headers.X-A=b", "--level", "functional", "--format", "json", env=allowed,
    )  # fmt: skip
    assert ran.code == 0, ran
    told = json.loads(ran.out)
    assert (told["schema"], told["looks"][0]["status"], told["looks"][0]["level"]) == ("handoff/probe/1", 201, "functional")
    assert server.asked[0].headers["x-a"] == "b"


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["http"], 2, "handoff probe http: it wants one URL"),
        (["tcp", "host"], 2, "'host' is no host and port: write host:5432"),
        (["sql", "x"], 2, "it wants a reference to a URL and a query"),
        (["prometheus", "x"], 2, "it wants a URL and a query"),
        (["http", "http://127.0.0.1/"], 3, "it asserts nothing"),
        (["http", "http://127.0.0.1/", "-e", "status"], 3, "'status' asserts nothing"),
        (["http", "http://127.0.0.1/", "-e", "stauts == 200"], 3, "'stauts' is no query here"),
        (["http", "ftp://127.0.0.1/", "-e", "status == 200"], 3, "http:// and https:// only"),
        (["http", "http://127.0.0.1/", "-e", "status == 200", "--set", "methd=HEAD"], 3, "(did you mean 'method'?)"),
        (["http", "http://127.0.0.1/", "-e", "status == 200", "--set", "method"], 2, "is no KEY=VALUE"),
        (["http", "http://127.0.0.1/", "-e", "status == 200", "--set", "a=b", "--set", "a.b=c"], 2, "a is a value already"),
        (["http", "http://127.0.0.1/", "-e", "status == 200", "--about", "nobody"], 2, "no service is called 'nobody'"),
        (["http", "http://127.0.0.1/", "-e", "status == 200", "--keep"], 2, "say --about SERVICE"),
        (["http", "http://127.0.0.1:9/", "-e", "status == 200"], 4, "127.0.0.1 port 9 refuses connections; check that it runs"),
        (["http", "http://10.0.0.1/", "-e", "status == 200"], 4, "is a private address, and looks do not go there"),
        (["http", "http://nowhere.invalid/", "-e", "status == 200"], 4, "nowhere.invalid does not resolve"),
        (["tls", "127.0.0.1:9", "-e", "days > 1"], 4, "refuses connections"),
        (["dns", "a.invalid", "-e", "ttl > 0", "--set", "server=127.0.0.1:9", "--set", "timeout=1"], 4, "could not look"),
        (["worker", "-e", "status == 200"], 2, "'worker' is no kind of probe"),
        (["worker"], 4, "is not trusted"),
        (["command", "-e", "exit == 0", "--", "no-such-program-here"], 4, "no such program"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_one_line(handoff: Handoff, allowed: dict[str, str], words: list[str], code: int, told: str) -> None:
    """What, where, what to do; the exit code says whose turn it is; never a traceback."""
    ran = handoff("probe", *words, env=allowed)
    assert ran.code == code, ran
    assert told in ran.out + ran.err
    assert "Traceback" not in ran.err
    assert len((ran.out + ran.err).strip().splitlines()) <= 2


def endless(asked: Asked) -> Iterator[bytes]:
    yield b"HTTP/1.1 200 OK\r\n\r\n"
    while True:
        yield b"x" * 65536


BOMB = reply(200, gzip.compress(bytes(30_000_000)), Content_Encoding="gzip")


@pytest.mark.parametrize(
    ("respond", "told"),
    [
        (endless, "the body is longer than 1 MiB"), (BOMB, "the body is longer than 1 MiB"),
        (silent, "timed out while reading"),
        (lambda asked: reply(302, location=asked.path), "redirected more than 5 times"),
        (lambda asked: reply(302, location="http://169.254.169.254/latest/meta-data/"), "is a metadata address"),
        (lambda asked: reply(200, b"<html>"), "can't tell: the text is not JSON"),
    ],
)  # fmt: skip
def test_an_answer_that_is_none_is_one_line(
    handoff: Handoff, serve: Serve, allowed: dict[str, str], respond: Respond, told: str
) -> None:
    """Huge, endless, packed to burst, slow, going round in circles, leading inside, not JSON: 4, in time."""
    server = serve(respond)
    seconds = 2 if respond is silent else 60
    ran = handoff("probe", "http", server.url(), "-e", "jsonpath $.a == 1", "--set", f"timeout={seconds}", env=allowed)
    assert ran.code == 4, ran
    assert told in ran.out
    assert "Traceback" not in ran.err


def test_declared_probes_are_run_by_name(live: Handoff, serve: Serve, project: Path) -> None:
    """All of a service, or one; after the user trusted the project."""
    server = serve(reply(200, OK))
    declare(project, server.url("/predict"))
    live("trust")
    ran = live("probe", "worker")
    assert ran.code == 0, ran
    assert f"passed: worker/predict (functional) GET {server.url('/predict')} in" in ran.out
    assert live("probe", "Prediction worker/predict").code == 0
    assert live("probe", "worker/other").code == 2
    assert live("probe", "wroker").code == 2


def test_a_look_is_kept_in_the_session(live: Handoff, serve: Serve, project: Path) -> None:
    """With --keep, under an id that nothing else has; the claim is supported by it."""
    server = serve(reply(200, OK))
    declare(project, server.url("/predict"))
    folder = record(project, ended="")
    live("trust")
    for _ in range(2):
        assert live("probe", "worker", "--keep").code == 0
    kept = [json.loads(line) for line in (folder / "observed.jsonl").read_text().splitlines()]
    assert [look["id"] for look in kept] == ["probe-worker-predict", "probe-worker-predict-2"]
    assert kept[0]["revision"] == "worker-00042"
    # Two looks within one second keep their order.
    assert datetime.fromisoformat(kept[0]["at"]) < datetime.fromisoformat(kept[1]["at"])
    once = (
        "probe",
        "http",
        server.url(),
        "-e",
        "status == 200",
        "--about",
        "worker",
        "--keep",
        "--session",
        "2026-01-20-worker",
    )
    assert live(*once).code == 0
    assert len((folder / "observed.jsonl").read_text().splitlines()) == 3


def test_what_a_server_says_does_nothing_to_the_terminal(handoff: Handoff, serve: Serve, allowed: dict[str, str]) -> None:
    """Control characters of an answer are spelled out."""
    server = serve(reply(200, b'{"a": "\\u009b31m\\u202e\\u001b[2J"}'))
    ran = handoff("probe", "http", server.url(), "-e", "jsonpath $.a == x", env=allowed)
    assert ran.code == 1
    assert not set("\x9b\x1b\u202e") & set(ran.out)


def test_a_probe_can_be_interrupted(live: Handoff, serve: Serve, project: Path, allowed: dict[str, str]) -> None:
    """130, what was seen is shown, no traceback."""

    def respond(asked: Asked) -> bytes | Iterator[bytes]:
        return silent(asked) if asked.path == "/slow" else reply(200, OK)

    server = serve(respond)
    more = f'[[services.probes]]\nid = "slow"\nurl = "{server.url("/slow")}"\nexpect = "status == 200"\n'
    declare(project, server.url("/quick"), more=more)
    live("trust")
    code, shown, out = interrupted(project, allowed, "probe", "worker")
    assert code == 130, shown
    assert "Traceback" not in shown
    assert "passed: worker/predict" in out
