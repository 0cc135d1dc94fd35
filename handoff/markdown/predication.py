"""How a status word must stand to be a predicate: behind a copula, in the perfect, in front, at the end, alone."""

from __future__ import annotations

from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

from handoff.markdown.sentences import CODE, LINK
from handoff.markdown.words import (
    ACTS,
    ADVERBS,
    AUXILIARIES,
    BY,
    CHANGES,
    COPULAS,
    DECLARING,
    DETERMINERS,
    FAINT_STATES,
    FAULTS,
    IMPERATIVES,
    LOOKED,
    NEGATIONS,
    PAST_COPULAS,
    PREPOSITIONS,
    REMEDIES,
    SAYING,
    STATES,
    SUBJECTS,
    TESTED,
    TROUBLES,
    UNWANTED,
    VERBS,
    WELL,
)

if TYPE_CHECKING:
    from handoff.markdown.grammar import Place


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_GOING = frozenset({"went", "came", "got", "returned"})
_PAST_STATES = frozenset({"successful", "complete", "correct", "clean"})
_NOT_PASSED = frozenset("to through into as along down by an over".split())  # noqa: SIM905  (a list of words reads better)
_ASKED_OF = frozenset(
    {
        "criteria",
        "requirement",
        "requirements",
        "target",
        "targets",
        "goal",
        "goals",
        "spec",
        "specs",
        "standards",
        "expectations",
    }
)
_OPERATING = frozenset({"operates", "operate", "operating", "functions", "functioning", "runs", "running", "works", "behaves"})
_CONDITIONS_OF_THINGS = frozenset({"state", "shape", "condition", "order"})
_BEING = frozenset({"is", "are", "left", "remains", "remain", "stays", "now"})
_FINITE = frozenset({"is", "are", "was", "were", "has", "have", "had"})
_MANNER = frozenset({"with", "by", "via", "through", "using", "in", "as"})
_DESCRIBED = frozenset({"shipped", "released", "published", "launched"})
_WITH_OBJECT = frozenset({"passed", "succeeded", "confirmed", "verified", "resolved", "completed"})
_HANDED_OVER = frozenset(word for word, need in ACTS.items() if need in ("deploy", "merge"))
_HANDED = frozenset({"version", "revision", "build", "commit", "image", "release", "tag"})
_HARM = frozenset({"breaking", "broke", "caused", "causing", "inadvertently", "accidentally", "unintentionally"})
_BAD = frozenset({"broken", "wrong", "bad", "faulty", "buggy"})
_IRREGULAR = frozenset({"ran", "built", "made", "wrote", "set", "found", "got", "took", "did", "sent"})
_ASKING = frozenset({"how", "what", "why", "where", "which", "that"})
_STANDING_FOR = frozenset({"it", "they", "this", "these", "both", "that", "also"})
_GOODS = _set(
    """health success resolution recovery correctness parity stability readiness availability compatibility consistency zero"""
)
_TOOLS = _set("mypy ruff tsc eslint clippy pylint flake8 typecheck typechecking types vet audit scan tree diff format fmt")
_TRIALS = _set("validation verification linting audit review qa inspection compilation")
_MATCHING = _set("schema checksum hash digest output structure version count layout state total size")
_COMPARED = _set("checksums hashes digests counts totals numbers values results outputs figures sums sides rows")
_REPAIRED = frozenset({"fixed", "hotfixed", "patched", "repaired", "debugged"})
_A_WHILE = [["for", "a", time] for time in ("moment", "while", "bit", "minute", "second")]
_CHECKING = _set("compiles compile builds validates validate type-checks typechecks")
_BARE_FORMS = _set("work worked match matched confirm")
_SEVERAL = frozenset({"all", "both", "they", "now", "still", "these", "each", "also"})
_JOINED = frozenset({"and", "+", "&"})
_OUTCOME_WORDS = frozenset(
    {
        "complete",
        "completed",
        "done",
        "successful",
        "succeeded",
        "finished",
        "success",
        "passed",
        "pass",
        "passes",
        "completato",
        "green",
    }
)
_STATUS = ("status", "value", "heading")


