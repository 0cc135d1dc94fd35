"""Which words of a statement are evidence, and of which kind: the ways in which people write it down."""

from __future__ import annotations

import pytest

from handoff.markdown.blocks import read_blocks
from handoff.markdown.evidence import in_statement
from handoff.markdown.fences import in_fence
from tests.markdown.documents import under


def kinds(line: str, heading: str = "Notes from today") -> set[str]:
    """The kinds of evidence that one line of a section holds."""
    document = read_blocks(under(heading, line))
    return {one.kind for statement in document.statements if statement.line == 5 for one in in_statement(statement)}


@pytest.mark.parametrize(
    "line",
    [
        "All 14 berth comparisons passed.",
        "Soak: 5/5 iterations passed.",
        "`make golden`: 9/9 fixtures passed.",
        "The fuzz target passed 250 executions.",
        "New suite: 4 examples, 0 failures.",
        "`berth_tests` says 265 run, 0 failures.",
        "All three browser journeys passed.",
        "Both directions, all eleven offline/online suites passed.",
        "Unit: 61 tests pass.",
        "Result: passed (`61` tests, `2` skipped)",
        "The tide table passes `61/61` checks",
        "Quay audit: **14** checks PASS",
        "`make golden` (`BerthTest`, 8 tests) en verde",
        "Alle 61 Tests sind grün",
        "Все 61 тестов пройдены",
        "61 个潮汐测试（100% 通过）",
        "潮汐：61 项测试通过",
        "テスト 61/61 が変更なしでパス",
        "조수 테스트 61개 통과",
        "共 61 项：**61 通过 / 0 失败**",
        "The three T4.1 tests pass",
        "11 of 12 shards pass consistently",
        "All 14 barred cases pass.",
        "The tide range is locked by 9 tests in `tests/test_tide.py`.",
        "Quay smoke: passed, 14 checks.",
    ],
)
def test_a_run_is_counted_in_many_words(line: str) -> None:
    """Tests go by the names of examples, fixtures, iterations, journeys; and numbers may be words."""
    assert "test-count" in kinds(line)


@pytest.mark.parametrize(
    "line",
    [
        "Tests: 100% passing",
        "All tests pass",
        "Tests: 98.5 % green",
        "All critical suites passed",
        "Total tests: **61**",
        "Tests: 6 файлов",
        "测试：100% 通过",
        "TIDE-9 测试提交成功",
        "Pier 1 完成并测试通过",
        "The first tide-7 pass went well",
        "Read at line 41, passed on at 61",
        "Tide tests (30s timeout)",
        "4 of 12 tide rules have tests",
        "Tests: 0/12",
        "Test coverage: 12/12 tests designed",
        "http://quay.test:8890/berths",
        "Tide tests: 14 written (ready for the first run)",
        "Tests: 14 tests, not yet run",
        "March 2026 test run went green",
        "Barred boats: none (2 passed through the lock)",
    ],
)
def test_a_share_is_no_count(line: str) -> None:
    """A percentage of tests, or all of them, is what is claimed and not what shows it; nor does it show how many there are."""
    assert "test-count" not in kinds(line)


def test_n_of_n_counts_tests_where_the_section_is_about_tests() -> None:
    """The heading says what is counted."""
    assert "test-count" in kinds("Harbour map: 84/84.", "Test results")
    assert "test-count" not in kinds("Harbour map: 84/84.", "Migration results")
    assert "test-count" not in kinds("Harbour map: 84/84 berths", "Test results")
    assert "test-count" not in kinds("- **Tasks:** 5/5 (100%)", "Phase 5: the test suite")


@pytest.mark.parametrize(
    "line",
    [
        "`npm run build` → 3 chunks",
        "`cargo build --release` — **BUILD SUCCEEDED** after the clean",
        "`make check`: passed (`284` unit, `37` page)",
        "`npm run lint` (zero errors, zero warnings)",
        "`systemctl is-active berthd` → active",
        "`berthctl --selfcheck` reports `selfcheck OK`",
        "`list_berths()` - Retrieved 7 berths",
        "`git status --short` printed nothing",
        "`git diff --name-only HEAD` = exactly `berth.py` + `tide.py`",
        '`jq .state berth.json` gave "moored"',
        "Ran `npx quay push` (berths synced in 61 ms)",
        "A rerun over the 3 spring tides produced 53 matched pairs",
        "The dry run on the old quay wrote 1,210 berths",
    ],
)
def test_a_command_with_what_it_gave_is_output(line: str) -> None:
    """A figure, a quotation, words in capitals as a tool prints them, or that there was nothing."""
    assert "output" in kinds(line)


