"""Looking at live services from the command line: probe, observe --live, check --live, verify. Real servers, real processes."""

from __future__ import annotations

import contextlib
import gzip
import json
import os
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from handoff.config import load_project
from handoff.observe.trust import grant_trust
from tests.cli.conftest import Handoff
from tests.observe.stage import Asked, Respond, Stage, reply
from tests.observe.test_redaction import SHAPES

Serve = Callable[..., Stage]
OK = b'{"status": "ok", "model": "v7", "revision": "worker-00042"}'
BROKEN = b'{"status": "broken", "model": null}'


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Start a server with what it answers; it ends with the test."""
    with contextlib.ExitStack() as stack:

        def start(respond: Respond | bytes) -> Stage:
            answer = (lambda _: respond) if isinstance(respond, bytes) else respond
            return stack.enter_context(Stage(answer).open())

        yield start


@pytest.fixture
def allowed(tmp_path: Path) -> dict[str, str]:
    """The environment of a user who lets looks go to this machine."""
    folder = tmp_path / "settings" / "handoff"
    folder.mkdir(parents=True)
    (folder / "config.toml").write_text('[network]\nallowed_networks = ["127.0.0.0/8"]\n')
    return {"XDG_CONFIG_HOME": str(tmp_path / "settings")}


@pytest.fixture
def live(handoff: Handoff, project: Path, allowed: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., object]:
    """Run `handoff WORDS…` as that user; `trust` grants it to the project as it is now."""

    def run(*words: str | Path, **more: object) -> object:
        if words == ("trust",):
            monkeypatch.setenv("XDG_CONFIG_HOME", allowed["XDG_CONFIG_HOME"])
            return grant_trust(load_project(project), datetime.now(UTC))
        return handoff(*words, env={**allowed, **more.pop("env", {})}, **more)  # type: ignore[dict-item, arg-type]

    return run


def declare(project: Path, url: str, *expect: str, level: str = "functional", more: str = "") -> None:
    expected = ", ".join(f"'{one}'" for one in expect or ("jsonpath $.status == ok",))
    (project / "handoff.toml").write_text(
        f"""timezone = "America/New_York"
[[services]]
id = "worker"
name = "Prediction worker"
[[services.probes]]
id = "predict"
level = "{level}"
url = "{url}"
expect = [{expected}]
capture = {{ revision = "jsonpath $.revision" }}
{more}"""
    )


def record(project: Path, extra: str = "", ended: str = "ended: 2026-01-20T16:00-05:00\n") -> Path:
    folder = project / "sessions" / "2026-01-20-worker"
    folder.mkdir()
    (folder / "session.yaml").write_text(
        f"""format: 1
id: 2026-01-20-worker
title: Worker brought back
timezone: America/New_York
started: 2026-01-20T11:00-05:00
{ended}events:
  - id: worker-predicts
    kind: claim
    at: 2026-01-20T15:00-05:00
    summary: The prediction worker answers predictions
    subject: worker
    predicate: functional
{extra}"""
    )
    return folder


# --- handoff probe -------------------------------------------------------------------------------------------------------


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


def silent(asked: Asked) -> Iterator[bytes]:
    while True:
        time.sleep(0.05)
        yield b""


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


# --- observe --live and check --live ------------------------------------------------------------------------------------


def verdict(ran: object) -> tuple[str, list[str]]:
    told = json.loads(ran.out)["verdicts"][0]  # type: ignore[attr-defined]
    return told["verdict"], told["reasons"]


def test_what_is_seen_live_supports_the_claim(live: Handoff, serve: Serve, project: Path) -> None:
    """Unsupported before anybody looked, supported after; a check without --live says the same from what was kept."""
    server = serve(reply(200, OK))
    declare(project, server.url("/predict"))
    record(project)
    live("trust")
    assert verdict(live("check", "--format", "json"))[0] == "unsupported"
    assert server.connections == 0
    ran = live("observe", "--live", "2026-01-20-worker")
    assert ran.code == 0, ran
    assert verdict(live("check", "--format", "json"))[0] == "supported"
    assert server.connections == 1


def commit(project: Path, name: str, when: str) -> str:
    """A commit of one file in the project's repository; its id."""
    author = {f"GIT_{who}_{what}": value for who in ("AUTHOR", "COMMITTER") for what, value in (
        ("NAME", "Ana"), ("EMAIL", "ana@example.org"), ("DATE", when),
    )}  # fmt: skip
    (project / name).write_text(name)
    for words in (["add", name], ["commit", "-qm", f"fix: {name}"]):
        subprocess.run(["git", "-C", project, *words], check=True, env=os.environ | author)
    return subprocess.run(
        ["git", "-C", project, "rev-parse", "HEAD"], check=True, capture_output=True, text=True
    ).stdout.strip()


