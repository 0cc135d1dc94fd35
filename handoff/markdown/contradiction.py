"""Where a document itself says otherwise: "complete" over an open box or a failed row, "all pass" over a run that failed."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property

from handoff.markdown import marks, runs
from handoff.markdown.claims import Candidate
from handoff.markdown.document import Document, Fence, Item, Section, Statement
from handoff.markdown.headline import row_against
from handoff.markdown.keys import STATUS
from handoff.markdown.purposes import DESIGN, EXPECTATION, INSTRUCTION, LEGEND, LESSON, PLAN, REASON, SYMPTOM
from handoff.markdown.refusals import BELIED, belies
from handoff.markdown.roles import role_of
from handoff.markdown.rows import is_status
from handoff.model.expression import expression

_UNSETTLED = expression(
    r"\W{0,8}(?:pending|failed|fail|failing|blocked|open|to ?do|wip|in progress|unresolved|down|broken|not (?:yet )?"
    r"(?:done|started|working|deployed|fixed|resolved|complete|completed|verified|migrated|implemented))\W{0,8}",
    re.IGNORECASE,
)
# A heading that reports, by a tick, in brackets, behind a colon or of all: "P1 complete" often names a list of criteria.
_WHOLE = expression(
    r"(?:\b(?:all|every|everything)\b.{0,80}|[(:–—✅✔☑✓]\W{0,8}(?:all |fully |100\s?% )?|\s-\s)"
    r"\b(?:complete|completed|done|finished|100\s?%)(?= ?\W*(?:$|[(:,;)–—✅✔☑✓🎉]))"
    r"|\b(?:complete|completed|done|finished)\W{0,4}[✅✔☑✓]",
    re.IGNORECASE,
)
# A status field that says nothing but that.
_PLAINLY = expression(
    r"\W{0,8}(?:all |fully |100\s?% )?(?:complete|completed|done|finished|resolved|closed|fixed|100\s?%)\W{0,8}", re.IGNORECASE
)
_SHARE = expression(r"\d\s?/\s?\d|(?<!\d)\d\d?\s?%")
_PARTS = expression(
    r"\b(?:partial\w*|part|phase|step|remaining|mostly|nearly|almost|except|besides|stage|sprint|session|today|design|implementation|code)\b",
    re.IGNORECASE,
)
# A header's status speaks for the document, but only a section on its status is held against it.
_STATUS_SECTION = expression(r"\b(?:status|state)\b", re.IGNORECASE)
_PEOPLE = expression(
    r"\b(?:by|review\w*|approv\w*|sign\w*|owner|assigned|next|date|previous|before|after|now"
    r"|commits?|prs?|pull request|tickets?)\b",
    re.IGNORECASE,
)
# Open on purpose: nobody who says that the rest is complete has forgotten it.
_SET_ASIDE = expression(
    r"\b(?:optional\w*|deferred|postponed|later|after|when|once|until|tonight|tomorrow|scheduled|wait\w*|future|next|follow-?ups?"
    r"|left (?:for|to)|out of scope|not needed|skip\w*|nice to have|backlog|pending \w+)\b|_{3,}",
    re.IGNORECASE,
)
# A row of its table that says so shows that the column tells how the work stands.
_SETTLED = expression(
    r"[✅✔☑✓🟢]|\b(?:complete|completed|done|finished|fixed|resolved|deployed|passed|pass|ok|healthy|working|up|live|merged"
    r"|closed)\b",
    re.IGNORECASE,
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
            if fence.lead is not None and fence.lead.section is fence.section and runs.some_failed(fence.text[:4000])
        }
        self.belied: dict[Statement, tuple[Fence, str]] = {
            fence.lead: (fence, told) for fence in document.fences if fence.lead is not None and (told := belies(fence))
        }

    def against(self, candidate: Candidate) -> str:
        """What speaks against a claim, with its line; nothing when nothing does."""
        statement = candidate.statement
        if (fence := self.failed.get(statement)) is not None and any(one.need == "test" for one in candidate.assertions):
            return f"line {fence.line}: “{runs.some_failed(fence.text[:4000])}”"
        if any(one.need == "test" for one in candidate.assertions) and (lost := runs.went_wrong(statement.text)):
            return f"line {statement.line}: “{lost}”"
        if (belied := self.belied.get(statement)) is not None and any(one.need in BELIED for one in candidate.assertions):
            return f"line {belied[0].line}: “{belied[1]}”"
        if (row := row_against(statement)) is not None:
            return _told(row)
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
            if other is statement or (other.boxed and not complete) or not self._left_over(other):
                continue
            if statement.section.level > 1 or other.section is statement.section or _STATUS_SECTION.search(other.section.title):
                return _told(other)
        return ""

    def _scope(self, statement: Statement) -> tuple[int, int] | None:
        """From where to where (as `Statement.order`) a claim about a whole speaks; None when it speaks about itself."""
        text, section = statement.text, statement.section
        if statement.kind == "heading":
            if _WHOLE.search(text) and not _PARTS.search(text) and not _SHARE.search(text):
                return statement.order + 1, self._end(section)
        elif statement.item is not None and (
            statement.item.parent is not None or statement.item.statements[0] is not statement
        ):
            return None
        elif statement.key and STATUS.fullmatch(statement.key) and _PLAINLY.fullmatch(statement.value):
            if section.level > 1 and section.heading is not None:
                return section.heading.order + 1, self._end(section)
            return statement.order + 1, len(self.document.statements)
        return None

    def _left_over(self, other: Statement) -> bool:
        """Whether something open stands among what is done: where nothing is, it is a list of criteria or a plan."""
        if _SET_ASIDE.search(other.raw):
            return False
        if other.boxed:
            return (other.section, other.item.parent if other.item else None) in self._begun
        table = other.table
        if table is None:
            return True
        columns = _open_columns(other)
        return all(not _SETTLED.search(cell) for cell in other.cells[1:]) and any(
            column < len(row.cells) and _SETTLED.search(row.cells[column]) for row in table.rows for column in columns
        )

    @cached_property
    def _begun(self) -> set[tuple[Section, Item | None]]:
        """The lists in which a box is ticked."""
        return {(one.statements[0].section, one.parent) for one in self.document.items if one.checked and one.statements}

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


def _told(other: Statement) -> str:
    return f"line {other.line}: “{' '.join(other.raw.split())[:80]}”"


def _unsettled(statement: Statement) -> bool:
    """Whether it is an open box, a row with a status that is none of success, or a field with such a status."""
    if statement.kind == "heading" or statement.quoted:
        return False
    item = statement.item
    if item is not None and item.open and item.statements[0] is statement:
        return role_of(statement.section) not in _ELSEWHERE
    if statement.table is not None:
        return bool(_open_columns(statement)) and role_of(statement.section) not in _ELSEWHERE
    return bool(
        statement.key
        and not _PEOPLE.search(statement.key)
        and _UNSETTLED.fullmatch(statement.value)
        and role_of(statement.section) not in _ELSEWHERE
    )


def _open_columns(row: Statement) -> list[int]:
    """The columns in which a row has a status that is none of success."""
    headers = row.table.headers if row.table is not None else ()
    return [
        column
        for column, (header, cell) in enumerate(zip(headers, row.cells, strict=False))
        if column and header and cell and is_status(header) and _UNSETTLED.fullmatch(marks.without_ticks(cell))
    ]
