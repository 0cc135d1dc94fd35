"""Which session is meant, and how a new one comes to be."""

from __future__ import annotations

import errno
import subprocess
import sys
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from handoff.errors import BadInput, CouldNotWrite, UsageError
from handoff.model.events import Note
from handoff.model.project import Project
from handoff.model.session import Checkout, Session
from handoff.store import create_session, find_session, load_session, session_folders
from handoff.store.folders import sessions_root

STARTED = datetime(2026, 1, 20, 11, 20, tzinfo=timezone(timedelta(hours=-5)))


def made(project: Project, id: str, started: datetime | None = STARTED, ended: datetime | None = None) -> Path:
    return create_session(project, Session(id=id, title="t", timezone="America/New_York", started=started, ended=ended))


def test_a_new_session_reads_back(project: Project) -> None:
    """Header, events and remarks are written so that people and the loader can read them."""
    session = Session(
        id="",
        title="Worker: brought 'back'",
        timezone="America/New_York",
        started=STARTED,
        by=("ana", "claude"),
        repo=Checkout(branch="main"),
        previous=("2026-01-19-before",),
        summary="two\nlines\n",
        events=(Note(id="a", summary="yes", at=STARTED), Note(id="b", summary="no", details="x")),
        extra={"x-n": 2, "x-t": "00105", "x-l": ["a", {"b": True}]},
    )
    folder = create_session(project, session, {"b": "look at this:\n\nis it so?"})
    text = (folder / "session.yaml").read_text()
    assert folder == sessions_root(project) / "2026-01-20-worker-brought-back"
    assert text.startswith("# yaml-language-server: $schema=../.schema.json\nformat: 1\nid: 2026-01-20-worker-brought-back\n")
    assert "  # look at this:\n  #\n  # is it so?\n  - id: b\n" in text
    loaded = load_session(folder, project)
    assert (loaded.title, loaded.by, loaded.previous, loaded.summary, loaded.started) == (
        session.title,
        session.by,
        session.previous,
        session.summary,
        STARTED,
    )
    assert loaded.events == session.events
    assert loaded.extra == {"x-n": "2", "x-t": "00105", "x-l": ["a", {"b": "true"}]}
    assert (sessions_root(project) / ".schema.json").is_file()


def test_the_date_of_the_id_is_that_of_the_zone(project: Project) -> None:
    """Two in the morning in London is still the day before in New York."""
    late = Session(id="", title="t", timezone="America/New_York", started=datetime(2026, 1, 21, 2, 0, tzinfo=UTC))
    assert create_session(project, late).name == "2026-01-20-t"


def test_nothing_is_overwritten(project: Project) -> None:
    """The same title on the same day gets -2 and -3; an id that was asked for and is there is an error."""
    names = [create_session(project, Session(id="", title="Same", started=STARTED)).name for _ in range(3)]
    assert names == ["2026-01-20-same", "2026-01-20-same-2", "2026-01-20-same-3"]
    with pytest.raises(BadInput, match="there is already a session '2026-01-20-same'"):
        made(project, "2026-01-20-same")
    (sessions_root(project) / "2026-01-20-file").write_text("in the way")
    assert create_session(project, Session(id="", title="file", started=STARTED)).name == "2026-01-20-file-2"
    assert (sessions_root(project) / "2026-01-20-file").read_text() == "in the way"


