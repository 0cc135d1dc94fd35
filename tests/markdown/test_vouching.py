"""What vouches for a claim: ids under their columns, deployments by number, and the fields of a list that tell of one thing."""

from __future__ import annotations

import pytest

from tests.markdown.documents import answer, answers, under


@pytest.mark.parametrize(
    ("head", "row", "expected"),
    [
        ("| Tide run (UTC) | Outcome |", "| 4711204 `2026-05-04 10:41Z` | success |", "supported"),
        ("| Pipeline id | Result |", "| 88412 | success |", "supported"),
        ("| Berth | Result |", "| 88412 | success |", "unsupported"),
        ("| Change | PR | State |", "| Tide table | 412 | merged |", "supported"),
        ("| Change | Dock | State |", "| Tide table | 412 | merged |", "unsupported"),
        ("| Check | Result | Remark |", "| Harbour redirect | PASS | HTTP → HTTPS (308) |", "supported"),
        ("| Check | Result | Remark |", "| Harbour header | PASS | Present |", "unsupported"),
        ("| Rule | Verdict | Where |", "| Berths sorted | PASS | berths.py:41 |", "supported"),
        ("| Rule | Verdict | Where |", "| Berths sorted | PASS | Quay lines 41, 48 |", "supported"),
        ("| Rule | Verdict | Where |", "| Berths sorted | PASS | berths.py |", "unsupported"),
        ("| Path | Status |", "| `tests/quay/test_berth_width.py` | GREEN |", "supported"),
        ("| Path | Status |", "| `quay/berth_width.py` | GREEN |", "unsupported"),
        ("| Guard | Status |", "| TestBerth_Widens | ✅ Pass |", "supported"),
        ("| Metric | Value |", "| Tests passing | 6/6 |", "supported"),
        ("| Metric | Value |", "| Gates passing | 6/6 |", "unsupported"),
        (
            "| Berths | Asked | Result | Notes |",
            "| Lists | `GET /berths`, `POST /berths` | 200 | List and count work |",
            "supported",
        ),
    ],
)
def test_a_column_says_whose_number_stands_in_it(head: str, row: str, expected: str) -> None:
    """A run is a run where its column says so."""
    assert answers(under("Tide runs", head, "|---" * (head.count("|") - 1) + "|", row))[7] == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("- Tide map deployed via Netlify `6914a51661dc38f3e806ff02`.", "supported"),
        ("- Tide map deployed to production (deployment `5993711819`).", "supported"),
        ("- Tide map deployed on 20260504.", "unsupported"),
        ("- Tide map deployed from commit `7fa31c9`.", "unsupported"),
        ("- Chart **v2026.4.21** (9 sheets) deployed on the quay server.", "supported"),
        ("- Tide map live, roll-out `dep-d8uje6ok1i2s73f1gvi0`", "supported"),
        ("- ✅ `GET /berths` → Berths with their tides", "unsupported"),
        ('- ✅ `GET /berths` → {"berth": 3}', "supported"),
        ("- 12 tests, on the quay only. All green.", "supported"),
        ("- Runs on the quay only. All green.", "unsupported"),
        ("- ✅ Tide upload: 201 Created", "supported"),
        ("- Tide map shipped in PRs #41, #42.", "supported"),
        ("- Tide map shipped to all harbours (PR #41).", "unsupported"),
        ("- `pier test` suite: green (exit 0)", "supported"),
        ("- [x] `pier:all` exits 0 from end to end", "supported"),
        ("- ✅ Ligne ~41: le quai est trié", "supported"),
        ("- ✅ Zeile 41: der Kai ist sortiert", "supported"),
        ("- ✅ Reihe 41: der Kai ist sortiert", "unsupported"),
        ("- **shellcheck**: PASS (`All sheets passed!`)", "supported"),
        ("- **shellcheck**: PASS (`make pier`)", "unsupported"),
        ("- **shellcheck**: PASS (importable)", "unsupported"),
        ("- Berth calls all OK (0 collisions across 44,905 moorings)", "supported"),
        ("- Berth calls all OK (few collisions across 44,905 moorings)", "unsupported"),
        ("- ✅ Tide page: 200 OK", "supported"),
        ("- Suite: 305 testes passando", "supported"),
        ("- The quay rule passed all 20 tests.", "supported"),
        ("- Berth plan: PASS (`60` pass / `0` fail)", "supported"),
        ("- Tide map is ready: `dpl_3BQpv7FTHZ`, state=READY", "supported"),
        ("- Tide map is ready: `dpl_3BQpv7FTHZ`", "unsupported"),
        ("10. **✅ FIX #10: MOORING LINES** - fixed the knots", "unsupported"),
    ],
)
def test_what_names_itself_vouches(line: str, expected: str) -> None:
    """A deployment by its number, the words on the screen, nothing gone wrong in so many."""
    assert answer(line) == expected


