"""Status words in a sentence, with care: what is denied, planned, conditional or asked says nothing about how things stand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handoff.model.expression import expression
from handoff.model.predicates import WORDS, Predicate

# Words that say how something stands wherever they are the last word of a statement, or follow "is", "now", "all" ….
_STATES = (
    "healthy", "operational", "working", "works", "verified working", "fully functional", "functional", "verified",
    "validated", "confirmed", "restored", "recovered", "committed", "merged", "deployed", "released", "shipped",
    "rolled out", "tests pass", "tests passed", "all tests pass", "tested", "fixed", "repaired", "patched", "resolved",
    "mitigated", "complete", "completed", "done", "finished", "migrated", "implemented", "up", "up and running", "live",
    "online", "ready", "stable", "green", "running",
)  # fmt: skip
_NAMES = "|".join(sorted(map(re.escape, _STATES), key=len, reverse=True))
# What may be meant where a word stands, by the last word of what says so.
_ENDING: dict[str, set[Predicate]] = {}
for _name in _STATES:
    _ENDING.setdefault(_name.split()[-1], set()).add(WORDS.get(_name, "complete"))
_WORD = expression(r"[^\W_]+")
_LINK = r"(?:is|are|was|were|be|been|now|all|fully|successfully|back|still|already|again|100\s?%|✅|✓|✔|:|—|–)"
_PREDICATIVE = expression(
    rf"(?<![\w-])(?:{_LINK}\s+(?:\*\*|__)?({_NAMES})|({_NAMES})(?=\s*(?:\*\*|__)?\s*(?:$|[.!,;)]|\(|✅|✓|✔|🎉|and\b|&)))(?![\w-])",
    re.IGNORECASE,
)
_DENIED = expression(
    r"\b(?:no|not|never|cannot|neither|nor|without|un\w+|fail\w*|broken|wrong\w*|incorrect\w*|until|once|when|whenever|if|unless"
    r"|whether|while|should|would|could|will|shall|must|might|may|can|to be|needs?|wants?|plan\w*|todo|tbd|expect\w*|likely"
    r"|probably|maybe|perhaps|try|trying|before|after|next|how to|let's|please|ensure|verify that|check that|make sure|so that"
    r"|in order|pending|wait\w*|almost|nearly|partly|partially|half|only|supposed|claimed|said|says|goal|target"
    r"|to\s+(?:fix|verify|test|do))\b|n't\b|\?\s*$|❌|⏳|🔄",
    re.IGNORECASE,
)
_SENTENCE = expression(r"(?<=[.!?;])\s+|\s+[—–]\s+|\s*\|\s*")


def denied(sentence: str) -> bool:
    """Whether a sentence denies, plans, conditions or asks, so that its status words are no statement."""
    return _DENIED.search(sentence) is not None


def may_state(text: str) -> set[Predicate]:
    """What a text can state, by its words alone; of most lines that is nothing."""
    words = _ENDING.keys() & _WORD.findall(text.casefold())
    return set().union(*(_ENDING[word] for word in words)) if words else set()


def status_words(text: str) -> Iterator[tuple[str, Predicate]]:
    """The status words that a line states, each with the predicate that it means; one a sentence."""
    for sentence in _SENTENCE.split(text):
        match = _PREDICATIVE.search(sentence)
        if match is not None and not denied(sentence):
            word = match[1] or match[2]
            # A lone word such as "up" ends many sentences that speak of other things.
            if match[2] and word.casefold() in _LOOSE:
                continue
            yield word, WORDS.get(word.casefold(), "complete")


_LOOSE = frozenset(
    {
        "up",
        "live",
        "running",
        "done",
        "green",
        "ready",
        "stable",
        "online",
        "tested",
        "working",
        "confirmed",
        "validated",
        "released",
    }
)
