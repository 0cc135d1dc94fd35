"""Which evidence is offered for which claim: of a kind that fits, about the same subject, in the smallest section."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from handoff.markdown.blocks import Document, Fence, Item, Section, Statement
from handoff.markdown.claims import Candidate
from handoff.markdown.evidence import (
    BUILD, CODE_PLACE, COMMAND, COMMIT, EXCERPT, HTTP, IMAGE, LOG, MEASURE, NAMED_TEST, OUTPUT, PATH, PULL, QUERY, RECEIPT,
    REVISION, RUN, TESTS, VERSION, DIGEST, Exhibit, in_fence, in_statement, measured,
)  # fmt: skip
from handoff.markdown.exclusions import introduction
from handoff.markdown.grammar import Assertion
from handoff.markdown.words import (
    ACTS,
    AUXILIARIES,
    CHANGES,
    COPULAS,
    DETERMINERS,
    MODALS,
    NEGATIONS,
    OUTCOMES,
    PREPOSITIONS,
    STATES,
    VERBS,
    WELL,
)

# What counts as evidence for what; what is not listed does not count.
NEEDS: dict[str, frozenset[str]] = {
    "any": frozenset(
        {COMMIT, PULL, RUN, BUILD, IMAGE, OUTPUT, QUERY, TESTS, LOG, EXCERPT, CODE_PLACE, RECEIPT, REVISION, MEASURE, NAMED_TEST, HTTP}
    ),
    "done": frozenset({COMMIT, PULL, RUN, BUILD, IMAGE, OUTPUT, QUERY, TESTS, LOG, EXCERPT, CODE_PLACE, RECEIPT, REVISION, MEASURE, NAMED_TEST}),
    "fix": frozenset({COMMIT, PULL, EXCERPT, CODE_PLACE, TESTS, OUTPUT, NAMED_TEST}),
    "merge": frozenset({COMMIT, PULL}),
    "deploy": frozenset({BUILD, REVISION, IMAGE, RECEIPT, OUTPUT, DIGEST}),
    "build": frozenset({OUTPUT, RUN, BUILD, IMAGE, LOG, TESTS}),
    "up": frozenset({HTTP, OUTPUT, LOG, QUERY, MEASURE}),
    "work": frozenset({OUTPUT, TESTS, QUERY, MEASURE, LOG, RECEIPT, EXCERPT, NAMED_TEST, RUN}),
    "ready": frozenset({OUTPUT, QUERY, LOG}),
    "test": frozenset({TESTS, RUN, OUTPUT, NAMED_TEST, LOG}),
    "resolve": frozenset({COMMIT, PULL, OUTPUT, QUERY, LOG, MEASURE, TESTS, CODE_PLACE, EXCERPT}),
    "absent": frozenset({OUTPUT, QUERY, LOG, TESTS, MEASURE, RUN}),
    "exist": frozenset({PATH, EXCERPT, COMMIT, CODE_PLACE}),
}  # fmt: skip
_HEALTH = re.compile(r"health|/ping|/status|/ready|/live|heartbeat|homepage|\bup\b", re.IGNORECASE)


@dataclass(slots=True, eq=False)
class Link:
    """A claim with the evidence that counts for it, what comes near without counting, and the part that lacks any."""

    candidate: Candidate
    offered: list[Exhibit] = field(default_factory=list)
    near: list[tuple[Exhibit, str]] = field(default_factory=list)
    lacking: list[Assertion] = field(default_factory=list)
    against: str = ""

    @property
    def supported(self) -> bool:
        """Whether every part of the claim has evidence that counts."""
        return not self.lacking


class Evidence:
    """All the evidence of a document, found once, by statement and by section."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.of_statement: dict[int, list[Exhibit]] = {}
        self.by_section: dict[int, list[Exhibit]] = defaultdict(list)
        self.by_block: dict[int, list[Exhibit]] = defaultdict(list)
        self.of_fence: dict[int, list[Exhibit]] = {}
        for statement in document.statements:
            found = in_statement(statement)
            if found:
                self.of_statement[statement.order] = found
                self.by_block[statement.block] += found
                if statement.kind != "heading":
                    self.by_section[id(statement.section)] += found
        self.figures: dict[int, list[Exhibit]] = defaultdict(list)
        for table in document.tables:
            if measured(table):
                self.figures[id(table.section)].append(Exhibit(MEASURE, " | ".join(table.headers), table.line))
        for fence in document.fences:
            found = in_fence(fence)
            self.of_fence[id(fence)] = found
            self.by_section[id(fence.section)] += found

    def of(self, statement: Statement) -> list[Exhibit]:
        """What a statement itself holds."""
        return self.of_statement.get(statement.order, [])

    def within(self, section: Section, deep: bool) -> list[Exhibit]:
        """What a section holds, with its subsections when `deep`."""
        if not deep:
            return self.by_section.get(id(section), [])
        return [one for part in section.within() for one in self.by_section.get(id(part), ())]

    def summed(self, section: Section, deep: bool) -> list[Exhibit]:
        """What stands behind a statement that speaks for the whole section: also its tables of figures and subheadings."""
        found = list(self.within(section, deep))
        for part in section.within() if deep else (section,):
            found += self.figures.get(id(part), ())
            if part.heading is not None:
                found += self.of(part.heading)
        return found


