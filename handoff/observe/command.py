"""Running a program for a look: no shell, a clean environment, a process group of its own, limits on time and output."""

from __future__ import annotations

import contextlib
import os
import selectors
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

from handoff.errors import CouldNotLook

OUTPUT_LIMIT = 8 * 1024 * 1024
GRACE = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """How a program came out. `stopped` says why it was ended early; then its output is not whole. `exit` None: a signal."""

    argv: tuple[str, ...]
    exit: int | None
    signal: str | None
    stdout: bytes
    stderr: bytes
    stopped: str | None
    milliseconds: int


def run_command(
    argv: Sequence[str],
    *,
    directory: Path,
    environment: Mapping[str, str],
    timeout: float,
    limit: int = OUTPUT_LIMIT,
    given: bytes | None = None,
    stop: threading.Event | None = None,
) -> Finished:
    """Run a program and wait for it, at most `timeout` seconds, keeping at most `limit` bytes of its output.

    It is looked up in the `PATH` of `environment`; it has no terminal and reads `given`, or nothing. At a limit, or once
    `stop` is set, its whole process group is asked to end and then killed. Raises CouldNotLook when it cannot be started.
    May be called from any thread.
    """
    program = argv[0] if "/" in argv[0] else shutil.which(argv[0], path=environment.get("PATH", os.defpath))
    if program is None:
        raise CouldNotLook(f"{argv[0]}: no such program on PATH", "install it, or look by the platform's API instead")
    started = time.monotonic()
    try:
        process = subprocess.Popen(  # noqa: S603 - running a program is what this is for; there is no shell
            list(argv),
            executable=program,
            cwd=directory,
            env=dict(environment),
            stdin=subprocess.DEVNULL if given is None else subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
    except (OSError, ValueError) as error:
        raise CouldNotLook(f"{argv[0]}: cannot be started: {getattr(error, 'strerror', None) or error}") from None
    with process:
        try:
            outputs, stopped = _collect(process, started + timeout, limit, given or b"", stop)
            if stopped == _LATE:
                stopped = f"timed out after {timeout:g} s"
        finally:
            _end_group(process)
    code = process.returncode
    return Finished(
        argv=tuple(argv),
        exit=code if code >= 0 else None,
        signal=_signal_name(-code) if code < 0 else None,
        stdout=outputs[0],
        stderr=outputs[1],
        stopped=stopped,
        milliseconds=round((time.monotonic() - started) * 1000),
    )


_LATE = "late"


def _collect(
    process: subprocess.Popen[bytes], deadline: float, limit: int, given: bytes, stop: threading.Event | None
) -> tuple[tuple[bytes, bytes], str | None]:
    """Both outputs up to the limit, and why reading stopped early."""
    pipes = (cast("IO[bytes]", process.stdout), cast("IO[bytes]", process.stderr))
    parts: dict[int, list[bytes]] = {pipe.fileno(): [] for pipe in pipes}
    room = limit
    with selectors.DefaultSelector() as ready:
        for number in parts:
            ready.register(number, selectors.EVENT_READ)
        if process.stdin is not None:
            os.set_blocking(process.stdin.fileno(), False)
            ready.register(process.stdin.fileno(), selectors.EVENT_WRITE)
        while ready.get_map():
            left = deadline - time.monotonic()
            if left <= 0 or (stop is not None and stop.is_set()):
                return _joined(parts), _LATE if left <= 0 else "interrupted"
            # A grandchild may hold the pipes open after the program itself has ended; a short wait collects the rest.
            if not (found := ready.select(min(left, 0.05))) and process.poll() is not None:
                break
            for key, _events in found:
                if key.fd not in parts:
                    given = _feed(process, ready, given)
                    continue
                chunk = os.read(key.fd, 65536)
                if not chunk:
                    ready.unregister(key.fd)
                    continue
                parts[key.fd].append(chunk[:room])
                room -= len(chunk)
                if room < 0:
                    return _joined(parts), f"more than {limit} bytes of output"
    while process.poll() is None:
        if time.monotonic() > deadline:
            return _joined(parts), _LATE
        if stop is not None and stop.is_set():
            return _joined(parts), "interrupted"
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(min(0.05, max(0.0, deadline - time.monotonic())))
    return _joined(parts), None


def _feed(process: subprocess.Popen[bytes], ready: selectors.BaseSelector, given: bytes) -> bytes:
    pipe = cast("IO[bytes]", process.stdin)
    try:
        given = given[os.write(pipe.fileno(), given[:65536]) :]
    except BlockingIOError:
        return given
    except BrokenPipeError:
        given = b""
    if not given:
        ready.unregister(pipe.fileno())
        pipe.close()
        process.stdin = None
    return given


def _joined(parts: Mapping[int, list[bytes]]) -> tuple[bytes, bytes]:
    first, second = (b"".join(chunks) for chunks in parts.values())
    return first, second


def _end_group(process: subprocess.Popen[bytes]) -> None:
    """End whatever of the group is still there: asked first, killed after a moment."""
    asked = process.poll() is None
    if asked:
        _signal_group(process, signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(GRACE)
    _signal_group(process, signal.SIGKILL)
    process.wait()


def _signal_group(process: subprocess.Popen[bytes], number: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, number)


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"
