"""The user's terminal and those that stand in for it: who is listened to, keys as they are, the size."""

from __future__ import annotations

import contextlib
import fcntl
import os
import signal
import termios
from collections.abc import Iterator


def in_front(number: int) -> bool:
    """Whether we are the ones whom the terminal listens to, so that we may change it."""
    try:
        return os.tcgetpgrp(number) == os.getpgrp()
    except OSError:
        return False


def put_in_front(terminal: int, group: int) -> bool:
    """Have the terminal listen to a process group; whether it could be done."""
    try:
        os.tcsetpgrp(terminal, group)
    except OSError:
        return False
    return True


def take_terminal() -> None:  # pragma: no cover - runs in the new process, before it becomes the command
    """Make standard input the terminal of a new session."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


@contextlib.contextmanager
def raw_keys(terminal: int) -> Iterator[None]:
    """Have every key handed on as it is, and the terminal as it was afterwards."""
    import tty

    before = termios.tcgetattr(terminal)
    tty.setraw(terminal, termios.TCSADRAIN)
    try:
        yield
    finally:
        termios.tcsetattr(terminal, termios.TCSADRAIN, before)


def copy_size(like: int, master: int) -> None:
    """Give a terminal the size of another."""
    with contextlib.suppress(OSError):
        fcntl.ioctl(master, termios.TIOCSWINSZ, fcntl.ioctl(like, termios.TIOCGWINSZ, b"\0" * 8))


def lend_terminal(stack: contextlib.ExitStack, group: int) -> bool:
    """Put a process group before the user's terminal; whether it could be done. It comes back to us with the stack."""
    try:
        terminal = os.open("/dev/tty", os.O_RDWR | os.O_CLOEXEC | os.O_NOCTTY)
    except OSError:
        return False
    stack.callback(os.close, terminal)
    if not in_front(terminal):
        return False
    # Without this, taking the terminal back would stop us in turn.
    stack.callback(signal.signal, signal.SIGTTOU, signal.signal(signal.SIGTTOU, signal.SIG_IGN))
    stack.callback(put_in_front, terminal, os.getpgrp())
    return put_in_front(terminal, group)
