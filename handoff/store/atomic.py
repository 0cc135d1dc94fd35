"""Files replaced whole or not at all, by one writer at a time.

A kill at any moment leaves the old file or the new one. The lock is on the folder, so nothing is left lying beside the
record, and every user of the same tree waits for the same lock.
"""

from __future__ import annotations

import errno
import os
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from handoff.errors import CouldNotWrite

try:
    import fcntl
except ImportError:  # Windows has no fcntl: single writers are safe there, simultaneous ones are not
    fcntl = None  # type: ignore[assignment]  # mypy knows the module, the platform may not

# How long a writer waits for another one; an append takes milliseconds, so this long means that something hangs.
PATIENCE = 60.0


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the folder for writing. Raises CouldNotWrite when it cannot be locked, or not within a minute."""
    if fcntl is None:
        yield
        return
    try:
        handle = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    except OSError as error:
        raise CouldNotWrite.because(f"cannot open {folder}", error) from None
    try:
        _take(handle, folder)
        yield
    finally:
        os.close(handle)


def _take(handle: int, folder: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    pause = 0.0005
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except OSError as error:
            if error.errno not in (errno.EAGAIN, errno.EACCES, errno.EINTR):
                raise CouldNotWrite.because(f"cannot lock {folder}", error) from None
        if time.monotonic() > deadline:
            raise CouldNotWrite(f"{folder} is locked by another process for more than {PATIENCE:.0f} s", "nothing was written")
        time.sleep(pause)
        pause = min(pause * 1.5, 0.02)


def replace(path: Path, *parts: bytes) -> None:
    """Put new content in place of a file, durably, with the old file's mode. The caller holds the folder's lock.

    Raises CouldNotWrite; the old file then stands as it was.
    """
    target = Path(os.path.realpath(path))
    draft = target.with_name(f".{target.name}.new")
    try:
        mode = _mode(target)
        with suppress(FileNotFoundError):
            # Left behind by a writer that was killed; whoever holds the lock may clear it.
            draft.unlink()
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o666 if mode is None else mode)
        try:
            if mode is not None:
                os.fchmod(handle, mode)
            for part in parts:
                _write(handle, part)
            os.fsync(handle)
        finally:
            os.close(handle)
        draft.replace(target)
        _sync_folder(target.parent)
    except OSError as error:
        with suppress(OSError):
            draft.unlink()
        raise CouldNotWrite.because(f"cannot write {path}", error, "the old file stands as it was") from None


def _mode(target: Path) -> int | None:
    try:
        found = target.stat()
    except FileNotFoundError:
        return None
    if not os.access(target, os.W_OK):
        raise OSError(errno.EACCES, "the file is read-only")
    return stat.S_IMODE(found.st_mode)


def _write(handle: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(handle, view) :]


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
