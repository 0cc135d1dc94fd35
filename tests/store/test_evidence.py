"""Captured outputs beside the record, named by what they hold."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from handoff.errors import CouldNotWrite
from handoff.store import keep_evidence


def test_bytes_are_kept_once_under_their_digest(tmp_path: Path) -> None:
    """The digest is that of the file as it lies there; the same output again is the same file."""
    data = b"HTTP/2 200\r\n\x00\xff"
    path, digest = keep_evidence(tmp_path, data, ".txt")
    assert (tmp_path / path).read_bytes() == data
    assert digest == "sha256:" + hashlib.sha256(data).hexdigest()
    assert path == f"evidence/{hashlib.sha256(data).hexdigest()[:16]}.txt"
    before = (tmp_path / path).stat().st_mtime_ns
    assert keep_evidence(tmp_path, data, ".txt") == (path, digest)
    assert (tmp_path / path).stat().st_mtime_ns == before
    assert keep_evidence(tmp_path, data + b"x")[0] != path


def test_a_spoilt_file_of_that_name_is_replaced(tmp_path: Path) -> None:
    """What lies under a digest's name is what the digest says."""
    path, _ = keep_evidence(tmp_path, b"x")
    (tmp_path / path).write_bytes(b"spoilt")
    keep_evidence(tmp_path, b"x")
    assert (tmp_path / path).read_bytes() == b"x"


def test_where_it_cannot_be_kept_is_said(tmp_path: Path) -> None:
    """A file in the way is one clear error."""
    (tmp_path / "evidence").write_text("")
    with pytest.raises(CouldNotWrite, match="cannot"):
        keep_evidence(tmp_path, b"x")
    with pytest.raises(CouldNotWrite, match=r"cannot make .*evidence"):
        keep_evidence(tmp_path / "nowhere", b"x")