def reason(sort: str, place: Place) -> str:
    """Why the status word stands as a predicate, in words; empty when it does not."""
    match sort:
        case "state" | "weak":
            return _state(place)
        case "act" | "change":
            return _act(place)
        case "verb":
            return _verb(place)
        case "gone":
            return "no longer" if place.after in TROUBLES and place.left and place.left[0] not in _ASKING else ""
        case "well":
            return _well(place)
        case _:
            return _outcome(place)


def _free(after: str) -> bool:
    """Whether nothing follows, or something that no adjective could stand before."""
    return not after or not after[0].isalpha() or after in PREPOSITIONS


def _predicative(after: str) -> bool:
    return (
        _free(after)
        or after in {"end-to-end", "end", "everywhere", "locally", "overall"}
        or after in STATES
        or after in ACTS
        or after in WELL
        or after.endswith(("ly", "ed"))
    )


def _state(place: Place) -> str:
    low, before, after, status = place.low, place.before, place.after, place.position in ("status", "value")
    if low == "success":
        return "state"
    if _of_its_state(place):
        return "state"
    if before in DETERMINERS or (place.length == 1 and not _predicative(after) and not _passing_tests(place)):
        return ""
    if low == "consistent" and after == "with":
        return ""
    if low == "complete" and after[:1].isdigit() and before not in COPULAS:
        return ""
    if (low == "passing" and after in _NOT_PASSED) or (after == "," and (before == "," or before.isdigit())):
        return ""
    near = place.left[-4:]
    copula = any(word in COPULAS and word != "all" for word in near) or (place.length > 1 and before in _GOING)
    past = before in PAST_COPULAS and low in _PAST_STATES
    if low == "clean" and not after and (before.strip("s") in TESTED or before in _TOOLS):
        return "status word at the end"
    if (
        low in FAINT_STATES
        and place.length == 1
        and not (copula or past or place.left[:1] == ["all"] or (place.bare and status))
    ):
        return ""
    if low == "live" and place.length == 2 and before.endswith("s") and not copula:
        return ""
    if any(word in PAST_COPULAS for word in near) and near[-1:] not in (["is"], ["are"]):
        return "past state" if past or (low in _PAST_STATES and before in ADVERBS) else ""
    if copula:
        return "state"
    if any(word in DECLARING for word in place.left):
        return "declared"
    if place.coordinated or (before in _JOINED and low == "ready" and any(word in {"is", "are", "now"} for word in place.left)):
        return "and"
    if place.bare:
        return _state_alone(place)
    if place.position == "prose" or (before in PREPOSITIONS and before != "up") or len(_since_comma(place.left)) > 7:
        return ""
    return "status word at the end" if _predicative(after) or (place.length > 1 and place.position == "heading") else ""


def _of_its_state(place: Place) -> bool:
    """Whether a thing is in such a state, or is such a thing now: "in a healthy state", "is a fully working map"."""
    left, low = place.left, place.tokens.low
    if place.after in _CONDITIONS_OF_THINGS:
        rest = low[max(place.first, place.index - 5) : place.index]
        return ("in" in rest and bool(_BEING.intersection(left))) or bool(_BEING.intersection(rest))
    return place.before in {"fully", "completely"} and left[-2:-1] == ["a"] and left[-3:-2] in (["is"], ["now"])


def _since_comma(left: list[str]) -> list[str]:
    return left[len(left) - left[::-1].index(",") :] if "," in left else left


def _passing_tests(place: Place) -> bool:
    return place.low == "passing" and place.after in {"test", "tests"} and bool(place.left)


def _state_alone(place: Place) -> str:
    tokens, first = place.tokens, place.first
    if place.low == "available" and place.after in {"via", "through", "from", "as", "with", "by"}:
        return ""
    if place.low == "complete" and place.after in {CODE, LINK}:
        return ""
    if place.low == "stable" and not place.after and first > 1 and tokens.low[first - 2][0].isdigit():
        # "Rust 1.92.0 (stable)" names a release channel.
        return ""
    ended = not place.after[:1].isalpha() and (place.low == "complete" or place.after in {"(", ".", ";"}) and place.first > 0
    stands = place.position in _STATUS or place.after in PREPOSITIONS or not place.after or place.length > 1 or ended
    return "status word" if stands else ""


