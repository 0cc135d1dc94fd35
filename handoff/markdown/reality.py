"""Whether what a clause says is said to be so: not denied, wished, conditional, believed, asked for, or said in general."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from handoff.markdown import languages
from handoff.markdown.sentences import CODE
from handoff.markdown.shares import FAILED, NOW_AND_THEN, a_share, but_failed, but_for, but_not, one_of, partly, told_as_share
from handoff.markdown.tokens import Tokens
from handoff.markdown.wordlist import wordlist
from handoff.markdown.words import (
    ACTS,
    AUXILIARIES,
    BELIEFS,
    CHANGES,
    CONDITIONS,
    DETERMINERS,
    FAULTS,
    IMPERATIVES,
    INVESTIGATING,
    MISTAKEN,
    MODALS,
    NEGATIONS,
    NOUNS_TOO,
    OUTCOMES,
    PURPOSES,
    SAYING,
    STATES,
    UNWANTED,
    VERBS,
)

if TYPE_CHECKING:
    from handoff.markdown.grammar import Place

_LACKING = frozenset({"no", "missing", "lacks", "limited", "without"})
_SOME = frozenset({"some", "few", "several"})
# "All absence claims": the claims are things there.
_OF_CLAIMS = frozenset({"all", "the", "these", "absence", "status", "and", "of", "our", "its", "no"})
_ASKS = frozenset({"how", "what", "whether", "why", "where", "which", "who"})
_NO_ONE = frozenset({"none", "neither"})
_SEES = frozenset({"see", "sees", "know", "knows", "show", "shows", "tell", "tells", "list", "lists"})
_HAPPENED = frozenset({"was", "were", "has", "have", "had", "got"})
_HAS_HAPPENED = _HAPPENED - {"had"}
_THEN = frozenset({"after", "before", "once", "as", "since"})
_HOW_LONG = wordlist("shortly soon immediately right just directly minutes minute hours hour days day weeks week seconds")
_DEFINING = frozenset({"means", "mean", "denotes", "signifies", "indicates"})
_AFTER = frozenset({"after", "dopo", "después", "depois", "après", "nachdem", "после", "setelah"})
_WHEN = frozenset({"when", "se", "si", "als"})
_SAYS = frozenset({"is", "are", "was", "were", "been"})
_OF_WHAT = frozenset({"that", "if", "whether", "what", "which", "until", "when", "where"})
_AGAINST = frozenset({"vs", "versus"})
_WHERETO = wordlist(
    "written saved persisted sent uploaded moved copied pushed deployed published migrated committed routed synced added"
)
_FOES = wordlist("attacker attackers attacker's hacker hackers intruder adversary malware malicious ransomware")
_DEFINITE = frozenset({"the", "a", "an", "our", "its", "their", CODE})
_PROVIDED = frozenset({"if", "unless", "whenever", "once", "pending"})
_GOVERNING = CONDITIONS | PURPOSES
_KEEPS = frozenset({"keep", "keeps", "keeping"})
_OF_A_COUNT = frozenset({"complete", "completed", "finished", "done", "passing", "passed", "pass", "passes", "green"})
_BETWEEN = frozenset({",", "/", "|"})
# What points at a line, and the sign that makes a picture of it.
_POINTERS = frozenset("➡👉▶\ufe0f")
_AFTER_WHICH, _LOOK = frozenset({",", "then", "and", "please"}), frozenset({"check", "verify", "confirm", "ensure"})
_OPPOSITES = frozenset(
    {"open", "pending", "failed", "blocked", "rejected", "draft", "cancelled", "canceled", "todo", "inactive"}
)


def _soon_after(low: list[str]) -> bool:
    """Whether it opens with how long after something else: "shortly after the release was out, …", "ten minutes after …"."""
    place = next((index for index, word in enumerate(low[:5]) if word in ("after", "before")), 0)
    return place > 0 and low[place - 1] in _HOW_LONG


class Reality:
    """Walks along with the words of a text and remembers what governs them."""

    def __init__(self, tokens: Tokens) -> None:
        low = tokens.low
        self.tokens = tokens
        opener = low[0] if low else ""
        # Of the whole text.
        self.lacking = opener in _LACKING and len(low) > 1 and low[1] not in UNWANTED
        self.conditioned = (opener in CONDITIONS and opener not in _WHEN) or (opener == "had" and "would" in low)
        self.opens_later = opener in _THEN or _soon_after(low)
        self.last_comma = len(low) - 1 - low[::-1].index(",") if "," in low else -1
        # Of the clauses before, and of this clause so far.
        self.conditional = False
        self.asides: list[bool] = []
        self.previous = ""
        self.joined = False
        self.first = 0
        self.slashed = False
        self.governed = self.believed = self.before = self.after = self.comma = False
        self.some = False
        self.opening = ""

    def enter(self, first: int) -> None:
        """A clause begins."""
        while self.tokens.low[first : first + 1] and self.tokens.low[first] in _POINTERS:
            first += 1
        self.first = first
        self.governed = self.believed = self.before = self.after = self.comma = False
        low = self.tokens.low
        if not (self.slashed and self.opening in IMPERATIVES):
            self.opening = low[first] if first < len(low) else ""
        self.some = self.opening in _SOME
        self.previous = ""

    def leave(self, sign: str) -> None:
        """A clause ends. What follows from a condition is conditional too, until the sentence ends; an aside in brackets is
        as its sentence is, and ends nothing but itself."""
        held = self.conditional or self.governed
        # A command has both sides of a stroke for its object.
        self.slashed = sign == "/"
        if sign == "(":
            self.asides.append(held)
        elif sign == ")":
            held = self.asides.pop() if self.asides else False
        self.conditional = held and sign not in {";", ".", "?"}

    def pass_over(self, word: str) -> None:
        """A word has been read."""
        if word in _GOVERNING and not (word == "confirm" and self._reports()):
            self.governed = True
        elif word in BELIEFS and not (word == "claims" and self.previous in _OF_CLAIMS):
            self.believed = True
        elif word == "before":
            self.before = True
        elif word in _AFTER:
            self.after = True
        elif word == ",":
            self.comma = True
            # "After the clean-up, it passes": what comes after the comma is said to be so.
            self.after = False
        elif word in {"and", "but"} and self.previous == ",":
            self.joined = True
        self.previous = word

    def _reports(self) -> bool:
        """Whether a verb has a subject just before it: "users confirm", and not "to confirm" or "please confirm"."""
        word = self.previous
        return word.isalpha() and not (word in MODALS or word in IMPERATIVES or word in {"and", "then", "or", "also"})

    def pass_clause(self, words: list[str]) -> None:
        """A whole clause without a status word has been read: only what it makes conditional matters."""
        self.governed = not _GOVERNING.isdisjoint(words)

    def denies(self, place: Place, sort: str) -> bool:
        """Whether the status word at a place is not said to be so."""
        left = place.left
        if (
            (
                self.lacking
                and self.first == 0
                and not self.joined
                and not (sort == "act" and _what_was_missing_is_mended(self.opening, place))
            )
            or self.conditioned
            or self.conditional
            or self.governed
            or self.believed
            or self.some
        ):
            return True
        if self.before and left[-1:] != ["before"] and _HAS_HAPPENED.isdisjoint(left[-3:]):
            # What comes later in the order of things need not have come at all: "tests run before changes are merged".
            return True
        if (sort == "state" and left[-1:] and left[-1] in _DEFINING) or self._defines():
            # "`OFF` means healthy".
            return True
        if sort == "state" and any(word in _SEES and of in _ASKS for word, of in pairwise(left)):
            # "Easy to see what berths are available".
            return True
        if self.opening in _NO_ONE or (self.opening in _ASKS and place.index > self.first):
            return True
        if self.after and (sort in ("verb", "state", "weak", "well") or not FAULTS.isdisjoint(left)):
            return True
        if self.opens_later and self.first == 0 and not self.comma and self.last_comma > place.index:
            return True
        if left[-1:] in (["0"], ["zero"]) or place.after in NOW_AND_THEN or one_of(left):
            return True
        if sort == "verb" and place.low == "work" and place.after in _SAYS:
            # "All work is local": a noun.
            return True
        if sort in ("verb", "state", "well") and (but_not(place) or but_for(self.opening, left)):
            return True
        if "only" in left[-5:] and any(word[0].isdigit() for word in left[-4:]):
            return True
        if (
            self._is_asked(place)
            or _of_foes(place, sort)
            or _by_mistake(place)
            or _in_spite(place)
            or (sort == "well" and but_failed(place))
        ):
            return True
        if any(word in MISTAKEN for word in left[-2:]) or partly(left) or _enumerated(place):
            return True
        low, index = self.tokens.low, place.index
        if place.low in _OF_A_COUNT and (
            a_share(low[max(self.first, index - 6) : index]) or told_as_share(low[index + 1 : index + 5])
        ):
            return True
        if _negated(left, place.low) or (sort != "change" and _wished(left, 7 if left[-1:] == ["and"] else 4)):
            return True
        if sort == "act" and "being" in left[-3:]:
            return True
        if sort in ("state", "act") and not _KEEPS.isdisjoint(_since_comma(left[:-1])):
            # "The pin keeps the rope stable" says what it is for.
            return True
        if _of_any(left) or (sort == "act" and _to_find_out(place)):
            return True
        if sort in ("verb", "state", "well") and (place.after == "only" or _on_condition(place)):
            # "Reachable only from the pier" says what it is not.
            return True
        return self._asked_for(place)

    def _defines(self) -> bool:
        """Whether the clause says what a word in quotes or in code means."""
        first, low = self.first, self.tokens.low
        if low[first] in _DEFINING:
            return not first
        named = low[first] == CODE or self.tokens.raw(first).isupper()
        return named and low[first + 1 : first + 2] != [] and low[first + 1] in _DEFINING

    def _is_asked(self, place: Place) -> bool:
        """Whether it is a question without its mark: "Is the bell working"."""
        return (
            self.opening in {"is", "are"}
            and place.index > self.first + 1
            and self.tokens.low[self.first + 1] in {"it", "the", "this", "all", "everything", "they"}
        )

    def _asked_for(self, place: Place) -> bool:
        left = place.left
        asked = (at for at, word in enumerate(left) if word == "that" and at > 1 and left[at - 1] in _LOOK)
        if any(left[at - 2] in _AFTER_WHICH for at in asked):
            # "After the restart, check that the errors are gone."
            return True
        if self.opening not in IMPERATIVES or place.index == self.first:
            return False
        if self.opening == "todo" and place.low in languages.WORDS:
            # In Spanish it is all of it.
            return False
        if self.tokens.low[self.first + 1] == "." and place.index > self.first + 2:
            # "Next.js app ready", "run.py works": a name.
            return False
        if place.position in ("status", "heading") and self.opening in STATES:
            # "Result: complete check successful" has an adjective in front.
            return False
        if self.opening not in NOUNS_TOO or (self.opening == "mark" and place.low in ACTS and place.index == self.first + 1):
            return True
        second = self.tokens.low[self.first + 1] if place.index > self.first + 1 else ""
        if self.opening == "check" and place.low in STATES and place.left[-1:] in (["is"], ["are"]) and second.isalpha():
            # "Check the pump is running": nothing but a command has both.
            return True
        if self.opening == "check" and place.low in {"work", "pass", "match"} and second.isalpha():
            # "Check the bells work".
            return True
        finite = place.left[-1:] and place.left[-1] in _SAYS and _OF_WHAT.isdisjoint(place.left)
        if finite or (place.low in VERBS and place.low.endswith("s")):
            # "Release gate X passes", "Fix was merged": a command has no verb of its own.
            return False
        if second in {"+", "/", "and"} and self.opening != "check":
            # "Run + build all green".
            return False
        if second in {"all", "any", "every"} and place.index > self.first + 2:
            # "List all mended ropes".
            return True
        if second in {"of", CODE} and self.opening not in {"test", "check"}:
            # "Deploy of `x` succeeded" has a noun in front.
            return False
        if second in ACTS or second in CHANGES or second in AUXILIARIES or second in STATES:
            return False
        return place.index - self.first > 3 or any(word in DETERMINERS for word in place.left[1:])


def _of_foes(place: Place, sort: str) -> bool:
    """Whether it is an attacker's success: "the attacker logged in successfully", "malicious packages were published"."""
    if sort not in ("act", "well", "verb") or ACTS.get(place.low) in ("fix", "resolve", "done"):
        return False
    return not _FOES.isdisjoint(place.left) or (place.low == "succeeded" and place.before in {"attack", "attacks"})


