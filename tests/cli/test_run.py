"""`handoff run` and `handoff attach` as real processes: what is shown, returned and kept."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from handoff.config import load_project
from handoff.model.events import Evidence
from handoff.model.observation import RunSeen, TestCounts
from handoff.store import load_session, read_observations
from handoff.store.observations import line_of
from tests.cli.conftest import Handoff
from tests.secrets.test_redactor import SHAPES


@pytest.fixture
def session(handoff: Handoff, project: Path) -> Path:
    """A session that is open."""
    ran = handoff("new", "Trying things")
    assert ran.code == 0, ran.err
    return project / ran.out.strip()


def _runs(session: Path) -> list[RunSeen]:
    return [look for look in read_observations(session) if isinstance(look, RunSeen)]


def test_a_command_is_shown_kept_and_returned(handoff: Handoff, session: Path) -> None:
    """Streams and exit code as without the tool; one observation with everything that happened."""
    ran = handoff("run", "--about", "worker", "--level", "functional", "--", "sh", "-c", "echo out; echo err >&2; exit 3")
    assert (ran.code, ran.out) == (3, "out\n")
    assert ran.err.startswith("err\nhandoff: kept as run-sh (exit 3; ")
    (seen,) = _runs(session)
    assert (seen.id, seen.subject, seen.level) == ("run-sh", "worker", "functional")
    assert seen.argv == ("sh", "-c", "echo out; echo err >&2; exit 3")
    assert (seen.exit, seen.signal, seen.could_not, seen.directory) == (3, None, None, ".")
    assert sorted((seen.output or "").split()) == ["err", "out"]
    kept = (session / str(seen.file)).read_bytes()
    assert seen.digest == f"sha256:{sha256(kept).hexdigest()}"
    assert seen.environment[0].startswith("os=")


@pytest.mark.parametrize(
    ("script", "shown"),
    [
        ("printf out", "out\nhandoff: kept as"),
        ("printf err >&2", "err\nhandoff: kept as"),
        ("echo out", "out\nhandoff: kept as"),
        ("printf out; sleep 0.3; echo err >&2", "outerr\nhandoff: kept as"),
        ("true", "handoff: kept as"),
    ],
)
def test_our_words_begin_a_line_of_their_own(session: Path, project: Path, script: str, shown: str) -> None:
    """Also behind an output whose last line has no end, when both go to one place, as on a terminal."""
    words = [sys.executable, "-m", "handoff", "run", "--", "sh", "-c", script]
    ran = subprocess.run(words, cwd=project, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    assert ran.stdout.startswith(shown)


def test_an_output_that_goes_elsewhere_asks_for_no_line_of_ours(handoff: Handoff, session: Path) -> None:
    """What is piped on does not show beside our words."""
    assert handoff("run", "--", "printf", "out").err.startswith("handoff: kept as")


def test_the_line_is_the_one_that_the_model_writes(handoff: Handoff, session: Path, project: Path) -> None:
    """The quick way of writing an observation says exactly what the class would say."""
    subprocess.run(["git", "init", "-q"], cwd=project, check=True)
    identity = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    subprocess.run(["git", *identity, "commit", "-qm", "x", "--allow-empty"], cwd=project, check=True)
    handoff("run", "--", "sh", "-c", "echo '3 passed, 1 skipped in 0.1s'; echo password=x")
    handoff("run", "--timeout", "300ms", "--", "sleep", "60")
    lines = (session / "observed.jsonl").read_text().splitlines()
    looks = _runs(session)
    assert len(lines) == len(looks) == 2
    for line, look in zip(lines, looks, strict=True):
        assert json.loads(line) == json.loads(line_of(look))
    assert looks[0].commit is not None
    assert looks[0].repo == "main"


def test_the_commit_and_whether_it_was_dirty(handoff: Handoff, session: Path, project: Path) -> None:
    """From the repository of the folder that it ran in, by its id in the configuration."""
    code = project / "code"
    code.mkdir()
    configuration = project / "handoff.toml"
    configuration.write_text(configuration.read_text() + '\n[[repositories]]\nid = "app"\npath = "code"\n')
    for words in (["init", "-q"], ["-c", "user.name=A", "-c", "user.email=a@b.example", "commit", "-qm", "x", "--allow-empty"]):
        subprocess.run(["git", *words], cwd=code, check=True)
    head = subprocess.run(["git", "rev-parse", "HEAD"], cwd=code, check=True, capture_output=True, text=True).stdout.strip()
    handoff("run", "--", "true", cwd=code)
    (code / "new.txt").write_text("x")
    handoff("run", "--", "true", cwd=code)
    handoff("run", "--", "true")
    clean, dirty, outside = _runs(session)
    assert (clean.repo, clean.commit, clean.dirty, clean.directory) == ("app", head, False, "code")
    assert (dirty.commit, dirty.dirty) == (head, True)
    assert (outside.repo, outside.commit, outside.dirty) == (None, None, None)
    assert [look.id for look in (clean, dirty, outside)] == ["run-true", "run-true-2", "run-true-3"]


def test_test_runs_are_counted(handoff: Handoff, session: Path, project: Path) -> None:
    """By their summary, or by the report that they write; a report of an earlier run says nothing of this one."""
    (project / "test_it.py").write_text("def test_a(): pass\ndef test_b(): assert False\n")
    pytest_ = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
    first = handoff("run", "--", *pytest_, "test_it.py")
    second = handoff("run", "--report", "r.xml", "-q", "--", *pytest_, "--junitxml=r.xml", "-k", "test_a", "test_it.py")
    os.utime(project / "r.xml", (1, 1))
    handoff("run", "--report", "r.xml", "--", "true")
    handoff("run", "--report", "missing.xml", "--", "true")
    (project / "bad.xml").write_text("<html/>")
    handoff("run", "--report", "bad.xml", "--", "true")
    assert (first.code, second.code) == (1, 0)
    assert "1 passed, 1 failed" in first.err
    assert second.err == ""
    one, two, stale, missing, bad = _runs(session)
    assert (one.tests, one.level) == (TestCounts(passed=1, failed=1), "tests-passed")
    assert two.tests == TestCounts(passed=1, failed=0)
    assert (stale.tests, stale.could_not) == (None, "r.xml is older than this run")
    assert missing.could_not == "missing.xml: No such file or directory"
    assert "is no JUnit report" in str(bad.could_not)


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("--", "sh", "-c", "kill -9 $$"), 137, "Killed"),
        (("--timeout", "300ms", "--", "sleep", "60"), 124, "its time was up"),
        (("--timeout=1min", "true"), 0, "exit 0"),
        (("true", "--about", "x"), 0, "exit 0"),
        (("--about=-x", "--", "true"), 0, "exit 0"),
    ],
)
def test_how_a_command_can_end(handoff: Handoff, session: Path, words: tuple[str, ...], code: int, told: str) -> None:
    """As a shell tells it; options behind the command are the command's own."""
    ran = handoff("run", *words)
    assert ran.code == code
    assert told in ran.err
    (seen,) = _runs(session)
    assert (seen.signal, seen.could_not) == {
        137: ("SIGKILL", None),
        124: ("SIGTERM", "it was ended after 0.3 s (--timeout)"),
        0: (None, None),
    }[code]


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        ((), 2, "Missing argument"),
        (("--",), 2, "Missing argument"),
        (("--level", "working", "true"), 2, "--level: 'working' is not one of"),
        (("--id", "Not An Id", "true"), 2, "--id: 'Not An Id' is no id"),
        (("--timeout", "soon", "true"), 2, "--timeout: 'soon' is no time span"),
        (("--timeout", "0", "true"), 2, "is no time span"),
        (("--abuot", "x", "true"), 2, "No such option"),
        (("--quiet=yes", "true"), 2, "does not take a value"),
        (("--session", "nowhere", "true"), 2, "there is no session 'nowhere'"),
        (("--", "no-such-program"), 127, "no-such-program: No such file or directory"),
        (("--", "/"), 126, "Permission denied"),
    ],
)
def test_what_is_not_run_is_not_kept(handoff: Handoff, session: Path, words: tuple[str, ...], code: int, told: str) -> None:
    """One message, no traceback, nothing written."""
    ran = handoff("run", *words, env={"COLUMNS": "200"})
    assert ran.code == code
    assert told in ran.err
    assert "Traceback" not in ran.err
    assert not (session / "observed.jsonl").exists()


