"""The commit and the dirty state of the folder that a command runs in, told by two quick git processes.

For a command under way only this much is asked; `observe.git` tells everything else. Nothing that a repository's
configuration names is run: no hook, no file-system monitor, no filter, no submodule's git.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

SECONDS = 5.0
# The user's own configuration stays in force, because line ends and ownership depend on it.
_OF_THE_USER = ("HOME", "XDG_CONFIG_HOME", "PATH", "GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM", "SUDO_UID")
_FIXED = {
    "LC_ALL": "C",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_PAGER": "cat",
}
_SAFE = (
    "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "core.untrackedCache=false",
    "-c", "protocol.allow=never",
)  # fmt: skip
_STATUS = (
    "status", "--porcelain=v2", "--branch", "-z", "--untracked-files=normal", "--ignore-submodules=all", "--no-renames",
    "--", ":/",
)  # fmt: skip


class Checkout(NamedTuple):
    """What is checked out. Both are None when nobody could tell: no git, no repository, no commit, no permission."""

    commit: str | None = None
    dirty: bool | None = None


def checkout_of(folder: Path, aside: Path, caller: Mapping[str, str]) -> Checkout:
    """The commit of the repository at or above a folder, and whether anything but files in `aside` differs from it.

    Raises nothing. A difference that only a filter of the repository could take away again leaves `dirty` open.
    """
    top = _top(folder)
    program = _git(caller.get("PATH", ""), top) if top else None
    if top is None or program is None:
        return Checkout()
    environment = {name: caller[name] for name in _OF_THE_USER if name in caller} | _FIXED
    listed = _run([program, "--no-pager", "config", "--list", "--name-only", "-z"], folder, environment)
    if listed is None:
        return Checkout()
    filters = {name.split(b".", 1)[1].rsplit(b".", 1)[0] for name in listed.split(b"\0") if name.startswith(b"filter.")}
    for name in sorted(filters):
        if b"=" in name or b"\n" in name:
            return Checkout()
    unfiltered = [
        word
        for name in sorted(filters)
        for key, value in (("clean", ""), ("smudge", ""), ("process", ""), ("required", "false"))
        for word in ("-c", f"filter.{os.fsdecode(name)}.{key}={value}")
    ]
    real = aside.resolve()
    outside = [] if top.resolve() not in (real, *real.parents) else [f":(exclude,top,literal){real.relative_to(top.resolve())}"]
    status = _run([program, "--no-pager", *_SAFE, *unfiltered, *_STATUS, *outside], folder, environment)
    if status is None:
        return Checkout()
    commit, dirty = None, False
    for entry in status.split(b"\0"):
        if entry.startswith(b"# branch.oid "):
            commit = entry[13:].decode()
        elif entry and not entry.startswith(b"# "):
            dirty = True
    if commit in (None, "(initial)"):
        return Checkout()
    return Checkout(commit, None if dirty and filters else dirty)


def _top(folder: Path) -> Path | None:
    """The nearest folder that holds `.git`, found without asking git, so that nothing is started where there is none."""
    return next((one for one in (folder, *folder.parents) if os.path.lexists(one / ".git")), None)


def _git(search: str, top: Path) -> str | None:
    """The git program, never one that lies in the repository itself."""
    within = f"{top.resolve()}{os.sep}"
    for entry in search.split(os.pathsep):
        program = os.path.join(entry, "git")  # noqa: PTH118 - in a loop over PATH, on every command that is run
        if entry.startswith("/") and os.access(program, os.X_OK) and not os.path.realpath(program).startswith(within):
            return program
    return None


def _run(argv: list[str], folder: Path, environment: Mapping[str, str]) -> bytes | None:
    """What a process prints; None when it fails or takes too long."""
    try:
        done = subprocess.run(  # noqa: S603 - a program found by its absolute path, no shell
            argv, cwd=folder, env=environment, stdin=subprocess.DEVNULL, capture_output=True, timeout=SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None