def test_the_code_that_serves_is_held_against_the_fix(live: Handoff, serve: Serve, project: Path) -> None:
    """Platform, git and record in one look: an image built before the fix refutes, one that contains it supports."""
    subprocess.run(["git", "init", "-q", "-b", "main", project], check=True)
    before = commit(project, "old.py", "2026-01-20T10:00:00-05:00")
    fix = commit(project, "fix.py", "2026-01-20T14:00:00-05:00")
    after = commit(project, "later.py", "2026-01-20T14:30:00-05:00")
    serving = {"now": before}
    server = serve(lambda asked: reply(200, json.dumps({"rev": "worker-9", "commit": serving["now"], "ready": True}).encode()))
    declare(
        project,
        server.url("/predict"),
        "status == 200",
        more=f"""
[services.platform]
kind = "json"
url = "{server.url("/version")}"
facts = {{ revision = "$.rev", commit = "$.commit", ready = "$.ready", current = "$.ready" }}
""",
    )
    folder = record(project)
    text = (folder / "session.yaml").read_text()
    (folder / "session.yaml").write_text(
        text.replace("predicate: functional", f"predicate: serving\n    commit: {fix}").replace(
            "answers predictions", "has the fix"
        )
    )
    live("trust")
    ran = live("check", "--live", "--format", "json", folder)
    assert verdict(ran) == ("refuted", ["fix-not-contained"]), ran
    serving["now"] = after
    assert verdict(live("check", "--live", "--format", "json", folder))[0] == "supported"
    assert verdict(live("check", "--format", "json", folder))[0] == "supported"


def test_check_live_looks_and_checks(live: Handoff, serve: Serve, project: Path) -> None:
    """Open sessions, or those that are named; what could not be looked at is said."""
    server = serve(reply(500, BROKEN))
    declare(project, server.url("/predict"))
    folder = record(project)
    live("trust")
    ran = live("check", "--live")
    assert (ran.code, ran.err) == (
        4,
        "handoff: nothing was looked at: no session is open\n  name the session to look for: handoff check --live SESSION\n",
    )
    assert not (folder / "observed.jsonl").exists()
    ran = live("check", "--live", "--format", "json", "2026-01-20-worker")
    assert (ran.code, verdict(ran)[0]) == (1, "refuted")
    declare(project, "http://127.0.0.1:9/")
    live("trust")
    ran = live("check", "--live", "--format", "json", folder)
    assert "handoff: could not look at worker predict: GET http://127.0.0.1:9/: " in ran.err
    assert ran.code in (1, 4)


def test_nothing_live_happens_without_trust(live: Handoff, serve: Serve, project: Path) -> None:
    """observe, check, probe and verify each say how to allow it, and contact nobody."""
    server = serve(reply(200, OK))
    declare(project, server.url("/predict"))
    record(project)
    for words in (["observe", "--live", "last"], ["check", "--live", "last"], ["probe", "worker"], ["verify"]):
        ran = live(*words)
        assert ran.code == 4, ran
        assert "is not trusted" in ran.err
        assert "handoff trust" in ran.err
    assert server.connections == 0