def test_ids_are_never_given_twice(handoff: Handoff, session: Path) -> None:
    """Neither that of an event nor that of another look; one that is asked for and taken stops the run before it begins."""
    handoff("event", "note", "Something", "--id", "run-true")
    handoff("run", "--", "true")
    handoff("run", "--id", "mine", "--", "true")
    ran = handoff("run", "--id", "mine", "--", "touch", "witness")
    assert (ran.code, "already has something called 'mine'" in ran.err) == (3, True)
    assert not (session.parent.parent / "witness").exists()
    assert [look.id for look in _runs(session)] == ["run-true-2", "mine"]


def test_without_a_session_nothing_is_run(handoff: Handoff, project: Path) -> None:
    """What could not be kept is not begun."""
    ran = handoff("run", "--", "touch", "witness")
    assert ran.code == 2
    assert "there are no sessions" in ran.err
    assert not (project / "witness").exists()


def test_a_broken_record_stops_the_run_before_it_begins(handoff: Handoff, session: Path, project: Path) -> None:
    """With its place, like every verb."""
    with (session / "session.yaml").open("a") as file:
        file.write("  - {kind: nonsense}\n")
    ran = handoff("run", "--", "touch", "witness")
    assert ran.code == 3
    assert "session.yaml:" in ran.err
    assert not (project / "witness").exists()


