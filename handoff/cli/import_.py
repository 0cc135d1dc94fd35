"""`handoff import`: the draft of a session from a Markdown handoff."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from handoff.errors import HandoffError, UsageError

from ._surroundings import say

if TYPE_CHECKING:
    from handoff.cli._import import Wanted


def import_(
    documents: Annotated[
        list[str],
        typer.Argument(metavar="DOC.md", help="Markdown documents; `-` is standard input.", show_default=False),
    ],
    tz: Annotated[
        Optional[str],  # noqa: UP045 - typer reads the annotation when it runs
        typer.Option("--tz", metavar="ZONE", help="Time zone of a document that names none. Default: the project's."),
    ] = None,
    previous: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option("--from", metavar="SESSION|last", help="The session that the document's session continues."),
    ] = None,
    id: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option("--id", metavar="ID", help="Id of the session. Default: the document's date and title."),
    ] = None,
    output: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option(
            "--output", "-o", metavar="DIR|-", help="Where the session's folder goes; `-` prints the draft. Default: sessions/."
        ),
    ] = None,
) -> None:
    """Make the draft of a session from a Markdown handoff; prints the path of its folder.

    Whatever was found is an event: bugs, causes, fixes, commits, deployments, evidence, claims, next steps and more. Nothing
    counts as verified. The rest of the text stays in its place, and comments mark what a person should look at. Nothing is
    overwritten.
    """
    from handoff.cli._import import WHAT_COUNTS, Wanted, draft_from, put

    if len(documents) > 1 and (id is not None or output == "-"):
        raise UsageError(f"{'--id' if id is not None else '--output -'} is for one document, and {len(documents)} are named")
    wanted = Wanted.of(tz, previous, id, output)
    unverified: list[bool] = []
    if len(documents) == 1:
        unverified.append(put(draft_from(documents[0], wanted), wanted))
        code = 0
    else:
        code = max(_one(document, wanted, unverified) for document in documents)
    if any(unverified):
        say(WHAT_COUNTS)
    raise typer.Exit(code)


def _one(document: str, wanted: Wanted, unverified: list[bool]) -> int:
    """One of many documents: what is wrong with it is said, and the others are made all the same."""
    from handoff.cli._import import draft_from, put

    try:
        unverified.append(put(draft_from(document, wanted), wanted))
    except HandoffError as error:
        sys.stdout.flush()
        say(f"handoff: {error}")
        return error.exit_code
    return 0
