"""The same change in another commit: cherry-picked, rebased, or squashed with the rest of its branch.

Two commits are the same change when their patches are the same but for line numbers and blob ids. That is the patch id of
git-patch-id(1), in the strict reading of its `--verbatim`: a change of white space is a change.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from .history import History, bits
from .program import Git

_HEADER = re.compile(rb"^commit (?:[0-9a-f]{40}|[0-9a-f]{64})\n", re.MULTILINE)
# What differs between two copies of a change: where it is, and blob ids, unless nothing else says what a binary file holds.
_PLACE = re.compile(rb"^@@ .*", re.MULTILINE)
_BLOBS = re.compile(rb"^index [0-9a-f]+\.\.[0-9a-f]+(?: \d+)?\n(?!Binary files )", re.MULTILINE)
_TIPS = 3
_BRANCHES = 50
MOST = 2_000


@dataclass(frozen=True, slots=True)
class Squash:
    """Everything that a branch holds beyond the default branch: from `base`, a place on it, to `tip`. `bits` are the marked
    commits on the way."""

    tip: str
    base: int
    base_sha: str
    bits: tuple[int, ...]

    @property
    def line(self) -> str:
        """The two commits as `git diff-tree --stdin` reads them: a commit, and what to take for its parent."""
        return f"{self.tip} {self.base_sha}"


def squashes(history: History, off: Iterable[int], tips: Iterable[str], masks: Sequence[int], trunk: bytearray) -> list[Squash]:
    """What may have been squashed: for each marked commit off the trunk, the work that it is part of, up to a tip.

    `off` are the bits that those commits have in `masks`. A tip is one of the given ones (the first of them always count,
    so that a commit on the trunk is recognised in its branch), or any commit that nothing builds on: the branch may be gone.
    """
    if not any(trunk):
        return []
    room = dict.fromkeys(off, _TIPS)
    lacking = sum(1 << bit for bit in room)
    found = []
    named = [tip for tip in tips if not trunk[history.index[tip]]]
    for number, tip in enumerate(dict.fromkeys((*named, *(history.ends() if lacking else ())))):
        place = history.index[tip]
        held = () if trunk[place] else tuple(bits(masks[place] & lacking))
        base = history.base(tip, trunk) if held or number < min(len(named), _BRANCHES) else None
        if base is None:
            continue
        found.append(Squash(tip, base, history.shas[base], held))
        for bit in held:
            room[bit] -= 1
            lacking &= ~(0 if room[bit] else 1 << bit)
    return found


def patches(git: Git, lines: Iterable[str]) -> dict[str, bytes]:
    """The digest of each line's patch, by line; lines without a patch (merges, empty commits) are left out.

    Raises GitFailed. Nothing of a patch is kept, so that a big one costs time and no memory.
    """
    asked = list(dict.fromkeys(lines))
    digests: list[Digest] = []
    words = (
        "diff-tree", "--stdin", "-r", "--root", "--always", "--format=commit %H", "-p", "-U3", "--no-renames", "--full-index",
        "--no-ext-diff", "--no-textconv", "--ignore-submodules=none", "--submodule=short", "--no-color",
        "--src-prefix=a/", "--dst-prefix=b/", "--diff-algorithm=myers",
    )  # fmt: skip
    with git.start(*words) as running:
        running.feed_all("".join(f"{line}\n" for line in asked).encode())
        for text in _whole_lines(running.chunks()):
            # No line of a patch can look like a header: each begins with a blank, a sign, '@', 'diff', 'index' and so on.
            first, *others = _HEADER.split(text)
            if digests:
                digests[-1].add(first)
            for other in others:
                digests.append(Digest())
                digests[-1].add(other)
        running.finish()
    return {line: digest.value for line, digest in zip(asked, digests, strict=True) if digest.filled}


class Digest:
    """The digest of a patch that comes in pieces of whole lines."""

    def __init__(self) -> None:
        self._hash = hashlib.sha256()
        self.filled = False

    def add(self, text: bytes) -> None:
        """Take in a piece."""
        said = _PLACE.sub(b"@@", _BLOBS.sub(b"", text))
        if not self.filled:
            # The blank line between header and patch is no part of it.
            said = said.lstrip(b"\n")
        self.filled = self.filled or bool(said)
        self._hash.update(said)

    @property
    def value(self) -> bytes:
        """The digest of all pieces."""
        return self._hash.digest()


def _whole_lines(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The same text in pieces that end where a line ends, and never between an `index` line and what it speaks of."""
    rest = b""
    for chunk in chunks:
        text = rest + chunk
        end = text.rfind(b"\n") + 1
        last = text.rfind(b"\n", 0, max(0, end - 1)) + 1
        if text.startswith(b"index ", last):
            end = last
        rest = text[end:]
        if end:
            yield text[:end]
    if rest:
        yield rest
