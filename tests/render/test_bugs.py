"""Bugs from symptom to verification; state and milestones are derived."""

from __future__ import annotations

import pytest

from handoff.model.claim import Answer
from handoff.model.events import (
    Acknowledgement,
    AnyEvent,
    Bug,
    Change,
    Closing,
    Deployment,
    Evidence,
    Fix,
    Impact,
    RootCause,
    Snippet,
)
from handoff.render.bugs import BugView, bugs, shown_code
from handoff.verdicts import Case

from .build import at, by_hand, facts, judged, verdict

BUG = Bug(id="b", summary="b", severity="high", services=("worker",), started=at(9), detected=at(11, 5), at=at(11, 6))


def view(*events: AnyEvent, **more: object) -> BugView:
    judgement = judged(*events, **more)
    return bugs(judgement, Case(judgement.facts))[0]


@pytest.mark.parametrize(
    ("events", "answers", "state"),
    [
        ((), (), "open"),
        ((Fix(id="f", summary="f", bugs=("b",)),), (), "open"),
        ((Fix(id="f", summary="f", bugs=("b",), state="proposed"),), (), "open, fix proposed"),
        (
            (Fix(id="f", summary="f", bugs=("b",), state="deployed"), Fix(id="g", summary="g", bugs=("b",), state="applied")),
            (),
            "open, fix deployed",
        ),
        ((Closing(id="c", summary="c", of="b", state="dropped"),), (), "closed as dropped, not shown"),
        ((), ("supported",), "shown to be fixed"),
        ((), ("supported", "unsupported"), "said to be fixed, not shown"),
        ((), ("inconclusive",), "said to be fixed, not shown"),
        ((Closing(id="c", summary="c", of="b", state="done"),), ("supported", "refuted"), "said to be fixed, and refuted"),
    ],
)
def test_the_state_of_a_bug_is_derived(events: tuple[AnyEvent, ...], answers: tuple[Answer, ...], state: str) -> None:
    """From verdicts first, then from closings and fixes; no word of the record makes a bug fixed."""
    from dataclasses import replace

    made = by_hand(*(verdict(answer, subject="b", predicate="fixed") for answer in answers))
    facts = replace(made.facts, session=replace(made.facts.session, events=(BUG, *events)))
    found = bugs(replace(made, facts=facts), Case(facts))
    assert found[0].state == state
    assert found[0].shown == (state == "shown to be fixed")


def test_a_cause_is_only_guessed_while_nobody_says_more() -> None:
    """Without a cause, or with one that was confirmed, nothing is guessed; what was ruled out does not count."""
    guess, sure = (RootCause(id=how, summary="s", bug="b", verdict=how) for how in ("suspected", "confirmed"))
    out = RootCause(id="out", summary="s", bug="b", verdict="ruled-out")
    assert [view(BUG, *causes).guessed for causes in ((), (out,), (guess, out), (guess, sure))] == [False, False, True, False]


def test_cause_and_fix_of_a_bug_that_was_taken_over_are_those_of_the_session_before() -> None:
    """Under the name with the session, and what was taken over with the bug only once; of other bugs nothing."""
    before = facts(
        BUG,
        RootCause(id="guess", summary="guess", bug="b", verdict="suspected"),
        RootCause(id="sure", summary="sure", bug="b", verdict="confirmed", details="long", evidence=("look", "commit:abcdef1")),
        RootCause(id="else", summary="else", bug="other", verdict="confirmed"),
        Fix(id="mended", summary="mended", bugs=("b", "other"), state="verified", commits=("abcdef1",)),
        Fix(id="else-2", summary="else", bugs=("other",)),
        id="2026-01-20-a",
    )
    own = RootCause(id="guess", summary="guess", bug="c", verdict="suspected", extra={"x-carried-from": "2026-01-20-a#guess"})
    here = RootCause(id="here", summary="here", bug="2026-01-20-a#b")
    found = view(Bug(id="c", summary="b", extra={"x-carried-from": "2026-01-20-a#b"}), own, here, linked=(before,))
    assert [cause.id for cause in found.causes] == ["guess", "here", "2026-01-20-a#sure"]
    assert found.causes[-1].evidence == ("2026-01-20-a#look", "commit:abcdef1")
    assert [(fix.id, fix.commits) for fix in found.fixes] == [("2026-01-20-a#mended", ("abcdef1",))]
    assert (found.state, found.guessed) == ("open", False)


