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
    """The same, by one pass of RE2: what a look wants is met when one bit of each of its two sets is."""

    def __init__(self, looks: Sequence[Look]) -> None:
        import re2  # type: ignore[import-untyped]  # the library ships no stubs

        self._set = re2.Set.SearchSet()
        self._by_words: list[int] = []
        self._by_expression: list[int] = []
        self._without_words = self._without_needs = 0
        places: dict[str, int] = {}
        for index, (words, pattern) in enumerate(looks):
            needs = needed(pattern) if pattern is not None else None
            if not words:
                self._without_words |= 1 << index
            if needs is None:
                self._without_needs |= 1 << index
            for sort, some in ((self._by_words, words), (self._by_expression, needs or ())):
                for word in some:
                    if word not in places:
                        places[word] = self._set.Add(re2.escape(word))
                        self._by_words.append(0)
                        self._by_expression.append(0)
                    sort[places[word]] |= 1 << index
        if places:
            self._set.Compile()

    def held(self, low: str) -> list[int]:
        words, needs = self._without_words, self._without_needs
        for place in self._set.Match(low) or () if self._by_words else ():
            words |= self._by_words[place]
            needs |= self._by_expression[place]
        met, found = words & needs, []
        while met:
            found.append((met & -met).bit_length() - 1)
            met &= met - 1
        return found


def needed(pattern: re.Pattern[str]) -> frozenset[str] | None:
    """Words in lower case, one of which is in every text that the expression matches; None when nothing can be said."""
    return _of_sequence(reading.parse(pattern.pattern, pattern.flags & ~re.DEBUG))


def _of_sequence(parsed: Iterable[tuple[Any, Any]]) -> frozenset[str] | None:
    """The best of what the parts of a sequence need each: few words, and long ones."""
    wanted: list[frozenset[str]] = []
    run = ""
    for kind, about in parsed:
        if kind is code.LITERAL and len(chr(about).lower()) == 1 and not _ODD.match(chr(about).lower()):
            run += chr(about).lower()
            continue
        if kind in (code.AT, code.ASSERT_NOT):
            continue
        wanted += [frozenset({run})] if run else []
        run = ""
        if (part := _of_part(kind, about)) is not None:
            wanted.append(part)
    wanted += [frozenset({run})] if run else []
    return max(wanted, key=lambda some: (min(map(len, some)), -len(some)), default=None)


def _of_part(kind: Any, about: Any) -> frozenset[str] | None:
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
        return frozenset().union(*(one for one in each if one is not None)) if None not in each else None
    return None
