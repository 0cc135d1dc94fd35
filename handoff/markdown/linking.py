"""Which evidence is offered for which claim: of a kind that fits, about the same subject, in the smallest section."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from handoff.markdown import measures, patterns
from handoff.markdown.claims import Candidate
from handoff.markdown.document import Statement
from handoff.markdown.evidence import file_of
from handoff.markdown.exhibits import (
    CODE_PLACE,
    COMMIT,
    HTTP,
    LOG,
    MEASURE,
    OUTPUT,
    QUERY,
    SIGHT,
    TESTS,
    Exhibit,
)
from handoff.markdown.grammar import Assertion
from handoff.markdown.identity import other_code
from handoff.markdown.keys import RATES
from handoff.markdown.kinship import siblings
from handoff.markdown.needs import NEEDS, SHOWS, WANTED
from handoff.markdown.observed import looked, looked_under
from handoff.markdown.offers import Offers
from handoff.markdown.refusals import BELIED, expects_refusal
from handoff.markdown.runs import partly
from handoff.markdown.sentences import CODE
from handoff.markdown.tokens import LONGEST, words_in
from handoff.markdown.words import ACTS, CHANGES, LOOKED
from handoff.model.expression import expression

# What a count of tests elsewhere in the section shows; a fix or a finished piece of work needs a test of its own.
_TESTABLE = frozenset({"test", "work", "look", "any", "absent", "count"})
# What an output shows by what answered it.
_OF_WHAT_ANSWERS = BELIED | {"deploy"}
# Shipped to a branch is merged.
_LANDED = expression(
    r"\b(?:shipped|released|landed|pushed)\b[\s*]{1,4}(?:(?:on|to|in|into)\s+`?(?:main|master|trunk|develop)\b"
    r"|(?:(?:in|via|as|with|by|through)\s)?\(?(?:PRs?|MRs?|pull requests?)\s[#!]?\d)",
    re.IGNORECASE,
)
_COMMIT_LED = expression(r"\W{0,6}(?=[a-f]{0,20}\d)[0-9a-f]{7,40}\b\W{1,8}")
_FROM_COMMIT = expression(
    r"\b(?:restor\w{1,3}|restaur\w{2,4}|revert\w{0,3}|recover\w{0,3}|wiederhergestellt|rétabli\w{0,2}|ripristinat\w)\b(?:[^.;|\n]|\.(?=\w)){0,80}?"
    r"\b(?:from|to|desde|aus|depuis|da|do|из)\s(?:the )?(?:commit\s)?`?(?=[a-f]{0,20}\d)[0-9a-f]{7,40}\b",
    re.IGNORECASE,
)
# What a look was at, when it was at the state of the repository.
_HISTORY = expression(
    r"\b(?:commits?|hash(?:es)?|branch(?:es)?|pushed|push|git|rebased?|merges?|prs?|pull requests?|cherry-pick\w*|diff)\b",
    re.IGNORECASE,
)
# What answers over HTTP, and the words that say no more than that it does.
_ADDRESS = expression(
    r"\b(?:endpoints?|routes?|pages?|sites?|website|urls?|probes?|webhooks?|redirects?|requests?|homepage)\b|https?://",
    re.IGNORECASE,
)
_PHRASES = frozenset({"created", "accepted"})
_PHRASED = expression(r"\b20[12] (?:created|accepted)\b", re.IGNORECASE)
_LOOKED_AT = expression(r"\W{1,4}(?:\w{1,20}\W{1,3}){0,2}(?:`(?:[A-Z]{3,7} )?/|https?:)")
_PATH = expression(r"\W{0,4}(?:[A-Z]{3,7} )?(?:https?:/)?/[\w{:-]")
_ANSWERS = frozenset(
    {"works", "work", "working", "worked", "accessible", "reachable", "responding", "responsive", "respond", "responds",
     "passed", "pass", "passes", "passing", "ok", "functional", "operational", "functioning", "successfully", "successful"}
)  # fmt: skip
_VERDICTS = frozenset({"pass", "passed", "passes"})
_OF_TESTS = expression(r"\b(?:tests?|testing|specs?|suites?|checks?|ci|lint|build|cases?|assertions)\b", re.IGNORECASE)
# A run that passes now and did not before.
_BEFORE = expression(
    r"\b(?:was|were|from|previously|before|up from|down from|formerly)\s+(?:at\s+|only\s+)?[~`*]{0,3}\d|\d\s?(?:→|->|=>)\s?\d",
    re.IGNORECASE,
)
# What a tick may stand beside that no test shows.
_BEYOND_TESTS = expression(
    r"\b(?:confidence|readiness|production|deploy(?:ment|ed|s)?|launch|uptime|availability|health)\b", re.IGNORECASE
)
# Tests that failed, and were mended themselves.
_FAILING_TESTS = expression(
    r"\b(?:failing|failed|flaky|broken|red)\s(?:[\w-]{1,20}\s){0,3}?(?:tests?|specs?|suites?)\b"
    r"|\b(?:tests?|specs?) (?:failures?|flakes?)\b",
    re.IGNORECASE,
)
# What was made is there; what was done to a file that was there before is another matter.
_NEW = expression(
    r"\b(?:new|created?|creation|added|additions|written|wrote|generated|produced|deliverables?|création|créés?|creación|creados?"
    r"|criação|criados?|creazione|creati|angelegt|erstellt|создан\w{0,2})\b|新建|新增|创建|作成|สร้าง",
    re.IGNORECASE,
)
_MADE = frozenset({"created", "added", "written", "wrote", "generated"})
_CHANGED = (ACTS.keys() | CHANGES) - {"created", "written", "generated"}
_SUMS_UP = expression(r"\b(?:all|every|both|everything|whole|complete|completed)\b", re.IGNORECASE)
_NAMED_TESTS = expression(r"\b(?:tests|specs|suites)\b", re.IGNORECASE)
_EVIDENCE = expression(
    r"\W{0,6}(?:evidence|proof|observed|observations?|nachweis|evidencias?|preuves?|prove)\W{0,6}", re.IGNORECASE
)
_COMMIT_OVER = expression(r"\W{0,6}commit\b(?: #?\d{1,3}\b)?\W{1,6}(?:\ue000|[0-9a-f]{7})", re.IGNORECASE)
_PUSHED = expression(r"\W{0,6}(?:changes |all changes |everything )?pushed\b", re.IGNORECASE)
_STATUS = frozenset({"status", "state", "current status", "overall status"})
# How far into a section another status is looked for.
_FIELDS = 60
# How many subsections of a heading that counts them are asked for their evidence.
_PARTS = 40
# How many tables of a section are asked whether a sum stands on them.
_TABLES = 8
_COUNTS_UP = expression(r"\b(\d{1,4})\s?(?:/|of|out of)\s?\1\b")


@dataclass(slots=True, eq=False)
class Link:
    """A claim with the evidence that counts for it, what comes near without counting, and the part that lacks any."""

    candidate: Candidate
    offered: list[Exhibit] = field(default_factory=list)
    near: list[tuple[Exhibit, str]] = field(default_factory=list)
    lacking: list[Assertion] = field(default_factory=list)

    @property
    def supported(self) -> bool:
        """Whether every part of the claim has evidence that counts."""
        return not self.lacking


def link(candidate: Candidate, offers: Offers) -> Link:
    """The evidence for one claim, part by part."""
    statement = candidate.statement
    result = Link(candidate)
    own = offers.own(statement)
    around: list[Exhibit] | None = None
    for part in candidate.assertions:
        need = "any" if part.need == "count" and _one_by_one(statement, offers) else _needed(part, statement)
        kinds = NEEDS[need]
        fitting = [
            one
            for one in own
            if (one.kind in kinds and not _of_a_run_that_fell_short(one, need, statement))
            or (need == "verdict" and one.kind == HTTP and one.statement is statement)
        ]
        if not fitting:
            around = _around(statement, offers) if around is None else around
            fitting = [one for one in around if one.kind in kinds and _tells(one, need, statement)]
        if part.need in _OF_WHAT_ANSWERS:
            fitting = [one for one in fitting if not _denied(one, statement)]
        if not fitting and need == "merge" and (statement.key or _PUSHED.match(statement.text[:LONGEST])):
            fitting = offers.committed(statement)
        if not fitting and need == "fix" and statement.item is None:
            fitting = offers.changed(statement)
        if not fitting and (part.word in LOOKED or part.word in _VERDICTS or (part.word == "ok" and statement.table)):
            # Verified by reading, or passed in a review: the place that was read shows it.
            fitting = [one for one in own if one.kind == CODE_PLACE and one.statement is statement]
        if not fitting and _names_a_file(part, candidate) and (named := file_of(statement)) is not None:
            fitting = [named]
        if fitting:
            result.offered += [one for one in fitting[:3] if one not in result.offered]
        else:
            result.lacking.append(part)
    if result.lacking:
        wanted = WANTED[result.lacking[0].need]
        of_what_answers = result.lacking[0].need in _OF_WHAT_ANSWERS
        for one in own:
            if one not in result.offered:
                denied = _denied(one, statement) if of_what_answers else ""
                result.near.append((one, denied or f"{SHOWS[one.kind]}, not {wanted}"))
    return result


def _denied(one: Exhibit, statement: Statement) -> str:
    """Why what answered shows nothing of what is claimed: it refused, or it was other code."""
    if one.refused and not expects_refusal(statement):
        return "what came back says that it is down or refuses"
    other = other_code(one, statement)
    return f"what came back names another commit, {other}" if other else ""


def _needed(part: Assertion, statement: Statement) -> str:
    """The class of evidence that a part wants, where what it speaks of says more than its word does."""
    raw = statement.raw[:LONGEST]
    if statement.key.lower() in RATES:
        return "test"
    if part.need == "test" and part.word in _VERDICTS and not _OF_TESTS.search(_clause(part, statement)):
        # "The list scrolls: PASS" is the verdict on what it names, and no word about tests.
        return "answer" if statement.table is not None and _is_address(part, statement, raw) else "verdict"
    if part.word in _PHRASES and _PHRASED.search(raw):
        # "201 Created" is an answer.
        return "answer"
    if part.need == "deploy" and _LANDED.search(raw):
        return "merge"
    if part.need == "work" and _FROM_COMMIT.search(raw):
        # What was taken back from a commit is a change of the code.
        return "any"
    if part.need in ("work", "resolve") and (led := _COMMIT_LED.match(raw)) and raw.lower().startswith(part.word, led.end()):
        # What stands behind a commit is what it did.
        return "any"
    if (
        part.need in ("work", "count")
        and _sums_a_table_up(statement)
        and any(one.proves for one in statement.section.tables[:_TABLES])
    ):
        return "any"
    if part.need == "work":
        if part.word in LOOKED and _at_an_address(part.word, raw):
            return "answer"
        if part.word in LOOKED and _HISTORY.search(statement.text[max(part.start, part.at - 60) : part.end or None]):
            return "history"
        if part.word in _ANSWERS and _is_address(part, statement, raw):
            return "answer"
        if part.word in LOOKED or part.word in _VERDICTS:
            return "look"
    return part.need


def _one_by_one(heading: Statement, offers: Offers) -> bool:
    """Whether a heading counts what its subsections tell of, each with evidence of its own: "3/3 bugs fixed"."""
    counted = _COUNTS_UP.search(heading.text) if heading.kind == "heading" else None
    parts = heading.section.children[:_PARTS] if counted else ()
    return counted is not None and len(parts) == int(counted[1]) > 1 and all(offers.summed(part, deep=True) for part in parts)


def _clause(part: Assertion, statement: Statement) -> str:
    """The words among which a part stands; a heading, a row and a field speak as a whole."""
    whole = statement.kind != "sentence" or statement.key
    return statement.text if whole else statement.text[part.start : part.end or None]


def _sums_a_table_up(statement: Statement) -> bool:
    """Whether it says "6/6" beside a table."""
    alone = statement.kind == "sentence" and statement.item is None and statement.section.level > 1
    return alone and bool(statement.section.tables) and _COUNTS_UP.search(statement.text) is not None


def _at_an_address(word: str, raw: str) -> bool:
    """Whether an address stands behind the word for a look: "Confirmed `/berths` …"."""
    begin = raw.lower().find(word)
    return begin >= 0 and _LOOKED_AT.match(raw, begin + len(word)) is not None


def _is_address(part: Assertion, statement: Statement, raw: str) -> bool:
    """Whether what is said to work is an address: that is named in the same clause, or stands in code before the word."""
    if _ADDRESS.search(_clause(part, statement)):
        return True
    if any(_PATH.match(cell) for cell in statement.raw_cells):
        return True
    return re.search(rf"`(?:[A-Z]{{3,7}} )?/[^`\n]{{0,200}}`\s+{re.escape(part.word)}\b", raw, re.IGNORECASE) is not None


def _names_a_file(part: Assertion, candidate: Candidate) -> bool:
    """Whether a part says no more than that there is a file now: a tick before its name, or that it was made."""
    statement = candidate.statement
    if statement.kind == "heading" or len(candidate.assertions) > 1:
        return False
    raw = statement.raw[:LONGEST]
    if part.need in ("any", "done") and any(patterns.MADE_IN_CELL.fullmatch(cell[:LONGEST]) for cell in statement.raw_cells):
        return True
    if (part.need == "any" or part.word in _VERDICTS) and patterns.FILE_IS_THERE.match(raw):
        return True
    listed = (
        part.need == "any" and candidate.mark == "tick" and _NEW.search(f"{statement.section.title} {statement.text[:LONGEST]}")
    )
    if part.word not in _MADE and not listed:
        return False
    before, _, _ = statement.text.partition(CODE)
    words = words_in(statement.text)
    made = any(word in _MADE for word in words_in(before)[:1])
    return _CHANGED.isdisjoint(words[1:] if made else words)


def _tells(one: Exhibit, need: str, statement: Statement) -> bool:
    """Whether what stands elsewhere in the section tells of a claim, as a count of tests and a value that was seen may not.

    A value under a heading, or in a row under a sentence, was seen for it when it is the verdict of a look. A fix or a finished
    piece of work needs a test of its own, or one that failed before; a heading's whole section is its own.
    """
    in_a_row = one.statement is not None and one.statement.table is not None and statement.table is None
    if one.kind == SIGHT and (statement.kind == "heading" or in_a_row):
        return looked(statement.text) or (one.statement is not None and looked_under(one.statement))
    if one.kind == MEASURE and statement.kind == "heading" and one.statement is not None and measures.ASSIGNED.search(one.text):
        # In a description a name has its value as well.
        return looked(statement.text) or looked(one.statement.text) or looked_under(one.statement)
    if one.kind != TESTS:
        return True
    if _of_a_run_that_fell_short(one, need, statement):
        return False
    if need in ("fix", "done", "resolve") and _FAILING_TESTS.search(statement.text[:LONGEST]):
        return True
    if need == "any" and statement.kind == "heading" and _BEYOND_TESTS.search(statement.text[:LONGEST]):
        return False
    if (
        need in _TESTABLE
        or statement.kind == "heading"
        or (need == "done" and (statement.item is None or (statement.key.lower() in _STATUS and _only_status(statement))))
    ):
        return True
    return need in ("fix", "done", "resolve") and one.statement is not None and bool(_BEFORE.search(one.statement.text))


def _of_a_run_that_fell_short(one: Exhibit, need: str, statement: Statement) -> bool:
    """Whether a count beside a claim that something is finished tells of tests that did not pass."""
    if one.kind != TESTS or need not in ("done", "resolve", "fix") or one.statement is None or one.statement is statement:
        return False
    return partly(one.statement.raw[:LONGEST])


def _only_status(status: Statement) -> bool:
    """Whether no other field of its section says how something stands."""
    fields = (one for one in status.section.statements[:_FIELDS] if one.key.lower() in _STATUS)
    return next(fields, None) is status and next(fields, None) is None


def _under_its_lead(statement: Statement, offers: Offers) -> list[Exhibit] | None:
    """What an item is told of by the line over its list, though no colon leads to it."""
    lead, section, text = statement.lead, statement.section, statement.text[:LONGEST]
    if statement.item is None or lead is None or lead.section is not section:
        return None
    if _NAMED_TESTS.search(text):
        # Some tests of the run that stands over their list.
        return [one for one in offers.of(lead) if one.kind == TESTS]
    if _COMMIT_OVER.match(lead.text[:LONGEST]):
        # What is listed under a commit is what it did.
        return [one for one in offers.of(lead) if one.kind == COMMIT]
    if _EVIDENCE.fullmatch(lead.text[:LONGEST]):
        # What a section lists as its evidence was read off what came back in it.
        return [one for one in offers.summed(section, deep=False) if one.kind in (OUTPUT, QUERY, LOG)]
    return None


def _around(statement: Statement, offers: Offers) -> list[Exhibit]:
    section = statement.section
    if (under := _under_its_lead(statement, offers)) is not None:
        return [*offers.around(statement), *under]
    alone = statement.kind == "sentence" and statement.item is None and section.level > 1
    before = (statement.lead is not None and statement.lead.introduces) or statement is next(iter(section.statements), None)
    listed = before and statement.kind == "sentence" and statement.item is not None and statement.item.parent is None
    if (alone or (listed and section.level > 1)) and statement.key.lower() in _STATUS and _only_status(statement):
        # How the thing stands that the section is about.
        return [*offers.around(statement), *offers.summed(section, deep=False)]
    if section.level > 1 and _FAILING_TESTS.search(statement.text[:LONGEST]):
        # The run that its section tells of is theirs.
        return [*offers.around(statement), *(one for one in offers.summed(section, deep=False) if one.kind == TESTS)]
    first = alone and section.statements[0].block == statement.block and _SUMS_UP.search(statement.text)
    # One of several ticked lines speaks for itself.
    if first and any(siblings(statement, other) for other in section.statements[:_FIELDS] if other is not statement):
        first = None
    if first or _sums_a_table_up(statement):
        # What sums up a section at its beginning stands on all that the section holds.
        return offers.summed(section, deep=True)
    return offers.around(statement)
