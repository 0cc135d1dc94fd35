"""How a status word must stand to be a predicate, whatever sort of word it is; and what it then says of its subject."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handoff.markdown.acts import act
from handoff.markdown.standing import ASKING, free
from handoff.markdown.states import state
from handoff.markdown.verbs import verb
from handoff.markdown.words import ACTS, AUXILIARIES, DETERMINERS, PREPOSITIONS, SUBJECTS, TESTED, TROUBLES

if TYPE_CHECKING:
    from handoff.markdown.grammar import Place

_OPERATING = frozenset({"operates", "operate", "operating", "functions", "functioning", "runs", "running", "works", "behaves"})
_OF_SUCCESS = frozenset({"metrics", "metric", "criteria", "criterion", "story", "stories", "factors", "indicators", "measures"})
_PRAISE = frozenset({"good", "great", "excellent", "perfect", "optimal", "solid", "robust", "fine", "secure"})
_CURT = 3
_A_WHILE = [["for", "a", time] for time in ("moment", "while", "bit", "minute", "second")]
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


def reason(sort: str, place: Place) -> str:
    """Why the status word stands as a predicate, in words; empty when it does not."""
    match sort:
        case "state" | "weak":
            return state(place)
        case "act" | "change":
            return act(place)
        case "verb":
            return verb(place)
        case "gone":
            gone = place.after in TROUBLES or (place.low != "no" and free(place.after))
            return "no longer" if gone and place.left and place.left[0] not in ASKING else ""
        case "well":
            return _well(place)
        case _:
            return _outcome(place)


def _well(place: Place) -> str:
    left, before, after = place.left, place.before, place.after
    if place.tokens.low[place.index + 1 : place.index + 4] in _A_WHILE:
        return ""
    if (
        place.tokens.low[place.index + 1 :] == [":"]
        and left
        and len(left) < _CURT
        and (left[0] in DETERMINERS or left[0] in SUBJECTS)
    ):
        # "The harbour successfully:" introduces what it did.
        return ""
    if place.low == "normally":
        return "went well" if before in _OPERATING and free(after) else ""
    if place.low in {"well", "fine"} and place.length == 1:
        # "Blank is fine" allows it.
        went = (
            before == "ran"
            # "Divided the work well": a noun.
            or (before == "work" and DETERMINERS.isdisjoint(left[-2:-1]))
            or (place.low == "well" and before in {"is", "are"})
            or (len(before) > 3 and before.endswith(("s", "ed")) and free(after))
        )
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
    if place.low == "success" and place.after in _OF_SUCCESS:
        return ""
    if place.low in _PRAISE and place.after[:1].isalpha() and place.after not in PREPOSITIONS:
        # "Robust handling of ropes" names what there is.
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