@pytest.mark.parametrize(("body", "code"), [("exit 0", 4), ("exit 5", 5)])
def test_a_run_that_could_not_be_kept_is_told(handoff: Handoff, session: Path, body: str, code: int) -> None:
    """When the folder is gone afterwards, a success is none; a failure stays what it was."""
    ran = handoff("run", "--", "sh", "-c", f"echo shown; rm -rf '{session}'; {body}")
    assert (ran.code, ran.out) == (code, "shown\n")
    assert "the run was not kept" in ran.err
    assert "Traceback" not in ran.err


def test_a_disk_that_is_full_keeps_nothing_by_halves(handoff: Handoff, session: Path, tmp_path: Path) -> None:
    """The command's output is shown, its failure comes first, and one line says what to do; every kept line is whole."""
    full = tmp_path / "full"
    full.write_text('#!/bin/sh\nulimit -f 16; exec "$@"\n')
    full.chmod(0o755)
    command = [full, sys.executable, "-m", "handoff", "run", "--", sys.executable, "-c", "print('x' * 5000)"]
    where = {"cwd": session.parent.parent, "env": os.environ | {"HANDOFF_SESSION": session.name}}
    ended = [subprocess.run(command, **where, capture_output=True, text=True, check=False) for _ in range(6)]
    last = ended[-1]
    assert (ended[0].returncode, last.returncode, last.stdout) == (0, 4, "x" * 5000 + "\n")
    assert "observed.jsonl: File too large\n  allow larger files (ulimit -f) and do it again\n" in last.stderr
    assert 0 < len(_runs(session)) < 6


def test_a_symbolic_link_is_not_written_through(handoff: Handoff, session: Path, tmp_path: Path) -> None:
    """A stranger's observed.jsonl that points elsewhere is no place to write to."""
    precious = tmp_path / "precious"
    precious.write_text("mine\n")
    (session / "observed.jsonl").symlink_to(precious)
    ran = handoff("run", "--", "true")
    assert ran.code == 4
    assert precious.read_text() == "mine\n"