def test_the_most_severe_bug_comes_first() -> None:
    """By severity, those without one last, else as recorded; each with what is tied to it."""
    judgement = judged(
        Bug(id="none", summary="n"),
        Bug(id="low", summary="l", severity="low"),
        Bug(id="critical", summary="c", severity="critical"),
        Bug(id="low-2", summary="l", severity="low"),
        RootCause(id="r", summary="r", bug="low"),
        Fix(id="f", summary="f", bugs=("low", "none"), state="verified"),
        Impact(id="i", summary="i", bugs=("critical",)),
    )
    found = {one.event.id: one for one in bugs(judgement, Case(judgement.facts))}
    assert list(found) == ["critical", "low", "low-2", "none"]
    assert [one.id for one in found["low"].causes] == ["r"]
    assert [one.id for one in found["none"].fixes] == ["f"]
    assert [one.id for one in found["critical"].impacts] == ["i"]
    assert [one.claim.id for one in found["low"].verdicts] == ["f/fixed"]


def told(found: BugView) -> list[tuple[str, str, str]]:
    return [(stone.name, f"{stone.at:%H:%M}", stone.after) for stone in found.milestones]


def test_milestones_and_the_time_between_them() -> None:
    """Started, detected, acknowledged, mitigated, resolved; a fix counts from the deployment that brings it."""
    found = view(
        BUG,
        Acknowledgement(id="early", summary="a", at=at(10)),
        Acknowledgement(id="ack", summary="a", at=at(11, 10)),
        Change(id="other", summary="o", services=("portal",), at=at(11, 12)),
        Deployment(id="failed", summary="f", service="worker", result="failed", at=at(11, 13)),
        Change(id="flag", summary="f", services=("pw",), at=at(11, 20)),
        Fix(id="f", summary="f", bugs=("b",), state="deployed", at=at(11, 40)),
        Deployment(id="d", summary="d", service="worker", revision="r", at=at(12)),
    )
    assert told(found) == [
        ("started", "09:00", ""),
        ("detected", "11:05", "2 h 5 min later"),
        ("acknowledged", "11:10", "5 min later"),
        ("mitigated", "11:20", "10 min later"),
        ("said to be resolved", "12:00", "40 min later"),
    ]


def test_milestones_that_nobody_dates_are_left_out() -> None:
    """No time, no milestone; an order that cannot be is told as it is; nothing between two of one instant."""
    assert view(Bug(id="b", summary="b")).milestones == ()
    assert told(view(Bug(id="b", summary="b", started=at(12), detected=at(11), ended=at(11)))) == [
        ("started", "12:00", ""), ("detected", "11:00", "1 h earlier"), ("said to be resolved", "11:00", ""),
    ]  # fmt: skip
    late = Acknowledgement(id="ack", summary="a", at=at(12, 30))
    assert [name for name, *_ in told(view(BUG, Change(id="c", summary="c", services=("worker",), at=at(12)), late))] == [
        "started", "detected", "mitigated",
    ]  # fmt: skip
    assert [name for name, *_ in told(view(BUG, Fix(id="f", summary="f", bugs=("b",), state="verified", at=at(12))))] == [
        "started", "detected", "said to be resolved",
    ]  # fmt: skip


