"""A command run under the tool's eyes: shown as it comes, kept as evidence, ended as a whole when its time is up.

The command is the user's own, so it gets their environment, their folder and their terminal. Two ways to hold it:

- The user sits at a terminal that would show the output: the command gets a terminal of its own, and every key goes there,
  Ctrl-C too, so that prompts, colours, full-screen programs and job control inside it work as always.
- Otherwise each stream is a pipe, or a terminal where ours is one. The command is a process group of its own; signals are
  passed on to it, and it is given the user's terminal when it asks to read from it.
"""

from __future__ import annotations

import contextlib
import errno
import os
import selectors
import shlex
import signal
import subprocess
import termios
import time
from collections.abc import Callable, Sequence
from typing import NamedTuple

from handoff.errors import UsageError
from handoff.secrets.redactor import Redactor

from .capture import Channel, Output
from .streams import close, have_three_streams, show
from .terminal import copy_size, in_front, lend_terminal, raw_keys, take_terminal

# Exit codes as shells and timeout(1) give them.
NOT_FOUND, NOT_EXECUTABLE, TIMED_OUT = 127, 126, 124
# How long a command may take to leave after it was asked to, and how long its streams are read after it has left, because
# something that it started in the background may hold them open.
GRACE = 2.0
AFTERMATH = 0.1
# More than any pipe holds.
_PIPE = 4 << 20
_IDLE = 0.03
_PASSED_ON = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT)


class NotStarted(UsageError):
    """A command that cannot be started; the exit code is the one that a shell gives."""

    def __init__(self, message: str, exit_code: int, hint: str = "") -> None:
        super().__init__(message, f"{hint}nothing was run and nothing was kept")
        self.exit_code = exit_code


class Ended(NamedTuple):
    """How a command came out: `exit` None when a signal ended it, `late` when its time was up."""

    exit: int | None
    signal: int | None
    late: bool
    milliseconds: int
    open_line: bool = False
    """Whether it left a line without an end where our standard error goes."""

    @property
    def code(self) -> int:
        """What a shell would return."""
        if self.late:
            return TIMED_OUT
        return 128 + self.signal if self.exit is None and self.signal else self.exit or 0


def run_captured(
    argv: Sequence[str],
    redactor: Redactor,
    kept: Output,
    *,
    timeout: float | None = None,
    raw: bool = False,
    meanwhile: Callable[[], object] = lambda: None,
) -> Ended:
    """Run a command, show its output and keep it. Raises NotStarted. `meanwhile` is called once it is under way.

    Must be called from the main thread, because it takes care of signals.
    """
    have_three_streams()
    with contextlib.ExitStack() as stack:
        held = _Held(argv, redactor, kept, raw, stack)
        meanwhile()
        return held.watch(timeout)


