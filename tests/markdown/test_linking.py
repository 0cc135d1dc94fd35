"""Which kind of evidence shows which claim, where the words of the claim or its subject decide."""

from __future__ import annotations

import pytest

from tests.markdown.documents import answer, answers, under, verdicts


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("- The `/tides` endpoint works: it returned 200.", "supported"),
        ("- Login page works: https://pier.example.org/login gave 200.", "supported"),
        ("- The tide model works: `GET /healthz` gave 200.", "unsupported"),
        ("- Prices are correct: `GET /healthz` gave 200.", "unsupported"),
        ("- Tides deployed: `GET /healthz` gave 200.", "unsupported"),
        ("- Berth service is up: `GET /healthz` gave 200.", "supported"),
    ],
)
def test_what_answers_over_http_works_and_no_more(line: str, expected: str) -> None:
    """That an address answers shows that it does; not that what it says is right, nor which code runs."""
    assert answer(line) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("- Both commits (`7fa31c9`, `ae029f7`) verified in the log of git.", "supported"),
        ("- Tide table verified in `7fa31c9`.", "unsupported"),
        ("- Key handling verified: `src/keys.py:41` strips the blank.", "supported"),
        ("- Key handling works: `src/keys.py:41` strips the blank.", "unsupported"),
    ],
)
def test_a_look_is_shown_by_what_was_looked_at(line: str, expected: str) -> None:
    """At commits: by their hashes. At code: by its place. That something works is another matter."""
    assert answer(line) == expected


@pytest.mark.parametrize(
    ("line", "heading", "expected"),
    [
        ("- ✅ `docs/tides.md` - how to read the table", "Written today", "supported"),
        ("- ✅ tides.py - the web page", "Written today", "supported"),
        ("- ✅ Created `tides.svg` with the colours of the port", "Written today", "supported"),
        ("- ✅ `src/tides.py` - Added the new column", "Written today", "unsupported"),
        ("- ✅ `src/tides.py` - fixed the zone", "Written today", "unsupported"),
        ("- ✅ `src/tides.py`", "Removed dead code", "unsupported"),
        ("- ✅ `src/tides.py` - the web page", "Website", "unsupported"),
        ("- ✅ `src/tides.py` (new) - the web page", "Website", "supported"),
        ("- [x] `src/tides.py` - the web page", "Tasks", "unsupported"),
        ("- ✅ Tides in `src/tides.py`", "Written today", "unsupported"),
        ("- ✅ Création de `src/tides.py` avec la table", "Port", "supported"),
        ("- ✅ Angelegt: `src/tides.py` für die Karte", "Port", "supported"),
        ("- ✅ Suppression de `src/tides.py`", "Port", "unsupported"),
        ("- ✅ `quay.sh` exists", "Port", "supported"),
        ("- [x] `tides.manifest.json` is present in the root", "Port", "supported"),
        ("- ✅ `quay.sh` exists no more", "Port", "unsupported"),
        ("- ✅ `quay.sh` presents the gates", "Port", "unsupported"),
    ],
)
def test_a_path_shows_that_there_is_a_file(line: str, heading: str, expected: str) -> None:
    """Where files are said to be new, a tick before a name says no more than that; what was done in one, a path cannot show."""
    assert answer(line, heading) == expected


def test_a_row_may_name_a_file_that_was_made() -> None:
    """In the first column of a table of new files, or behind the word for it in any cell."""

    def row(head: str, cells: str, heading: str = "Written today") -> str:
        return answers(under(heading, head, "|---|---|---|", cells))[7]

    assert row("| File | Status | For |", "| `TIDES.md` | ✅ | how to read the table |") == "supported"
    assert row("| File | Status | For |", "| `TIDES.md` | ✅ | how to read the table |", "Website") == "unsupported"
    assert row("| Gap | Mended | Status |", "| No guide | Created `docs/tides.md`, `docs/quay.md` | Done |") == "supported"
    assert row("| Gap | Mended | Status |", "| No guide | Created `docs/tides.md` gates | Done |") == "unsupported"
    assert row("| Gap | Mended | Status |", "| No guide | Changed `docs/tides.md` | Done |") == "unsupported"


