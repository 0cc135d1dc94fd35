"""`handoff resume`: what the next reader needs first."""

from __future__ import annotations

import sys
from typing import Annotated, Literal

import typer

from handoff.errors import UsageError


def resume(
    session: Annotated[
        str | None,
        typer.Argument(
            metavar="[SESSION]", help="Id, folder, record or 'last'. Default: the newest open one.", show_default=False
        ),
    ] = None,
    named: Annotated[str | None, typer.Option("--session", metavar="SESSION", help="The same, as an option.")] = None,
    max_tokens: Annotated[int, typer.Option("--max-tokens", metavar="N", help="How long it may be, in tokens.")] = 1500,
    format: Annotated[Literal["markdown", "json"], typer.Option("--format", "-f", help="How it is written.")] = "markdown",
    as_of: Annotated[str | None, typer.Option(metavar="TIME", help="Judge for this instant. Default: now.")] = None,
) -> None:
    """Say what to do first and why, what not to rely on, what must not be disturbed, what was ruled out, what to look at again.

    The least important is left out to fit --max-tokens, and how much is said. A token is taken for three and a half bytes.
    """
    from handoff.cli._render import Renderer
    from handoff.cli._surroundings import now, project_here
    from handoff.render.resume import LEAST, render_resume, resume_data
    from handoff.store.cache import folder as cache_folder

    if max_tokens < LEAST:
        raise UsageError(f"--max-tokens {max_tokens} is too few to say anything", f"give at least {LEAST}")
    if session is not None and named is not None:
        raise UsageError("the session is named twice", "leave one of them out")
    renderer = Renderer(project_here())
    judgement = renderer.judge(renderer.find(session or named), now(as_of)).judgement
    if format == "json":
        text = resume_data(judgement, max_tokens)
    else:
        cache = cache_folder()
        text = render_resume(judgement, max_tokens, renderer.templates(), cache / "templates" if cache else None)
    sys.stdout.buffer.write(text.encode())
    sys.stdout.flush()