def _act(place: Place) -> str:
    low, before, after = place.low, place.before, place.after
    if (
        _told_of(place)
        or _another_sense(place)
        or (low in LOOKED and _of_a_fault(place))
        or (low in _HANDED_OVER and _did_harm(place))
    ):
        return ""
    if before.endswith("ly") and before not in ADVERBS and len(place.left) > 1 and place.left[-2] in AUXILIARIES:
        return "passive or perfect"
    if before in AUXILIARIES:
        adverbial = before in ADVERBS and not (len(place.left) > 1 and place.left[-2] in _FINITE)
        return "participle after its noun" if adverbial else "passive or perfect"
    if place.coordinated:
        return "and"
    if place.bare:
        return _act_in_front(place)
    if before in {"and", ","} and _past_in_front(place):
        return "past tense"
    if (
        before in DETERMINERS
        or (before in PREPOSITIONS and before != "also" and before not in SUBJECTS)
        or before in {"of", "most", "more", "much", "best"}
    ):
        return ""
    if any(word in SUBJECTS for word in place.left[-3:]):
        return "past tense"
    if after in STATES or (place.position in _STATUS and _predicative(after)):
        return "participle after its noun"
    if _free(after) or after in DETERMINERS:
        return "" if low in _DESCRIBED and after == "by" else "participle after its noun"
    if low in _HANDED_OVER and after in _HANDED:
        return "past tense"
    if low not in _WITH_OBJECT or place.position == "heading" or after.endswith("s"):
        return ""
    if before in IMPERATIVES or before.startswith("re-"):
        # "Process completed jobs": which jobs.
        return ""
    # "The completed backup was dated": the verb of the sentence comes later.
    later = place.tokens.low[place.index + 1 : place.index + 5]
    return "past tense" if _FINITE.isdisjoint(later) else ""


def _told_of(place: Place) -> bool:
    """Whether the clause is what another is about: "how the list is deployed", "changes pushed to main will …"."""
    if "how" in place.left:
        return True
    right = _to_break(place.tokens.low[place.index + 1 : place.index + 7])
    return place.after in {"to", "on", "in"} and not {"will", "would", "must", "should", "can"}.isdisjoint(right)


def _another_sense(place: Place) -> bool:
    low, before, after = place.low, place.before, place.after
    pledged = any(word in SUBJECTS for word in place.left[-3:])
    quietly = not place.tokens.raw(place.index).isupper()
    if low == "done" and quietly and (after in _MANNER or after == "on") and before in {"is", "are", "was", "were"}:
        return True
    if low == "committed" and after in {"to", ""} and before in {"are", "am", "is", "remain", "fully"} and pledged:
        return True
    return (
        (low == "passed" and after in _NOT_PASSED)
        or (low == "resolved" and after in {"to", "against", "as"})
        or (low == "corrected" and after == "from")
        or (low in _HANDED_OVER and place.tokens.low[place.index + 1 : place.index + 3] in (["as", "a"], ["as", "an"]))
    )


def _act_in_front(place: Place) -> str:
    after = place.after
    if after in BY and place.first == 0 and not place.head and place.index + 2 >= len(place.tokens):
        # "Verified by: …" says who, not that.
        return ""
    following = place.tokens.low[place.index + 2 : place.index + 5]
    if after and after not in DETERMINERS and any(one in {"are", "is", "were", "was"} for one in _to_break(following)):
        # "Uploaded files are kept": which files.
        return ""
    if place.position == "heading" and _puts_right(place):
        return "verb in front"
    if (place.position == "heading" or "-" in place.low) and after and not _predicative(after) and after not in DETERMINERS:
        return ""
    return "verb in front"


def _puts_right(place: Place) -> bool:
    """Whether a heading says what was put right: "Fixed the pier lookup", "2. Patched map import"."""
    named = [word for word in place.tokens.low[place.index + 1 :] if word[0].isalpha() or word == CODE]
    return place.low in _REPAIRED and place.first == 0 and len(named) > 1


def _to_break(words: list[str]) -> list[str]:
    """The words up to the first that joins or parts."""
    return list(takewhile(lambda word: word[0].isalpha() and word not in {"and", "but", "which", "that"}, words))


