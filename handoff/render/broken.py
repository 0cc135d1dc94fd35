"""What the tool saw broken last, in words."""

from __future__ import annotations

import shlex
from zoneinfo import ZoneInfo

from handoff.model.observation import ProbeSeen, RunSeen
from handoff.verdicts.broken import Broken
from handoff.verdicts.times import clock_text

_LONGEST = 200


def told(one: Broken, zone: ZoneInfo | None) -> str:
    """What is broken, how it was seen, when and by which look."""
    said = " ".join(one.look.text.split())
    said = said if len(said) <= _LONGEST else f"{said[: _LONGEST - 1]}…"
    exit = one.look.source.exit if isinstance(one.look.source, RunSeen) else None
    said = f"exit {exit}: {said}" if exit else said
    return f"{one.service}, {one.check} ({one.look.level}): {said}; {seen(one, zone)}"


def seen(one: Broken, zone: ZoneInfo | None) -> str:
    """When and by which look it was seen."""
    when = f"seen at {clock_text(one.seen_at, zone)}, by {one.name}"
    if one.since < one.seen_at:
        when = f"{when}, for the first time at {clock_text(one.since, zone)}"
    if one.changed is not None:
        when = f"{when}; {one.service} was changed at {clock_text(one.changed, zone)} and was not looked at since"
    return when


def again(one: Broken) -> str:
    """The command that takes the look again."""
    if isinstance(one.look.source, ProbeSeen):
        return "handoff observe --live"
    argv = one.look.source.argv if isinstance(one.look.source, RunSeen) else ()
    return f"handoff run --about {shlex.quote(one.service)} --level {one.look.level} -- {shlex.join(argv)}"
