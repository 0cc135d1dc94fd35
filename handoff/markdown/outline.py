"""What a document says beside its claims, as it is gathered: header, and events by the line that they stand on."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from handoff.markdown.document import Statement
from handoff.markdown.wording import shown
from handoff.model.events import AnyEvent, Commit
from handoff.model.expression import expression
from handoff.model.identifiers import slug_of
from handoff.model.place import Place
from handoff.model.session import Checkout
from handoff.model.times import Clock
from handoff.model.value import Value

# What of a text becomes the summary of an event.
MOST = 160
_COLON = expression("[:：]")


@dataclass(slots=True)
class Outline:
    """The header of the session that a document tells of, and its events.

    `values` and `subjects` belong to statements, by their order: what a claim states in numbers where the document itself
    says from what they are computed, and the event that a statement is part of. `services` maps a revision to its service,
    `running` holds what is said to run, the revision that is named for it, and the line;
    `zoned` says whether the document itself names its zone; `month` is what its date names without a day, `written` the day on
    which it was written where it names no other.
    """

    path: str
    id: str = ""
    title: str = ""
    timezone: str | None = None
    zoned: bool = False
    month: str | None = None
    written: date | None = None
    started: datetime | None = None
    ended: datetime | None = None
    by: tuple[str, ...] = ()
    repo: Checkout | None = None
    clock: Clock = field(default_factory=lambda: Clock(None, None))
    lines: dict[str, int] = field(default_factory=dict)
    values: dict[int, Value] = field(default_factory=dict)
    subjects: dict[int, str] = field(default_factory=dict)
    services: dict[str, str] = field(default_factory=dict)
    running: list[tuple[str, str, int]] = field(default_factory=list)
    commits: dict[str, Commit] = field(default_factory=dict)
    by_line: dict[int, list[AnyEvent]] = field(default_factory=dict)
    ids: dict[str, int] = field(default_factory=lambda: {"session": 1})

    def add(self, event: AnyEvent) -> None:
        """Keeps an event at its line."""
        self.by_line.setdefault(event.place.line, []).append(event)
        if isinstance(event, Commit):
            self.commits.setdefault(event.sha, event)

    def swap(self, old: AnyEvent, new: AnyEvent) -> None:
        """Puts one event in the place of another."""
        events = self.by_line[old.place.line]
        events[events.index(old)] = new

    def name(self, text: str) -> str:
        """An id made of a text that no other event has."""
        made = slug = slug_of(text[:MOST])
        while made in self.ids:
            self.ids[slug] = number = self.ids.get(slug, 1) + 1
            made = f"{slug}-{number}"
        self.ids[made] = 1
        return made

    def place(self, line: int, **fields: int) -> Place:
        """A place in the document."""
        return Place(self.path, line, 1, fields)


def told(statement: Statement) -> str:
    """The value of a field with its code; the whole statement where it is no field."""
    line = shown(statement.raw)
    return _COLON.split(line, maxsplit=1)[-1].strip() if statement.key else line


def summary(raw: str) -> str:
    """A piece of Markdown as the summary of an event: one line without markup; code keeps its backticks."""
    line = shown(raw)
    return (line if len(line) <= MOST else line[: MOST - 1].rstrip() + "…") or "…"
