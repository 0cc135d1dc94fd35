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
        ("Pier", "| Key | Status | Expected |", "| rope | PASS | 4 |"),
        ("Pier", "| Field | Value |", "| Sailing ready | Yes |"),
        ("Pier", "| Trouble | Before | Better |", "| Torn ropes | 8 | 100% ✅ |"),
        ("Pier", "| # | Time | Remedy |", "| 4 | 32m | ✅ **green** |"),
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
    ],
)
def test_a_row_that_says_no_state_claims_nothing(section: str, header: str, row: str) -> None:
    assert not _claimed(section, header, row)


def test_a_last_column_of_ticks_is_a_verdict_in_any_language() -> None:
    lines = ["| 桟橋 | 達成 |", "|---|---|", "| 縄 | ✓ |", "| 鐘 | ✓ |"]
    assert set(answers(under("桟橋", *lines))) == {7, 8}
    assert not answers(under("Pier", "| Boat | Has a bell |", "|---|---|", "| Gull | ✓ |", "| Tern | ✓ |"))
