"""What is kept of documents: used only while nothing that went into it has changed, and never when it may have."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from handoff.checking import cache, checker, inputs
from handoff.checking.documents import Document
from handoff.checking.inputs import digest
from handoff.checking.request import Judged, Lost, Request
from handoff.cli._check import Asked, run_check
from tests.cli.conftest import Handoff
from tests.cli.test_check import AGEING, BARE, INVERTED, _session

NOON = "2026-01-20T18:00Z"


class Check:
    """`handoff check` in this process, with what it printed and which documents it judged anew."""

    def __init__(self, capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> None:
        self.capsysbinary, self.judged = capsysbinary, list[str]()
        plain = checker.check_all

        def check_all(documents: list[Document], request: Request) -> Iterator[Judged | Lost]:
            self.judged.extend(Path(document.path).parent.name[-1] for document in documents)
            return plain(documents, request)

        monkeypatch.setattr(checker, "check_all", check_all)

    def __call__(self, as_of: str = NOON, **asked: object) -> str:
        self.judged.clear()
        run_check(Asked(as_of=as_of, **asked))  # type: ignore[arg-type]
        return self.capsysbinary.readouterr().out.decode()


@pytest.fixture
def check(capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, project: Path) -> Check:
    """Four sessions: b continues a, c corrects a claim of a, d stands alone."""
    monkeypatch.chdir(project)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(cache, "program", lambda: b"this one")
    _session(project, "2026-01-17-a", BARE)
    _session(project, "2026-01-18-b", INVERTED)
    _change(project, "b", "events:", "previous: 2026-01-17-a\nevents:")
    _session(project, "2026-01-19-c", CORRECTION)
    _session(project, "2026-01-20-d", AGEING)
    return Check(capsysbinary, monkeypatch)


CORRECTION = """\
  - id: wrong
    kind: correction
    at: {day}T12:50-05:00
    corrects: 2026-01-17-a#worker-up
    was: Worker is up
    is: Worker was down
    evidence: ["cmd:curl https://worker.example"]
    summary: Worker was not up
"""


def _change(project: Path, letter: str, old: str, new: str) -> None:
    (record,) = (project / "sessions").glob(f"*-{letter}/session.yaml")
    text = record.read_text()
    assert old in text
    record.write_text(text.replace(old, new))


@pytest.mark.parametrize("format", ["text", "json"])
def test_nothing_is_judged_twice(check: Check, format: str) -> None:
    """The second report is the same, and no document was judged for it."""
    first = check(format=format)
    assert check.judged == ["a", "b", "c", "d"]
    assert check(format=format) == first
    assert check.judged == []
    assert check(format=format, quiet=True)


def test_each_way_of_laying_out_is_kept_apart(check: Check) -> None:
    """Quiet, JSON and text do not get in each other's way, and do not push each other out."""
    texts = [check(), check(quiet=True), check(format="json")]
    assert [check(), check(quiet=True), check(format="json")] == texts
    assert check.judged == []


@pytest.mark.parametrize(
    ("letter", "judged"),
    [("a", ["a", "b", "c"]), ("b", ["a", "b", "c"]), ("c", ["a", "b", "c"]), ("d", ["d"])],
)
def test_a_change_is_judged_with_all_that_it_touches(check: Check, project: Path, letter: str, judged: list[str]) -> None:
    """The session itself, those that it is linked to, and those that are linked to one of these; no other."""
    check()
    _change(project, letter, "summary: Work began", "summary: The work began")
    text = check()
    assert check.judged == judged
    assert text == _afresh(check)


def _afresh(check: Check) -> str:
    os.environ["XDG_CACHE_HOME"] += "-none"
    try:
        return check()
    finally:
        os.environ["XDG_CACHE_HOME"] = os.environ["XDG_CACHE_HOME"].removesuffix("-none")


