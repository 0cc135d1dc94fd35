"""What a statement is about: its words, without status words and filler."""

from __future__ import annotations

from handoff.markdown.document import Statement
from handoff.markdown.tokens import LONGEST
from handoff.markdown.words import (
    ACTS,
    AUXILIARIES,
    CHANGES,
    COPULAS,
    DETERMINERS,
    FILLERS,
    MODALS,
    NEGATIONS,
    OUTCOMES,
    PREPOSITIONS,
    STATES,
    VERBS,
    WELL,
)
from handoff.model.expression import expression

_HEX = expression(r"(?=[0-9a-f]*\d)[0-9a-f]{7,}")
_WORD = expression(r"(?<!\w)[^\W\d_][\w.-]{2,}")
_JOINT = expression(r"[-._]")
_SAYS_NOTHING = frozenset().union(
    FILLERS, ACTS, STATES, VERBS, WELL, CHANGES, OUTCOMES, NEGATIONS, MODALS, COPULAS, DETERMINERS, PREPOSITIONS, AUXILIARIES
)


def subject_of(statement: Statement) -> frozenset[str]:
    """The words that say what a statement is about, plurals as singulars; code spans count with their words."""
    found = set()
    for word in set(_WORD.findall(statement.raw[:LONGEST].lower())) - _SAYS_NOTHING:
        word = word.rstrip("._-")
        for part in {word, *_JOINT.split(word)}:
            if len(part) > 2 and part not in _SAYS_NOTHING and not _HEX.fullmatch(part):
                found.add(part[:-1] if len(part) > 4 and part[-1] == "s" and part[-2] not in "s." else part)
    return frozenset(found)
