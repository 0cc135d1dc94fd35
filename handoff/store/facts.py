"""Everything that judging one session may know, gathered: record, observations, source, linked sessions."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from handoff.errors import HandoffError
from handoff.model.carry import FROM, closed_elsewhere, names_of, touched
from handoff.model.events import Bug, Correction, fields_among
from handoff.model.facts import ClosedElsewhere, Facts
from handoff.model.observation import AnyObservation
from handoff.model.project import Project
from handoff.model.session import Session

from .folders import all_folders
from .lines import NAME
from .load import RECORD, parse_session, record_path
from .named import sessions_named
from .observations import looks_in, read_observations
from .source import Content, decoded, read_bytes

_CITING = fields_among("evidence", "bugs", "bug", "subject")


class Library:
    """The sessions of a project, each read at most once. For commands that look at many sessions, and for links."""

    def __init__(self, project: Project, held: Mapping[str, Content] | None = None) -> None:
        """`held` is all that lies in the session folders, by the absolute path of the record, when that was read already."""
        self.project = project
        self._held = held
        self._files: dict[Path, Path] = {}
        self._read: dict[Path, tuple[Session, str]] = {}
        self._seen: dict[Path, tuple[AnyObservation, ...]] = {}
        self._leads: dict[Path, list[str]] = {}
        self._naming: dict[str, list[Path]] | None = None
        self._folders: dict[str, Path] = {}

    def read(self, path: Path) -> tuple[Session, str]:
        """A session and its text. Raises BadRecord, BadInput."""
        file = self._file(path)
        if file not in self._read:
            held = self._content(file)
            text = decoded(read_bytes(file) if held is None else held.record, str(file))
            self._read[file] = (parse_session(text, str(file), self.project), text)
        return self._read[file]

    def _file(self, path: Path) -> Path:
        found = self._files.get(path)
        if found is None:
            found = self._files[path] = record_path(path)
        return found

    def _content(self, file: Path) -> Content | None:
        return self._held.get(os.path.abspath(file)) if self._held else None  # noqa: PTH100 - the key is a text

    def _observations(self, path: Path) -> tuple[AnyObservation, ...]:
        file = self._file(path)
        if file not in self._seen:
            held = self._content(file)
            self._seen[file] = (
                read_observations(file.parent) if held is None else looks_in(held.observed, file.with_name(NAME))[0]
            )
        return self._seen[file]

    def facts_of(self, path: Path, as_of: datetime, link: bool = True) -> Facts:
        """The facts of one session as of an instant; `link` False leaves other sessions out. Raises BadRecord, BadInput."""
        session, text = self.read(path)
        linked = tuple(self._alone(folder, as_of) for folder in self.linked(path)) if link else ()
        return Facts(
            session=session,
            as_of=as_of,
            project=self.project,
            observations=self._observations(path),
            linked=linked,
            source=text,
        )

    def facts_with_closings(self, path: Path, as_of: datetime) -> Facts:
        """The same, and what other sessions close of it, and of the sessions linked to it that have bugs."""
        facts = self.facts_of(path, as_of)
        linked = tuple(
            replace(other, closed_elsewhere=self.closed_elsewhere(folder)) if other.session.of(Bug) else other
            for folder, other in zip(self.linked(path), facts.linked, strict=True)
        )
        return replace(facts, linked=linked, closed_elsewhere=self.closed_elsewhere(path))

    def _alone(self, folder: Path, as_of: datetime) -> Facts:
        return self.facts_of(folder, as_of, link=False)

    def linked(self, path: Path) -> list[Path]:
        """The folders of the sessions that a session continues or cites (all the way back), that continue it, or that correct
        it or one of those.

        They may lie in any repository of the project. One that does not load is left out; a check of that session says why.
        """
        session, _ = self.read(path)
        self._index()
        found: dict[Path, None] = {}
        queue = list(self._leads_from(path))
        seen = {session.id: None}
        while queue:
            id = queue.pop(0)
            if id in seen:
                continue
            seen[id] = None
            if (folder := self._folders.get(id)) and self._try(folder):
                found[folder] = None
                queue += self._leads_from(folder)
        for id in seen:
            for folder in (self._naming or {}).get(id, []):
                if folder in found or (other := self._try(folder)) is None or other.id in seen:
                    continue
                if _corrects(other, id) or (id == session.id and id in other.previous):
                    found[folder] = None
        return list(found)

    def closed_elsewhere(self, path: Path) -> tuple[ClosedElsewhere, ...]:
        """What other sessions close of a session, under whatever name it has there. Raises BadRecord, BadInput."""
        session, *others = self._handed_on(path)
        return closed_elsewhere(session, others)

    def names_of(self, path: Path, id: str) -> frozenset[str]:
        """The names, `session#event`, under which sessions know an event of one of them. Raises BadRecord, BadInput."""
        session, *others = self._handed_on(path)
        return names_of(f"{session.id}#{id}", (session, *others))

    def _handed_on(self, path: Path) -> list[Session]:
        """A session, and those that took something over from it or close something of it, however many steps away."""
        session, _ = self.read(path)
        self._index()
        known = {session.id: session}
        queue = [session]
        while queue:
            one = queue.pop()
            before = touched(one)
            near = [*(self._folders[id] for id in before if id in self._folders), *(self._naming or {}).get(one.id, [])]
            for folder in near:
                other = self._try(folder)
                if other is not None and other.id not in known and (other.id in before or one.id in touched(other)):
                    known[other.id] = other
                    queue.append(other)
        return [session, *sorted((one for one in known.values() if one is not session), key=lambda one: one.id)]

    def _leads_from(self, path: Path) -> list[str]:
        file = self._file(path)
        if file not in self._leads:
            self._leads[file] = _leads_to(self.read(file)[0])
        return self._leads[file]

    def _try(self, folder: Path) -> Session | None:
        try:
            return self.read(folder)[0]
        except HandoffError:
            return None

    def _index(self) -> None:
        """Which files name which session ids; whether they mean a link is looked at only for those."""
        if self._naming is not None:
            return
        self._naming = {}
        for folder in all_folders(self.project):
            if self._folders.setdefault(folder.name, folder) != folder:
                continue  # of two sessions with one id the project's own is meant
            file = folder / RECORD
            held = self._content(file)
            if self._held is not None and held is None:
                continue  # it was not there yet
            try:
                named = sessions_named(read_bytes(file) if held is None else held.record)
            except HandoffError:
                continue
            for id in named:
                self._naming.setdefault(id, []).append(folder)


def _leads_to(session: Session) -> list[str]:
    """The sessions that a session continues, cites, took something over from, or has a bug of."""
    named: list[str] = []
    for event in session.events:
        for field in _CITING[type(event)]:
            cited = getattr(event, field)
            named += (cited,) if isinstance(cited, str) else cited or ()
        if FROM in event.extra:
            named.append(str(event.extra[FROM]))
    return list(dict.fromkeys((*session.previous, *(name.partition("#")[0] for name in named if "#" in name))))


def _corrects(session: Session, id: str) -> bool:
    return any(
        correction.corrects.partition("#")[0] == id for correction in session.of(Correction) if "#" in correction.corrects
    )


def facts_of(path: Path, project: Project, as_of: datetime, link: bool = True) -> Facts:
    """The facts of one session. For many sessions keep one `Library`, which reads each of them once."""
    return Library(project).facts_of(path, as_of, link)
