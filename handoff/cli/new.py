"""`handoff new`: begin a session."""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from handoff.errors import BadInput, UsageError

from ._surroundings import local_zone, moment, now, project_here, say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from handoff.model.claim import Claim
    from handoff.model.events import AnyEvent
    from handoff.model.judgement import Judgement


def new(
    title: Annotated[str, typer.Argument(metavar="TITLE", help="What the session is about.")],
    tz: Annotated[
        Optional[str],  # noqa: UP045 - typer reads the annotation when it runs
        typer.Option(
            "--tz",
            metavar="ZONE",
            help="Time zone of the session's wall times. Default: that of --from, else the project's, else the system's.",
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
    from handoff.model.carry import carried, closed
    from handoff.model.session import Session
    from handoff.store.facts import Library
    from handoff.store.folders import MADE, create_session, find_session, newest_open

    if not title.strip():
        raise UsageError("a session needs a title")
    project = project_here()
    still = None
    with suppress(BadInput):  # where no session can be listed none can be made, and that is said then
        still = newest_open(project)
    events: tuple[AnyEvent, ...] = ()
    ids: tuple[str, ...] = ()
    if previous is None:
        zone = zone_named(tz or project.timezone or local_zone())
        begun = _begun(started, zone)
    else:
        from handoff.verdicts import judge
        from handoff.verdicts.unsettled import open_bugs

        library = Library(project)
        folder = find_session(project, previous)
        last, _ = library.read(folder)
        others = (library.read(other)[0] for other in library.linked(folder))
        zone = zone_named(tz or last.timezone or project.timezone or local_zone())
        begun = _begun(started, zone)
        facts = library.facts_with_closings(folder, now())
        bugs = [(session.id, bug) for session, bug in open_bugs(facts)]
        events = carried(last, closed((last, *others)), begun, _doubted(judge(facts)), bugs)
        ids = (last.id,)
    # Told apart from its start, finer than that, where it may be mistaken: the session made last gets what names none.
    extra = {MADE: moment().astimezone(zone)} if started is not None or still is not None else {}
    head = Session(id="", title=title, timezone=zone.key, started=begun, previous=ids, events=events, extra=extra)
    made = create_session(project, head)
    if events:
        say(f"{_counted(events)} carried over from {ids[0]}, not checked again")
    if still is not None:
        told = f"what names no session goes to {made.name} now; `handoff end {still.name}` ends the other"
        say(f"{still.name} is open, too: {told}")
    sys.stdout.write(f"{made}\n")


def _doubted(judgement: Judgement) -> list[Claim]:
    """The claims of a session that were not supported.

    One that was corrected is settled, so is a step that somebody ticked; what is said of the session or of the time of one
    of its entries is said of that session only.
    """
    from handoff.model.events import Closing

    session = judgement.facts.session
    ticks = {event.id for event in session.of(Closing)}
    return [
        verdict.claim
        for verdict in judgement.verdicts
        if verdict.answer in ("refuted", "inconclusive", "unsupported")
        and "later-refuted" not in verdict.reasons
        and verdict.claim.subject not in ("session", session.id)
        and verdict.claim.event not in ticks
        and not (verdict.claim.value and verdict.claim.value.unit == "time")
    ]


def _counted(events: Sequence[AnyEvent]) -> str:
    names = {
        "next-step": ("open next step", "open next steps"),
        "bug": ("open bug", "open bugs"),
        "claim": ("claim", "claims"),
        "root-cause": ("suspected cause", "suspected causes"),
    }
    counts: dict[tuple[str, str], int] = {}
    for event in events:
        name = names.get(event.kind, ("thing that runs or holds for now", "things that run or hold for now"))
        counts[name] = counts.get(name, 0) + 1
    return ", ".join(f"{count} {one if count == 1 else many}" for (one, many), count in counts.items())


def zone_named(name: str) -> ZoneInfo:
    """The zone of an IANA name. Raises UsageError with the nearest one."""
    from zoneinfo import ZoneInfo, available_timezones

    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        from handoff.model.fields import meant

        near = meant(name, available_timezones())
        raise UsageError(f"there is no time zone {name!r}{near}", "write an IANA name, as in America/New_York") from None


def _begun(text: str | None, zone: ZoneInfo) -> datetime:
    """The instant that the work began; a bare wall time is one of today."""
    from datetime import timedelta

    from handoff.model.times import Clock
    from handoff.verdicts.times import clock_text

    instant = now()
    try:
        begun = Clock(zone, instant.astimezone(zone).date(), instant).read(text or "now")
    except ValueError as error:
        raise UsageError(f"--started: {error}") from None
    if begun > instant + timedelta(minutes=2):  # as far as two clocks may differ
        later = f"--started {text} is {clock_text(begun, zone)}, which is later than now, {clock_text(instant, zone)}"
        yesterday = (begun.astimezone(zone) - timedelta(days=1)).strftime("%Y-%m-%d %H:%M")
        hint = f"leave it out if the work begins now; with its date if it was another day, as in --started '{yesterday}'"
        raise UsageError(later, hint)
    return begun
