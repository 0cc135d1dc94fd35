"""`handoff import`: a Markdown handoff becomes the draft of a session, as a real process."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from handoff.config import load_project
from handoff.model.events import ClaimEvent, Evidence
from handoff.model.session import Session
from handoff.store import load_session

from .conftest import Handoff

DOCUMENT = """\
# Evening session - March 3, 2026

**Time:** 6:00 PM - 7:30 PM ET
**Status:** ✅ All orders work again

## Next steps

- [ ] Write the report
"""
ID = "2026-03-03-evening-session"
COUNTS = (
    "a draft's claims are unverified: in a document what is quoted counts as quoted, in a draft somebody has to confirm it\n"
)
# 2026-06-01 12:00 in UTC.
ENV = {"SOURCE_DATE_EPOCH": str(int(datetime(2026, 6, 1, 12, tzinfo=UTC).timestamp()))}


@pytest.fixture
def document(project: Path) -> Path:
    """A handoff in the project's docs/."""
    file = project / "docs" / "HANDOFF-EVENING.md"
    file.parent.mkdir()
    file.write_text(DOCUMENT, encoding="utf-8")
    return file


def loaded(project: Path, id: str = ID) -> Session:
    return load_session(project / "sessions" / id, load_project(project))


def test_a_document_becomes_a_session(handoff: Handoff, project: Path, document: Path) -> None:
    """The path is data; what was found is talk; where it came from is kept, without the path of a machine."""
    ran = handoff("import", document, env=ENV)
    assert (ran.code, ran.out) == (0, f"sessions/{ID}\n")
    assert ran.err == (
        f"docs/HANDOFF-EVENING.md: 1 claim, 1 next step, 1 note; "
        f"2 places to look at, marked `look:` in sessions/{ID}/session.yaml\n{COUNTS}"
    )
    session = loaded(project)
    assert session.extra["x-imported"] == "docs/HANDOFF-EVENING.md"
    assert str(session.extra["x-digest"]).startswith("sha256:")
    assert [event.kind for event in session.events] == ["claim", "note", "next-step"]


def test_a_draft_that_is_dated_today_says_so_at_once(handoff: Handoff, project: Path) -> None:
    """A month is no day, and a folder with a day that nobody named is no surprise."""
    (project / "a.md").write_text("# Pier map\n\n**Date:** March 2026\n", encoding="utf-8")
    ran = handoff("import", "a.md", env=ENV)
    assert (ran.code, ran.out) == (0, "sessions/2026-06-01-pier-map\n")
    assert "; dated today, for it names no day\n" in ran.err


def test_the_draft_is_checked_at_once(handoff: Handoff, document: Path) -> None:
    """It loads, and nothing in it is supported."""
    assert handoff("import", document).code == 0
    ran = handoff("check", ID, "--format", "json", "--fail-on", "never")
    assert ran.code == 0, ran.err
    told = json.loads(ran.out)
    assert told["documents"][0]["claims"] == 1
    assert told["summary"]["supported"] == 0


def test_the_comments_say_what_to_look_at(handoff: Handoff, project: Path, document: Path) -> None:
    """They stand above the events, with the line of the document."""
    handoff("import", document)
    text = (project / "sessions" / ID / "session.yaml").read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=../.schema.json\n# A draft made of docs/HANDOFF-EVENING.md.")
    assert "\n  # line 4, taken for a claim: tick" in text
    assert "\n  # look: nothing in its section is offered that a reader could check\n" in text
    assert "put a service or the thing as its subject\n  - id: status-all-orders" in text