def test_the_fields_of_one_list_tell_of_one_thing() -> None:
    """A command, the status, and what came back, in whatever order; a field without any shows nothing."""
    ran, status, gave = "- **Command:** `npm audit`", "- **Status:** SUCCESS", "- **Result:** 0 vulnerabilities found"
    assert answers(under("Audit", ran, status, gave))[6] == "supported"
    assert answers(under("Audit", ran, status, "- **Berth:** north"))[6] == "unsupported"
    assert (
        answers(
            under("Harbour contract", "**Address**: `0x5FbDB2315678afecb367f032d93F642f64180aa3`", "- **Status**: deployed")
        )[6]
        == "supported"
    )


def test_an_output_belongs_to_the_item_before_it() -> None:
    """A field with what a command gave, right behind the item that it is the output of."""
    ran, built = "- Ran `npm run build`", "- Compiled successfully"
    assert answers(under("Quay board", ran, built, "- Output: 8 sheets, 626 kB"))[6] == "supported"
    assert answers(under("Quay board", ran, built, "- Berths: 8 sheets, 626 kB"))[6] == "unsupported"


@pytest.mark.parametrize(("score", "expected"), [("96/100", "supported"), ("quite high", "unsupported")])
def test_a_score_counts_in_an_audit(score: str, expected: str) -> None:
    """Beside the verdict on it."""
    row = f"| Quay access | {score} | ✅ Exceeds threshold |"
    assert answers(under("Harbour audit results", "| Category | Score | Status |", "|---|---|---|", row))[7] == expected


@pytest.mark.parametrize(
    ("lead", "code", "expected"),
    [
        ("**Verified the berth store:**", "```\nberth store opened at: ./quay\n```", "supported"),
        ("**The berth store works:**", "```\nberth store opened at: ./quay\n```", "unsupported"),
    ],
)
def test_what_was_verified_stands_in_the_fence_below(lead: str, code: str, expected: str) -> None:
    """A lead that says that someone looked is shown by what it leads to."""
    assert answer(f"{lead}\n{code}") == expected


@pytest.mark.parametrize(("word", "expected"), [("AFTER", "supported"), ("NORTH", "unsupported")])
def test_a_file_before_and_after_shows_a_fix(word: str, expected: str) -> None:
    """Whatever language it is written in."""
    fence = f"1. **dock.yml**\n   ```yaml\n   # BEFORE\n   - ./tide\n   # {word}\n   - ./quay/tide\n   ```"
    assert answers(under("Fixed all berth paths", fence))[3] == expected


@pytest.mark.parametrize(("beside", "expected"), [("0 failures", "supported"), ("few failures", "unsupported")])
def test_none_failed_counts_where_it_is_about_tests(beside: str, expected: str) -> None:
    """Under a heading about tests, and as a number."""
    assert answers(under("Pier tests: ✅ PASS", "- 86 tests of the quay", f"- {beside}"))[3] == expected


@pytest.mark.parametrize(("heading", "expected"), [("All tests passing ✅", "supported"), ("Tide tests", "unsupported")])
def test_ticked_tests_are_counted_under_those_that_passed(heading: str, expected: str) -> None:
    """By area, a tick each."""
    assert answer("- Tide range: 40 tests ✅", heading) == expected


@pytest.mark.parametrize(("heading", "expected"), [("Passed checks", "supported"), ("Quay checks", "unsupported")])
def test_a_named_check_in_a_list_of_those_that_passed(heading: str, expected: str) -> None:
    """By the name at its beginning."""
    assert answer("- [Quay] berth_plan_loads: the berth plan loads successfully", heading) == expected


@pytest.mark.parametrize(("key", "expected"), [("Base", "unsupported"), ("Commit", "supported")])
def test_the_commit_that_a_document_stands_on_shows_nothing(key: str, expected: str) -> None:
    """It was there before the work."""
    assert answers(under("Berth stall", "**Status: resolved**", "", f"{key}: `origin/main` at `7b7a87d`"))[5] == expected


