"""Probes that answer after one second, beyond starting the tool: they must run side by side.

Two ways to take the time. Inside: from the moment the looks are asked for until the last is there. Outside: the whole command
`handoff observe --live`, minus the same command with one probe that is answered at once, which is what starting costs: the
interpreter, imports, configuration, git, and writing. All of them by turns, the best of each, because a busy machine only adds.

And what `handoff run` adds to a command, beyond starting the tool (`handoff --version`).
"""

from __future__ import annotations

import multiprocessing
import os
import resource
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.timing import seconds

DELAY = 1.0


def _serve(delay: float, port: multiprocessing.queues.Queue[int]) -> None:
    """An HTTP server in a process of its own, so that it takes no time from the one that is measured."""
    import asyncio

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        await asyncio.sleep(delay)
        writer.write(b'HTTP/1.1 200 OK\r\nContent-Length: 16\r\n\r\n{"status": "ok"}')
        await writer.drain()
        writer.close()

    async def run() -> None:
        server = await asyncio.start_server(answer, "127.0.0.1", 0, backlog=1024)
        port.put(server.sockets[0].getsockname()[1])
        await server.serve_forever()

    asyncio.run(run())


def _project(root: Path, port: int, probes: int) -> None:
    """A trusted project whose user lets looks go to this machine."""
    from handoff.config import load_project
    from handoff.observe.trust import grant_trust

    settings = Path(os.environ["XDG_CONFIG_HOME"]) / "handoff"
    settings.mkdir(parents=True, exist_ok=True)
    (settings / "config.toml").write_text('[network]\nallowed_networks = ["127.0.0.0/8"]\n')
    session = root / "sessions" / "2026-01-20-look"
    session.mkdir(parents=True, exist_ok=True)
    (session / "session.yaml").write_text(
        "format: 1\nid: 2026-01-20-look\ntitle: A look\ntimezone: UTC\nstarted: 2026-01-20T09:00Z\nevents:\n"
        "  - {id: one, kind: note, at: 2026-01-20T09:01Z, summary: One note}\n"
    )
    (root / "handoff.toml").write_text(
        "".join(
            f'[[services]]\nid = "s{number}"\n[[services.probes]]\nid = "page"\nlevel = "functional"\n'
            f'url = "http://127.0.0.1:{port}/{number}"\nexpect = ["status == 200", "jsonpath $.status == ok"]\n'
            for number in range(probes)
        )
    )
    grant_trust(load_project(root), datetime.now(UTC))


def _inside(root: Path) -> float:
    """Wall seconds of the looks alone."""
    from handoff.config import load_project
    from handoff.observe.services import look_at_services

    project = load_project(root)
    start = time.perf_counter()
    looks = look_at_services(project, datetime.now(UTC))
    spent = time.perf_counter() - start
    if {getattr(look, "outcome", "") for look in looks} != {"passed"}:
        raise RuntimeError(f"a probe did not pass: {next(look for look in looks if getattr(look, 'outcome', '') != 'passed')}")
    return spent


def _outside(root: Path) -> float:
    """Wall seconds of the whole command."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-m", "handoff", "observe", "--live", "--quiet"], cwd=root, check=True, capture_output=True)
    return time.perf_counter() - start


def _running(root: Path) -> float:
    """Milliseconds that `handoff run` adds to a command, in a repository with a session."""
    for words in (
        ["init", "-q"],
        ["-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-qm", "x", "--allow-empty"],
    ):
        subprocess.run(["git", *words], cwd=root, check=True)
    program = str(Path(sys.executable).with_name("handoff"))
    lines = ([program, "run", "-q", "--", "true"], [program, "--version"], ["true"])

    def taken(line: list[str]) -> float:
        return seconds(lambda: subprocess.run(line, cwd=root, check=True, capture_output=True))

    run, starting, command = (min(column) for column in zip(*([taken(line) for line in lines] for _ in range(20)), strict=True))
    return (run - starting - command) * 1000


def measure() -> list[tuple[str, float, float, str]]:
    """Rows of what was measured: name, value, aim, unit."""
    rows: list[tuple[str, float, float, str]] = []
    kept = os.environ.get("XDG_CONFIG_HOME")
    # An installed tool has its bytecode.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CONFIG_HOME"] = str(Path(folder) / "settings")
        servers = []
        ports = []
        for delay in (DELAY, 0.0):
            said: multiprocessing.queues.Queue[int] = multiprocessing.Queue()
            server = multiprocessing.Process(target=_serve, args=(delay, said), daemon=True)
            server.start()
            servers.append(server)
            ports.append(said.get(timeout=30))
        try:
            start = Path(folder) / "start"
            _project(start, ports[1], 1)
            slow = {probes: Path(folder) / f"slow-{probes}" for probes in (6, 200)}
            for probes, root in slow.items():
                _project(root, ports[0], probes)
            turns = [(_outside(start), *((_inside(root), _outside(root)) for root in slow.values())) for _ in range(5)]
            starting = min(turn[0] for turn in turns)
            for column, (probes, aim) in enumerate(((6, 1.1), (200, 1.5)), 1):
                alone, whole = (min(turn[column][which] for turn in turns) for which in (0, 1))
                rows.append((f"{probes} probes of 1 s, the looks alone", alone, aim, "s"))
                rows.append((f"{probes} probes of 1 s, the command beyond starting", whole - starting, aim, "s"))
            rows.append(("`handoff run` beyond the command and starting", _running(start), 60.0, "ms"))
        finally:
            for server in servers:
                server.terminate()
                server.join(10)
            if kept is None:
                del os.environ["XDG_CONFIG_HOME"]
            else:
                os.environ["XDG_CONFIG_HOME"] = kept
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    rows.append(("memory of `observe --live` with 200 probes", memory, 300.0, "MiB"))
    return rows
