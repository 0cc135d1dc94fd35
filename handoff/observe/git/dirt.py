"""What lies in the work tree uncommitted, told without running a filter or a file-system monitor."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .changes import path_of
from .program import Git, GitFailed

_STATUS = ("status", "--porcelain=v2", "-z", "--untracked-files=normal", "--ignore-submodules=dirty", "--no-renames")


@dataclass(frozen=True, slots=True)
class Dirt:
    """Paths that differ from HEAD or are not tracked (a folder of untracked files ends with '/'), and sentences on what
    could not be told."""

    paths: tuple[str, ...] = ()
    unclear: tuple[str, ...] = ()


def dirty_files(git: Git, filters: frozenset[str], aside: str | None) -> Dirt:
    """The uncommitted files of a work tree. `aside` is a folder, relative to its top, whose files are left out.

    A file that a configured filter changes on its way into git (as git-lfs does) is not filtered here, so a difference that
    the filter would take away again cannot be told from a real one; such files are named as unclear.
    """
    try:
        data, _ = git.run(*_STATUS)
        changed = [path for path, _ in _entries(data)]
        in_tree = [path for path, edited in _entries(data) if edited]
        filtered = _filtered(git, in_tree, filters) if filters and in_tree else {}
    except GitFailed as failed:
        return Dirt(unclear=(f"uncommitted files: {failed}",))
    paths = {path_of(path) for path in changed if path not in filtered}
    return Dirt(
        paths=tuple(sorted(path for path in paths if not (aside and f"{path}/".startswith(f"{aside}/")))),
        unclear=tuple(
            f"{path_of(path)}: only the filter {name!r} could tell whether it differs, and filters are not run"
            for path, name in sorted(filtered.items())
        ),
    )


def _entries(data: bytes) -> Iterator[tuple[bytes, bool]]:
    """Each path that is not clean, and whether its content in the work tree is what was found to differ."""
    for entry in data.split(b"\0"):
        sort = entry[:1]
        if sort == b"1":
            fields = entry.split(b" ", 8)
            yield fields[8], fields[1][1:] == b"M" and fields[2][:1] == b"N"
        elif sort == b"u":
            yield entry.split(b" ", 10)[10], False
        elif sort == b"?":
            yield entry[2:], False


def _filtered(git: Git, paths: list[bytes], filters: frozenset[str]) -> dict[bytes, str]:
    """The paths to which a configured filter applies."""
    data, _ = git.run("check-attr", "-z", "--stdin", "filter", feed=b"".join(path + b"\0" for path in paths))
    fields = data.split(b"\0")
    named = zip(fields[0::3], (field.decode("utf-8", "replace") for field in fields[2::3]), strict=False)
    return {path: name for path, name in named if name in filters}
