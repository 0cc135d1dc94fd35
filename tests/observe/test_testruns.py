"""Test runners say how it went; what they say is counted, and what they do not say is not made up."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from handoff.errors import BadInput
from handoff.observe.testruns import Counts, counts_of, read_junit

PYTEST = """\
============================= test session starts ==============================
collected 14 items

tests/test_a.py ..F.s.x.X....E                                           [100%]
FAILED tests/test_a.py::test_three - assert 1 == 2
=== 1 failed, 9 passed, 1 skipped, 1 xfailed, 1 xpassed, 2 warnings, 1 error in 62.05s (0:01:02) ===
"""
GO = """\
=== RUN   TestOne
--- PASS: TestOne (0.00s)
=== RUN   TestTwo
    --- PASS: TestTwo/inner (0.00s)
--- FAIL: TestTwo (0.01s)
--- SKIP: TestThree (0.00s)
FAIL
FAIL	example.org/quotes	0.012s
"""
GO_JSON = """\
{"Time":"2026-01-20T16:40:00Z","Action":"run","Package":"q","Test":"TestOne"}
{"Time":"2026-01-20T16:40:00Z","Action":"pass","Package":"q","Test":"TestOne","Elapsed":0}
{"Time":"2026-01-20T16:40:00Z","Action":"pass","Package":"q","Test":"TestTwo/inner","Elapsed":0}
{"Time":"2026-01-20T16:40:00Z","Action":"fail","Package":"q","Test":"TestTwo","Elapsed":0}
{"Time":"2026-01-20T16:40:01Z","Action":"fail","Package":"q","Elapsed":0.5}
"""
CARGO = """\
running 3 tests
test a ... ok
test result: ok. 2 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s

     Running tests/it.rs (target/debug/deps/it-1f)
test result: FAILED. 4 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.10s
"""
TAP = """\
TAP version 14
1..6
ok 1 - adds
    ok 1 - inner
    1..1
