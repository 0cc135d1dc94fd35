"""`handoff drop`: close a next step or bug without doing it."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from handoff.errors import UsageError


def drop(
    id: Annotated[str, typer.Argument(metavar="ID", help="What is dropped: an event of the session, or session#event.")],
    why: Annotated[str, typer.Option("--why", metavar="TEXT", help="The reason; the next reader will ask for it.")],
    at: Annotated[str | None, typer.Option("--at", metavar="TIME", help="When. Default: now.")] = None,
    by: Annotated[str | None, typer.Option("--by", metavar="TEXT", help="Who decided it.")] = None,
    session: Annotated[
        str | None,
        typer.Option(
            "--session", metavar="SESSION", help="The session that the closing goes to. Default: the newest open one."
        ),
    ] = None,
) -> None:
    """Append a closing: the next step or bug is not going to be done, and why. Prints the closing's id."""
    from ._closing import close

    if not why.strip():
        raise UsageError("--why needs a reason")
    given = {option: [text] for option, text in (("--why", why), ("--at", at), ("--by", by)) if text is not None}
    sys.stdout.write(close(id, "dropped", given, session) + "\n")