@pytest.mark.parametrize(
    "change",
    [
        lambda root: (root / "handoff.toml").write_text('timezone = "UTC"\n'),
        lambda root: (root / "sessions/2026-01-20-d/observed.jsonl").write_text(""),
        lambda root: _session(root, "2026-01-21-e", INVERTED),
        lambda root: _change(root, "d", "events:", "previous: 2026-01-18-b\nevents:"),
        lambda root: (root / "sessions/2026-01-19-c/session.yaml").unlink(),
        lambda root: (root / "sessions/2026-01-17-a/session.yaml").write_text("no: record\n"),
    ],
    ids=["configuration", "observations", "new session", "new link", "session gone", "session broken"],
)
def test_whatever_changes_the_report_is_the_one_made_afresh(
    check: Check, project: Path, change: Callable[[Path], object]
) -> None:
    """A stale verdict is never given: with and without what was kept, the report is the same."""
    check()
    change(project)
    text = check()
    assert check.judged
    assert text == _afresh(check)
    assert check() == text


def test_an_id_written_with_escapes_is_a_link_all_the_same(check: Check, project: Path) -> None:
    """The judgement itself shows what a record is linked to, however that is written."""
    _change(project, "d", "events:", 'previous: "2026-01-1\\x38-b"\nevents:')
    check()
    _change(project, "b", "summary: Work began", "summary: The work began")
    text = check()
    assert "d" in check.judged
    assert text == _afresh(check)


def test_time_passes_and_what_ages_is_judged_again(check: Check) -> None:
    """As long as nothing turns, no document is judged; when evidence becomes too old, its claim is."""
    fresh = check("2026-01-20T18:00Z")
    later = check("2026-01-20T19:00Z")
    assert check.judged == []
    assert later == fresh.replace("2026-01-20T18:00Z", "2026-01-20T19:00Z")
    old = check("2026-02-20T18:00Z")
    assert "d" in check.judged
    assert "stale" in old
    assert "stale" not in fresh
    assert old == _afresh_at(check, "2026-02-20T18:00Z")


def _afresh_at(check: Check, as_of: str) -> str:
    os.environ["XDG_CACHE_HOME"] += "-none"
    try:
        return check(as_of)
    finally:
        os.environ["XDG_CACHE_HOME"] = os.environ["XDG_CACHE_HOME"].removesuffix("-none")


def test_other_rules_are_another_check(check: Check) -> None:
    """Selecting or ignoring rules, or an offset in which days begin elsewhere, asks for another judgement."""
    check()
    check(ignore=("inverted-range",))
    assert check.judged == ["a", "b", "c", "d"]
    check(as_of="2026-01-20T13:00-05:00")
    assert check.judged == ["a", "b", "c", "d"]


