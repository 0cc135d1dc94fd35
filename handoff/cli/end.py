"""`handoff end`: the work is over; set `ended`, then observe, check and render in one go."""

from __future__ import annotations

from typing import Annotated

import typer

from handoff.errors import UsageError

from ._surroundings import project_here, say


def end(
    session: Annotated[
        str | None, typer.Argument(metavar="[SESSION]", help="The session. Default: the newest open one.", show_default=False)
    ] = None,
    at: Annotated[str | None, typer.Option("--at", metavar="TIME", help="When the work stopped. Default: now.")] = None,
) -> None:
    """Set `ended`, look at git, check, and write the documents. The exit code is the highest of the three."""
    from handoff.model.clock import written
    from handoff.store.append import opened
    from handoff.store.ending import set_ended
    from handoff.store.folders import find_session

    from ._recording import clock_of

    project = project_here()
    folder = find_session(project, session)
    with opened(folder, lambda: project) as record:
        try:
            instant = clock_of(record).read(at or "now")
        except ValueError as error:
            raise UsageError(f"--at: {error}") from None
        begun = record.session.started
        if begun is not None and instant < begun:
            said = f"the end, {written(instant)}, is before the session began, {written(begun)}"
            raise UsageError(said, f"give a later --at, or mend `started` with `handoff edit {folder.name}`")
        set_ended(record, instant)
    say(f"{folder.name} ended at {written(instant)}")
    raise typer.Exit(_hand_over(str(folder)))


def _hand_over(folder: str) -> int:
    """Observe, check and render, as three commands would; the highest exit code of the three."""
    from handoff.cli import obey, verbs

    known = verbs()
    return max(obey([verb, folder]) for verb in ("observe", "check", "render") if verb in known)