def _past_in_front(place: Place) -> bool:
    return any((word.endswith("ed") and len(word) > 4) or word in _IRREGULAR for word in place.left[:-1])


def _of_a_fault(place: Place) -> bool:
    """Whether what was verified or confirmed is that something is wrong."""
    right = place.tokens.low[place.index + 1 : place.index + 14]
    for offset, word in enumerate(right):
        if word in {".", ";", "|"}:
            break
        if word in FAULTS and not _put_right(right, offset, word):
            return True
    if any(word in ACTS or word in STATES for word in right[:3]):
        return False
    near = [*place.left[-4:], place.low]
    return any(word in FAULTS and _stands_alone(follower, place.low) for word, follower in pairwise(near))


def _stands_alone(follower: str, low: str) -> bool:
    """Whether a noun before this word is the thing itself: "the timeout was tested", not "timeout handling was tested"."""
    return follower == low or not follower[0].isalpha() or follower in PREPOSITIONS or follower in AUXILIARIES


def _did_harm(place: Place) -> bool:
    """Whether what was deployed or pushed is a fault itself, or the sentence goes on to say what it broke."""
    subject = next((word for word in reversed(place.left) if word not in AUXILIARIES and word not in ADVERBS), "")
    if (subject in FAULTS and place.left[-1] != ",") or not _BAD.isdisjoint(place.left):
        return True
    right = place.tokens.low[place.index + 1 : place.index + 40]
    if not _BAD.isdisjoint(right[:3]):
        return True
    if "but" in right and not NEGATIONS.isdisjoint(right[right.index("but") :][:6]):
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


def _verb(place: Place) -> str:
    low, left, before, after = place.low, place.left, place.before, place.after
    if not left:
        return _verb_alone(place) if low not in _CHECKING else ""
    if left[0] in {"a", "an", "any"} or after in {"when", "if", "unless", "once", "until"}:
        # "A negative test passes when …" says what such tests do.
        return ""
    if low in {"pass", "passes"} and not (
        _free(after)
        or after in WELL
        or after in STATES
        or after.startswith(("end-to-", "post-", "pre-"))
        or after.endswith("ly")
    ):
        # "Passes the gate", and not "passes the token on".
        tested = any(
            word.strip("s") in TESTED or word in _TRIALS or word == "all"
            for word in place.tokens.low[place.index + 1 : place.index + 6]
        )
        if not tested:
            return ""
    if low in {"confirms", "confirm"}:
        return "present tense" if before not in DETERMINERS and _of_good(place) else ""
    if low in _CHECKING:
        every = left[0] in {"all", "both", "every", "everything"} and len(left) < 7
        alone = low.endswith("s") and len(left) < 5 and left[0] not in {"a", "an", "it"} and before not in PREPOSITIONS
        if low == "builds":
            # A noun, unless it is said how.
            return "present tense" if before not in {"all", "clean"} and after and _well_after(place) else ""
        return "present tense" if (every or alone) and (not after or _well_after(place)) else ""
    if low == "holds":
        return "present tense" if before in REMEDIES and _free(after) else ""
    if low == "meets":
        return "present tense" if not _ASKED_OF.isdisjoint(place.tokens.low[place.index + 1 : place.index + 6]) else ""
    if low in {"match", "matches"} and not (
        (left[0] in {"all", "every"} and len(left) < 8)
        or ((left[0] == "both" or before in _COMPARED) and len(left) < 6 and _free(after))
        or (low == "matches" and before in _MATCHING and len(left) < 5 and after not in DETERMINERS - {"the"})
    ):
        return ""
    if low in {"work", "pass"} and before == "to" and len(left) > 1 and left[-2].startswith("continue"):
        return "present tense"
    pronoun = before in {"this", "that"} and len(left) == 1 and after not in {"when", "if", "because", "only"}
    if (before in DETERMINERS and not pronoun) or (
        before in PREPOSITIONS and before not in _STANDING_FOR and before not in ADVERBS
    ):
        return ""
    if _asked(left[-5:]) or after in {"by", "with", "like", "around"}:
        return ""
    if low == "worked":
        return "past tense" if after in WELL or after in {"exactly", "as", ""} else ""
    several = (
        before.endswith("s")
        or before in _SEVERAL
        or (not _JOINED.isdisjoint(left[-3:-1]) and DETERMINERS.isdisjoint(left[-3:]))
    )
    if low in {"work", "pass"} and not several:
        return ""
    if low == "work" and not _free(after) and after not in WELL and after != "unchanged" and not after.endswith("ly"):
        return ""
    return "present tense"


