"""All the evidence of a document, found once, and looked up by statement, section, lead and subject.

Every look-up is bounded: in a section with thousands of statements the nearest are looked at, not all.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from handoff.markdown import marks
from handoff.markdown.columns import measured
from handoff.markdown.document import Document, Fence, Item, Section, Statement
from handoff.markdown.evidence import with_sight, without_sight
from handoff.markdown.exhibits import (
    CHECK,
    CODE_PLACE,
    COMMIT,
    EXCERPT,
    HTTP,
    LOG,
    MEASURE,
    NAMED_TEST,
    OUTPUT,
    QUERY,
    SIGHT,
    TESTS,
    VALUES,
    Exhibit,
)
from handoff.markdown.fences import in_fence
from handoff.markdown.keys import RATES, VOUCHING, names_nothing
from handoff.markdown.kinship import DETAILS, OUTPUTS, RESULTS, beside, of_another_field, siblings, vouches
from handoff.markdown.neighbours import NEAR, Neighbours, nearest
from handoff.markdown.patterns import HOST
from handoff.markdown.roles import introduction
from handoff.markdown.runs import COMMAND
from handoff.markdown.shapes import OF_TESTS
from handoff.markdown.subjects import subject_of
from handoff.markdown.tokens import LONGEST
from handoff.model.expression import expression

# How many exhibits of one kind a section offers to what sums it up.
_OF_A_KIND = 8
# What tells of the statement that holds it, and of no neighbour.
_OF_ITSELF = frozenset({NAMED_TEST, MEASURE, SIGHT, VALUES, CODE_PLACE})
# What was seen, as against what was changed.
_SEEN = frozenset({TESTS, OUTPUT, MEASURE, SIGHT, QUERY, HTTP, LOG, CHECK})
_REFUSAL = expression(r"\b[45]\d\d\b")
# Fields that say which state of the code a document is about.
_STANDS_ON = frozenset(
    {"base", "based on", "base commit", "branch", "head", "parent", "baseline", "reviewed at", "checkout", "ref"}
)
# How far before its result a command may stand.
_STEPS = 3
_CHANGE = frozenset({"change", "changes", "fix", "solution", "fixed", "what changed"})
_AROUND_A_CHANGE = frozenset({"before", "after", "old", "new", "was", "now", "diff", "code"})
_CHANGED = expression(r"\b(?:fix(?:ed|es)?|changed?|changes|applied|patch(?:ed)?|solution|replaced|after|now)\b", re.IGNORECASE)
_REPLIES = frozenset({"response", "response body", "output", "reply", "api response"})
_QUOTED = expression(r"\W{0,4}(?:[\"“][^\"”]{3,}|\{)")
_FIGURE = expression(
    r"\W{0,4}(?:\d[\d,.]{0,9} [a-z]{3,20}|[A-Za-z][\w ]{2,30}[:=]\W{0,4}\d[\d,.]{0,9}\s?%?)\W{0,4}", re.IGNORECASE
)
_GIVEN = expression(r"\W{0,8}(?:\d|no\b|zero\b|none\b|`|empty\b)", re.IGNORECASE)
# A number of something, not the day in a date nor the beginning of a hash.
_COUNTED = expression(
    # A word of praise may stand before it: "Clean - no leaks".
    rf"^\W{{0,4}}(?:[^\W\d_]{{2,12}}[\s*]{{0,3}}[–—:,(!-]{{1,3}}\s?)?{_GIVEN.pattern}|(?<![\w.,-])\d[\d,.]{{0,12}}(?=\s[^\W\d]|\s?%|[)\]`*]{{1,3}}(?:\s|$))",
    re.IGNORECASE,
)
# Nouns that stand for what was spoken of before.
_PRONOUNS = frozenset({"item", "problem", "bug", "incident", "ticket", "matter", "everything", "task", "point"})


_ALL_PASS = expression(
    r"\W{0,4}(?:all|both|everything)(?: of (?:them|these|which))? (?:is |are )?(?:now )?(?:green|pass(?:ed|ing|es)?)\W{0,4}$",
    re.I,
)


class Offers:
    """The evidence of a document."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._held: dict[int, list[Exhibit]] = {}
        # Of statements of which only `told` was asked, where the value that was seen would stand.
        self._unseen: dict[int, int] = {}
        self._subjects: dict[int, frozenset[str]] = {}
        self._sums: dict[tuple[Section, bool], list[Exhibit]] = {}
        self._fences: dict[Fence, list[Exhibit]] = {}
        self._under: dict[int, list[Fence]] = defaultdict(list)
        self._details: dict[int, list[Statement]] = defaultdict(list)
        self._figures: dict[Section, list[Exhibit]] = defaultdict(list)
        self._indexed: dict[Section, Neighbours] = {}
        for fence in document.fences:
            for neighbour in (fence.lead, fence.follower):
                if neighbour is not None and neighbour.section is fence.section:
                    self._under[neighbour.order].append(fence)
        for table in document.tables:
            if measured(table):
                self._figures[table.section].append(Exhibit(MEASURE, " | ".join(table.headers)[:120], table.line))
        for statement in document.statements:
            lead = statement.lead
            if lead is not None and lead.block != statement.block and (statement.item is not lead.item or statement.table):
                self._details[lead.order].append(statement)

    def of(self, statement: Statement) -> list[Exhibit]:
        """What a statement itself holds."""
        found = self._held.get(statement.order)
        if found is None:
            found = self.told(statement)
        if statement.order in self._unseen:
            with_sight(statement, found, self._unseen.pop(statement.order))
        return found

    def told(self, statement: Statement) -> list[Exhibit]:
        """What a statement itself holds, but for a value that somebody may have seen."""
        found = self._held.get(statement.order)
        if found is None:
            found, self._unseen[statement.order] = without_sight(statement, self._address(statement))
            self._held[statement.order] = found
            if statement.key.lower() in _REPLIES and _QUOTED.match(statement.value):
                found.append(Exhibit(OUTPUT, statement.text[:120], statement.line, statement))
            if statement.key.lower() in RESULTS and _GIVEN.match(statement.value) and self._commanded(statement):
                found.append(Exhibit(OUTPUT, statement.text[:120], statement.line, statement))
            if _ALL_PASS.match(statement.text) and (count := self._counted_before(statement)):
                found.append(Exhibit(TESTS, count, statement.line, statement))
            elif statement.key.lower() in RESULTS and _COUNTED.search(statement.value):
                # What the fence in front asked for came back.
                found += [
                    Exhibit(QUERY, statement.text[:120], statement.line, statement)
                    for fence in self._under.get(statement.order, ())[:1]
                    if fence.follower is statement
                ]
        return found

    def _lent(self, statement: Statement) -> list[Exhibit]:
        """What a statement holds for others: an open box shows nothing, and the commit that a document stands on nothing that
        was done."""
        if statement.item is not None and statement.item.open:
            return []
        found = self.of(statement)
        if statement.key.lower() in _STANDS_ON:
            return [one for one in found if one.kind != COMMIT]
        return found

    def own(self, statement: Statement) -> list[Exhibit]:
        """What stands in the statement, in the rest of its list item, under it, or directly behind it."""
        found = list(self.of(statement))
        if statement.kind != "sentence":
            return found
        if statement.item is not None:
            found += self._of_item(statement.item, statement)
        elif not marks.ticked(statement.text[:4]):
            # "It is closed", "Both are fixed": what is meant stands before. Else a commit belongs to its sentence.
            meant = self.subject(statement) <= _PRONOUNS
            found += (one for one in self._of_paragraph(statement) if meant or one.kind in _SEEN)
            if (last := self._last_of_paragraph(statement)) is not statement:
                found += (
                    one
                    for fence in self._under.get(last.order, ())[:1]
                    if fence.lead is last
                    for one in self._of_fence(fence)
                    if one.kind in _SEEN
                )
        found += self._vouching(statement, VOUCHING if statement.key else OUTPUTS)
        for fence in self._under.get(statement.order, ())[:_OF_A_KIND]:
            found += self._of_fence(fence)
            if fence.follower is not None and fence.follower is not statement and fence.follower.key.lower() in RESULTS:
                found += self.of(fence.follower)
        return found

    def around(self, statement: Statement) -> list[Exhibit]:
        """What stands around a statement in its section and is about the same subject, or about nothing else."""
        section = statement.section
        if statement.kind == "heading":
            return self.summed(section, deep=section.level > 1)
        found: list[Exhibit] = []
        if section.heading is not None and section.level > 1:
            found += self.of(section.heading)
        lead = introduction(statement) if statement.table is None else statement.lead
        if lead is not None:
            found += self.of(lead)
        if statement.kind == "sentence":
            # What it introduces is its detail: the list or table under it.
            if statement.key.lower() in _CHANGE and statement.item is None:
                found += self._before_and_after(section)
            if statement.introduces:
                found += self._figures.get(section, ())
            for other in self._details.get(statement.order, ())[: 2 * NEAR]:
                found += self.of(other)
            if names_nothing(statement.key) or statement.key.lower() in DETAILS:
                found += self._fields(statement)
            if statement.key.lower() in RATES:
                found += (one for one in self._fields(statement) if one.kind == TESTS)
        return [*found, *self._of_neighbours(statement)]

    def _before_and_after(self, section: Section) -> Iterator[Exhibit]:
        """How the code reads around a change that a field tells: the fences under "Before" and "After"."""
        for fence in section.fences[:_OF_A_KIND]:
            if fence.lead is not None and fence.lead.text.strip("*_: ").lower() in _AROUND_A_CHANGE:
                yield from self._of_fence(fence)

    def changed(self, statement: Statement) -> list[Exhibit]:
        """How the code reads that a section says was changed: the fences behind a sentence that tells of the change."""
        section = statement.section
        if statement.kind == "heading" or section.level <= 1:
            return []
        return [
            one
            for fence in section.fences[:_OF_A_KIND]
            if fence.lead is not None and fence.lead.section is section and _CHANGED.search(fence.lead.text[:LONGEST])
            for one in self._of_fence(fence)
            if one.kind == EXCERPT
        ]

    def committed(self, pushed: Statement) -> list[Exhibit]:
        """The commit that was pushed: in another field of the same thing, or in the item before: "Committed as 7fa31c9"."""
        item, listed = pushed.item, []
        for other in self.document.statements[max(0, pushed.order - 2) : pushed.order] if item is not None else ():
            if item and other.item and other.item.parent is item.parent and "commit" in other.text[:LONGEST].lower():
                listed += self._lent(other)
        named = [
            one
            for one in (self._fields(pushed) if pushed.key else ())
            if one.statement and "commit" in one.statement.key.lower()
        ]
        return [one for one in (*named, *listed) if one.kind == COMMIT]

    def summed(self, section: Section, deep: bool) -> list[Exhibit]:
        """What stands behind a statement that speaks for its whole section, with the subsections when `deep`."""
        found = self._sums.get((section, deep))
        if found is None:
            found = self._sums[section, deep] = _a_few_of_each(self._parts(section.within() if deep else [section]))
        return found

    def subject(self, statement: Statement) -> frozenset[str]:
        """What a statement is about."""
        found = self._subjects.get(statement.order)
        if found is None:
            found = self._subjects[statement.order] = subject_of(statement)
        return found

    def _of_fence(self, fence: Fence) -> list[Exhibit]:
        found = self._fences.get(fence)
        if found is None:
            found = self._fences[fence] = in_fence(fence)
        return found

    def _of_item(self, item: Item, statement: Statement) -> Iterator[Exhibit]:
        if item.statements and item.statements[0] is statement:
            if len(item.children) > 1 and COMMAND.search(statement.raw[:LONGEST]) and _figures_under(item):
                yield Exhibit(OUTPUT, statement.text[:120], statement.line, statement)
            waiting = list(item.children)
            while waiting:
                child = waiting.pop()
                for one in child.statements:
                    yield from self.of(one)
                for fence in child.fences:
                    yield from self._of_fence(fence)
                waiting += child.children
        for fence in item.fences[:_OF_A_KIND]:
            yield from self._of_fence(fence)
        for other in nearest(item.statements, statement.order):
            if other is not statement and other.block == statement.block:
                yield from self.of(other)

    def _commanded(self, result: Statement) -> bool:
        """Whether a command stands right before a field that holds what it gave."""
        return any(
            other.section is result.section and "`" in other.raw and COMMAND.search(other.raw[:LONGEST])
            for other in self.document.statements[max(0, result.order - _STEPS) : result.order]
        )

    def _counted_before(self, statement: Statement) -> str:
        """The tests that the sentence before counts: "12 tests, on two machines. All green."."""
        if not statement.order:
            return ""
        before = self.document.statements[statement.order - 1]
        counted = OF_TESTS.search(before.text[:LONGEST]) if before.block == statement.block else None
        return f"{counted[0]}: {statement.text[:40]}" if counted else ""

    def _address(self, statement: Statement) -> str:
        """The text that names the address of an answer which only says its status."""
        if statement.lead is not None and statement.lead.introduces:
            return statement.lead.raw[:LONGEST]
        if statement.key.lower() in VOUCHING and statement.order:
            return f"{self.document.statements[statement.order - 1].raw[:LONGEST]} {self._host(statement)}"
        if statement.key and statement.order:
            # "Asked: https://…" and in the next field what came back.
            before = self.document.statements[statement.order - 1]
            if before.key and before.section is statement.section and "://" in before.raw:
                return before.raw[:LONGEST]
        return ""

    def _host(self, statement: Statement) -> str:
        """The machine that the heading of a section names."""
        named = HOST.search(statement.section.title)
        return f"https://{named[0]}" if named else ""

    def _of_paragraph(self, statement: Statement) -> Iterator[Exhibit]:
        for step in (-1, 1):
            at = statement.order + step
            while 0 <= at < len(self.document.statements) and abs(at - statement.order) < NEAR:
                other = self.document.statements[at]
                if other.block != statement.block:
                    break
                if not of_another_field(statement, other):
                    yield from self.of(other)
                at += step

    def _last_of_paragraph(self, statement: Statement) -> Statement:
        last = statement
        for other in self.document.statements[statement.order + 1 : statement.order + NEAR]:
            if other.block != statement.block:
                break
            last = other
        return last

    def _vouching(self, statement: Statement, keys: frozenset[str]) -> Iterator[Exhibit]:
        """What the fields behind a field hold that are there to show it: "Site: up", "Response: HTTP/2 200"."""
        for other in self.document.statements[statement.order + 1 : statement.order + 1 + _OF_A_KIND]:
            if other.section is not statement.section or not vouches(other, statement, keys):
                break
            if other.item is not None and statement.item is not None and other.item.parent is not statement.item.parent:
                break
            yield from self.of(other)

    def _fields(self, status: Statement) -> Iterator[Exhibit]:
        """What the other fields of the thing hold whose status it is: "Status: …", "Evidence: …" in one list or paragraph."""
        for step in (1, -1):
            at = status.order + step
            while 0 <= at < len(self.document.statements) and abs(at - status.order) < NEAR:
                other = self.document.statements[at]
                if not beside(status, other):
                    break
                yield from self._lent(other)
                at += step

    def _parts(self, sections: Iterable[Section]) -> Iterator[Exhibit]:
        headings: list[Exhibit] = []
        for section in sections:
            for statement in section.statements:
                yield from self._lent(statement)
            for fence in section.fences:
                yield from self._of_fence(fence)
            headings += self._figures.get(section, ())
            if section.heading is not None:
                headings += self.of(section.heading)
        yield from headings

    def _of_neighbours(self, statement: Statement) -> Iterator[Exhibit]:
        section = statement.section
        index = self._indexed.get(section)
        if index is None:
            holders = [one for one in section.statements if self.of(one)]
            index = self._indexed[section] = Neighbours((one, self.subject(one)) for one in holders)
        for holder in index.about(self.subject(statement), statement.order):
            if holder is statement:
                continue
            apart = siblings(statement, holder)
            about = self.subject(statement)
            for exhibit in self._lent(holder):
                # What a run tested is named beside its count; all else that a sibling holds is its own.
                if apart:
                    counts = exhibit.kind == TESTS and any(word in exhibit.text.lower() for word in about)
                else:
                    counts = (exhibit.kind not in _OF_ITSELF or holder.block == statement.block) and not (
                        exhibit.kind == HTTP and _REFUSAL.search(exhibit.text)
                    )
                if counts:
                    yield exhibit


def _figures_under(item: Item) -> bool:
    """Whether what is listed under a command is what it counted: each a name with a number."""
    firsts = [child.statements[0].text[:LONGEST] for child in item.children if child.statements]
    return len(firsts) > 1 and all(_FIGURE.fullmatch(text) for text in firsts)


def _a_few_of_each(exhibits: Iterable[Exhibit]) -> list[Exhibit]:
    counts: dict[str, int] = defaultdict(int)
    found = []
    for exhibit in exhibits:
        counts[exhibit.kind] += 1
        if counts[exhibit.kind] <= _OF_A_KIND:
            found.append(exhibit)
    return found
