"""Notes outside the repository: bound to content, and never missed when they are gone."""

from __future__ import annotations

from pathlib import Path

import pytest

from handoff.store import cache
from handoff.store.cache import Note, digest_of, grown_digest, recall, remember

DIGEST = digest_of(b"content")


def test_a_note_comes_back_for_its_content_only() -> None:
    """Another content, another file: nothing is known."""
    remember("/a", DIGEST, Note({"zone": "America/New_York", "bad": "two\nlines"}, b"\na\nb-2\n"))
    note = recall("/a", DIGEST)
    assert note is not None
    assert note.facts == {"zone": "America/New_York"}
    assert note.has("a")
    assert note.has("b-2")
    assert not note.has("b")
    assert recall("/a", digest_of(b"other")) is None
    assert recall("/b", DIGEST) is None


def test_a_note_without_ids() -> None:
    """A record without events is noted too."""
    remember("/a", DIGEST, Note({"dash": "2 1"}, b"\n"))
    note = recall("/a", DIGEST)
    assert note is not None
    assert (note.facts, note.has(""), note.has("x")) == ({"dash": "2 1"}, False, False)


@pytest.mark.parametrize(
    "change", [lambda data: data[:-2], lambda data: data.replace(b"x-1", b"x-9"), lambda data: b"", lambda data: b"\xff" * 40]
)
def test_a_damaged_note_is_none(change, cache: Path) -> None:  # type: ignore[no-untyped-def]  # bytes to bytes
    """A torn, edited, empty or foreign file is as good as no file."""
    remember("/a", DIGEST, Note({"dash": "2 1"}, b"\nx-1\nx-2\n"))
    (file,) = (cache / "records").iterdir()
    file.write_bytes(change(file.read_bytes()))
    assert recall("/a", DIGEST) is None


def test_a_note_of_another_version_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """What an older program accepted need not load today."""
    remember("/a", DIGEST, Note({}, b"\n"))
    monkeypatch.setattr(cache, "_MAGIC", "handoff 99 1")
    assert recall("/a", DIGEST) is None


def test_no_place_for_notes_is_no_error(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file where the folder should be, a relative folder, a user without a home: nothing is kept and nothing breaks."""
    cache.write_text("in the way")
    remember("/a", DIGEST, Note({}, b"\n"))
    assert recall("/a", DIGEST) is None
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    remember("/a", DIGEST, Note({}, b"\n"))
    assert recall("/a", DIGEST) is None
    monkeypatch.delenv("XDG_CACHE_HOME")

    def homeless() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(Path, "home", homeless)
    remember("/a", DIGEST, Note({}, b"\n"))
    assert recall("/a", DIGEST) is None


def test_notes_are_private(cache: Path) -> None:
    """Ids of events may say what a company is working on."""
    remember("/a", DIGEST, Note({}, b"\n"))
    assert (cache / "records").stat().st_mode & 0o077 == 0


def test_a_grown_content_has_the_digest_of_the_whole() -> None:
    """The digest of old and new bytes is that of the file that holds both."""
    assert grown_digest(b"old", b"new") == digest_of(b"oldnew")
