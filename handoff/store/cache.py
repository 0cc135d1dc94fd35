"""What is known of a record's last content, kept outside the repository so that the next append need not parse it again.

A note is bound to the digest of the whole content that it speaks of, and to this version of the program; whatever does not
match is as good as no note. Losing the cache costs time and nothing else, so no failure here is ever an error.
"""

from __future__ import annotations

import os
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

from handoff import __version__

_MAGIC = f"handoff {__version__} 1"


def digest_of(data: bytes) -> str:
    """The digest of a record's content, as notes are bound to it."""
    return blake2b(data, digest_size=20).hexdigest()


def grown_digest(data: bytes, more: bytes) -> str:
    """The digest of two stretches of content, one behind the other."""
    state = blake2b(data, digest_size=20)
    state.update(more)
    return state.hexdigest()


class Note:
    """Facts of one content: short texts by name, and the ids of its events."""

    __slots__ = ("facts", "ids")

    def __init__(self, facts: dict[str, str], ids: bytes) -> None:
        self.facts = facts
        # One id a line, line ends at both ends, so that looking one up is a search for bytes.
        self.ids = ids

    def has(self, id: str) -> bool:
        """Whether an event has this id."""
        return b"\n" + id.encode() + b"\n" in self.ids


def folder() -> Path | None:
    """Where notes are kept: under XDG_CACHE_HOME, else ~/.cache; None when there is no such place."""
    given = os.environ.get("XDG_CACHE_HOME")
    try:
        base = Path(given) if given else Path.home() / ".cache"
    except RuntimeError:  # a user without a home
        return None
    return base / "handoff" if base.is_absolute() else None


def _file(record: str) -> Path | None:
    base = folder()
    return base / "records" / blake2b(record.encode("utf-8", "surrogateescape"), digest_size=16).hexdigest() if base else None


def recall(record: str, digest: str) -> Note | None:
    """The note on a record, named by its real path, when it speaks of the content with this digest."""
    file = _file(record)
    if file is None:
        return None
    try:
        data = file.read_bytes()
    except OSError:
        return None
    head, gap, ids = data.partition(b"\n\n")
    lines = head.decode("utf-8", "replace").split("\n")
    seal = blake2b(digest.encode() + data[data.find(b"\n") + 1 :], digest_size=8).hexdigest()
    if not gap or lines[0] != f"{_MAGIC} {seal}":
        return None
    return Note(dict(line.partition("=")[::2] for line in lines[1:]), b"\n" + ids)


def remember(record: str, digest: str, note: Note) -> None:
    """Keep a note on a record, bound to the content with this digest."""
    file = _file(record)
    if file is None:
        return
    facts = "\n".join(f"{name}={text}" for name, text in note.facts.items() if "\n" not in text)
    body = facts.encode() + b"\n\n" + note.ids[1:]
    seal = blake2b(digest.encode() + body, digest_size=8).hexdigest()
    draft = file.with_name(f"{file.name}.{os.getpid()}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft.write_bytes(f"{_MAGIC} {seal}\n".encode() + body)
        draft.replace(file)
    except OSError:
        with suppress(OSError):
            draft.unlink()
