"""What a stretch of text asserts: the status words in it that stand as claims, and why the others do not.

One pass over the words of a statement. A status word counts when it stands as a predicate (after a copula or auxiliary, as
the verb in front, at the end of a short clause, or where a status stands), in the present or perfect, and is not negated,
conditional, wished for, asked for or attributive. Everything is by position and word class; no parse tree.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from handoff.markdown.sentences import CODE, LINK
from handoff.markdown.words import (
    ACTS,
    AUXILIARIES,
    BELIEFS,
    CHANGES,
    CONDITIONS,
    COPULAS,
    DETERMINERS,
    FAINT_STATES,
    FAULTS,
    IMPERATIVES,
    MISTAKEN,
    MODALS,
    NEGATIONS,
    OUTCOMES,
    PAST_COPULAS,
    PHRASES,
    PREPOSITIONS,
    PURPOSES,
    STATES,
    UNWANTED,
    VERBS,
    WELL,
)

Position = Literal["status", "value", "heading", "item", "prose"]
"""Where a text stands: as the value of a status, as the value of another field, in a heading, in a list item or cell, in running prose."""

_TOKEN = re.compile(rf"[^\W\d_](?:[\w'’]|-(?=\w))*|\d+(?:[.,:/]\d+)*%?|[{CODE}{LINK}]|→|->|=>|--|[^\s\w]")
_HARD = frozenset({";", ":", "—", "–", "--", "(", ")", "→", "->", "=>", "|", ".", "!", "?", '"', "[", "]", "•", "·", "-", "/"})
_ARROWS = frozenset({"→", "->", "=>"})
_QUOTED = re.compile(r"[\"“„«]([^\"“”„«»\n]{2,200})[\"”“»]")
_RATIO = re.compile(r"(?<![\d./:-])(\d[\d,]*)\s?(?:/|of|out of)\s?(\d[\d,]*)(?![\d./-])")
_FULL = re.compile(r"(?<![\d.~<>-])100\s?%")
_ADVERBS = frozenset(
    "fully now already currently all still completely very entirely 100% back again both successfully also just then newly recently previously live + & and".split()
)
_NOUN_TOO = frozenset(
    """build test deploy fix run check commit merge release review update set install query post call watch plan record mark
    export import copy start restart monitor document schedule close promote follow test need open""".split()
)
_SUBJECTS = frozenset("we i team they engineer user he she".split())
_CONFIRMING = frozenset("verified confirmed tested validated proved proven reproduced checked".split())
_NOT_PASSED = frozenset("to through into as along down by an over on".split())
_WEAK_ACTS = frozenset(
    "addressed cleared launched published achieved eliminated reproduced proved implemented accomplished".split()
)
_SAYING = frozenset("confirmed confirms verified shows showed reports reported found means proves sees saw".split())
_DECLARING = frozenset("declare declares declared mark marks marked consider considers considered call calls called".split())
_INVESTIGATING = frozenset("pinpoint identify investigate find understand isolate debug diagnose trace see probe".split())
_TESTED = frozenset("test spec suite check ci lint gate build testing case assertion pipeline smoke".split())
_NOT_GOOD = frozenset("error errors failure failures fail loss cpu memory disk usage packet traffic rejected downtime".split())
_SUCCESS_NEAR = frozenset(
    """success successful complete completed done coverage availability uptime healthy pass passed passing working operational
    uptime green rate migrated functional""".split()
)


@dataclass(frozen=True, slots=True)
class Assertion:
    """One status word that stands as a claim. `need` is the class of evidence it wants; `weak` ones claim only with a mark.

    `start` and `end` are offsets of its clause in the text; `sort` is state, act, change, verb, well,
    outcome or number; `at` is where the word itself stands.
    """

    word: str
    need: str
    why: str
    start: int
    end: int
    weak: bool = False
    sort: str = ""
    at: int = 0


@dataclass(frozen=True, slots=True)
class Word:
    """One word or sign of a text."""

    low: str
    raw: str
    at: int


def words_of(text: str) -> list[Word]:
    """The words and signs of a text; what stands in quotation marks is left out, because it is somebody else's."""
    if '"' in text or "“" in text or "«" in text or "„" in text:
        text = _QUOTED.sub(lambda quote: " " * len(quote[0]), text)
    found = [Word(match[0].lower().replace("’", "'"), match[0], match.start()) for match in _TOKEN.finditer(text)]
    return found


