"""What a command line means by its paths: sessions and Markdown files, in a stable order, each once."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal

from handoff.errors import UsageError
from handoff.model.frozen import dataclass
from handoff.model.project import Project

RECORD = "session.yaml"
# What a document is called that was given on standard input.
GIVEN = "stdin"
# What `render` writes beside a record: it says what the record says.
RENDERED = frozenset({"HANDOFF.md", "CHECKLIST.md"})
_MARKDOWN = (".md", ".markdown")
_YAML = (".yaml", ".yml")
# In the time that these take nobody wonders yet.
_SO_MANY = 1_000
Looked = Callable[[int], object]
_PASSED_BY = frozenset({"node_modules", "__pycache__"})


@dataclass(frozen=True, slots=True)
class Document:
    """One file to check. `path` is relative or absolute as it was given; `project` governs it.

    `content` is what was given instead of a file.
    """

    path: str
    kind: Literal["session", "markdown"]
    project: Project
    content: bytes | None = None


def documents(
    paths: Sequence[Path], here: Path, looked: Looked = lambda *_: None, read: Callable[[], bytes] = bytes
) -> list[Document]:
    """Every document that the paths name; every session of the project when there are none.

    `-` is a Markdown document that `read` gives. `looked` is told, every so many folders of a great tree, how many folders were
    looked through.

    Raises UsageError for a path or id that is nothing, and for a folder that holds no document at all; BadRecord, BadInput
    for a configuration that does not load.
    """
    if not paths:
        from handoff.store import session_folders

        project = _project(here, here)
        return [Document(str(folder / RECORD), "session", project) for folder in session_folders(project)]
    given = [Document(GIVEN, "markdown", _project(here, here), read())] if Path("-") in paths else []
    found = (document for path in paths if path != Path("-") for document in _meant(path, here, looked))
    return [*given, *_each_once(found)]


def _each_once(found: Iterable[Document]) -> Iterator[Document]:
    seen: set[str] = set()
    for document in found:
        real = os.path.realpath(document.path)
        if real not in seen:
            seen.add(real)
            yield document


def _meant(path: Path, here: Path, looked: Looked) -> Iterator[Document]:
    if path.is_dir():
        project = _project(path, here)
        found = list(_below(path, project, looked))
        if not found:
            raise UsageError(
                f"there is no session and no Markdown file in {path}", "name a session, a Markdown file or their folder"
            )
        yield from found
    elif path.exists():
        kind: Literal["session", "markdown"] = "session" if path.suffix in _YAML else "markdown"
        yield Document(str(path), kind, _project(path, here))
    else:
        from handoff.store import find_session

        if path.is_symlink():
            raise UsageError(f"{path} is a link {_leads(path)}", "name a session, a Markdown file or their folder")
        if path.suffix in (*_MARKDOWN, *_YAML):
            raise UsageError(f"there is no file {path}", "name a session, a Markdown file or their folder")
        project = _project(here, here)
        yield Document(str(find_session(project, str(path)) / RECORD), "session", project)


def _leads(link: Path) -> str:
    """Where a link leads that leads to no file."""
    try:
        link.stat()
    except OSError as error:
        if error.errno == errno.ELOOP:
            return "that leads in a circle"
    return f"to {link.readlink()}, which is not there"


def _below(top: Path, project: Project, looked: Looked) -> Iterator[Document]:
    """The documents in a folder and below it: a session stands for its whole folder, rendered documents and evidence too."""
    for number, (folder, folders, files) in enumerate(os.walk(top), 1):
        if number % _SO_MANY == 0:
            looked(number)
        if RECORD in files:
            yield Document(str(Path(folder) / RECORD), "session", project)
            files = [name for name in files if name not in RENDERED]
            folders[:] = [name for name in folders if name != "evidence"]
        if Path(folder) == top and RECORD in files:
            return
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in _PASSED_BY)
        for name in sorted(files):
            if name.endswith(_MARKDOWN):
                yield Document(str(Path(folder) / name), "markdown", project)


def _project(start: Path, here: Path) -> Project:
    """The project that governs a path, its root written the way the path is: relative to the working folder, or absolute."""
    from handoff.config import load_project

    project = load_project(start)
    if start.is_absolute() and start != here:
        return project
    return replace(project, root=os.path.relpath(project.root, here))
