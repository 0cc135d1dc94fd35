"""What checks have said, kept outside the repository so that a document that has not changed need not be judged again.

A row is bound to everything that went into it: see `inputs`; and to the stretch of time for which the judgement holds: see
`validity`. Whatever does not match is as good as no row. Losing the file costs time and nothing else, so no failure here is
ever an error.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import fields
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from handoff.checking.inputs import Known
from handoff.model.frozen import dataclass
from handoff.report import Piece, Tally

if TYPE_CHECKING:
    from types import TracebackType

_NAME = "checks-2.sqlite"
_KEEP = 60  # days
PATIENCE = 2.0  # seconds, while another check writes
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_TABLES = """
CREATE TABLE IF NOT EXISTS said (
    path BLOB, look TEXT, key BLOB, since INTEGER, until INTEGER, day INTEGER, tally TEXT, parts BLOB, PRIMARY KEY (path, look)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS records (path BLOB PRIMARY KEY, digest BLOB, own TEXT, ids TEXT, day INTEGER) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What was said of one document: the digest of its inputs, and the stretch of time in which it holds."""

    path: bytes
    key: bytes
    since: datetime
    until: datetime
    piece: Piece


class Rows:
    """The file of all that was said, open; empty and deaf when there is no place for it."""

    def __init__(self) -> None:
        self._open: sqlite3.Connection | None = None
        file = _place()
        if file is None:
            return
        try:
            self._open = _opened(file)
        except sqlite3.DatabaseError:
            # Not ours, broken, or of another shape: begin again.
            with suppress(OSError, sqlite3.Error):
                file.unlink()
                self._open = _opened(file)

    def __enter__(self) -> Rows:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._open is not None:
            self._open.close()

    def records(self, folder: bytes) -> dict[bytes, Known]:
        """What is known of the records below a folder, by absolute path."""
        question = "SELECT path, digest, own, ids FROM records WHERE path > ? AND path < ?"
        rows = self._rows(question, folder + b"/", folder + b"0")
        return {path: Known(digest, own, frozenset(ids.split())) for path, digest, own, ids in rows}

    def said(self, path: bytes, look: str, key: bytes, at: datetime) -> Piece | None:
        """What was said of a document with these inputs, when it still holds at an instant."""
        now = _microseconds(at)
        rows = self._rows(
            "SELECT tally, parts FROM said WHERE path = ? AND look = ? AND key = ? AND since <= ? AND until > ?",
            path, look, key, now, now,
        )  # fmt: skip
        for tally, parts in rows:
            counted = Tally(**json.loads(tally))
            return Piece(tally=counted, parts=tuple(parts.split(b"\0")))
        return None

    def keep(self, look: str, said: Iterable[Said], records: Mapping[bytes, Known], day: int) -> None:
        """Keep what was said, and what was learnt of records; forget what nobody has said for two months."""
        if self._open is None:
            return
        with suppress(sqlite3.Error), self._open:
            self._open.executemany("REPLACE INTO said VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (_row(one, look, day) for one in said))
            self._open.executemany(
                "REPLACE INTO records VALUES (?, ?, ?, ?, ?)",
                ((path, one.digest, one.own, " ".join(sorted(one.ids)), day) for path, one in records.items()),
            )
            for table in ("said", "records"):
                self._open.execute(f"DELETE FROM {table} WHERE day < ?", (day - _KEEP,))  # noqa: S608 - two names of our own

    def _rows(self, question: str, *values: object) -> list[Any]:
        if self._open is None:
            return []
        try:
            return self._open.execute(question, values).fetchall()
        except sqlite3.Error:
            return []


def _place() -> Path | None:
    """The file, in a folder that nobody else can write to."""
    from handoff.store.cache import folder

    base = folder()
    if base is None:
        return None
    try:
        base.mkdir(parents=True, exist_ok=True, mode=0o700)
        about = base.stat()
    except OSError:
        return None
    strange = hasattr(os, "getuid") and (about.st_uid != os.getuid() or about.st_mode & 0o022)
    return None if strange else base / _NAME


def _opened(file: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(file, timeout=PATIENCE)
    connection.execute("PRAGMA synchronous = OFF")
    connection.executescript(_TABLES)
    return connection


def _row(one: Said, look: str, day: int) -> tuple[object, ...]:
    tally = one.piece.tally
    counted = json.dumps({field.name: getattr(tally, field.name) for field in fields(tally)})
    since, until = _microseconds(one.since), _microseconds(one.until)
    return (one.path, look, one.key, since, until, day, counted, b"\0".join(one.piece.parts))


def _microseconds(instant: datetime) -> int:
    return (instant - _EPOCH) // timedelta(microseconds=1)
