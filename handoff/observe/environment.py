"""The environment of a command: what of it a program that is run for a look is given, and what a reader is told of it."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path

# What a program needs to find itself, its user's own configuration and its language; nothing else is handed on.
PASSED_ON = (
    "HOME", "USER", "LOGNAME", "PATH", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "TMPDIR",
    "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR",
)  # fmt: skip
# Variables that decide what a command does without standing on its command line.
TELLING = (
    "CI", "GITHUB_ACTIONS", "GITLAB_CI", "TZ", "LC_ALL", "LANG", "VIRTUAL_ENV", "CONDA_DEFAULT_ENV", "PYTEST_ADDOPTS",
    "NODE_ENV", "RAILS_ENV", "DJANGO_SETTINGS_MODULE", "KUBECONFIG", "AWS_PROFILE", "AWS_REGION", "CLOUDSDK_CORE_PROJECT",
    "GOOGLE_CLOUD_PROJECT",
)  # fmt: skip


def clean_environment(root: Path | None = None, names: Iterable[str] = ()) -> dict[str, str]:
    """The few variables that a program is given, and those of `names` that are set.

    `PATH` loses entries that are relative or lie inside `root`, so that a repository cannot put its own program before the
    one that is meant.
    """
    kept = {name: os.environ[name] for name in (*PASSED_ON, *names) if name in os.environ}
    within = root.resolve() if root else None
    kept["PATH"] = os.pathsep.join(
        entry
        for entry in kept.get("PATH", os.defpath).split(os.pathsep)
        if entry.startswith("/") and (within is None or not Path(entry).resolve().is_relative_to(within))
    )
    return kept


@cache
def this_machine() -> str:
    """A name for this machine that tells nobody which one it is: a part of a digest."""
    known = [platform.node()]
    with suppress(OSError):
        known.append(Path("/etc/machine-id").read_text().strip())
    return sha256("\0".join(known).encode()).hexdigest()[:12]


def environment_notes(environment: Mapping[str, str]) -> tuple[str, ...]:
    """What of the environment a reader needs to judge a run by: the system, and the variables that change how things run."""
    system = os.uname()
    return (
        f"os={system.sysname} {system.release} {system.machine}",
        *(f"{name}={environment[name]}" for name in TELLING if environment.get(name)),
    )