def _by_mistake(place: Place) -> bool:
    return place.tokens.low[place.index + 1 : place.index + 3] in (["by", "mistake"], ["by", "accident"], ["too", "early"])


def _in_spite(place: Place) -> bool:
    """Whether a check saw nothing of a fault: "the gate passed while users saw errors"."""
    right = place.tokens.low[place.index + 1 : place.index + 8]
    seen = place.low in {"pass", "passed", "passes", "passing", "green"}
    return seen and place.after in {"while", "despite", "although"} and not FAULTS.isdisjoint(right)


def _negated(left: list[str], low: str) -> bool:
    near = left[-5:]
    if "," in near:
        near = near[len(near) - near[::-1].index(",") :]
    # "The failing test was fixed": what is put right had failed.
    mended = ACTS.get(low) in ("fix", "resolve") or low in {"pass", "passes", "passed"}
    return any(word in NEGATIONS and not (mended and word in FAILED) for word in near)


def _wished(left: list[str], most: int) -> bool:
    """Whether a modal governs the word; "continues to work" is no wish, and "written to the list" only says whereto."""
    near = ["", *left][-most - 1 :]
    return any(
        word in MODALS
        and word != "being"
        and not (word == "to" and (before.startswith("continue") or before in _WHERETO or after in _DEFINITE))
        for before, word, after in zip(near, near[1:], [*near[2:], ""], strict=False)
    )


