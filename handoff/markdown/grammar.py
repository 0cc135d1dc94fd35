"""What a stretch of text asserts: the status words in it that stand as claims, and why the others do not.

One pass over the words of a statement. A status word counts when it stands as a predicate (after a copula or auxiliary, as
the verb in front, at the end of a short clause, or where a status stands), in the present or perfect, and is not negated,
conditional, wished for, asked for or attributive. Everything is by position and word class; no parse tree.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import Literal

from handoff.markdown import predication
from handoff.markdown.absence import none_left, unharmed
from handoff.markdown.reality import Reality
from handoff.markdown.recovery import able_again
from handoff.markdown.sentences import CODE
from handoff.markdown.shares import AIMS, NOT_GOOD, PARTS, SUCCESS_NEAR
from handoff.markdown.tokens import BREAKS, Tokens, tokens_of
from handoff.markdown.wordlist import wordlist
from handoff.markdown.words import (
    ACTS,
    ADVERBS,
    AND,
    ARROWS,
    CHANGES,
    CONDITIONS,
    COPULAS,
    DETERMINERS,
    MODALS,
    NEGATIONS,
    OUTCOMES,
    PHRASE_STARTS,
    PHRASES,
    PREPOSITIONS,
    PURPOSES,
    REMEDIES,
    STATE_ENDINGS,
    STATES,
    TROUBLES,
    UNWANTED,
    VERBS,
    WEAK_ACTS,
    WELL,
)
from handoff.model.expression import expression
from handoff.model.frozen import dataclass

Position = Literal["status", "value", "heading", "item", "prose"]
"""Where a text stands: the value of a status, the value of another field, a heading, a list item or cell, running prose."""

_RATIO = expression(r"(?<![\d./:-])(\d[\d,]{0,12})\s?(?:/|of|out of)\s?(\d[\d,]{0,12})(?![\d./-])")
_FULL = expression(r"(?<![\d.~<>-])100\s?%")
# The classes of single words; where a word has several, the last counts.
_CLASSES: dict[str, tuple[str, str]] = {
    **dict.fromkeys(CHANGES, ("change", "done")),
    **dict.fromkeys(WELL, ("well", "work")),
    **{word: ("verb", need) for word, need in VERBS.items()},
    **{word: ("act", need) for word, need in ACTS.items()},
    **{word: ("state", need) for word, need in STATES.items()},
}
_GOVERNING = MODALS | CONDITIONS
# One of these is in whatever says that there are none, or that something can be done again.
_OF_ABSENCE = frozenset({"no", "zero", "0", "any", "again"})
_STOPPED = frozenset({"stopped", "ceased", "quit"})
_ENTIRELY = wordlist("fully completely entirely 100% completamente totalmente vollständig komplett полностью")
_WHOLLY = frozenset({"all", "every", "both", "fully", "completely", "already"})
_TURNS = wordlist(
    """red yellow amber gray grey orange blue pending open failed failing fail broken draft todo down unhealthy degraded off
    inactive closed blocked unknown stopped skipped started new before old wip false"""
)
_TOLD = frozenset({"status", "conclusion"})
_LEADERS = frozenset({".", "…", "-", "–", "—", "->", "→", "=>"})
_ZONES = wordlist("utc gmt z am pm est edt cst cdt mst mdt pst pdt cet cest bst ist jst")
_SAID_OUTRIGHT = wordlist(
    "resumed published launched approved achieved eliminated cleared revoked purged drained decommissioned"
)
# "Fail-closed" and "half-closed" are ways to be built.
_HALF = frozenset({"fail", "fails", "half", "partly", "self"})
_CURT = frozenset({"ok", "pass", "passed", "success", "good", "fine", "works", "succeeded"})
# In capitals these are something else: an answer, principles of design.
_QUIET = frozenset({"yes", "solid", "robust"})
_WAS = (["was"], ["were"])
_WAS_A = (["is", "a"], ["was", "a"])
_OF_NO_CLASS = ("", "", 1)
_SAID = frozenset(_CLASSES) | _STOPPED | PHRASE_STARTS | frozenset(OUTCOMES)
# How far to the left a word is looked at with its neighbours, and how many numbers of a text are looked at.
_NEAR, _NUMBERS = 16, 8


@dataclass(frozen=True, slots=True)
class Assertion:
    """One status word that stands as a claim. `need` is the class of evidence it wants; `weak` ones claim only with a mark.

    `start` and `end` are offsets of its clause in the text; `at` is where the word itself stands. `sort` is the class of the
    word: state, act, change, verb, well, outcome, number, or mark.
    """

    word: str
    need: str
    why: str
    start: int = 0
    end: int = 0
    weak: bool = False
    sort: str = "mark"
    at: int = 0


@dataclass(slots=True)
class Place:
    """A status word among its neighbours: `left` are the words of its clause before it, nearest last."""

    low: str
    left: list[str]
    after: str
    bare: bool
    coordinated: bool
    position: Position
    length: int
    index: int
    first: int
    tokens: Tokens
    head: str

    @property
    def before(self) -> str:
        """The word in front of it, or nothing at the beginning of its clause."""
        return self.left[-1] if self.left else ""


def assertions(text: str, position: Position, head: str = "") -> list[Assertion]:
    """The claims that a text makes. `head` is what stands before it (a field's key), for words that depend on it."""
    tokens = tokens_of(text)
    return _Pass(tokens, position, head).assertions() if tokens.low else []


class _Pass:
    def __init__(self, tokens: Tokens, position: Position, head: str) -> None:
        self.tokens, self.position, self.head = tokens, position, head
        self.found: list[Assertion] = []
        self.reality = Reality(tokens)

    def assertions(self) -> list[Assertion]:
        tokens, reality = self.tokens, self.reality
        said = [index for index, word in enumerate(tokens.low) if word in _SAID or "-" in word]
        if said:
            first = seen = 0
            for index, word in enumerate(tokens.low):
                if word in BREAKS and tokens.breaks(index):
                    seen = self._clause(first, index, said, seen)
                    reality.leave(word)
                    first = index + 1
            self._clause(first, len(tokens), said, seen)
        self._numbers()
        if self.position != "heading" and not _OF_ABSENCE.isdisjoint(tokens.low) and all(one.weak for one in self.found):
            self._absence()
        return self.found

    def _absence(self) -> None:
        """Adds that there are none, that no harm came, or that something can be done again."""
        text = self.tokens.text
        if _GOVERNING.isdisjoint(self.tokens.low) and (why := none_left(text)):
            said = Assertion("no", "absent", f"{why} “{text[:40].strip()}”", 0, len(text))
        elif able := able_again(text):
            said = Assertion("again", "work", f"past tense “{able[:40]}”", 0, len(text))
        elif kept := unharmed(text):
            said = Assertion("no", "absent", f"no harm “{kept[:40]}”", 0, len(text))
        else:
            return
        self.found.append(said)

    def _clause(self, first: int, last: int, said: list[int], seen: int) -> int:
        """Reads one clause; `said[seen]` is the next status word of the text. Returns the new `seen`."""
        reality = self.reality
        reality.enter(first)
        if seen < len(said) and said[seen] < last:
            self._read(first, last)
            while seen < len(said) and said[seen] < last:
                seen += 1
        else:
            reality.pass_clause(self.tokens.low[first:last])
        return seen

    def _read(self, first: int, last: int) -> None:
        low, reality = self.tokens.low, self.reality
        accepted, bare, index = -1, True, first
        while index < last:
            word = low[index]
            sort, need, length = self._class(index, last) if word in _SAID or "-" in word else _OF_NO_CLASS
            if sort in ("state", "act", "change", "verb", "well", "outcome", "weak", "gone"):
                gap = low[accepted + 1 : index] if accepted >= 0 and index - accepted < 6 else None
                place = Place(
                    word, low[max(first, index - _NEAR) : index], low[index + length] if index + length < last else "", bare,
                    (gap is not None and all(one in ADVERBS or one in {",", "/"} for one in gap))
                    or (accepted >= 0 and low[index - 1] in AND),
                    self.position, length, index, first, self.tokens, self.head,
                )  # fmt: skip
                if self._accept(sort, need, place, last):
                    accepted = index + length - 1
            for step in range(length):
                one = low[index + step]
                reality.pass_over(one)
                bare = bare and (not one[0].isalpha() or one in ADVERBS)
            index += length

    def _class(self, index: int, last: int) -> tuple[str, str, int]:
        tokens = self.tokens
        word = tokens.low[index]
        if word in _STOPPED and (
            (index + 1 < last and tokens.low[index + 1] in TROUBLES)
            or not UNWANTED.isdisjoint(tokens.low[max(0, index - 2) : index])
        ):
            return "gone", "resolve", 1
        if word in PHRASE_STARTS:
            for length in (3, 2):
                if index + length <= last and (phrase := tuple(tokens.low[index : index + length])) in PHRASES:
                    return *PHRASES[phrase], length
        if word == "pass" and index and (tokens.raw(index).isupper() or self._closes(index)) and self._ends(index):
            return "outcome", OUTCOMES[word], 1
        if word in _CLASSES:
            return *_CLASSES[word], 1
        if "-" in word:
            head, tail = word.rsplit("-", 1)
            if tail in ACTS and len(tail) > 4 and head not in _HALF:
                return "act", ACTS[tail], 1
            if tail in STATE_ENDINGS and head.isalpha():
                return "state", STATE_ENDINGS[tail], 1
            if tail == "free" and f"{head}s" in UNWANTED:
                return "state", "absent", 1
        if word == "success" and self._said_of(index):
            return "state", "work", 1
        if word in OUTCOMES and (
            (tokens.raw(index).isupper() and word not in _QUIET)
            or self.position == "status"
            or self._closes(index)
            or tokens.low[index - 1] in _TOLD
        ):
            return "outcome", OUTCOMES[word], 1
        return _OF_NO_CLASS

    def _ends(self, index: int) -> bool:
        """Whether nothing follows that the word could be said of or done to."""
        after = self.tokens.low[index + 1 : index + 2]
        return not after or not after[0][0].isalpha() or after[0] in PREPOSITIONS

    def _closes(self, index: int) -> bool:
        """Whether a word stands alone at the end of an item, behind dots, a dash or an arrow: "lint … ok"."""
        low = self.tokens.low
        return self.position == "item" and index == len(low) - 1 and low[index - 1] in _LEADERS and low[index] in _CURT

    def _said_of(self, index: int) -> bool:
        """Whether a noun is what something is said to be: "it was a success"."""
        low = self.tokens.low
        if self.position == "heading" and index and (index + 1 == len(low) or low[index + 1] in BREAKS):
            # "Roll-out success", and not "Success criteria".
            return low[index - 1][0].isalpha() and low[index - 1] not in PREPOSITIONS
        return low[index - 1 : index] in _WAS or low[max(0, index - 2) : index] in _WAS_A

    def _accept(self, sort: str, need: str, place: Place, last: int) -> bool:
        tokens, index, left = self.tokens, place.index, place.left
        if self.reality.denies(place, sort):
            return False
        if place.bare and place.first > 1 and tokens.low[place.first - 1] in ARROWS and place.after in ("", ",", "+", "/"):
            # "red → green", "Pending → Firing": a change of state, or a step; nobody claims it.
            before = tokens.low[place.first - 2]
            if before in {CODE, ")"} and sort in ("act", "outcome") and place.position in ("item", "status", "value"):
                before = ""
            steps = sum(one in ARROWS for one in tokens.low) > 1
            if before and (
                steps
                or "_" in before
                or before in _TURNS
                or before in _SAID
                or not (tokens.raw(index).isupper() or place.first > 3)
            ):
                return False
        reason = predication.reason(sort, place)
        if not reason:
            return False
        weak = sort in ("weak", "change") or (place.low in WEAK_ACTS and not self._whole(place, reason))
        if (sort == "weak" and (self.position == "heading" or any(word in COPULAS for word in left[-3:]))) or (
            sort == "change"
            and (
                place.before == "now"
                or place.before in _ENTIRELY
                or (left[:1] == ["all"] and len(left) > 2 and left[1][0].isdigit() and not place.after)
                or (self.position == "value" and tokens.low[0][0].isdigit() and not place.after[:1].isalpha())
                or (self.position == "status" and place.index == 0 and tokens.raw(0).isupper())
                or (
                    place.low == "applied"
                    and self.position != "heading"
                    and not REMEDIES.isdisjoint(left)
                    and place.after not in DETERMINERS
                    and (reason.startswith("passive") or not place.before.endswith("s"))
                )
            )
        ):
            weak = False
        raw = tokens.text[tokens.at[index] : tokens.end(index + place.length - 1)]
        self.found.append(
            Assertion(
                place.low,
                predication.need_by_head(place, _need_of_the_act(place) or need if sort == "well" else need),
                f"{reason} “{raw}”",
                tokens.at[place.first],
                tokens.end(last - 1),
                weak,
                "state" if sort == "weak" else sort,
                tokens.at[index],
            )
        )
        return True

    def _whole(self, place: Place, reason: str) -> bool:
        """Whether an act that mostly reports a change is said as a status: "is implemented", "all items implemented"."""
        if (
            reason.startswith("passive")
            or (place.low == "implemented" and reason.startswith("participle"))
            or (self.position == "status" and place.first == 0 and place.bare)
            or (self.position == "value" and place.first == 0 and place.bare and not place.after[:1].isalpha())
            or (place.first and place.bare and not place.after and self.position != "prose")
        ):
            return True
        if (
            self.position == "item"
            and not place.after
            and all(one in BREAKS or one[0].isdigit() or one in _ZONES for one in self.tokens.low[: place.first])
            and 0 < place.index - place.first < 6
            and place.low in _SAID_OUTRIGHT
        ):
            # "Pilot guide published" is all that is said.
            return True
        if ACTS.get(place.low) == "resolve" and any(word in UNWANTED or f"{word}s" in UNWANTED for word in place.left[-3:]):
            return True
        return any(word in _WHOLLY for word in place.left)

    # --- numbers ------------------------------------------------------------------------------------------------------

    def _numbers(self) -> None:
        text = self.tokens.text
        if "100" in text and "%" in text and AIMS.isdisjoint(self.head.lower().split()):
            for match in islice(_FULL.finditer(text), _NUMBERS):
                near = self._around(match.start()) | set(self.head.lower().split())
                near |= {word.rsplit("-", 1)[-1] for word in near}
                if near & SUCCESS_NEAR and not near & NOT_GOOD and not self._wished(match.start()):
                    self.found.append(_number("100 %", "a hundred percent", match))
                    break
        if "/" in text or " of " in text:
            for match in islice(_RATIO.finditer(text), _NUMBERS):
                whole = match[1] == match[2] and match[1] not in ("0", "1", "24")
                if (
                    whole
                    and "⭐" not in text
                    and not self._of_parts(match.start())
                    and self._counts(match.end())
                    and not self._wished(match.start())
                ):
                    self.found.append(_number(match[0], f"all of all: “{match[0]}”", match))
                    break

    def _around(self, at: int) -> set[str]:
        return {low for low, where in zip(self.tokens.low, self.tokens.at, strict=True) if abs(where - at) < 32}

    def _counts(self, at: int) -> bool:
        """Whether what follows N/N is a plural, a percentage, a status or nothing: else it is a mark out of ten, or a name."""
        tokens = self.tokens
        after = [low for low, where in zip(tokens.low, tokens.at, strict=True) if at <= where < at + 60][:4]
        if not after or not after[0][0].isalpha() or self.position == "status":
            return True
        return any(word.endswith(("s", "ed")) or word in STATES or word in ACTS for word in after)

    def _of_parts(self, at: int) -> bool:
        """Whether what N of N counts are the parts of one document or course: "part 2 of 2"."""
        before = [low for low, where in zip(self.tokens.low, self.tokens.at, strict=True) if at - 12 < where < at]
        return not PARTS.isdisjoint(before[-1:])

    def _wished(self, at: int) -> bool:
        left = [low for low, where in zip(self.tokens.low, self.tokens.at, strict=True) if at - 60 < where < at][-6:]
        if left[-1:] == ["to"]:
            # "Back to 100 %" is no wish.
            left.pop()
        return any(
            word in NEGATIONS
            or word in MODALS
            or word in CONDITIONS
            or word in PURPOSES
            or word in {"target", "goal", "expected"}
            for word in left
        )


def _need_of_the_act(place: Place) -> str:
    """An adverb that says how well something was done needs what the act needs: "implemented cleanly"."""
    for word in (place.before, place.after):
        if word in ACTS or word in CHANGES:
            return ACTS.get(word, "done")
    return ""


def _number(word: str, why: str, match: re.Match[str]) -> Assertion:
    return Assertion(word, "count", why, match.start(), match.end(), sort="number", at=match.start())