@pytest.mark.parametrize("name", SHAPES)
def test_no_secret_is_shown_or_kept(handoff: Handoff, session: Path, name: str) -> None:
    """Every shape, on the command line, on both streams, in a failure, in what is kept: nothing comes out."""
    text, secrets = SHAPES[name]
    script = "import sys; sys.stdout.write(sys.stdin.read()); sys.stdout.flush(); sys.stderr.write(sys.argv[1]); sys.exit(1)"
    ran = handoff("run", "--", sys.executable, "-c", script, text, stdin=text)
    everything = ran.out + ran.err + "".join(file.read_text() for file in session.rglob("*") if file.is_file())
    assert ran.code == 1
    assert not [secret for secret in secrets if secret in everything]
    assert "hidden: " in (session / "observed.jsonl").read_text()


def test_secrets_of_the_environment_are_hidden_wherever_they_come_up(handoff: Handoff, session: Path) -> None:
    """By value, in every output and failure path, in whatever form."""
    env = {"SERVICE_TOKEN": "zq8 w7/x+k3v"}
    body = 'echo "$SERVICE_TOKEN"; printf %s "$SERVICE_TOKEN" | base64; exit 1'
    ran = handoff("run", "--", "sh", "-c", body, env=env)
    missing = handoff("run", "--", "/no/zq8 w7/x+k3v/here", env=env)
    report = handoff("run", "--report", "zq8 w7/x+k3v.xml", "--", "true", env=env)
    everything = ran.out + ran.err + missing.err + report.err
    everything += "".join(file.read_text() for file in session.rglob("*") if file.is_file())
    assert "zq8" not in everything
    assert "enE4IHc3L3graTN2" not in everything
    assert "value of SERVICE_TOKEN" in ran.out


def test_raw_shows_what_is_not_kept(handoff: Handoff, session: Path) -> None:
    """The person may see all; the session never does."""
    ran = handoff("run", "--raw", "--", "echo", "password=hunter2")
    assert ran.out == "password=hunter2\n"
    assert "hunter2" not in "".join(file.read_text() for file in session.rglob("*") if file.is_file())


def test_help_tells_all(handoff: Handoff) -> None:
    """Without a session, without running anything."""
    for words in (("run", "--help"), ("run", "-h"), ("attach", "--help"), ("trust", "--help"), ("doctor", "--help")):
        ran = handoff(*words)
        assert ran.code == 0
        assert "Exit codes:" in ran.out


def _attached(session: Path, project: Path) -> Evidence:
    events = [event for event in load_session(session, load_project(project)).events if isinstance(event, Evidence)]
    return events[-1]


def test_a_test_report_is_attached(handoff: Handoff, session: Path, project: Path) -> None:
    """Its counts and failures are in the event, the report lies beside it by its digest, secrets hidden in both."""
    report = "<testsuite><testcase name='a'/><testcase name='b'><failure message='password=hunter2'/></testcase></testsuite>"
    (project / "r.xml").write_text(report)
    os.utime(project / "r.xml", (1768927200, 1768927200))
    ran = handoff("attach", "r.xml", "--about", "worker")
    assert ran.code == 0, ran.err
    assert ran.err == "handoff: Test report r.xml: 1 passed, 1 failed, 0 errors, 0 skipped; secrets hidden in 1 place\n"
    event = _attached(session, project)
    assert (event.id, event.via, event.level, event.outcome) == (ran.out.strip(), "test-run", "tests-passed", "failed")
    assert (event.subject, str(event.value), event.asked) == ("worker", "1 of 2 tests", "r.xml")
    assert event.observed is not None
    assert event.observed.timestamp() == 1768927200
    kept = (session / str(event.file)).read_bytes()
    assert event.digest == f"sha256:{sha256(kept).hexdigest()}"
    assert b"hunter2" not in kept
    assert "hunter2" not in (session / "session.yaml").read_text()


