"""Session folders: where they lie, which one is meant, and how a new one is made."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING

from handoff.errors import BadInput, CouldNotWrite, UsageError
from handoff.model.identifiers import SESSION_ID, slug_of

from .header import head_of, says_ended
from .source import read_bytes

if TYPE_CHECKING:
    from typing import Protocol

    from handoff.model.project import Project

    class Governed(Protocol):
        """What finding sessions needs of a project; `Project` and `Grounds` have it."""

        @property
        def root(self) -> str: ...
        @property
        def sessions(self) -> str: ...

    from handoff.model.session import Session

RECORD = "session.yaml"
# The key of a head that says when a session was made, where that is not when its work began.
MADE = "x-made"
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def sessions_root(project: Governed) -> Path:
    """The folder that holds the project's sessions."""
    return Path(project.root) / project.sessions


def session_folders(project: Governed) -> list[Path]:
    """Every session folder of the project, oldest first by the date in its name."""
    return _folders_in(sessions_root(project))


def other_roots(project: Project) -> list[Path]:
    """The folders that hold the sessions of the project's other repositories, where those are at hand.

    Their sessions are no part of this project, but may continue or correct its sessions.
    """
    own = os.path.realpath(project.root)
    folders = (Path(project.root) / repository.path for repository in project.repositories)
    roots = (folder / project.sessions for folder in folders if os.path.realpath(folder) != own)
    return [root for root in roots if root.is_dir() and os.access(root, os.R_OK | os.X_OK)]


def all_folders(project: Project) -> list[Path]:
    """The session folders of the project, then those of its other repositories."""
    return [*session_folders(project), *(folder for root in other_roots(project) for folder in _folders_in(root))]


def _folders_in(root: Path) -> list[Path]:
    try:
        with os.scandir(root) as entries:
            names = [entry.name for entry in entries if not entry.name.startswith(".")]
    except FileNotFoundError:
        return []
    except OSError as error:
        raise BadInput(f"cannot list {root}: {error.strerror}") from None
    return [root / name for name in sorted(names, key=_age) if (root / name / RECORD).exists()]


def _age(name: str) -> tuple[str, str]:
    match = _DAY.match(name)
    return (match[0] if match else "", name)


def find_session(project: Governed, name: str | None = None) -> Path:
    """The folder of the session that is meant.

    `name` is an id, a path to a folder or record, a part of an id that only one session has, or `last`. Without it:
    $HANDOFF_SESSION, else the newest session that has not ended. Raises UsageError with what to do when there is none.
    """
    wanted = name or os.environ.get("HANDOFF_SESSION")
    return _named(project, wanted) if wanted else _newest_open(project)


def _named(project: Governed, wanted: str) -> Path:
    as_id = sessions_root(project) / wanted
    for candidate in (as_id, Path(wanted)):
        if (candidate / RECORD).is_file():
            return candidate
        if candidate.is_file() and candidate.name == RECORD:
            return candidate.parent
    folders = session_folders(project)
    if wanted == "last" and folders:
        return _newest(folders)
    near = [folder for folder in folders if wanted in folder.name]
    if len(near) == 1:
        return near[0]
    if near:
        raise UsageError(f"{wanted!r} may mean {', '.join(folder.name for folder in near[:5])}", "give the whole id")
    from handoff.model.fields import meant

    raise UsageError(
        f"there is no session {wanted!r} in {sessions_root(project)}{meant(wanted, [folder.name for folder in folders])}",
        "`handoff list` shows them",
    )


def _newest(folders: list[Path]) -> Path:
    """The newest by date; of one date the one whose record was begun last."""
    day = _age(folders[-1].name)[0]
    today = [folder for folder in folders if _age(folder.name)[0] == day]
    return today[0] if len(today) == 1 else max(today, key=_begun)


def _begun(folder: Path) -> tuple[str, str]:
    """What orders sessions of one day: the `started` of their heads, as text of one zone, then the name."""
    return (_stamp(head_of(read_bytes(folder / RECORD)), b"started"), folder.name)


def _stamp(head: bytes, key: bytes) -> str:
    """A time of a head as text of one zone; empty where it has none."""
    found = re.search(rb"^" + key + rb":[ \t]*[\"']?([^\s\"'#]+)", head, re.MULTILINE)
    stamp = found[1].decode("utf-8", "replace") if found else ""
    with suppress(ValueError):
        stamp = datetime.fromisoformat(stamp).astimezone(UTC).isoformat()
    return stamp


