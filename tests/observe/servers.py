"""PostgreSQL and Prometheus of the machine, started on loopback for the tests and ended with them.

Where one is not installed, its tests are skipped and say how to get it (`.ci/services` installs both on Debian).
"""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest


def free_port() -> int:
    """A port on loopback that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextlib.contextmanager
def running(argv: list[str], ready: Callable[[], bool], log: Path, user: str | None = None) -> Iterator[None]:
    """A server process until the block ends; waits at most two minutes for it to be ready."""
    with log.open("wb") as out, subprocess.Popen(
        argv, stdout=out, stderr=subprocess.STDOUT, user=user, start_new_session=True, cwd=log.parent
    ) as process:  # fmt: skip
        try:
            for _ in range(1200):
                if ready():
                    break
                if process.poll() is not None:
                    pytest.fail(f"{argv[0]} ended: {log.read_text(errors='replace')[-2000:]}")
                time.sleep(0.1)
            else:
                pytest.fail(f"{argv[0]} was not ready within two minutes: {log.read_text(errors='replace')[-2000:]}")
            yield
        finally:
            with contextlib.suppress(ProcessLookupError):
                process.send_signal(signal.SIGINT)
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                process.kill()


def lives(pid: int) -> bool:
    """Whether a process is there and no zombie."""
    try:
        return " Z " not in Path(f"/proc/{pid}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False


def accepts(port: int) -> bool:
    """Whether somebody listens at a port on loopback."""
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False


@contextlib.contextmanager
def postgresql() -> Iterator[str]:
    """The SQLAlchemy URL of a database of its own. Skips the test where PostgreSQL is not installed."""
    tools = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    initdb = str(tools[-1]) if tools else shutil.which("initdb")
    if initdb is None:
        pytest.skip("PostgreSQL is not installed: apt-get install postgresql")
    user = None
    if os.geteuid() == 0:
        # The server refuses to run as root; Debian's package brings a user for it.
        try:
            user = pwd.getpwnam("postgres").pw_name
        except KeyError:
            pytest.skip("PostgreSQL does not run as root, and there is no user postgres")
    folder = Path(tempfile.mkdtemp(prefix="handoff-pg-"))
    try:
        if user:
            shutil.chown(folder, user)
        data = str(folder / "data")
        subprocess.run(
            [initdb, "-D", data, "-U", "tester", "--auth=trust", "--no-sync", "-E", "UTF8", "--locale=C"],
            check=True, user=user, cwd=folder, stdout=subprocess.DEVNULL,
        )  # fmt: skip
        port = free_port()
        server = [
            str(Path(initdb).parent / "postgres"), "-D", data, "-p", str(port), "-k", str(folder),
            "-c", "listen_addresses=127.0.0.1", "-c", "fsync=off",
        ]  # fmt: skip
        with running(server, lambda: accepts(port), folder / "log", user):
            yield f"postgresql+psycopg://tester:pg-s3cret-word@127.0.0.1:{port}/postgres"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def prometheus() -> Iterator[str]:
    """The URL of a Prometheus that scrapes itself every second. Skips the test where it is not installed."""
    program = shutil.which("prometheus")
    if program is None:
        pytest.skip("Prometheus is not installed: apt-get install prometheus")
    folder = Path(tempfile.mkdtemp(prefix="handoff-prometheus-"))
    try:
        port = free_port()
        (folder / "prometheus.yml").write_text(
            "global: {scrape_interval: 1s}\n"
            f"scrape_configs: [{{job_name: self, static_configs: [{{targets: ['127.0.0.1:{port}']}}]}}]\n"
        )
        server = [
            program, f"--config.file={folder / 'prometheus.yml'}", f"--storage.tsdb.path={folder / 'data'}",
            f"--web.listen-address=127.0.0.1:{port}", "--log.level=warn",
        ]  # fmt: skip
        with running(server, lambda: _scraped(port), folder / "log"):
            yield f"http://127.0.0.1:{port}"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _scraped(port: int) -> bool:
    """Whether it has measured itself more than twice."""
    import json
    import urllib.request

    with contextlib.suppress(OSError, ValueError, IndexError, KeyError):
        url = f"http://127.0.0.1:{port}/api/v1/query?query=count_over_time(up[1m])"
        with urllib.request.urlopen(url, timeout=2) as answer:
            return int(json.load(answer)["data"]["result"][0]["value"][1]) > 2
    return False
