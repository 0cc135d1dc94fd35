"""The git program: found only where the user put it, started only with a fixed environment, stopped at a limit.

No variable of the caller reaches it except where its own configuration lies (`asking`), so that `GIT_DIR`, `GIT_EXTERNAL_DIFF`,
`GIT_TRACE` and the like of a shell or of a running hook change nothing.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from handoff.errors import CouldNotLook

# Which variables say where the user's own configuration lies, and who really runs this under sudo. The last one is git's
# own switch of its tests; it can only make git refuse more.
_OF_THE_USER = (
    "HOME", "XDG_CONFIG_HOME", "GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM", "SUDO_UID",
    "GIT_TEST_ASSUME_DIFFERENT_OWNER",
)  # fmt: skip
_CHUNK = 1 << 18
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]+")


class GitFailed(Exception):
    """A git process that did not do what was asked; the message is for `could_not`. `lines` is what it complained of."""

    def __init__(self, message: str, lines: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.lines = tuple(lines)


class TimedOut(GitFailed):
    """A git process that was stopped at its limit."""


def find_git(search: str, never: Path) -> str:
    """The path of the git program on a search path.

    Entries that are not absolute, and entries inside the folder `never` (the project that is looked at), are passed over: a
    stranger's branch must not bring its own git. Raises CouldNotLook when there is none.
    """
    never = never.resolve()
    for entry in search.split(os.pathsep):
        folder = Path(entry)
        if not entry or not folder.is_absolute() or folder.resolve().is_relative_to(never):
            continue
        program = folder / "git"
        if program.is_file() and os.access(program, os.X_OK):
            return str(program)
    raise CouldNotLook("there is no git on PATH", "install git, or put its folder on PATH by its absolute path")


def fixed_environment(search: str) -> dict[str, str]:
    """What every git process gets: no configuration but what is handed to it, no prompt, no network, no lock, no locale."""
    return {
        "PATH": os.pathsep.join(entry for entry in search.split(os.pathsep) if Path(entry).is_absolute()),
        "LC_ALL": "C",
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_SYSTEM": os.devnull,
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_ATTR_NOSYSTEM": "1",
        "GIT_GRAFT_FILE": os.devnull,
        "GIT_NO_REPLACE_OBJECTS": "1",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_ALLOW_PROTOCOL": "none",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_LITERAL_PATHSPECS": "1",
        "GIT_PAGER": "cat",
    }


def asking(environment: Mapping[str, str], caller: Mapping[str, str]) -> dict[str, str]:
    """The environment of the one question that the user's own configuration must answer: may this repository be read?"""
    kept = {name: caller[name] for name in _OF_THE_USER if name in caller}
    own = {name: value for name, value in environment.items() if not name.startswith("GIT_CONFIG_")}
    return own | kept


class Deadline:
    """The instant of the machine's steady clock at which every process of one look is stopped, or sooner by `stop`."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._end = time.monotonic() + seconds
        self._running: set[Running] = set()

    @property
    def left(self) -> float:
        """Seconds until then, never less than none."""
        return max(0.0, self._end - time.monotonic())

    def watch(self, running: Running) -> None:
        """Stop this process too when it is time."""
        self._running.add(running)

    def forget(self, running: Running) -> None:
        """This process has ended."""
        self._running.discard(running)

    def stop(self) -> None:
        """It is time now, also for processes that are still to be started."""
        self._end = time.monotonic()
        for running in list(self._running):
            running.stop_late()


class Git:
    """The program with its environment and folder, ready to be started."""

    def __init__(self, program: str, environment: Mapping[str, str], folder: Path, deadline: Deadline) -> None:
        self.program = program
        self.environment = dict(environment)
        self.folder = folder
        self.deadline = deadline

    def start(self, *words: str) -> Running:
        """A process with these arguments. Ids never stand among them: they go in by `feed`, where git reads no options."""
        return Running([self.program, "--no-pager", *words], self.environment, self.folder, self.deadline)

    def run(self, *words: str, feed: bytes = b"") -> tuple[bytes, tuple[str, ...]]:
        """All that a process writes, and the lines it complained of. Raises GitFailed."""
        with self.start(*words) as running:
            running.feed_all(feed)
            data = b"".join(running.chunks())
            return data, running.finish()


class Running:
    """A git process in its own process group, which is stopped as a whole at the deadline or when its reader leaves."""

    def __init__(self, command: list[str], environment: Mapping[str, str], folder: Path, deadline: Deadline) -> None:
        self._deadline = deadline
        self._what = " ".join(["git", *(word for word in command[2:4] if not word.startswith("-"))])
        self._complaints = tempfile.TemporaryFile()  # noqa: SIM115 - closed in __exit__
        self._late = False
        try:
            self._process = subprocess.Popen(  # noqa: S603 - a program found by its absolute path, no shell
                command,
                env=environment,
                cwd=folder,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._complaints,
                start_new_session=True,
            )
        except OSError as error:
            self._complaints.close()
            raise GitFailed(f"{self._what} could not be started: {error.strerror or error}") from None
        deadline.watch(self)
        self._watch = threading.Timer(deadline.left, self.stop_late)
        self._watch.daemon = True
        self._watch.start()

    def feed(self, data: bytes) -> None:
        """Hand it input; a process that has already left is told nothing, its exit says why."""
        if self._process.stdin is not None:
            with suppress(BrokenPipeError):
                self._process.stdin.write(data)
                self._process.stdin.flush()

    def fed(self) -> None:
        """Say that there is no more input."""
        if self._process.stdin is not None:
            with suppress(BrokenPipeError):
                self._process.stdin.close()

    def feed_all(self, data: bytes) -> None:
        """Hand it all its input while its output is read: a pipe that is full on both sides would never move again."""

        def give() -> None:
            self.feed(data)
            self.fed()

        if len(data) <= 4096:
            give()
        else:
            threading.Thread(target=give, daemon=True).start()

    def chunks(self) -> Iterator[bytes]:
        """What it writes, as it comes."""
        stream = self._process.stdout
        while stream is not None and (data := stream.read1(_CHUNK)):  # type: ignore[attr-defined]  # IO[bytes] is a BufferedReader
            yield data

    def finish(self) -> tuple[str, ...]:
        """Wait for the end. Returns what it complained of; raises GitFailed when it failed, TimedOut at the deadline."""
        code = self._process.wait()
        self._watch.cancel()
        lines = self._lines()
        if self._late:
            raise TimedOut(f"{self._what} took longer than {self._deadline.seconds:g} s", lines)
        if code:
            raise GitFailed(f"{self._what}: {_reason(lines, code)}", lines)
        return lines

    def _lines(self) -> tuple[str, ...]:
        self._complaints.seek(0)
        text = self._complaints.read(1 << 16).decode("utf-8", "replace")
        return tuple(_CONTROL.sub(" ", line).strip() for line in text.splitlines())

    def stop_late(self) -> None:
        """Stop it because its time is over."""
        self._late = True
        self._stop()

    def _stop(self) -> None:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None) -> None:
        self._watch.cancel()
        self._deadline.forget(self)
        if self._process.poll() is None:
            self._stop()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with suppress(OSError):
                    stream.close()
        self._complaints.close()


def _reason(lines: Sequence[str], code: int) -> str:
    for mark in ("fatal: ", "error: "):
        for line in lines:
            if line.startswith(mark):
                return line.removeprefix(mark)[:300]
    return next((line[:300] for line in lines if line), f"it left with exit code {code}")