class _Held:
    """A command with everything that is between it and the user."""

    def __init__(self, argv: Sequence[str], redactor: Redactor, kept: Output, raw: bool, stack: contextlib.ExitStack) -> None:
        self._stack = stack
        self._ready = stack.enter_context(selectors.DefaultSelector())
        self._channels: dict[int, tuple[Channel, int]] = {}
        self._read = 0
        # What was shown last on each of our streams, the latest last.
        self._shown: dict[int, bytes] = {}
        self._sizes: list[int] = []
        self._keys = -1
        whole = os.isatty(0) and os.isatty(1) and in_front(0)
        self._signals = self._listen()
        started = time.monotonic()
        ours: list[int] = []
        ends = self._whole_terminal(redactor, kept, raw, ours) if whole else self._streams(redactor, kept, raw, ours)
        try:
            self.process = subprocess.Popen(  # noqa: S603 - the user's own command, run without a shell
                list(argv),
                stdin=ends[0],
                stdout=ends[1],
                stderr=ends[2],
                start_new_session=whole,
                process_group=None if whole else 0,
                preexec_fn=take_terminal if whole else None,  # noqa: PLW1509 - there is one thread
            )
        except OSError as error:
            reason = os.strerror(error.errno) if error.errno else str(error)
            missing = error.errno == errno.ENOENT
            # A whole line in quotation marks is meant for a shell, and none is started unasked.
            line = shlex.join(["sh", "-c", argv[0]]) if missing and len(argv) == 1 and len(argv[0].split()) > 1 else ""
            hint = f"a line for a shell is run as `handoff run -- {line}`; " if line else ""
            raise NotStarted(f"{argv[0]}: {reason}", NOT_FOUND if missing else NOT_EXECUTABLE, hint) from None
        except ValueError as error:
            raise NotStarted(f"{argv[0]!r}: {error}", NOT_EXECUTABLE) from None
        finally:
            for number in ours:
                os.close(number)
        self._started = started
        if whole:
            self._stack.enter_context(raw_keys(0))
            self._keys = 0
            self._ready.register(0, selectors.EVENT_READ)

    # Setting up.

    def _listen(self) -> int:
        """Have signals arrive where the streams do."""
        reading, writing = os.pipe()
        os.set_blocking(reading, False)
        os.set_blocking(writing, False)
        self._stack.callback(os.close, reading)
        self._stack.callback(os.close, writing)
        self._stack.callback(signal.set_wakeup_fd, signal.set_wakeup_fd(writing, warn_on_full_buffer=False))
        for number in (*_PASSED_ON, signal.SIGCHLD, signal.SIGWINCH, signal.SIGTSTP):
            # What nohup or a shell told us to ignore stays ignored, for the command too.
            if signal.getsignal(number) is not signal.SIG_IGN:
                self._stack.callback(signal.signal, number, signal.signal(number, lambda *_: None))
        self._ready.register(reading, selectors.EVENT_READ)
        return reading

    def _whole_terminal(self, redactor: Redactor, kept: Output, raw: bool, ours: list[int]) -> tuple[int, int, int]:
        master, slave = self._terminal(like=0)
        ours.append(slave)
        self._add(master, Channel(redactor, kept, raw, watched=True), 1)
        if os.isatty(2):
            return slave, slave, slave
        return slave, slave, self._pipe(Channel(redactor, kept, raw, watched=False), 2, ours)

    def _streams(self, redactor: Redactor, kept: Output, raw: bool, ours: list[int]) -> tuple[None, int, int]:
        made = []
        for number in (1, 2):
            channel = Channel(redactor, kept, raw, watched=False)
            if os.isatty(number):
                master, slave = self._terminal(like=number)
                # Our own terminal turns line feeds into what it needs.
                modes = termios.tcgetattr(slave)
                modes[1] &= ~termios.OPOST
                termios.tcsetattr(slave, termios.TCSANOW, modes)
                ours.append(slave)
                self._add(master, channel, number)
                made.append(slave)
            else:
                made.append(self._pipe(channel, number, ours))
        return None, made[0], made[1]

    def _terminal(self, like: int) -> tuple[int, int]:
        master, slave = os.openpty()
        self._stack.callback(close, master)
        with contextlib.suppress(termios.error):
            termios.tcsetattr(slave, termios.TCSANOW, termios.tcgetattr(like))
        self._sizes.append(master)
        copy_size(like, master)
        return master, slave

    def _pipe(self, channel: Channel, to: int, ours: list[int]) -> int:
        reading, writing = os.pipe()
        self._stack.callback(close, reading)
        ours.append(writing)
        self._add(reading, channel, to)
        return writing

    def _add(self, number: int, channel: Channel, to: int) -> None:
        self._channels[number] = (channel, to)
        self._ready.register(number, selectors.EVENT_READ)

    # Under way.

    def watch(self, timeout: float | None) -> Ended:
        """Pass everything on until the command has left and its streams are read."""
        deadline = self._started + timeout if timeout else None
        killing: float | None = None
        # Set once the command has left: until when, and up to which count of bytes, the rest of its output is awaited.
        left: float | None = None
        most = 0
        late = False
        status: int | None = None
        while True:
            now = time.monotonic()
            if status is None and deadline is not None and now >= deadline:
                late, deadline, killing = True, None, now + GRACE
                self._tell(signal.SIGTERM)
                self._tell(signal.SIGCONT)
            if status is None and killing is not None and now >= killing:
                killing = None
                self._tell(signal.SIGKILL)
            if left is not None and (not self._channels or now >= left or self._read > most):
                break
            before = self._read
            self._pass_on(self._wait(now, deadline, killing, left))
            if left is not None and self._read > before:
                left = time.monotonic() + AFTERMATH
            if status is None and (status := self._left()) is not None:
                self.process.returncode = os.waitstatus_to_exitcode(status)
                left, most = time.monotonic() + AFTERMATH, self._read + _PIPE
                if late:
                    self._tell(signal.SIGKILL)
        for number in list(self._channels):
            self._finish(number)
        code = self.process.returncode
        spent = round((time.monotonic() - self._started) * 1000)
        return Ended(code if code >= 0 else None, -code if code < 0 else None, late, spent, self._open_line())

    def _wait(self, now: float, deadline: float | None, killing: float | None, left: float | None) -> list[int]:
        limits = [one - now for one in (deadline, killing, left) if one is not None]
        if any(channel.waiting for channel, _ in self._channels.values()):
            limits.append(_IDLE)
        found = [key.fd for key, _ in self._ready.select(max(0.0, min(limits)) if limits else None)]
        if not found:
            for channel, to in self._channels.values():
                self._show(to, channel.idle())
        return found

    def _pass_on(self, found: list[int]) -> None:
        for number in found:
            if number == self._signals:
                self._on_signals()
            elif number == self._keys:
                self._on_keys()
            elif number in self._channels:
                self._on_output(number)

    def _on_output(self, number: int) -> None:
        try:
            data = os.read(number, 65536)
        except OSError:
            # A terminal whose other side is gone says so with an error.
            data = b""
        channel, to = self._channels[number]
        self._read += len(data)
        if not data or not self._show(to, channel.feed(data)):
            self._finish(number)

    def _open_line(self) -> bool:
        together = False
        with contextlib.suppress(OSError):
            together = os.path.sameopenfile(1, 2)
        ends = [end for to, end in self._shown.items() if to == 2 or together]
        return bool(ends) and ends[-1] != b"\n"

    def _show(self, to: int, data: bytes) -> bool:
        if data:
            self._shown.pop(to, None)
            self._shown[to] = data[-1:]
        return show(to, data)

    def _finish(self, number: int) -> None:
        channel, to = self._channels.pop(number)
        self._show(to, channel.close())
        self._ready.unregister(number)
        if number in self._sizes:
            self._sizes.remove(number)
        close(number)

    def _on_keys(self) -> None:
        data = b""
        with contextlib.suppress(OSError):
            data = os.read(0, 4096)
        master = self._sizes[0] if self._sizes else None
        if not data or master is None:
            self._ready.unregister(0)
            self._keys = -1
            return
        with contextlib.suppress(OSError):
            while data:
                data = data[os.write(master, data) :]

    def _on_signals(self) -> None:
        with contextlib.suppress(BlockingIOError):
            for number in os.read(self._signals, 256):
                if number in _PASSED_ON:
                    self._tell(signal.Signals(number))
                elif number == signal.SIGWINCH:
                    for master in self._sizes:
                        copy_size(1 if os.isatty(1) else 2, master)
                elif number == signal.SIGTSTP:
                    self._tell(signal.SIGTSTP)
                    self._rest()

    def _rest(self) -> None:
        """Stop like the command, until somebody continues us."""
        os.kill(os.getpid(), signal.SIGSTOP)
        self._tell(signal.SIGCONT)

    def _left(self) -> int | None:
        """The status of the command once it has left. One that stopped to ask for the terminal is given it."""
        pid, status = os.waitpid(self.process.pid, os.WNOHANG | os.WUNTRACED)
        if not pid:
            return None
        if not os.WIFSTOPPED(status):
            return status
        if os.WSTOPSIG(status) in (signal.SIGTTIN, signal.SIGTTOU) and lend_terminal(self._stack, self.process.pid):
            self._tell(signal.SIGCONT)
        elif self._keys < 0:
            self._rest()
        return None

    def _tell(self, number: signal.Signals) -> None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, number)
