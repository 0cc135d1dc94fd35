"""`handoff done`: close a next step or bug as done."""

from __future__ import annotations

import sys
from typing import Annotated

import typer


def done(
    id: Annotated[str, typer.Argument(metavar="ID", help="What is done: an event of the session, or session#event.")],
    evidence: Annotated[
        list[str] | None,
        typer.Option("--evidence", metavar="REFERENCE", help="What shows it: an event id, commit:…, url:… Repeat for several."),
    ] = None,
    why: Annotated[str | None, typer.Option("--why", metavar="TEXT", help="A word on how it was done.")] = None,
    at: Annotated[str | None, typer.Option("--at", metavar="TIME", help="When. Default: now.")] = None,
    by: Annotated[str | None, typer.Option("--by", metavar="TEXT", help="Who did it.")] = None,
    session: Annotated[
        str | None,
        typer.Option(
            "--session", metavar="SESSION", help="The session that the closing goes to. Default: the newest open one."
        ),
    ] = None,
) -> None:
    """Append a closing: the next step or bug is done. Prints the closing's id."""
    from ._closing import close

    given = {option: [text] for option, text in (("--why", why), ("--at", at), ("--by", by)) if text is not None}
    if evidence:
        given["--evidence"] = evidence
    sys.stdout.write(close(id, "done", given, session) + "\n")
