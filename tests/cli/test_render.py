"""`handoff render` as a real process: what it writes, what it refuses, and when a document is out of date."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Handoff

RECORD = """\
format: 1
id: 2026-01-21-night
title: Worker brought back
timezone: America/New_York
started: 2026-01-21T11:20-05:00
ended: 2026-01-21T13:00-05:00
events:
  - id: worker-up
    kind: claim
    at: 2026-01-21T12:50-05:00
    subject: worker
    predicate: live
    summary: Worker is up
"""
ID = "2026-01-21-night"


def session(project: Path, id: str = ID, text: str = RECORD) -> Path:
    folder = project / "sessions" / id
    folder.mkdir(parents=True)
    (folder / "session.yaml").write_text(text.replace(ID, id))
    return folder


def test_two_documents_are_written_beside_the_record(project: Path, handoff: Handoff) -> None:
    """Their paths are printed, and nothing else lies about."""
    folder = session(project)
    ran = handoff("render", ID)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == f"sessions/{ID}/HANDOFF.md\nsessions/{ID}/CHECKLIST.md\n"
    assert sorted(file.name for file in folder.iterdir()) == ["CHECKLIST.md", "HANDOFF.md", "session.yaml"]
    assert "**0 of 1 claims supported: 1 unsupported.**" in (folder / "HANDOFF.md").read_text()
    assert "- [ ] **Worker is up**: unsupported" in (folder / "CHECKLIST.md").read_text()


def test_rendering_twice_changes_no_byte(project: Path, handoff: Handoff) -> None:
    """The documents stay untouched, whatever the clock says."""
    folder = session(project)
    handoff("render", ID)
    before = {file.name: (file.read_bytes(), file.stat().st_mtime_ns) for file in folder.iterdir()}
    assert handoff("render", folder / "session.yaml").code == 0
    assert {file.name: (file.read_bytes(), file.stat().st_mtime_ns) for file in folder.iterdir()} == before


def test_the_newest_session_is_meant_when_none_is_open(project: Path, handoff: Handoff) -> None:
    """An open one first; without any, the newest, and that is said."""
    session(project)
    ran = handoff("render")
    assert (ran.code, ran.err) == (0, f"no session is open; this is the newest, {ID}\n")
    session(project, "2026-01-20-open", RECORD.replace("ended: 2026-01-21T13:00-05:00\n", ""))
    assert handoff("render").out.startswith("sessions/2026-01-20-open/")
    assert handoff("render", env={"HANDOFF_SESSION": ID}).out.startswith(f"sessions/{ID}/")


def test_there_may_be_no_session_at_all(project: Path, handoff: Handoff) -> None:
    """One sentence with what to do."""
    ran = handoff("render")
    assert ran.code == 2
    assert "handoff new TITLE" in ran.err


def test_one_document_goes_where_it_is_wanted(project: Path, handoff: Handoff) -> None:
    """A file, or standard output; the handoff unless another template is named; beside the record without --output."""
    folder = session(project)
    to_stdout = handoff("render", ID, "--output", "-")
    assert to_stdout.out.startswith('---\ndocument: "handoff"\n')
    assert handoff("render", ID, "-t", "checklist", "-o", "mine.md").out == "mine.md\n"
    assert (project / "mine.md").read_text().startswith('---\ndocument: "checklist"\n')
    assert [file.name for file in folder.iterdir()] == ["session.yaml"]
    assert handoff("render", ID, "--template", "brief").out == f"sessions/{ID}/BRIEF.md\n"
    refused = handoff("render", ID, "--output", "sessions")
    assert (refused.code, refused.err) == (4, "handoff: sessions is a folder\n  name a file\n")


def test_a_template_of_the_project_wins(project: Path, handoff: Handoff) -> None:
    """And one that does not load is told with its line; an unknown one with those there are."""
    session(project)
    (project / "templates").mkdir()
    (project / "templates" / "brief.md.j2").write_text("{{ session.title }}: {{ status }}")
    assert (
        handoff("render", ID, "-t", "brief", "-o", "-").out == "Worker brought back: 0 of 1 claims supported: 1 unsupported.\n"
    )
    (project / "templates" / "brief.md.j2").write_text("ok\n{{ nosuch }}")
    broken = handoff("render", ID, "-t", "brief", "-o", "-")
    assert broken.code == 3
    assert "templates/brief.md.j2:2: 'nosuch' is undefined" in broken.err
    unknown = handoff("render", ID, "-t", "nosuch")
    assert unknown.code == 2
    assert "there is no template 'nosuch'" in unknown.err


def test_templates_outside_the_project_are_not_read(project: Path, handoff: Handoff) -> None:
    """A stranger's configuration cannot have files of the user's printed."""
    session(project)
    outside = project.parent / "outside"
    outside.mkdir()
    configuration = project / "handoff.toml"
    configuration.write_text('templates = "../outside"\n' + configuration.read_text())
    ran = handoff("render", ID)
    assert ran.code == 2
    assert "lies outside the project" in ran.err


def test_check_says_which_document_is_out_of_date(project: Path, handoff: Handoff) -> None:
    """Nothing while nothing changed, also when time passes; then the file and what changed; nothing is written."""
    folder = session(project)
    missing = handoff("render", ID, "--check")
    assert (missing.code, missing.out.count("out of date: it is missing")) == (1, 2)
    handoff("render", ID)
    fresh = handoff("render", ID, "--check", env={"SOURCE_DATE_EPOCH": "2000000000"})
    assert (fresh.code, fresh.out) == (0, "")
    record = folder / "session.yaml"
    record.write_text(record.read_text().replace("Worker is up", "Worker is well"))
    stale = handoff("render", ID, "--check")
    assert stale.code == 1
    assert f"sessions/{ID}/HANDOFF.md: out of date: the record has changed since\n" in stale.out
    assert "Worker is up" in (folder / "HANDOFF.md").read_text()
    handoff("render", ID)
    configuration = project / "handoff.toml"
    configuration.write_text(configuration.read_text().replace("Prediction worker", "Other"))
    assert "what it rests on has changed since" in handoff("render", ID, "--check").out


def test_check_sees_a_later_correction(project: Path, handoff: Handoff) -> None:
    """A session that corrects this one puts its document out of date, and the next rendering shows the correction."""
    folder = session(project)
    handoff("render", ID)
    after = session(project, "2026-01-22-after")
    (after / "session.yaml").write_text(
        (after / "session.yaml").read_text().partition("events:")[0].replace("2026-01-21T", "2026-01-22T")
        + f"previous: {ID}\nevents:\n  - id: not-up\n    kind: correction\n    at: 2026-01-22T12:00-05:00\n"
        f"    summary: It was down\n    corrects: {ID}#worker-up\n    evidence: [cmd:check]\n"
    )
    assert handoff("render", ID, "--check").code == 1
    handoff("render", ID)
    assert "**Corrected since:** `worker-up` by [2026-01-22-after]" in (folder / "HANDOFF.md").read_text()
    assert handoff("render", ID, "--check").code == 0


def test_check_sees_a_newer_look(project: Path, handoff: Handoff) -> None:
    """Time that passes is nothing; a look that was taken since is."""
    folder = session(project)
    handoff("render", ID)
    (folder / "observed.jsonl").write_text(
        '{"kind": "serving", "id": "look-1", "at": "2026-01-21T15:00-05:00", "service": "worker", "platform": "k",'
        ' "shares": [{"revision": "r7", "percent": 100}], "ready": true, "current": true}\n'
    )
    assert "something newer is known" in handoff("render", ID, "--check").out
    handoff("render", ID)
    assert "`r7` seen on the platform" in (folder / "HANDOFF.md").read_text()
    assert handoff("render", ID, "--check").code == 0


def test_check_of_the_whole_project(project: Path, handoff: Handoff) -> None:
    """Without a session, every session that has documents; one without any is left in peace."""
    first, second = session(project), session(project, "2026-01-22-after")
    handoff("render", ID)
    assert handoff("render", "--check").code == 0
    (first / "CHECKLIST.md").unlink()
    assert handoff("render", "--check").out == f"sessions/{ID}/CHECKLIST.md: out of date: it is missing\n"
    (second / "HANDOFF.md").write_text("by hand\n")
    told = handoff("render", "--check").out
    assert "2026-01-22-after/HANDOFF.md: out of date: it does not say for which instant it was judged" in told
    assert handoff("render", "--check", "-o", "-").code == 2


def test_the_instant_can_be_named(project: Path, handoff: Handoff) -> None:
    """By --as-of, by SOURCE_DATE_EPOCH, or now; a time without an offset is refused."""
    session(project)
    named = handoff("render", ID, "--as-of", "2026-02-01T00:00Z", "-o", "-").out
    assert 'as_of: "2026-02-01T00:00Z"' in named
    assert 'as_of: "2033-05-18T03:33:20Z"' in handoff("render", ID, "-o", "-", env={"SOURCE_DATE_EPOCH": "2000000000"}).out
    assert 'as_of: "2026-01-21T13:00-05:00"' in handoff("render", ID, "-o", "-").out
    now = handoff("render", ID, "--as-of", "now", "-o", "-").out
    assert 'as_of: "2026-01-21' not in now
    assert handoff("render", ID, "--as-of", "yesterday").code == 2


def test_nothing_that_the_tool_did_not_render_is_replaced(project: Path, handoff: Handoff) -> None:
    """A document written by hand and a link stay; the error says what to do."""
    folder = session(project)
    (folder / "HANDOFF.md").write_text("# By hand\n")
    ran = handoff("render", ID)
    assert ran.code == 4
    assert "was not rendered by handoff, so it stays" in ran.err
    assert (folder / "HANDOFF.md").read_text() == "# By hand\n"
    (folder / "HANDOFF.md").unlink()
    target = project / "elsewhere"
    (folder / "HANDOFF.md").symlink_to(target)
    assert "is a link" in handoff("render", ID).err
    assert not target.exists()


def test_a_document_that_is_not_utf8_is_told(project: Path, handoff: Handoff) -> None:
    """One line, no traceback."""
    folder = session(project)
    (folder / "HANDOFF.md").write_bytes(b"\xff")
    ran = handoff("render", ID, "--check")
    assert (ran.code, "is not UTF-8" in ran.err) == (3, True)


def test_a_record_that_does_not_load(project: Path, handoff: Handoff) -> None:
    """File, line and column, and nothing half-written."""
    folder = session(project, text=RECORD.replace("predicate: live", "predicate: alife"))
    ran = handoff("render", ID)
    assert ran.code == 3
    assert "session.yaml:12:" in ran.err
    assert [file.name for file in folder.iterdir()] == ["session.yaml"]


def test_help(handoff: Handoff) -> None:
    """The help says for which instant a document is judged."""
    ran = handoff("render", "--help")
    assert ran.code == 0
    assert "the newest instant that its" in " ".join(ran.out.split())


def test_a_mistyped_time_is_told_and_judges_nothing(project: Path, handoff: Handoff) -> None:
    """The document is judged for what has happened, and says which event claims to be later."""
    event = '  - {id: d, kind: note, at: "2099-01-05T10:00-05:00", summary: Mistyped}\n'
    folder = session(project, text=RECORD + event)
    assert handoff("render", ID).code == 0
    text = (folder / "HANDOFF.md").read_text()
    assert 'as_of: "2026-01-21T13:00-05:00"' in text
    assert "warning `event-in-future`" in text
    assert "stale" not in text
    assert handoff("render", ID, "--check").code == 0
    assert handoff("verify", ID).out.startswith(f"{ID}: handed over 2026-01-21 13:00 -05:00, looked at again ")


def test_a_document_that_was_edited_by_hand_is_told_as_one_that_may_be(project: Path, handoff: Handoff) -> None:
    """Only the record's digest is kept in it, so both are said that it can be."""
    folder = session(project)
    handoff("render", ID)
    document = folder / "HANDOFF.md"
    document.write_text(document.read_text().replace("Worker is up", "Worker is fine"))
    told = handoff("render", ID, "--check").out
    assert "HANDOFF.md: out of date: somebody edited it by hand, or what it rests on has changed since" in told
