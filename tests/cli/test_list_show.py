"""`handoff list` and `handoff show`: reading what was recorded."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .conftest import Handoff


@pytest.fixture
def handoff(inside: Handoff) -> Handoff:
    """These depend on words and files only."""
    return inside


@pytest.fixture
def sessions(handoff: Handoff) -> None:
    """An ended session and an open one that continues it."""
    handoff("new", "First: go", "--started", "2026-01-19 9:00")
    handoff("event", "next-step", "Run it", "--at", "9:05", "--commands", "make")
    handoff("new", "second \x1b[31m", "--from", "last", "--started", "2026-01-20 9:00")
    handoff(
        "event", "bug", "Worker is down", "--at", "2026-01-19T15:05Z", "--severity", "high", "--symptoms", "500\n  at start",
        "--session", "first-go",
    )  # fmt: skip
    handoff("end", "first-go", "--at", "10:15")
    handoff(
        "event", "evidence", "e", "--status", "200", "--at", "9:30", "--value", "95%", "--population", '{"n": 7, "basis": "x"}'
    )


@pytest.mark.usefixtures("sessions")
def test_the_list(handoff: Handoff) -> None:
    """Oldest first, one line each, harmless on a terminal."""
    ran = handoff("list")
    assert (ran.code, ran.err) == (0, "")
    assert [" ".join(line.split()) for line in ran.out.splitlines()] == [
        "2026-01-19-first-go ended 2 events 1 to do First: go",
        "2026-01-20-second-31m open 2 events 1 to do second \\u001b[31m",
    ]
    assert handoff("list", "--open", "--quiet").out == "2026-01-20-second-31m\n"


@pytest.mark.usefixtures("sessions")
def test_the_list_as_json(handoff: Handoff) -> None:
    """What a script wants to know."""
    first, second = json.loads(handoff("list", "--format", "json").out)
    assert first == {
        "id": "2026-01-19-first-go",
        "title": "First: go",
        "path": "sessions/2026-01-19-first-go",
        "started": "2026-01-19T09:00-05:00",
        "ended": "2026-01-19T10:15-05:00",
        "events": 2,
        "open_steps": ["run-it"],
        "previous": [],
    }
    assert (second["ended"], second["previous"]) == (None, ["2026-01-19-first-go"])


@pytest.mark.usefixtures("sessions")
def test_a_session_that_does_not_load_is_named(handoff: Handoff, project: Path) -> None:
    """The others are listed; the exit code says that something is wrong."""
    (project / "sessions" / "2026-01-19-first-go" / "session.yaml").write_text("broken")
    ran = handoff("list", "--quiet")
    assert (ran.code, ran.out) == (3, "2026-01-20-second-31m\n")
    assert ran.err.startswith("handoff: sessions/2026-01-19-first-go/session.yaml:1:1: expected")


def test_an_empty_project(handoff: Handoff) -> None:
    """No sessions are no error in a list."""
    assert (handoff("list").code, handoff("list").out, handoff("list", "--format", "json").out) == (0, "", "[]\n")
    assert handoff("show").code == 2


@pytest.mark.usefixtures("sessions")
def test_one_session(handoff: Handoff) -> None:
    """Head and log, times in the session's zone; the newest open one unless another is named."""
    assert handoff("show", "first-go").out == (
        "2026-01-19-first-go · First: go\n"
        "timezone: America/New_York\n"
        "started: 2026-01-19T09:00-05:00\n"
        "ended: 2026-01-19T10:15-05:00\n"
        "\n"
        "01-19 09:05  next-step  run-it          Run it\n"
        "01-19 10:05  bug        worker-is-down  Worker is down\n"
        "\n"
        "sessions/2026-01-19-first-go/session.yaml:2\n"
    )
    assert handoff("show").out.startswith("2026-01-20-second-31m · second \\u001b[31m\n")
    assert handoff("show", "--session", "first-go").out == handoff("show", "2026-01-19-first-go").out


