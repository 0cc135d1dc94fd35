"""What was done or found that is something wrong: a fault that was confirmed, a roll-out that broke something."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from handoff.markdown.wordlist import wordlist
from handoff.markdown.words import (
    ACTS,
    ADVERBS,
    AUXILIARIES,
    CHANGES,
    FAULTS,
    NEGATIONS,
    PREPOSITIONS,
    REMEDIES,
    STATES,
    UNWANTED,
    VERBS,
    WELL,
)

if TYPE_CHECKING:
    from handoff.markdown.grammar import Place

_HARM = frozenset({"breaking", "broke", "caused", "causing", "inadvertently", "accidentally", "unintentionally"})
_HANDLED = wordlist(
    """handling handler handlers recovery path paths logic fallback fallbacks reporting boundary boundaries detection prevention
    tracking logging retries resilience"""
)
_BAD = frozenset(
    {"broken", "wrong", "bad", "faulty", "buggy", "incorrect", "malformed", "misconfigured", "defective", "flawed"}
)


def of_something_wrong(place: Place) -> bool:
    """Whether what was verified or confirmed is that something is wrong."""
    right = place.tokens.low[place.index + 1 : place.index + 14]
    for offset, word in enumerate(right):
        if word in {".", ";", "|"} or (word == "(" and offset):
            break
        if word in FAULTS and right[offset + 1 : offset + 2] and right[offset + 1] in _HANDLED:
            # "Validated error handling": what is done about one.
            continue
        if word in FAULTS and not _put_right(right, offset, word):
            return True
    if any(word in ACTS or word in STATES for word in right[:3]):
        return False
    if place.bare and right[:1] == [")"] and place.tokens.low[place.first - 1] == "(":
        # "The list is lost on Monday (confirmed)".
        told = place.tokens.low[: place.first - 1]
        return not FAULTS.isdisjoint(told) and not any(word in ACTS or word in STATES or word in REMEDIES for word in told)
    if "reproduced" in place.left[-3:]:
        return True
    near = [*place.left[-4:], place.low]
    return any(word in FAULTS and _stands_alone(follower, place.low) for word, follower in pairwise(near))


def told_of_the_past(place: Place) -> bool:
    """Whether what was confirmed is something that was so, and nothing good: "confirmed that two piers saw …"."""
    right = place.tokens.low[place.index + 2 : place.index + 16]
    if not any(word in {"were", "was", "had"} for word in right):
        return False
    return not any(word in ACTS or word in STATES or word in VERBS or word in WELL or word in NEGATIONS for word in right)


def _stands_alone(follower: str, low: str) -> bool:
    """Whether a noun before this word is the thing itself: "the timeout was tested", not "timeout handling was tested"."""
    return follower == low or not follower[0].isalpha() or follower in PREPOSITIONS or follower in AUXILIARIES


def did_harm(place: Place) -> bool:
    """Whether what was deployed or pushed is a fault itself, or the sentence goes on to say what it broke."""
    subject = next((word for word in reversed(place.left) if word not in AUXILIARIES and word not in ADVERBS), "")
    if (subject in FAULTS and place.left[-1] != ",") or not _BAD.isdisjoint(place.left) or "caused" in place.left:
        return True
    right = place.tokens.low[place.index + 1 : place.index + 40]
    if not _BAD.isdisjoint(right[:3]):
        return True
    if ACTS.get(place.low) == "deploy" and "but" in right and not NEGATIONS.isdisjoint(right[right.index("but") :][:6]):
        # "Deployed, but the hub does not start".
        return True
    return not _HARM.isdisjoint(right[: right.index(".")] if "." in right else right)


def _put_right(right: list[str], offset: int, word: str) -> bool:
    earlier = right[offset - 1] if offset else ""
    if earlier in {"no", "zero", "without", "0"} or word in {"not", "never", "nothing", "zero", "empty", "down"}:
        return True
    if not REMEDIES.isdisjoint(right[:offset]) or any(one in ACTS or one in CHANGES for one in right[offset + 1 : offset + 3]):
        return True
    if word in UNWANTED and right[offset + 1 : offset + 4][-2:] == ["no", "longer"]:
        return True
    return word == "no" and any(one in UNWANTED for one in right[offset + 1 : offset + 4])