def _well_after(place: Place) -> bool:
    """Whether what follows says that it went well and no more: "compiles cleanly", "validates without warnings"."""
    return place.after in WELL or place.after in {"and", "clean", "again", "locally", "without"}


def _of_good(place: Place) -> bool:
    """Whether what is confirmed is good news, and no fault."""
    right = place.tokens.low[place.index + 1 : place.index + 9]
    if _of_a_fault(place) or not NEGATIONS.isdisjoint(set(right) - {"no", "zero"}):
        return False
    if place.low == "confirm" and not place.before.endswith("s"):
        return False
    return any(one in STATES or one in ACTS or one in VERBS or one in _GOODS for one in right)


def _asked(left: list[str]) -> bool:
    """Whether the verb belongs to "how it works" or "a map that works"; "confirm that it works" reports."""
    return any(word in _ASKING and not (word == "that" and before in SAYING) for before, word in pairwise(["", *left[-4:]]))


def _verb_alone(place: Place) -> str:
    """A verb without a subject in its clause: the value of a status, "(pass)", or what is said of the name before a dash."""
    low, after = place.low, place.after
    sign = place.tokens.low[place.first - 1] if place.first > 1 else ""
    if low in _BARE_FORMS or after in {"with", "by", "across", "for", "like", "via", "from"}:
        return ""
    if low == "pass" and place.position != "status":
        return "outcome" if sign and not after and len(place.tokens) - place.index < 3 else ""
    named = place.position == "item" and (sign in {"-", "—", "–"} or not sign) and place.first < 8
    return "status word" if place.position == "status" or named else ""


def _well(place: Place) -> str:
    left, before, after = place.left, place.before, place.after
    if place.tokens.low[place.index + 1 : place.index + 4] in _A_WHILE:
        return ""
    if place.low == "normally":
        return "went well" if before in _OPERATING and _free(after) else ""
    if place.low in {"well", "fine"} and place.length == 1:
        went = before in {"work", "ran", "is", "are"} or (len(before) > 3 and before.endswith(("s", "ed")) and _free(after))
        return "went well" if went else ""
    if place.length > 1:
        subject = bool(before) and before[0].isalpha() and before not in {"such", "behaves"} and left[0] != "not"
        return "went well" if subject else ""
    verb_before = bool(before) and before[0].isalpha() and before not in PREPOSITIONS and before not in DETERMINERS
    verb_after = after.endswith("ed") or after in ACTS or after in {"built", "sent", "ran", "made", "set"}
    if verb_before or verb_after or (before in AUXILIARIES and after):
        return "went well"
    return "went well" if not left and after.endswith(("s", "ing")) and len(after) > 3 else ""


def _outcome(place: Place) -> str:
    if (place.low == "ok" and place.before.isdigit()) or (place.low == "go" and not (place.bare and not place.after)):
        return ""
    loud = place.tokens.raw(place.index).isupper() and (not place.after or place.after in PREPOSITIONS)
    return "outcome" if place.bare or place.coordinated or loud else ""


def need_by_head(place: Place, need: str) -> str:
    """What completeness and success mean depends on what is complete."""
    low = place.low
    if need not in ("done", "work", "test") or low not in _OUTCOME_WORDS:
        return need
    near = [*reversed(place.left[-4:]), *reversed(place.head.lower().split()[-4:])]
    if low in {"pass", "passed", "passes"} and near and not any(word.strip("s") in TESTED for word in near):
        return "work"
    for word in near:
        if word in {"deployment", "deploy", "rollout", "release", "deployments"}:
            return "deploy"
        if word in {"test", "tests", "suite", "testing", "specs"}:
            return "test"
        if word in {"build", "compilation", "compile", "typecheck", "lint"}:
            return "build"
        if word in {"gate", "check", "checks", "smoke", "ci", "pipeline"}:
            return "test"
    return need
