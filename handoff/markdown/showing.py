"""Statements that claim by showing: a run's count, a named test with its outcome, a digest that matches."""

from __future__ import annotations

import re

from handoff.markdown import marks
from handoff.markdown.claims import Candidate
from handoff.markdown.document import Statement
from handoff.markdown.exhibits import HTTP, LOG, MEASURE, NAMED_TEST, OUTPUT, QUERY, RUN, TESTS
from handoff.markdown.grammar import Assertion
from handoff.markdown.keys import EXPLAINING
from handoff.markdown.offers import Offers
from handoff.markdown.purposes import EXPECTATION, INSTRUCTION, LEGEND, LESSON, PLAN, REASON, SYMPTOM
from handoff.markdown.roles import role_of
from handoff.model.expression import expression

_MEANS = {HTTP: "up", TESTS: "test", RUN: "test", NAMED_TEST: "work", QUERY: "done", OUTPUT: "work", LOG: "work"}
_FAILED = expression(
    r"\b(?:fail(?:s|ed|ing|ures?)?|errors?|broke|broken|crash\w*|red|missing|not|no|never|skipped|to do|todo)\b", re.IGNORECASE
)
# Over a list of those that fail.
_FAILING = expression(
    r"\b(?:fail(?:ed|ing|ures)|échou\w+|fehlgeschlagen\w*|fallid[oa]s?|falhas?|fallit[eio]|проваленн\w+)\b|失败|失敗|실패",
    re.IGNORECASE,
)
_NONE_FAILED = expression(
    r"\b(?:0|no|zero)\s(?:\w+\s)?(?:fail(?:s|ed|ing|ures?)?|errors?|skipped|missing|crash\w*)\b", re.IGNORECASE
)
_GOOD = expression(r"\b(?:pass(?:ed|es|ing)?|green|succe\w+|ok|valid|match(?:es|ed)?|clean|retained|returns?)\b", re.IGNORECASE)
# An answer that somebody got, not what an address answers in general.
_ANSWERED = expression(r"\b(?:returned|gave|answered|responded|got)\b", re.IGNORECASE)
_TWO_HUNDRED = expression(r"\b20[0-6]\b")
# Every kind that is looked for here has a digit, a code span, quoted words, or says that two things are alike.
_MAY_SHOW, _MAY_SAY = expression(r"[\d`\"“]"), ("match", "identical", "equal", "count(", "Count(")
_N_OF_N = expression(r"(?<![\w.])(\d[\d,]{0,9})\s?/\s?\1\b")
_EXITED = expression(r"\bexit(?:ed|s)?\b\D{0,16}\b0\b", re.IGNORECASE)
_ALIKE = expression(r"match|identical|equal", re.IGNORECASE)
_SILENT = (PLAN, INSTRUCTION, EXPECTATION, LEGEND, LESSON, SYMPTOM, REASON)


def _went_well(statement: Statement) -> bool:
    """Whether a count is that of tests that passed, and not of those that there are."""
    said = " ".join((statement.raw, *(statement.table.headers if statement.table is not None else ())))
    return any(sign.search(said) for sign in (_GOOD, _N_OF_N, _NONE_FAILED)) or marks.unspaced_done(said) != ""


def shown(statement: Statement, offers: Offers) -> Candidate | None:
    """The claim of a statement that names no status but holds the evidence for one; None when it holds none."""
    if statement.kind == "heading" or statement.quoted or (statement.item is not None and statement.item.open):
        return None
    raw = statement.raw
    if not _MAY_SHOW.search(raw) and not any(map(raw.__contains__, _MAY_SAY)):
        return None
    if role_of(statement.section) in _SILENT:
        return None
    telling = [
        one
        for one in offers.told(statement)
        if one.kind in _MEANS or (one.kind == MEASURE and (_ALIKE.search(one.text) or _EXITED.search(one.text)))
    ]
    if not telling:
        return None
    text = statement.text
    if EXPLAINING.fullmatch(statement.key) or _FAILING.search(statement.section.title):
        return None
    if marks.imperative(text) or marks.WISHED.search(text) or text.lower().startswith("expect"):
        return None
    if _FAILED.search(_NONE_FAILED.sub("", text)) and not any(one.kind == TESTS for one in telling):
        return None
    for exhibit in telling:
        if exhibit.kind == HTTP and not (_ANSWERED.search(text) and _TWO_HUNDRED.search(statement.raw)):
            continue
        if exhibit.kind in (RUN, QUERY) and not _GOOD.search(text):
            continue
        if exhibit.kind == TESTS and not _went_well(statement):
            continue
        if exhibit.kind == NAMED_TEST and len(text.split(None, 6)) < 6:
            continue
        said = Assertion(exhibit.kind, _MEANS.get(exhibit.kind, "work"), f"shown by “{exhibit.text[:60]}”")
        return Candidate(statement, [said], "shown", [f"a {exhibit.kind} is given"], quiet=True)
    return None
