"""What was seen: the value that somebody read off when they looked, in the ways in which people write it down."""

from __future__ import annotations

import pytest

from tests.markdown.documents import answer, answers, read, under


@pytest.mark.parametrize(
    "seen",
    [
        "41 ms at high tide",
        "in 4.2 s",
        "largest gap 0.0012",
        "812 → 41 waits",
        "berth.depth=41",
        "`mooring: north`",
        "`depth` is 41",
        'name = "north"',
        "docks `3`, gates `1`",
        "berth 2, gate 1",
        "found 9 berths",
        "9 rows returned",
        "48,117 = 48,117",
        '`{"moored": 9}`',
        'the board shows "Tide: falling"',
        "listening on port 9000",
        "0x7f3a: `moored`",
        "ingested 4 moorings",
        "calls were routed to `north_quay`",
        "9 boats (actual: 9)",
        "test duration: 333 seconds",
        "all 5 quays now answer MOORED",
        "`GET /berths` returns an empty array",
        "North, East, South Quay all appear as candidates",
        'a keel of 9 m -> "Too deep"',
        "12 moorings came back",
        "the last tide came back as `4`",
        "the gauge prints 'low water'",
        "9 products listed",
        "the clock has the row `{0, 0}`",
        "47 selector hits in the chart",
        "layer check: pass, 340 stones",
    ],
)
def test_a_value_counts_where_someone_looked(seen: str) -> None:
    """Whatever it looks like: a unit, a change, a name with its value, a count of what came back, words on a board."""
    assert answer(f"- Berth plan verified: {seen}.") == "supported"


@pytest.mark.parametrize("seen", ["41 ms", "812 → 41 waits", "`depth` is 41", "docks `3`, gates `1`", "berth 2, gate 1"])
def test_a_value_beside_a_tick_was_not_seen_by_anyone(seen: str) -> None:
    """It is as likely a limit, a setting or a wish."""
    assert answer(f"- ✅ Berth plan: {seen}.") == "unsupported"


@pytest.mark.parametrize(
    "said",
    [
        "98% of berths",
        "9/9 berths",
        "9 of 9 berths",
        "on 2026-05-04",
        "at 10:41",
        "by 3 captains",
        "for Harbour OS 17.2",
        "with a row of `{tide, gate}`",
        "2-15 → 99445 by the rule",
        "for fenders of 20 px+",
        "after three captains came back",
        "in the harbour's own 'deep' berth",
        "up to 10 MB",
        "with a limit of 200 ms",
        "in phase 3",
        "under ticket PIER-41",
        "in 2 browsers",
        "in `src/pier.py`",
        "`PIER_DEPTH=41`",
    ],
)
def test_a_number_that_nobody_read_off_is_no_value(said: str) -> None:
    """Shares, N of N, times, crews, versions, limits, names with numbers, settings."""
    assert answer(f"- Berth plan verified {said}.") == "unsupported"


@pytest.mark.parametrize("above", ["Verification", "Checked on the quay", "Smoke results"])
def test_a_heading_or_an_introduction_says_that_someone_looked(above: str) -> None:
    """Then the items need no word for it."""
    line = '- ✅ `mooring = "north"`'
    assert answer(line, above) == "supported"
    assert answers(under("Berths", f"{above}:", "", line))[7] == "supported"
    assert answer(line, "Configuration") == "unsupported"
    assert answer("- ✅ Tide writer (8.0 KB)", "Audit logging") == "unsupported"