def test_a_sample_is_no_value() -> None:
    """How often something was tried, and no errors in words, say nothing of what came out."""
    assert answer("- [x] Tide p95 under 1.5 s (n=5 each)") == "unsupported"
    assert answer("- The berth code passes ESLint with no errors") == "unsupported"
    assert answer("- [x] The berth code passes ESLint with 0 errors") == "supported"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("- [x] **PASS** — GET berth list (200)", "supported"),
        ("- [x] **PASS** — PUT draught beyond the limit → 409 too_deep", "supported"),
        ("- [x] **PASS** — Route /berths/live?tab=north → 307", "supported"),
        ("- [x] **PASS** — Tide seed: 8 gauges, 19 limits", "supported"),
        ("- [x] **PASS** — Berth list sorts by draught", "unsupported"),
        ("- find_adrift.py ✅ 0 broken, 4 expected leftovers", "supported"),
        ("- find_adrift.py ✅ as agreed", "unsupported"),
        ("- **9ddd5c1**: Restored the tide table", "supported"),
        ("- The tide table works since 9ddd5c1.", "unsupported"),
        ("- [x] Crane verified showing its mark: `crane 1.1.0-beta.1 (2026-01-08)`", "supported"),
        ("- Gauges loaded; row count verified **1,067,371**", "supported"),
    ],
)
def test_a_verdict_with_the_answer_beside_it_is_shown(line: str, expected: str) -> None:
    """The check is named and so is what came back; a name alone says that somebody passed it."""
    assert answer(line) == expected


def test_a_tool_is_quoted_in_its_own_words_beside_its_command() -> None:
    """What a well-known tool prints when all is well is its output; a word of praise is not."""
    rows = ("| `uv run ruff check src/` | ✅ All checks passed |", "| `git status` | ✅ Working tree clean |")
    told = answers(under("Checks", "| Command | Result |", "|---|---|", *rows, "| `tide sweep` | ✅ Looks fine |"))
    assert [told[line] for line in (7, 8)] == ["supported", "supported"]
    assert told.get(9) != "supported"


def test_a_push_is_that_of_the_commit_in_its_list() -> None:
    """ "Push: completed" beside the commit; a roll-out in the same list needs more."""
    fields = "\n".join(("- **Commit**: 7fa31c9", "- **Push**: completed ✅", "- **Roll-out**: completed ✅"))
    found = answers(under("State", fields))
    assert (found[6], found[7]) == ("supported", "unsupported")
    assert answers(under("State", fields.replace("7fa31c9", "today")))[6] == "unsupported"
    items = "- ✅ Commit created: `7fa31c9 Draw the pier`\n- ✅ Pushed to the quay"
    assert answers(under("State", items))[6] == "supported"
    assert answers(under("State", items.replace("Pushed to", "Open on")))[6] == "unsupported"
    apart = "**Everything pushed:** ✅\n**Branch:** quay\n**Last commit:** 7fa31c9"
    assert answers(under("State", apart))[5] == "supported"
    assert answers(under("State", apart.replace("pushed", "rolled out").replace("✅", "yes")))[5] == "unsupported"


def test_a_pass_rate_is_that_of_the_tests_in_its_list() -> None:
    """Beside their count; a share of anything else stays a share."""
    assert answers(under("Tide run", "- Passed: 41 ✅", "- **Pass rate:** 100%"))[6] == "supported"
    assert answers(under("Tide run", "- Berths: 41 ✅", "- **Pass rate:** 100%"))[6] == "unsupported"
    assert answers(under("Tide run", "- Passed: 41 ✅", "- **Coverage:** 100%"))[6] == "unsupported"


def test_a_count_claims_only_what_passed() -> None:
    """How many tests there are is no claim; nor is what a list of failures, an open box or a field for the problem shows."""
    assert answer("- Tide tests: 41 tests") == "no claim"
    assert answer("- Tide tests: 41/41 tests") == "supported"
    assert answer("- `test_tide_map` waits for the harbour master to answer", "Failed checks") == "no claim"
    assert answer("**Problem:** `/berths` returned 404") == "no claim"
    opened = "\n".join(("# Ferry", "", "### ✅ Berths ready", "", "- [ ] All tests passing (41 tests)", ""))
    assert answers(opened)[3] == "unsupported"
