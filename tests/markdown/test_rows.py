"""Rows of tables: which columns hold how things stand, whatever the section is for."""

from __future__ import annotations

import pytest

from tests.markdown.documents import answers, under


def _claimed(section: str, header: str, row: str) -> bool:
    bars = "|" + "---|" * (header.count("|") - 1)
    return 7 in answers(under(section, header, bars, row))


@pytest.mark.parametrize(
    ("section", "header", "row"),
    [
        ("Commands", "| Command | What | Status |", "| `/moor` | ties the boat | ✅ Working |"),
        ("Harbour rules", "| Rule | Status |", "| Sail slowly | ✅ Enforced |"),
        ("Requirements", "| Id | What | Status |", "| R1 | moors | ✅ Done |"),
        ("Requirements", "| Id | Looked at | Verdict |", "| R1 | the quay | ✅ no old rope left |"),
        ("Troubleshooting", "| Trouble | Status |", "| Rope tears | Resolved |"),
        ("Pier", "| Field | Value |", "| Build status | ✅ Success |"),
        ("Pier", "| Field | Value |", "| Signed | ✅ Yes |"),
        ("Muelle", "| Campo | Valor |", "| Estado actual | Resuelto |"),
        ("Pier", "| Property | Value |", "| Verdict | PASS |"),
        ("Pier", "| Area | PASS/FAIL |", "| Ropes | PASS |"),
        ("Pier", "| Item | Pilot | Done |", "| Ropes | Ada | x |"),
        ("Pier", "| Check | Pass? |", "| Ropes | y |"),
        ("Pier", "| Status | Item |", "| DONE | Ropes |"),
        ("Molo", "| Stato | Voce |", "| **Fatto** | Tutte le cime in ordine |"),
        ("Pier", "| Metric | Value |", "| Ropes | 8/8 trials succeeded |"),
        ("Pier", "| | North | South |", "| Phase | 4 (Ropes) ✅ COMPLETE | 8 |"),
        ("Pier", "| Key | Status | Expected |", "| rope | PASS | 4 |"),
        ("Pier", "| Field | Value |", "| Sailing ready | Yes |"),
        ("Pier", "| Trouble | Before | Better |", "| Torn ropes | 8 | 100% ✅ |"),
        ("Pier", "| # | Time | Remedy |", "| 4 | 32m | ✅ **green** |"),
        ("Pier", "| Metric | Value |", "| Leaks closed | 2 large |"),
        ("Pier", "| Part | Current state |", "| Ropes | Deployed |"),
        ("Pier", "| Part | Before | After |", "| Bell | broken | Fixed |"),
        ("Pier", "| Part | Status |", "| Bell | Fixed but untested |"),
        ("Pier", "| Part | SHA | What |", "| Bell | | Bell repaired and deployed |"),
        ("Pier", "| Metric | Value |", "| **Repairs completed** | 14 |"),
        ("Pier", "| Part | Status | Notes |", "| Ropes | **Solid** | Hemp, three strands |"),
        ("Pier", "| Part | Status | Notes |", "| Quay | Robust (below the tide line) | |"),
        ("Pier", "| ท่าเรือ | สถานะ |", "| เหนือ | ✅ |"),
    ],
)
def test_a_state_is_one_in_whatever_table_it_stands(section: str, header: str, row: str) -> None:
    assert _claimed(section, header, row)


