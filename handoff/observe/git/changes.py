"""The numbers of commits: per file, lines added and deleted, with renames, as `git show --numstat -M` counts them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from handoff.model.observation import FileChange

from .headers import Header
from .program import Git, GitFailed, Running, TimedOut

# One process for all commits; it answers while it is still being asked. A merge is counted against its first parent, as
# `git show` counts it. Submodules are shown whatever the repository's .gitmodules wants hidden.
_DIFF = (
    "diff-tree", "--stdin", "-r", "--root", "-z", "--always", "--format=%x00%H", "--diff-merges=first-parent",
    "--no-ext-diff", "--no-textconv", "--ignore-submodules=none", "--no-color",
)  # fmt: skip
_COUNTS = re.compile(rb"(\d+|-)\t(\d+|-)\t(.*)", re.DOTALL)
_RAW = re.compile(rb":(\d+) (\d+) ([0-9a-f]+) ([0-9a-f]+) ")
_SUBMODULE = b"160000"
MOST_FILES = 20_000


@dataclass(slots=True)
class Changes:
    """Files by full id, with their paths as bytes, and why there are none where there are none."""

    files: dict[str, tuple[FileChange, ...]] = field(default_factory=dict)
    paths: dict[str, frozenset[bytes]] = field(default_factory=dict)
    problems: dict[str, str] = field(default_factory=dict)


def start_counting(git: Git) -> Running:
    """A process that counts the changes of the full ids that it is fed, one a line."""
    return git.start(*_DIFF, "--numstat", "-M")


def counted(running: Running) -> Changes:
    """What it counted, to its end. Raises GitFailed; what was counted until then is lost with it."""
    changes = Changes()
    for sha, tokens in _commits(running.chunks()):
        _take(changes, sha, tokens)
    running.finish()
    return changes


def count(git: Git, ids: Iterable[str]) -> Changes:
    """The same for ids that are known beforehand. Raises GitFailed."""
    with start_counting(git) as running:
        running.feed_all("".join(f"{sha}\n" for sha in ids).encode())
        return counted(running)


def count_what_is_there(git: Git, objects: Git, headers: Mapping[str, Header], failed: GitFailed) -> Changes:
    """The same in a repository that lacks objects, where one commit stops the whole count.

    Three more processes, whatever the number of commits: what is there, what each commit needs, the count of those that
    have it. The others are told why not.
    """
    missing = (
        f"objects that its diff needs are not in this clone ({failed}): fetch them, for example with `git fetch --refetch`"
    )
    if isinstance(failed, TimedOut):
        return Changes(problems=dict.fromkeys(headers, str(failed)))
    try:
        needs = _needs(git, objects, headers)
        complete = [sha for sha in headers if needs.get(sha)]
        changes = count(git, complete)
    except GitFailed as again:
        return Changes(problems=dict.fromkeys(headers, str(again)))
    changes.problems |= dict.fromkeys(
        (sha for sha in headers if sha not in changes.files and sha not in changes.problems), missing
    )
    return changes


def _needs(git: Git, objects: Git, headers: Mapping[str, Header]) -> dict[str, bool]:
    """Whether every object that a commit's numbers are counted from is there."""
    wanted: dict[str, set[bytes]] = {}
    with git.start(*_DIFF, "--raw", "--no-renames", "--no-abbrev") as running:
        running.feed_all("".join(f"{sha}\n" for sha in headers).encode())
        try:
            for sha, tokens in _commits(running.chunks()):
                wanted[sha] = {
                    name
                    for token in tokens
                    if (match := _RAW.match(token))
                    for mode, name in ((match[1], match[3]), (match[2], match[4]))
                    if mode != _SUBMODULE and name.strip(b"0")
                }
            running.finish()
        except GitFailed:
            # A folder is missing too, which stops this question as well: the commits before it were told.
            pass
    there: set[bytes] = set()
    every = set().union(*wanted.values()) if wanted else set()
    with objects.start("cat-file", "--batch-all-objects", "--unordered", "--batch-check=%(objectname)") as running:
        running.fed()
        rest = b""
        for chunk in running.chunks():
            *lines, rest = (rest + chunk).split(b"\n")
            there |= every.intersection(lines)
        running.finish()
    return {sha: names <= there for sha, names in wanted.items()}


@dataclass(frozen=True, slots=True)
class Touched:
    """The paths that a commit changes; `whole` is the same for two commits that change the same blobs into the same blobs."""

    paths: frozenset[bytes]
    whole: bytes


def touched(git: Git, lines: Sequence[str]) -> Iterator[Touched]:
    """What each line's commit changes, in the order of the lines; renames as two paths, merges as nothing.

    A line `TIP BASE` means everything between two commits, as if it were one commit. No file is read for this, only
    folders. Raises GitFailed.
    """
    words = [word for word in _DIFF if not word.startswith("--diff-merges")]
    with git.start(*words, "--raw", "--no-abbrev", "--no-renames") as running:
        running.feed_all("".join(f"{line}\n" for line in lines).encode())
        for record in _records(running.chunks()):
            _, _, said = record.partition(b"\0")
            yield Touched(frozenset(said.split(b"\0")[1::2]), hashlib.blake2b(said, digest_size=16).digest())
        running.finish()


def path_of(name: bytes) -> str:
    """A path as text: UTF-8, and any other byte as `\\xe9`, so that two files never share a name."""
    return name.decode("utf-8", "backslashreplace")


def _records(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The record of each commit: its id, then its tokens, with NUL between. A record begins with an empty token, and no
    token in it is empty."""
    rest = b""
    for chunk in chunks:
        # A chunk may end between the two NULs.
        *whole, rest = (rest + chunk).split(b"\0\0")
        yield from (record.strip(b"\0") for record in whole if record)
    if rest:
        yield rest.strip(b"\0")


def _commits(chunks: Iterable[bytes]) -> Iterator[tuple[str, list[bytes]]]:
    """Each commit with its tokens."""
    for record in _records(chunks):
        sha, *tokens = record.split(b"\0")
        if tokens:
            tokens[0] = tokens[0].removeprefix(b"\n")
        yield sha.decode(), tokens


def _take(changes: Changes, sha: str, tokens: list[bytes]) -> None:
    files: list[FileChange] = []
    paths: list[bytes] = []
    left = iter(tokens)
    for token in left:
        match = _COUNTS.fullmatch(token)
        if match is None:
            changes.problems[sha] = f"git counted in a way that is not understood: {token[:80]!r}"
            return
        added, deleted, path = match.groups()
        old = None
        if not path:
            # A rename: its two paths follow.
            old, path = next(left, b""), next(left, b"")
            paths.append(old)
        paths.append(path)
        files.append(
            FileChange(
                path=path_of(path),
                old_path=None if old is None else path_of(old),
                added=None if added == b"-" else int(added),
                deleted=None if deleted == b"-" else int(deleted),
            )
        )
    if len(files) > MOST_FILES:
        changes.problems[sha] = f"it changes {len(files)} files, more than are kept ({MOST_FILES})"
        return
    changes.files[sha] = tuple(files)
    changes.paths[sha] = frozenset(paths)