def test_other_files_are_attached_as_they_are(handoff: Handoff, session: Path, project: Path) -> None:
    """A picture cannot be searched for secrets, and that is said."""
    (project / "screen.png").write_bytes(b"\x89PNG\0\1")
    ran = handoff("attach", "screen.png", "What it looked like", "--id", "seen", "--level", "live", "--observed", "11:20")
    assert (ran.code, ran.out) == (0, "seen\n")
    assert "make sure that it shows no secrets" in ran.err
    event = _attached(session, project)
    assert (event.summary, event.via, event.level) == ("What it looked like", "screenshot", "live")
    assert event.observed is not None
    assert (event.observed.hour, event.observed.minute) == (11, 20)
    assert (session / str(event.file)).read_bytes() == b"\x89PNG\0\1"


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("missing.xml",), 3, "missing.xml: cannot be read: No such file"),
        (("/dev/null",), 3, "is no regular file"),
        (("big.bin",), 3, "more than 16777216 are not attached"),
        (("text.txt", "--as", "junit"), 3, "text.txt:1:1: is no XML"),
        (("text.txt", "--level", "good"), 2, "--level: 'good' is not one of"),
        (("text.txt", "--observed", "soon"), 2, "--observed: 'soon' is no time"),
        (("text.txt", "--id", "taken"), 3, "already has an event 'taken'"),
        (("text.txt", "--session", "nowhere"), 2, "there is no session"),
    ],
)
def test_what_cannot_be_attached_changes_nothing(
    handoff: Handoff, session: Path, project: Path, words: tuple[str, ...], code: int, told: str
) -> None:
    """One message, and the record as it was."""
    (project / "text.txt").write_text("hello")
    with (project / "big.bin").open("wb") as file:
        file.truncate((16 << 20) + 1)
    handoff("event", "note", "Here", "--id", "taken")
    before = (session / "session.yaml").read_bytes()
    ran = handoff("attach", *words)
    assert ran.code == code
    assert told in ran.err
    assert "Traceback" not in ran.err
    assert (session / "session.yaml").read_bytes() == before


def _doctor(ran: Any) -> dict[str, list[str]]:
    told: dict[str, list[str]] = {"ok": [], "note": [], "wrong": []}
    for sign in json.loads(ran.out)["signs"]:
        told[sign["mark"]].append(sign["what"])
    return told


PROBED = """
timezone = "UTC"

[[services]]
id = "good"
url = "https://good.example"
[[services.probes]]
level = "functional"
expect = ["status == 200", "jsonpath $.model == v7"]

[[services]]
id = "weak"
url = "https://weak.example/{}"
[[services.probes]]
level = "functional"
expect = ["status == 200"]
"""


def test_trust_is_shown_given_and_taken_back(handoff: Handoff, project: Path) -> None:
    """What it would do is spelled out, control characters and secrets aside; the exit code says where it stands."""
    (project / "handoff.toml").write_text(
        PROBED + '[[services.probes]]\nkind = "command"\nlevel = "live"\ncommand = ["x", "--password", "p1", "\\u202e"]\n'
        'expect = ["exit == 0"]\n[[services.probes]]\nsteps = [{kind = "tcp", host = "db.example", port = 5432}]\n'
        '[[repositories]]\nid = "main"\nci = {kind = "github-actions", repository = "a/b"}\n'
    )
    shown = handoff("trust", "--show")
    assert shown.code == 1
    assert shown.out.splitlines() == [
        f"{project / 'handoff.toml'}: not trusted",
        "  good: http https://good.example",
        "  weak: http https://weak.example/{}",
        "  weak: command x --password '[hidden: password]' '\\u202e'",
        "  weak: tcp https://weak.example/{} db.example",
        "  main: github-actions a/b",
    ]
    given = handoff("trust")
    assert (given.code, given.out) == (0, "")
    assert "is trusted as it is now" in given.err
    told = handoff("trust", "--show", "--format", "json")
    assert (told.code, json.loads(told.out)["state"]) == (0, "trusted")
    (project / "handoff.toml").write_text(PROBED)
    changed = handoff("trust", "--show")
    assert (changed.code, "it has changed since" in changed.out) == (1, True)
    assert "is no longer trusted" in handoff("trust", "--revoke").err
    assert "was not trusted" in handoff("trust", "--revoke").err
    assert handoff("trust", "--show", "--revoke").code == 2