def interrupted(project: Path, allowed: dict[str, str], *words: str) -> tuple[int, str, str]:
    """Ctrl-C to a command that shows on a terminal that one of its two looks is done: exit code, standard error, output."""
    import pty
    import select

    master, slave = pty.openpty()
    command = [sys.executable, "-m", "handoff", *words]
    with subprocess.Popen(command, cwd=project, env=os.environ | allowed, stderr=slave, stdout=subprocess.PIPE) as process:
        os.close(slave)
        shown, end, asked = "", time.monotonic() + 120, False
        while process.poll() is None:
            assert time.monotonic() < end, shown
            if select.select([master], [], [], 0.1)[0]:
                shown += _rest(master)
            if "looking: 1 of 2" in shown and not asked:
                process.send_signal(signal.SIGINT)
                asked = True
        shown += _rest(master)
        os.close(master)
        assert process.stdout is not None
        return process.returncode, shown, process.stdout.read().decode()


def _rest(terminal: int) -> str:
    # A terminal whose other side is gone says so with an error.
    with contextlib.suppress(OSError):
        return os.read(terminal, 65536).decode(errors="replace")
    return ""


def test_an_interrupt_keeps_what_was_seen(live: Handoff, serve: Serve, project: Path, allowed: dict[str, str]) -> None:
    """Ctrl-C: the quick look is kept, the slow one is not, and the command ends with 130 at once."""

    def respond(asked: Asked) -> bytes | Iterator[bytes]:
        return silent(asked) if asked.path == "/slow" else reply(200, OK)

    server = serve(respond)
    more = f'[[services]]\nid = "slow"\n[[services.probes]]\nurl = "{server.url("/slow")}"\nexpect = "status == 200"\n'
    declare(project, server.url("/quick"), more=more)
    folder = record(project)
    live("trust")
    code, shown, _ = interrupted(project, allowed, "observe", "--live", str(folder))
    assert code == 130, shown
    assert "Traceback" not in shown
    kept = (folder / "observed.jsonl").read_text()
    assert '"probe-worker-predict"' in kept
    assert '"slow"' not in kept


# --- verify --------------------------------------------------------------------------------------------------------------


@pytest.fixture
def handed_over(live: Handoff, serve: Serve, project: Path) -> tuple[Path, dict[str, bytes]]:
    """A session whose claim was supported by a look; what the service answers can be changed."""
    answer = {"now": reply(200, OK)}
    server = serve(lambda asked: answer["now"])
    declare(project, server.url("/predict"))
    folder = record(project)
    live("trust")
    assert live("observe", "--live", folder).code == 0
    return folder, answer


def test_what_still_holds_is_said(live: Handoff, handed_over: tuple[Path, dict[str, bytes]]) -> None:
    """0, and nothing is written to the session."""
    folder, _ = handed_over
    before = {file.name: file.read_bytes() for file in folder.iterdir()}
    ran = live("verify")
    assert ran.code == 0, ran
    assert "STILL HOLDS (1)\n  11: worker-predicts: worker functional\n" in ran.out
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == before


def test_what_has_drifted_is_said_with_both_looks(live: Handoff, handed_over: tuple[Path, dict[str, bytes]]) -> None:
    """1; what was seen then and what is seen now."""
    _, answer = handed_over
    answer["now"] = reply(200, BROKEN)
    ran = live("verify", "2026-01-20-worker")
    assert ran.code == 1, ran
    assert "DRIFTED: what was claimed does not hold any more (1)" in ran.out
    assert "then: probe-worker-predict (" in ran.out
    assert 'jsonpath $.status == "ok" (saw "ok")' in ran.out
    assert "now:  probe-worker-predict-2 (" in ran.out
    assert 'jsonpath $.status == "ok" (saw "broken")' in ran.out
    told = json.loads(live("verify", "--format", "json").out)
    assert (told["schema"], told["summary"]["drifted"]) == ("handoff/verify/1", 1)
    assert told["claims"][0]["then"]["verdict"] == "supported"
    assert told["claims"][0]["now"]["verdict"] == "refuted"


