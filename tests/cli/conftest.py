"""The command as a real process, in a project of its own and with a home of its own."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import pytest

CONFIGURATION = """\
timezone = "America/New_York"

[[services]]
id = "worker"
name = "Prediction worker"

[[services]]
id = "portal"
"""


CLEARED = ("NO_COLOR", "SOURCE_DATE_EPOCH", "COLUMNS", "EDITOR", "VISUAL")


@dataclass(frozen=True)
class Ran:
    """What a process left behind."""

    code: int
    out: str
    err: str


Handoff = Callable[..., Ran]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder with a configuration of two services and an empty `sessions/`."""
    root = tmp_path / "project"
    (root / "sessions").mkdir(parents=True)
    (root / "handoff.toml").write_text(CONFIGURATION)
    return root


@pytest.fixture
def inside(tmp_path: Path, project: Path, monkeypatch: pytest.MonkeyPatch) -> Handoff:
    """The same in this process, which is ten times faster: for what depends on words and files, not on being a process."""
    home = tmp_path / "home"
    home.mkdir(exist_ok=True)

    def run(*words: str | Path, cwd: Path | None = None, stdin: str = "", env: dict[str, str] | None = None) -> Ran:
        from handoff.cli import obey as command

        out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
        with monkeypatch.context() as patched:
            for name in [*filter(lambda name: name.startswith(("HANDOFF_", "GITHUB_")), os.environ), *CLEARED]:
                patched.delenv(name, raising=False)
            for name, text in {"HOME": str(home), "XDG_CACHE_HOME": str(home / "cache"), **(env or {})}.items():
                patched.setenv(name, text)
            patched.chdir(cwd or project)
            patched.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(stdin.encode()), encoding="utf-8"))
            with redirect_stdout(out), redirect_stderr(err):
                code = command([str(word) for word in words])
        return Ran(code, *(stream.buffer.getvalue().decode() for stream in (out, err)))  # type: ignore[attr-defined]  # BytesIO

    return run


@pytest.fixture
def handoff(tmp_path: Path, project: Path) -> Handoff:
    """Run `handoff WORDS…` in the project, or in `cwd`; `env` adds to an environment without a terminal, cache or session."""
    home = tmp_path / "home"
    home.mkdir(exist_ok=True)

    def run(*words: str | Path, cwd: Path | None = None, stdin: str = "", env: dict[str, str] | None = None) -> Ran:
        given = {name: value for name, value in os.environ.items() if not name.startswith(("HANDOFF_", "GITHUB_"))}
        for name in CLEARED:
            given.pop(name, None)
        given |= {"HOME": str(home), "XDG_CACHE_HOME": str(home / "cache"), **(env or {})}
        done = subprocess.run(
            [sys.executable, "-m", "handoff", *map(str, words)],
            cwd=cwd or project,
            input=stdin,
            env=given,
            capture_output=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )
        return Ran(done.returncode, done.stdout, done.stderr)

    return run