def link(candidate: Candidate, evidence: Evidence) -> Link:
    """The evidence for one claim, part by part."""
    statement = candidate.statement
    result = Link(candidate)
    own = _own(statement, evidence)
    around = _around(statement, evidence)
    for part in candidate.assertions:
        kinds = NEEDS[part.need]
        fitting = [one for one in own if one.kind in kinds and _fits(part, one)]
        fitting = fitting or [one for one in around if one.kind in kinds and _fits(part, one)]
        if fitting:
            result.offered += [one for one in fitting[:3] if one not in result.offered]
        else:
            result.lacking.append(part)
    if result.lacking:
        for one in own:
            if one.kind not in (PATH, COMMAND, VERSION) and one not in result.offered:
                result.near.append((one, _why_not(one, result.lacking[0])))
    return result


def _fits(part: Assertion, exhibit: Exhibit) -> bool:
    return True


def _own(statement: Statement, evidence: Evidence) -> list[Exhibit]:
    """What stands in the statement, in the rest of its list item, under it, or directly behind it."""
    found = list(evidence.of(statement))
    item = statement.item
    if statement.kind == "sentence":
        if item is not None:
            found += _of_item(item, statement, evidence)
        for fence in statement.section.fences:
            if fence.lead is statement:
                found += evidence.of_fence[id(fence)]
    return found


def _of_item(item: Item, statement: Statement, evidence: Evidence) -> list[Exhibit]:
    found: list[Exhibit] = []
    if item.statements and item.statements[0] is statement:
        waiting = list(item.children)
        while waiting:
            child = waiting.pop()
            for one in child.statements:
                found += evidence.of(one)
            for fence in child.fences:
                found += evidence.of_fence[id(fence)]
            waiting += child.children
    for fence in item.fences:
        found += evidence.of_fence[id(fence)]
    for other in item.statements:
        if other is not statement and other.block == statement.block:
            found += evidence.of(other)
    return found


