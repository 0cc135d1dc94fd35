"""`handoff search`: words across every session."""

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
    """Two sessions that both speak of the worker."""
    handoff("new", "Worker down", "--started", "2026-01-19 9:00")
    handoff("event", "bug", "Worker is down", "--at", "9:05", "--symptoms", "Straße 500: calls time out")
    handoff("event", "deployment", "Worker out", "--service", "worker", "--revision", "w-00042", "--at", "9:10")
    handoff("end", "--at", "10:15")
    handoff("new", "Portal", "--started", "2026-01-20 9:00")
    handoff("event", "note", "The worker stays up", "--at", "9:30")


@pytest.mark.usefixtures("sessions")
def test_every_word_must_stand_in_one_event(handoff: Handoff) -> None:
    """Case does not matter, any field counts, and one outside the summary is shown; the newest session comes first."""
    assert handoff("search", "WORKER").out == (
        "2026-01-20-portal#the-worker-stays-up  note  The worker stays up\n"
        "2026-01-19-worker-down  session  Worker down\n"
        "2026-01-19-worker-down#worker-is-down  bug  Worker is down\n"
        "2026-01-19-worker-down#worker-out  deployment  Worker out\n"
    )
    assert handoff("search", "STRASSE", "worker").out == (
        "2026-01-19-worker-down#worker-is-down  bug  Worker is down\n    symptoms[0]: Straße 500: calls time out\n"
    )
    assert handoff("search", "revision", "00042").out == (
        "2026-01-19-worker-down#worker-out  deployment  Worker out\n    revision: w-00042\n"
    )


@pytest.mark.usefixtures("sessions")
def test_one_kind_only_and_as_json(handoff: Handoff) -> None:
    """A script gets the place; the header is of no kind."""
    (found,) = json.loads(handoff("search", "worker", "--kind", "bug", "--format", "json").out)
    assert found == {
        "session": "2026-01-19-worker-down",
        "event": "worker-is-down",
        "kind": "bug",
        "summary": "Worker is down",
        "field": "summary",
        "text": "Worker is down",
        "path": "sessions/2026-01-19-worker-down/session.yaml",
        "line": 10,
    }


@pytest.mark.usefixtures("sessions")
def test_what_is_not_there_and_what_cannot_be_asked(handoff: Handoff) -> None:
    """Nothing found is no error; a kind that nobody knows and no word at all are."""
    ran = handoff("search", "zeppelin")
    assert (ran.code, ran.out, ran.err) == (0, "", "nothing holds 'zeppelin'; 2 sessions were read\n")
    assert json.loads(handoff("search", "zeppelin", "--format", "json").out) == []
    ran = handoff("search", "worker", "--kind", "bgu")
    assert (ran.code, "did you mean 'bug'" in ran.err) == (2, True)
    assert handoff("search", " ").code == 2


@pytest.mark.usefixtures("sessions")
def test_a_session_that_does_not_load_is_named(handoff: Handoff, project: Path) -> None:
    """The others are searched all the same."""
    (project / "sessions/2026-01-20-portal/session.yaml").write_text("id: [")
    ran = handoff("search", "worker", "--kind", "bug")
    assert (ran.code, ran.out.count("\n")) == (3, 1)
    assert "2026-01-20-portal/session.yaml:" in ran.err
