"""JUnit XML, read back by junitparser and held against the shape that readers agree on."""

from __future__ import annotations

from pathlib import Path

import pytest
import xmlschema
from hypothesis import given, settings
from hypothesis import strategies as st
from junitparser import Error, Failure, JUnitXml, Skipped, TestCase

from handoff.model.judgement import Checked
from handoff.report import Options, Unread, report
from tests.report.samples import AS_OF, CLEAN, FINDINGS, HOSTILE, checked, finding, verdict

SHAPE = xmlschema.XMLSchema(str(Path(__file__).with_name("junit.xsd")))


def _cases(documents: list[Checked], options: Options = Options()) -> dict[str, TestCase]:  # noqa: B008 - frozen
    text = report("junit", documents, AS_OF, options)
    SHAPE.validate(text)
    return {case.name: case for suite in JUnitXml.fromstring(text.encode()) for case in suite}


def _kind(case: TestCase) -> type | None:
    return type(case.result[0]) if case.result else None


def test_each_verdict_has_its_outcome() -> None:
    """Supported passes, refuted fails, inconclusive is an error, unsupported and not-applicable are skipped."""
    cases = _cases([checked(findings=())])
    assert {name.split()[0]: _kind(case) for name, case in cases.items()} == {
        "page-answers": None,
        "worker-works": Error,
        "all-done": Failure,
        "scrapers-fixed": Skipped,
        "old-portal": Skipped,
    }


def test_strict_fails_what_is_unsupported_and_warnings() -> None:
    """With --strict nothing behind a claim is a failure, and so is a warning; a note and a waived finding are not."""
    outcomes = {name.split()[0]: _kind(case) for name, case in _cases([checked()], Options(strict=True)).items()}
    assert outcomes["scrapers-fixed"] is Failure
    assert outcomes["unpinned-revision"] is Failure
    assert outcomes["no-owner"] is Skipped
    assert outcomes["mis-decoded"] is Skipped


def test_findings_that_tell_of_no_verdict_are_cases_too() -> None:
    """An error fails; a warning is skipped and its message can be read. What a claim's own case says is not said twice."""
    more = (
        *FINDINGS,
        finding("open-items", "error", 30, "2 boxes are open", subject="all-done"),
        finding("hedged-tick", "info", 30, "a tick beside “likely”", subject="all-done"),
    )
    cases = {name.split()[0]: case for name, case in _cases([checked(findings=more)]).items()}
    assert "over-claim" not in cases
    assert "irrelevant-level" not in cases
    assert _kind(cases["all-done"]) is Failure
    assert "open-items (error): 2 boxes are open" in cases["all-done"].result[0].text
    assert _kind(cases["hedged-tick"]) is Skipped
    assert _kind(cases["unpinned-revision"]) is Skipped
    assert "names no revision" in cases["unpinned-revision"].result[0].message


def test_a_reason_says_where_why_and_what_would_help() -> None:
    """The body holds path and line, the author's words, why, and what would support the claim."""
    body = {name.split()[0]: case for name, case in _cases([checked()]).items()}["worker-works"].result[0].text
    assert "session.yaml:21: The words of worker-works" in body
    assert "health-200 shows live" in body
    assert "would support: `handoff run" in body


def test_a_rule_that_is_an_error_here_fails_the_claim_that_it_tells() -> None:
    """A project may call a claim without evidence an error; its case is then no pass that nobody sees."""
    louder = finding("no-evidence", "error", 40, "“The words of scrapers-fixed”: nothing is cited", subject="scrapers-fixed")
    cases = {name.split()[0]: case for name, case in _cases([checked(findings=(louder,))]).items()}
    assert _kind(cases["scrapers-fixed"]) is Failure
    assert len(cases) == 5


def test_counts_add_up() -> None:
    """What suites and the root say is what they hold."""
    text = report("junit", [checked(), CLEAN], AS_OF, Options(unread=(Unread(path="bad.md", problems=("bad.md:1:1: no",)),)))
    SHAPE.validate(text)
    read = JUnitXml.fromstring(text.encode())
    assert (read.tests, read.failures, read.errors) == (10, 1, 2)
    for suite in read:
        cases = list(suite)
        assert suite.tests == len(cases)
        assert suite.failures == sum(_kind(case) is Failure for case in cases)
        assert suite.errors == sum(_kind(case) is Error for case in cases)
        assert suite.skipped == sum(_kind(case) is Skipped for case in cases)


def test_a_document_that_cannot_be_read_is_an_error() -> None:
    """It is no silent absence: one case, with every place that is wrong."""
    lost = Unread(path="bad.md", problems=("bad.md:1:1: empty", "bad.md:2:1: more"))
    case = _cases([], Options(unread=(lost,)))["can be read"]
    assert _kind(case) is Error
    assert "bad.md:2:1: more" in case.result[0].text


def test_a_waived_refutation_does_not_fail() -> None:
    """Somebody answers for it: the case is skipped and says who; one finding that stands keeps the failure."""
    waived = finding("over-claim", "error", 30, "7 of 11", subject="all-done", waived="Ana: known, until 2026-12-31")
    stands = finding("open-items", "error", 30, "open", subject="all-done")
    case = _cases([checked(findings=(waived,))])["all-done (session: complete 95 %)"]
    assert _kind(case) is Skipped
    assert "refuted" in case.result[0].message
    assert "Ana" in case.result[0].message
    assert _kind(_cases([checked(findings=(waived, stands))])["all-done (session: complete 95 %)"]) is Failure


@given(st.text())
@settings(max_examples=60)
def test_any_text_is_legal_xml(text: str) -> None:
    """Control characters, noncharacters and markup in a record cannot break the file."""
    document = checked(
        (verdict("x", "refuted", 3, text=text, why=(text,)),), (finding("r", "error", 1, text, hint=text),), title=text
    )
    assert len(_cases([document])) == 2


@pytest.mark.parametrize("text", [HOSTILE, "]]>", "\ufffe\uffff", "\x0b\x0c", "&lt;"])
def test_markup_in_a_record_stays_text(text: str) -> None:
    """What a reader shows is what the record holds, with hidden characters spelled out."""
    body = _cases([checked((verdict("x", "refuted", 3, why=(text,)),), ())])["x (worker: functional)"].result[0].text
    printable = "".join(char for char in text if char.isprintable() or char == "\n")
    assert all(part in body for part in printable.split())