def test_another_program_judges_for_itself(check: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    """After an update nothing is answered from what an older version said."""
    check()
    monkeypatch.setattr(cache, "program", lambda: b"newer")
    check()
    assert check.judged == ["a", "b", "c", "d"]


def test_the_program_is_known_by_its_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An edited, added or removed rule makes another program; a compiled file does not."""
    room = tmp_path / "handoff" / "cli"
    room.mkdir(parents=True)
    monkeypatch.setattr(inputs, "__file__", str(room / "inputs.py"))
    (tmp_path / "handoff" / "rule.py").write_text("a")
    before = inputs.program()
    (room / "__pycache__").mkdir()
    (room / "__pycache__" / "x.py").write_text("")
    assert inputs.program() == before
    (tmp_path / "handoff" / "rule.py").write_text("ab")
    assert inputs.program() != before


def test_documents_that_do_not_load_are_read_every_time(check: Check, project: Path) -> None:
    """Their errors are said again, and the others are still kept."""
    _change(project, "d", "kind: evidence", "kind: evidense")
    check()
    assert "1 document could not be read" in check()
    assert check.judged == ["d"]


def test_one_session_is_kept_as_all_are(check: Check, project: Path) -> None:
    """What a check of the project has kept serves a check of one session, and a session named from elsewhere."""
    check()
    check(paths=(Path("2026-01-18-b"),))
    assert check.judged == []
    check(paths=(project / "sessions/2026-01-18-b",))
    assert check.judged == ["b"], "another way to write the path is another report"


def test_a_record_outside_the_sessions_is_never_kept(check: Check, project: Path) -> None:
    """Nobody knows what it is linked to."""
    (project / "drafts").mkdir()
    (project / "sessions/2026-01-20-d").rename(project / "drafts/2026-01-20-d")
    for _ in range(2):
        check(paths=(Path("drafts/2026-01-20-d"),))
        assert check.judged == ["d"]


def test_a_file_that_changes_meanwhile_is_not_kept(check: Check, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was judged may be the old or the new content; neither is kept under the other's name."""
    counted = checker.check_all

    def slowly(documents: list[Document], request: Request) -> Iterator[Judged | Lost]:
        results = list(counted(documents, request))
        _change(project, "d", "summary: Work began", "summary: Something else began")
        return iter(results)

    with monkeypatch.context() as patch:
        patch.setattr(checker, "check_all", slowly)
        check()
    text = check()
    assert check.judged == ["d"]
    assert text == _afresh(check)


def test_what_changes_before_it_is_judged_is_judged_as_it_was_read(
    check: Check, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is said belongs to the bytes that it is kept under, of a record and of a new one beside it."""
    counted, report = checker.check_all, check()

    def late(documents: list[Document], request: Request) -> Iterator[Judged | Lost]:
        _change(project, "d", "title: ", "title: Late ")
        _session(project, "2026-01-21-e", CORRECTION)
        return counted(documents, request)

    with monkeypatch.context() as patch:
        patch.setattr(checker, "check_all", late)
        patch.setenv("XDG_CACHE_HOME", f"{project}-cache")
        assert check() == report
        patch.undo()
        patch.setenv("XDG_CACHE_HOME", f"{project}-cache")
        text = check()
    assert check.judged == ["a", "b", "c", "d", "e"]
    assert text == _afresh(check)


def test_a_document_that_changes_meanwhile_is_not_kept(check: Check, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was said of its old content is not given for the new one."""
    document, counted = project / "old.md", checker.check_all
    document.write_text("# Deployment\n\n- ✅ Worker is healthy\n")

    def slowly(documents: list[Document], request: Request) -> Iterator[Judged | Lost]:
        results = list(counted(documents, request))
        document.write_text("# Deployment\n\nNothing yet.\n")
        return iter(results)

    with monkeypatch.context() as patch:
        patch.setattr(checker, "check_all", slowly)
        assert "Worker is healthy" in check(paths=(document,))
    assert "Worker is healthy" not in check(paths=(document,))


def test_beside_a_record_that_cannot_be_read_nothing_is_kept(check: Check, project: Path) -> None:
    """Nobody can tell what it would have said of the others."""
    (project / "sessions/2026-01-21-e/session.yaml").mkdir(parents=True)
    assert check() == check()
    assert check.judged == ["a", "b", "c", "d", "e"]


@pytest.mark.parametrize("spoiled", ["garbage", "other tables", "folder", "locked"])
def test_a_spoiled_file_costs_time_and_nothing_else(
    check: Check, project: Path, tmp_path: Path, spoiled: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The report comes out as if nothing had ever been kept."""
    text = check()
    file = next((tmp_path / "cache/handoff").glob("checks-*.sqlite"))
    if spoiled == "garbage":
        file.write_bytes(b"no database at all" * 100)
    elif spoiled == "other tables":
        file.unlink()
        with sqlite3.connect(file) as other:
            other.execute("CREATE TABLE said (x TEXT)")
        other.close()
    elif spoiled == "folder":
        file.unlink()
        file.mkdir()
    else:
        monkeypatch.setattr("handoff.checking.cache_rows.PATIENCE", 0.05)
        other = sqlite3.connect(file, isolation_level=None)
        other.execute("BEGIN EXCLUSIVE")
        assert check() == text
        other.close()
        return
    assert check() == text
    assert check.judged == ["a", "b", "c", "d"]


@pytest.mark.parametrize("cache", ["", "relative/cache", "/proc/nowhere"])
def test_without_a_place_nothing_is_kept(check: Check, cache: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """No home, a relative place, a place that cannot be made: the check works without."""
    monkeypatch.setenv("XDG_CACHE_HOME", cache)
    monkeypatch.setenv("HOME", "/proc/nowhere")
    assert check()
    check()
    assert check.judged == ["a", "b", "c", "d"]


def test_a_place_that_others_can_write_to_is_not_trusted(check: Check, tmp_path: Path) -> None:
    """What somebody else may have put there is not repeated as a verdict."""
    check()
    (tmp_path / "cache/handoff").chmod(0o777)
    check()
    assert check.judged == ["a", "b", "c", "d"]


def test_what_is_kept_is_for_its_user_alone(check: Check, tmp_path: Path) -> None:
    """Reports quote records; nobody else may read them."""
    check()
    assert (tmp_path / "cache/handoff").stat().st_mode & 0o077 == 0


def test_old_rows_are_forgotten(check: Check, project: Path, tmp_path: Path) -> None:
    """What nobody has asked for in two months goes when something new is kept."""
    check("2026-01-20T18:00Z")
    (project / "sessions/2026-01-20-d/session.yaml").unlink()
    check("2026-06-20T18:00Z")
    file = next((tmp_path / "cache/handoff").glob("checks-*.sqlite"))
    with sqlite3.connect(file) as kept:
        assert not kept.execute("SELECT * FROM said WHERE path LIKE '%-d/session.yaml'").fetchall()
    kept.close()


def test_sessions_that_name_each_other_are_judged_together(check: Check, project: Path) -> None:
    """A circle of links is no trouble: a change in one is a change for all of it."""
    _change(project, "a", "events:", "previous: 2026-01-20-d\nevents:")
    _change(project, "d", "events:", "previous: 2026-01-17-a\nevents:")
    check()
    assert check() == _afresh(check)
    check()
    assert check.judged == []
    _change(project, "d", "summary: Work began", "summary: The work began")
    text = check()
    assert {"a", "b", "c", "d"} >= set(check.judged) >= {"a", "d"}
    assert text == _afresh(check)


def test_waivers_and_git_are_never_answered_from_what_was_kept(check: Check, project: Path) -> None:
    """Whether a waiver of the project is used, only a check of all its findings can tell."""
    (project / "handoff.toml").write_text('[[waivers]]\nrule = "stale-evidence"\nwho = "Ana"\nwhy = "x"\n')
    for _ in range(2):
        assert "unused-waiver" in check()
        assert check.judged == ["a", "b", "c", "d"]


def test_the_command_keeps_and_uses_it_too(handoff: Handoff, project: Path) -> None:
    """As real processes, and with a clock that runs on."""
    _session(project, "2026-01-20-d", BARE)
    first, second = (
        handoff("check", env={"SOURCE_DATE_EPOCH": "1769018400"}),
        handoff("check", env={"SOURCE_DATE_EPOCH": "1769018401"}),
    )
    assert second.out == first.out.replace("18:00Z", "18:00:01Z")


def test_a_digest_knows_the_bounds_of_its_parts() -> None:
    """Moving a byte from one part to the next gives another digest."""
    assert len({digest(b"ab", b"c"), digest(b"a", b"bc"), digest(b"abc"), digest(b"abc", b""), digest()}) == 5


def test_only_plain_files_are_read(tmp_path: Path) -> None:
    """A pipe under the name of a record would wait for ever; a folder and a missing file hold nothing."""
    os.mkfifo(tmp_path / "pipe")
    assert inputs.content(str(tmp_path / "pipe")) is None
    assert inputs.content(str(tmp_path)) is None
    assert inputs.content(str(tmp_path / "none")) is None
    (tmp_path / "file").write_bytes(b"x" * 3)
    assert inputs.content(str(tmp_path / "file")) == b"xxx"


def test_a_stretch_of_time_ends_at_its_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`since` is in it, `until` is not."""
    from handoff.checking.cache_rows import Rows, Said
    from handoff.report import Piece, Tally

    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    at = datetime(2026, 1, 20, tzinfo=UTC)
    tick = timedelta(microseconds=1)
    piece = Piece(
        tally=Tally(documents=1, answers={"supported": 2}, levels={"error": 1}, waived=3, bare=4),
        parts=(b"a", b"", "ü".encode()),
    )
    with Rows() as kept:
        kept.keep("text", [Said(path=b"/x\xff", key=b"k", since=at, until=at + 2 * tick, piece=piece)], {}, 0)
    with Rows() as kept:
        assert [kept.said(b"/x\xff", "text", b"k", at + n * tick) for n in (-1, 0, 1, 2)] == [None, piece, piece, None]
        assert kept.said(b"/x\xff", "json", b"k", at) is None
        assert kept.said(b"/x\xff", "text", b"other", at) is None
