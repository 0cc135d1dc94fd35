"""What the tool saw: one line a look, appended durably, a torn end mended."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handoff.errors import BadRecord, CouldNotWrite
from handoff.model.fields import Slot, slots_of
from handoff.model.observation import (
    LOOKS,
    AncestrySeen,
    CommitSeen,
    FileChange,
    Observation,
    ProbeSeen,
    RepositorySeen,
    ServingSeen,
    Share,
)
from handoff.model.times import Window
from handoff.store import append_observations, read_observations
from handoff.store.observations import line_of, read_with_remarks

from . import strategies

AT = datetime(2026, 1, 21, 9, 0, tzinfo=UTC)
COMMIT = CommitSeen(
    id="commit-e32bb0c",
    at=AT,
    repo="main",
    asked="e32bb0c",
    exists=True,
    sha="e32bb0c1" * 5,
    author_time=datetime(2026, 1, 20, 8, 54, 28, tzinfo=timezone(timedelta(hours=-8))),
    subject="fix: imports\t“x”",
    body="",
    files=(FileChange(path="a b.py", added=7, deleted=3), FileChange(path="logo.png")),
    on_default=False,
)


def test_looks_come_back_as_they_were(tmp_path: Path) -> None:
    """Windows, shares, empty texts and lists, unknown and false are told apart."""
    looks = (
        COMMIT,
        CommitSeen(id="b", at=AT, repo="main", asked="1234567", could_not="shallow clone", files=()),
        RepositorySeen(id="r", at=AT, repo="main", dirty=("x",), window=Window(AT, AT + timedelta(hours=1))),
        ServingSeen(
            id="s", at=AT, service="w", platform="cloud-run", shares=(Share(revision="00105", percent=Decimal("12.50")),)
        ),
        AncestrySeen(id="a", at=AT, repo="main", ancestor="1", descendant="2", contained=None),
    )
    assert read_observations(tmp_path) == ()
    append_observations(tmp_path, looks[:2])
    append_observations(tmp_path, [])
    append_observations(tmp_path, looks[2:])
    assert read_observations(tmp_path) == looks
    first = json.loads((tmp_path / "observed.jsonl").read_text().splitlines()[0])
    assert (first["at"], first["author_time"], first["files"][1]) == (
        "2026-01-21T09:00Z",
        "2026-01-20T08:54:28-08:00",
        {"path": "logo.png"},
    )
    assert "could_not" not in first


def _look(kind: type[Observation]) -> st.SearchStrategy[Observation]:
    def of_slot(slot: Slot) -> st.SearchStrategy[object]:
        field = kind.__dataclass_fields__[slot.name]
        one = _value(slot)
        if slot.many:
            return st.lists(one, max_size=3).map(tuple) | (st.just(()) if field.default is not None else st.none())
        return one if slot.required or field.default is not None else st.none() | one

    return st.builds(kind, **{slot.name: of_slot(slot) for slot in slots_of(kind).values()})


def _value(slot: Slot) -> st.SearchStrategy[object]:
    if slot.shape.sort == "record":
        return st.builds(
            slot.shape.of, **{inner.name: _value(inner) for inner in slots_of(slot.shape.of).values() if not inner.many}
        )
    return strategies.of_shape(slot.shape)


@pytest.mark.parametrize("kind", LOOKS)
def test_every_kind_of_look_survives_write_and_read(kind: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Whatever was seen is read as it was seen."""
    folder = tmp_path_factory.mktemp("session")

    @settings(max_examples=40, deadline=None)
    @given(st.lists(_look(LOOKS[kind]), min_size=1, max_size=3))
    def holds(looks: list[Observation]) -> None:
        (folder / "observed.jsonl").unlink(missing_ok=True)
        append_observations(folder, looks)
        assert read_observations(folder) == tuple(looks)

    holds()


@pytest.mark.parametrize("torn", [b'{"kind": "com', b"\xff", b"{}", line_of(COMMIT).encode()])
def test_a_torn_last_line_is_left_out_said_and_mended(torn: bytes, tmp_path: Path) -> None:
    """A line without its end is what a crash leaves, even where it happens to be whole: nobody acknowledged it."""
    append_observations(tmp_path, [COMMIT])
    file = tmp_path / "observed.jsonl"
    whole = file.read_bytes()
    file.write_bytes(whole + torn)
    looks, remarks = read_with_remarks(tmp_path)
    assert looks == (COMMIT,)
    assert remarks == (f"{file}:2: the last line is cut off, as a crash leaves it; it was left out",)
    append_observations(tmp_path, [COMMIT])
    assert file.read_bytes() == whole * 2
    assert read_with_remarks(tmp_path) == ((COMMIT, COMMIT), ())


