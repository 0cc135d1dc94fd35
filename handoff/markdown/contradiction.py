"""Where a document itself says otherwise: "complete" over an open box or a failed row, "all pass" over a run that failed."""

from __future__ import annotations

import re
from bisect import bisect_left

from handoff.markdown import marks
from handoff.markdown.claims import Candidate
from handoff.markdown.document import Document, Fence, Section, Statement
from handoff.markdown.keys import STATUS
from handoff.markdown.purposes import DESIGN, EXPECTATION, INSTRUCTION, LEGEND, LESSON, PLAN, REASON, SYMPTOM
from handoff.markdown.roles import role_of
from handoff.markdown.rows import is_status

_UNSETTLED = re.compile(
    r"\W{0,8}(?:pending|failed|fail|failing|blocked|open|to ?do|wip|in progress|unresolved|down|broken|not (?:yet )?"
    r"(?:done|started|working|deployed|fixed|resolved|complete|completed|verified|migrated|implemented))\W{0,8}",
    re.IGNORECASE,
)
_WHOLE = re.compile(
    r"\b(?:all|every|everything|100\s?%|complete|completed|done|finished)(?![\w-])(?! when\b)",
    re.IGNORECASE,
)
# A status field that says nothing but that.
_PLAINLY = re.compile(
    r"\W{0,8}(?:all |fully |100\s?% )?(?:complete|completed|done|finished|resolved|closed|fixed|100\s?%)\W{0,8}", re.IGNORECASE
)
_SHARE = re.compile(r"\d\s?/\s?\d|(?<!\d)\d\d?\s?%")
_PARTS = re.compile(
    r"\b(?:partial\w*|part|phase|step|remaining|mostly|nearly|almost|except|besides|stage|sprint|session|today)\b",
    re.IGNORECASE,
)
# A header's status speaks for the document, but only a section on its status is held against it.
_STATUS_SECTION = re.compile(r"\b(?:status|state)\b", re.IGNORECASE)
_PEOPLE = re.compile(r"\b(?:by|review\w*|approv\w*|sign\w*|owner|assigned|next|date|previous|before)\b", re.IGNORECASE)
_FAILED_RUN = re.compile(
    r"\b([1-9]\d{0,5}) (?:failed|failures?|failing)\b|\bTests?:\s{1,4}([1-9]\d{0,5}) failed\b", re.IGNORECASE
)
_ELSEWHERE = frozenset({PLAN, EXPECTATION, INSTRUCTION, LESSON, LEGEND, REASON, SYMPTOM, DESIGN})
_WHOLE_NEEDS = frozenset({"done", "count", "fix", "resolve", "any", "test", "work", "absent"})


class Contradictions:
    """What of a document is plainly unsettled, for asking which claims speak against it."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.unsettled = [statement for statement in document.statements if _unsettled(statement)]
        self.orders = [statement.order for statement in self.unsettled]
        self.last: dict[Section, int] = {}
        self.failed: dict[Statement, Fence] = {
            fence.lead: fence
            for fence in document.fences
            if fence.lead is not None and fence.lead.section is fence.section and _FAILED_RUN.search(fence.text[:4000])
        }

    def against(self, candidate: Candidate) -> str:
        """What speaks against a claim, with its line; nothing when nothing does."""
        statement = candidate.statement
        if (fence := self.failed.get(statement)) is not None and any(one.need == "test" for one in candidate.assertions):
            failed = _FAILED_RUN.search(fence.text[:4000])
            return f"line {fence.line}: “{failed[0]}”" if failed else ""
        if not self.unsettled or not any(one.need in _WHOLE_NEEDS for one in candidate.assertions):
            return ""
        scope = self._scope(statement)
        if scope is None:
            return ""
        first = bisect_left(self.orders, scope[0])
        complete = all(one.need in ("done", "count") or one.word in ("tick", "box") for one in candidate.assertions)
        for other in self.unsettled[first : first + 16]:
            if other.order >= scope[1]:
                break
            if other is statement or (other.boxed and not complete):
                continue
            if statement.section.level > 1 or other.section is statement.section or _STATUS_SECTION.search(other.section.title):
                return f"line {other.line}: “{' '.join(other.raw.split())[:80]}”"
        return ""

    def _scope(self, statement: Statement) -> tuple[int, int] | None:
        """From where to where (as `Statement.order`) a claim about a whole speaks; None when it speaks about itself."""
        text, section = statement.text, statement.section
        if statement.kind == "heading":
            if _WHOLE.search(text) and not _PARTS.search(text) and not _SHARE.search(text):
                return statement.order + 1, self._end(section)
        elif statement.key and STATUS.fullmatch(statement.key) and _PLAINLY.fullmatch(statement.value):
            if section.level > 1 and section.heading is not None:
                return section.heading.order + 1, self._end(section)
            return statement.order + 1, len(self.document.statements)
        return None

    def _end(self, section: Section) -> int:
        """The order of the first statement behind a section."""
        found = self.last.get(section)
        if found is None:
            last = section
            while last.children:
                last = last.children[-1]
            end = last.statements[-1] if last.statements else last.heading
            found = self.last[section] = end.order + 1 if end is not None else 0
        return found


def _unsettled(statement: Statement) -> bool:
    """Whether it is an open box, a row with a status that is none of success, or a field with such a status."""
    if statement.kind == "heading" or statement.quoted:
        return False
    item = statement.item
    if item is not None and item.open and item.statements[0] is statement:
        return role_of(statement.section) not in _ELSEWHERE
    if statement.table is not None:
        return (
            any(
                is_status(header) and _UNSETTLED.fullmatch(marks.without_ticks(cell))
                for header, cell in zip(statement.table.headers[1:], statement.cells[1:], strict=False)
                if header and cell
            )
            and role_of(statement.section) not in _ELSEWHERE
        )
    return bool(
        statement.key
        and not _PEOPLE.search(statement.key)
        and _UNSETTLED.fullmatch(statement.value)
        and role_of(statement.section) not in _ELSEWHERE
    )