@pytest.mark.usefixtures("sessions")
def test_one_event(handoff: Handoff) -> None:
    """All its fields and where it stands; of the session at hand, of a named one, or by its full name."""
    expected = (
        "worker-is-down · bug · 2026-01-19 10:05 EST\n"
        "Worker is down\n"
        "\n"
        "severity: high\n"
        "symptoms:\n"
        "  - |-\n"
        "    500\n"
        "      at start\n"
        "\n"
        "sessions/2026-01-19-first-go/session.yaml:16\n"
    )
    assert handoff("show", "2026-01-19-first-go#worker-is-down").out == expected
    assert handoff("show", "worker-is-down", "--session", "first-go").out == expected
    assert handoff("show", "run-it").out.startswith("run-it · next-step · 2026-01-20 09:00 EST\n")


@pytest.mark.usefixtures("sessions")
def test_an_event_of_another_session_and_a_look_are_found(handoff: Handoff, project: Path) -> None:
    """Wherever in the project they are; when several sessions have the id, all are named."""
    elsewhere = handoff("show", "worker-is-down")
    assert elsewhere.out == handoff("show", "2026-01-19-first-go#worker-is-down").out != ""
    rest = '"argv": ["sh"], "directory": ".", "milliseconds": 9, "exit": 0'
    look = f'{{"kind": "run", "id": "run-sh", "at": "2026-01-19T14:10Z", {rest}}}\n'
    first = project / "sessions" / "2026-01-19-first-go" / "observed.jsonl"
    first.write_text(look)
    ran = handoff("show", "run-sh")
    assert ran.out.startswith("run-sh · run look · 2026-01-19 09:10 EST\n\nargv: [sh]\n")
    assert ran.out.endswith("\nsessions/2026-01-19-first-go/observed.jsonl\n")
    told = json.loads(handoff("show", "run-sh", "--format", "json").out)
    assert (told["kind"], told["exit"], told["place"]["path"]) == ("run", 0, "sessions/2026-01-19-first-go/observed.jsonl")
    (first.parent.parent / "2026-01-20-second-31m" / "observed.jsonl").write_text(look)
    handoff("new", "third", "--started", "2026-01-21 9:00")
    ran = handoff("show", "run-sh")
    assert ran.code == 2
    assert "2 sessions have 'run-sh': 2026-01-19-first-go#run-sh, 2026-01-20-second-31m#run-sh" in ran.err
    assert "has no event 'run-shell'" in handoff("show", "run-shell").err


@pytest.mark.usefixtures("sessions")
def test_as_json(handoff: Handoff) -> None:
    """Numbers are numbers, instants are RFC 3339, values keep their short form where they have one."""
    event = json.loads(handoff("show", "e", "--format", "json").out)
    assert event == {
        "kind": "evidence",
        "id": "e",
        "summary": "e",
        "at": "2026-01-20T09:30-05:00",
        "status": 200,
        "population": {"n": 7, "basis": "x"},
        "value": "95 %",
        "place": {"path": "sessions/2026-01-20-second-31m/session.yaml", "line": 20},
    }
    session = json.loads(handoff("show", "--format", "json").out)
    assert (session["id"], session["events"][-1]) == ("2026-01-20-second-31m", event)


@pytest.mark.usefixtures("sessions")
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["run-ti"], "handoff: 2026-01-20-second-31m has no event 'run-ti' (did you mean 'run-it'?)"),
        (["first-go#nope"], "handoff: 2026-01-19-first-go has no event 'nope'"),
        (["nope", "--session", "first-go"], "handoff: 2026-01-19-first-go has no event 'nope'"),
        (["e", "--session", "nowhere"], "handoff: there is no session 'nowhere'"),
    ],
)
def test_what_is_not_there(words: list[str], said: str, handoff: Handoff) -> None:
    """The nearest name is offered."""
    ran = handoff("show", *words)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(said)


def test_without_an_open_session_a_name_is_one_of_a_session(handoff: Handoff) -> None:
    """`show NAME` works when everything has ended."""
    handoff("new", "only", "--started", "2026-01-19 9:00")
    handoff("end", "--at", "2026-01-19 10:15")
    assert handoff("show", "only").out.startswith("2026-01-19-only · only\n")
