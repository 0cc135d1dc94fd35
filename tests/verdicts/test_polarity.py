"""Which outputs speak of a failure, and which only use its words."""

from __future__ import annotations

import pytest

from handoff.verdicts.polarity import failure_in


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
    ],
)
def test_an_output_that_only_uses_the_word(output: str) -> None:
    """Queries, comments, conditions and counts of nothing are no failures."""
    assert failure_in(output) == ""
