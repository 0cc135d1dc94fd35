"""Whoever looks into a judged session finds what the judge has found, and nothing of another session."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from handoff.model.observation import CommitSeen
from handoff.verdicts import case_of, judge
from handoff.verdicts.memory import sessions_of
from tests.corpus import facts

RECORD = """events:
  - {id: call, kind: evidence, at: 10:00, via: command, level: functional, subject: shop, asked: call, output: ok, summary: ok}
  - {id: works, kind: claim, at: 12:00, subject: shop, predicate: functional, summary: works, evidence: [call]}
"""


def test_a_judgement_carries_the_case_of_its_own_session() -> None:
    """Also when others were judged in between; and the judge lets go of it."""
    mine, other = judge(facts(RECORD)), judge(facts(RECORD.replace("shop", "cart")))
    assert case_of(mine) is mine.case
    assert case_of(mine).facts is mine.facts
    assert case_of(other).facts is other.facts
    claim = mine.verdicts[0].claim
    assert case_of(mine).ask(claim) is None
    assert case_of(mine).bottom("2026-01-19-before#works") == ""


def test_a_judgement_of_changed_facts_gets_a_case_of_its_own() -> None:
    """What was found in other facts does not hold for these."""
    judged = judge(facts(RECORD))
    changed = replace(judged, facts=facts(RECORD.replace("shop", "cart")))
    assert case_of(changed).facts is changed.facts
    assert case_of(replace(judged, case=None)).facts is judged.facts


def test_two_judgements_of_the_same_facts_are_alike() -> None:
    """The case is how a judgement was found, no part of what it says."""
    given = facts(RECORD)
    assert judge(given) == judge(given)
    assert "Case" not in repr(judge(given))


def test_every_linked_session_is_met_once() -> None:
    """Also one that two others link to."""
    root = facts("id: 2026-01-18-root\ntitle: Root\nstarted: 2026-01-18T09:00Z\nevents: []\n")
    left = replace(facts("id: 2026-01-19-left\ntitle: Left\nstarted: 2026-01-19T09:00Z\nevents: []\n"), linked=(root,))
    right = replace(facts("id: 2026-01-19-right\ntitle: Right\nstarted: 2026-01-19T09:00Z\nevents: []\n"), linked=(root,))
    met = [one.session.id for one in sessions_of(replace(facts(RECORD), linked=(left, right)))]
    assert sorted(met) == ["2026-01-18-root", "2026-01-19-left", "2026-01-19-right", "2026-01-20-world"]


def test_what_was_not_so_when_it_was_said_is_kept_beside_the_verdict() -> None:
    """Documents and the timeline tell it by itself; a verdict that was right all along has none."""
    red = "  - {id: red, kind: evidence, at: 11:00, via: command, level: functional, subject: shop, asked: call, exit: 1, "
    green = RECORD.replace("at: 10:00", "at: 13:00")
    (late,) = judge(facts(green + red + "output: refused, summary: refused}\n")).verdicts
    assert late.answer == "supported"
    assert late.late == late.why[0]
    assert late.late.startswith("not so when it was said")
    assert judge(facts(RECORD)).verdicts[0].late == ""


@pytest.mark.parametrize(("wanted", "late"), [("", True), ("value: 2/2, ", True), ("value: 1/2, ", False)])
def test_all_of_several_was_not_so_where_one_of_them_was_not(wanted: str, late: bool) -> None:
    """A claim of fewer than all may do without the one that came late."""
    look = "via: command, level: functional, asked: call, output: ok, summary: ok"
    red = "via: command, level: functional, asked: call, exit: 1, output: refused, summary: refused"
    given = f"""services: [shop, cart]
events:
  - {{id: cart-ok, kind: evidence, at: 10:00, subject: cart, {look}}}
  - {{id: shop-red, kind: evidence, at: 11:00, subject: shop, {red}}}
  - {{id: all, kind: claim, at: 12:00, subject: services, predicate: all-of, each: functional, {wanted}summary: all work}}
  - {{id: shop-ok, kind: evidence, at: 13:00, subject: shop, {look}}}
"""
    (verdict,) = [one for one in judge(facts(given)).verdicts if one.claim.id == "all"]
    assert verdict.answer == "supported"
    assert bool(verdict.late) is late
    assert verdict.late.startswith("shop: not so when it was said" if late else "")


def test_a_commit_that_was_only_taken_over_is_not_shown_by_what_git_said_before() -> None:
    """Though the session goes on with a fix of the one before, whose commits git was asked about there."""
    at, sha = datetime(2026, 1, 19, 12, tzinfo=UTC), "a" * 7 + "1" * 33
    seen = CommitSeen(id="git-1", at=at, repo="main", asked="aaaaaaa1", exists=True, sha=sha)
    head = "id: 2026-01-19-before\ntitle: Before\nstarted: 2026-01-19T09:00Z\n"
    before = replace(facts(f"{head}events:\n  - {{id: f, kind: fix, summary: f}}\n"), observations=(seen,))
    given = """events:
  - {id: f, kind: claim, at: 09:50, subject: "2026-01-19-before#f", predicate: fixed, modality: carried, summary: mended}
  - {id: c, kind: claim, at: 09:50, subject: aaaaaaa1, predicate: committed, modality: carried, summary: committed}
  - {id: d, kind: claim, at: 09:50, subject: aaaaaaa1, predicate: committed, summary: committed}
"""
    verdicts = {one.claim.id: one.answer for one in judge(replace(facts(given), linked=(before,))).verdicts}
    assert (verdicts["c"], verdicts["d"]) == ("inconclusive", "supported")
