"""A project with one service that can be looked at, and what its processes are seen to do."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.observe.stage import Asked, Stage

Serve = Callable[..., Stage]


OK = b'{"status": "ok", "model": "v7", "revision": "worker-00042"}'


BROKEN = b'{"status": "broken", "model": null}'


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


def verdict(ran: object) -> tuple[str, list[str]]:
    told = json.loads(ran.out)["verdicts"][0]  # type: ignore[attr-defined]
    return told["verdict"], told["reasons"]


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


def silent(asked: Asked) -> Iterator[bytes]:
    while True:
        time.sleep(0.05)
        yield b""


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
