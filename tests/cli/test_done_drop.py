"""`handoff done` and `handoff drop`: states are closed by a later event, never edited."""

from __future__ import annotations

from pathlib import Path

import pytest

from handoff.config import load_project
from handoff.model.events import Closing
from handoff.store import load_session

from .conftest import Handoff


@pytest.fixture
def handoff(inside: Handoff) -> Handoff:
    """These depend on words and files only."""
    return inside


@pytest.fixture
def sessions(handoff: Handoff) -> None:
    """Two sessions: the first with a step and a late bug, the second, which continues it, with a step of its own."""
    handoff("new", "first", "--started", "2026-01-19 9:00")
    handoff("event", "next-step", "Run it")
    handoff("new", "second", "--from", "last", "--started", "2026-01-20 9:00")
    handoff("event", "bug", "Worker is down", "--session", "first")
    handoff("event", "next-step", "Tell them")


def closings(project: Path, name: str) -> list[Closing]:
    return list(load_session(project / "sessions" / name, load_project(project)).of(Closing))


@pytest.mark.usefixtures("sessions")
def test_done_and_dropped(handoff: Handoff, project: Path) -> None:
    """A closing is appended to the newest open session; its id is printed, its summary names what it closes."""
    ran = handoff(
        "done", "tell-them", "--evidence", "cmd:mail", "--evidence", "url:https://x.org", "--by", "ana", "--at", "10:00"
    )
    assert (ran.code, ran.out, ran.err) == (0, "done-tell-them\n", "")
    ran = handoff("drop", "run-it", "--why", "nobody needs it")
    assert (ran.code, ran.out, ran.err) == (0, "dropped-run-it\n", "")
    done, dropped = closings(project, "2026-01-20-second")
    assert (done.of, done.state, done.evidence, done.by, done.summary) == (
        "tell-them",
        "done",
        ("cmd:mail", "url:https://x.org"),
        "ana",
        "Done: Tell them",
    )
    assert (dropped.of, dropped.state, dropped.why) == ("run-it", "dropped", "nobody needs it")


@pytest.mark.usefixtures("sessions")
def test_what_another_session_left_open_is_closed_by_its_full_name(handoff: Handoff, project: Path) -> None:
    """The closing goes to the session at hand; the full name of one's own event is shortened."""
    assert handoff("done", "2026-01-19-first#worker-is-down").code == 0
    assert handoff("done", "2026-01-20-second#tell-them").code == 0
    assert [closing.of for closing in closings(project, "2026-01-20-second")] == [
        "2026-01-19-first#worker-is-down",
        "tell-them",
    ]
    ran = handoff("drop", "worker-is-down", "--why", "x", "--session", "first")
    assert (ran.code, ran.err) == (
        2,
        "handoff: 'worker-is-down' is already done, by '2026-01-20-second#bug-closed-worker-is-down'\n",
    )