def test_a_long_torn_line_is_mended(tmp_path: Path) -> None:
    """However long the torn line is, and when it is the only one."""
    file = tmp_path / "observed.jsonl"
    file.write_bytes(b"x" * 200_000)
    assert read_observations(tmp_path) == ()
    append_observations(tmp_path, [COMMIT])
    file.write_bytes(file.read_bytes() + b"y" * 200_000)
    append_observations(tmp_path, [COMMIT])
    assert read_observations(tmp_path) == (COMMIT, COMMIT)


def test_a_kind_from_the_future_is_left_out_and_said(tmp_path: Path) -> None:
    """A newer version may have written it; unknown keys of a known kind are passed over."""
    file = tmp_path / "observed.jsonl"
    file.write_text(
        '{"kind": "weather", "id": "w", "at": "2026-01-21T09:00Z"}\n\n' + line_of(COMMIT)[:-1] + ', "mood": "good"}\n'
    )
    looks, remarks = read_with_remarks(tmp_path)
    assert looks == (COMMIT,)
    assert remarks == (f"{file}:1: looks of kind 'weather' are unknown to this version; it was left out",)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("no json", "this line is no JSON"),
        ("[1]", 'a look is an object with a kind, as in {"kind": "commit", …}'),
        ('{"id": "a"}', 'a look is an object with a kind, as in {"kind": "commit", …}'),
        (
            '{"kind": "commit", "id": "a", "at": "2026-01-21T09:00", "repo": "m", "asked": "x"}',
            "at: '2026-01-21T09:00': no offset",
        ),
        ('{"kind": "commit", "id": "a", "at": "2026-01-21T09:00Z", "asked": "x"}', "a commit look needs 'repo'"),
        (
            '{"kind": "commit", "id": "a", "at": "2026-01-21T09:00Z", "repo": "m", "asked": "x", "exists": "perhaps"}',
            "exists: 'perhaps' is neither",
        ),
        ("[" * 100_000, "this line is no JSON"),
    ],
)
def test_a_spoilt_line_is_an_error_with_its_place(line: str, said: str, tmp_path: Path) -> None:
    """Only the tool writes this file; what it did not write is not guessed at."""
    (tmp_path / "observed.jsonl").write_text(line_of(COMMIT) + "\n" + line + "\n")
    with pytest.raises(BadRecord) as caught:
        read_observations(tmp_path)
    assert f"observed.jsonl:2:1: {said}" in str(caught.value)
    assert "restore it from git" in caught.value.hint


@given(st.binary(max_size=200))
@settings(max_examples=150, deadline=None)
def test_no_bytes_yield_a_traceback(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    """Anything in the file is read or refused in words."""
    folder = tmp_path_factory.getbasetemp()
    (folder / "observed.jsonl").write_bytes(data)
    try:
        looks = read_observations(folder)
    except BadRecord as error:
        looks = tuple(error.problems)  # type: ignore[arg-type]  # either is a tuple
    assert isinstance(looks, tuple)


def test_an_empty_file_holds_nothing(tmp_path: Path) -> None:
    """As git leaves it after a merge with nothing in it."""
    (tmp_path / "observed.jsonl").write_text("")
    assert read_with_remarks(tmp_path) == ((), ())


def test_what_cannot_be_written_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk in the middle of a line takes the half line back."""
    append_observations(tmp_path, [COMMIT])
    before = (tmp_path / "observed.jsonl").read_bytes()
    real = os.write

    def half(handle: int, data: bytes) -> int:
        if len(data) > 20:
            return real(handle, data[:20])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "write", half)
    with pytest.raises(CouldNotWrite, match="No space left on device"):
        append_observations(tmp_path, [COMMIT])
    monkeypatch.undo()
    assert (tmp_path / "observed.jsonl").read_bytes() == before
    (tmp_path / "observed.jsonl").unlink()
    (tmp_path / "observed.jsonl").mkdir()
    with pytest.raises(CouldNotWrite, match="cannot write"):
        append_observations(tmp_path, [COMMIT])


WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from handoff.model.observation import AncestrySeen
from handoff.store import append_observations
for number in range(30):
    at = datetime(2026, 1, 21, tzinfo=UTC)
    look = AncestrySeen(id=f"{sys.argv[2]}-{number}", at=at, repo="r", ancestor="a", descendant="b" * 5000)
    append_observations(Path(sys.argv[1]), [look])
"""


def test_many_lookers_lose_nothing(tmp_path: Path) -> None:
    """Lines of several processes never run into each other."""
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path), f"w{number}"]) for number in range(4)]
    assert [writer.wait(60) for writer in writers] == [0] * 4
    assert len({look.id for look in read_observations(tmp_path)}) == 120


def test_a_probe_with_all_it_may_hold(tmp_path: Path) -> None:
    """Values and windows of a query come back typed."""
    probe = ProbeSeen(
        id="p", at=AT, service="w", probe="health", level="ready", asked="GET /", asserted=("status is 200",), milliseconds=12
    )
    append_observations(tmp_path, [probe])
    assert read_observations(tmp_path) == (probe,)