def test_a_value_before_and_after_shows_a_change() -> None:
    """It shows that a limit was fixed, not that anything works."""
    assert answer("- Limit fixed: raised from `50` to `200`.") == "supported"
    assert answer("- The limit works: raised from `50` to `200`.") == "unsupported"


def test_the_address_of_one_deployment_shows_the_deployment() -> None:
    """And no life: only an answer does."""
    address = "https://213d1357.pier-map.pages.dev"
    assert answer(f"- Map deployed at {address}.") == "supported"
    assert answer(f"- The map is live at {address}.") == "unsupported"
    assert answer("- Map deployed at https://pier.example.org.") == "unsupported"


def test_a_run_that_failed_before_shows_a_fix_nearby() -> None:
    """A count beside a fix shows it only where the same count was worse before."""
    fixed = "- Fixed the zone in `tides.py`:"
    assert answers(under("Zones", fixed, "", "- All 12 tides tests pass (was 5/12)"))[5] == "supported"
    assert answers(under("Zones", fixed, "", "- All 12 tides tests pass"))[5] == "unsupported"


def test_a_heading_may_count_its_subsections() -> None:
    """So many of so many, each with evidence of its own."""

    def port(count: str, last: str) -> str:
        berths = ("### North berth", "", "**Commit:** `4ef0549`", "", "### South berth", "", last)
        return answers(under(f"Status: {count} berths fixed ✅", "", *berths))[3]

    assert port("2/2", "**Commit:** `1bfbc66`") == "supported"
    assert port("2/2", "Widened.") == "unsupported"
    assert port("3/3", "**Commit:** `1bfbc66`") == "unsupported"


def test_a_run_shows_no_readiness() -> None:
    """A ticked heading on the tests hears of them; one on confidence or production does not."""
    assert answers(under("Tide coverage ✅", "- Tides: 33/33 tests passing"))[3] == "supported"
    assert answers(under("Harbour confidence: 100% ✅", "- Tides: 33/33 tests passing"))[3] == "unsupported"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("- Fixed the failing tide tests", "supported"),
        ("- Fixed three flaky quay specs", "supported"),
        ("- Fixed the failing tide table", "unsupported"),
    ],
)
def test_tests_that_were_mended_are_shown_by_the_run(line: str, expected: str) -> None:
    """The run of the section is that of the tests which failed."""
    assert answers(under("Tide tests", line, "- All 61 tests now pass"))[5] == expected


def test_code_shows_that_somebody_read_it_and_no_effect() -> None:
    """A look at the code is shown by the code; that it works is not."""
    code = ("", "```sql", "select berth from quay order by tide", "```")
    assert answers(under("Order ✅ PASS", *code))[3] == "supported"
    assert answers(under("Order", "Verified that the berths are sorted:", *code))[5] == "supported"
    assert answers(under("Order", "The search works on all berths:", *code))[5] == "unsupported"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("- Restored `quay/berth.py` from commit `84b316a4`.", "supported"),
        ("- Berth list restored from 84b316a4.", "supported"),
        ("- Berth service restored for all captains, see 84b316a4.", "unsupported"),
    ],
)
def test_what_was_taken_back_from_a_commit_is_a_change(line: str, expected: str) -> None:
    """That people are served again is another matter."""
    assert answer(line) == expected


@pytest.mark.parametrize(
    ("over", "line", "expected"),
    [
        ("**Quay suite:** 102 passed, 6 failed", "- ✅ Both tide tests pass", "supported"),
        ("**Quay suite:** 102 passed, 6 failed", "- ✅ The tide page works", "unsupported"),
        ("**Quay suite:** looked through", "- ✅ Both tide tests pass", "unsupported"),
    ],
)
def test_tests_in_a_list_are_those_of_the_run_over_it(over: str, line: str, expected: str) -> None:
    """A run that stands over a list tells of the tests in it, and of nothing else there."""
    assert answers(under("Round", over, line))[6] == expected


@pytest.mark.parametrize(
    ("fence", "expected"),
    [
        ("7fa31c9 Draw the north pier\n17411ca Load the map once", "supported"),
        ("* 7fa31c9 Draw the north pier", "supported"),
        ("Draw the north pier\nLoad the map once\nas in 17411ca", "unsupported"),
    ],
)
def test_a_fence_may_list_commits(fence: str, expected: str) -> None:
    """As git prints its history: a commit a line, with its subject."""
    assert answers(under("Pier map", "All changes pushed to `main`.", "", "```", fence, "```"))[5] == expected