def test_it_appears_whole_or_not_at_all(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the disk is full, or the root is no folder, nothing is left behind."""

    def full(*_: object) -> None:
        raise CouldNotWrite("cannot write: No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("handoff.store.atomic.replace", full)
        with pytest.raises(CouldNotWrite, match="No space left"):
            made(project, "2026-01-20-a")
    assert [path.name for path in sessions_root(project).iterdir() if path.name != ".schema.json"] == []

    def refuse(_self: Path, _target: Path) -> None:
        raise OSError(errno.EIO, "Input/output error")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "rename", refuse)
        with pytest.raises(CouldNotWrite, match="Input/output error"):
            made(project, "2026-01-20-a")
    assert [path.name for path in sessions_root(project).iterdir() if path.name != ".schema.json"] == []
    (Path(project.root) / "file").write_text("")
    with pytest.raises(CouldNotWrite, match="cannot make a session in"):
        made(Project(root=project.root, sessions="file"), "2026-01-20-a")


def test_a_title_that_utf8_cannot_hold_is_refused(project: Project) -> None:
    """No half-written session stands behind such an error."""
    with pytest.raises(BadInput, match="is not text that UTF-8 can hold"):
        create_session(project, Session(id="2026-01-20-a", title="x\udcff", started=STARTED))
    assert session_folders(project) == []


def test_a_record_that_would_not_load_is_not_left_behind(project: Project) -> None:
    """Whoever made such a session is told so at once, and nothing stands in the way of the next one."""
    twice = (Note(id="a", summary="one"), Note(id="a", summary="two"))
    with pytest.raises(BadInput, match=r"would not load, and was not written.*id 'a' is already taken") as error:
        create_session(project, Session(id="2026-01-20-a", title="t", started=STARTED, events=twice))
    assert "fault of handoff itself" in error.value.hint
    assert session_folders(project) == []


MAKER = """
import sys
from datetime import UTC, datetime
from handoff.model.project import Project
from handoff.model.session import Session
from handoff.store import create_session
for _ in range(10):
    session = Session(id="", title="same", started=datetime(2026, 1, 20, tzinfo=UTC))
    print(create_session(Project(root=sys.argv[1]), session).name)
"""


def test_many_makers_get_a_session_each(project: Project) -> None:
    """Sessions begun at the same moment never share a folder."""
    makers = [
        subprocess.Popen([sys.executable, "-c", MAKER, project.root], stdout=subprocess.PIPE, text=True) for _ in range(3)
    ]
    names = [name for maker in makers for name in maker.communicate(timeout=60)[0].split()]
    assert len(names) == 30
    assert sorted(names) == sorted(folder.name for folder in session_folders(project))


def test_sessions_are_listed_oldest_first(project: Project, tmp_path: Path) -> None:
    """By the date in the name; hidden folders and folders without a record are none."""
    for id in ("2026-01-20-b", "2025-12-31-z", "2026-01-20-a"):
        made(project, id)
    (sessions_root(project) / "2026-02-01-empty").mkdir()
    (sessions_root(project) / "imported").mkdir()
    (sessions_root(project) / "imported" / "session.yaml").write_text("")
    assert [folder.name for folder in session_folders(project)] == ["imported", "2025-12-31-z", "2026-01-20-a", "2026-01-20-b"]
    assert session_folders(Project(root=str(tmp_path / "nowhere"))) == []


def test_a_sessions_folder_that_is_a_file_is_said(project: Project) -> None:
    """One line, not a traceback."""
    (Path(project.root) / "file").write_text("")
    with pytest.raises(BadInput, match="cannot list"):
        session_folders(Project(root=project.root, sessions="file"))


def test_a_session_is_found_by_what_people_call_it(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """Id, path, record, a part that only one has, `last`; else $HANDOFF_SESSION, else the newest open one."""
    first = made(project, "2026-01-19-first-fixes")
    second = made(project, "2026-01-20-second")
    over = made(project, "2026-01-21-third-fixes", STARTED + timedelta(days=1), STARTED + timedelta(days=1, hours=1))
    assert find_session(project, "2026-01-19-first-fixes") == first
    assert find_session(project, str(first)) == find_session(project, str(first / "session.yaml")) == first
    assert find_session(project, "second") == second
    assert find_session(project, "last") == over
    assert find_session(project) == second
    monkeypatch.setenv("HANDOFF_SESSION", "first")
    assert find_session(project) == first
    monkeypatch.setenv("HANDOFF_SESSION", "")
    assert find_session(project) == second
    with pytest.raises(UsageError, match="'fixes' may mean 2026-01-19-first-fixes, 2026-01-21-third-fixes"):
        find_session(project, "fixes")
    with pytest.raises(UsageError, match=r"there is no session '2026-01-20-secnd' .*did you mean '2026-01-20-second'"):
        find_session(project, "2026-01-20-secnd")


def test_of_one_day_the_session_that_began_last_is_the_newest(project: Project) -> None:
    """Instants count, not the spelling of their offsets or the alphabet."""
    made(project, "2026-01-20-a", STARTED)
    later = made(project, "2026-01-20-b", (STARTED + timedelta(hours=1)).astimezone(timezone(timedelta(hours=-8))))
    made(project, "2026-01-20-c", STARTED - timedelta(hours=1))
    (sessions_root(project) / "2026-01-20-d").mkdir()
    (sessions_root(project) / "2026-01-20-d" / "session.yaml").write_text("id: 2026-01-20-d\ntitle: no start\n")
    assert find_session(project) == find_session(project, "last") == later


def test_without_an_open_session_the_way_on_is_told(project: Project) -> None:
    """No sessions at all, or only ended ones."""
    with pytest.raises(UsageError, match=r"there are no sessions in .*\n.*handoff new TITLE"):
        find_session(project)
    with pytest.raises(UsageError, match="there is no session 'last'"):
        find_session(project, "last")
    made(project, "2026-01-20-a", ended=STARTED)
    with pytest.raises(UsageError, match="no session is open"):
        find_session(project)


def test_json_records_are_open_or_ended_too(project: Project) -> None:
    """A record in braces has no lines to look at; it is looked at whole."""
    folder = sessions_root(project) / "2026-01-20-json"
    folder.mkdir()
    (folder / "session.yaml").write_text('{"id": "2026-01-20-json",\n "title": "t",\n "events": []}\n')
    assert find_session(project) == folder