@pytest.mark.parametrize(
    "line",
    [
        "`git diff --check`: pass",
        "`npm run build` (pass)",
        "`tools/verify.sh 0.1.2`: passed",
        "`npm test` — green",
        "`make keys` → `make seed` → commit → `make up`",
        "Monitor logs: `journalctl -u berthd -f`",
        "`berths.js` returns `series`",
        "`npm run build` on 2026-05-04",
        "`npx quay push` in 2 steps",
        "The rerun is planned for 3 tides",
    ],
)
def test_a_command_with_a_verdict_or_a_next_step_is_no_output(line: str) -> None:
    """Passed, green and ok are the author's words; an arrow may lead to the next command."""
    assert not kinds(line) & {"output", "log"}


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("ruff: 0 errors", "check"),
        ("0 errors (all ruff checks pass)", "check"),
        ("✅ 0 erreurs cargo", "check"),
        ("Scan `bandit` : 0 vulnérabilité haute", "check"),
        ("Phplint: 0 Fehler", "check"),
        ("Build: 65 pages, 0 errors", "check"),
        ("The bundle went from 257 KB → 73 KB gzipped", "check"),
        ("Build finished (5.06s)", "check"),
        ("Build successful (1.5MB)", "check"),
        ("Bundle size: 505.15 KB", "check"),
        ("The tide binary compiles to 5.0M", "check"),
        ("The bundles came out as hoped (map 212 KB, board 30 KB)", "check"),
        ("DNS resolves to 203.0.113.9", "check"),
        ("156 lines, contains the berth table and the key", "check"),
        ("Direct queries for berth.state return zero hits over a day", "query"),
        ("The follow-up listing found 3 documents", "query"),
        ("Verified on the quay (tide.doc imported 6 tables)", "sight"),
        ("All files match the release by byte length and SHA-256", "measure"),
        ("| Scatter | σ(depth) = 0.0579 m | PASS |", "measure"),
        ("Complete to 8097/8340 = 0.971", "measure"),
        ("- `TestBerthPlan_LoadsTheTide` ✓", "named-test"),
        ("`testClaimBerthIsRefusedOnDoubleClick` ✅", "named-test"),
        ("Both copies match at 8f14e45fceea167a5a36dedd4bea2543", "measure"),
        ("Restored the berths and compared: the only differences were two trailing blanks", "measure"),
        ("Health endpoint: OK (uptime: 5,115 s, tide feed: up)", "measure"),
        ("Largest difference 6e-6 on real tides", "measure"),
        ("Lowered the limit from `200` to `50`", "before-after"),
        ("Moved the berths: before 1,204 rows, after 1,204 rows", "before-after"),
        ("Renamed `tide.js` → `tide.mjs`", "before-after"),
        ("Set the list to: `PIERS=north,south,east`", "before-after"),
        ("Automatic build `82dd8be3` went through", "build"),
        ("Live preview https://213d1357.pier-map.pages.dev", "deployment"),
        ("See lines 40-52 of the file", "code-place"),
        ("Line 23: `tide.level` stands there", "code-place"),
        ("Merged in `7fa31c9`", "commit"),
        ("Landed as #412", "pull-request"),
    ],
)
def test_other_evidence_by_its_looks(line: str, kind: str) -> None:
    """Tools by name, builds, queries told in words, looks with what came of them, values before and after."""
    assert kind in kinds(line)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("TypeScript: 0 errors", "check"),
        ("Pinned to pier==0.3.2", "measure"),
        ("The second quay is the same; the only difference is its name", "measure"),
        ("The build matches main at 8f14e45fceea167a5a36dedd4bea25438f14e45f", "measure"),
        ("The endpoint takes filters (berth: number, tide: high or low)", "measure"),
        ("Bundles stay under 200 KB", "check"),
        ("`planBerths(tide, gate)` → `{berths, errors, gate}`", "output"),
        ("Renamed the option `testPathPattern`", "named-test"),
        ("The gauge finishes but never sets `moored=True`", "measure"),
        ("Restarted without tide.debug=1", "measure"),
        ("Map bundle: 212 KB", "check"),
        ("Target: p95 ≤ 10 ms", "measure"),
        ("Grid = 25 by default", "measure"),
        ("Returns null when there is no berth", "measure"),
        ("Merge `quay` → `main`", "before-after"),
        ("From 0% to 70%", "before-after"),
        ("Set the alarm before 10 boats are in, after that ring", "before-after"),
        ("Plans `#121`, `#122`, and `#334` are merged", "pull-request"),
        ("Bug #12 is fixed", "pull-request"),
        ("Rotated, [#86](https://git.example.org/pier/issues/86)", "pull-request"),
        ("Tenant 3935ab4a0d944f778c09ad1e1053c8e0", "commit"),
        ("https://pier-map.web.app is up", "deployment"),
        ("http://quay.test:8890/berths is up", "code-place"),
        ("1. ✅ Open the map → Select a berth from 225 berths", "query"),
    ],
)
def test_what_looks_like_evidence_and_is_none(line: str, kind: str) -> None:
    """A language is no tool, a pin and a target measure nothing, an issue mends nothing, a digest is no commit."""
    assert kind not in kinds(line)


