"""`handoff end`: the work is over, and the documents are made in one go."""

from __future__ import annotations

from pathlib import Path

import pytest

from handoff.config import load_project
from handoff.store import load_session

from .conftest import Handoff


@pytest.fixture
def handoff(inside: Handoff) -> Handoff:
    """These depend on words and files only."""
    return inside


@pytest.fixture
def folder(handoff: Handoff, project: Path) -> Path:
    """An open session with one event."""
    handoff("new", "first", "--started", "2026-01-19 9:00")
    handoff("event", "note", "One thing", "--at", "9:30")
    return project / "sessions" / "2026-01-19-first"


def test_the_end_is_set_and_the_documents_are_made(handoff: Handoff, folder: Path, project: Path) -> None:
    """Observe, check and render follow; the check's report is the output; the other bytes of the record stay."""
    before = (folder / "session.yaml").read_text()
    ran = handoff("end", "--at", "10:15")
    assert "2026-01-19-first ended at 2026-01-19T10:15-05:00\n" in ran.err
    assert "Traceback" not in ran.err
    after = (folder / "session.yaml").read_text()
    assert after.replace("ended: 2026-01-19T10:15-05:00\n", "") == before
    assert load_session(folder, load_project(project)).ended is not None
    assert (folder / "HANDOFF.md").is_file()
    assert (folder / "CHECKLIST.md").is_file()
    assert "1 document" in ran.out


def test_the_exit_code_is_the_worst_of_the_three(handoff: Handoff, folder: Path) -> None:
    """A session whose check finds an error ends with 1, documents and all."""
    handoff("event", "impact", "hurt", "--window", "10:30/08:54")
    ran = handoff("end", "--at", "10:45")
    check = handoff("check", "2026-01-19-first")
    assert ran.code >= check.code > 0
    assert (folder / "HANDOFF.md").is_file()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--at", "soon"], "handoff: --at: 'soon' is no time"),
        (["nowhere"], "handoff: there is no session 'nowhere'"),
        (
            ["--at", "2026-01-19 8:59"],
            "handoff: the end, 2026-01-19T08:59-05:00, is before the session began, 2026-01-19T09:00-05:00\n"
            "  give a later --at, or mend `started` with `handoff edit 2026-01-19-first`\n",
        ),
    ],
)
def test_what_makes_no_sense_ends_nothing(words: list[str], said: str, handoff: Handoff, folder: Path) -> None:
    """One line, and the record as it was."""
    before = (folder / "session.yaml").read_bytes()
    ran = handoff("end", *words)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(said)
    assert (folder / "session.yaml").read_bytes() == before


def test_a_session_ends_once(handoff: Handoff, folder: Path) -> None:
    """The second time it is said when it ended; without a name there is no open session left."""
    handoff("end", "--at", "10:15")
    ran = handoff("end", "2026-01-19-first")
    assert (ran.code, ran.out) == (3, "")
    assert "has ended already, at 2026-01-19T10:15-05:00\n  `handoff edit` can change that" in ran.err
    assert handoff("end").err.startswith("handoff: no session is open")
