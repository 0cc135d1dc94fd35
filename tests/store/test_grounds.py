"""Where the sessions lie is known without reading the configuration again, while it says the same."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from handoff.errors import BadRecord
from handoff.store.grounds import Grounds


def known(start: Path) -> tuple[str, str, str | None]:
    grounds = Grounds(start)
    return grounds.root, grounds.sessions, grounds.timezone


def test_the_second_time_nothing_is_parsed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same bytes in the file mean the same grounds; other bytes are read anew."""
    (tmp_path / "handoff.toml").write_text('sessions = "log"\ntimezone = "America/New_York"\n')
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    assert known(tmp_path) == (".", "log", "America/New_York")

    def read(_start: Path) -> None:
        raise AssertionError("the configuration was read")

    with monkeypatch.context() as patched:
        patched.setattr("handoff.config.load_project", read)
        assert known(tmp_path) == (".", "log", "America/New_York")
        assert known(below) == ("../..", "log", "America/New_York")
        with pytest.raises(AssertionError, match="the configuration was read"):
            Grounds(below).project()
        (tmp_path / "handoff.toml").write_text('sessions = "log"\n')
        with pytest.raises(AssertionError, match="the configuration was read"):
            known(below)
    assert known(below) == ("../..", "log", None)
    assert Grounds(below).project().sessions == "log"


def test_a_moved_project_is_another_one(tmp_path: Path) -> None:
    """The root is where the file lies now, not where it lay when it was noted."""
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "handoff.toml").write_text('name = "x"\n')
    assert known(tmp_path / "a")[0] == "."
    shutil.copytree(tmp_path / "a", tmp_path / "b")
    assert known(tmp_path / "b")[0] == "."


def test_without_a_file_and_in_pyproject(tmp_path: Path) -> None:
    """Defaults, and the other place for the configuration; neither is noted."""
    assert known(tmp_path) == (".", "sessions", None)
    (tmp_path / "pyproject.toml").write_text('[tool.handoff]\nsessions = "log"\n')
    assert known(tmp_path)[1] == "log"


def test_a_broken_configuration_is_said(tmp_path: Path) -> None:
    """Recording into the wrong folder would be worse."""
    (tmp_path / "handoff.toml").write_text("sessions = 5\nzone = 1\n")
    with pytest.raises(BadRecord, match=r"handoff\.toml"):
        Grounds(tmp_path)
