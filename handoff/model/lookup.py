"""Which of many expressions may match in a text, told in one go by the words that each of them needs.

To ask for one word after the other is quickest for a few texts. For many, RE2 looks for all words in one pass, which takes a
tenth of the time; to load it takes as long as some hundred texts do. Then the expressions themselves are read too: of most
of them one of a few words must be there, whatever else matches.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from re import _constants as code  # type: ignore[attr-defined]  # the only reading of an expression that there is
from re import _parser as reading  # type: ignore[attr-defined]
from typing import Any

from handoff.model.expression import expression

# Letters looked at after which RE2 has been worth loading.
_PAYS = 40_000
# So many sets of words are asked of a look: its own, and what its expression needs.
_SETS = 4
_RARE = 3
# Letters that an expression takes for another one, which `lower` does not tell; and half pairs, which have no encoding.
_ODD = expression("[İıſµͅΐΰςϐϑϕϖϰϱϵ\u1c80-\u1c88ẛẞιΐΰﬅﬆ\ud800-\udfff]")

Look = tuple[Sequence[str], re.Pattern[str] | None]


class Lookup:
    """Tells of a few looks which may find something: words, one of which must be there, if any, and an expression."""

    def __init__(self, looks: Iterable[Look]) -> None:
        self.looks = list(looks)
        self._always = [index for index, (words, _) in enumerate(self.looks) if not words]
        self._asked = [(word, index) for index, (words, _) in enumerate(self.looks) for word in words]
        self._letters = 0
        self._quick: _Quick | None = None

    def held(self, low: str) -> list[int]:
        """The places in `looks` of those that may find something in a text in lower case, in order."""
        if self._quick is not None and (low.isascii() or not _ODD.search(low)):
            return self._quick.held(low)
        if self._quick is None:
            if self._letters > _PAYS:
                self._quick = _Quick(self.looks)
            self._letters += len(low)
        found = dict.fromkeys(index for word, index in self._asked if word in low)
        return sorted((*found, *self._always)) if self._always else list(found)


class _Quick:
    """The same, by one pass of RE2: what a look wants is met when one bit of each of its sets is.

    A number has a bit for each look, and so many of these one after the other as there are sets of words.
    """

    def __init__(self, looks: Sequence[Look]) -> None:
        import re2  # type: ignore[import-untyped]  # the library ships no stubs

        self._set = re2.Set.SearchSet()
        self._width = len(looks)
        self._every = (1 << self._width) - 1
        self._free = 0
        places: dict[str, int] = {}
        for index, (words, pattern) in enumerate(looks):
            wanted = [frozenset(words)] if words else []
            wanted += needs_of(pattern) if pattern is not None else ()
            for rank in range(_SETS):
                bit = 1 << (rank * self._width + index)
                if rank >= len(wanted):
                    self._free |= bit
                    continue
                for word in wanted[rank]:
                    places[word] = places.get(word, 0) | bit
        self._met = list(places.values())
        for word in places:
            self._set.Add(re2.escape(word))
        if places:
            self._set.Compile()

    def held(self, low: str) -> list[int]:
        bits, width = self._free, self._width
        for place in self._set.Match(low) or () if self._met else ():
            bits |= self._met[place]
        # Written out for so many sets as there are: a loop takes longer than the pass of RE2.
        met, found = bits & bits >> width & bits >> 2 * width & bits >> 3 * width & self._every, []
        while met:
            found.append((met & -met).bit_length() - 1)
            met &= met - 1
        return found


def needs_of(pattern: re.Pattern[str]) -> list[frozenset[str]]:
    """A few sets of words in lower case: of each of them one is in every text that the expression matches. The best first;
    the others only where their words are long enough to be rare."""
    best, *others = _of_sequence(reading.parse(pattern.pattern, pattern.flags & ~re.DEBUG)) or [frozenset[str]()]
    return [some for some in (best, *(one for one in others if min(map(len, one)) >= _RARE)) if some][: _SETS - 1]


def _of_sequence(parsed: Iterable[tuple[Any, Any]]) -> list[frozenset[str]]:
    """What the parts of a sequence need each, the best first: few words, and long ones."""
    wanted: dict[frozenset[str], None] = {}
    run = ""
    for kind, about in parsed:
        if kind is code.LITERAL and len(chr(about).lower()) == 1 and not _ODD.match(chr(about).lower()):
            run += chr(about).lower()
            continue
        if kind in (code.AT, code.ASSERT_NOT):
            continue
        if run:
            wanted[frozenset({run})] = None
        run = ""
        wanted.update(dict.fromkeys(_of_part(kind, about)))
    if run:
        wanted[frozenset({run})] = None
    return sorted(wanted, key=lambda some: (-min(map(len, some)), len(some)))


def _of_part(kind: Any, about: Any) -> list[frozenset[str]]:
    if kind is code.SUBPATTERN:
        return _of_sequence(about[3])
    if kind is code.ATOMIC_GROUP:
        return _of_sequence(about)
    if kind is code.ASSERT and about[0] == 1:
        return _of_sequence(about[1])
    if kind in (code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT) and about[0]:
        return _of_sequence(about[2])
    if kind is code.BRANCH:
        each = [_of_sequence(one) for one in about[1]]
        if not all(each):
            return []
        # Of each branch the best that it needs, and then the next best.
        return [
            frozenset[str]().union(*(one[min(rank, len(one) - 1)] for one in each))
            for rank in range(min(_SETS, max(map(len, each))))
        ]
    return []
