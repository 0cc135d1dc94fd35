"""The words of a claim say more than what it asks to be judged for.

“Worker healthy and working” with `predicate: live` would be supported by a page that answers. What a reader sees is the words.

Bad:
    - {kind: claim, id: ok, at: "12:40", subject: worker, predicate: live, summary: Worker verified working}

Good:
    - {kind: claim, id: ok, at: "12:40", subject: worker, predicate: functional, summary: Worker verified working}
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handoff.model.events import ClaimEvent
from handoff.model.expression import expression
from handoff.model.judgement import Judgement
from handoff.model.predicates import SERVICE_LADDER, WORDS, Predicate
from handoff.rules._record import record_of
from handoff.rules._remark import Remark, at
from handoff.rules._status import denied

FAMILY = "text"
LEVEL = "warning"

# Only the words whose sense does not hang on their neighbours.
_PLAIN = ("healthy", "operational", "working", "works", "works correctly", "verified working", "functional", "fully functional")
_WORD = expression(
    rf"\b(?:{'|'.join(sorted(_PLAIN, key=len, reverse=True))})\b(?![- ](?:dir|directory|tree|hours?|days?|copy|group|set))",
    re.IGNORECASE,
)


def check(judgement: Judgement) -> Iterator[Remark]:
    record = record_of(judgement)
    for claim in record.of(ClaimEvent) if record.is_record else ():
        meant: Predicate | None = claim.each if claim.predicate == "all-of" else claim.predicate
        if meant not in SERVICE_LADDER:
            continue
        for word in _WORD.findall(claim.summary):
            said = WORDS[word.casefold()]
            if (
                said in SERVICE_LADDER
                and SERVICE_LADDER.index(said) > SERVICE_LADDER.index(meant)
                and not denied(claim.summary)
            ):
                message = f"“{claim.summary}” says “{word}” ({said}), and asks to be judged as {meant}"
                yield at(claim, "summary", message, f"claim `{said}`, or say what was seen")
                break
