"""`handoff observe` as a person uses it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from handoff.config import load_project
from handoff.observe.trust import grant_trust
from tests.cli.conftest import Handoff
from tests.observe.git.made import ENVIRONMENT, GIT, Made
from tests.observe.servers import lives

_PROBE = """\
[[services]]
id = "local"

[[services.probes]]
id = "yes"
kind = "command"
level = "live"
command = ["true"]
expect = ["exit == 0"]
"""


@pytest.fixture
def made(project: Path, handoff: Handoff) -> Made:
    """A repository at the project's root with one commit and a session."""
    repository = Made(project)
    repository.write(".git/info/exclude", "handoff.toml\n")
    repository.commit("Add a", files={"a": "1\n2\n"})
    handoff("new", "Work", "--tz", "UTC", "--started", "2001-01-01T10:00Z")
    return repository


def _file(project: Path) -> Path:
    (found,) = (project / "sessions").glob("*/observed.jsonl")
    return found


def test_one_line_a_look(made: Made, handoff: Handoff, project: Path) -> None:
    """What was seen on stdout, the talk on stderr, the looks in observed.jsonl."""
    sha = made.head()
    handoff("event", "commit", "It", "--sha", sha[:8])
    handoff("event", "commit", "Nothing", "--sha", "deadbeef")
    done = handoff("observe")
    assert done.code == 0
    assert done.out.splitlines() == [
        f"git-main: main is at {sha[:8]} on main; 0 commits in the session's time; 0 files uncommitted",
        f"git-{sha[:8]}: main {sha[:8]}, 2026-01-20 09:07:40+00:00, 1 file +2 -0, on main: Add a",
        "git-deadbeef: main does not have deadbeef",
    ]
    assert done.err == f"3 new looks, 0 known already: {_file(project)}\n"
    kept = [json.loads(line) for line in _file(project).read_text().splitlines()]
    assert [(look["kind"], look["id"]) for look in kept] == [
        ("repository", "git-main"),
        ("commit", f"git-{sha[:8]}"),
        ("commit", "git-deadbeef"),
    ]


def test_what_is_known_is_not_written_again(made: Made, handoff: Handoff, project: Path) -> None:
    """A second look at the same facts adds nothing; a new fact adds one look, under an id of its own."""
    sha = made.head()
    handoff("event", "commit", "It", "--sha", sha)
    handoff("observe")
    before = _file(project).read_bytes()
    done = handoff("observe")
    assert _file(project).read_bytes() == before
    assert done.err.startswith("0 new looks, 2 known already")
    assert [line.partition(":")[0] for line in done.out.splitlines()] == ["git-main (known)", f"git-{sha[:8]} (known)"]
    made.git("branch", "side", sha)
    done = handoff("observe")
    assert done.err.startswith("1 new look, 1 known already")
    assert f"git-{sha[:8]}-2: main {sha[:8]}" in done.out
    assert _file(project).read_bytes().startswith(before)


def test_ids_do_not_clash_with_those_of_events(made: Made, handoff: Handoff) -> None:
    """A claim cites either by one name."""
    handoff("event", "note", "Git main", "--id", "git-main")
    assert handoff("observe").out.startswith("git-main-2: ")


def test_looks_as_json(made: Made, handoff: Handoff) -> None:
    """The looks as they are kept, and which are new."""
    handoff("event", "commit", "It", "--sha", made.head())
    told = json.loads(handoff("observe", "--format", "json").out)
    assert told["schema"] == "handoff/observe/1"
    assert told["session"] == "2001-01-01-work"
    assert [(look["id"], look["new"]) for look in told["looks"]] == [("git-main", True), (f"git-{made.head()[:8]}", True)]
    assert {"path": "a", "added": 2, "deleted": 0} in told["looks"][1]["files"]


def test_quiet_says_nothing_on_stdout(made: Made, handoff: Handoff) -> None:
    """For scripts that only want the file."""
    done = handoff("observe", "--quiet")
    assert (done.code, done.out) == (0, "")