def test_what_tells_of_a_failure_is_kept_and_cited_for_nothing(handoff: Handoff, project: Path) -> None:
    """The log of a fault stands under the heading that says it is mended; which of them it shows, a person says."""
    shown = "```\n12:00 ERROR no price\nTraceback (most recent call last):\n```\n"
    text = f"# Work on 2026-03-03\n\n## Orders\n\nOrders work again ✅\n\n{shown}"
    (project / "a.md").write_text(text, encoding="utf-8")
    assert handoff("import", "a.md").code == 0
    id = "2026-03-03-work-on"
    events = loaded(project, id).events
    (log,) = [event for event in events if isinstance(event, Evidence)]
    assert log.output is not None
    assert "ERROR no price" in log.output
    assert [event.evidence for event in events if isinstance(event, ClaimEvent)] == [()]
    written = (project / "sessions" / id / "session.yaml").read_text(encoding="utf-8")
    assert f"# look: {log.id} near it: told as a failure, so it is not cited for this\n" in written


def test_nothing_is_overwritten(handoff: Handoff, project: Path, document: Path) -> None:
    """A second import is an error that says so; --id makes another session."""
    handoff("import", document)
    before = (project / "sessions" / ID / "session.yaml").read_bytes()
    ran = handoff("import", document)
    assert (ran.code, ran.out) == (3, "")
    assert ran.err == (
        f"handoff: there is already a session '{ID}' in sessions\n  nothing was overwritten; --id gives it another name\n"
    )
    assert (project / "sessions" / ID / "session.yaml").read_bytes() == before
    assert handoff("import", document, "--id", "2026-03-03-again").out == "sessions/2026-03-03-again\n"


def test_an_imported_session_is_not_the_open_one(handoff: Handoff, project: Path) -> None:
    """Its work is over, though its document may not say since when: events go to the session that people opened."""
    (project / "a.md").write_text("# Work on 2099-01-01\n\ntext\n")
    assert handoff("new", "Mine", env=ENV).code == 0
    assert handoff("import", "a.md").out == "sessions/2099-01-01-work-on\n"
    assert handoff("event", "note", "here").code == 0
    assert [event.summary for event in loaded(project, "2026-06-01-mine").events] == ["here"]


def test_zone_and_earlier_session_may_be_given(handoff: Handoff, project: Path) -> None:
    """--tz is for a document that names no zone; --from names what it continues, as `new` does."""
    (project / "a.md").write_text("# Work - 2026-03-04\n\n**Time:** 18:00 - 19:30\n")
    handoff("new", "Before", "--started", "2026-03-03 9:00", env=ENV)
    assert handoff("import", "a.md", "--tz", "Asia/Tokyo", "--from", "last").code == 0
    session = loaded(project, "2026-03-04-work")
    assert session.started is not None
    assert session.started.isoformat() == "2026-03-04T18:00:00+09:00"
    assert session.previous == ("2026-03-03-before",)


def test_many_documents_at_once(handoff: Handoff, project: Path, document: Path) -> None:
    """What is wrong with one is said, and the others are made."""
    (project / "empty.md").write_text("\n")
    (project / "b.md").write_text("# Other, 2026-03-05\n")
    ran = handoff("import", document, "empty.md", "b.md")
    assert (ran.code, ran.out) == (3, f"sessions/{ID}\nsessions/2026-03-05-other\n")
    assert "handoff: empty.md is empty\n" in ran.err


def test_elsewhere_and_nowhere(handoff: Handoff, project: Path, document: Path, tmp_path: Path) -> None:
    """--output names the folder for the session's folder; `-` prints the draft; `-` for the document is standard input."""
    assert handoff("import", document, "--output", "drafts").out == f"drafts/{ID}\n"
    assert (project / "drafts" / ID / "session.yaml").is_file()
    printed = handoff("import", document, "-o", "-")
    assert f"\nid: {ID}\n" in printed.out
    assert not (project / "sessions" / ID).exists()
    piped = handoff("import", "-", "-o", "-", stdin=DOCUMENT)
    assert piped.out.partition("events:")[2] == printed.out.partition("events:")[2]


