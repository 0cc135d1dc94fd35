"""A headline that covers rows, like "3/3 services healthy", and the row under or over it that says otherwise."""

from __future__ import annotations

import re
from bisect import bisect_left

from handoff.markdown.document import Statement, Table
from handoff.markdown.rows import is_status
from handoff.model.expression import expression

_THING = (
    r"(service|component|system|endpoint|worker|job|check|function|container|pod|instance|processor|scraper|pipeline|workflow"
    r"|scheduler|probe|node|server|app|module|orchestrator|queue|database|replica)s"
)
_GOOD = r"(?:healthy|up|running|operational|working|live|online|ok|green|ready|active|responding|passing|passed)\b"
_BETWEEN = r"\s+(?:(?:are|is|now|verified|fully|currently|all)\s+){0,3}"
_COUNTED = expression(rf"(?<![\d/.])(\d{{1,3}})\s?(?:/|of|out of)\s?(\d{{1,3}})\s+{_THING}{_BETWEEN}{_GOOD}", re.IGNORECASE)
_ALL = expression(rf"\ball\s+(?:(?:of\s+)?(?:the\s+)?(?:\d{{1,3}}|[a-z]+)\s+)?{_THING}{_BETWEEN}{_GOOD}", re.IGNORECASE)
_NOT_ALL = expression(
    r"\b(?:other|others|else|remaining|rest|except|besides|but|should|must|expect\w*|verify|ensure|check that|when|if"
    r"|until|once|before|was|were|no longer|not)\b",
    re.IGNORECASE,
)
_FAILING = expression(
    r"\W*[❌✗✘🔴⚠]|\W*(?:down|failed|failing|degraded|unhealthy|broken|offline|crashed|crash ?loop\w*|unreachable|not "
    r"(?:running|working|healthy|responding)|unavailable)\b",
    re.IGNORECASE,
)
_STATE_BEHIND = expression(r"(?:[:—–]|\s-)\s+(.+)")
_WORDS_OF_A_NAME = 3
# What is further away, in lines or rows, may be of another time.
_NEAR = 30


def row_against(statement: Statement) -> Statement | None:
    """The first row or item that a headline covers and that shows a failure; None when there is none, or it covers none."""
    thing = _covers(statement.text)
    if not thing or (statement.item is not None and statement.item.open):
        return None
    section, first, last = statement.section, statement.line - _NEAR, statement.line + _NEAR
    for table in section.tables[bisect_left(section.tables, first, key=_line) : bisect_left(section.tables, last, key=_line)]:
        if table is statement.table or thing not in (table.headers[0].lower() if table.headers else ""):
            continue
        for row in table.rows[:_NEAR]:
            states = zip(table.headers[1:], row.cells[1:], strict=False)
            if any(header and is_status(header) and _FAILING.match(cell) for header, cell in states):
                return row
    begin = bisect_left(section.statements, statement.line, key=_line)
    return next((one for one in section.statements[begin : begin + _NEAR] if _fails(one, statement)), None)


def _line(one: Table | Statement) -> int:
    return one.line


def _covers(text: str) -> str:
    """The kind of thing of which all are said to be well; nothing when it is not all, or only wished for."""
    counted = _COUNTED.search(text)
    if counted is not None:
        return counted[3].lower() if counted[1] == counted[2] and int(counted[1]) > 1 and not _NOT_ALL.search(text) else ""
    said = _ALL.search(text)
    return said[1].lower() if said is not None and not _NOT_ALL.search(text) else ""


def _fails(first: Statement, headline: Statement) -> bool:
    """Whether an item of a list that the headline leads names one thing and shows its failure."""
    item = first.item
    if item is None or item.statements[0] is not first:
        return False
    under_heading = headline.kind == "heading" and first.lead is None and item.parent is None
    if not (first.lead is headline or under_heading) or first is headline:
        return False
    state = _STATE_BEHIND.search(first.text)
    name = first.text[: state.start()] if state is not None else first.text
    words = len(name.split())
    if words > _WORDS_OF_A_NAME:
        return False
    # A box of more than a bare name is as often something to do.
    if item.open and state is None and words == 1 and not first.introduces:
        return True
    return _FAILING.match(first.text) is not None or (state is not None and _FAILING.match(state[1]) is not None)
