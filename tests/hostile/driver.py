"""Calls the verbs that read, check offline and render in every folder that it is given, and writes down what happened.

Runs as a process of its own: `driver.py OUTPUT FOLDER …`. With HANDOFF_AUDIT set, everything that an audit hook tells of
programs, sockets and foreign code is written down too.
"""

from __future__ import annotations

import io
import json
import os
import resource
import signal
import sys
import traceback
from collections.abc import Callable
from typing import Any

# Longer than any verb takes even on a busy machine; a pipe or a device that is waited for would take for ever.
PATIENCE = 120
MEMORY = 3 << 30
VERBS = (
    ["list"], ["show", "2026-01-20-worker"], ["open"], ["check"], ["check", "--format", "json"], ["check", "sessions"],
    ["check", "NOTES.md"], ["render"], ["render", "--check"], ["observe"], ["resume"], ["schema"], ["trust", "--show"],
)  # fmt: skip
TELLING = (
    "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork", "pty.spawn", "socket.", "urllib.Request",
    "ftplib.", "http.client", "smtplib", "webbrowser", "ctypes.dlopen",
)  # fmt: skip

events: list[list[str]] = []
# Holds something while a verb is under way.
listening: list[bool] = []


def hook(name: str, given: tuple[Any, ...]) -> None:
    """Write down what the interpreter is about to do, when it is one of the things that matter."""
    if listening and name.startswith(TELLING):
        events.append([name, repr(given)[:300]])


class Hangs(BaseException):
    """A verb that does not come back."""


def give_up(_number: int, _frame: object) -> None:
    """End a verb that takes too long."""
    raise Hangs


def call(run: Callable[[list[str]], int], words: list[str]) -> dict[str, Any]:
    """Call one verb; what it returned, printed and broke on."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", errors="surrogateescape") for _ in range(2))
    sys.stdout, sys.stderr = out, err
    broken, code = "", None
    signal.alarm(PATIENCE)
    listening.append(True)
    try:
        code = run(words)
    except Hangs:
        broken = "hangs:\n" + traceback.format_exc()
    except BaseException:  # noqa: BLE001 - whatever it is, it is what the test is about
        broken = traceback.format_exc()
    finally:
        listening.clear()
        signal.alarm(0)
        sys.stdout, sys.stderr = sys.__stdout__, sys.__stderr__
    shown = []
    for stream in (out, err):
        stream.flush()
        shown.append(stream.buffer.getvalue().decode("utf-8", "replace")[:2_000_000])
    return {"words": words, "code": code, "broken": broken, "out": shown[0], "err": shown[1]}


def main() -> None:
    """Go through the folders."""
    output, *folders = sys.argv[1:]
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    signal.signal(signal.SIGALRM, give_up)
    from handoff.cli import obey

    if os.environ.get("HANDOFF_AUDIT"):
        sys.addaudithook(hook)
    told = {}
    for folder in folders:
        os.chdir(folder)
        events.clear()
        told[folder] = {"calls": [call(obey, list(words)) for words in VERBS], "events": list(events)}
    with open(output, "w", encoding="utf-8") as file:
        json.dump(told, file)


main()
