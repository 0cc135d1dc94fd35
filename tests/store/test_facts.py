"""Everything that judging one session may know: its own record and looks, and the sessions that bear on it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from handoff.errors import BadRecord
from handoff.model.events import Correction, Event, Note
from handoff.model.observation import AncestrySeen
from handoff.model.project import Project
from handoff.model.session import Session
from handoff.store import Library, append_observations, create_session, facts_of
from handoff.store.folders import sessions_root

AT = datetime(2026, 1, 20, 12, 0, tzinfo=UTC)


def made(project: Project, id: str, previous: tuple[str, ...] = (), *events: Event) -> Path:
    return create_session(project, Session(id=id, title="t", started=AT, previous=previous, events=events))  # type: ignore[arg-type]


def linked(project: Project, folder: Path) -> list[str]:
    return [facts.session.id for facts in facts_of(folder, project, AT).linked]


def test_own_record_looks_and_source(project: Project) -> None:
    """The text of the file is there for rules that speak of how a thing is written."""
    folder = made(project, "2026-01-20-a", (), Note(id="n", summary="s"))
    look = AncestrySeen(id="o", at=AT, repo="r", ancestor="a", descendant="b")
    append_observations(folder, [look])
    facts = facts_of(folder, project, AT)
    assert (facts.session.id, facts.observations, facts.as_of, facts.project) == ("2026-01-20-a", (look,), AT, project)
    assert facts.source == (folder / "session.yaml").read_text()
    assert facts_of(folder / "session.yaml", project, AT) == facts


def test_links_go_all_the_way_back_and_one_step_on(project: Project) -> None:
    """What a session continues, however long the chain; and what continues it. A circle ends."""
    made(project, "2026-01-17-a", ("2026-01-20-d",))
    made(project, "2026-01-18-b", ("2026-01-17-a",))
    third = made(project, "2026-01-19-c", ("2026-01-18-b", "2026-01-10-gone"))
    fourth = made(project, "2026-01-20-d", ("2026-01-19-c",))
    made(project, "2026-01-21-e")
    assert linked(project, third) == ["2026-01-18-b", "2026-01-17-a", "2026-01-20-d"]
    assert linked(project, fourth) == ["2026-01-19-c", "2026-01-18-b", "2026-01-17-a"]
    assert facts_of(third, project, AT, link=False).linked == ()


def test_a_correction_links_from_anywhere(project: Project) -> None:
    """A later session that corrects a claim bears on it, whether or not it continues it; one that only names it does not."""
    first = made(project, "2026-01-20-a", (), Note(id="n", summary="s"))
    made(project, "2026-01-21-b", (), Correction(id="c", summary="s", corrects="2026-01-20-a#n"))
    made(project, "2026-01-21-c", (), Note(id="n", summary="see 2026-01-20-a"))
    made(project, "2026-01-21-d", (), Correction(id="c", summary="s", corrects="2026-01-20-a-b#n"))
    assert linked(project, first) == ["2026-01-21-b"]


def test_looks_of_linked_sessions_come_along(project: Project) -> None:
    """A refutation stands on evidence of its own session."""
    first = made(project, "2026-01-20-a")
    second = made(project, "2026-01-21-b", ("2026-01-20-a",))
    look = AncestrySeen(id="o", at=AT, repo="r", ancestor="a", descendant="b")
    append_observations(second, [look])
    (only,) = facts_of(first, project, AT).linked
    assert (only.observations, only.linked) == ((look,), ())


def test_a_linked_session_that_does_not_load_is_left_out(project: Project) -> None:
    """Its own check says why; a check of this one goes on."""
    first = made(project, "2026-01-20-a")
    second = made(project, "2026-01-21-b", ("2026-01-20-a",))
    (second / "session.yaml").write_text("previous: [2026-01-20-a]\nbroken: [\n")
    (sessions_root(project) / "2026-01-22-c").mkdir()
    (sessions_root(project) / "2026-01-22-c" / "session.yaml").mkdir()
    assert linked(project, first) == []
    with pytest.raises(BadRecord):
        facts_of(second, project, AT)


def test_a_library_reads_each_session_once(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """A check of every session of a project reads every file of it once, links included."""
    folders = [made(project, f"2026-01-{day:02d}-s", (f"2026-01-{day - 1:02d}-s",)) for day in range(2, 12)]
    read: list[str] = []
    import handoff.store.facts as room

    real = room.parse_session

    def counted(text: str, path: str, project: Project) -> Session:
        read.append(path)
        return real(text, path, project)

    monkeypatch.setattr(room, "parse_session", counted)
    library = Library(project)
    counts = [len(library.facts_of(folder, AT).linked) for folder in folders]
    assert counts == [1, 2, 3, 4, 5, 6, 7, 8, 9, 9]
    assert len(read) == len(set(read)) == 10
