"""Which evidence counts for which claim: its kind, its place and its subject."""

from __future__ import annotations

import pytest

from handoff.model.events import ClaimEvent, Evidence
from tests.markdown.documents import answer, answers, events, under

CLAIMS = {
    "merged": "The pier map was merged",
    "fixed": "The pier crash was fixed",
    "deployed": "The pier map was deployed",
    "healthy": "The pier map is healthy",
    "works": "The pier prices are correct",
    "tests": "All pier tests are green",
    "resolved": "The pier ticket was resolved",
    "clean": "The pier log is clean",
    "count": "9/9 piers migrated",
    "ready": "The pier map is ready",
    "built": "The pier build was successful",
    "done": "The pier import is complete",
}
EXHIBITS = {
    "commit": "commit 7fa31c9",
    "pull request": "PR #412",
    "revision": "revision pier-map-00042-abc",
    "image": "image pier/map:2024.11.3-b91",
    "http": "`GET /healthz` gave 200",
    "test count": "218 passed, 2 skipped",
    "ci run": "https://ci.example.org/actions/runs/123456789",
    "code place": "`src/pier.py:41`",
    "query": "`select count(*) from pier` gives 48117",
    "output": '`curl -s /pier/1` → `{"name": "north"}`',
    "measure": "p95 = 41 ms",
    "receipt": "order id=ab12-778899",
}
COUNTS = {
    "merged": {"commit", "pull request"},
    "fixed": {"commit", "pull request", "code place", "test count", "output"},
    "deployed": {"revision", "image", "output", "receipt"},
    "healthy": {"http", "output", "query", "measure"},
    "works": {"test count", "ci run", "query", "output", "measure", "receipt"},
    "tests": {"test count", "ci run", "output"},
    "resolved": {"commit", "pull request", "code place", "test count", "query", "output", "measure"},
    "clean": {"test count", "ci run", "query", "output", "measure"},
    "count": {"test count", "ci run", "query", "output", "measure"},
    "ready": {"query", "output"},
    "built": {"image", "test count", "ci run", "output"},
    "done": {"commit", "pull request", "revision", "image", "test count", "ci run", "code place", "query", "output", "measure",
             "receipt"},
}  # fmt: skip


@pytest.mark.parametrize("claim", CLAIMS)
@pytest.mark.parametrize("exhibit", EXHIBITS)
def test_each_kind_of_evidence_counts_for_what_it_shows(claim: str, exhibit: str) -> None:
    """A hash shows a change and not that anything works; a health page shows that something is up, and so on."""
    expected = "supported" if exhibit in COUNTS[claim] else "unsupported"
    assert answer(f"{CLAIMS[claim]}: {EXHIBITS[exhibit]}.") == expected


@pytest.mark.parametrize(
    "beside",
    [
        "quickly",
        "on 2026-05-04",
        "and is 80% faster",
        "in `src/pier.py`",
        "see REPORT.md",
        "see [the report](https://example.org/report)",
        "at https://pier.example.org",
        "screenshot attached",
        "again and again, works works works",
        "now (`make pier`)",
        "in 12 files",
    ],
)
def test_what_a_reader_cannot_check_is_no_evidence(beside: str) -> None:
    """Adjectives, dates, percentages, paths, links, repetition, and commands without what they said."""
    assert answer(f"The pier map works {beside}.") == "unsupported"


def test_a_line_is_as_good_as_the_weakest_of_its_claims() -> None:
    """Merged with its number, and live with nothing: the verdict names the part that lacks evidence."""
    (claim,) = events(under("Work", "Merged as PR 412 and live in the harbour."), ClaimEvent)
    assert "live" in str(claim.extra["x-mixed"])
    assert answer("Merged as PR 412 and live in the harbour.") == "unsupported"


def test_what_comes_near_is_said() -> None:
    """A reader learns which evidence was seen and why it does not count."""
    (claim,) = events(under("Work", "The pier map works since 7fa31c9."), ClaimEvent)
    assert claim.extra["x-near"] == ["“7fa31c9” in line 5: a commit shows a change, not that it works"]


def test_shipped_to_a_branch_is_merged() -> None:
    """A commit shows that, and no roll-out."""
    assert answer("Status: shipped on `main` (commit 7fa31c9)") == "supported"
    assert answer("Status: shipped to all harbours (commit 7fa31c9)") == "unsupported"


