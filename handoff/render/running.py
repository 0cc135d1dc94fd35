"""What runs or was left changed, and must not be disturbed by whoever goes on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from handoff.model.carry import FROM
from handoff.model.events import AnyEvent, Deployment
from handoff.verdicts import Case
from handoff.verdicts.under_way import under_way

from .changes import Outside, outside_git


class Running(NamedTuple):
    """Something that runs, or that was changed outside git: then `change` is that change."""

    id: str
    text: str
    why: str = ""
    change: Outside | None = None


def running(case: Case) -> Iterator[Running]:
    """First what runs, as recorded, then what was changed outside git and never taken back."""
    for event in under_way(case):
        if isinstance(event, Deployment) and event.rolling_out:
            yield Running(event.id, f"the roll-out of {event.service} is not over", event.summary)
        else:
            yield Running(event.id, event.summary, _undo(event))
    for change in outside_git(case):
        text = f"changed outside git, and not taken back in this record: {change.what}"
        yield Running(change.id, text, "" if change.undo else "nobody says how to take it back", change)


def _undo(event: AnyEvent) -> str:
    """How something that was carried over is taken back, which its note tells in a paragraph of its own."""
    told = (event.details or "").split("\n\n") if FROM in event.extra else ()
    return next((" ".join(part.split()) for part in told if part.startswith("Undo: ")), "")