def _since_comma(left: list[str]) -> list[str]:
    return left[len(left) - left[::-1].index(",") :] if "," in left else left


def _of_any(left: list[str]) -> bool:
    """ "A chart that has migrated …" speaks of any such chart, "the chart that was migrated" of one."""
    if left[-1:] and left[-1] in _SAYS and not {"what", "whatever"}.isdisjoint(left[-3:-1]):
        # "A drift from what is deployed".
        return True
    # "Changes that have been written and tested": the second act belongs to the same clause as the first.
    while len(left) > 3 and left[-1] == "and" and (left[-2] in ACTS or left[-2] in CHANGES):
        left = left[:-2]
    for offset in range(max(0, len(left) - 4), len(left) - 1):
        if (
            left[offset] in {"that", "which", "who"}
            and left[offset + 1] in AUXILIARIES
            and (not offset or left[offset - 1] not in SAYING)
            and not (left[offset + 1] in _HAPPENED and "the" in left[:offset] and "any" not in left[:offset])
        ):
            return True
    return False


def _what_was_missing_is_mended(opening: str, place: Place) -> bool:
    """Whether what was missing is said to be put right: "Missing pilot list fixed"."""
    return opening in {"missing", "limited"} and ACTS.get(place.low) in ("fix", "resolve")


