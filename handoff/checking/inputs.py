"""Everything that goes into the judgement of a document, as one digest.

A session is judged with the sessions that it continues, all the way back, and with those that continue or correct it. Which
those are is over-estimated here, never under-estimated: a session may be linked to every session whose id stands anywhere
in its record, to every one that those lead to, and to every session that names it or one of those.
"""

from __future__ import annotations

import os
import posixpath
import re
import stat
import sys
from collections.abc import Callable, Mapping
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from handoff.store.named import sessions_named
from handoff.store.source import LARGEST, Content

if TYPE_CHECKING:
    from handoff.checking.documents import Document
    from handoff.model.project import Project

_OWN = re.compile(rb"^id:[^\n]*?(\d{4}-\d{2}-\d{2}-[a-z0-9][a-z0-9._-]*)", re.MULTILINE)
RECORD = "session.yaml"
OBSERVED = "observed.jsonl"


class Known(NamedTuple):
    """What was learnt of a record whose content had this digest."""

    digest: bytes
    own: str
    ids: frozenset[str]


def digest(*parts: bytes) -> bytes:
    """One digest of several stretches of bytes, their bounds included."""
    return blake2b(b"".join([piece for part in parts for piece in (b"%d:" % len(part), part)]), digest_size=20).digest()


def content(path: str) -> bytes | None:
    """The bytes of a plain file; None when it cannot be read."""
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    except OSError:
        return None
    try:
        found = os.fstat(handle)
        if not stat.S_ISREG(found.st_mode):
            return None
        data = os.read(handle, found.st_size + 1)
        while more := os.read(handle, 1 << 20):
            data += more
        return data
    except OSError:
        return None
    finally:
        os.close(handle)


def program() -> bytes:
    """The program itself: its files as they lie on disk, so that no edit of a rule is answered from memory."""
    found: list[str] = [sys.version]
    folders = [str(Path(__file__).parent.parent)]
    while folders:
        with os.scandir(folders.pop()) as entries:
            for entry in entries:
                if entry.is_dir():
                    if entry.name != "__pycache__":
                        folders.append(entry.path)
                elif entry.name.endswith(".py"):
                    about = entry.stat()
                    found.append(f"{entry.path} {about.st_mtime_ns} {about.st_size}")
    return digest("\n".join(sorted(found)).encode("utf-8", "surrogateescape"))


class Learnt(NamedTuple):
    """What a judgement shows of a session: its own id, the ids that it continues, and those that it was judged with."""

    own: str
    previous: tuple[str, ...]
    linked: tuple[str, ...]


def whole(path: str, here: str) -> bytes:
    """The absolute path of a file as bytes, which is how it is remembered; links are left as they are."""
    return os.fsencode(posixpath.normpath(f"{here}/{path}" if not path.startswith("/") else path))


class Record:
    """A session's record and observations as they lie on disk.

    `own` is the id that the record gives itself, `ids` are the session ids that it may be linked to; both are read from the
    bytes until a judgement has shown more. `content` is None when there is no record, `sound` says whether that is all there
    is to say: nothing lies there that cannot be read.
    """

    __slots__ = ("content", "digest", "ids", "own", "path", "sound")

    def __init__(self, folder: str, known: Mapping[bytes, Known], here: str) -> None:
        self.path = whole(f"{folder}/{RECORD}", here)
        raw, observed = content(f"{folder}/{RECORD}"), content(f"{folder}/{OBSERVED}")
        self.content = None if raw is None else Content(raw, observed or b"")
        self.sound = _sound(f"{folder}/{RECORD}", raw) and _sound(f"{folder}/{OBSERVED}", observed)
        self.digest = digest(
            b"" if raw is None else b"record", raw or b"", b"" if observed is None else b"observed", observed or b""
        )
        before = known.get(self.path)
        if before is not None and before.digest == self.digest:
            self.own, self.ids = before.own, before.ids
        else:
            match = _OWN.search(raw or b"")
            self.own = match[1].decode() if match else ""
            self.ids = sessions_named(raw or b"")


def _sound(path: str, data: bytes | None) -> bool:
    return not os.path.exists(path) if data is None else len(data) <= LARGEST  # noqa: PTH110 - many are asked