def assertions(text: str, position: Position, head: str = "") -> list[Assertion]:
    """The claims that a text makes. `head` is what stands before it (a field's key), for words that depend on it."""
    words = words_of(text)
    if not words:
        return []
    return _Clauses(words, text, position, head).assertions()


class _Clauses:
    def __init__(self, words: list[Word], text: str, position: Position, head: str) -> None:
        self.words, self.text, self.position, self.head = words, text, position, head
        self.found: list[Assertion] = []
        self.accepted_at = -9
        self.conditional = False
        self.first = 0

    def assertions(self) -> list[Assertion]:
        first = 0
        for index, word in enumerate(self.words):
            if self._breaks(index, word):
                self._clause(first, index)
                # What follows from a condition is conditional too, until the sentence or bracket ends.
                governed = any(one.low in CONDITIONS for one in self.words[first:index])
                self.conditional = word.low not in {";", ".", ")", "?"} and (self.conditional or governed)
                first = index + 1
        self._clause(first, len(self.words))
        self._numbers()
        return self.found

    def _breaks(self, index: int, word: Word) -> bool:
        if word.low not in _HARD:
            return False
        if word.low in "-/–":
            # A hyphen or slash breaks only when it stands free.
            end = word.at + len(word.raw)
            return self.text[word.at - 1 : word.at] == " " and self.text[end : end + 1] in ("", " ")
        if word.low == "!" and self.text[word.at + 1 : word.at + 2] == "=":
            return False
        return not (word.low == "." and self.text[word.at + 1 : word.at + 2].isalnum())

    def _clause(self, first: int, last: int) -> None:
        if first >= last:
            return
        index = self.first = first
        while index < last:
            low = self.words[index].low
            kind, need, length = self._class(index, last)
            if kind and self._accept(kind, low, need, first, index, last, length):
                self.accepted_at = index
            index += max(1, length)

    def _class(self, index: int, last: int) -> tuple[str, str, int]:
        low = self.words[index].low
        for length in (3, 2):
            if index + length <= last:
                phrase = tuple(word.low for word in self.words[index : index + length])
                if phrase in PHRASES:
                    kind, need = PHRASES[phrase]
                    return ("" if kind == "none" else kind), need, length
        if low in STATES:
            return "state", STATES[low], 1
        if low in ACTS:
            return "act", ACTS[low], 1
        if low in VERBS:
            return "verb", VERBS[low], 1
        if low in WELL:
            return "well", "work", 1
        if low in CHANGES:
            return "change", "done", 1
        if "-" in low and (tail := low.rsplit("-", 1)[1]) in ACTS and len(tail) > 4:
            return "act", ACTS[tail], 1
        raw = self.words[index].raw
        if low in OUTCOMES and (raw.isupper() or self.position == "status"):
            return "outcome", OUTCOMES[low], 1
        return "", "", 1

    def _accept(self, kind: str, low: str, need: str, first: int, index: int, last: int, length: int) -> bool:
        words = self.words
        left = [word.low for word in words[first:index]]
        before = left[-1] if left else ""
        after = words[index + length].low if index + length < last else ""
        if kind in ("progress", "negation") or self._unreal(first, index, left, kind, low):
            return False
        coordinated = self.accepted_at >= first and all(
            word in _ADVERBS or word in {",", "/"} for word in left[self.accepted_at - first + 1 :]
        )
        bare = self._bare(first, index)
        if bare and first and self.words[first - 1].low in _ARROWS and index + length == last:
            # "red → green", "Pending → Firing": a change of state, or a step; nobody claims it.
            return False
        reason = ""
        weak = kind in ("weak", "change") or low in _WEAK_ACTS
        if kind == "weak" and any(word in COPULAS for word in left[-3:]):
            weak = False
        if kind == "change" and (before == "now" or (self.position == "value" and self.words[0].raw[0].isdigit())):
            weak = False
        if kind in ("state", "weak"):
            reason = self._state(low, left, before, after, bare, coordinated, length)
        elif kind in ("act", "change"):
            reason = self._act(low, left, before, after, bare, coordinated, first, index, last, length)
        elif kind == "verb":
            reason = self._verb(low, left, before, after)
        elif kind == "well":
            reason = self._well(low, left, before, after, length)
        elif kind == "outcome":
            reason = (
                ""
                if low == "ok" and before.isdigit()
                else "outcome"
                if bare or coordinated or (words[index].raw.isupper() and (not after or after in PREPOSITIONS))
                else ""
            )
        if not reason:
            return False
        raw = self.text[words[index].at : words[index + length - 1].at + len(words[index + length - 1].raw)]
        need = self._by_head(low, need, left)
        clause = (words[first].at, words[last - 1].at + len(words[last - 1].raw))
        self.found.append(Assertion(low, need, f"{reason} “{raw}”", *clause, weak=weak, sort=kind, at=words[index].at))
        return True

    def _unreal(self, first: int, index: int, left: list[str], kind: str, low: str) -> bool:
        """Negated, mistaken, modal, conditional, purposed, asked for, or said of something in general."""
        near = left[-5:]
        if "," in near:
            near = near[len(near) - near[::-1].index(",") :]
        if any(word in MISTAKEN for word in left[-2:]) or any(word in BELIEFS for word in left):
            return True
        first_word = self.words[0].low
        if (
            first_word in {"no", "missing", "lacks", "limited", "without"}
            and len(self.words) > 1
            and self.words[1].low not in UNWANTED
        ):
            return True
        if kind in ("verb", "state", "well") and any(word in {"after", "before"} for word in left):
            return True
        for offset in range(max(0, len(left) - 4), len(left) - 1):
            # "A chart that has migrated …" speaks of any such chart.
            if (
                left[offset] in {"that", "which", "who"}
                and left[offset + 1] in AUXILIARIES
                and (not offset or left[offset - 1] not in _SAYING)
            ):
                return True
        opener = self.words[0].low
        if (
            opener in {"after", "before", "once", "while", "as", "since"}
            and first == 0
            and "," not in left
            and self._comma_follows(index)
        ):
            return True
        if (
            kind == "act"
            and low in {"deployed", "launched", "released"}
            and any(one.low in _INVESTIGATING for one in self.words[index + 1 : index + 4])
        ):
            return True
        for offset, word in enumerate(near):
            if word in NEGATIONS and not (word in {"no", "zero", "not"} and kind == "act" and "," in near[offset:]):
                return True
        if kind != "change" and any(word in MODALS and word not in {"being"} for word in left[-4:]):
            return True
        if any(word in CONDITIONS or word in PURPOSES for word in left):
            return True
        if (
            left
            and left[0] in {"some", "few", "several"}
            or (left and left[-1].endswith("%") and not self._nearly_all(left[-1]))
        ):
            return True
        if self._enumerated(index):
            return True
        # A condition in an earlier clause of the sentence governs this one, unless a full stop lies between.
        if self.conditional:
            return True
        if self.words[0].low in CONDITIONS and self.words[0].low not in {"when", "se", "si", "als"}:
            return True
        opening = left[0] if left else ""
        if opening in IMPERATIVES and index > first:
            second = left[1] if len(left) > 1 else ""
            if opening in _NOUN_TOO and (second in ACTS or second in CHANGES or second in AUXILIARIES or second in STATES):
                return False
            return not (opening in _NOUN_TOO and index - first <= 3 and not any(word in DETERMINERS for word in left[1:]))
        return False

    @staticmethod
    def _nearly_all(percent: str) -> bool:
        digits = percent.rstrip("%").replace(",", ".")
        return digits.count(".") <= 1 and digits.replace(".", "").isdigit() and float(digits) >= 90

    def _enumerated(self, index: int) -> bool:
        """One of several words with strokes between them: names of states, none of them claimed."""
        word = self.words[index]
        end = word.at + len(word.raw)
        return self.text[max(0, word.at - 3) : word.at] == " / " and self.text[end : end + 3] == " / "

    def _comma_follows(self, index: int) -> bool:
        return any(word.low == "," for word in self.words[index + 1 :])

    def _bare(self, first: int, index: int) -> bool:
        """Whether nothing but signs, numbers and adverbs stands before it in its clause."""
        return all(not word.raw[0].isalpha() or word.low in _ADVERBS for word in self.words[first:index])

    @staticmethod
    def _predicative(after: str) -> bool:
        return (
            not after
            or not after[0].isalpha()
            or after in PREPOSITIONS
            or after in STATES
            or after in ACTS
            or after.endswith(("ly", "ed"))
            or after in WELL
        )

    def _state(self, low: str, left: list[str], before: str, after: str, bare: bool, coordinated: bool, length: int) -> str:
        if before in DETERMINERS or (length == 1 and not self._predicative(after)) or (low == "consistent" and after == "with"):
            return ""
        near = left[-4:]
        copula = any(word in COPULAS and word != "all" for word in near) or (length > 1 and before in {"went", "came", "got"})
        if low in FAINT_STATES and length == 1 and not copula and not (bare and self.position in ("status", "value")):
            return ""
        if low == "live" and length == 2 and before.endswith("s") and not copula:
            return ""
        if any(word in PAST_COPULAS for word in near):
            return (
                "past state"
                if low in {"successful", "complete", "correct", "clean"} and before in {*PAST_COPULAS, *_ADVERBS}
                else ""
            )
        if copula:
            return "state"
        if any(word in _DECLARING for word in left):
            return "declared"
        if coordinated:
            return "and"
        if bare:
            if low == "complete" and after in {CODE, LINK}:
                return ""
            if low == "stable" and not after and self.first > 1 and self.words[self.first - 2].raw[0].isdigit():
                return ""
            return (
                "status word"
                if self.position in ("status", "value", "heading") or after in PREPOSITIONS or not after or length > 1
                else ""
            )
        if self.position == "prose" or before in PREPOSITIONS or len(left) > 7:
            return ""
        return "status word at the end" if not after or not after[0].isalpha() or after in PREPOSITIONS else ""

    def _act(
        self,
        low: str,
        left: list[str],
        before: str,
        after: str,
        bare: bool,
        coordinated: bool,
        first: int,
        index: int,
        last: int,
        length: int,
    ) -> str:
        if (
            (low == "passed" and after in _NOT_PASSED)
            or (low == "resolved" and after in {"to", "against", "as"})
            or (low == "corrected" and after == "from")
        ):
            return ""
        if low == "done" and after in {"with", "by", "via", "through", "using", "in", "as"} and before in {"is", "are"}:
            return ""
        if low in _CONFIRMING and self._of_a_fault(left, first, index, last):
            return ""
        if before in AUXILIARIES:
            return "passive or perfect" if before not in _ADVERBS else "participle after its noun"
        if coordinated:
            return "and"
        if bare:
            if after == "by" and first == 0 and not self.head and self.position != "prose":
                return ""
            if (
                self.position == "heading"
                and after
                and after[0].isalpha()
                and not self._predicative(after)
                and after not in DETERMINERS
            ):
                return ""
            return "verb in front"
        if before in {"and", ","} and self._past_in_front(first, index):
            return "past tense"
        if before in DETERMINERS or before in PREPOSITIONS or (before in {"of", "most", "more", "much"}):
            return ""
        if any(word in _SUBJECTS for word in left[-3:]):
            return "past tense"
        if after in STATES:
            return "participle after its noun"
        if not after or not after[0].isalpha() or after in PREPOSITIONS or after in DETERMINERS:
            return (
                "" if low in {"shipped", "released", "published", "launched"} and after == "by" else "participle after its noun"
            )
        if self.position in ("status", "value", "heading") and self._predicative(after):
            return "participle after its noun"
        return (
            "past tense"
            if low in {"passed", "succeeded", "confirmed", "verified", "resolved", "completed"}
            and self.position != "heading"
            and not after.endswith("s")
            else ""
        )

    def _past_in_front(self, first: int, index: int) -> bool:
        earlier = [word.low for word in self.words[first : index - 1]]
        return any(
            word.endswith("ed")
            and len(word) > 4
            or word in {"ran", "built", "made", "wrote", "set", "found", "got", "took", "did", "sent"}
            for word in earlier
        )

    def _of_a_fault(self, left: list[str], first: int, index: int, last: int) -> bool:
        right = [word.low for word in self.words[index + 1 : min(len(self.words), index + 14)]]
        for offset, word in enumerate(right):
            if word in {".", ";", "|"}:
                break
            if word in FAULTS:
                earlier = right[offset - 1] if offset else ""
                later = right[offset + 1 : offset + 3]
                if earlier in {"no", "zero", "without", "0"} or any(one in ACTS or one in CHANGES for one in later):
                    continue
                if word in {"zero", "not", "never", "nothing", "no"} and any(
                    one in UNWANTED for one in right[offset + 1 : offset + 4]
                ):
                    continue
                if word in {"not", "never", "nothing", "zero", "empty", "down"}:
                    continue
                return True
        return any(word in FAULTS for word in left[-4:]) and not any(word in ACTS or word in STATES for word in right[:3])

    def _verb(self, low: str, left: list[str], before: str, after: str) -> str:
        if not left:
            manner = after in {"with", "by", "across", "for", "like", "via", "from"}
            return "status word" if self.position == "status" and low.endswith("s") and not manner else ""
        if low in {"match", "matches"} and not (left[0] in {"all", "every"} and len(left) < 8):
            return ""
        if before in DETERMINERS or before in PREPOSITIONS - {"it", "they", "this", "these", "both", "that", "also"}:
            return ""
        if any(word in {"how", "what", "why", "where", "which", "that"} for word in left[-4:]) or after in {
            "by",
            "with",
            "like",
            "for",
            "around",
        }:
            return ""
        if low == "worked":
            return "past tense" if after in WELL or after in {"exactly", "as", ""} else ""
        if low in {"work", "pass"} and not (before.endswith("s") or before in {"all", "both", "they", "now", "still"}):
            return ""
        if low == "work" and after and after[0].isalpha() and after not in PREPOSITIONS and after not in WELL:
            return ""
        return "present tense"

    def _well(self, low: str, left: list[str], before: str, after: str, length: int) -> str:
        if low in {"well", "fine"} and length == 1:
            return "went well" if before in {"works", "work", "worked", "runs", "ran", "performs", "looks", "is", "are"} else ""
        if length > 1:
            return (
                "went well"
                if before and before[0].isalpha() and before not in {"such", "behaves"} and left and left[0] not in {"not"}
                else ""
            )
        verb_before = bool(before) and before[0].isalpha() and before not in PREPOSITIONS and before not in DETERMINERS
        verb_after = after.endswith("ed") or after in ACTS or after in {"built", "sent", "ran", "made", "set"}
        auxiliary = before in AUXILIARIES and bool(after)
        if not (verb_before or verb_after or auxiliary):
            return "went well" if not left and after.endswith("s") else ""
        return "went well"

    def _by_head(self, low: str, need: str, left: list[str]) -> str:
        """What completeness and success mean depends on what is complete."""
        if need not in ("done", "work", "test") or low not in {
            "complete", "completed", "done", "successful", "succeeded", "finished", "success", "passed", "pass", "completato", "green",
        }:  # fmt: skip
            return need
        near = [*reversed(left[-4:]), *reversed(self.head.lower().split()[-4:])]
        if low in {"pass", "passed"} and not any(word.strip("s") in _TESTED for word in near) and near:
            return "work"
        for word in near:
            if word in {"deployment", "deploy", "rollout", "release", "deployments"}:
                return "deploy"
            if word in {"test", "tests", "suite", "testing", "specs"}:
                return "test"
            if word in {"build", "compilation", "compile", "typecheck", "lint"}:
                return "build"
        return need

    def _numbers(self) -> None:
        text = self.text
        if "%" in text:
            for match in _FULL.finditer(text):
                near = {word.low for word in self.words if abs(word.at - match.start()) < 32} | set(self.head.lower().split())
                if near & _SUCCESS_NEAR and not near & _NOT_GOOD and not self._unreal_at(match.start()):
                    self.found.append(
                        Assertion("100 %", "done", "a hundred percent", match.start(), match.end(), sort="number")
                    )
                    break
        if any(sign in text for sign in ("/", " of ", "out of")):
            for match in _RATIO.finditer(text):
                if (
                    match[1] == match[2]
                    and match[1] not in ("0", "1", "24")
                    and self._counts(match.end())
                    and not self._unreal_at(match.start())
                ):
                    self.found.append(
                        Assertion(match[0], "done", f"all of all: “{match[0]}”", match.start(), match.end(), sort="number")
                    )
                    break

    def _counts(self, at: int) -> bool:
        """Whether what follows N/N is a plural, a percentage, a status or nothing: else it is a mark out of ten, or a name."""
        after = [word.low for word in self.words if word.at >= at][:4]
        return (
            not after
            or not after[0][0].isalpha()
            or any(word.endswith("s") or word in STATES or word in ACTS for word in after)
        )

    def _unreal_at(self, at: int) -> bool:
        left = [word.low for word in self.words if word.at < at][-6:]
        return any(
            word in NEGATIONS
            or word in MODALS
            or word in CONDITIONS
            or word in PURPOSES
            or word in {"target", "goal", "expected"}
            for word in left
        )