not ok 2 - subtracts
ok 3 - divides # SKIP no zero
not ok 4 - multiplies # TODO later
ok
"""
JEST = """\
Test Suites: 1 failed, 3 passed, 4 total
Tests:       2 failed, 1 skipped, 1 todo, 20 passed, 24 total
Snapshots:   0 total
"""
VITEST = " Test Files  1 failed | 2 passed (3)\n      Tests  1 failed | 20 passed | 2 skipped (23)\n"
MOCHA = "\n  21 passing (34ms)\n  2 pending\n  1 failing\n\n  1) adds\n"
UNITTEST = "..F.\n----\nRan 12 tests in 0.003s\n\nFAILED (failures=1, errors=2, skipped=3, expected failures=1)\n"


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        (PYTEST, Counts(10, 1, 1, 2)),
        ("3 passed in 0.01s\n", Counts(3, 0)),
        ("========== no tests ran in 0.01s ==========\n", Counts(0, 0)),
        ("====== 5 deselected in 0.02s ======\n", Counts(0, 0)),
        ("2 errors in 0.10s\n", Counts(0, 0, 2)),
        (UNITTEST, Counts(5, 1, 2, 4)),
        ("Ran 1 test in 0.000s\n\nOK\n", Counts(1, 0)),
        ("Ran 0 tests in 0.000s\n\nNO TESTS RAN\n", Counts(0, 0)),
        (CARGO, Counts(6, 1, 0, 1)),
        (JEST, Counts(20, 2, 0, 2)),
        (VITEST, Counts(20, 1, 0, 2)),
        (MOCHA, Counts(21, 1, 0, 2)),
        (GO, Counts(1, 1, 0, 1)),
        (GO_JSON, Counts(1, 1)),
        (TAP, Counts(2, 1, 1, 2)),
        ("1..0 # SKIP nothing here\n", Counts(0, 0)),
        ("1..2\nok 1\nBail out! no database\n", Counts(1, 0, 1)),
        (f"{JEST}\n3 passed in 0.01s\n", Counts(23, 2, 0, 2)),
        ("3 passed in 0.01s\n1 failed in 0.02s\n", Counts(3, 1)),
    ],
)
def test_summaries_are_counted(text: str, counts: Counts) -> None:
    """One runner, several in one command, runs one after the other: all are added up."""
    assert counts_of(text, ["make", "test"]) == counts


@pytest.mark.parametrize(
    "text",
    [
        "",
        "all good\n",
        "ok  \texample.org/quotes\t0.012s\n",
        "--- FAIL: TestTwo (0.01s)\nFAIL\texample.org/quotes\t0.012s\n",
        "it passed in 3s\n",
        "5 apples, 3 pears in the basket\n",
        "ok 1 - adds\n",
        "1..3\n",
        "Tests: all passed\n",
        "  3 failing tests were removed\n",
        "1 failing\n",
        "the passing of time, 3 passing clouds\n",
        "test result: unknown\n",
    ],
)
def test_what_names_no_counts_has_none(text: str) -> None:
    """Packages are not tests, and prose is no summary."""
    assert counts_of(text) is None


def test_somebody_elses_output_is_no_test_run() -> None:
    """A program that prints what was written before has run no tests."""
    for argv in (["cat", "old.log"], ["/bin/echo", "3 passed in 0.01s"], ["tail", "-1", "x"]):
        assert counts_of("3 passed in 0.01s\n", argv) is None


def test_the_last_summary_of_pytest_is_its_own() -> None:
    """Tests of a pytest plugin print summaries of inner runs; when pytest is the command, the last one counts."""
    text = "Captured stdout\n=== 7 passed in 0.01s ===\n=== 1 failed, 2 passed in 0.31s ===\n"
    for argv in (["pytest", "-q"], ["/v/bin/pytest"], ["python", "-m", "pytest"], ["py.test"]):
        assert counts_of(text, argv) == Counts(2, 1)


def test_counting_by_line_needs_every_line() -> None:
    """Of an output whose middle is left out only summaries are believed."""
    cut = "[… 12345 characters left out here …]\n"
    assert counts_of(GO + cut) is None
    assert counts_of(TAP + cut) is None
    assert counts_of(CARGO + cut) is None
    assert counts_of(PYTEST + cut) == Counts(10, 1, 1, 2)


def test_real_runs_of_pytest_and_unittest(tmp_path: Path) -> None:
    """What the installed runners print today is what is read."""
    (tmp_path / "test_it.py").write_text(
        "import unittest\nclass It(unittest.TestCase):\n"
        "    def test_a(self): pass\n    def test_b(self): self.fail()\n"
        "    @unittest.skip('x')\n    def test_c(self): pass\n    def test_d(self): raise OSError\n"
    )
    report = tmp_path / "report.xml"
    for argv, counts in (
        (["-m", "pytest", "-q", "-p", "no:cacheprovider", f"--junitxml={report}", "test_it.py"], Counts(1, 2, 0, 1)),
        (["-m", "pytest", "-p", "no:cacheprovider", "--color=no", "test_it.py"], Counts(1, 2, 0, 1)),
        (["-m", "unittest", "test_it"], Counts(1, 1, 1, 1)),
    ):
        done = subprocess.run(
            [sys.executable, *argv], cwd=tmp_path, capture_output=True, text=True, check=False, env={"PATH": "/usr/bin:/bin"}
        )
        assert counts_of(done.stdout + done.stderr, ["python", *argv]) == counts, done.stdout + done.stderr
    read = read_junit(report.read_bytes())
    assert read.counts == Counts(1, 2, 0, 1)
    assert [case.name for case in read.bad] == ["test_it.It.test_b", "test_it.It.test_d"]
    assert read.timestamp is not None


JUNIT = """\
<?xml version="1.0" encoding="UTF-8"?>
<testsuites tests="99" failures="0" timestamp="2026-01-20T16:40:00+00:00">
 <testsuite name="a" tests="9">
  <properties><property name="failure" value="x"/></properties>
  <testcase classname="a.b" name="one"/>
  <testcase name="two"><failure message="1 != 2">trace</failure><failure message="again"/></testcase>
  <testcase classname="a" name="three"><error message="boom"/></testcase>
  <testcase name="four"><skipped/></testcase>
  <system-err>x</system-err>
 </testsuite>
 <testsuite name="b"><testcase name="five"><system-out>ok</system-out></testcase><error message="outside"/></testsuite>
</testsuites>
"""


def test_a_report_is_counted_test_by_test() -> None:
    """Totals in attributes are not believed; a test that failed twice failed once."""
    report = read_junit(JUNIT.encode())
    assert report.counts == Counts(2, 1, 1, 1)
    assert [(case.name, case.how, case.message) for case in report.bad] == [
        ("two", "failure", "1 != 2"),
        ("a.three", "error", "boom"),
    ]
    assert report.timestamp == "2026-01-20T16:40:00+00:00"
    assert read_junit(b"<testsuite><testcase name='x'/></testsuite>").counts == Counts(1, 0)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "is no XML: no element found"),
        (b"<testsuites>", r"r.xml:1:13: is no XML"),
        (b"<html/>", "begins with <html>"),
        (b'<!DOCTYPE x [<!ENTITY a "aaaa">]><testsuites/>', "document type"),
        (b"\xff\xfe", "is no XML"),
        (b'{"not": "xml"}', "is no XML"),
    ],
)
def test_what_is_no_report_is_told(data: bytes, why: str) -> None:
    """One line with the place; a document type could name files and grow without bound, so it is refused."""
    with pytest.raises(BadInput, match=why):
        read_junit(data, "r.xml")