def _on_condition(place: Place) -> bool:
    """Whether it holds on a condition that is said after it: "works only if the sea is calm"."""
    low = place.tokens.low
    right = low[place.index + place.length : place.index + 9]
    for offset, word in enumerate(right):
        if word in {",", ".", ";", ":", "(", "—", "–", "and", "but"}:
            return False
        if word in _PROVIDED or (word == "when" and right[offset - 1 : offset] == ["only"]):
            return True
    return False


def _to_find_out(place: Place) -> bool:
    """Something was put there to look at a fault: "a client was deployed to find …"."""
    if place.low not in {"deployed", "launched", "released"}:
        return False
    return any(word in INVESTIGATING for word in place.tokens.low[place.index + 1 : place.index + 4])


def _enumerated(place: Place) -> bool:
    """One of several words with strokes between them: names of states, none of them claimed."""
    tokens, index = place.tokens, place.index
    text, begin, end = tokens.text, tokens.at[index], tokens.end(index)
    if place.after in _AGAINST or (ACTS.get(place.low) != "fix" and not _AGAINST.isdisjoint(place.left[-3:])):
        return True
    if "=" in place.left and place.position != "status":
        # "Readiness = own complete and upstream complete" defines.
        return True
    if (place.low in STATES or place.low in OUTCOMES) and "/" in (text[max(0, begin - 1) : begin], text[end : end + 1]):
        return True
    if text[begin - 1 : begin] == "-" and text[: begin - 1][-1:].isalnum() and place.low in STATES:
        # "v2.1-stable" is a name.
        return any(one.isdigit() for one in text[:begin].split()[-1])
    if _listed(tokens, index):
        return True
    beside = (text[max(0, begin - 3) : begin] == " / ") + (text[end : end + 3] == " / ")
    return beside == 2 or (beside == 1 and text.count(" / ") > 1)


def _listed(tokens: Tokens, index: int) -> bool:
    """Whether a word stands among others in brackets, one of them its opposite: "(open, resolved, dismissed)"."""
    low = tokens.low
    first = last = index
    while first > 1 and low[first - 1] in _BETWEEN and low[first - 2].isalpha():
        first -= 2
    while last + 2 < len(low) and low[last + 1] in _BETWEEN and low[last + 2].isalpha():
        last += 2
    if low[first - 1 : first] != ["("] or low[last + 1 : last + 2] not in ([")"], [","], ["/"], ["|"]):
        return False
    if last - first < 4 and "/" not in low[first : last + 2]:
        return False
    return not _OPPOSITES.isdisjoint(low[first : last + 1])
