"""The bytes of a record as text: size, encoding and byte order mark are dealt with here."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import NamedTuple

from handoff.errors import BadInput, BadRecord

LARGEST = 64 * 1024 * 1024
BOM = "\ufeff".encode()


class Content(NamedTuple):
    """What lies in a session folder: the bytes of its record, and of its observations, none when there are none."""

    record: bytes
    observed: bytes


def read_bytes(path: Path, shown: str | None = None) -> bytes:
    """The content of a plain file of at most 64 MiB. Raises BadInput when it is missing, no file, unreadable or larger."""
    name = shown or str(path)
    try:
        # Not blocking, because a FIFO under this name would otherwise wait for a writer for ever.
        with os.fdopen(os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)), "rb") as file:
            found = os.fstat(file.fileno())
            if not stat.S_ISREG(found.st_mode):
                raise BadInput(f"{name} is no plain file")
            if found.st_size > LARGEST:
                raise BadInput(f"{name} holds {found.st_size >> 20} MiB; a record may hold {LARGEST >> 20}")
            data = file.read(found.st_size + 1)
            # Some files say that they are empty and are not, and some grow.
            return data + file.read(LARGEST + 1 - len(data)) if len(data) > found.st_size else data
    except FileNotFoundError:
        raise BadInput(f"there is no {name}") from None
    except OSError as error:
        raise BadInput(f"cannot read {name}: {error.strerror}") from None


def decoded(data: bytes, path: str) -> str:
    """The text of UTF-8 bytes without their byte order mark. Raises BadRecord at the first byte that is none."""
    try:
        return data.removeprefix(BOM).decode("utf-8")
    except UnicodeDecodeError as error:
        before = error.object[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        wrong = error.object[error.start]
        raise BadRecord(
            [f"{path}:{line}:{column}: byte 0x{wrong:02x} is no UTF-8: save the file as UTF-8"],
        ) from None
