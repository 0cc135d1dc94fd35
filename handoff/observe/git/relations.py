"""What other commits have to do with those that are looked at: branches, the same change elsewhere, later work on it."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from handoff.model.observation import LaterCommit

from .changes import Changes, Touched, path_of, touched
from .equivalence import MOST, patches, squashes
from .history import History, bits
from .program import Git
from .refs import Refs

NEXT_TOUCHES = 10
_FILES_SHOWN = 20
_BRANCHES_SHOWN = 20
# How many commits are asked for the paths that they change; those nearest to the commits looked at come first.
_FARTHEST = 20_000

_NOTHING = Touched(frozenset(), b"")
_Relation = Literal["touches", "reverts", "fixes"]


@dataclass(slots=True)
class Related:
    """Everything that was told, by full id of the commit looked at."""

    branches: dict[str, list[str]] = field(default_factory=dict)
    on_default: dict[str, bool] = field(default_factory=dict)
    on_remote: dict[str, bool] = field(default_factory=dict)
    equivalents: dict[str, list[str]] = field(default_factory=dict)
    equivalent_on_default: dict[str, bool] = field(default_factory=dict)
    later: dict[str, tuple[LaterCommit, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two lines for `git diff-tree` that may hold the same change: what the marked commits `bits` lead to at the place `tip`,
    and one other commit, by its place."""

    lines: tuple[str, str]
    bits: tuple[int, ...]
    tip: int
    twin: int