def test_the_doctor_says_what_is_well_and_what_is_not(handoff: Handoff, project: Path) -> None:
    """Notes do not fail; a service that nothing could show to work is one, and so is a probe that shows less than it says."""
    (project / "handoff.toml").write_text(PROBED)
    ran = handoff("doctor", "--format", "json")
    told = _doctor(ran)
    assert (ran.code, told["wrong"]) == (0, [])
    assert "good has a functional probe" in told["ok"]
    assert any(one.startswith("git version") for one in told["ok"])
    assert "time zone of the project: UTC" in told["ok"]
    assert any("weak, probe http counts as live, not as functional" in one for one in told["note"])
    assert any(one.startswith("weak only shows live") for one in told["note"])
    assert any("is not trusted, so no service is looked at" in one for one in told["note"])
    text = handoff("doctor")
    assert "note  weak only shows live" in text.out
    assert "      → run: handoff trust --show, then handoff trust" in text.out
    handoff("trust")
    assert any("you trust" in one for one in _doctor(handoff("doctor", "--format", "json"))["ok"])
    with (project / "handoff.toml").open("a") as file:
        file.write("# edited\n")
    assert any("has changed since you trusted it" in one for one in _doctor(handoff("doctor", "--format", "json"))["note"])


def test_the_doctor_finds_what_is_wrong(handoff: Handoff, project: Path, tmp_path: Path) -> None:
    """A probe without assertion, a wrong platform, no git, a broken configuration: exit 1 and what to do."""
    (project / "handoff.toml").write_text(
        '[[services]]\nid = "a"\nurl = "https://a.example"\nplatform = {kind = "nope"}\n[[services.probes]]\nlevel = "live"\n'
    )
    ran = handoff("doctor", "--format", "json", env={"PATH": "/nowhere", "TZ": "Not/There"})
    told = _doctor(ran)
    assert ran.code == 1
    assert any("it asserts nothing" in one for one in told["wrong"])
    assert any("kind 'nope' is not one of" in one for one in told["wrong"])
    assert any("git: no such program" in one for one in told["wrong"])
    assert any("time zone 'Not/There' is none" in one for one in told["wrong"])
    assert "no `handoff` is on PATH" in told["note"]
    (project / "handoff.toml").write_text("= broken")
    broken = handoff("doctor", "--format", "json")
    assert broken.code == 1
    assert any("handoff.toml:1:" in one for one in _doctor(broken)["wrong"])


def test_the_doctor_knows_another_handoff_and_an_old_git(handoff: Handoff, tmp_path: Path) -> None:
    """Programs of that name come first on PATH; both are told."""
    programs = tmp_path / "programs"
    programs.mkdir()
    for name, said in (("handoff", "another"), ("git", "git version 2.11.0")):
        (programs / name).write_text(f"#!/bin/sh\necho {said}\n")
        (programs / name).chmod(0o755)
    told = _doctor(handoff("doctor", "--format", "json", env={"PATH": f"{programs}:{os.environ['PATH']}"}))
    assert f"another `handoff` is first on PATH: {programs / 'handoff'}" in told["note"]
    assert "git 2.11 is too old" in told["wrong"]
    (programs / "git").write_text("#!/bin/sh\necho what\n")
    told = _doctor(handoff("doctor", "--format", "json", env={"PATH": f"{programs}:{os.environ['PATH']}"}))
    assert "git does not say its version: 'what'" in told["wrong"]


def test_the_doctor_outside_of_any_project(handoff: Handoff, tmp_path: Path) -> None:
    """There is nothing wrong with not having begun yet; folders that cannot be written are."""
    ran = handoff("doctor", "--format", "json", cwd=tmp_path)
    told = _doctor(ran)
    assert ran.code == 0
    assert f"no handoff.toml at or above {tmp_path}" in told["note"]
    assert any("there is no folder" in one for one in told["note"])
    assert "the project names no time zone" in told["note"]
    nowhere = handoff(
        "doctor", "--format", "json", cwd=tmp_path, env={"XDG_CONFIG_HOME": "/dev/null", "XDG_CACHE_HOME": "/dev/null"}
    )
    told = _doctor(nowhere)
    assert nowhere.code == 1
    assert "your trust and settings cannot be kept in /dev/null/handoff" in told["wrong"]
    assert "the cache cannot be kept in /dev/null/handoff" in told["note"]
