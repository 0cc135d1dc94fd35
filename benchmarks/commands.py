"""What starting costs: the installed command on a session of 60 events, against a bare `python -c pass`; and whether
recording one event gets slower as a session grows."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks.timing import Row, paired, surroundings

_HEAD = """\
format: 1
id: {id}
title: A day of work
timezone: America/New_York
started: 2026-01-20T08:00-05:00
services: [worker, scrapers]
events:
"""
# Six kinds by turns, as they come in a day's work.
_EVENTS = (
    "  - id: bug-{n}\n    kind: bug\n    at: {at}\n    summary: Worker answers request {n} with 500\n"
    '    severity: high\n    services: [worker]\n    symptoms: ["ImportError: {n}"]\n',
    "  - id: cause-{n}\n    kind: root-cause\n    at: {at}\n    summary: The image of round {n} lacks the package\n"
    "    factor: build\n    verdict: suspected\n",
    "  - id: fix-{n}\n    kind: fix\n    at: {at}\n    summary: Package added in round {n}\n    state: deployed\n"
    "    commits: [0f00ba{n:04x}]\n",
    "  - id: deploy-{n}\n    kind: deployment\n    at: {at}\n    summary: Worker deployed, round {n}\n    service: worker\n"
    "    revision: worker-{n:05}\n    commit: 0f00ba{n:04x}\n    result: succeeded\n",
    "  - id: answers-{n}\n    kind: evidence\n    at: {at}\n    summary: A prediction comes back, round {n}\n    via: http\n"
    "    subject: worker\n    level: functional\n    status: 200\n    output: '{{\"predictions\": {n}}}'\n",
    "  - id: works-{n}\n    kind: claim\n    at: {at}\n    summary: Worker works, round {n}\n    subject: worker\n"
    "    predicate: functional\n    evidence: [answers-{last}]\n",
)


def project(folder: Path, events: int) -> Path:
    """A project with one open session of so many events; its folder."""
    services = "".join(f'[[services]]\nid = "{id}"\n' for id in ("worker", "scrapers"))
    session = folder / "sessions" / "2026-01-20-work"
    session.mkdir(parents=True)
    (folder / "handoff.toml").write_text(f'timezone = "America/New_York"\n{services}')
    text = _HEAD.format(id=session.name)
    for number in range(events):
        minute = 8 * 60 + number % 900
        at = f"2026-01-20T{minute // 60:02}:{minute % 60:02}-05:00"
        text += _EVENTS[number % len(_EVENTS)].format(n=number, at=at, last=max(0, number - 1))
    (session / "session.yaml").write_text(text)
    return folder


def command(folder: Path, cache: Path, *words: str) -> Callable[[], object]:
    """A run of the installed command in a project."""
    program = Path(sys.executable).with_name("handoff")
    environment = surroundings(XDG_CACHE_HOME=str(cache))

    def run() -> None:
        done = subprocess.run([program, *words], cwd=folder, env=environment, capture_output=True, check=False)
        if done.returncode > 1:
            raise RuntimeError(f"handoff {' '.join(words)} ended with {done.returncode}: {done.stderr.decode()}")

    return run


def bare() -> None:
    """The baseline: an interpreter that does nothing."""
    subprocess.run([sys.executable, "-c", "pass"], check=True)


def measure() -> list[Row]:
    """Rows of what was measured: name, value, aim, unit."""
    rows: list[Row] = []
    lines: tuple[tuple[str, tuple[str, ...], float], ...] = (
        ("--version", ("--version",), 5.0),
        ("event", ("event", "note", "One more thing happened"), 7.0),
        ("check of 60 events, unchanged", ("check",), 20.0),
        ("check of 60 events, cold", ("check",), 20.0),
        ("render of 60 events", ("render",), 20.0),
    )
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        day = project(root / "day", 60)
        for title, words, aim in lines:
            # A cache that is named by no whole path is none.
            cache = Path("nowhere") if title.endswith("cold") else root / "cache"
            seen = paired(command(day, cache, *words), bare, times=15)
            rows.append((f"handoff {title} / python -c pass", seen.ratio, aim, "×"))
        full, empty = project(root / "full", 5000), project(root / "empty", 0)
        words = ("event", "note", "One more thing happened")
        seen = paired(command(full, root / "cache", *words), command(empty, root / "cache", *words), times=15)
        rows.append(("handoff event on 5,000 events / on none", seen.ratio, 1.25, "×"))
    return rows