@pytest.mark.parametrize("code", ["`GET /healthz` gave 200.", "`GET /healthz` → 200", "`curl /healthz` returned HTTP 200"])
def test_a_request_with_its_status_is_an_answer_and_no_output(code: str) -> None:
    """Also at the end of a sentence."""
    assert kinds(f"Berths: {code}") == {"http"}


@pytest.mark.parametrize(
    "line",
    [
        "The berth API works (200 responses)",
        "Harbour server responding with HTTP 200",
        "泊位接口有 token 返回 200",
        "Los muelles sin llave (`GET /berths`) retornaron `401 Unauthorized`",
        "`POST /berths` bloquea a los extraños con 429 Too Many Requests",
        "泊位接口无 token 返回 401",
    ],
)
def test_an_answer_is_told_in_many_words(line: str) -> None:
    """What answered may be named loosely."""
    assert kinds(line) == {"http"}


def test_a_refusal_counts_where_it_was_wanted() -> None:
    """401 shows that a stranger is kept out; it shows nothing good by itself."""
    assert "http" in kinds("`/berths` rejected a request without a key with HTTP 401")
    assert "http" not in kinds("`/berths` gave HTTP 401")


def test_a_list_of_commits_says_so_above() -> None:
    """Digits alone are a commit where the line above says that commits follow."""
    document = read_blocks(under("Notes", "Commits:", "", "- `2308465` tides", "- `3739578` berths"))
    assert [one.kind for statement in document.statements if statement.item for one in in_statement(statement, "Commits:")] == [
        "commit",
        "commit",
    ]


def test_columns_that_hold_evidence() -> None:
    """A column of evidence, or of results beside one of verdicts, shows what is counted in it; a bare verdict shows nothing."""

    def row(header: str, cells: str) -> set[str]:
        table = read_blocks(under("Checks", header, "|---|---|---|", cells)).tables[0]
        return {one.kind for one in in_statement(table.rows[0])}

    assert row("| What | Status | Evidence |", "| Berth audit | PASS | 160 unique berths, 2 piers |") == {"check"}
    assert row("| What | Status | Result |", "| `make tide` | PASS | All 12 tables filled |") >= {"check"}
    assert row("| What | Status | Result |", "| `make lint` | PASS | zero errors |") == {"output"}
    assert row("| Qué | Comando | Estado |", "| Mareas | `make tide` | ✅ 0 errores, 12 archivos |") == {"output"}
    assert row("| What | Command | State |", "| Berths | `make berths` (once) | ✅ 0 errors |") == {"output"}
    assert row("| What | Command | State |", "| Berths | `make berths` | ✅ SYNTAX OK |") == {"output"}
    assert row("| What | Command | State |", "| Berths | `make berths` and then by hand | ✅ 0 errors |") == set()
    assert "http" in row("| What | Asked | Result |", "| Pages | `GET /`, `/berths` | ✅ all **200** |")
    assert row("| What | Command | State |", "| Berths | `make berths` | ✅ 9/9 piers on the map |") == {"output"}
    assert row("| What | Command | State |", "| Berths | `make berths` | ✅ all piers on the map |") == set()
    assert row("| What | Status | Evidence |", "| Berth key | PASS | SHA256 signatures used |") == set()
    assert row("| What | Status | Evidence |", "| Berth audit | PASS | 98% |") == set()
    assert row("| What | Status | Evidence |", "| Berth audit | PASS | at 15:45 UTC |") == set()
    assert row("| What | Status | Notes |", "| Berth audit | PASS | 160 unique berths |") == {"check"}
    assert row("| What | Status | Notes |", "| Berth audit | Done | 160 unique berths |") == set()
    assert row("| What | Status | Notes |", "| Berth page | PASS | Tables for 6 berths, newest gauge on top |") == set()
    assert row("| What | Status | Notes |", "| Berth page (`quay build`) | PASS | Drawn with 6 berths on top |") == {"check"}