@pytest.mark.parametrize(
    ("line", "supported"),
    [
        ("Full suite green via `make test` (62 tests).", True),
        ("Tests: 62 passed.", True),
        ("All tests pass: 62/62 tests.", True),
        ("All tests pass (98.7% of them).", False),
        ("Unit tests: 8 files, all green.", False),
        ("All p50/p95 figures are complete.", False),
        ("The restore works: a listing showed `north, south`.", True),
        ("For runs `#4` and `#5`, the jobs succeeded.", True),
        ("All tests are green in phase #3.", False),
        ("`sha256sum` matches: digest 9f8e identical on both sides, restore complete.", True),
        ("The map is healthy: `curl /healthz` returned 503.", False),
    ],
)
def test_figures_are_evidence_when_they_came_out_of_something(line: str, supported: bool) -> None:
    """Counts of a run, observed values, runs by number; not shares, numbers of files or names of percentiles."""
    assert answer(line) == ("supported" if supported else "unsupported")


@pytest.mark.parametrize(
    ("fence", "supported"),
    [
        ("```\n2026-05-04 10:00:01 INFO pier map answered\n```", True),
        ('```bash\n$ curl -s /pier/1\n{"name": "north", "status": "ok"}\n```', True),
        ("```bash\nmake pier\n```", False),
        ("```bash\n$ pier --list\nnorth south\n```", True),
        ("```bash\n$ make pier\n$ make quay\n```", False),
        ("```bash\n$ make pier \\\n  --all\n```", False),
        ("```bash\nmake pier\n# → 9 piers, all there\n```", True),
        ("```bash\nmake pier\n# → http://localhost:8080/pier\n```", False),
        ("```bash\nmake pier\n→ OK: 9 piers\n```", True),
        ("```bash\nmake pier\n→ https://quay.example.org/piers\n```", False),
        ("```bash\nmake pier   ✅ PASS - 12/12 tests passing\nmake quay   ✅ PASS\n```", True),
        ("```bash\nmake pier   # 12 tests pass\n```", False),
        ("```\n218 passed in 4.1s\n```", True),
        ("```\n✅ map\n✅ list\n✅ search\n```", False),
        ("```\n┌────┐ ┌────┐\n│ A  │→│ B  │ OK\n└────┘ └────┘\n```", False),
        ("```\n```", False),
    ],
)
def test_a_fence_is_evidence_when_it_shows_what_came_back(fence: str, supported: bool) -> None:
    """Logs, output, counts; not commands alone, drawings, or boards of ticks."""
    text = under("Work", "The pier map works:", "", fence)
    assert answers(text)[5] == ("supported" if supported else "unsupported")


def test_code_shows_a_fix_and_no_effect() -> None:
    """A diff supports "fixed", as an excerpt; what is expected to come out shows nothing."""
    fence = "```python\nreturn pier or None\n```"
    assert answers(under("Work", "Fixed the pier crash:", "", fence))[5] == "supported"
    assert answers(under("Work", "The pier log is clean. Expected output:", "", "```\n0 rows\n```"))[5] == "unsupported"


@pytest.mark.parametrize(
    ("row", "supported"),
    [
        ("| `make test` | all PASS (error 0.03%) |", True),
        ("| `make test` | PASS |", False),
        ("| Pier map | done, commit 7fa31c9 |", True),
        ("| Pier map | done |", False),
    ],
)
def test_a_row_stands_on_itself(row: str, supported: bool) -> None:
    """A command beside what it gave is output; a tick beside nothing is nothing."""
    text = under("Checks", "| Command | Result |", "|---|---|", row)
    assert answers(text)[7] == ("supported" if supported else "unsupported")


def test_a_column_can_say_what_its_cells_are() -> None:
    """Identifiers and counts of tests need no words of their own; a column of evidence makes a row a claim."""
    head = ["| Part | Tests | Status |", "|---|---|---|"]
    assert answers(under("Checks", *head, "| Map | 41 | ✅ passed |"))[7] == "supported"
    head = ["| Part | Resource ID | Status |", "|---|---|---|"]
    assert answers(under("Checks", *head, "| Map | pier-map-778899 | ✅ deployed |"))[7] == "supported"
    head = ["| What works | Evidence |", "|---|---|"]
    assert answers(under("Checks", *head, "| Map search | 12 tests passed |", "| List | seen |")) == {7: "supported"}


def test_what_introduces_a_table_speaks_for_its_rows() -> None:
    """A caption with the run that gave the table."""
    table = ["| Part | Status |", "|---|---|", "| Map | ✅ passed |"]
    assert answers(under("Checks", "From CI run 123456789:", "", *table))[9] == "supported"
    assert answers(under("Checks", "As seen by the crew:", "", *table))[9] == "unsupported"


