"""The clock, the working directory and the terminal: the only place of the program that reads them."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from handoff.errors import UsageError

if TYPE_CHECKING:
    from handoff.model.project import Project


def now(as_of: str | None = None) -> datetime:
    """The instant for which everything is judged: `--as-of`, else SOURCE_DATE_EPOCH, else the clock."""
    if as_of:
        from handoff.model.times import Clock

        try:
            return Clock(None).read_end(as_of)
        except ValueError as error:
            hint = "write an instant with its offset, as in 2026-01-21T18:00Z, or a day, which means its end in UTC"
            raise UsageError(f"--as-of {error}", hint) from None
    if epoch := os.environ.get("SOURCE_DATE_EPOCH"):
        try:
            return datetime.fromtimestamp(int(epoch), UTC)
        except (ValueError, OverflowError, OSError):
            raise UsageError(f"SOURCE_DATE_EPOCH is {epoch!r}, which is no number of seconds since 1970") from None
    return datetime.now(UTC).replace(microsecond=0)


def moment() -> datetime:
    """The same to the microsecond, for what is seen: of two looks within one second the later one must be known."""
    return now() if os.environ.get("SOURCE_DATE_EPOCH") else datetime.now(UTC)


def here() -> Path:
    """The folder that the command was given in."""
    return Path.cwd()


def project_here() -> Project:
    """The project that governs the working folder, its root as a person there would write it."""
    from dataclasses import replace

    from handoff.config import load_project

    found = load_project(here())
    return replace(found, root=os.path.relpath(found.root, here()))


def say(text: str) -> None:
    """Talk to the person: standard error, so that standard output stays data."""
    sys.stderr.write(f"{text}\n")


def coloured(stream: object, no_color: bool = False) -> bool:
    """Whether a stream gets colour: a terminal, no `--no-color`, no NO_COLOR in the environment."""
    return not no_color and not os.environ.get("NO_COLOR") and bool(getattr(stream, "isatty", lambda: False)())


def local_zone() -> str:
    """The IANA name of the machine's time zone: $TZ, /etc/timezone, or what /etc/localtime points at; UTC where none says."""
    if given := os.environ.get("TZ", "").removeprefix(":"):
        return given.partition("zoneinfo/")[2] or given
    for named in ("/etc/timezone", "/etc/localtime"):
        try:
            file = Path(named)
            said = file.read_text(encoding="ascii").strip() if named.endswith("timezone") else str(file.resolve(strict=True))
        except (OSError, ValueError):
            continue
        zone = said.partition("zoneinfo/")[2] if said.startswith("/") else said
        if zone:
            return zone.removeprefix("posix/").removeprefix("right/")
    return "UTC"
