"""Where the document itself says otherwise."""

from __future__ import annotations

import pytest

from tests.markdown.documents import answers, under, verdicts


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (
            "# Ferry\n\n**Status:** RESOLVED\n\n## Status\n\n| Part | Status |\n|---|---|\n| DNS | done |\n| TLS | pending |\n",
            3,
        ),
        ("# Ferry\n\n## Everything complete\n\n- [x] Map\n- [ ] Names\n", 3),
        ("# Ferry\n\n## All parts done\n\n| Part | Status |\n|---|---|\n| Names | done |\n| Map | failed |\n", 3),
        ("# Ferry\n\n## Import\n\n**Status:** complete\n\n- [x] Map\n- [ ] Names\n", 5),
        ("# Ferry\n\n## Import complete ✅\n\nMap: not started\n", 3),
    ],
)
def test_complete_over_something_open_is_refuted(text: str, line: int) -> None:
    """An open box, a failed row or an unsettled field under a claim about the whole; the verdict names its line."""
    assert answers(text)[line] == "refuted"
    told = next(verdict for verdict in verdicts(text) if verdict.claim.place.line == line)
    assert told.why[0].startswith("line ")


@pytest.mark.parametrize(
    "text",
    [
        "# Ferry\n\n## Phase 1 complete\n\n- [ ] Names\n",
        "# Ferry\n\n## Import 4/5 complete\n\n- [ ] Names\n",
        "# Ferry\n\n## Import complete\n\nAll there.\n\n## Next steps\n\n- [ ] Names\n",
        "# Ferry\n\n**Status:** complete\n\n## Next steps\n\n- [ ] Names\n",
        "# Ferry\n\n## Import complete\n\n### Remaining work\n\n- [ ] Names\n",
        "# Ferry\n\n## Import complete\n\n- Reviewed by: pending\n",
        "# Ferry\n\n## Import complete\n\n> Status: pending\n",
        "# Ferry\n\n## Import complete\n\n| Status | Meaning |\n|---|---|\n| pending | not yet looked at |\n",
    ],
)
def test_a_part_a_plan_or_a_reviewer_does_not_refute_the_whole(text: str) -> None:
    """Nobody who says that a phase is complete says that nothing is left."""
    assert "refuted" not in answers(text).values()


def test_open_boxes_speak_against_complete_and_not_against_fixed() -> None:
    """A fix can be whole while a box beside it is open; "complete" cannot."""
    boxes = "- [x] Tell the crew\n- [ ] Tell the office"
    assert answers(under("All crashes fixed", boxes))[3] == "unsupported"
    assert answers(under("All work complete", boxes))[3] == "refuted"


@pytest.mark.parametrize(
    "body",
    [
        "## All work complete\n\n- [ ] Map drawn\n- [ ] Names entered\n",
        "## Import (complete)\n\n- [x] Map\n- [ ] Names (optional)\n",
        "## Import (complete)\n\n- [x] Map\n- [ ] Report ____\n",
        "## Import (complete)\n\n| Part | Status | Tells |\n|---|---|---|\n| Map | done | |\n| Names | pending | tonight |\n",
        "## Import (complete)\n\n| Rule | After |\n|---|---|\n| Night | allowed |\n| Fog | blocked |\n",
        "## Import (complete)\n\nCommit: pending\n",
        "## Import complete in the harbour\n\n- [x] Map\n- [ ] Names\n",
        "## Tasks\n\n- [ ] Names\n- [x] Map\n  - Status: completed\n",
    ],
)
def test_criteria_templates_and_what_is_set_aside_speak_against_nothing(body: str) -> None:
    """A list in which nothing is ticked is one of criteria; a status below an item is the item's; a later row is a plan."""
    assert "refuted" not in answers(f"# Ferry\n\n{body}").values()


_ROWS = "| Service | Status |\n|---|---|\n| shop | ✅ Healthy |\n| mailer | ❌ Down |\n"


@pytest.mark.parametrize(
    ("body", "line", "row"),
    [
        (f"## Status\n\n2/2 services healthy ✅\n\n{_ROWS}", 5, 10),
        (f"## Status\n\n{_ROWS}\n**All services operational** ✅\n", 10, 8),
        ("## All services healthy ✅\n\n- [x] shop\n- [ ] mailer\n", 3, 6),
        ("## Status\n\nAll services are working:\n\n- shop: ok\n- mailer: ⚠️ degraded\n", 5, 8),
    ],
)
def test_a_row_that_fails_speaks_against_the_headline_that_covers_it(body: str, line: int, row: int) -> None:
    """In a table or a list of the same things, under it or over it; both lines are told."""
    told = next(one for one in verdicts(f"# Ferry\n\n{body}") if one.claim.place.line == line)
    assert (told.answer, told.why[0].partition(":")[0]) == ("refuted", f"line {row}")


@pytest.mark.parametrize(
    "body",
    [
        f"## Status\n\n1/2 services healthy ✅\n\n{_ROWS}",
        f"## Status\n\nAll other services healthy ✅\n\n{_ROWS}",
        f"## Status\n\nAll endpoints healthy ✅\n\n{_ROWS}",
        f"## Status\n\nAll services healthy ✅\n\n## Yesterday\n\n{_ROWS}",
        "## All services healthy ✅\n\n- [x] shop\n- [ ] Write the report\n",
    ],
)
def test_a_headline_that_does_not_cover_the_row_is_left_alone(body: str) -> None:
    """A share, the others, other things, another section, something to do."""
    assert "refuted" not in answers(f"# Ferry\n\n{body}").values()


@pytest.mark.parametrize(
    "line",
    [
        "Tests pass: 0/3",
        "**Tests:** passing 0/12",
        "Status: 0/3 tests passing",
        "**Result**: 7/18 passing",
        "Tests pass: 2 passed, 14 failed",
        "Tests pass: 12 failed, 3 passed",
        "CI green: 5 of 40 tests passing",
        "All tests green ✅ (0 passed)",
        "All tests pass (17/18, one flaky).",
        "Login works (0 of 12 tests passing)",
    ],
)
def test_a_run_that_went_wrong_supports_nothing(line: str) -> None:
    """Nothing passed, no more than failed, or not all of all: its own count speaks against the claim."""
    assert answers(under("Tests", line)).get(5, "no claim") != "supported"


@pytest.mark.parametrize(
    "line",
    [
        "Tests pass: 312 passed, 1 failed on the old runner",
        "All 12 integration tests now pass (was 5/12)",
        "Tests: 12/12 passing",
    ],
)
def test_a_run_with_few_failures_or_one_that_was_red_before_counts(line: str) -> None:
    """Who tells of the failures beside the count hides nothing; what was red before is history."""
    assert answers(under("Tests", line)) == {5: "supported"}


def test_a_share_of_other_things_says_nothing_of_the_tests() -> None:
    """So many tasks are done, and all tests pass."""
    assert answers(under("Tests", "Status: 8/27 tasks complete, 120 tests created, all passing")) == {5: "supported"}
    assert answers(under("Tests", "Status: all tests passing, 8/27 tests")).get(5) != "supported"


def test_a_number_and_the_word_that_begins_the_next_line_are_no_count() -> None:
    """Fourteen passed; how many failed stands behind the word."""
    lines = ("\u2705 All 14 checks passed", "", "```", "Passed:   14", "Failed:   {}", "```")
    assert answers(under("Tests", *(line.format(0) for line in lines))) == {5: "supported"}
