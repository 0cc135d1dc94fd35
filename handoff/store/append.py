"""New events put at the end of a record. Every byte that was there stays; all of the new ones go in, or none.

1. Lock the session's folder and read the record. 2. Learn its clock, ids and layout: from the note in the cache when that
speaks of these very bytes, else by loading the record, which refuses to touch what does not load. 3. Take out secrets, and
write the events as YAML text. 4. Unless the layout is the plain one of a noted record, load what would be written and
compare. 5. Replace the file durably. 6. Note the new content.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Container, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from handoff.errors import BadInput, BadRecord, CouldNotWrite
from handoff.model.identifiers import free_slug

from . import cache
from .atomic import locked, replace
from .emit import unwritable
from .hiding import hide_in
from .layout import Layout, find_layout, newline_of
from .source import BOM, decoded, read_bytes

if TYPE_CHECKING:
    from handoff.model.clock import Clock
    from handoff.model.events import Event
    from handoff.model.project import Project
    from handoff.model.session import Session

RECORD = "session.yaml"


class Draft:
    """An event that is not in the record yet: its kind, its fields by their key in files, and its id or none."""

    __slots__ = ("id", "kind", "summary", "tree")

    def __init__(self, kind: str, summary: str, tree: dict[str, Any], id: str | None = None) -> None:
        self.kind, self.summary, self.tree, self.id = kind, summary, tree, id

    @classmethod
    def of(cls, event: Event) -> Draft:
        """A draft of an event of the model, which keeps its id."""
        from .tree import tree_of

        made = tree_of(event)
        return cls(event.kind, made.pop("summary"), made, made.pop("id"))

    def entry(self, id: str) -> dict[str, Any]:
        """The mapping as it stands in the file: id, kind and time first."""
        first: dict[str, Any] = {"id": id, "kind": self.kind}
        if "at" in self.tree:
            first["at"] = self.tree["at"]
        return first | {"summary": self.summary} | self.tree


class Record:
    """A record under its lock: what an append needs to know of it. Made by `opened`."""

    def __init__(self, file: Path, shown: str, project: Callable[[], Project]) -> None:
        self.file, self.shown, self._project = file, shown, project
        self.data = read_bytes(file, shown)
        self.digest = cache.digest_of(self.data)
        self.real = os.path.realpath(file)
        # The sorts of secrets that were taken out of what was appended.
        self.hidden: list[str] = []
        self._session: Session | None = None
        self._text: str | None = None
        note = cache.recall(self.real, self.digest)
        self.note = note if note is not None else self._learnt()

    @property
    def project(self) -> Project:
        """The project of the session; its configuration is read only when it is needed."""
        return self._project()

    @property
    def text(self) -> str:
        """The content without its byte order mark."""
        if self._text is None:
            self._text = decoded(self.data, self.shown)
        return self._text

    @property
    def session(self) -> Session:
        """The record loaded whole. Raises BadRecord."""
        if self._session is None:
            from .load import parse_session

            self._session = parse_session(self.text, self.shown, self.project)
        return self._session

    @property
    def zone(self) -> str | None:
        """The name of the session's time zone, else that of the project's."""
        return self.note.facts.get("zone") or self.project.timezone

    @property
    def clock(self) -> Clock:
        """What wall times of the session are read against."""
        from zoneinfo import ZoneInfo

        from handoff.model.clock import Clock

        zone, day = self.zone, self.note.facts.get("day")
        return Clock(ZoneInfo(zone) if zone else None, date.fromisoformat(day) if day else None)

    def _learnt(self) -> cache.Note:
        session = self.session
        layout = find_layout(self.text)
        facts = {"id": session.id, "newline": "crlf" if newline_of(self.text) == "\r\n" else "lf"}
        if session.timezone:
            facts["zone"] = session.timezone
        if session.day:
            facts["day"] = session.day.isoformat()
        if session.ended:
            facts["ended"] = session.ended.isoformat()
        if layout.simple:
            facts["dash"] = f"{layout.indent} {layout.gap}"
        note = cache.Note(facts, "".join(f"\n{event.id}" for event in session.events).encode() + b"\n")
        # Who opens a record without appending to it, as `handoff run` does, need not load it a second time either.
        cache.remember(self.real, self.digest, note)
        return note

    def append(self, drafts: Sequence[Draft]) -> list[str]:
        """Write the events; their ids. Raises BadInput when an id is taken, CouldNotWrite when the file cannot be written."""
        if not drafts:
            return []
        # Before an id is made of it.
        self.hidden = hide_in(drafts)
        entries = self._entries(drafts)
        ids = [entry["id"] for entry in entries]
        dash = self.note.facts.get("dash")
        if dash is not None and self._session is None:
            indent, gap = map(int, dash.split())
            newline = "\r\n" if self.note.facts.get("newline") == "crlf" else "\n"
            first = b"" if self.data.endswith((b"\n", b"\r")) else newline.encode()
            added = first + Layout(True, None, indent, gap).lines(entries, newline).encode()
            replace(self.file, self.data, added)
            self.digest = cache.grown_digest(self.data, added)
        else:
            text = find_layout(self.text).grown(self.text, entries, newline_of(self.text))
            self._compare(text, ids)
            grown = (BOM if self.data.startswith(BOM) else b"") + text.encode()
            replace(self.file, grown)
            self.digest = cache.digest_of(grown)
            if dash is None:
                layout = find_layout(text)
                if layout.simple:
                    self.note.facts["dash"] = f"{layout.indent} {layout.gap}"
        self.note.ids += "".join(f"{id}\n" for id in ids).encode()
        cache.remember(self.real, self.digest, self.note)
        return ids

    def taken(self, new: set[str]) -> Container[str]:
        """The ids that a new event cannot have: those of the record and those in `new`."""
        return _Taken(self.note, new)

    def _entries(self, drafts: Sequence[Draft]) -> list[dict[str, Any]]:
        new: set[str] = set()
        taken = self.taken(new)
        entries = []
        for draft in drafts:
            if draft.id is not None and draft.id in taken:
                raise BadInput(f"{self.shown} already has an event {draft.id!r}", "choose another id, or leave it out")
            id = draft.id or free_slug(draft.summary, taken)
            new.add(id)
            entries.append(draft.entry(id))
        if (lone := unwritable(entries)) is not None:
            raise BadInput(f"{lone!r} is not text that UTF-8 can hold", "give it in the encoding of your terminal")
        return entries

    def _compare(self, text: str, ids: list[str]) -> None:
        """Insist that the new text holds the old events and the new ones, in this order."""
        from .load import parse_session

        before = self.session.events
        try:
            after = parse_session(text, self.shown, self.project).events
        except BadRecord:
            after = ()
        if after[: len(before)] != before or [event.id for event in after[len(before) :]] != ids:
            raise CouldNotWrite(
                f"{self.shown}: an event cannot be put behind this list without changing what stands there",
                "write `events:` as a plain list, one `- ` an event; nothing was written",
            )


class _Taken:
    """The ids of a record and of the events that are about to join it; answers `in` without listing them."""

    def __init__(self, note: cache.Note, new: set[str]) -> None:
        self._note, self._new = note, new

    def __contains__(self, id: object) -> bool:
        return id in self._new or self._note.has(str(id))


@contextmanager
def opened(folder: Path, project: Callable[[], Project]) -> Iterator[Record]:
    """The record of a session, locked for writing until the block is left. Raises BadInput, BadRecord or CouldNotWrite."""
    file = folder / RECORD if folder.is_dir() else folder
    with locked(Path(os.path.realpath(file)).parent):
        yield Record(file, str(file), project)


def append_events(folder: Path, project: Project, events: Sequence[Event], now: datetime | None = None) -> list[str]:
    """Append events to a session's record; their ids, in order. An event without a time gets `now`, if that is given.

    Raises BadRecord on a record that does not load, BadInput when an id is taken, CouldNotWrite; the file is then untouched.
    """
    from .tree import own

    drafts = [Draft.of(event) for event in events]
    for draft in drafts:
        if now is not None and "at" not in draft.tree:
            draft.tree["at"] = own(now)
    with opened(folder, lambda: project) as record:
        return record.append(drafts)