def newest_ended(project: Governed) -> Path | None:
    """The session that ended last, by the clock and not by its name; None when none has."""
    ends = {folder: _stamp(head_of(read_bytes(folder / RECORD)), b"ended") for folder in session_folders(project)}
    return max(
        (folder for folder, end in ends.items() if end), key=lambda folder: (ends[folder], *_begun(folder)), default=None
    )


def newest_open(project: Governed) -> Path | None:
    """The session that was made last of those that have not ended; None when all have.

    A session whose work began on an earlier day may have been made later than one of today. Only records that were written
    since can have been, so that not every record of a project is read for every event.
    """
    days: dict[str, list[Path]] = {}
    for folder in session_folders(project):
        days.setdefault(_age(folder.name)[0], []).append(folder)
    found: list[Path] = []
    newest = ""
    for day in sorted(days, reverse=True):
        looked_at = days[day] if not found else [folder for folder in days[day] if _written(folder) >= newest]
        found += [folder for folder in looked_at if not says_ended(head_of(read_bytes(folder / RECORD)))]
        newest = max((_made(folder)[0] for folder in found), default="")
    return max(found, key=_made, default=None)


def _made(folder: Path) -> tuple[str, str, str]:
    """What orders sessions by the clock of making: when they were made, else begun."""
    head = head_of(read_bytes(folder / RECORD))
    begun = _stamp(head, b"started")
    return (_stamp(head, MADE.encode()) or begun, begun, folder.name)


def _written(folder: Path) -> str:
    """When a record was last written, comparable with the times of heads."""
    return datetime.fromtimestamp(ceil((folder / RECORD).stat().st_mtime), UTC).isoformat()


def _newest_open(project: Governed) -> Path:
    if (found := newest_open(project)) is not None:
        return found
    raise UsageError(
        "no session is open" if session_folders(project) else f"there are no sessions in {sessions_root(project)}",
        "begin one with `handoff new TITLE`, or name one with --session",
    )


def create_session(
    project: Project, session: Session, remarks: Mapping[str, str] | None = None, head: Sequence[str] = ()
) -> Path:
    """Make the folder of a new session and write its record with header and events; the folder.

    A session whose `id` is empty gets the date on which it started and a slug of its title, with -2, -3 … while that is
    taken. `remarks` are comments to stand above events, by event id, `head` those above all. Raises BadInput when a given id
    is taken or the record would not load, CouldNotWrite when nothing could be written. Nothing is ever overwritten.
    """
    import dataclasses

    from .hiding import hidden
    from .schema import keep_schema
    from .write import session_text

    session = hidden(session)
    root = sessions_root(project)
    first = session.id or f"{session.day}-{slug_of(session.title, nothing='session')}"
    number = 1
    try:
        root.mkdir(parents=True, exist_ok=True)
        keep_schema(root)
        while True:
            id = first if number == 1 else f"{first}-{number}"
            text = session_text(dataclasses.replace(session, id=SESSION_ID.parse(id)), remarks or {}, head)
            _loads(text, root / id / RECORD, project)
            if _placed(root, id, text):
                return root / id
            if session.id:
                raise BadInput(
                    f"there is already a session {id!r} in {root}", "nothing was overwritten; --id gives it another name"
                )
            number += 1
    except OSError as error:
        raise CouldNotWrite.because(f"cannot make a session in {root}", error) from None


def _loads(text: str, file: Path, project: Project) -> None:
    """Raises BadInput when nothing could read a new record: whoever made it was wrong, and it must not be left behind."""
    from handoff.errors import BadRecord

    from .load import parse_session

    try:
        parse_session(text, str(file), project)
    except BadRecord as error:
        told = f"a record was made that would not load, and was not written: {'; '.join(error.problems)}"
        raise BadInput(told, "this is a fault of handoff itself; please report it with the session that it came from") from None


def _placed(root: Path, id: str, text: str) -> bool:
    """Whether the session could be put in its place; it appears there whole, in one step."""
    from .atomic import replace

    draft = root / f".new-{os.getpid()}-{id}"
    draft.mkdir()
    try:
        replace(draft / RECORD, text.encode())
        draft.rename(root / id)
    except OSError as error:
        if error.errno in (errno.EEXIST, errno.ENOTEMPTY, errno.ENOTDIR):
            return False
        raise
    finally:
        if draft.exists():
            (draft / RECORD).unlink(missing_ok=True)
            draft.rmdir()
    return True
