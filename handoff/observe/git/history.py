"""One walk over everything that branches, tags and HEAD reach, and what can be told from it without asking git again."""

from __future__ import annotations

import re
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Literal, TypeVar

from .headers import FORMAT, PLAIN, Header, header_of, instant, records
from .program import Git

# Stashes and notes are no work that a session hands over.
_EXCLUDED = ("--exclude=refs/stash", "--exclude=refs/notes/*")
_ID = re.compile(rb"(?<![0-9a-zA-Z])[0-9a-f]{7,64}(?![0-9a-zA-Z])")
# A later commit names an earlier one: the words that say why, on the line of the id and before it.
_REVERTS = re.compile(rb"\brevert(?:s|ed|ing)?\b", re.IGNORECASE)
_COPIES = re.compile(rb"\bcherry[- ]picked from\b|\bbackport(?:s|ed)? (?:of|from)\b", re.IGNORECASE)
_FIXES = re.compile(
    rb"\bfix(?:es|ed|up)?\b|\b(?:follow|following)[- ]?up (?:to|on|of|for)\b|\b(?:amends|corrects|completes|repairs)\b"
    rb"|\b(?:introduced|broken|caused|regressed) (?:in|by|with|since)\b|\bregression (?:in|from|of|since)\b|\bbroke in\b",
    re.IGNORECASE,
)
_PREPARED = (b"fixup! ", b"squash! ", b"amend! ")
_REVERT_SUBJECT = re.compile(rb'Revert "(.*)"', re.DOTALL)

Key = TypeVar("Key")
Relation = Literal["reverts", "fixes", "copies"]
# More commits of one subject than this are a habit ("wip"), not copies of each other.
_SAME_SUBJECT = 20