@pytest.mark.parametrize(
    ("head", "row", "expected"),
    [
        ("| Berth | Expected | Actual | Status |", "| North | 9 | 9 | ✅ Pass |", "supported"),
        ("| Berth | Expected | Status |", "| North | 9 | ✅ Pass |", "unsupported"),
        ("| Berth | Target | Actual | Status |", "| North | 8+ | 9 | ✅ |", "supported"),
        ("| Berth | Captain | Count | Status |", "| North | 8+ | 9 | ✅ |", "unsupported"),
        ("| Depth | Value | Threshold | Verdict |", "| Ratio | 0.94 | [0.7, 1.3] | **PASS** |", "supported"),
        ("| Depth | Value | Threshold | Verdict |", "| Range | [0, 3000] m | [0, 3200] m | **PASS** |", "supported"),
        ("| Depth | Value | Captain | Verdict |", "| Ratio | 0.94 | North | **PASS** |", "unsupported"),
        ("| Depth | Value | Threshold | Verdict |", "| Ratio | fine | [0.7, 1.3] | **PASS** |", "unsupported"),
        ("| Berço | Alvo | Atual | Status |", "| Norte | < 3 s | 2 s | ✅ PASS |", "supported"),
        ("| Fout | Voor | Na | Status |", "| Wachttijd | 812 | 41 | ✅ |", "supported"),
        ("| Work | Planned | Actual | Status |", "| Berths | 2 h | 3 h | ✅ Done |", "unsupported"),
        ("| Pilot | Sees | Verified |", "| North | own berth | berth 1; gate 0 ✓ |", "supported"),
        ("| Pilot | Sees | Verified |", "| North | own berth | ✓ |", "unsupported"),
        ("| Case | Result | Detail |", "| North | PASS | moored in 4.2 s |", "supported"),
        ("| Case | Result | Detail |", "| North | PASS | as hoped |", "unsupported"),
        ("| Case | Result | Message |", '| Empty | ✅ PASS | "No berth was given" |', "unsupported"),
        ("| Case | Result | Response |", '| Empty | ✅ PASS | "No berth was given" |', "supported"),
        ("| Feature | Status | Notes |", "| Upload | ✅ works | up to 10 MB |", "unsupported"),
        ("| Metric | Before | After | Status |", "| Wait | 812 ms | 41 ms | ✅ fixed |", "supported"),
        ("| Metric | Target | Limit | Status |", "| Wait | 812 ms | 41 ms | ✅ fixed |", "unsupported"),
        ("| Load | Latency (ms) | Status |", "| North | 4.1 | ✅ PASS |", "supported"),
        ("| Load | First berth | Check |", "| North | 4.1s | pass |", "supported"),
        ("| Load | Timeout | Check |", "| North | 30s | pass |", "unsupported"),
        ("| Table | Rows | Status |", "| berths | 72 | ✅ Accessible |", "supported"),
        ("| 表 | 记录数 | 状态 |", "| 泊位 | 72 条 | ✅ 正常 |", "supported"),
        ("| Table | Port | Status |", "| berths | 7200 | ✅ Accessible |", "unsupported"),
        ("| Address | Code | Status |", "| `/berths` | 200 | ✅ works |", "supported"),
        ("| Address | Order | Status |", "| North | 200 | ✅ works |", "unsupported"),
        ("| Service | Version | Status |", "| map | v1.4.2 | ✅ deployed |", "supported"),
        ("| Service | Version | Status |", "| map | v1.4.2 | ✅ done |", "unsupported"),
        ("| Suite | Result | What |", "| Berths | PASSED | 57 quay / 7 gate tests |", "supported"),
        ("| Call | Status | Result |", "| countberths | ✅ | 21,373 |", "supported"),
        ("| 方法 | 状态 | 结果 |", "| countberths | ✅ | 21,373 |", "supported"),
        ("| Call | Status | Result |", "| countberths | ✅ | as wanted |", "unsupported"),
        ("| Call | Status | Berth |", "| countberths | ✅ | 21,373 |", "unsupported"),
    ],
)
def test_cells_are_read_by_the_names_of_their_columns(head: str, row: str, expected: str) -> None:
    """What was seen, before and after, an address with its answer, what runs; not what was planned or put in."""
    rule = "|---" * (head.count("|") - 1) + "|"
    assert answers(under("Berths", head, rule, row))[7] == expected


