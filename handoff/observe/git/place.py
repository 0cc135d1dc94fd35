"""Where a repository lies and of what sort it is, asked of git itself, so that git judges whether it may be read."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from .program import Deadline, Git, GitFailed, asking

_QUESTIONS = (
    "--is-bare-repository",
    "--is-shallow-repository",
    "--show-object-format",
    "--absolute-git-dir",
    "--git-common-dir",
    "--show-toplevel",
)
_NOT_THERE = "not a git repository"
_DUBIOUS = "dubious ownership"


class NoRepository(Exception):
    """A folder that holds no repository that may be read; the message is for `could_not`."""


@dataclass(frozen=True, slots=True)
class Place:
    """A repository on disk. `own` holds HEAD and index, `common` refs and objects (two folders in a linked worktree).

    `worktree` is None for a bare repository, and `worktree_problem` says why there is none to look at.
    """

    own: Path
    common: Path
    worktree: Path | None
    worktree_problem: str
    bare: bool
    shallow: bool
    object_format: str
    partial: bool
    """Whether objects were left behind on purpose when it was cloned."""


def find_repository(
    program: str, environment: Mapping[str, str], caller: Mapping[str, str], folder: Path, end: Deadline
) -> Place:
    """The repository at or above a folder.

    `git rev-parse` is asked with the user's own configuration, because `safe.directory` stands there. It reads the
    repository's configuration too, but starts nothing that is named in it. Raises NoRepository.
    """
    if not folder.is_dir():
        raise NoRepository(f"there is no folder {folder}")
    git = Git(program, asking(environment, caller), folder, end)
    lines: list[str] = []
    try:
        with git.start("rev-parse", *_QUESTIONS) as running:
            running.fed()
            lines = os.fsdecode(b"".join(running.chunks())).splitlines()
            running.finish()
    except GitFailed as failed:
        # A bare repository has no top level, which git says last and as a failure.
        if len(lines) != len(_QUESTIONS) - 1:
            raise NoRepository(_why_not(failed, folder)) from None
    if not len(_QUESTIONS) - 1 <= len(lines) <= len(_QUESTIONS):
        raise NoRepository(f"the name of the folder {str(folder)!r} has a line break, so git's answer cannot be told apart")
    own, common = Path(lines[3]), folder / lines[4]
    common = common.resolve()
    worktree, problem = _worktree(Path(lines[5]) if len(lines) == len(_QUESTIONS) else None, own)
    return Place(
        own=own,
        common=common,
        worktree=worktree,
        worktree_problem=problem,
        bare=worktree is None,
        shallow=lines[1] == "true",
        object_format=lines[2] if not lines[2].startswith("--") else "sha1",
        partial=any((common / "objects" / "pack").glob("*.promisor")),
    )


def _why_not(failed: GitFailed, folder: Path) -> str:
    text = " ".join((str(failed), *failed.lines))
    if _DUBIOUS in text:
        return (
            f"{folder} belongs to another user, which git calls dubious ownership; "
            f"if you trust it: git config --global --add safe.directory {folder}"
        )
    if _NOT_THERE in text:
        return f"there is no git repository at or above {folder}"
    return str(failed)


def _worktree(top: Path | None, own: Path) -> tuple[Path | None, str]:
    """The work tree, if it is the repository's own: `core.worktree` could name any folder of the machine."""
    if top is None:
        return None, "a bare repository has no work tree, so nothing uncommitted can be seen"
    link = top / ".git"
    if link.is_symlink() or link.is_dir():
        fits = link.resolve() == own.resolve()
    else:
        fits = link.is_file() and _linked(link) == own.resolve()
    if fits:
        return top, ""
    return None, f"its configuration puts the work tree into {top}, which does not belong to it"


def _linked(link: Path) -> Path | None:
    """The folder that a `.git` file points to (worktrees and submodules)."""
    with link.open("rb") as file:
        text = os.fsdecode(file.read(1 << 13)).strip()
    return (link.parent / text.removeprefix("gitdir:").strip()).resolve() if text.startswith("gitdir:") else None