def test_drift_becomes_a_correction_in_the_next_session(
    live: Handoff, handed_over: tuple[Path, dict[str, bytes]], project: Path
) -> None:
    """With its looks as evidence; the first document then says that its claim was refuted later."""
    folder, answer = handed_over
    answer["now"] = reply(200, BROKEN)
    assert live("new", "The day after", "--from", "2026-01-20-worker").code == 0
    ran = live("verify", "2026-01-20-worker", "--correct", "--quiet")
    assert (ran.code, ran.out) == (1, ""), ran
    assert "1 correction written to" in ran.err
    (after,) = [one for one in (project / "sessions").iterdir() if one.name.endswith("the-day-after")]
    text = (after / "session.yaml").read_text()
    assert "kind: correction" in text
    assert "2026-01-20-worker#worker-predicts" in text
    assert "probe-worker-predict" in (after / "observed.jsonl").read_text()
    assert live("check", after).code in (0, 1)
    verdict, reasons = _verdict_of(live, folder)
    assert (verdict, "later-refuted" in reasons) == ("refuted", True), reasons


def _verdict_of(live: Handoff, folder: Path) -> tuple[str, list[str]]:
    return verdict(live("check", "--format", "json", folder))


def test_nothing_drifted_is_nothing_to_correct(live: Handoff, handed_over: tuple[Path, dict[str, bytes]]) -> None:
    """And it is said."""
    ran = live("verify", "--correct", "--quiet")
    assert (ran.code, ran.err) == (0, "handoff: nothing has drifted, so there is nothing to correct\n")


def test_what_cannot_be_looked_at_is_said_with_what_to_do(
    live: Handoff, handed_over: tuple[Path, dict[str, bytes]], project: Path
) -> None:
    """4: it was shown then; nobody can tell now."""
    declare(project, "http://127.0.0.1:9/")
    live("trust")
    ran = live("verify", env={"SOURCE_DATE_EPOCH": "4102444800"})
    assert ran.code == 4, ran
    assert "COULD NOT LOOK: nobody can tell now (1)" in ran.out
    assert "could not look: GET http://127.0.0.1:9/: 127.0.0.1 port 9 refuses connections" in ran.out


def test_only_a_session_that_ended_was_handed_over(live: Handoff, project: Path, serve: Serve) -> None:
    """Without a name there must be one."""
    record(project, ended="")
    ran = live("verify")
    assert ran.code == 2
    assert "no session has ended yet" in ran.err


def test_a_service_without_probes_has_nothing_to_be_asked(live: Handoff, project: Path) -> None:
    """It is said, and is no failure."""
    (project / "handoff.toml").write_text('[[services]]\nid = "worker"\n')
    live("trust")
    ran = live("probe", "worker")
    assert (ran.code, ran.err) == (0, "handoff: there is nothing to ask: the service declares no probe\n")


def test_what_was_not_asked_again_comes_with_the_command_that_asks(live: Handoff, project: Path) -> None:
    """A run is not repeated by itself, but its command is known; evidence that names none comes with none."""
    (project / "handoff.toml").write_text('timezone = "UTC"\n')
    live("new", "Runs")
    live("run", "--about", "worker", "--level", "functional", "--", sys.executable, "-c", "print('it works')")
    live("event", "evidence", "Seen", "--via", "screenshot", "--subject", "desk", "--level", "functional", "--output", "green")
    for service in ("worker", "desk"):
        live("event", "claim", f"{service} works", "--subject", service, "--predicate", "functional")
    live("end")
    ran = live("verify", "--format", "json")
    told = {one["subject"]: one for one in json.loads(ran.out)["claims"]}
    assert (ran.code, told["worker"]["state"]) == (4, "not-looked")
    again = shlex.join(
        ["handoff", "run", "--about", "worker", "--level", "functional", "--", sys.executable, "-c", "print('it works')"]
    )
    assert told["worker"]["do"] == again
    assert f"    do:   {again}\n" in live("verify").out
    assert told["desk"]["do"] == ""


