"""The timeline: rows that cannot look better than their check, and a picture that no text can break."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from handoff.model.events import (
    Bug,
    ClaimEvent,
    Commit,
    Deployment,
    Evidence,
    Fix,
    Impact,
    Learning,
    NextStep,
    Note,
    RootCause,
)
from handoff.model.observation import CommitSeen, RunSeen
from handoff.render.bugs import bugs
from handoff.render.timeline import MOST_DRAWN, drawing, rows
from handoff.render.wall import wall_of
from handoff.verdicts import Case

from .build import at, judged


def told(*events: Any, **more: Any) -> list[tuple[str, str, str]]:
    judgement = judged(*events, **more)
    return [(f"{row.at:%H:%M}", row.kind, row.text) for row in rows(judgement, Case(judgement.facts))]


def drawn(*events: Any, **more: Any) -> list[str] | None:
    judgement = judged(*events, **more)
    case = Case(judgement.facts)
    made = drawing(judgement, case, wall_of(judgement.facts.session), bugs(judgement, case))
    return None if made is None else [line.strip() for line in made.split("\n")]


def test_everything_that_happened_stands_in_order() -> None:
    """Oldest first, one instant in the order of the record; roll-outs and bugs have a beginning; plans did not happen."""
    assert told(
        Note(id="n", summary="n", at=at(12)),
        Note(id="m", summary="m", ended=at(12)),
        Note(id="dateless", summary="d"),
        Bug(id="b", summary="b", started=at(9), detected=at(11), at=at(11, 1)),
        Bug(id="c", summary="c", started=at(11), detected=at(11)),
        Bug(id="dateless-bug", summary="d"),
        Deployment(id="d", summary="d", service="worker", started=at(11, 30), finished=at(11, 40)),
        Deployment(id="e", summary="e", service="worker"),
        RootCause(id="r", summary="r", verdict="ruled-out", at=at(11, 5)),
        RootCause(id="s", summary="s", at=at(11, 6)),
        RootCause(id="dateless-cause", summary="d"),
        NextStep(id="x", summary="x", at=at(12)),
        Learning(id="l", summary="l", at=at(12)),
        Impact(id="i", summary="i", at=at(12)),
    ) == [
        ("09:00", "bug", "Begins: b"),
        ("11:00", "bug", "b"),
        ("11:00", "bug", "c"),
        ("11:05", "root-cause, ruled-out", "r"),
        ("11:06", "root-cause, not said how sure", "s"),
        ("11:30", "deployment", "Roll-out of worker begins"),
        ("11:40", "deployment", "d"),
        ("12:00", "note", "n"),
        ("12:00", "note", "m"),
    ]


def test_a_line_never_looks_better_than_its_check() -> None:
    """What an entry claims carries the worst verdict on it."""
    judgement = judged(
        ClaimEvent(id="a", summary="a", subject="worker", predicate="live", at=at(12)),
        Commit(id="c", summary="c", sha="abcdef1", at=at(12, 1)),
        Note(id="n", summary="n", at=at(12, 2)),
    )
    assert [row.standing for row in rows(judgement, Case(judgement.facts))] == ["unsupported", "inconclusive", ""]


def test_many_checks_and_claims_of_one_instant_are_one_row() -> None:
    """Three or more are told together, with their verdicts counted; two are not."""
    claims = [ClaimEvent(id=f"c{n}", summary=f"claim {n}", subject="worker", predicate="live", at=at(12)) for n in range(4)]
    checks = [Evidence(id=f"e{n}", summary=f"check {n}", at=at(12)) for n in range(3)]
    judgement = judged(Note(id="n", summary="n", at=at(12)), *checks, *claims, Note(id="m", summary="m", at=at(12)))
    made = rows(judgement, Case(judgement.facts))
    assert [(row.text, row.standing) for row in made] == [
        ("n", ""),
        ("3 checks: check 0; check 1; and 1 more", ""),
        ("4 claims: claim 0; claim 1; and 2 more", "4 unsupported"),
        ("m", ""),
    ]
    assert [text for *_, text in told(*claims[:2])] == ["claim 0", "claim 1"]


def seen(minute: int) -> CommitSeen:
    return CommitSeen(
        id="g", at=at(13), repo="r", asked="abcdef1", exists=True, sha="abcdef12", subject="s", commit_time=at(11, minute)
    )


def test_git_may_date_a_commit_otherwise() -> None:
    """Then both times are told, each with who says it; within the tolerance one is enough."""
    event = Commit(id="c", summary="c", sha="abcdef1", at=at(12))
    assert told(event, looks=(seen(0),)) == [("11:00", "commit", "abcdef1: s"), ("12:00", "commit", "c")]
    assert told(event, looks=(seen(59),)) == [("12:00", "commit", "c")]
    assert told(Commit(id="c", summary="c", sha="abcdef1"), looks=(seen(0),)) == [("11:00", "commit", "abcdef1: s")]


def notes(number: int) -> list[Note]:
    return [Note(id=f"n{minute}", summary=f"note {minute}", at=at(11, minute)) for minute in range(number)]


def test_the_picture_is_drawn_while_it_can_be_read() -> None:
    """Two entries need none, too many give none."""
    assert drawn(*notes(2)) is None
    assert drawn(*notes(MOST_DRAWN)) is not None
    assert drawn(*notes(MOST_DRAWN + 1)) is None


def test_what_broke_what_was_done_and_what_was_noted() -> None:
    """Bars for what lasts, diamonds for what does not, sorted by time; doubtful entries say so."""
    assert drawn(
        Note(id="n", summary="title: a; section b %% c", at=at(11, 10)),
        Bug(id="b", summary="Broken #1", detected=at(11), services=("worker",)),
        Deployment(id="d", summary="Deployed", service="worker", started=at(11, 30), finished=at(11, 40), result="succeeded"),
        Fix(id="f", summary="Fixed", bugs=("b",), state="verified", at=at(11, 20)),
        Note(id="dateless", summary="d"),
    ) == [
        "```mermaid",
        "gantt",
        "dateFormat YYYY-MM-DD HH:mm",
        "axisFormat %H:%M",
        "section Broken",
        "11.00 Broken 1 :crit, 2026-01-21 11:00, 2026-01-21 13:00",
        "section Done",
        "11.20 Fixed (unsupported) :milestone, 2026-01-21 11:20, 0m",
        "11.30 Deployed (unsupported) :2026-01-21 11:30, 2026-01-21 11:40",
        "section Noted",
        "11.10 title a section b c :milestone, 2026-01-21 11:10, 0m",
        "```",
    ]


def test_a_bug_is_drawn_until_it_is_shown_to_be_over() -> None:
    """The claimed end of a bug is not believed; without an end of the session the instant of the judgement counts."""
    bug = Bug(id="b", summary="b", detected=at(11), ended=at(11, 30))
    lines = drawn(bug, *notes(3), ended=None) or []
    assert "11.00 b :crit, 2026-01-21 11:00, 2026-01-21 14:00" in lines


def test_several_days_have_dates_on_their_axis() -> None:
    """A time of day alone would be ambiguous."""
    lines = drawn(*notes(3), Note(id="late", summary="l", at=at(1, day=22))) or []
    assert "axisFormat %m-%d %H:%M" in lines


def test_what_was_run_stands_among_what_happened() -> None:
    """Red before the repair and green after it; a command that cannot fail is told as what it is."""
    red = RunSeen(id="r", at=at(12), subject="worker", argv=("order", "17 18"), directory=".", milliseconds=9, exit=1)
    green, blind = replace(red, id="g", at=at(12, 20), exit=0), replace(red, id="b", at=at(12, 30), argv=("true",), exit=0)
    assert told(Fix(id="f", summary="Mended", at=at(12, 10)), looks=(green, red, blind)) == [
        ("12:00", "run, failed", "order '17 18'"),
        ("12:10", "fix", "Mended"),
        ("12:20", "run, passed", "order '17 18'"),
        ("12:30", "run, shows nothing", "true"),
    ]
