"""Rendered documents are replaced whole, and nothing else is."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from handoff.errors import BadInput, CouldNotWrite
from handoff.store import read_document, write_document

OURS = '---\ndocument: "handoff"\ngenerator: "handoff 0.1.0"\n---\n\n# Title\n'


def test_a_document_is_written_and_replaced(tmp_path: Path) -> None:
    """New, the same again, and changed: only what changes is written, with line ends as given."""
    file = tmp_path / "HANDOFF.md"
    assert write_document(file, OURS)
    before = file.stat().st_mtime_ns
    assert not write_document(file, OURS)
    assert file.stat().st_mtime_ns == before
    assert write_document(file, OURS + "more é\n")
    assert file.read_bytes() == (OURS + "more é\n").encode()
    assert [one.name for one in tmp_path.iterdir()] == ["HANDOFF.md"]


def test_a_checkout_may_have_changed_line_ends(tmp_path: Path) -> None:
    """A document of ours with CRLF is still ours."""
    file = tmp_path / "HANDOFF.md"
    file.write_bytes(OURS.replace("\n", "\r\n").encode())
    assert write_document(file, OURS)


@pytest.mark.parametrize(
    "text", ["# By hand\n", "", '# x\n---\ngenerator: "handoff 1"\n', '---\na: 1\n---\n\ngenerator: "handoff 1"\n']
)
def test_what_somebody_else_wrote_stays(tmp_path: Path, text: str) -> None:
    """Only front matter with our generator makes a document ours."""
    file = tmp_path / "HANDOFF.md"
    file.write_text(text)
    with pytest.raises(CouldNotWrite, match="not rendered by handoff"):
        write_document(file, OURS)
    assert file.read_text() == text


def test_links_and_folders_are_left_alone(tmp_path: Path) -> None:
    """What a link leads to is not ours; a folder is no file."""
    (tmp_path / "link.md").symlink_to(tmp_path / "target")
    with pytest.raises(CouldNotWrite, match="is a link"):
        write_document(tmp_path / "link.md", OURS)
    assert not (tmp_path / "target").exists()
    (tmp_path / "folder.md").mkdir()
    os.mkfifo(tmp_path / "pipe.md")
    for name in ("folder.md", "pipe.md"):
        with pytest.raises(CouldNotWrite, match="is no plain file"):
            write_document(tmp_path / name, OURS)
        with pytest.raises(BadInput, match="is no plain file"):
            read_document(tmp_path / name)


def test_reading(tmp_path: Path) -> None:
    """The text, None where there is none, and an error for what is no text."""
    file = tmp_path / "HANDOFF.md"
    assert read_document(file) is None
    file.write_bytes("é\r\n".encode())
    assert read_document(file) == "é\r\n"
    file.write_bytes(b"\xff")
    with pytest.raises(BadInput, match="not UTF-8"):
        read_document(file)
