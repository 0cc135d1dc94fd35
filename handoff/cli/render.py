"""`handoff render`: write the documents of a session, or say that they are out of date."""

from __future__ import annotations

from typing import Annotated

import typer


def render(
    session: Annotated[
        str | None, typer.Argument(metavar="[SESSION]", help="Id, folder or record. Default: the newest open one.")
    ] = None,
    template: Annotated[
        str | None,
        typer.Option("--template", "-t", metavar="NAME", help="handoff, checklist, brief, or one of the project's own."),
    ] = None,
    output: Annotated[
        str | None, typer.Option("--output", "-o", metavar="FILE|-", help="Write one document there; - is standard output.")
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; exit with 1 and say which document is out of date.")
    ] = False,
    as_of: Annotated[
        str | None,
        typer.Option(metavar="TIME|now", help="Judge for this instant. Default: the newest that the session knows of."),
    ] = None,
) -> None:
    """Write HANDOFF.md and CHECKLIST.md beside the record and print their paths.

    A document is judged for the newest instant that its session knows of (its end, its last event, the last look, the last
    correction by another session), so the same facts give the same bytes; a time that has not come does not count. --check
    judges for the instant that the document itself names; without SESSION it looks at every session that has documents. Exit
    codes: 0, 1 out of date, 2 usage, 3 a record or template does not load, 4 could not write.
    """
    from handoff.cli._render import Asked, run_render

    raise typer.Exit(run_render(Asked(session=session, template=template, output=output, check=check, as_of=as_of)))
