"""`handoff edit`: the record in an editor; what does not load never replaces what does."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from .conftest import Handoff, Ran


@pytest.fixture
def handoff(inside: Handoff) -> Handoff:
    """These depend on words and files only."""
    return inside


@pytest.fixture
def record(handoff: Handoff, project: Path) -> Path:
    """The record of a session with one event."""
    handoff("new", "first", "--started", "2026-01-19 9:00")
    handoff("event", "note", "One thing")
    return project / "sessions" / "2026-01-19-first" / "session.yaml"


def edited(handoff: Handoff, tmp_path: Path, code: str, *words: str, name: str = "EDITOR") -> Ran:
    """`handoff edit` with an editor that runs Python code on `text`."""
    editor = tmp_path / "an editor.py"
    editor.write_text(
        "import sys\nfrom pathlib import Path\nfile = Path(sys.argv[-1])\ntext = file.read_text()\n"
        f"{code}\nfile.write_text(text)\n"
    )
    return handoff("edit", *words, env={name: f"{sys.executable} '{editor}' --wait"})


@pytest.mark.parametrize("name", ["EDITOR", "VISUAL"])
def test_what_loads_is_put_in_place(name: str, handoff: Handoff, record: Path, tmp_path: Path) -> None:
    """With the mode of the old file, and nothing left beside it."""
    record.chmod(0o640)
    ran = edited(handoff, tmp_path, "text = text.replace('One', 'Another')", "first", name=name)
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    assert "summary: Another thing" in record.read_text()
    assert record.stat().st_mode & 0o777 == 0o640
    assert [file.name for file in record.parent.iterdir()] == ["session.yaml"]


def test_a_broken_edit_is_kept_aside_and_can_be_mended(handoff: Handoff, record: Path, tmp_path: Path) -> None:
    """Place and reason are said, the record stands, and the next edit goes on with the copy."""
    before = record.read_bytes()
    ran = edited(handoff, tmp_path, "text = text.replace('kind: note', 'kind: noet') + '# mine\\n'")
    assert ran.code == 3
    assert ran.err.startswith("handoff: sessions/2026-01-19-first/session.edit.yaml:10:11: kind 'noet' is not one of")
    assert "the record stands as it was; mend the copy with `handoff edit 2026-01-19-first`" in ran.err
    assert record.read_bytes() == before
    ran = edited(handoff, tmp_path, "text = text.replace('noet', 'note')")
    assert (ran.code, ran.err) == (
        0,
        "handoff: going on with the edit that was kept in sessions/2026-01-19-first/session.edit.yaml; "
        "delete it to begin again\n",
    )
    assert record.read_bytes() == before + b"# mine\n"
    assert [file.name for file in record.parent.iterdir()] == ["session.yaml"]


def test_an_edit_that_is_no_text_is_kept_too(handoff: Handoff, record: Path, tmp_path: Path) -> None:
    """Even bytes that are no UTF-8 are not lost."""
    before = record.read_bytes()
    ran = edited(handoff, tmp_path, "file.write_bytes(b'\\xff'); sys.exit()")
    assert ran.code == 3
    assert "session.edit.yaml:1:1: byte 0xff is no UTF-8" in ran.err
    assert record.read_bytes() == before


def test_nothing_changed(handoff: Handoff, record: Path, tmp_path: Path) -> None:
    """A look into the record leaves no trace."""
    ran = edited(handoff, tmp_path, "")
    assert (ran.code, ran.err) == (0, "handoff: nothing changed\n")
    assert [file.name for file in record.parent.iterdir()] == ["session.yaml"]


def test_events_appended_meanwhile_come_behind_the_edit(handoff: Handoff, record: Path, tmp_path: Path) -> None:
    """Another process may record while the editor is open; both are kept."""
    append = (
        f"import os\nwith open({str(record)!r}, 'a') as other: other.write('  - {{id: b, kind: note, summary: Meanwhile}}\\n')"
    )
    ran = edited(handoff, tmp_path, f"{append}\ntext = text.replace('One', 'Another').rstrip()")
    assert (ran.code, ran.err) == (0, "")
    assert record.read_text().endswith("    summary: Another thing\n  - {id: b, kind: note, summary: Meanwhile}\n")


def test_another_edit_meanwhile_is_not_overwritten(handoff: Handoff, record: Path, tmp_path: Path) -> None:
    """Two people edit: the second is told, and keeps a copy."""
    other = f"other = Path({str(record)!r}); other.write_text(other.read_text().replace('One', 'Their'))"
    ran = edited(handoff, tmp_path, f"{other}\ntext = text.replace('One', 'My')")
    assert ran.code == 4
    assert (
        "was changed by somebody else meanwhile\n  your edit is kept in sessions/2026-01-19-first/session.edit.yaml" in ran.err
    )
    assert "Their thing" in record.read_text()
    assert "My thing" in record.with_name("session.edit.yaml").read_text()


def test_an_editor_that_fails_changes_nothing(handoff: Handoff, record: Path, tmp_path: Path) -> None:
    """As `:cq` leaves vi; the copy is kept and named."""
    before = record.read_bytes()
    ran = edited(handoff, tmp_path, "file.write_text('half'); sys.exit(1)")
    assert (ran.code, ran.err.splitlines()[0]) == (4, "handoff: the editor left with 1; the record stands as it was")
    assert record.read_bytes() == before


@pytest.mark.parametrize(
    ("env", "said"),
    [
        ({"EDITOR": "no-such-editor"}, "cannot start the editor"),
        ({"EDITOR": "'"}, "cannot start the editor"),
        ({"PATH": "/nowhere"}, "there is no editor"),
    ],
)
def test_without_an_editor(env: dict[str, str], said: str, handoff: Handoff, record: Path) -> None:
    """What to set is said."""
    ran = handoff("edit", env=env)
    assert ran.code == 2
    assert said in ran.err
    assert "set VISUAL or EDITOR" in ran.err
