"""What a statement is about: its words, without status words and filler."""

from __future__ import annotations

import re

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

_HEX = re.compile(r"(?=[0-9a-f]*\d)[0-9a-f]{7,}")
_WORD = re.compile(r"(?<!\w)[^\W\d_][\w.-]{2,}")
_SAYS_NOTHING = frozenset().union(
    FILLERS, ACTS, STATES, VERBS, WELL, CHANGES, OUTCOMES, NEGATIONS, MODALS, COPULAS, DETERMINERS, PREPOSITIONS, AUXILIARIES
)


def subject_of(statement: Statement) -> frozenset[str]:
    """The words that say what a statement is about, plurals as singulars; code spans count with their words."""
    found = set()
    for word in set(_WORD.findall(statement.raw[:LONGEST].lower())) - _SAYS_NOTHING:
        word = word.rstrip("._-")
        if len(word) < 3 or word in _SAYS_NOTHING or _HEX.fullmatch(word):
            continue
        found.add(word[:-1] if len(word) > 4 and word[-1] == "s" and word[-2] != "s" else word)
    return frozenset(found)
