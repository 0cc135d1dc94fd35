"""Options that more than one verb has. The clock, working directory and terminal are those of `_surroundings`: no typer."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from ._surroundings import coloured as coloured
from ._surroundings import here as here
from ._surroundings import moment as moment
from ._surroundings import now as now
from ._surroundings import say as say


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
