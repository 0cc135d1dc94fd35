"""What may stand around a status word that is a predicate."""

from __future__ import annotations

from handoff.markdown.languages import AGAIN
from handoff.markdown.wordlist import wordlist
from handoff.markdown.words import ACTS, PREPOSITIONS, STATES, WELL

NOT_PASSED = wordlist("to through into as along down by an over")
ASKING = frozenset({"how", "what", "why", "where", "which", "that"})
JOINED = frozenset({"and", "+", "&"})
STATUS = ("status", "value", "heading")
HANDED_OVER = frozenset(word for word, need in ACTS.items() if need in ("deploy", "merge"))


def free(after: str) -> bool:
    """Whether nothing follows, or something that no adjective could stand before."""
    return not after or not after[0].isalpha() or after in PREPOSITIONS


def predicative(after: str) -> bool:
    """Whether what follows leaves a word before it a predicate: nothing, an adverb, another state."""
    return (
        free(after)
        or after in {"end-to-end", "end", "everywhere", "locally", "overall", "as-is"}
        or after in STATES
        or after in ACTS
        or after in WELL
        or after in AGAIN
        or after.endswith(("ly", "ed"))
    )