@pytest.mark.usefixtures("sessions")
def test_what_a_later_session_closes_is_closed_where_it_was_listed(handoff: Handoff, project: Path) -> None:
    """Two sessions on, under a carried name: the first document, the list, the brief and the open items all know."""
    handoff("end", "first", "--at", "2026-01-19 17:00")
    handoff("end", "second", "--at", "2026-01-20 17:00")
    handoff("new", "third", "--from", "last", "--started", "2026-01-21 9:00")
    first = project / "sessions" / "2026-01-19-first" / "HANDOFF.md"
    assert "- Run it (`run-it`, handed on" not in first.read_text()
    assert "- Run it (`run-it`)" in first.read_text()
    ran = handoff("drop", "run-it", "--why", "the table is gone", "--at", "2026-01-21 10:00")
    assert (ran.code, ran.err) == (
        0,
        "handoff: note: listed as open in the documents of 2026-01-19-first, 2026-01-20-second; "
        "`handoff render SESSION` writes them again\n",
    )
    assert handoff("done", "2026-01-19-first#worker-is-down", "--at", "2026-01-21 11:00").code == 0
    assert "out of date" in handoff("render", "first", "--check").out
    handoff("render", "first")
    text = first.read_text()
    assert "- Run it (`run-it`)" not in text
    assert (
        "- `run-it` Run it: **dropped** in [2026-01-21-third](../2026-01-21-third/HANDOFF.md) "
        "(`dropped-run-it`, 2026-01-21 10:00 UTC-05:00): Dropped: Run it\n  - Why: the table is gone\n"
    ) in text
    assert "**closed as done in 2026-01-21-third, not shown**" in text
    assert "| Next steps | 0 open, 0 closed, 1 closed in other sessions |" in text
    assert "Run it" not in first.with_name("CHECKLIST.md").read_text()
    assert "Do first" not in handoff("resume", "--session", "first").out
    assert "run-it" not in handoff("open").out
    assert "to do" not in handoff("list").out.splitlines()[0]
    ran = handoff("done", "2026-01-19-first#run-it")
    assert (ran.code, ran.err) == (2, "handoff: '2026-01-19-first#run-it' is already dropped, by 'dropped-run-it'\n")


@pytest.mark.usefixtures("sessions")
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["done", "tel-them"], "handoff: 2026-01-20-second has no event 'tel-them' (did you mean 'tell-them'?)"),
        (
            ["done", "worker-is-down"],
            "handoff: 2026-01-20-second has no event 'worker-is-down'\n  do you mean 2026-01-19-first#worker-is-down?",
        ),
        (["done", "2026-01-19-first#nope"], "handoff: 2026-01-19-first has no event 'nope'"),
        (["done", "nowhere#nope"], "handoff: there is no session 'nowhere'"),
        (["drop", "tell-them", "--why", " "], "handoff: --why needs a reason"),
        (["drop", "tell-them"], "Usage: "),
        (["done", "tell-them", "--at", "soon"], "handoff: --at: 'soon' is no time"),
    ],
)
def test_what_cannot_be_closed(words: list[str], said: str, handoff: Handoff, project: Path) -> None:
    """The nearest open thing is named, here or elsewhere; nothing is written."""
    ran = handoff(*words)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(said)
    assert closings(project, "2026-01-20-second") == []


@pytest.mark.usefixtures("sessions")
def test_a_thing_is_closed_once(handoff: Handoff, project: Path) -> None:
    """The second closing is refused, and the first is named."""
    handoff("done", "tell-them")
    ran = handoff("drop", "tell-them", "--why", "x")
    assert (ran.code, ran.err) == (2, "handoff: 'tell-them' is already done, by 'done-tell-them'\n")


@pytest.mark.usefixtures("sessions")
def test_a_broken_session_elsewhere_is_no_hindrance(handoff: Handoff, project: Path) -> None:
    """Looking for an id in other sessions passes over those that do not load."""
    (project / "sessions" / "2026-01-19-first" / "session.yaml").write_text("broken")
    ran = handoff("done", "worker-is-down")
    assert (ran.code, ran.err.splitlines()[0]) == (2, "handoff: 2026-01-20-second has no event 'worker-is-down'")


@pytest.mark.usefixtures("sessions")
def test_a_bug_is_closed_and_not_done(handoff: Handoff, project: Path) -> None:
    """And whoever closes one that nothing shows to be over is told so; to drop it says itself that it is not mended."""
    ran = handoff("done", "2026-01-19-first#worker-is-down", "--why", "fixed")
    assert (ran.code, ran.out) == (0, "bug-closed-worker-is-down\n")
    assert ran.err == "handoff: note: it is closed on your word only; by the record: open\n"
    assert closings(project, "2026-01-20-second")[-1].summary == "Bug closed: Worker is down"
    handoff("event", "bug", "Slow")
    ran = handoff("drop", "slow", "--why", "nobody minds")
    assert (ran.out, ran.err) == ("bug-dropped-not-mended-slow\n", "")