def _around(statement: Statement, evidence: Evidence) -> list[Exhibit]:
    section = statement.section
    if statement.kind == "heading":
        deep = not (section.level == 1 or section.parent is None)
        return evidence.summed(section, deep)
    found: list[Exhibit] = evidence.of(section.heading)[:] if section.heading is not None and section.level > 1 else []
    if (
        statement.item is None
        and statement.table is None
        and section.level > 1
        and section.statements[0].block == statement.block
    ):
        # What sums up a section at its beginning stands on all that the section holds.
        if _SUMS_UP.search(statement.text):
            return evidence.summed(section, deep=True)
    lead = introduction(statement) if statement.table is None else statement.lead
    if lead is not None:
        found += evidence.of(lead)
    if statement.text.rstrip("*_ ").endswith((":", "：")):
        # It introduces what follows it: the list or table under it is its detail.
        found += evidence.figures.get(id(section), [])
        for other in section.statements:
            if other.lead is statement and other.block != statement.block:
                found += evidence.of(other)
    subject = subject_of(statement)
    for exhibit in evidence.within(section, deep=False):
        holder = exhibit.statement
        if holder is statement or exhibit.kind == NAMED_TEST or (holder is not None and _siblings(statement, holder)):
            continue
        about = subject_of(holder) if holder is not None else frozenset()
        if holder is not None and holder.block == statement.block and (about & subject or not about):
            found.append(exhibit)
        elif (holder is not None and not about) or len(about & subject) >= 1:
            found.append(exhibit)
    return found


_SUMS_UP = re.compile(r"\b(?:all|every|both|everything|whole)\b", re.IGNORECASE)


def _siblings(one: Statement, other: Statement) -> bool:
    """Two items of one list, or two rows of one table: each speaks of a thing of its own."""
    if one.table is not None or other.table is not None:
        return one.table is other.table
    if one.item is None or other.item is None or one.item is other.item:
        return False
    return one.item.parent is other.item.parent and bool(subject_of(other))


_HEX = re.compile(r"(?=.*\d)[0-9a-f]{7,}")
_WORD = re.compile(r"(?<!\w)[^\W\d_][\w.-]{2,}")
_COMMON = (
    frozenset(
        """test tests testing result results suite total passed build builds deploy deployment release status fix fixes commit commits
    run runs code file files change changes new all now log logs output command commands query verification verified check checks
    section see line lines report service services system systems data update version branch main time date work session phase
    step steps issue issues the and for with from that this was were are has have not but its into after before via using per
    during then than them they their his her our your you will can also only each both more most some any one two three first last
    sha hash message url ref tag title author number successfully correctly expected count latest state link pull request evidence yes none""".split()
    )
    | frozenset(ACTS)
    | frozenset(STATES)
    | frozenset(VERBS)
    | WELL
    | CHANGES
    | frozenset(OUTCOMES)
    | NEGATIONS
    | MODALS
    | COPULAS
    | DETERMINERS
    | PREPOSITIONS
    | AUXILIARIES
)


def subject_of(statement: Statement) -> frozenset[str]:
    """The words that say what a statement is about: no status words, no filler."""
    found = set()
    for word in _WORD.findall(statement.raw.lower()):
        word = word.strip("._-")
        if word in _COMMON or len(word) < 3 or _HEX.fullmatch(word):
            continue
        if word.endswith("s") and len(word) > 4 and not word.endswith("ss"):
            word = word[:-1]
        found.add(word)
    return frozenset(found)


_SHOWS = {
    COMMIT: "a commit shows a change", PULL: "a pull request shows a change", BUILD: "a build shows what was built",
    REVISION: "a revision shows a roll-out", IMAGE: "an image shows what was built", HTTP: "an HTTP answer shows that it is up",
    TESTS: "test counts show that tests pass", RUN: "a CI run shows that its jobs passed", MEASURE: "a measured value shows what it measures",
}  # fmt: skip
_WANTED = {
    "any": "that it is done",
    "done": "that it is done", "fix": "that it is fixed", "merge": "that it was merged", "deploy": "that it is deployed",
    "build": "that it builds", "up": "that it is up", "work": "that it works", "ready": "that it is ready", "test": "that tests pass",
    "resolve": "that it is resolved", "absent": "that there are none", "exist": "that it exists",
}  # fmt: skip


def _why_not(exhibit: Exhibit, part: Assertion) -> str:
    return f"{_SHOWS.get(exhibit.kind, f'a {exhibit.kind} is there')}, not {_WANTED[part.need]}"


def all_fences(sections: Iterable[Section]) -> list[Fence]:
    """Every fence of some sections."""
    return [fence for section in sections for fence in section.fences]
