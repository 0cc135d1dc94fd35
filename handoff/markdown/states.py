"""A state as a predicate: behind a copula, at the end of its clause, alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handoff.markdown.sentences import CODE, LINK
from handoff.markdown.standing import JOINED, NOT_PASSED, STATUS, predicative
from handoff.markdown.wordlist import wordlist
from handoff.markdown.words import (
    ADVERBS,
    COPULAS,
    DECLARING,
    DETERMINERS,
    FAINT_STATES,
    PAST_COPULAS,
    PREPOSITIONS,
    TESTED,
    UNWANTED,
)

if TYPE_CHECKING:
    from handoff.markdown.grammar import Place


_GOING = frozenset({"went", "came", "got", "returned"})
_PAST_STATES = frozenset({"successful", "complete", "clean"})
_CONDITIONS_OF_THINGS = frozenset({"state", "shape", "condition", "order"})
_WHOLLY = frozenset({"again", "fully"})
_OLD = frozenset({"old", "previous", "outdated", "stale"})
_DAYS = [[day] for day in ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")]
_WANTED = wordlist("traffic throughput requests orders revenue sessions users signups events messages ingestion sales")
_MEASURED = frozenset({"levels", "level", "values", "operation", "operations", "rates", "volume", "volumes"})
# That one can read about it is no status.
_PAPERS = wordlist(
    """timeline details documentation docs report reports guide instructions information description recording transcript
    summary changelog list examples"""
)
_TO_BE_REACHED = frozenset({"accessible", "reachable", "available", "running", "serving", "online"})
_ALL = [[word] for word in ("all", "alle", "todos", "todas", "tous", "toutes", "tutti", "tutte", "все")]
_COMPARED = frozenset({"more", "less", "most", "least"})
_PLACED = frozenset({"under", "inside", "at", "beside", "alongside"})
_BEING = frozenset({"is", "are", "left", "remains", "remain", "stays", "now"})
_TOOLS = wordlist("mypy ruff tsc eslint clippy pylint flake8 typecheck typechecking types vet audit scan tree diff format fmt")


def state(place: Place) -> str:
    """Why a state stands as a predicate, in words; empty when it does not."""
    low, before, after, status = place.low, place.before, place.after, place.position in ("status", "value")
    if low == "success":
        return "state"
    if _of_its_state(place):
        return "state"
    if before in DETERMINERS or (place.length == 1 and not predicative(after) and not _passing_tests(place)):
        return ""
    if (low == "consistent" and after == "with") or (low == "complete" and after == "when"):
        # "Complete when …" defines what complete will be.
        return ""
    if place.length > 1 and _bad_news(place):
        return ""
    if _for_a_time(place) or (not _OLD.isdisjoint(place.left) and "still" in place.left):
        return ""
    if before in _COMPARED or (low == "available" and not _PAPERS.isdisjoint(place.left)):
        return ""
    if low == "bereit" and any(word.startswith("stell") for word in place.left):
        # The second part of a verb: it provides something.
        return ""
    if low == "normal" and place.left in (["this", "is"], ["that", "is"]):
        # Of something that was told before.
        return ""
    if low == "complete" and after[:1].isdigit() and before not in COPULAS:
        return ""
    if (low == "passing" and after in NOT_PASSED) or (after == "," and (before == "," or before.isdigit())):
        return ""
    near = place.left[-4:]
    copula = any(word in COPULAS and word != "all" for word in near) or (place.length > 1 and before in _GOING)
    past = before in PAST_COPULAS and low in _PAST_STATES
    if low == "gone" and before in UNWANTED and predicative(after):
        return "status word at the end"
    if low == "clean" and not after and (before.strip("s") in TESTED or before in _TOOLS):
        return "status word at the end"
    if low in _TO_BE_REACHED and after == "at" and place.position == "item" and place.left and not place.bare:
        # "The harbour map is to be had at <address>", whatever the verb.
        return "status word at the end" if place.tokens.low[place.index + 2 : place.index + 3] in ([LINK], [CODE]) else ""
    if (
        low in FAINT_STATES
        and place.length == 1
        and not (copula or past or after == "again" or place.left[:1] in _ALL or (place.bare and status))
    ):
        return ""
    if low == "live" and (place.length == 2 or after in _PLACED) and _dwell(place.left):
        return ""
    if _defines(place):
        return ""
    if any(word in PAST_COPULAS for word in near) and near[-1:] not in (["is"], ["are"]):
        returned = (low == "back" and place.length > 1) or after == "again" or before in _WHOLLY
        return "past state" if past or returned or (low in _PAST_STATES and before in ADVERBS) else ""
    if copula:
        return "state"
    if any(word in DECLARING for word in place.left):
        return "declared"
    if place.coordinated or (before in JOINED and low == "ready" and any(word in {"is", "are", "now"} for word in place.left)):
        return "and"
    if place.bare:
        return _state_alone(place)
    if place.position == "prose" or (before in PREPOSITIONS and before != "up") or len(_since_comma(place.left)) > 7:
        return ""
    return (
        "status word at the end"
        if predicative(after) or (place.length > 1 and (place.position == "heading" or after in _MEASURED))
        else ""
    )


def _of_its_state(place: Place) -> bool:
    """Whether a thing is in such a state, or is such a thing now: "in a healthy state", "is a fully working map"."""
    left, low = place.left, place.tokens.low
    if place.after in _CONDITIONS_OF_THINGS:
        rest = low[max(place.first, place.index - 5) : place.index]
        return ("in" in rest and bool(_BEING.intersection(left))) or bool(_BEING.intersection(rest))
    return place.before in {"fully", "completely"} and left[-2:-1] == ["a"] and left[-3:-2] in (["is"], ["now"])


def _defines(place: Place) -> bool:
    """Whether it says which things a name stands for: "`night_boats` - Boats ready for the night"."""
    low = place.tokens.low
    named = place.first == 2 and low[0] == CODE and low[1] in {"-", "–", "—", ":"}
    return named and place.before.endswith("s") and place.after in PREPOSITIONS and COPULAS.isdisjoint(place.left)


def _for_a_time(place: Place) -> bool:
    """Whether it says for how long, or until when: "valid for a day", "ready by Friday"."""
    if place.low == "valid":
        return place.after in {"for", "until", "till", "from", "within"}
    following = place.tokens.low[place.index + 2 : place.index + 3]
    return place.low == "ready" and (place.after == "by" or (place.after == "on" and following[:1] in _DAYS))


def _bad_news(place: Place) -> bool:
    """Whether what came back is a fault, or what fell to nothing is wanted: "errors are back", "traffic dropped to zero"."""
    words = place.tokens.low[place.index : place.index + place.length]
    if words[1] == "back":
        return not UNWANTED.isdisjoint(place.left[-3:])
    return words[-1] == "zero" and not _WANTED.isdisjoint(place.left)


def _dwell(left: list[str]) -> bool:
    """Whether several things live somewhere: "the keys still live in the shed"."""
    subject = next((word for word in reversed(left) if word not in {"still", "also", "both"}), "")
    return subject.endswith("s") and COPULAS.isdisjoint(set(left[-4:]) - {"all", "still", "both"})


def _since_comma(left: list[str]) -> list[str]:
    return left[len(left) - left[::-1].index(",") :] if "," in left else left


def _passing_tests(place: Place) -> bool:
    return place.low == "passing" and place.after in {"test", "tests"} and bool(place.left)


def _state_alone(place: Place) -> str:
    tokens, first = place.tokens, place.first
    if place.low == "available" and place.after in {"in", "on"} and place.position != "status":
        return ""
    if place.low == "available" and place.after in {"via", "through", "from", "as", "with", "by", "at", "under"}:
        return ""
    if place.low == "complete" and place.after in {CODE, LINK}:
        return ""
    if place.low == "stable" and not place.after and first > 1 and tokens.low[first - 2][0].isdigit():
        # "Rust 1.92.0 (stable)" names a release channel.
        return ""
    ended = (
        not place.after[:1].isalpha() and (place.low == "complete" or place.after in {"(", ".", ";", ","}) and place.first > 0
    )
    stands = place.position in STATUS or place.after in PREPOSITIONS or not place.after or place.length > 1 or ended
    return "status word" if stands else ""