class Relations:
    """Holds the commits `marked` against the whole history. Commits go by their place in the walk, marked ones also by a
    bit, so that what holds for a thousand of them is one number."""

    def __init__(self, history: History, refs: Refs, marked: Sequence[str]) -> None:
        self.history, self.refs = history, refs
        self.marked = [sha for sha in marked if sha in history]
        self.bit_of = {history.index[sha]: bit for bit, sha in enumerate(self.marked)}
        self.masks = history.contained(self.marked)
        self.trunk = history.reached_from(refs.trunk)
        self.tips = {sha: self.masks[history.index[sha]] for _, sha in refs.branches if sha in history}
        off = [bit for place, bit in self.bit_of.items() if not self.trunk[place]]
        self.squashes = squashes(history, off, self.tips, self.masks, self.trunk)
        self.alike = history.alike(self.marked)
        self._touched: dict[str, Touched] = {}

    def contains(self, descendant: str, ancestor: str) -> bool:
        """Whether a marked commit is an ancestor of another commit of the history."""
        bit = self.bit_of[self.history.index[ancestor]]
        return bool(self.masks[self.history.index[descendant]] >> bit & 1)

    def ask_for_paths(self, git: Git) -> None:
        """Which paths other commits change, and what branches change as a whole: one process. Raises GitFailed.

        The marked commits are left out where nothing looks like them: their own numbers name their paths.
        """
        history = self.history
        lines: dict[str, None] = {}
        for place, others in self.alike.items():
            lines |= {history.shas[one]: None for one in (place, *others)}
        lines |= {squash.line: None for squash in self.squashes}
        near = (place for place in self._later_places() if place not in self.bit_of)
        oldest = max((squash.base for squash in self.squashes), default=0)
        wanted = itertools.chain(near, self._on_trunk_after(oldest))
        lines |= {history.shas[place]: None for place in itertools.islice(wanted, _FARTHEST)}
        if lines:
            self._touched = dict(zip(lines, touched(git, list(lines)), strict=True))

    def ask_for_patches(self, git: Git) -> dict[int, set[int]]:
        """The same change in other commits, by bit: one process, and none when nothing looks alike. Raises GitFailed."""
        found: dict[int, set[int]] = {}
        asked: dict[Pair, None] = {}
        for pair in self._pairs():
            one, other = (self._touched.get(line, _NOTHING) for line in pair.lines)
            if one.paths and one.whole == other.whole:
                self._join(found, pair)
            elif one.paths and one.paths == other.paths:
                asked[pair] = None
        chosen = list(asked)[:MOST]
        digests = patches(git, (line for pair in chosen for line in pair.lines)) if chosen else {}
        for pair in chosen:
            one_digest, other_digest = (digests.get(line) for line in pair.lines)
            if one_digest is not None and one_digest == other_digest:
                self._join(found, pair)
        return found

    def told(self, changes: Changes, same: Mapping[int, set[int]]) -> Related:
        """All of it, from the files of the marked commits and the places of what holds the same change."""
        related = Related()
        history = self.history
        self._branches(related)
        own = [changes.paths.get(sha, frozenset()) for sha in self.marked]
        touches = self._touches(own)
        for bit, sha in enumerate(self.marked):
            twins = same.get(bit, set()) - {history.index[sha]}
            related.equivalents[sha] = [
                history.shas[place] for place in sorted(twins, key=lambda one: (history.times[one], one))
            ]
            related.equivalent_on_default[sha] = any(self.trunk[place] for place in twins)
            related.later[sha] = tuple(self._later(bit, sha, own, touches[bit]))
        return related

    def _pairs(self) -> Iterator[Pair]:
        """What may be the same change."""
        shas = self.history.shas
        for place, others in self.alike.items():
            yield from (Pair((shas[place], shas[other]), (self.bit_of[place],), place, other) for other in others)
        by_paths: dict[frozenset[bytes], list[int]] = {}
        for place in self._on_trunk_after(len(shas)) if self.squashes else ():
            by_paths.setdefault(self._touched.get(shas[place], _NOTHING).paths, []).append(place)
        for squash in self.squashes:
            tip = self.history.index[squash.tip]
            for place in by_paths.get(self._touched.get(squash.line, _NOTHING).paths, ()):
                if place < squash.base:
                    yield Pair((squash.line, shas[place]), squash.bits, tip, place)

    def _join(self, found: dict[int, set[int]], pair: Pair) -> None:
        for bit in pair.bits:
            found.setdefault(bit, set()).add(pair.twin)
        # The other way round, a commit stands for a branch as soon as the tip of the branch is there.
        if pair.twin in self.bit_of:
            found.setdefault(self.bit_of[pair.twin], set()).add(pair.tip)

    def _on_trunk_after(self, place: int) -> Iterator[int]:
        """The plain commits of the default branch before a place of the walk: none of them is contained in it."""
        parents = self.history.parents
        return (one for one in range(place - 1, -1, -1) if self.trunk[one] and len(parents[one]) == 1)

    def _later_places(self) -> Iterator[int]:
        """The plain commits that contain a marked one, the oldest first."""
        parents = self.history.parents
        places = range(len(parents) - 1, -1, -1)
        return (place for place in places if self.masks[place] and len(parents[place]) < 2 and self._ancestors(place))

    def _ancestors(self, place: int) -> int:
        """The marked commits that a commit contains, itself left out."""
        bit = self.bit_of.get(place)
        return self.masks[place] if bit is None else self.masks[place] & ~(1 << bit)

    def _branches(self, related: Related) -> None:
        remote = 0
        for sha in self.refs.remote.values():
            remote |= self.tips.get(sha, 0)
        for bit, sha in enumerate(self.marked):
            related.on_default[sha] = bool(self.trunk[self.history.index[sha]])
            related.on_remote[sha] = bool(remote >> bit & 1)
            related.branches[sha] = []
        lacking = (1 << len(self.marked)) - 1
        for name, tip in self.refs.branches:
            for bit in bits(self.tips.get(tip, 0) & lacking):
                named = related.branches[self.marked[bit]]
                named.append(name)
                if len(named) == _BRANCHES_SHOWN:
                    lacking &= ~(1 << bit)

    def _touches(self, own: Sequence[frozenset[bytes]]) -> list[dict[int, frozenset[bytes]]]:
        """The next commits that touch the files of each marked one, and which files they are."""
        by_path: dict[bytes, int] = {}
        for bit, paths in enumerate(own):
            for path in paths:
                by_path[path] = by_path.get(path, 0) | 1 << bit
        found: list[dict[int, frozenset[bytes]]] = [{} for _ in own]
        lacking = (1 << len(own)) - 1
        for place in self._later_places():
            paths = self._paths_of(place, own)
            hit = 0
            for path in paths:
                if path in by_path:
                    hit |= by_path[path]
            for bit in bits(hit & self._ancestors(place) & lacking):
                found[bit][place] = paths
                if len(found[bit]) == NEXT_TOUCHES:
                    lacking &= ~(1 << bit)
        return found

    def _paths_of(self, place: int, own: Sequence[frozenset[bytes]]) -> frozenset[bytes]:
        bit = self.bit_of.get(place)
        return own[bit] if bit is not None else self._touched.get(self.history.shas[place], _NOTHING).paths

    def _later(
        self, bit: int, sha: str, own: Sequence[frozenset[bytes]], touches: Mapping[int, frozenset[bytes]]
    ) -> Iterator[LaterCommit]:
        history = self.history
        relations: dict[int, _Relation] = dict.fromkeys(touches, "touches")
        named = list(history.naming(sha))
        # A subject is no id: only a commit that builds on this one can mean it.
        named += [(place, why) for place, why in history.prepared_for(sha) if self._ancestors(place) >> bit & 1]
        for place, why in named:
            if why != "copies" and relations.get(place) != "reverts":
                relations[place] = why
        for place in sorted(relations, key=lambda place: (history.times[place], place)):
            when = history.when(place)
            if when is not None:
                shared = own[bit] & (touches.get(place) or self._paths_of(place, own))
                yield LaterCommit(
                    sha=history.shas[place],
                    time=when,
                    subject=history.subject(place),
                    relation=relations[place],
                    files=tuple(path_of(path) for path in sorted(shared)[:_FILES_SHOWN]),
                )
