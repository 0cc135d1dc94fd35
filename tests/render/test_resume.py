"""The brief for the next reader: the dearest first, whole within its budget, and honest about what is left out."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handoff.model.events import (
    Bug,
    Change,
    ClaimEvent,
    Closing,
    Command,
    Correction,
    Decision,
    Deployment,
    Evidence,
    Fix,
    NextStep,
    Note,
    RootCause,
)
from handoff.model.facts import Facts
from handoff.model.observation import RunSeen
from handoff.render import render_handoff
from handoff.render.resume import LEAST, points, render_resume, resume_data, tokens

from .build import PROJECT, at, by_hand, judged, session, verdict
from .gfm import headings, types
from .test_golden import ALLOWED


def told(*events: Any, **more: Any) -> list[tuple[str, str, str]]:
    return [(point.section, point.text, point.why) for point in points(judged(*events, **more))]


def test_what_to_do_first_comes_first() -> None:
    """The step that can be started now, with why; then what waits."""
    assert told(
        NextStep(id="b", summary="Then", priority=1, blocked_by=("a",), why="because"),
        NextStep(id="a", summary="Begin"),
    ) == [("first", "Begin", ""), ("open", "Then", "because; first a")]


def test_refuted_claims_cost_more_than_figures() -> None:
    """Refuted before inconclusive before a number that nobody can compute; what is supported is not told."""
    judgement = by_hand(
        verdict("unsupported", "number", id="n", predicate="value"),
        verdict("inconclusive", "may work", id="i", why=("weak",)),
        verdict("supported", "works", id="s"),
        verdict("refuted", "is wrong", id="r", why=("speaks against",)),
    )
    assert [(point.text, point.why) for point in points(judgement)] == [
        ("refuted: is wrong", "speaks against"), ("inconclusive: may work", "weak"), ("unsupported: number", ""),
    ]  # fmt: skip


def test_bugs_that_are_not_shown_to_be_fixed_are_told() -> None:
    """With the state that follows from the verdicts; one that somebody closed is doubtful, and no longer open."""
    bug = Bug(id="b", summary="Broken")
    assert told(bug) == [("broken", "Broken: open", "")]
    fix = Fix(id="f", summary="Mended", bugs=("b",), state="verified")
    assert told(bug, fix)[0] == ("broken", "Broken: said to be fixed, not shown", "")
    assert told(bug, replace(fix, state="applied")) == [("broken", "Broken: open, fix applied", "")]
    closing = Closing(id="c", summary="c", of="b", state="dropped", why="w")
    assert told(bug, closing)[0] == ("distrust", "Broken: closed as dropped, not shown", "")


def ran(id: str, exit: int, hour: int) -> RunSeen:
    told = {"subject": "worker", "level": "functional", "argv": ("call",), "directory": ".", "milliseconds": 1}
    return RunSeen(id=id, at=at(hour), exit=exit, output="HTTP 500", **told)


def test_what_the_last_look_saw_broken_comes_first() -> None:
    """In this session or one beside it, until it passes; whatever else is to be done comes after it."""
    step = NextStep(id="a", summary="Begin")
    red, green = ran("p", 22, 12), ran("q", 0, 13)
    said = "broken now: worker, call (functional): exit 22: HTTP 500; seen at 2026-01-21 12:00 -05:00, by {}#p"
    assert told(step, looks=(red,)) == [("broken", said.format("2026-01-21-night"), ""), ("first", "Begin", "")]
    after = Facts(session=session(id="2026-01-22-after", previous=("2026-01-21-night",)), as_of=at(14), observations=(red,))
    assert told(step, linked=(after,))[0] == ("broken", said.format("2026-01-22-after"), "")
    assert told(step, looks=(red, green)) == [("first", "Begin", "")]
    assert told(step, looks=(green,), linked=(replace(after, observations=(ran("r", 22, 12),)),))[0][0] == "first"


def test_a_bug_that_an_earlier_session_left_open_is_not_lost() -> None:
    """Though nobody carried it over: a fix that was refuted after the next session had begun."""
    bug = Bug(id="b", summary="Broken", services=("worker",))
    before = Facts(session=session(bug, id="2026-01-20-before"), as_of=at(14), project=PROJECT)
    (point,) = told(previous=("2026-01-20-before",), linked=(before,))
    assert point == ("broken", "Broken: open there, and not carried over", "")
    taken = replace(bug, extra={"x-carried-from": "2026-01-20-before#b"})
    assert told(taken, linked=(before,)) == [("broken", "Broken: open", "")]


def test_corrections_by_later_sessions_are_told() -> None:
    """Of what is not doubted anyway: a claim that is refuted says itself by whom."""
    correction = Correction(id="c", summary="Not so", corrects="2026-01-21-night#up", now="down")
    later = Facts(session=session(correction, id="2026-01-22-after"), as_of=at(14))
    assert told(Note(id="up", summary="u"), linked=(later,)) == [("distrust", "up was corrected by 2026-01-22-after", "down")]
    claim = ClaimEvent(id="up", summary="Up", subject="worker", predicate="live")
    assert [text for _, text, _ in told(claim, linked=(later,))] == ["unsupported: Up"]


def test_what_is_running_must_not_be_disturbed() -> None:
    """Roll-outs without an end, whatever is tagged so, and changes that no commit holds, with their undo."""
    found = told(
        Deployment(id="d", summary="New worker", service="worker", started=at(12)),
        Deployment(id="over", summary="o", service="worker", started=at(11), finished=at(12)),
        Note(id="job", summary="Backfill runs until noon", tags=("running",)),
        Note(id="done", summary="Old job", tags=("running",), ended=at(12)),
        Note(id="closed", summary="Closed job", tags=("running",)),
        Closing(id="x", summary="x", of="closed", state="done"),
        Change(id="c", summary="flag off", undo="flag on"),
        Change(id="e", summary="rows marked"),
    )
    assert [(text, why) for section, text, why in found if section == "running"] == [
        ("the roll-out of worker is not over", "New worker"),
        ("Backfill runs until noon", ""),
        ("changed outside git, and not taken back in this record: flag off", "the command takes it back"),
        ("changed outside git, and not taken back in this record: rows marked", "nobody says how to take it back"),
    ]


def test_what_was_tried_is_not_tried_again() -> None:
    """Causes ruled out, roll-outs that failed, ways not chosen, steps dropped with their reason."""
    found = told(
        RootCause(id="r", summary="The cache", verdict="ruled-out", details="it was cold"),
        RootCause(id="s", summary="The disk", verdict="suspected"),
        Deployment(id="d", summary="Old image", service="worker", result="failed"),
        Decision(id="k", summary="k", alternatives=("roll back",), why="coupons"),
        NextStep(id="n", summary="n"),
        Closing(id="x", summary="x", of="n", state="dropped", why="no longer needed"),
    )
    assert [(text, why) for section, text, why in found if section == "ruled_out"] == [
        ("not the cause: The cache", "it was cold"),
        ("failed: Old image", ""),
        ("not chosen: roll back", "coupons"),
        ("dropped: n", "no longer needed"),
    ]


def test_what_was_corrected_is_not_relied_on() -> None:
    """In the words of the correction, else in those of what it corrects; a claim that is told as refuted is told once."""
    well = ClaimEvent(id="well", summary="The worker runs", subject="worker", predicate="live", at=at(12))
    seen = Evidence(
        id="e", summary="e", via="command", subject="worker", level="live", asked="up", exit=1, output="no", at=at(12, 20)
    )
    found = told(
        well,
        seen,
        Correction(id="b", summary="It does not", corrects="well", now="It stopped", evidence=("e",), at=at(12, 30)),
        Bug(id="loss", summary="Two rows were lost", services=("worker",)),
        Correction(id="c", summary="c", corrects="loss", now="It was one"),
        Correction(id="d", summary="d", corrects="other", was="All is well", now="It is not"),
    )
    told_of = [text for section, text, _ in found if section == "distrust"]
    assert [text for text in told_of if text.startswith("not so: ")] == ["not so: Two rows were lost", "not so: All is well"]
    assert [text for text in told_of if "The worker runs" in text] == ["refuted: The worker runs"]


def test_commands_of_doubtful_claims_come_before_others() -> None:
    """What to look at again is first of all what nobody can tell."""
    good = Evidence(
        id="e", summary="e", via="command", subject="worker", level="live", asked="good", exit=0, output="ok", at=at(12)
    )
    poor = Evidence(id="f", summary="f", via="command", subject="portal", level="live", asked="poor", at=at(12))
    found = points(
        judged(
            good,
            poor,
            ClaimEvent(id="a", summary="a", subject="worker", predicate="live", evidence=("e",), at=at(12, 30)),
            ClaimEvent(id="b", summary="b", subject="portal", predicate="live", evidence=("f",), at=at(12, 30)),
        )
    )
    assert [point.commands for point in found if point.section == "again"] == [("poor",), ("good",)]


LONG = [
    NextStep(id=f"n{number}", summary=f"Step {number} of many", why="A reason to do it", commands=(Command(run="run | it"),))
    for number in range(30)
]


@given(st.integers(LEAST, 3000))
@settings(max_examples=30, deadline=None)
def test_the_budget_holds(limit: int) -> None:
    """The text is never longer than its budget, as Markdown and as JSON, and says how much it leaves out."""
    judgement = judged(*LONG)
    text, data = render_resume(judgement, limit), resume_data(judgement, limit)
    for title in ("<" * 300, "\u202e" * 300, "é*" * 200):
        assert tokens(render_resume(judged(*LONG, title=title), limit)) <= limit
    assert tokens(text) <= limit
    assert tokens(data) <= limit
    number = text.count("Step ")
    assert (f"{30 - number} open steps" in text) == (number < 29)
    read = json.loads(data)
    assert len(read["first"]) + len(read["open"]) + sum(read["left_out"].values()) == 30


def test_more_room_never_tells_less() -> None:
    """A larger budget holds everything that a smaller one holds."""
    judgement, before = judged(*LONG), 0
    for limit in range(LEAST, 2000, 100):
        number = render_resume(judgement, limit).count("Step ")
        assert number >= before
        before = number
    assert before > 20


def test_a_budget_that_nothing_fits_into_gets_the_shortest() -> None:
    """Even then the status is said."""
    text = render_resume(judged(*LONG), 1)
    assert "No claim is made in this record" in text
    assert "Left out to stay within 1 tokens: 1 step to do first, 29 open steps." in text


def test_everything_may_fit() -> None:
    """Then nothing is said about what is left out."""
    text = render_resume(judged(NextStep(id="a", summary="Only step")))
    assert "Left out" not in text
    assert [name for _, name in headings(text)] == ["Resume: Night", "Do first"]
    assert "over for 1 h" in text
    assert "still open" in render_resume(judged(ended=None))


def test_half_a_command_is_no_command() -> None:
    """A very long command is left to the document; long texts are cut at a word."""
    step = NextStep(id="a", summary="word " * 100, why="w", commands=(Command(run="x " * 400), Command(run="short")))
    text = render_resume(judged(step))
    assert "x x" not in text
    assert "```bash\n  short\n" in text
    assert "w; a long command stands in HANDOFF.md" in text
    assert "word…" in text
    assert "a long command stands in HANDOFF.md" in render_resume(
        judged(NextStep(id="b", summary="b", commands=(Command(run="y" * 700),)))
    )


@pytest.mark.parametrize("poison", ["\n# x\n<b>|`](http://a.b) ![x](http://c.d)", "```\n", "\u202e\x1b[31m", "\\"])
def test_no_text_of_a_record_changes_the_shape(poison: str) -> None:
    """The same escaping as everywhere."""
    judgement = judged(
        NextStep(id="a", summary=f"s {poison}", why=f"w {poison}", owner=f"o {poison}", commands=(Command(run=f"r {poison}"),)),
        Decision(id="k", summary="k", alternatives=(f"roll back {poison}",), why=f"w {poison}"),
        title=f"t {poison}",
    )
    text = render_resume(judgement)
    assert types(text) <= ALLOWED
    assert [level for level, _ in headings(text)] == [1, 2, 2]
    assert "\u202e" not in text + resume_data(judgement)
    assert "\x1b" not in text + resume_data(judgement)


def test_what_a_document_told_is_over() -> None:
    """A session without an end is open; a draft of a document is not, though nothing says since when."""
    draft = {"ended": None, "extra": {"x-imported": "OLD.md"}}
    assert "`2026-01-21-night`, still open; judged" in render_resume(judged(ended=None))
    assert "`2026-01-21-night`, over; judged" in render_resume(judged(**draft))
    assert "`2026-01-21-night`, over for 1 h; judged" in render_resume(judged())
    assert "still open" not in render_handoff(judged(**draft), ())
    assert "still open" in render_handoff(judged(ended=None), ())
