"""Lines put at the end of `observed.jsonl`, all of them or none, without knowing what they say.

A last line without its end is what a crash leaves; it is no look, and the next append cuts it off.
"""

from __future__ import annotations

import os
from pathlib import Path

from handoff.errors import CouldNotWrite

NAME = "observed.jsonl"


def add_lines(folder: Path, lines: bytes) -> None:
    """Write whole lines durably. The caller holds the folder's lock. Raises CouldNotWrite; then none of them is there."""
    file = folder / NAME
    try:
        handle = os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o666)
        end = _whole(handle)
        try:
            os.ftruncate(handle, end)
            os.lseek(handle, end, os.SEEK_SET)
            view = memoryview(lines)
            while view:
                view = view[os.write(handle, view) :]
            os.fsync(handle)
        except OSError:
            os.ftruncate(handle, end)
            raise
        finally:
            os.close(handle)
    except OSError as error:
        raise CouldNotWrite.because(f"cannot write {file}", error) from None


def _whole(handle: int) -> int:
    """How many bytes of the file are whole lines."""
    size = end = os.lseek(handle, 0, os.SEEK_END)
    while end > 0:
        start = max(0, end - 65536)
        os.lseek(handle, start, os.SEEK_SET)
        newline = os.read(handle, end - start).rfind(b"\n")
        if newline >= 0:
            return start + newline + 1
        end = start
    return min(size, end)