def test_a_bug_is_verified_when_its_claims_are_supported() -> None:
    """Red before, green after, on a commit that git has: then it was verified at the green run."""
    from handoff.model.observation import CommitSeen

    sha = "abcdef1234567890"

    def run(id: str, minute: int, code: int) -> Evidence:
        return Evidence(
            id=id, summary=id, via="test-run", subject="worker", level="functional", asked="pytest", exit=code,
            output="1 failed" if code else "1 passed", at=at(11, minute), commit=None if code else sha,
        )  # fmt: skip

    look = CommitSeen(id="g", at=at(13), repo="r", asked=sha, exists=True, sha=sha, commit_time=at(11, 20), on_default=True)
    found = view(
        BUG,
        run("red", 10, 1),
        Fix(id="f", summary="f", bugs=("b",), state="verified", commits=(sha,), at=at(11, 20), evidence=("green",)),
        Deployment(id="d", summary="d", service="worker", revision="r1", commit=sha, at=at(11, 30)),
        Evidence(
            id="v", summary="v", via="command", subject="worker", level="serving", asked="version", output=sha, at=at(11, 35)
        ),
        run("green", 40, 0),
        looks=(look,),
    )
    assert found.state == "shown to be fixed"
    assert [name for name, *_ in told(found)] == ["started", "detected", "mitigated", "resolved", "verified"]
    assert told(found)[-1] == ("verified", "11:40", "10 min later")


def look(minute: int, exit: int, asked: str = "order") -> Evidence:
    return Evidence(
        id=f"l{minute}-{asked}", summary="l", via="command", subject="pw", level="functional", asked=asked, exit=exit,
        output="x", at=at(11, minute),
    )  # fmt: skip


def out(minute: int) -> Deployment:
    return Deployment(id=f"d{minute}", summary="d", service="worker", revision=f"r{minute}", at=at(11, minute))


@pytest.mark.parametrize(
    ("events", "mitigated"),
    [
        ((look(8, 1), out(10)), "11:10"),
        ((look(8, 1), out(10), look(12, 1), out(20), look(21, 0)), "11:20"),
        ((look(8, 1), out(10), look(12, 1), out(20)), "11:20"),
        ((look(8, 1), out(10), look(12, 0), look(30, 1), out(40)), "11:10"),
        ((look(8, 1), out(10), look(11, 0, "health"), look(12, 1), out(20), look(21, 0)), "11:20"),
        ((look(8, 1), out(10), look(12, 0), look(15, 1, "health")), "11:10"),
        ((out(10), look(12, 1), out(20), look(21, 0)), "11:20"),
        ((look(8, 1), out(10), look(12, 1), look(20, 0, "health"), look(25, 0)), "11:25"),
        ((look(8, 1), out(10), look(12, 1)), None),
    ],
)
def test_a_roll_out_that_changed_nothing_mitigates_nothing(events: tuple[AnyEvent, ...], mitigated: str | None) -> None:
    """What was red is red still: only what nobody saw fail afterwards counts, else the first pass after the last failure."""
    assert {name: when for name, when, _ in told(view(BUG, *events))}.get("mitigated") == mitigated


def test_a_bug_is_not_resolved_by_a_roll_out_that_changed_nothing() -> None:
    """The same holds for the roll-out of its fix."""
    fix = Fix(id="f", summary="f", bugs=("b",), state="deployed", at=at(11, 9))
    found = told(view(BUG, look(8, 1), fix, out(10), look(12, 1), out(20), look(21, 0)))
    assert found[-1][:2] == ("said to be resolved", "11:20")
    assert told(view(BUG, look(8, 1), fix, out(10), look(12, 1)))[-1][:2] == ("said to be resolved", "11:09")


def test_code_is_shown_as_a_difference() -> None:
    """Both sides make a difference; one side stands as it is; a fence in the code closes nothing."""
    assert shown_code(Snippet(file="x", language="python", before="a\nb\n", after="a\nc\n")) == "```diff\n a\n-b\n+c\n```"
    assert shown_code(Snippet(file="x", language="python", after="new")) == "```python\nnew\n```"
    assert shown_code(Snippet(file="x", before="gone")) == "```\ngone\n```"
    assert shown_code(Snippet(file="x", language="mermaid", after="```")) == "````\n```\n````"
