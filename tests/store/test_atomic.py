"""Files replaced whole or not at all, by one writer at a time."""

from __future__ import annotations

import errno
import fcntl
import os
import threading
import time
from pathlib import Path

import pytest

from handoff.errors import CouldNotWrite
from handoff.store import atomic
from handoff.store.atomic import locked, replace


def test_a_second_writer_waits(tmp_path: Path) -> None:
    """The lock is given on when the first writer leaves, in the same process too."""
    order: list[str] = []

    def second() -> None:
        with locked(tmp_path):
            order.append("second")

    with locked(tmp_path):
        other = threading.Thread(target=second)
        other.start()
        time.sleep(0.05)
        order.append("first")
    other.join(5)
    assert order == ["first", "second"]
    assert list(tmp_path.iterdir()) == []


def test_a_writer_does_not_wait_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that hangs with the lock is named as the reason, and nothing is written."""
    monkeypatch.setattr(atomic, "PATIENCE", 0.02)
    with locked(tmp_path), pytest.raises(CouldNotWrite, match="is locked by another process"), locked(tmp_path):
        pytest.fail("two writers at once")


def test_a_folder_that_cannot_be_locked_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No folder, or a file system without locks: one line each."""
    with pytest.raises(CouldNotWrite, match=r"cannot open .*nowhere: No such file"), locked(tmp_path / "nowhere"):
        pytest.fail("locked nothing")

    def refuse(_handle: int, _how: int) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", refuse)
    with pytest.raises(CouldNotWrite, match=r"cannot lock .*: No locks available"), locked(tmp_path):
        pytest.fail("locked without locks")


def test_without_locks_on_a_platform_files_are_still_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where Python has no fcntl, a single writer works."""
    monkeypatch.setattr(atomic, "fcntl", None)
    with locked(tmp_path):
        replace(tmp_path / "a", b"x")
    assert (tmp_path / "a").read_bytes() == b"x"


def test_what_a_killed_writer_left_is_cleared(tmp_path: Path) -> None:
    """A draft from before is no hindrance, and never becomes the file."""
    (tmp_path / ".a.new").write_text("half")
    replace(tmp_path / "a", b"whole ", b"file")
    assert [file.name for file in tmp_path.iterdir()] == ["a"]
    assert (tmp_path / "a").read_bytes() == b"whole file"


def test_a_failed_rename_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the operating system refuses, the old content stands and the draft is gone."""
    (tmp_path / "a").write_text("old")

    def refuse(_self: Path, _target: Path) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(CouldNotWrite, match="Input/output error"):
        replace(tmp_path / "a", b"new")
    assert [(file.name, file.read_text()) for file in tmp_path.iterdir()] == [("a", "old")]


def test_it_is_durable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """File and folder are both flushed to the disk, the file before it takes its name."""
    flushed: list[str] = []
    real = os.fsync

    def fsync(handle: int) -> None:
        flushed.append(Path(os.readlink(f"/proc/self/fd/{handle}")).name)
        real(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    replace(tmp_path / "a", b"x")
    assert flushed == [".a.new", tmp_path.name]
