"""A field holds a placeholder: TODO, TBD, ???, or a template's own words.

Fill it in, or leave it out: a field that is there reads as answered.

Bad:
    - {kind: decision, id: image, at: "12:00", chosen: our own Dockerfile, why: TBD, summary: Own Dockerfile}

Good:
    - kind: decision
      id: image
      at: "12:00"
      chosen: our own Dockerfile
      why: the buildpack changes paths
      summary: Own Dockerfile
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handoff.model.expression import expression
from handoff.model.judgement import Judgement
from handoff.model.lookup import Lookup
from handoff.rules._prose import texts_of
from handoff.rules._record import record_of
from handoff.rules._remark import Remark, at

FAMILY = "text"
LEVEL = "warning"
_PLACEHOLDER = expression(
    r"[\[<({]?\s*(?:todo|tbd|tba|fixme|xxx+|\?{2,}|\.{3,}|…|fill (?:me )?in|lorem ipsum.*)\s*[\])>}]?[.:!]?", re.IGNORECASE
)
# One of these stands in every placeholder.
_SIGNS = ("todo", "tbd", "tba", "fixme", "xxx", "??", "...", "…", "fill", "lorem")
_LOOKUP = Lookup([((sign,), None) for sign in _SIGNS])


def check(judgement: Judgement) -> Iterator[Remark]:
    record = record_of(judgement)
    for event in record.session.events if record.is_record and record.may_hold(_LOOKUP) else ():
        for field, text in texts_of(event):
            if field != "output" and len(text) < 40 and _PLACEHOLDER.fullmatch(text.strip()):
                yield at(
                    event, field, f"`{field}` of {event.id} is a placeholder: “{text.strip()}”", "fill it in, or leave it out"
                )