def test_evidence_holds_its_words_its_line_and_what_came_back() -> None:
    """Whatever is offered is an event of its own, once, however many claims it stands behind."""
    lines = ["- The pier crash was fixed in 7fa31c9.", "- The pier leak was fixed in 7fa31c9 too."]
    shown = events(under("Work", *lines), Evidence)
    assert [(one.via, one.level, one.commit, one.place.line) for one in shown] == [
        ("git", "committed", "7fa31c9", 5),
        ("git", "committed", "7fa31c9", 6),
    ]
    fence = ["Both piers work:", "", "```", "2 passed", "```", "", "All pier tests are green, as above."]
    found = [one for one in events(under("Work", *fence), Evidence) if one.output]
    assert [one.output for one in found] == ["2 passed\n"]


@pytest.mark.parametrize(
    "output", ["3 failed, 41 passed", "41 pass\n3 fail", "Ran 44: 3 tests failed", "Tests: 3 failed, 44 total"]
)
def test_a_failed_run_that_is_cited_speaks_against(output: str) -> None:
    """The output under a claim is read, not only counted, and in the words in which a line of text tells of failures."""
    assert answers(under("Work", "All pier tests passed:", "", "```", output, "```")) == {5: "refuted"}


@pytest.mark.parametrize(
    "line",
    [
        "- `test_pier_map` covers the north pier with the long name and returns it",
        "- Digest of the dump identical on both sides: sha256 matched",
        "- Suite: 41 passed",
        "- Run https://ci.example.org/actions/runs/123456789 is green",
    ],
)
def test_what_shows_something_claims_it(line: str) -> None:
    """A count, a named test, a digest or a run is a claim without a status word, and is its own evidence."""
    assert answer(line) == "supported"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("- Tide model verified against the old tables (corr ≥ 0.995).", "supported"),
        ("- Tide model verified against the old tables (max abs diff 3.1e-6).", "supported"),
        ("- Tide model verified against the old tables (correct).", "unsupported"),
        ("- **Passing:** 556 (100%)", "supported"),
    ],
)
def test_named_measures_and_counts_behind_a_bold_name_are_values(line: str, expected: str) -> None:
    """How far two things agree has a name and a number; asterisks around a name hide no count."""
    assert answers(under("Tests", line))[5] == expected


def test_lines_of_a_file_are_no_image_and_a_numbered_name_no_count() -> None:
    """`main.go:12-40` says where, not what was rolled out; "phase 1 tests" says which, not how many."""
    assert answer("Deployed to production (main.go:12-40)") == "unsupported"
    assert answer("Rolled out shop:2024.11.3-b91") == "supported"
    assert answer("The foundation is complete; verify that all phase 1 tests pass") == "unsupported"


@pytest.mark.parametrize(
    "line",
    [
        "- ✅ Berth page loads (HTTP 200)",
        "- ✅ Deployed `deployment-01KQ741MDQPQDG8NQA9Z1`",
        "| Check | Result |\n|---|---|\n| Health endpoint (`GET /`) | ✅ Returns status: healthy |",
        "| Check | Result |\n|---|---|\n| Build (`npm run build`) | ✅ Compiles with 0 errors |",
        "| Metric | Wanted | Found | Verdict |\n|---|---|---|---|\n| Tests passing | 238/238 | 238/238 | ✅ GREEN |",
        "- `npm test` -> ✅\n  - 33 passed\n  - 2 skipped",
        "- ✅ `POST /berths` → Berth made with its own number",
        "- ✅ `rope-lint`: `7.0.0` → `6.21.0`",
        "| Check | Status | Notes |\n|---|---|---|\n| list.md has over 500 words | PASS | 1,054 words |",
        "### Keys ✅\n\n```\n✓ Pier id: pier.1.aaaa6qx\n✓ Key: 1704 chars, 29 lines\n```",
        "**Status**: Working perfectly\n\n```\nMode: TIDE\nTrust: 0.5 (first)\n```",
    ],
    ids=lambda line: line[:24],
)
def test_what_was_seen_is_evidence_in_whatever_form_it_is_told(line: str) -> None:
    """A named page with its status, a deployment by its id, a field that came back, a run's counts in a row or under it."""
    found = answers(under("Verification", line))
    assert "supported" in found.values()
    assert "unsupported" not in found.values()
