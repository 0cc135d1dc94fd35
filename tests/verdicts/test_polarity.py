"""Which outputs speak of a failure, and which only use its words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from handoff.model.claim import Exhibit
from handoff.model.events import Bug, Evidence
from handoff.verdicts.discrimination import broken_like_this
from handoff.verdicts.polarity import failure_in, passed


@pytest.mark.parametrize(
    "output",
    [
        "LINE QUALITY VALIDATION FAILED",
        "2026-01-20 12:00:01 ERROR could not connect",
        "tests/test_cart.py::test_total FAILED",
        "fine\nTraceback (most recent call last):\n  File",
        "panic: runtime error",
        "[ERROR] build broke",
    ],
)
def test_an_output_that_says_that_something_failed(output: str) -> None:
    """The line that says so is given back, to be shown."""
    assert failure_in(output) in output
    assert failure_in(output)


@pytest.mark.parametrize(
    "output",
    [
        "",
        "12 passed, 0 FAILED",
        "FAILED: 0",
        "ERRORS = 0",
        "no ERROR in the log",
        "gcloud logging read 'severity>=ERROR'",
        'severity="ERROR" AND resource.type=x',
        "# If FAILED, run it again",
        "retry on FAILURE",
        "-- ERROR rows are skipped",
        "the failed attempt was repeated",
        "stored\nread back\n# FAILED, if the disk is full\nall well",
        "\n# FAILED, if the disk is full",
    ],
)
def test_an_output_that_only_uses_the_word(output: str) -> None:
    """Queries, comments, conditions and counts of nothing are no failures."""
    assert failure_in(output) == ""


@pytest.mark.parametrize(
    ("output", "line"),
    [
        ("one\n  two FAILED here\nthree\nfour", "two FAILED here"),
        ("FAILED at once\nthen", "FAILED at once"),
        ("0 FAILED\nthen ERROR came", "then ERROR came"),
        ("all well, then FAILED", "all well, then FAILED"),
        ("0 FAILED, 1 ERROR", "0 FAILED, 1 ERROR"),
        ("ERRORS:      0\nFAILED: 01", "FAILED: 01"),
        ("no errors at the beginning of a line, ERROR", "no errors at the beginning of a line, ERROR"),
    ],
)
def test_the_very_line_is_given_back(output: str, line: str) -> None:
    """The first one that speaks of a failure, and nothing of the lines around it."""
    assert failure_in(output) == line


@pytest.mark.parametrize(
    ("shown", "symptom", "same"),
    [
        ("all down", "All down!", True),
        ("is down", "It is down", False),
        ("orders fail", "Since noon: orders   FAIL.", True),
        ("since noon all orders fail", "all orders fail", True),
        ("orders work", "orders fail", False),
    ],
)
def test_evidence_that_only_repeats_a_symptom(shown: str, symptom: str, same: bool) -> None:
    """Eight letters or more, whatever stands between the words; a shorter text may be said of anything."""
    exhibit = Exhibit(id="e", subject="shop", level="functional", strength="quoted", passed=True, text=shown)
    bug = Bug(id="b", summary="b", symptoms=("something else entirely", symptom))
    assert broken_like_this(exhibit, bug) == (symptom if same else "")


@pytest.mark.parametrize(("status", "well"), [(200, True), (304, True), (399, True), (400, False), (404, False), (503, False)])
def test_from_400_on_a_status_speaks_against(status: int, well: bool) -> None:
    """Whatever its author says of it. With an explanation the outcome counts, and without an outcome nobody can tell."""
    assert passed(Evidence(id="e", summary="e", status=status, outcome="passed")) is well
    explained = Evidence(id="e", summary="e", status=status, explanation="that is what is wanted")
    assert passed(explained) is (True if well else None)
    assert passed(replace(explained, outcome="passed")) is True
    assert passed(replace(explained, outcome="failed")) is False


@pytest.mark.parametrize(
    ("status", "output", "symptom", "same"),
    [
        (200, None, "HTTP 200 with an empty page", True),
        (200, None, "HTTP 500 on every call", False),
        (200, None, "nobody could pay", False),
        (200, "a page", "HTTP 200 with an empty page", False),
        (None, None, "HTTP 200 with an empty page", False),
    ],
)
def test_a_bare_status_that_was_there_while_it_was_broken(
    status: int | None, output: str | None, symptom: str, same: bool
) -> None:
    """The same number and nothing beside it."""
    shown = Evidence(id="e", summary="seen", via="http", asked="GET https://shop.example/", status=status, output=output)
    exhibit = Exhibit(id="e", subject="shop", level="live", strength="quoted", passed=True, text="seen", source=shown)
    assert broken_like_this(exhibit, Bug(id="b", summary="b", symptoms=(symptom,))) == (symptom if same else "")
