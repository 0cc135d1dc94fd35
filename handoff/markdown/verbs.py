"""What a thing does now as a predicate: it works, passes, compiles, matches."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from handoff.markdown import languages
from handoff.markdown.sentences import CODE
from handoff.markdown.standing import ASKING, JOINED, free
from handoff.markdown.wordlist import wordlist
from handoff.markdown.words import (
    ACTS,
    ADVERBS,
    DETERMINERS,
    NEGATIONS,
    PREPOSITIONS,
    REMEDIES,
    SAYING,
    STATES,
    TESTED,
    VERBS,
    WELL,
)
from handoff.markdown.wrongs import of_something_wrong

if TYPE_CHECKING:
    from handoff.markdown.grammar import Place


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
_STANDING_FOR = frozenset({"it", "they", "this", "these", "both", "that", "also"})
_GOODS = wordlist(
    """health success resolution recovery correctness parity stability readiness availability compatibility consistency zero"""
)
_TRIALS = wordlist("formatting lint typecheck validation verification linting audit review qa inspection compilation")
_MATCHING = wordlist("schema checksum hash digest output structure version count layout state total size")
_COMPARED = wordlist("checksums hashes digests counts totals numbers values results outputs figures sums sides rows")
_SOUGHT = wordlist("filter filters query pattern criteria regex expression search condition request selector")
_CHECKING = wordlist("compiles compile builds validates validate type-checks typechecks")
_DONE_NEXT = [[word] for word in (*VERBS, "runs", "boots", "starts", "links", "installs", "deploys", "launches")]
_BARE_FORMS = wordlist("work worked match matched confirm")
_WORK_OF_A_KIND = frozenset(
    {"future", "remaining", "next", "further", "outstanding", "planned", "related", "ongoing", "prior", "previous"}
)
_PREPOSED = frozenset({"for", "of", "during", "with", "in"})
_MOVING = frozenset({"through", "into", "onto", "over", "along"})
_SEVERAL = frozenset({"all", "both", "they", "now", "still", "these", "each", "also"})


def verb(place: Place) -> str:
    """Why a verb in the present stands as a predicate, in words; empty when it does not."""
    low, left, before, after = place.low, place.left, place.before, place.after
    if low in {"pass", "passes"} and after in _MOVING:
        # "Boats pass through the lock".
        return ""
    if low in languages.VERBS and not NEGATIONS.isdisjoint(place.tokens.low[place.index + 1 : place.index + 7]):
        # German and Dutch deny behind the verb.
        return ""
    if not left:
        return _verb_alone(place) if low not in _CHECKING else ""
    if left[0] in {"a", "an", "any"} or after in {"when", "if", "unless", "once", "until"}:
        # "A negative test passes when …" says what such tests do.
        return ""
    if low in {"pass", "passes"} and not (
        free(after)
        or after in WELL
        or after in STATES
        or after.startswith(("end-to-", "post-", "pre-"))
        or after.endswith("ly")
        or _of_tests(place)
    ):
        return ""
    if low in {"confirms", "confirm"}:
        return "present tense" if before not in DETERMINERS and _of_good(place) else ""
    if low in _CHECKING:
        every = left[0] in {"all", "both", "every", "everything"} and len(left) < 7
        alone = low.endswith("s") and len(left) < 8 and left[0] not in {"a", "an", "it"} and before not in PREPOSITIONS
        if low == "builds":
            # A noun, unless it is said how.
            joined = after == "and" and place.tokens.low[place.index + 2 : place.index + 3] not in _DONE_NEXT
            return "present tense" if before not in {"all", "clean"} and after and not joined and _well_after(place) else ""
        return "present tense" if (every or alone) and (not after or _well_after(place)) else ""
    if low == "holds":
        return "present tense" if before in REMEDIES and free(after) else ""
    if low == "meets":
        return "present tense" if not _ASKED_OF.isdisjoint(place.tokens.low[place.index + 1 : place.index + 6]) else ""
    if low in {"match", "matches"} and not (
        (left[0] in {"all", "every"} and len(left) < 8)
        or ((left[0] == "both" or before in _COMPARED) and len(left) < 6 and (free(after) or _compares(place)))
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
    of_tests = low == "pass" and before in {"tests", "specs", "suites", "checks"} and after == "with"
    if _asked(left[-5:]) or (after in {"by", "with", "like", "around"} and not of_tests):
        return ""
    if low == "matched" and not free(after) and after not in DETERMINERS and before[:1].isdigit():
        # "Three matched pairs".
        return ""
    if low == "boots" and not free(after):
        return ""
    if low == "worked":
        return "past tense" if after in WELL or after in {"exactly", "as", ""} else ""
    several = (
        before.endswith("s") or before in _SEVERAL or (not JOINED.isdisjoint(left[-3:-1]) and DETERMINERS.isdisjoint(left[-3:]))
    )
    if low in {"work", "pass", "succeed"} and not several:
        return ""
    if low == "work" and (before in _WORK_OF_A_KIND or (before.endswith("ing") and not _PREPOSED.isdisjoint(left))):
        # "Needed for repair and planning work": a noun.
        return ""
    if low == "work" and not free(after) and after not in WELL and after != "unchanged" and not after.endswith("ly"):
        return ""
    return "present tense"


def _compares(place: Place) -> bool:
    """Whether it is said with what something agrees: "results match the log", and not "… match the query"."""
    right = place.tokens.low[place.index + 1 : place.index + 5]
    return place.after == "the" and _SOUGHT.isdisjoint(right)


def _of_tests(place: Place) -> bool:
    """Whether what is passed is a test: "passes the gate", and not "passes the token on"."""
    right = place.tokens.low[place.index + 1 : place.index + 6]
    return any(word.strip("s") in TESTED or word in _TRIALS or word == "all" for word in right)


def _well_after(place: Place) -> bool:
    """Whether what follows says that it went well and no more: "compiles cleanly", "validates without warnings"."""
    return place.after in WELL or place.after in {"and", "clean", "again", "locally", "without"}


def _of_good(place: Place) -> bool:
    """Whether what is confirmed is good news, and no fault."""
    right = place.tokens.low[place.index + 1 : place.index + 9]
    if of_something_wrong(place) or not NEGATIONS.isdisjoint(set(right) - {"no", "zero"}):
        return False
    if place.low == "confirm" and not place.before.endswith("s"):
        return False
    return any(one in STATES or one in ACTS or one in VERBS or one in _GOODS for one in right)


def _asked(left: list[str]) -> bool:
    """Whether the verb belongs to "how it works" or "a map that works"; "confirm that it works" reports."""
    return any(word in ASKING and not (word == "that" and before in SAYING) for before, word in pairwise(["", *left[-4:]]))


def _verb_alone(place: Place) -> str:
    """A verb without a subject in its clause: the value of a status, "(pass)", or what is said of the name before a dash."""
    low, after = place.low, place.after
    if low == "confirms" and not _of_good(place):
        return ""
    if low == "passes" and after in DETERMINERS and not _of_tests(place):
        return ""
    sign = place.tokens.low[place.first - 1] if place.first > 1 else ""
    if low == "pass" and after == "with" and sign in {"-", "—", "–"} and place.tokens.low[place.first - 2] == CODE:
        # "`make ropes` — pass with two warnings".
        return "outcome"
    if low in _BARE_FORMS or after in {"with", "by", "across", "for", "like", "via", "from"}:
        return ""
    if low == "pass" and place.position != "status":
        return "outcome" if sign and not after and len(place.tokens) - place.index < 3 else ""
    if low == "works" and place.position == "value" and place.first == 0 and (not after or after in WELL or after == "("):
        # "Night ferry: Works".
        return "status word"
    if low == "matches" and ((not sign and after in DETERMINERS) or after in {"are", "were", "in", "of", "found"}):
        # "Matches the old list" says what was made, not what was seen; "matches are names" speaks of things.
        return ""
    named = place.position == "item" and (sign in {"-", "—", "–"} or not sign) and place.first < 8
    whole = place.position == "value" and len(place.tokens) == 1
    return "status word" if place.position == "status" or named or whole else ""
