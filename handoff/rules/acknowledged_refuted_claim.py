"""The receiver takes over as true what is refuted.

A restatement shows what has arrived. Where a sentence of it says what a refuted claim says, word for word and without a
doubt, the receiver goes on from something that is not so.

Bad:
    - kind: evidence
      id: orders-fail
      at: "12:40"
      via: http
      level: functional
      subject: shop
      asked: POST https://shop.example/orders
      status: 500
      outcome: failed
      output: HTTP 500
      summary: An order fails
    - kind: claim
      id: orders-work
      at: "12:50"
      subject: shop
      predicate: functional
      summary: Orders come through
      evidence: [orders-fail]
    - {kind: acknowledgement, id: taken, at: "12:55", by: Noor, restatement: "Orders come through, I watch", summary: Taken}

Good:
    - kind: evidence
      id: orders-fail
      at: "12:40"
      via: http
      level: functional
      subject: shop
      asked: POST https://shop.example/orders
      status: 500
      outcome: failed
      output: HTTP 500
      summary: An order fails
    - kind: claim
      id: orders-work
      at: "12:50"
      subject: shop
      predicate: functional
      summary: Orders come through
      evidence: [orders-fail]
    - {kind: acknowledgement, id: taken, at: "12:55", by: Noor, restatement: "Orders do not come through", summary: Taken}
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handoff.model.events import Acknowledgement
from handoff.model.expression import expression
from handoff.model.judgement import Judgement
from handoff.rules._record import record_of
from handoff.rules._remark import Remark, at

FAMILY = "cross-session"
LEVEL = "warning"
_SENTENCE = expression(r"[.!?;\n]+(?:\s|$)")
_WORD = expression(r"\w{4,}")
_TOO_FEW = 2
# A sentence that denies, doubts, asks or tells of somebody's saying restates nothing.
_DOUBT = expression(
    r"\b(?:not?|never|none|without|isn't|aren't|doesn't|don't|didn't|won't|wasn't|can't|cannot|false|wrong|refuted|untrue|broken"
    r"|fails?|failed|failing|claim(?:s|ed)?|said|says|whether|if|until|unless|once|when|should|must|nicht|kein\w*|ob)\b|\?",
    re.IGNORECASE,
)


def check(judgement: Judgement) -> Iterator[Remark]:
    record = record_of(judgement)
    refuted = [one.claim for one in judgement.verdicts if one.answer == "refuted"]
    for taken in record.of(Acknowledgement) if refuted else ():
        said = [
            frozenset(_WORD.findall(sentence.casefold()))
            for sentence in _SENTENCE.split(taken.restatement or "")
            if not _DOUBT.search(sentence)
        ]
        for claim in refuted:
            words = frozenset(_WORD.findall(claim.text.casefold()))
            if len(words) >= _TOO_FEW and any(words <= one for one in said):
                message = (
                    f"{taken.by or 'the receiver'} takes over as true that “{claim.text}” ({claim.event}), which is refuted"
                )
                yield at(taken, "restatement", message, "tell the receiver what was seen, and ask for a new restatement")