class History:
    """Every commit that was reached, children before parents: `shas` and, by the same index, `parents` and `times`."""

    def __init__(self) -> None:
        self.shas: list[str] = []
        self.index: dict[str, int] = {}
        self.parents: list[tuple[int, ...]] = []
        self.times = array("q")
        self.headers: dict[str, Header] = {}
        self._authored = array("q")
        self._stamps: list[bytes] = []
        self._subjects: list[bytes] = []
        # The first seven digits of an id that a message names, with the whole of what is named.
        self._named: dict[str, list[tuple[str, int, Relation]]] = defaultdict(list)
        self._prepared: dict[bytes, list[tuple[int, Relation]]] = defaultdict(list)
        self._sources: dict[int, list[str]] = defaultdict(list)

    def __contains__(self, sha: object) -> bool:
        return sha in self.index

    # --- reading ------------------------------------------------------------------------------------------------------

    def read(self, chunks: Iterable[bytes], wanted: set[str], window: tuple[float, float]) -> None:
        """Take in a walk. Headers are kept of the commits wanted and of those authored or committed in the window
        (seconds since 1970)."""
        start, end = window
        parents: list[bytes] = []
        for fields in records(chunks):
            sha, mother, author, authored, committed, subject, body = fields
            name = sha.decode()
            place = self.index[name] = len(self.shas)
            self.shas.append(name)
            parents.append(mother)
            time, written = _seconds(committed), _seconds(authored)
            self.times.append(time)
            self._stamps.append(committed)
            self._authored.append(hash((author, authored)))
            self._subjects.append(subject)
            if start <= time <= end or start <= written <= end or name in wanted:
                self.headers[name] = header_of(fields)
            self._note(place, subject, body)
        self.parents = [
            tuple(self.index[name] for name in mother.decode().split() if name in self.index) if mother else ()
            for mother in parents
        ]

    def _note(self, place: int, subject: bytes, body: bytes) -> None:
        if subject.startswith(_PREPARED):
            wanted = subject.partition(b" ")[2]
            while wanted.startswith(_PREPARED):
                wanted = wanted.partition(b" ")[2]
            self._prepared[wanted].append((place, "fixes"))
        elif match := _REVERT_SUBJECT.fullmatch(subject):
            self._prepared[match[1]].append((place, "reverts"))
        for line in (subject, *body.splitlines()):
            if (first := _ID.search(line)) is None:
                continue
            before = line[: first.start()]
            relation: Relation
            if _REVERTS.search(before):
                relation = "reverts"
            elif _COPIES.search(before):
                relation = "copies"
            elif _FIXES.search(before):
                relation = "fixes"
            else:
                continue
            for match in _ID.finditer(line):
                named = match[0].decode()
                self._named[named[:7]].append((named, place, relation))
                if relation == "copies":
                    self._sources[place].append(named)

    # --- telling ------------------------------------------------------------------------------------------------------

    def contained(self, marked: Sequence[str]) -> list[int]:
        """For each commit, a number whose bit `i` says that it is or contains `marked[i]`."""
        bit_of = {self.index[sha]: 1 << bit for bit, sha in enumerate(marked) if sha in self.index}
        found = [0] * len(self.shas)
        for place in range(len(self.shas) - 1, -1, -1):
            mask = bit_of.get(place, 0)
            for parent in self.parents[place]:
                # Equal numbers are kept as one object: a long history holds few different ones.
                both = mask | found[parent]
                mask = mask if both == mask else found[parent] if both == found[parent] else both
            found[place] = mask
        return found

    def reached_from(self, tips: Iterable[str]) -> bytearray:
        """For each commit, 1 when one of the tips is it or contains it."""
        seen = bytearray(len(self.shas))
        for tip in tips:
            if tip in self.index:
                seen[self.index[tip]] = 1
        for place, parents in enumerate(self.parents):
            if seen[place]:
                for parent in parents:
                    seen[parent] = 1
        return seen

    def ends(self) -> list[str]:
        """The commits that no other one builds on."""
        mothers = {parent for parents in self.parents for parent in parents}
        return [sha for place, sha in enumerate(self.shas) if place not in mothers]

    def base(self, tip: str, trunk: bytearray) -> int | None:
        """The newest commit of the trunk that a tip outside of it contains."""
        best: int | None = None
        stack, seen = [self.index[tip]], {self.index[tip]}
        while stack:
            place = stack.pop()
            if trunk[place]:
                best = place if best is None else min(best, place)
                continue
            fresh = [parent for parent in self.parents[place] if parent not in seen]
            seen.update(fresh)
            stack.extend(fresh)
        return best

    def naming(self, sha: str) -> Iterator[tuple[int, Relation]]:
        """Commits whose message names this one by its id, and why."""
        for named, place, relation in self._named.get(sha[:7], ()):
            if sha.startswith(named) and self.shas[place] != sha:
                yield place, relation

    def prepared_for(self, sha: str) -> list[tuple[int, Relation]]:
        """Commits named after another one's subject: `fixup! …`, `Revert "…"`."""
        return self._prepared.get(self._subjects[self.index[sha]], [])

    def when(self, place: int) -> datetime | None:
        """When a commit was made, with the offset of the committer's machine."""
        return instant(self._stamps[place].decode())

    def subject(self, place: int) -> str:
        """The first line of a commit's message."""
        return self._subjects[place].decode("utf-8", "replace")

    def alike(self, marked: Iterable[str]) -> dict[int, set[int]]:
        """For each of some commits, others that may hold the same change: same author at the same second, or same subject,
        or one says that it was picked from the other. Merges hold no change of their own."""
        parents = self.parents
        plain = [self.index[sha] for sha in marked if sha in self.index and len(parents[self.index[sha]]) < 2]
        by_author = _places(self._authored, {self._authored[place] for place in plain})
        by_subject = _places(self._subjects, {self._subjects[place] for place in plain})
        found: dict[int, set[int]] = {}
        for own in plain:
            same = by_subject[self._subjects[own]]
            others = {*by_author[self._authored[own]], *(same if len(same) <= _SAME_SUBJECT else ())}
            others |= {place for place, relation in self.naming(self.shas[own]) if relation == "copies"}
            others |= {self.index[source] for source in self._sources.get(own, ()) if source in self.index}
            if others := {place for place in others if place != own and len(parents[place]) < 2}:
                found[own] = others
        return found


def _places(values: Iterable[Key], wanted: set[Key]) -> dict[Key, list[int]]:
    found: dict[Key, list[int]] = {value: [] for value in wanted}
    for place, value in enumerate(values):
        if value in wanted:
            found[value].append(place)
    return found


def bits(number: int) -> Iterator[int]:
    """The places of the ones of a number, the lowest first."""
    while number:
        low = number & -number
        yield low.bit_length() - 1
        number ^= low


def _seconds(stamp: bytes) -> int:
    digits = stamp.partition(b" ")[0]
    return min(int(digits), 1 << 62) if digits.isdigit() else 0


def walk(git: Git, wanted: Iterable[str], window: tuple[float, float]) -> History:
    """The history of a repository. `wanted` are full ids that nothing may reach any more. Raises GitFailed."""
    history = History()
    known = set(wanted)
    with git.start("log", *_EXCLUDED, "--all", "--topo-order", "--stdin", "--no-patch", *PLAIN, FORMAT) as running:
        running.feed_all("".join(f"{sha}\n" for sha in known).encode())
        history.read(running.chunks(), known, window)
        running.finish()
    return history
