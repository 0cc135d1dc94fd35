"""`handoff check` of 1,000 sessions of 50 events, against libyaml parsing the same bytes.

Cold means no cache and one core; unchanged means the same command again. The baseline is PyYAML's `CBaseLoader`, which only
makes text, lists and mappings of the files.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from benchmarks.timing import surroundings

SESSIONS = 1000
HEAD = """\
format: 1
id: {id}
title: Worker and scrapers of round {number} brought back
timezone: America/New_York
started: 2026-01-{day:02}T09:00-05:00
ended: 2026-01-{day:02}T17:00-05:00
by: [ana]
{previous}services: [worker, scrapers]
events:
"""
# Ten events a round; the times advance by five minutes an event.
ROUND = """\
  - id: bug-{n}
    kind: bug
    at: 2026-01-{day:02}T{t[0]}-05:00
    summary: Worker answers every request of queue {n} with 500
    severity: high
    services: [worker]
    symptoms: ["ModuleNotFoundError: No module named 'queue_{n}'"]
    detected_by: a look at the logs
  - id: cause-{n}
    kind: root-cause
    at: 2026-01-{day:02}T{t[1]}-05:00
    summary: The image of round {n} lacks the package
    bug: bug-{n}
    factor: build
    role: cause
    verdict: confirmed
    evidence: [log-{n}]
  - id: log-{n}
    kind: evidence
    at: 2026-01-{day:02}T{t[2]}-05:00
    summary: The log shows the import error
    via: log
    subject: worker
    level: functional
    asked: gcloud logging read 'resource.labels.service_name=worker' --limit 20
    output: "ModuleNotFoundError: No module named 'queue_{n}'"
  - id: commit-{n}
    kind: commit
    at: 2026-01-{day:02}T{t[3]}-05:00
    summary: Package added to the image
    sha: 0f00ba{n:04x}
    subject: "fix: add queue_{n} to the image"
    files: 2
    insertions: 7
    deletions: 3
  - id: fix-{n}
    kind: fix
    at: 2026-01-{day:02}T{t[4]}-05:00
    summary: Package of queue {n} added
    bugs: [bug-{n}]
    state: deployed
    commits: [0f00ba{n:04x}]
    evidence: [answers-{n}]
  - id: deploy-{n}
    kind: deployment
    at: 2026-01-{day:02}T{t[5]}-05:00
    summary: Worker deployed as worker-{n:05}
    service: worker
    revision: worker-{n:05}
    previous_revision: worker-{n:04}
    commit: 0f00ba{n:04x}
    result: succeeded
    undo: gcloud run services update-traffic worker --to-revisions worker-{n:04}=100
  - id: answers-{n}
    kind: evidence
    at: 2026-01-{day:02}T{t[6]}-05:00
    summary: A prediction of queue {n} comes back
    via: http
    subject: worker
    level: functional
    asked: POST https://worker.example/predict
    status: 200
    output: '{{"queue": {n}, "predictions": 12}}'
    revision: worker-{n:05}
  - id: works-{n}
    kind: claim
    at: 2026-01-{day:02}T{t[7]}-05:00
    summary: Worker works for queue {n}
    subject: worker
    predicate: functional
    revision: worker-{n:05}
    evidence: [answers-{n}]
  - id: took-{n}
    kind: claim
    at: 2026-01-{day:02}T{t[8]}-05:00
    summary: Round {n} took 25 minutes
    subject: session
    predicate: value
    value: 25 min
    window: 2026-01-{day:02}T{t[0]}-05:00/2026-01-{day:02}T{t[5]}-05:00
  - id: watch-{n}
    kind: next-step
    at: 2026-01-{day:02}T{t[9]}-05:00
    summary: Watch queue {n} over night
    priority: 2
    owner: ana
    why: The failure came back once before
    success_criteria: ["no ModuleNotFoundError in twelve hours of logs"]
    commands:
      - run: gcloud logging read 'ModuleNotFoundError' --freshness 12h
        expect: nothing
"""


class Run(NamedTuple):
    """Processor and wall seconds of one command, and the most memory that it held, in MiB."""

    processor: float
    wall: float
    memory: float


def project(root: Path, sessions: int) -> list[Path]:
    """A project of so many sessions, in chains of five; their records."""
    services = "".join(f'[[services]]\nid = "{id}"\n' for id in ("worker", "scrapers"))
    (root / "handoff.toml").write_text(f'timezone = "America/New_York"\n{services}')
    return [_session(root, number) for number in range(sessions)]


def _session(root: Path, number: int) -> Path:
    day = 1 + number * 28 // SESSIONS
    id = f"2026-01-{day:02}-round-{number:04}"
    before = f"2026-01-{1 + (number - 1) * 28 // SESSIONS:02}-round-{number - 1:04}"
    previous = f"previous: {before}\n" if number % 5 else ""
    text = HEAD.format(id=id, number=number, day=day, previous=previous)
    for turn in range(5):
        start = 9 * 60 + turn * 60
        times = [f"{(start + 5 * step) // 60:02}:{(start + 5 * step) % 60:02}" for step in range(10)]
        text += ROUND.format(n=number * 5 + turn + 1, day=day, t=times)
    folder = root / "sessions" / id
    folder.mkdir(parents=True)
    (folder / "session.yaml").write_text(text)
    return folder / "session.yaml"


def libyaml(records: list[Path]) -> float:
    """Processor seconds that PyYAML's C loader takes for the bytes of the records, read beforehand."""
    import yaml

    contents = [record.read_bytes() for record in records]
    start = time.process_time()
    for content in contents:
        yaml.load(content, Loader=yaml.CBaseLoader)
    return time.process_time() - start


def check(root: Path, cache: Path, *words: str) -> Run:
    """One `handoff check` in a process of its own, on one core."""
    start = time.perf_counter()
    processors = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(processors)})
    try:
        process = subprocess.Popen(
            [sys.executable, "-m", "handoff", "check", "--as-of", "2026-02-01T00:00Z", "--fail-on", "never", *words],
            cwd=root,
            stdout=subprocess.DEVNULL,
            env=surroundings(XDG_CACHE_HOME=str(cache)),
        )
    finally:
        os.sched_setaffinity(0, processors)
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    if os.waitstatus_to_exitcode(status):
        raise RuntimeError(f"handoff check ended with {os.waitstatus_to_exitcode(status)}")
    return Run(used.ru_utime + used.ru_stime, wall, used.ru_maxrss / 1024)


def measure(sessions: int = SESSIONS) -> list[tuple[str, float, float, str]]:
    """Rows of what was measured: name, value, aim, unit."""
    with tempfile.TemporaryDirectory() as folder:
        root, cache = Path(folder) / "project", Path(folder) / "cache"
        root.mkdir()
        records = project(root, sessions)
        # By turns, so that a busy machine slows both alike.
        bases = [libyaml(records)]
        cold = check(root, cache)
        bases.append(libyaml(records))
        again = min((check(root, cache) for _ in range(3)), key=lambda run: run.processor)
        base = statistics.mean(bases)
    return [
        (f"check of {sessions} sessions, cold, one core / libyaml", cold.processor / base, 2.0, "×"),
        (f"check of {sessions} sessions, unchanged / libyaml", again.processor / base, 0.1, "×"),
        ("memory of the cold check", cold.memory, 300.0, "MiB"),
    ]


if __name__ == "__main__":
    for name, value, aim, unit in measure():
        print(f"{name}: {value:.2f} {unit} (aim {aim} {unit})")