def test_later_work_and_copies_are_on_the_line(made: Made, handoff: Handoff) -> None:
    """Reverted, fixed, touched again, the same change elsewhere, the remote, and the fix in what was deployed."""
    made.git("branch", "release")
    sha = made.commit("Work", files={"b": "1\n"})
    made.dated("revert", "--no-edit", sha)
    made.commit(f"Repair\n\nFixes {sha[:9]}", files={"b": "2\n"})
    made.commit("More", files={"b": "3\n"})
    made.git("checkout", "--quiet", "release")
    twin = made.dated("cherry-pick", sha)
    made.git("update-ref", "refs/remotes/origin/release", twin)
    handoff("event", "fix", "Fixed", "--commits", sha)
    handoff("event", "deployment", "Out", "--service", "worker", "--commit", twin)
    handoff("event", "deployment", "Before", "--service", "worker", "--commit", f"{made.head('main~4')}")
    out = handoff("observe").out
    line = next(line for line in out.splitlines() if line.startswith(f"git-{sha[:8]}: "))
    assert "on main, on no remote" in line
    assert f"same change in {twin[:8]}" in line
    assert "reverted by" in line
    assert "fixed by" in line
    assert "touched again by" in line
    assert "on release, origin/release, on a remote" in next(x for x in out.splitlines() if x.startswith(f"git-{twin[:8]}"))
    assert f"{twin[:8]} contains {sha[:8]}, as {twin[:8]}" in out
    assert f"does not contain {sha[:8]}" in out


def test_nothing_that_could_be_looked_at_is_exit_code_4(handoff: Handoff, project: Path) -> None:
    """With the reason, what to write into handoff.toml, and the failed looks kept."""
    handoff("new", "Work", "--tz", "UTC", "--started", "2001-01-01T10:00Z")
    handoff("event", "commit", "It", "--sha", "deadbeef")
    handoff("event", "fix", "Fixed", "--commits", "deadbeef")
    handoff("event", "deployment", "Out", "--service", "worker", "--commit", "deadbee1")
    done = handoff("observe")
    assert done.code == 4
    assert f"git-main: could not look at main: there is no git repository at or above {project}" in done.out
    assert "could not look for deadbeef in main" in done.out
    assert "could not tell whether deadbee1 contains deadbeef" in done.out
    assert "[[repositories]]" in done.err
    assert done.err.endswith(f"handoff: there is no git repository at or above {project}\n")
    assert len(_file(project).read_text().splitlines()) == 4


def test_a_partial_look_says_what_is_missing(made: Made, handoff: Handoff, project: Path) -> None:
    """The rest is shown and the exit code is clean."""
    sha = made.commit("It", files={"a": "3\n"})
    made.commit("After", files={"a": "4\n"})
    blob = made.head(f"{sha}:a")
    (project / ".git/objects" / blob[:2] / blob[2:]).unlink()
    handoff("event", "commit", "It", "--sha", sha)
    done = handoff("observe")
    assert done.code == 0
    assert "[partly: objects that" in done.out


def test_text_of_a_commit_cannot_act_on_the_terminal(made: Made, handoff: Handoff) -> None:
    """Escape sequences are spelled out."""
    sha = made.commit("Nice \x1b[31mred\x1b]0;title\x07 text")
    handoff("event", "commit", "It", "--sha", sha)
    out = handoff("observe").out
    assert "\x1b" not in out
    assert "\\u001b[31mred" in out


def test_services_need_trust_and_git_is_looked_at_all_the_same(made: Made, handoff: Handoff, project: Path) -> None:
    """`--live` in a project that nobody trusts is exit code 4, after git's looks were kept."""
    (project / "handoff.toml").write_text(_PROBE)
    done = handoff("observe", "--live")
    assert done.code == 4
    assert "is not trusted" in done.err
    assert done.out.startswith("git-main: main is at")
    assert len(_file(project).read_text().splitlines()) == 1