def test_a_row_counts_its_tests() -> None:
    """Their name, how many, and that they passed, in cells of their own and in other languages."""

    def row(cells: str) -> set[str]:
        table = read_blocks(under("Maré", "| Categoria | Estado | Detalhes |", "|---|---|---|", cells)).tables[0]
        return {one.kind for one in in_statement(table.rows[0])}

    assert row("| Total de testes | **3050** | Todos passando |") == {"test-count"}
    assert row("| Total de testes | **3050** | Todos escritos |") == set()
    assert row("| Tests | 41 / 41 in `test_tide.py` + 25 / 25 in `test_berth.py`, all green | |") == {"test-count"}
    assert row("| Alla tester PASS | ✅ (1294/1294) | |") == {"test-count"}
    assert row("| Tests | 41 / 44 in `test_tide.py`, rest green | |") == set()
    assert row("| Total de berços | **3050** | Todos passando |") == set()


def test_columns_that_hold_none() -> None:
    """The number of an issue is no receipt, a number of lines no answer, a type no value that came back."""

    def row(header: str, cells: str) -> set[str]:
        table = read_blocks(under("Checks", header, "|---|---|---|", cells)).tables[0]
        return {one.kind for one in in_statement(table.rows[0])}

    assert row("| Issue ID | Fix | Checked |", "| QUAY-001 | widened the berth | lint passes |") == set()
    assert row("| Berth ID | Fix | Checked |", "| quay-778899 | widened the berth | yes |") == {"receipt"}
    assert row("| File | Lines | Status |", "| `quay/berth.py` | 280 | ✅ |") == set()
    assert row("| Path | Response | Status |", "| `/berths` | 280 | ✅ |") == {"http"}
    assert row("| Test | Ask | Status |", "| Pier F1 (11B) | the gate | PASS |") == set()
    assert row("| Test # | Ask | Status |", "| 3 | the gate | PASS |") == set()
    assert row("| Pier | Test no. | Status |", "| North | 3 | PASS |") == set()
    assert row("| Pier | Tests | Status |", "| North | 3 | PASS |") == {"test-count"}
    assert "test-count" in row("| Test area | Count | Status |", "| Tide range | 3 | PASS |")
    assert "test-count" not in row("| Test area | Count | Status |", "| Tide range | 3 | planned |")
    assert "test-count" not in row("| Pier | Count | Status |", "| North | 3 | PASS |")
    assert row("| Call | Passed | Status |", "| `berth()` | `width(u64)` → `berth_width: u64` | ✅ |") == set()


def test_a_picture_and_an_expectation_in_a_fence_are_no_evidence() -> None:
    """What a fence shows must have happened."""
    for lead, body, found in (
        ("Output:", "12 passed in 3 s", True),
        ("Expected output:", "12 passed in 3 s", False),
        ("Salida esperada:", "12 passed in 3 s", False),
        ("预期输出:", "12 passed in 3 s", False),
        ("The layout:", "pier ── berth ── tide", False),
    ):
        fence = read_blocks(under("Notes", lead, "", "```", body, "```")).fences[0]
        assert bool(in_fence(fence)) is found
