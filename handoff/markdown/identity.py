"""Which commit a claim and an output are about: one that names another commit shows nothing, however recent it is."""

from __future__ import annotations

import re

from handoff.markdown import patterns
from handoff.markdown.document import Statement
from handoff.markdown.exhibits import Exhibit
from handoff.markdown.tokens import LONGEST
from handoff.model.expression import expression

# A line, a field or a label of an output that tells the commit of what answered.
_TOLD = expression(
    r"\b(?:git[ _-]?)?(?:commit|sha|rev(?:ision)?|head)(?:[ _-]?(?:sha|id|hash))?[\"']?"
    r"\s{0,3}[:=]\s{0,3}[\"']?([0-9a-f]{7,40})\b",
    re.IGNORECASE,
)


def other_code(exhibit: Exhibit, statement: Statement) -> str:
    """The commit that an output tells where the claim tells another: what is served is not what is claimed to be."""
    if not exhibit.output or not (told := _TOLD.findall(exhibit.output)):
        return ""
    claimed = patterns.SHA.findall(statement.raw[:LONGEST])
    known = any(one.startswith(other) or other.startswith(one) for one in told for other in claimed)
    return told[0] if claimed and not known else ""
