"""That somebody can do again what could not be done for a while: "users can log in again"."""

from __future__ import annotations

import re

from handoff.markdown.tokens import words_in
from handoff.markdown.words import CONDITIONS, NEGATIONS
from handoff.model.expression import expression

# "You" is whoever reads a manual.
_ABLE_AGAIN = expression(
    r"(?:^|[,;:—–-]\s|\sand\s)(?!(?:you|it|this|then)\b)(?:[a-z][\w'-]*\s){1,4}?"
    r"(?:can|could|(?:(?:is|are|was|were)\s)?able to)\s(?:now\s|once more\s)?(?:[a-z][\w'-]*\s){1,5}again\b",
    re.IGNORECASE,
)
_GOVERNING = (
    CONDITIONS | NEGATIONS | {"should", "will", "would", "ensure", "verify", "check", "so", "that", "attacker", "attackers"}
)


def able_again(text: str) -> str:
    """The words that say that something can be done again; nothing when no clause does, or a condition, a wish or a denial
    stands before them."""
    said = _ABLE_AGAIN.search(text)
    if said is None or not _GOVERNING.isdisjoint(words_in(text[: said.end()])):
        return ""
    return said[0].strip(" ,;:—–-")