def test_a_ticked_field_may_name_what_was_read_off() -> None:
    """A version, a number of rows; a port is a setting."""
    assert answer("- Installed quay version: `27.2.1` ✅") == "supported"
    assert answer("- Rows: 44 ✅") == "supported"
    assert answer("- Quay port: 4400 ✅") == "unsupported"


def test_a_sum_over_a_table_is_more_than_its_numbers() -> None:
    """What was read off in a row shows the row."""
    table = ["| Table | Rows | Status |", "|---|---|---|", "| berths | 72 | ✅ Accessible |"]
    found = answers(under("Tables", "All tables accessible for reading and writing:", "", *table))
    assert (found[5], found[9]) == ("unsupported", "supported")


def test_a_verdict_in_a_heading_stands_on_what_was_seen_under_it() -> None:
    """Its lines are the protocol of the look; under a heading that only praises they are no more than its details."""

    def heading(title: str, *lines: str) -> str:
        return answers("\n".join(("# Ferry", "", "## Round", "", f"### {title}", "", *lines, "")))[5]

    seen = '- At low tide: the board shows "North: 41 cm".'
    assert heading("(a) The board turns with the tide — PASS", seen) == "supported"
    assert heading("(a) The board turns with the tide — PASS", "- It turns as it should.") == "unsupported"
    assert heading("✅ Board works", "- Board checked, `depth` is 41.") == "unsupported"
    assert heading("✅ Board 3: tides", "**Verification:**", seen) == "supported"
    assert heading("✅ Board 3: tides", "**Captains:**", seen) == "unsupported"
    assert heading("All board tests — PASS", seen) == "unsupported"


def test_a_fix_is_shown_by_the_code_under_what_was_changed() -> None:
    """Also some sentences further down in its section; code that is there to explain the fault shows nothing."""
    claim = "The doubled berths were fixed in `src/berths.py`. The loop ran twice."
    code = ("", "```python", "if moored: return", "```")
    assert answers(under("Berths", claim, "", "Guard applied to every branch:", *code))[5] == "supported"
    assert answers(under("Berths", claim, "", "The loop read:", *code))[5] == "unsupported"


def test_a_paragraph_leads_to_its_fence() -> None:
    """What the last sentence of a paragraph introduces was seen for the first one, too."""
    lines = ["The tide windows work as intended. At noon the readings were:", "", "```", "short = 0.00", "long = 0.95", "```"]
    assert answers(under("Tides", *lines))[5] == "supported"
    lines[0] = "The tide windows work as intended. At noon one would write:"
    assert answers(under("Tides", *lines))[5] == "unsupported"


def test_a_sum_stands_on_its_table() -> None:
    """ "2/2 verified" under a table whose rows carry their evidence."""
    table = ["| Berth | Status | Evidence |", "|---|---|---|"]
    shown = [
        *table,
        "| North | VERIFIED | `plan.md:41` |",
        "| South | VERIFIED | `plan.md:52` |",
        "",
        "**Score:** 2/2 verified",
    ]
    bare = [*table, "| North | VERIFIED | seen |", "| South | VERIFIED | seen |", "", "**Score:** 2/2 verified"]
    assert answers(under("Berths", *shown))[10] == "supported"
    assert answers(under("Berths", *bare))[10] == "unsupported"


def test_a_value_that_goes_on_in_the_next_line_is_told_in_one() -> None:
    """Lines end where the author's editor wrapped them, and a piece of evidence is told in a line."""
    (sight,) = [event for event in read("Berth plan verified: depth\n= 41\n").events if event.kind == "evidence"]
    assert sight.summary == "depth = 41"


@pytest.mark.parametrize(("column", "expected"), [("Took (ms)", "supported"), ("Interval", "unsupported")])
def test_a_table_of_what_was_set_measures_nothing(column: str, expected: str) -> None:
    """How often a thing runs was decided, how long it took was measured."""
    table = (f"| Ferry | {column} |", "|---|---|", "| North | 15 min |", "| South | 30 min |")
    assert answers(under("Ferries ✅ all active", *table))[3] == expected