def test_what_a_command_showed_of_a_tree_is_not_said_to_hold_of_another(live: Handoff, project: Path) -> None:
    """Tests that were green at the handover and are broken by a later commit; and a claim that was not so then."""
    (project / "handoff.toml").write_text('timezone = "UTC"\n\n[[repositories]]\nid = "app"\npath = "."\n')
    subprocess.run(["git", "init", "-q", "-b", "main", project], check=True)
    test = "import unittest\n\n\nclass T(unittest.TestCase):\n    def test(self):\n        self.assertEqual(1, {})\n"
    (project / "test_app.py").write_text(test.format(1))
    first = commit(project, "app.py", "2026-01-20T10:00:00Z")
    live("trust")
    live("new", "Green")
    tests = (sys.executable, "-m", "unittest", "-v", "test_app")
    live("run", "--about", "app", "--level", "tests-passed", "--", *tests, cwd=project)
    live("event", "claim", "All tests pass", "--subject", "app", "--predicate", "tests-passed")
    asked = ("--subject", "alerting", "--asked", "GET /", "--status", "404", "--output", "not found")
    live("event", "evidence", "Asked", "--via", "http", *asked)
    live("event", "claim", "Alerting is live", "--subject", "alerting", "--predicate", "live")
    live("end")
    (project / "test_app.py").write_text(test.format(2))
    second = commit(project, "broken.py", "2026-01-20T11:00:00Z")
    ran = live("verify")
    assert ran.code == 4, ran
    assert "STILL HOLDS" not in ran.out
    assert "NOT ASKED AGAIN: what showed it was not repeated, so nobody can tell now (1)" in ran.out
    assert f"was not asked again; it ran at {first[:10]}, now it is {second[:10]}\n" in ran.out
    assert f"    do:   handoff run --about app --level tests-passed -- {shlex.join(tests)}\n" in ran.out
    assert "NOT SO: it was refuted when it was handed over, and still is (1)" in ran.out
    assert "NOT SHOWN" not in ran.out


def test_a_session_without_claims_has_nothing_to_verify(live: Handoff, project: Path) -> None:
    """It is said."""
    (project / "handoff.toml").write_text('timezone = "UTC"\n')
    folder = record(project)
    text = (folder / "session.yaml").read_text()
    (folder / "session.yaml").write_text(text[: text.index("events:")] + "events: []\n")
    ran = live("verify")
    assert (ran.code, ran.out.endswith("  it makes no claim\n")) == (0, True)


