"""Lists of words, written as people read them."""

from __future__ import annotations


def wordlist(words: str) -> frozenset[str]:
    """The words of a text, which stand between blanks."""
    return frozenset(words.split())
