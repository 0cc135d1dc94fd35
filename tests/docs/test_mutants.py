"""The page of mutants counts nothing as killed that lives, and keeps what was judged."""

from __future__ import annotations

import pytest

from docs.mutants import OPEN, Mutant, judged, page

LEFT = "| times | `spoken` | `a < b` → `a <= b` |"


@pytest.mark.parametrize(
    ("ended", "run", "killed", "listed"),
    [(1, 1, 1, False), (-24, 1, 1, False), (0, 1, 0, True), (33, 1, 0, True), (None, 0, 0, False)],
)
def test_only_what_a_test_noticed_or_what_never_ended_is_killed(ended: int | None, run: int, killed: int, listed: bool) -> None:
    """What no test came by lives as well as what no test noticed."""
    told = page([Mutant("times", "spoken", ended, "a < b", "a <= b")], {}, "2026-01-20")
    assert f"| run | {run} |\n| killed | {killed} (" in told
    assert (f"{LEFT} {OPEN} |" in told) is listed


def test_what_was_judged_of_a_change_is_kept() -> None:
    """As long as it is the same change of the same function."""
    mutant = Mutant("times", "spoken", 0, "a < b", "a <= b")
    known = judged(page([mutant], {}, "2026-01-20").replace(OPEN, "the same: they never meet"))
    assert f"{LEFT} the same: they never meet |" in page([mutant], known, "2026-01-21")
    assert f"{OPEN} |" in page([mutant._replace(after="a > b")], known, "2026-01-21")