class Inputs:
    """The digests of the documents of one project. `known` gives what was learnt of the records in a folder."""

    def __init__(self, project: Project, known: Callable[[bytes], Mapping[bytes, Known]], sessions: bool = True) -> None:
        self.ground = repr(project).encode("utf-8", "surrogateescape")
        self.here = os.getcwd()  # noqa: PTH109 - a text is wanted
        self.records: dict[str, Record] = {}
        self._sound = True
        for root in _roots_of(project) if sessions else ():
            learnt = known(whole(root, self.here))
            for name in _names_in(root):
                if name in self.records:
                    continue  # of two sessions with one id the project's own is meant
                record = Record(f"{root}/{name}", learnt, self.here)
                self._sound = self._sound and record.sound
                if record.content is not None:
                    self.records[name] = record
        self._names = {record.path: name for name, record in self.records.items()}
        self._settle()

    @property
    def held(self) -> dict[str, Content] | None:
        """What lies in the session folders, by the absolute path of the record; None when some of it cannot be read."""
        found = {os.fsdecode(one.path): one.content for one in self.records.values() if one.content is not None}
        return found if self._sound else None

    def learn(self, told: Mapping[str, Learnt]) -> None:
        """What judgements have shown, by path. An id that is written with escapes is known only now."""
        for path, learnt in told.items():
            if name := self._names.get(whole(path, self.here)):
                record = self.records[name]
                record.own = learnt.own
                # A session that names this one is looked at from there, see `of`.
                onward = (id for id in learnt.linked if not self._names_one_of(id, {name, learnt.own}))
                record.ids = record.ids.union(learnt.previous, onward)
        self._settle()

    def _names_one_of(self, id: str, names: set[str]) -> bool:
        return id in self.records and not names.isdisjoint(self.records[id].ids)

    def _settle(self) -> None:
        self._namers: dict[str, list[str]] = {}
        for name, record in self.records.items():
            for id in record.ids:
                self._namers.setdefault(id, []).append(name)
        onward = {name: {id for id in record.ids if id in self.records and id != name} for name, record in self.records.items()}
        # A session that names an earlier one may correct it, and a correction is heard wherever that one is continued.
        self._onward = _digests_of_all_that_follows(onward, {name: self._with_namers(name) for name in self.records})

    def _with_namers(self, name: str) -> bytes:
        namers = {other for id in (name, self.records[name].own) for other in self._namers.get(id, ())}
        near = [part for other in sorted(namers) for part in (other.encode(), self.records[other].digest)]
        return digest(self.records[name].digest, *near)

    def of(self, document: Document, request: bytes) -> bytes | None:
        """The digest of all that goes into the judgement of a document; None when that is not known.

        It is not known for a file that cannot be read, for a record outside the project's sessions, and for any record while
        something lies among them that cannot be read.
        """
        head = (document.kind.encode(), os.fsencode(document.path), self.ground, request)
        if document.kind == "markdown":
            data = content(document.path)
            return None if data is None else digest(*head, data)
        name = self._names.get(whole(document.path, self.here))
        if name is None or not self._sound:
            return None
        return digest(*head, self._onward[name])


def _roots_of(project: Project) -> list[str]:
    """Where the sessions of the project lie, its own first."""
    from handoff.store.folders import other_roots, sessions_root

    return [str(sessions_root(project)), *map(str, other_roots(project) if project.repositories else ())]


def _names_in(root: str) -> list[str]:
    try:
        return sorted(os.listdir(root))  # noqa: PTH208 - names are wanted
    except OSError:
        return []


def _digests_of_all_that_follows(onward: Mapping[str, set[str]], own: Mapping[str, bytes]) -> dict[str, bytes]:
    """For every name the digest of itself and of all that it leads to, in however many steps."""
    from graphlib import CycleError, TopologicalSorter

    found: dict[str, bytes] = {}
    try:
        for name in TopologicalSorter(onward).static_order():
            found[name] = digest(name.encode(), own[name], *(found[other] for other in sorted(onward[name])))
    except CycleError:
        for name in onward:
            reached, queue = {name}, [name]
            while queue:
                queue += (new := onward[queue.pop()] - reached)
                reached |= new
            found[name] = digest(name.encode(), *(part for other in sorted(reached) for part in (other.encode(), own[other])))
    return found
