"""`handoff new`: begin a session."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from handoff.errors import UsageError

from ._world import local_zone, now, project_here, say

if TYPE_CHECKING:
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from handoff.model.events import NextStep


def new(
    title: Annotated[str, typer.Argument(metavar="TITLE", help="What the session is about.")],
    tz: Annotated[
        Optional[str],  # noqa: UP045 - typer reads the annotation when it runs
        typer.Option(
            "--tz", metavar="ZONE", help="Time zone of the session's wall times. Default: the project's, else the system's."
        ),
    ] = None,
    started: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option("--started", metavar="TIME", help="When the work began. Default: now."),
    ] = None,
    previous: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option("--from", metavar="SESSION|last", help="The session that this one continues; its open items come along."),
    ] = None,
) -> None:
    """Begin a session; prints the path of its folder. Open items of --from are carried over as not checked again."""
    from handoff.model.events import Closing
    from handoff.model.session import Session
    from handoff.store.carry import carried
    from handoff.store.facts import Library
    from handoff.store.folders import create_session, find_session

    if not title.strip():
        raise UsageError("a session needs a title")
    project = project_here()
    zone = _zone(tz or project.timezone or local_zone())
    begun = _begun(started, zone)
    events: tuple[NextStep, ...] = ()
    ids: tuple[str, ...] = ()
    if previous is not None:
        library = Library(project)
        folder = find_session(project, previous)
        last, _ = library.read(folder)
        others = (library.read(other)[0] for other in library.linked(folder))
        events = carried(last, tuple(one.of for other in others for one in other.of(Closing) if "#" in one.of), begun)
        ids = (last.id,)
    made = create_session(project, Session(id="", title=title, timezone=zone.key, started=begun, previous=ids, events=events))
    if events:
        say(f"{len(events)} open next step{'s' * (len(events) > 1)} carried over from {ids[0]}, not checked again")
    sys.stdout.write(f"{made}\n")


def _zone(name: str) -> ZoneInfo:
    from zoneinfo import ZoneInfo, available_timezones

    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        from handoff.model.fields import meant

        near = meant(name, available_timezones())
        raise UsageError(f"there is no time zone {name!r}{near}", "write an IANA name, as in America/New_York") from None


def _begun(text: str | None, zone: ZoneInfo) -> datetime:
    """The instant that the work began; a bare wall time is one of today."""
    from handoff.model.times import Clock

    instant = now()
    try:
        return Clock(zone, instant.astimezone(zone).date(), instant).read(text or "now")
    except ValueError as error:
        raise UsageError(f"--started: {error}") from None
