"""The neighbours of a statement in its section: those that hold evidence, by the words that they are about.

Every look-up is bounded: in a section with thousands of statements the nearest are looked at, not all.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable

from handoff.markdown.document import Statement
from handoff.markdown.kinship import lists_commits

# How many neighbours are looked at, on each side.
NEAR = 24


class Neighbours:
    """The statements of a section that hold evidence, each with what it is about."""

    def __init__(self, holders: Iterable[tuple[Statement, frozenset[str]]]) -> None:
        self._by_word: dict[str, list[Statement]] = defaultdict(list)
        self._about_nothing: list[Statement] = []
        for statement, words in holders:
            if not words or lists_commits(statement):
                self._about_nothing.append(statement)
            for word in words:
                self._by_word[word].append(statement)

    def about(self, words: frozenset[str], order: int) -> list[Statement]:
        """Those that share a word or are about nothing in particular, in the order of the document."""
        found = {one.order: one for one in nearest(self._about_nothing, order)}
        for word in words:
            if (holders := self._by_word.get(word)) is not None:
                found.update((one.order, one) for one in nearest(holders, order))
        return [found[order] for order in sorted(found)]


def nearest(statements: list[Statement], order: int) -> list[Statement]:
    """Those nearest to a place in the document."""
    if len(statements) <= 2 * NEAR:
        return statements
    at = bisect_left(statements, order, key=lambda one: one.order)
    return statements[max(0, at - NEAR) : at + NEAR]
