"""What a claim is here: a statement with what it asserts and why; and the quick look whether one could be in a text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from handoff.markdown.absence import absence_possible
from handoff.markdown.document import Statement
from handoff.markdown.grammar import Assertion
from handoff.markdown.recovery import able_again
from handoff.markdown.tokens import words_in
from handoff.markdown.words import ACTS, CHANGES, OUTCOMES, PHRASES, STATE_ENDINGS, STATES, VERBS, WELL
from handoff.model.expression import expression


@dataclass(slots=True, eq=False)
class Candidate:
    """A statement taken for a claim: what it asserts, by which mark, and the reasons in words.

    A `quiet` one is worth saying only when its evidence stands beside it.
    """

    statement: Statement
    assertions: list[Assertion]
    mark: str = ""
    why: list[str] = field(default_factory=list)
    hedged: bool = False
    quiet: bool = False


def _parts(words: Iterable[str]) -> set[str]:
    return {part for word in words for part in words_in(word)}


# One of these must be in a statement before anything else is asked of it. The first word of a phrase stands for the phrase,
# and where that is too common, a later one.
_TOO_COMMON = frozenset({"in", "as", "with", "without", "no", "not", "to", "on", "most", "end"})
_STAND_FOR_PHRASES = frozenset(
    {"place", "expected", "intended", "designed", "track", "schedule", "production", "longer", "completion", "smoothly",
     "back", "stopped", "ceased", "applied", "safe", "sync", "service", "shape", "variance", "limits", "crash", "crashes",
     "crashing", "issues", "incident", "problems", "date", "state", "fehler", "errores", "erros", "errori", "erreur"}
)  # fmt: skip
# With these a report of a change says that it is whole.
_WHOLE = frozenset({"now", "all", "fully", "completely", "entirely", "completamente", "totalmente", "vollständig", "полностью"})
_HINTS = (
    frozenset(_parts((*STATES, *STATE_ENDINGS, *ACTS, *VERBS, *OUTCOMES, *WELL)) | {"free"} | {phrase[0] for phrase in PHRASES})
    - _TOO_COMMON
) | _STAND_FOR_PHRASES
_SIGN = expression(r"[✅✔☑✓🟢👍💚🆗\u0e00-\u0e7f\u3040-\u9fff\uac00-\ud7a3]")
_NUMBER = expression(r"100\s?%|\d\s?(?:/|of)\s?\d|\b0\s?%")


def hinted(text: str, short: bool = False) -> bool:
    """Whether a text holds any word or sign that a claim could hang on. In a `short` one, a cell or a
    heading, reports of a change count too."""
    words = words_in(text)
    if not _HINTS.isdisjoint(words):
        return True
    if (short or not _WHOLE.isdisjoint(words)) and not CHANGES.isdisjoint(words):
        return True
    if not text.isascii() and _SIGN.search(text):
        return True
    if ("again" in words and able_again(text)) or absence_possible(words, text):
        return True
    return ("%" in text or "/" in text or " of " in text) and _NUMBER.search(text) is not None
