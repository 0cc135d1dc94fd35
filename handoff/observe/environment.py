"""The environment of a command: what of it a program that is run for a look is given, and what a reader is told of it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
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


def environment_notes(environment: Mapping[str, str]) -> tuple[str, ...]:
    """What of the environment a reader needs to judge a run by: the system, and the variables that change how things run."""
    system = os.uname()
    return (
        f"os={system.sysname} {system.release} {system.machine}",
        *(f"{name}={environment[name]}" for name in TELLING if environment.get(name)),
    )
