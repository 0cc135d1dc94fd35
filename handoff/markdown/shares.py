"""How much of something holds: a share of the whole, one half of a sentence, now and then."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from handoff.markdown.wordlist import wordlist

if TYPE_CHECKING:
    from handoff.markdown.grammar import Place

NOW_AND_THEN = frozenset({"sometimes", "intermittently", "occasionally", "partially", "partly", "sporadically"})
FAILED = frozenset({"fails", "failed", "failing"})
_NEARLY_ALL = 90
# What makes 100 % good news or bad.
NOT_GOOD = wordlist("error errors failure failures fail loss cpu memory disk usage packet traffic rejected downtime")
SUCCESS_NEAR = wordlist(
    """success successful complete completed done coverage availability uptime healthy pass passed passing working
    operational green rate migrated functional compliance compliant compatibility compatible safe secure ready stable
    correct conforme conformes kompatibilität compatibilidad compatibilidade compatibilité compatibilità abdeckung
    cobertura couverture copertura"""
)
AIMS = frozenset({"target", "targets", "goal", "goals", "required", "threshold", "minimum"})
PARTS = frozenset({"part", "page", "step", "chapter", "slide", "sheet", "day", "week", "volume", "session"})


def partly(left: list[str]) -> bool:
    """Behind a percentage that is far from the whole."""
    if not left or not left[-1].endswith("%"):
        return False
    digits = left[-1].rstrip("%").replace(",", ".")
    known = digits.count(".") <= 1 and digits.replace(".", "").isdecimal()
    return not known or float(digits) < _NEARLY_ALL


def a_share(left: list[str]) -> bool:
    """Behind a count that is far from the whole: "9.5 of 132 hours complete", "7/18 passing"."""
    left = [part for word in left for part in (word.partition("/") if word[0].isdigit() and "/" in word else (word,))]
    for some, of, whole in zip(left, left[1:], left[2:], strict=False):
        if of in {"of", "/"} and some.replace(".", "", 1).isdecimal() and whole.replace(".", "", 1).isdecimal():
            return 100 * float(some) < _NEARLY_ALL * float(whole)
    return False


def told_as_share(right: list[str]) -> bool:
    """Before a colon or a bracket with a count that is far from the whole: "Passing: 2/6"."""
    return right[:1] in ([":"], ["("]) and a_share(right[1:4])


def one_of(left: list[str]) -> bool:
    """Behind "is one of": the names that a state can have."""
    return any(pair == ("one", "of") for pair in pairwise(left)) and "," in left


def but_not(place: Place) -> bool:
    """Whether the sentence takes half of it back: "works at the north pier but not in the south"."""
    right = place.tokens.low[place.index + 1 : place.index + 12]
    right = right[: right.index(".")] if "." in right else right
    return ("but", "not") in pairwise(right)


def but_for(opening: str, left: list[str]) -> bool:
    """Whether it holds of all but some, or only of one: "all but two bells work", "only the north bell works"."""
    return (opening == "only" and len(left) > 1) or left[:2] in (["all", "but"], ["all", "except"])


def but_failed(place: Place) -> bool:
    """Whether it tells how far something came before it failed: "was opened successfully, but the bell failed"."""
    right = place.tokens.low[place.index + 1 : place.index + 12]
    return right[:2] == [",", "but"] and not FAILED.isdisjoint(right)