def test_a_trusted_project_is_looked_at_live(
    made: Made, handoff: Handoff, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every look at a service is kept, also when it says the same again: that it still does is news."""
    (project / "handoff.toml").write_text(_PROBE)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    grant_trust(load_project(project), datetime.now(UTC))
    for number in (1, 2):
        done = handoff("observe", "--live")
        assert (done.code, "local yes (live): passed: exit == 0 (saw 0)" in done.out) == (0, True), done
        kept = [json.loads(line) for line in _file(project).read_text().splitlines()]
        assert len([look for look in kept if look["kind"] == "probe"]) == number
        assert len({look["id"] for look in kept}) == len(kept)


def test_a_record_that_does_not_load_is_refused(made: Made, handoff: Handoff, project: Path) -> None:
    """With its place; nothing is written."""
    (record,) = (project / "sessions").glob("*/session.yaml")
    record.write_text(record.read_text() + "nonsense: 1\n")
    done = handoff("observe")
    assert done.code == 3
    assert "nonsense" in done.err
    assert not list((project / "sessions").glob("*/observed.jsonl"))


def test_the_session_can_be_named(made: Made, handoff: Handoff, project: Path) -> None:
    """By id, by folder, or `last`; an unknown one is a usage error."""
    for name in ("2001-01-01-work", project / "sessions/2001-01-01-work", "last"):
        assert handoff("observe", name).code == 0
    assert handoff("observe", "nothing-of-that-name").code == 2


def test_a_limit_of_time_can_be_set(made: Made, handoff: Handoff, tmp_path: Path) -> None:
    """A git that hangs is a reason, not a hang."""
    slow = tmp_path / "bin"
    slow.mkdir()
    (slow / "git").write_text("#!/bin/sh\nsleep 30\n")
    (slow / "git").chmod(0o755)
    done = handoff("observe", "--timeout", "0.3", env={"PATH": f"{slow}:{os.environ['PATH']}"})
    assert done.code == 4
    assert "took longer than 0.3 s" in done.err


def test_ctrl_c_stops_git_and_writes_nothing(made: Made, project: Path, tmp_path: Path) -> None:
    """No child stays behind."""
    slow = tmp_path / "bin"
    slow.mkdir()
    (slow / "git").write_text(f"#!/bin/sh\necho $$ >'{tmp_path}/child'\nexec sleep 60\n")
    (slow / "git").chmod(0o755)
    started = subprocess.Popen(
        [sys.executable, "-m", "handoff", "observe"],
        cwd=project,
        env=os.environ | {"PATH": f"{slow}:{os.environ['PATH']}"},
        stderr=subprocess.PIPE,
        text=True,
    )
    end = time.monotonic() + 60
    while not (tmp_path / "child").exists() or not (tmp_path / "child").read_text():
        assert time.monotonic() < end
        time.sleep(0.02)
    started.send_signal(signal.SIGINT)
    _, err = started.communicate(timeout=60)
    assert started.returncode == 130
    assert "Traceback" not in err
    child = int((tmp_path / "child").read_text())
    # It has been killed; how soon the system takes it away is the system's business.
    end = time.monotonic() + 60
    while lives(child):
        assert time.monotonic() < end
        time.sleep(0.01)
    assert not list((project / "sessions").glob("*/observed.jsonl"))


def test_inside_a_git_hook_the_right_repository_is_read(made: Made, handoff: Handoff) -> None:
    """git exports GIT_DIR and more to its hooks."""
    env = {"GIT_DIR": "/nonexistent", "GIT_INDEX_FILE": "/nonexistent", "GIT_WORK_TREE": "/"}
    assert handoff("observe", env=env).out.startswith(f"git-main: main is at {made.head()[:8]} on main")
    assert subprocess.run([GIT, "status"], env=ENVIRONMENT | env, capture_output=True, check=False).returncode != 0