def test_outside_a_project(handoff: Handoff, tmp_path: Path) -> None:
    """As `new` does, it makes sessions/ where it is called."""
    (tmp_path / "alone").mkdir()
    (tmp_path / "alone" / "a.md").write_text(DOCUMENT, encoding="utf-8")
    assert handoff("import", "a.md", cwd=tmp_path / "alone").out == f"sessions/{ID}\n"


@pytest.mark.parametrize(
    ("name", "content", "words", "said"),
    [
        ("a.md", None, [], "there is no a.md"),
        ("a.md", b" \n", [], "a.md is empty"),
        ("a.md", b"a\0b", [], "a.md is no text: there are NUL bytes in it"),
        ("a.md", b"caf\xe9", [], "a.md:1:4: byte 0xe9 is no UTF-8"),
        ("a.png", b"\x89PNG", [], "a.png is no Markdown: its name ends in .png"),
        ("a.yaml", b"id: x", [], "a.yaml is no Markdown: its name ends in .yaml"),
        ("a.md", b"x", ["--id", "X"], "--id 'X' is no session id"),
        ("a.md", b"x", ["--tz", "Europe/Berln"], "there is no time zone 'Europe/Berln' (did you mean 'Europe/Berlin'?)"),
        ("a.md", b"x", ["--from", "nothing"], "there is no session 'nothing'"),
        ("a.md", b"x", ["b.md", "--id", "2026-01-01-x"], "--id is for one document, and 2 are named"),
    ],
)
def test_what_is_wrong_is_one_line(
    name: str, content: bytes | None, words: list[str], said: str, inside: Handoff, project: Path
) -> None:
    """And what to do; nothing is written."""
    if content is not None:
        (project / name).write_bytes(content)
    ran = inside("import", name, *words)
    assert ran.code in (2, 3)
    assert ran.err.startswith(f"handoff: {said}")
    assert not ran.out
    assert not list((project / "sessions").glob("2*"))


def test_a_folder_is_no_document(inside: Handoff, project: Path) -> None:
    """It is not gone through."""
    assert inside("import", project / "sessions").err.startswith(f"handoff: {project / 'sessions'} is a folder\n")


def test_a_document_of_our_own_gives_its_session_again(handoff: Handoff, project: Path) -> None:
    """Rendered, taken away, imported: the same ids, and `check` of the document says what `check` of the session says."""
    handoff("new", "Orders", "--started", "7:00", env=ENV)
    handoff("event", "bug", "Orders end in HTTP 500", "--severity", "high", "--at", "7:05", env=ENV)
    handoff("event", "claim", "Orders work", "--subject", "worker", "--predicate", "functional", "--at", "7:30", env=ENV)
    handoff("event", "next-step", "Tell the users", "--priority", "1", env=ENV)
    handoff("render", env=ENV)
    folder = project / "sessions" / "2026-06-01-orders"
    record = loaded(project, folder.name)
    away = project / "HANDOFF-away.md"
    (folder / "HANDOFF.md").rename(away)
    checked = [json.loads(handoff("check", path, "--format", "json").out) for path in (folder, away)]
    assert len({json.dumps([[one["claim"], one["verdict"]] for one in told["verdicts"]]) for told in checked}) == 1
    assert handoff("import", away).err.startswith("handoff: there is already a session '2026-06-01-orders'")
    assert handoff("import", away, "--output", "again").out == "again/2026-06-01-orders\n"
    again = load_session(project / "again" / folder.name, load_project(project))
    assert {(one.id, one.kind, one.summary) for one in again.events} == {
        (one.id, one.kind, one.summary) for one in record.events
    }


def test_a_checklist_is_too_little(handoff: Handoff, project: Path) -> None:
    """It names the document to import instead."""
    handoff("new", "Orders", env=ENV)
    handoff("render", env=ENV)
    ran = handoff("import", "sessions/2026-06-01-orders/CHECKLIST.md")
    assert ran.code == 3
    assert "is a checklist that handoff made" in ran.err
    assert "import its HANDOFF.md" in ran.err