def test_no_shape_of_secret_comes_out_anywhere(live: Handoff, serve: Serve, project: Path) -> None:
    """In an answer, a header, what a command says, what a platform's command complains of; in every output and every file."""
    texts = list(SHAPES.values())

    def respond(asked: Asked) -> bytes:
        text, _ = texts[int(asked.path[1:])]
        echo = {} if "\n" in text or "\x1b" in text else {"X_Echo": text}
        return reply(200, text.encode(), **echo)

    server = serve(respond)
    say = f"{sys.executable} say.py"
    (project / "say.py").write_text(
        "import json, sys\ntext = json.load(open('texts.json'))[int(sys.argv[1])]\nprint(text)\nsys.exit(text)\n"
    )
    (project / "texts.json").write_text(json.dumps([text for text, _ in texts]))
    expect = "['body == x', 'jsonpath $.a == 1', 'header X-Echo == x', 'regex \"(?s)(.+)\" == x']"
    (project / "handoff.toml").write_text(
        'timezone = "America/New_York"\n[[services]]\nid = "worker"\n'
        + "".join(
            f'[[services.probes]]\nid = "http-{n}"\nlevel = "functional"\nurl = "{server.url(f"/{n}")}"\nexpect = {expect}\n'
            f'[[services.probes]]\nid = "command-{n}"\nkind = "command"\nlevel = "functional"\ncommand = "{say} {n}"\n'
            "expect = ['stderr == x', 'exit == 0']\n"
            for n in range(len(texts))
        )
        + "".join(
            f'[[services]]\nid = "platform-{n}"\n[services.platform]\nkind = "json"\n'
            f'command = {json.dumps([*say.split(), str(n)])}\nfacts = {{ revision = "$.v" }}\n'
            for n in range(len(texts))
        )
    )
    folder = record(project)
    live("trust")
    told = "".join(
        ran.out + ran.err
        for ran in (
            live("probe", "worker"), live("probe", "worker", "--format", "json"), live("observe", "--live", folder),
            live("observe", "--live", folder, "--format", "json"), live("check", folder, "--format", "sarif"),
            live("check", folder), live("render", folder), live("verify"), live("verify", "--format", "json"),
            live("resume", "--session", folder.name),
        )
    )  # fmt: skip
    assert told.count("hidden: ") > 10 * len(texts)
    told += "".join(file.read_text() for file in folder.rglob("*") if file.is_file())
    # Words that stand in any prose say nothing.
    secrets = {secret for _, listed in texts for secret in listed if len(secret) > 4 and any(map(str.isdigit, secret))}
    assert len(secrets) > 30
    assert [secret for secret in secrets if secret in told] == []


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


def test_continuous_integration_is_asked_about_what_the_record_cites(live: Handoff, project: Path) -> None:
    """The commit as git names it; when it cannot be asked, that is said and everything else is kept."""
    subprocess.run(["git", "init", "-q", "-b", "main", project], check=True)
    fix = commit(project, "fix.py", "2026-01-20T14:00:00-05:00")
    (project / "handoff.toml").write_text(
        'timezone = "UTC"\n[[repositories]]\nid = "main"\n[repositories.ci]\nkind = "github-actions"\n'
        'repository = "example/app"\nvia = "api"\nhost = "127.0.0.1"\n'
    )
    folder = record(project)
    text = (folder / "session.yaml").read_text()
    (folder / "session.yaml").write_text(
        text.replace("predicate: functional", f"predicate: tests-passed\n    commit: {fix[:9]}")
    )
    assert live("observe", "--live", folder).code == 4
    live("trust")
    assert live("observe", "--live", folder).code == 4
    looks = [json.loads(line) for line in (folder / "observed.jsonl").read_text().splitlines()]
    (ci,) = [look for look in looks if look["kind"] == "ci"]
    assert ci["commit"] == fix
    assert "could_not" in ci
    assert "commit" in {look["kind"] for look in looks}


def test_what_was_corrected_is_no_drift_and_is_not_corrected_twice(
    live: Handoff, handed_over: tuple[Path, dict[str, bytes]], project: Path
) -> None:
    """A later session has said it, and the probe says what it said then: nothing is added to that."""
    live("new", "Second look", "--started", "2099-01-01 9:00")
    live(
        "event", "evidence", "Same answer for every game", "--id", "rote", "--via", "query", "--subject", "worker",
        "--level", "functional", "--asked", "select distinct answer", "--output", "1 row",
    )  # fmt: skip
    corrected = ("--corrects", "2026-01-20-worker#worker-predicts", "--is", "it answered by rote")
    live("event", "correction", "It never predicted", *corrected, "--evidence", "rote")
    ran = live("verify", "2026-01-20-worker", "--correct")
    assert "CORRECTED SINCE: a later session says that it was not so (1)" in ran.out, ran
    assert "DRIFTED" not in ran.out, ran
    assert "nothing has drifted" in ran.err, ran
