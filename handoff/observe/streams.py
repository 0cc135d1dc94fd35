"""Our own three streams while a command runs: there in any case, written to until nobody reads them any more."""

from __future__ import annotations

import contextlib
import os
import time


def have_three_streams() -> None:
    """Open what was closed before us, or a pipe of ours would get a stream's number and be written to as one."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            # The lowest free number is given out first.
            os.open(os.devnull, os.O_RDWR)


def close(number: int) -> None:
    """Close what may be closed already."""
    with contextlib.suppress(OSError):
        os.close(number)


def show(to: int, data: bytes) -> bool:
    """Write to one of our own streams; whether anybody still reads there."""
    while data:
        try:
            data = data[os.write(to, data) :]
        except BlockingIOError:
            time.sleep(0.005)
        except OSError:
            return False
    return True
