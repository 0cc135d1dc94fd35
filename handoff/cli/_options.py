"""Options that more than one verb has, and the clock, working directory and terminal that verbs read."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from handoff.errors import UsageError


def _version(wanted: bool) -> None:
    if wanted:
        from handoff import __version__

        sys.stdout.write(f"handoff {__version__}\n")
        raise typer.Exit


def top(
    version: Annotated[
        bool, typer.Option("--version", "-V", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Hold the options that stand before the verb."""


def now(as_of: str | None = None) -> datetime:
    """The instant for which everything is judged: `--as-of`, else SOURCE_DATE_EPOCH, else the clock."""
    from handoff.model.times import Clock

    if as_of:
        try:
            return Clock(None).read(as_of)
        except ValueError as error:
            raise UsageError(f"--as-of {error}", "write an instant with its offset, as in 2026-01-21T18:00Z") from None
    if epoch := os.environ.get("SOURCE_DATE_EPOCH"):
        try:
            return datetime.fromtimestamp(int(epoch), UTC)
        except (ValueError, OverflowError, OSError):
            raise UsageError(f"SOURCE_DATE_EPOCH is {epoch!r}, which is no number of seconds since 1970") from None
    return datetime.now(UTC).replace(microsecond=0)


def here() -> Path:
    """The folder that the command was given in."""
    return Path.cwd()


def say(text: str) -> None:
    """Talk to the person: standard error, so that standard output stays data."""
    sys.stderr.write(f"{text}\n")


def coloured(stream: object, no_color: bool = False) -> bool:
    """Whether a stream gets colour: a terminal, no `--no-color`, no NO_COLOR in the environment."""
    return not no_color and not os.environ.get("NO_COLOR") and bool(getattr(stream, "isatty", lambda: False)())