def test_a_run_that_fell_short_finishes_nothing() -> None:
    """It shows that its tests passed where that is said, and not that all is done or mended."""
    assert answers(under("Tides", "**Status:** all findings addressed", "**Tests:** 102/109 passing"))[5] == "unsupported"
    assert answers(under("Tides", "**Status:** all findings addressed", "**Tests:** 109/109 passing"))[5] == "supported"
    assert answers(under("Tides", "- Tide table fixed", "  - **Tests:** 12 passed, 3 failed"))[5] == "unsupported"
    assert answer("- Tide tests: 102/109 passed") == "supported"


def test_one_of_several_ticked_lines_sums_nothing_up() -> None:
    """A run in the next line is no evidence that the pages are there."""
    lines = ("✅ **Pages:** complete and well written", "✅ **Suite:** 39 tests passing")
    assert answers(under("Summary", *lines))[5] == "unsupported"
    assert answers(under("Summary", "All is complete.", *lines[1:]))[5] == "supported"


def test_how_a_section_stands_may_be_the_first_item_of_a_list() -> None:
    """One status in a section is the section's; each of several is its own."""
    one = ("Outcome:", "", "- Status: completed", "", "Validation:", "", "- 41/41 tests passed")
    assert answers(under("Quay lane", *one))[7] == "supported"
    several = (
        "- Pier A: north",
        "- Status: completed",
        "- Pier B: south",
        "- Status: completed",
        "",
        "Suite: 41/41 tests passed",
    )
    assert answers(under("Quay lanes", *several))[6] == "unsupported"


def test_a_place_in_the_code_shows_the_verdict_of_an_audit() -> None:
    """ "OK" in a row is the verdict of who read the place."""
    head = ("| Item | State | Detail |", "|---|---|---|")
    assert answers(under("Audit", *head, "| Captain role | ✅ OK | checked in `src/roles.py:105` |"))[7] == "supported"
    assert answers(under("Audit", *head, "| Captain role | ✅ OK | checked in `src/roles.py` |"))[7] == "unsupported"


@pytest.mark.parametrize(
    ("over", "expected"),
    [("**Commit 4:** `7fa31c9` - Load once", "supported"), ("**Board 4:** `7fa31c9` - Load once", "unsupported")],
)
def test_what_is_listed_under_a_commit_is_what_it_did(over: str, expected: str) -> None:
    """Also where no colon leads to the list."""
    assert answers(under("Map", over, "- Fixed the doubled piers", "- Changed the order"))[6] == expected


@pytest.mark.parametrize(
    ("title", "line", "expected"),
    [
        ("✅ Gate module", "- Opens the gate and asserts gate.done=1", "unsupported"),
        ("✅ Gate module", "- Checked at noon: gate.done=1", "supported"),
        ("✅ Gate module verified", "- The gate has gate.done=1", "supported"),
    ],
)
def test_a_value_in_a_description_was_not_seen_for_its_heading(title: str, line: str, expected: str) -> None:
    """Somebody has to say that they looked, above it or beside it."""
    assert answers("\n".join(("# Ferry", "", "## Round", "", f"### {title}", "", line, "")))[5] == expected


@pytest.mark.parametrize(("over", "expected"), [("Evidence", "supported"), ("Captains", "unsupported")])
def test_what_a_section_lists_as_its_evidence_was_read_off_what_came_back(over: str, expected: str) -> None:
    """The result of the command stands before the list."""
    text = under(
        "Pilots",
        "```bash",
        "pilots | wc -l",
        "```",
        "",
        "**Result:** 13 pilots on watch",
        "",
        f"**{over}:**",
        "- ✅ Crew is there",
    )
    assert answers(text)[12] == expected


def test_what_comes_near_is_told_once() -> None:
    """A commit that two patterns found, with the word before it and without, is one commit."""
    (told,) = verdicts(under("Status", "- ✅ Deployed, commit abc1234 built"))
    said = " ".join(told.why)
    assert said.count("abc1234") == 1
    assert "“commit abc1234” in line 5" in said
