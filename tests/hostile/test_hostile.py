"""A stranger's repository can be read, checked offline and rendered: no socket, no program but git, nothing of the user's."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.hostile.traps import SECRET_TEXT, TITLE, TRAPS, Place

DRIVER = Path(__file__).with_name("driver.py")
RECORD = f"""\
format: 1
id: 2026-01-20-worker
title: {TITLE}
timezone: UTC
started: 2026-01-20T10:00Z
events:
  - id: worker-works
    kind: claim
    at: 2026-01-20T11:00Z
    summary: The worker works again
    subject: worker
    predicate: functional
  - id: first
    kind: commit
    summary: The fix
    sha: 0123456
"""


def _place(base: Path) -> Place:
    """A harmless project with one session under git, and the user's own files outside of it."""
    root = base / "project"
    session = root / "sessions" / "2026-01-20-worker"
    session.mkdir(parents=True)
    (root / "handoff.toml").write_text('[[services]]\nid = "worker"\n')
    (session / "session.yaml").write_text(RECORD)
    (root / "NOTES.md").write_text("# Handoff\n\n- ✅ Worker fixed\n")
    (base / "outside").mkdir()
    (base / "outside" / "text").write_text(f"{SECRET_TEXT}\n")
    (base / "precious").write_text("mine\n")
    made = Place(root, session, base / "alarm", base / "precious", base / "outside" / "text")
    made.git("init", "-q", "-b", "main")
    made.git("add", "-A")
    made.git("commit", "-qm", "First")
    return made


def _environment(base: Path) -> dict[str, str]:
    (base / "home").mkdir(exist_ok=True)
    return {
        "HOME": str(base / "home"),
        # Where a careless user's PATH would find what the repository brings.
        "PATH": f".:bin:{os.environ['PATH']}",
        "LANG": "C.UTF-8",
        "TZ": "UTC",
    }


@dataclass(frozen=True)
class Outcome:
    """What every verb did in one hostile project."""

    place: Place
    calls: list[dict[str, Any]]
    events: list[list[str]]


def _run(base: Path, places: dict[str, Place], before: list[str], audit: bool) -> dict[str, Outcome]:
    output = base / "told.json"
    env = _environment(base) | ({"HANDOFF_AUDIT": "1"} if audit else {})
    argv = [*before, sys.executable, str(DRIVER), str(output), *(str(place.root) for place in places.values())]
    done = subprocess.run(argv, env=env, capture_output=True, text=True, timeout=1200, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    told = json.loads(output.read_text())
    return {name: Outcome(place, **told[str(place.root)]) for name, place in places.items()}


def _sprung(base: Path) -> dict[str, Place]:
    places = {}
    for name, spring in {"harmless": lambda _: None, **TRAPS}.items():
        (base / name).mkdir()
        places[name] = _place(base / name)
        spring(places[name])
    return places


@pytest.fixture(scope="module")
def audited(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Outcome]:
    """Every trap under an audit hook of the interpreter."""
    base = tmp_path_factory.mktemp("audited")
    return _run(base, _sprung(base), [], audit=True)


def test_there_are_enough_traps() -> None:
    """Thirty and more, each with what it is about."""
    assert len(TRAPS) >= 30
    assert all(one.__doc__ for one in TRAPS.values())


def test_a_harmless_project_is_read_checked_and_rendered(audited: dict[str, Outcome]) -> None:
    """The verbs really do their work here, so that what they do not do elsewhere means something."""
    outcome = audited["harmless"]
    codes = {" ".join(call["words"]): call["code"] for call in outcome.calls}
    assert codes["render"] == 0, outcome.calls
    assert codes["render --check"] == 0
    assert codes["check NOTES.md"] in (0, 1)
    assert TITLE in (outcome.place.session / "HANDOFF.md").read_text()
    assert outcome.calls[0]["out"].count("2026-01-20-worker") == 1


@pytest.mark.parametrize("name", TRAPS)
def test_no_trap_springs(audited: dict[str, Outcome], name: str) -> None:
    """No alarm, no socket, no program but git; nothing of the user's is changed or quoted; no traceback, no hang."""
    outcome = audited[name]
    place = outcome.place
    assert not place.alarm.exists()
    assert place.precious.read_text() == "mine\n"
    assert place.outside.read_text() == f"{SECRET_TEXT}\n"
    foreign = [event for event in outcome.events if not _is_git(event)]
    assert foreign == []
    for call in outcome.calls:
        assert call["broken"] == "", f"{call['words']}: {call['broken'][-2500:]}"
        assert call["code"] in (0, 1, 2, 3, 4), call
        assert "Traceback" not in call["err"]
        assert "\x1b" not in call["out"] + call["err"]
        assert SECRET_TEXT not in call["out"] + call["err"], call["words"]
        # An error is told and not poured out.
        assert len(call["err"]) < 20_000, call["words"]
    for document in place.session.glob("*.md"):
        if document.is_file():
            assert SECRET_TEXT not in document.read_text(errors="replace")


def _is_git(event: list[str]) -> bool:
    """Whether a program that was started is the system's git."""
    name, given = event
    return name == "subprocess.Popen" and bool(re.match(r"\('(/usr|/bin|/opt|/nix)[\w/.-]*/git',", given))


def test_texts_are_no_templates_and_cannot_act(audited: dict[str, Outcome]) -> None:
    """What a record says comes out as text: not computed, not run, not hidden."""
    place = audited["templates_in_texts"].place
    assert "1337" not in (place.session / "HANDOFF.md").read_text()
    acting = (audited["letters_that_act"].place.session / "HANDOFF.md").read_text()
    assert "<script>" not in acting
    assert "\x1b" not in acting
    assert "\u202e" not in acting


def test_the_documents_stay_in_the_project(audited: dict[str, Outcome]) -> None:
    """Nothing is written outside of the session's folder, but for the schema beside the sessions."""
    for name, outcome in audited.items():
        beside = sorted(one.name for one in outcome.place.root.parent.iterdir())
        assert beside == ["outside", "precious", "project"], name


TRACED = "execve,execveat,socket,connect,bind,sendto,sendmsg"


@pytest.mark.skipif(
    shutil.which("strace") is None, reason="strace is not installed here; the audit hook has looked all the same"
)
def test_a_tracer_sees_no_socket_and_no_program_but_git(tmp_path: Path) -> None:
    """The same under strace, which also sees what the interpreter does not tell, and what git itself does."""
    trace = tmp_path / "trace"
    (tmp_path / "places").mkdir()
    places = _sprung(tmp_path / "places")
    tracer = ["strace", "-f", "-qq", "-s", "200", "-e", f"trace={TRACED}", "-e", "signal=none", "-o", str(trace)]
    _run(tmp_path, places, tracer, audit=False)
    lines = [line for line in trace.read_text(errors="replace").splitlines() if " = -1 E" not in line]
    assert any("execve" in line and "/git" in line for line in lines), "the tracer has seen nothing"
    started = {match[1] for line in lines if (match := re.search(r'execve\("([^"]+)"', line))}
    strange = {one for one in started if not re.fullmatch(r"(/usr|/bin|/opt|/nix)[\w/.-]*/git", one) and "python" not in one}
    assert strange == set()
    # A try counts as well: a socket that could not be opened was still asked for.
    tried = [
        line for line in trace.read_text(errors="replace").splitlines() if re.search(r"\b(socket|connect|bind|send\w+)\(", line)
    ]
    assert tried == []
    assert not any(place.alarm.exists() for place in places.values())
