"""What was done as a predicate: the passive, the perfect, a participle behind its noun, a verb in front."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from handoff.markdown.sentences import CODE
from handoff.markdown.standing import HANDED_OVER, NOT_PASSED, STATUS, free, predicative
from handoff.markdown.wordlist import wordlist
from handoff.markdown.words import (
    ACTS,
    ADVERBS,
    AUXILIARIES,
    BY,
    DETERMINERS,
    IMPERATIVES,
    LOOKED,
    PREPOSITIONS,
    STATES,
    SUBJECTS,
    TESTED,
    UNWANTED,
)
from handoff.markdown.wrongs import did_harm, of_something_wrong, told_of_the_past

if TYPE_CHECKING:
    from handoff.markdown.grammar import Place

_VERB_LAST = frozenset({"wurde", "wurden", "werd", "zijn"})
_FINITE = frozenset({"is", "are", "was", "were", "has", "have", "had"})
_MENDED = frozenset({"fixed", "resolved", "solved", "cured", "eliminated", "stopped"}) & ACTS.keys()
_IS = frozenset({"is", "are"})
_MANNER = frozenset({"with", "by", "via", "through", "using", "in", "as"})
_TELLS = wordlist(
    """provides describes summarizes summarises documents lists covers contains explains outlines details presents records
    captures includes tracks"""
)
_DESCRIBED = frozenset({"shipped", "released", "published", "launched"})
_WITH_OBJECT = frozenset({"restored", "passed", "succeeded", "confirmed", "verified", "resolved", "completed"})
_SPOKE = (["asked"], ["requested"], ["said"], ["told"], ["suggested"], ["agreed"], ["advised"])
_COMPOUNDS = {
    "fixed": wordlist("width size point length rate price cost position header asset assets term income height"),
    "closed": wordlist("source loop beta circuit captions captioning"),
}
_HANDED = frozenset({"version", "revision", "build", "commit", "image", "release", "tag"})
# What is contained when it spreads no further; other things contain something.
_DANGERS = UNWANTED | wordlist(
    """attack attacks breach breaches threat threats damage fire vector radius malware infection intrusion intruder compromise
    spread spill exposure situation"""
)
_TIMES = wordlist(
    "deadline time limit window date day days week weeks month months hour hours minute minutes period year years"
)
_JOINING = frozenset({"and", "but", "which", "that"})
_IRREGULAR = wordlist("ran built made wrote set found got took did sent caught kept put brought")
_REPAIRED = frozenset({"fixed", "hotfixed", "patched", "repaired", "debugged"})


def act(place: Place) -> str:
    """Why a verb of doing stands as a predicate, in words; empty when it does not."""
    low, before, after = place.low, place.before, place.after
    if after == "when" and place.bare and low in {"done", "complete", "completed", "finished"}:
        # "Done when …" defines what done will be.
        return ""
    if low in {"normalized", "normalised"} and (after[:1].isdigit() or after in {"to", "by", "into"}):
        # A scale, and no recovery.
        return ""
    if (
        _told_of(place)
        or _habit(place)
        or _another_sense(place)
        or (low in LOOKED and of_something_wrong(place))
        or (low == "confirmed" and after == "that" and told_of_the_past(place))
        or ((low in HANDED_OVER or low == "went") and did_harm(place))
    ):
        return ""
    if before.endswith("ly") and before not in ADVERBS and len(place.left) > 1 and place.left[-2] in AUXILIARIES:
        return "passive or perfect"
    if (not after or after in {"und", "en", "."}) and not _VERB_LAST.isdisjoint(place.left[1:]):
        # The participle ends the clause in German and Dutch.
        return "passive or perfect"
    if before in ADVERBS and before not in AUXILIARIES and _auxiliary_before_adverbs(place):
        # "Is completely solved", "was then merged".
        return "passive or perfect"
    if before in AUXILIARIES:
        adverbial = before in ADVERBS and not (len(place.left) > 1 and place.left[-2] in _FINITE)
        return "participle after its noun" if adverbial else "passive or perfect"
    if place.coordinated:
        return "and"
    if place.bare:
        return _act_in_front(place)
    if (
        before == ","
        and after[:1].isalpha()
        and not predicative(after)
        and (place.left[0][0].isdigit() or place.left[0] in DETERMINERS)
    ):
        # "Six typed, tested ropes": which ropes.
        return ""
    if before in {"and", ","} and _past_in_front(place):
        return "past tense"
    if before == "which" and place.left[-2:-1] == [","] and (after in DETERMINERS or low == "restored"):
        # "We went back to the old rope, which restored service."
        return "past tense"
    if before != "that" and after in DETERMINERS and low in _MENDED and not UNWANTED.isdisjoint(_to_break(_next(place))):
        # "Clearing it fixed the issue".
        return "past tense"
    if before == "and" and place.left[-3:-2] and place.left[-3] in _IS and place.left[-2].isalpha() and free(after):
        # "Is sound and tested".
        return "passive or perfect"
    if (
        before in DETERMINERS
        or (before in PREPOSITIONS and before != "also" and before not in SUBJECTS)
        or before in {"of", "most", "more", "much", "best"}
    ):
        return ""
    if any(word in SUBJECTS for word in place.left[-3:]):
        return "past tense"
    if after in STATES or (place.position in STATUS and predicative(after)):
        return "participle after its noun"
    if free(after) or after in DETERMINERS:
        return "" if (low in _DESCRIBED and after == "by") or _attributive(place) else "participle after its noun"
    if low in HANDED_OVER and after in _HANDED:
        return "past tense"
    if low not in _WITH_OBJECT or place.position == "heading" or after.endswith("s"):
        return ""
    if before in IMPERATIVES or before.startswith("re-"):
        # "Process completed jobs": which jobs.
        return ""
    # "The completed backup was dated": the verb of the sentence comes later.
    later = place.tokens.low[place.index + 1 : place.index + 5]
    return "past tense" if _FINITE.isdisjoint(later) else ""


def _auxiliary_before_adverbs(place: Place) -> bool:
    subject = next((word for word in reversed(place.left) if word not in ADVERBS), "")
    return subject in _FINITE or subject == "been"


def _habit(place: Place) -> bool:
    """Whether it tells what always happens: "each boat is checked", "the list is completed at the end of every day"."""
    if place.before not in {"is", "are"} or place.position in STATUS:
        return False
    right = _to_break(place.tokens.low[place.index + 1 : place.index + 12])
    return place.left[:1] == ["each"] or not {"each", "every", "whenever"}.isdisjoint(right)


def _attributive(place: Place) -> bool:
    """Whether it says which or what kind of thing: "lists the work completed for", "the map, a page deployed on"."""
    if place.position == "prose" and not _TELLS.isdisjoint(place.left) and place.before != ",":
        return True
    if place.low not in HANDED_OVER or "," not in place.left:
        return False
    since = place.left[len(place.left) - place.left[::-1].index(",") :]
    return since[:1] in (["a"], ["an"])


def _told_of(place: Place) -> bool:
    """Whether the clause is what another is about: "how the list is deployed", "changes pushed to main will …"."""
    if "how" in place.left:
        return True
    right = _to_break(place.tokens.low[place.index + 1 : place.index + 7])
    return place.after in {"to", "on", "in"} and not {"will", "would", "must", "should", "can"}.isdisjoint(right)


def _another_sense(place: Place) -> bool:
    low, before, after = place.low, place.before, place.after
    if low == "closed" and before in {"fails", "fail", "failed", "failing"}:
        # A lock that fails closed is built so.
        return True
    if low == "closed" and before in {"has", "have", "had"} and free(after):
        # A channel or a door that closed by itself is no matter that was settled.
        return True
    if low == "confirmed" and after == "and" and place.tokens.low[place.index + 2 : place.index + 3] in _SPOKE:
        # "The crew confirmed and asked to wait" agrees to something.
        return True
    pledged = any(word in SUBJECTS for word in place.left[-3:])
    quietly = not place.tokens.raw(place.index).isupper()
    if low == "done" and quietly and (after in _MANNER or after == "on") and before in {"is", "are", "was", "were"}:
        return True
    if low == "committed" and after in {"to", ""} and before in {"are", "am", "is", "remain", "fully"} and pledged:
        return True
    return (
        (low == "passed" and (after in NOT_PASSED or not _TIMES.isdisjoint(place.left[-3:]) or _handed_on(place)))
        or (low == "contained" and (not free(after) or _DANGERS.isdisjoint(place.left[-4:])))
        or (low == "resolved" and after in {"to", "against", "as"})
        or (low == "corrected" and after == "from")
        or (low in HANDED_OVER and place.tokens.low[place.index + 1 : place.index + 3] in (["as", "a"], ["as", "an"]))
    )


def _next(place: Place) -> list[str]:
    return place.tokens.low[place.index + 1 : place.index + 5]


def _handed_on(place: Place) -> bool:
    """Whether something was passed to somebody: "he passed the rope to her"."""
    right = place.tokens.low[place.index + 1 : place.index + 6]
    return place.after in DETERMINERS and "to" in right and not any(word.strip("s") in TESTED for word in right)


def _act_in_front(place: Place) -> str:
    after = place.after
    if after in _COMPOUNDS.get(place.low, ()) or place.tokens.low[place.index + 2 : place.index + 3] == ["only"]:
        # "Fixed width", "closed source", "verified pilots only": of what kind.
        return ""
    if after in BY and place.first == 0 and not place.head and place.index + 2 >= len(place.tokens):
        # "Verified by: …" says who, not that.
        return ""
    following = place.tokens.low[place.index + 2 : place.index + 5]
    if after and after not in DETERMINERS and any(one in {"are", "is", "were", "was"} for one in _to_break(following)):
        # "Uploaded files are kept": which files.
        return ""
    if place.position == "heading" and _sorts(place):
        return ""
    if place.position == "heading" and _says_what_was_mended(place):
        return "verb in front"
    if (place.position == "heading" or "-" in place.low) and after and not predicative(after) and after not in DETERMINERS:
        return ""
    return "verb in front"


def _sorts(place: Place) -> bool:
    """Whether a heading only says where or how what stands under it was looked at: "Verified in the harbour"."""
    return place.low in LOOKED and place.after in {"in", "on", "by", "with", "during", "against", "under", "at"}


def _says_what_was_mended(place: Place) -> bool:
    """Whether a heading says what was put right: "Fixed the pier lookup", "2. Patched map import"."""
    named = [word for word in place.tokens.low[place.index + 1 :] if word[0].isalpha() or word == CODE]
    return place.low in _REPAIRED and place.first == 0 and len(named) > 1


def _to_break(words: list[str]) -> list[str]:
    """The words up to the first that joins or parts."""
    return list(takewhile(lambda word: (word[0].isalpha() or word == CODE) and word not in _JOINING, words))


def _past_in_front(place: Place) -> bool:
    return any((word.endswith("ed") and len(word) > 4) or word in _IRREGULAR for word in place.left[:-1])