@pytest.mark.parametrize(
    ("section", "header", "row"),
    [
        ("Usage", "| Command | Meaning |", "| `/moor` | ✅ Working |"),
        ("Commands", "| Command | What |", "| `/moor` | ✅ Ties the boat |"),
        ("Expected results", "| Case | Result |", "| Ropes | ✅ Pass |"),
        ("Comparison", "| Feature | Ours | Theirs |", "| Mooring | ✅ | ❌ |"),
        ("Pier", "| Field | Value |", "| Signed | yes |"),
        ("Pier", "| Field | Value |", "| Length | 3 h |"),
        ("Pier", "| Item | Pilot | Done |", "| Ropes | Ada | no |"),
        ("Pier", "| Area | PASS/FAIL |", "| Ropes | FAIL |"),
        ("Pier", "| Item | State |", "| Ropes | ✅ partially |"),
        ("Pier", "| Status | Description |", "| DONE | Every rope is tied |"),
        ("Pier", "| Status | Count |", "| DONE | 4 |"),
        ("Pier", "| Metric | Value |", "| Leaks found | 2 large |"),
        ("Pier", "| Part | Target state |", "| Ropes | Deployed |"),
        ("Pier", "| Part | Expected result |", "| Ropes | PASS |"),
        ("Muelle", "| Parte | Estado deseado |", "| Cuerdas | Verificado |"),
        ("Pier", "| Part | Before | After |", "| Colour | Grey | Matches the quay |"),
        ("Pier", "| Part | Before | After |", "| Grip | Good | Good |"),
        ("Pier", "| Part | Status |", "| Bell | Wired but untested |"),
        ("Pier status", "| Part | Progress | Status |", "| Ropes | 24/25 | ✅ Mostly complete |"),
        ("Pier", "| SHA | What |", "| `a1b2c3d` | Bell repaired and deployed |"),
        ("Pier", "| Metric | Value |", "| Leaks closed | 2 of 7 |"),
        ("Pier", "| Metric | Value |", "| Leaks closed | 0 |"),
        ("Pier", "| Metric | Value |", "| Harbour doors closed | 2026-03-01 |"),
        ("Pier", "| Metric | Value |", "| Passengers | 14 |"),
        ("Pier", "| Part | Status | Notes |", "| Ropes | Robust handling of knots | |"),
    ],
)
def test_a_row_that_says_no_state_claims_nothing(section: str, header: str, row: str) -> None:
    assert not _claimed(section, header, row)


def test_a_last_column_of_ticks_is_a_verdict_in_any_language() -> None:
    lines = ["| 桟橋 | 達成 |", "|---|---|", "| 縄 | ✓ |", "| 鐘 | ✓ |"]
    assert set(answers(under("桟橋", *lines))) == {7, 8}
    assert not answers(under("Pier", "| Boat | Has a bell |", "|---|---|", "| Gull | ✓ |", "| Tern | ✓ |"))


def test_a_number_in_the_name_of_a_test_counts_nothing() -> None:
    """The first column says what was tried, and a step in a remark is no figure that was seen."""
    table = (
        "| Test | Status | Notes |",
        "|---|---|---|",
        "| Boats (11B, 68W) | PASS | |",
        "| Pier map | PASS | Link at stop 8, by boat |",
    )
    assert answers(under("Pier", *table)) == {7: "unsupported", 8: "unsupported"}
    counted = ("| Suite | Tests | Status |", "|---|---|---|", "| Boats | 68 | PASS |")
    assert answers(under("Pier", *counted)) == {7: "supported"}


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("**Confidence:** 🟢 High", None),
        ("**Trust in the crossing:** ✅ Medium to high", None),
        ("**Recommended action:** ✅ Deploy to the second pier", None),
        ("**Suggested next step:** ✅ Run the boat trial", None),
        ("**Recommendation:** ✅ Approved for the crossing", "unsupported"),
        ("**High tide alarm:** ✅ Working", "unsupported"),
        ("**Ferry clock:** Works", "unsupported"),
        ("**Purpose:** Works around the low tide", None),
        ("**No rope errors:** Confirmed", "unsupported"),
        ("**Rope errors:** Confirmed", None),
    ],
)
def test_a_degree_or_an_advice_in_a_field_is_no_status(field: str, expected: str | None) -> None:
    """How sure somebody is says nothing of how the thing stands, and what is advised has yet to be done."""
    assert answers(under("Pier", f"- {field}")).get(5) == expected
