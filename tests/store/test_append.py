"""Appending keeps every byte, loses nothing, and never touches what it cannot read."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handoff.errors import BadInput, BadRecord, CouldNotWrite
from handoff.model.events import KINDS, Bug, Commit, Deployment, Event, Note
from handoff.model.project import Project
from handoff.store import append_events, load_session
from handoff.store.append import Draft, opened
from handoff.store.layout import find_layout

from .conftest import HEAD
from .strategies import ANY_EVENT, events

NOW = datetime(2026, 1, 20, 16, 28, tzinfo=UTC)
LONG = 400 if os.environ.get("HANDOFF_PROVE") else 60
QUIET = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def note(id: str, summary: str = "something") -> Note:
    return Note(id=id, summary=summary)


def ids(folder: Path, project: Project) -> list[str]:
    return [event.id for event in load_session(folder, project).events]


def put(session: Path, text: str | bytes) -> bytes:
    """Make a text the record of the session."""
    data = text if isinstance(text, bytes) else text.encode()
    (session / "session.yaml").write_bytes(data)
    return data


ONE = "  - id: old\n    kind: note\n    summary: old\n"
# Records whose new event goes to the end of the file.
AT_THE_END = {
    "plain": HEAD + "events:\n" + ONE,
    "no events yet": HEAD + "events:\n",
    "no events yet, with a comment": HEAD + "events:   # none yet\n",
    "no key": HEAD,
    "dashes under the key": HEAD + "events:\n- id: old\n  kind: note\n  summary: old\n",
    "deep": HEAD + "events:\n        -   id: old\n            kind: note\n            summary: old\n",
    "dash on a line of its own": HEAD + "events:\n  -\n    id: old\n    kind: note\n    summary: old\n",
    "events in braces": HEAD + "events:\n  - {id: old, kind: note, summary: old}\n",
    "colons in brackets": HEAD
    + "events:\n"
    + ONE.replace("note", "fix")
    + "    evidence: [commit:e32bb0c, url:https://x.org]\n",
    "comments at the end": HEAD + "events:\n" + ONE + "\n# the end\n    # really\n",
    "blank lines at the end": HEAD + "events:\n" + ONE + "\n\n\n",
    "a kept block at the end": HEAD + "events:\n  - id: old\n    kind: note\n    summary: old\n    details: |+\n      a\n\n\n",
    "no final line end": HEAD + "events:\n" + ONE.rstrip("\n"),
    "a block without final line end": HEAD + "events:\n" + ONE + "    details: |\n      a\n      b",
    "blanks at the end": HEAD + "events:\n" + ONE + "   ",
    "a comment without line end": HEAD + "events:\n" + ONE + "# x",
    "odd quotes": HEAD.replace("title: Worker", '"title":   Worker')
    + "'events' :\n  - \"id\": 'old'\n    kind:   note\n    summary: >-\n      old\n",
    "a document start": "%YAML 1.2\n---\n" + HEAD + "events:\n" + ONE,
    "Windows": (HEAD + "events:\n" + ONE).replace("\n", "\r\n"),
    "Windows, no final line end": (HEAD + "events:\n" + ONE).rstrip("\n").replace("\n", "\r\n"),
    "a byte order mark": "\ufeff" + HEAD + "events:\n" + ONE,
    "an indented head": "".join(f"  {line}\n" for line in (HEAD + "events:\n" + ONE).splitlines()[1:]),
}


@pytest.mark.parametrize("name", AT_THE_END)
def test_every_byte_that_was_there_stays(name: str, session: Path, project: Project) -> None:
    """The old file is the beginning of the new one, whoever wrote it and however; a second append finds its own style again."""
    before = put(session, AT_THE_END[name])
    old = ids(session, project)
    assert append_events(session, project, [note("new", "a: b"), Bug(id="worse", summary="x", details="a\nb\n")], NOW) == [
        "new",
        "worse",
    ]
    after = (session / "session.yaml").read_bytes()
    assert after.startswith(before)
    assert append_events(session, project, [note("newer")]) == ["newer"]
    assert (session / "session.yaml").read_bytes().startswith(after)
    loaded = load_session(session, project)
    assert [event.id for event in loaded.events] == [*old, "new", "worse", "newer"]
    assert (loaded.events[-3].summary, loaded.events[-2].details, loaded.events[-3].at) == ("a: b", "a\nb\n", NOW)
    if name.startswith("Windows"):
        assert after.count(b"\n") == after.count(b"\r\n")
    assert b"\n\n- " not in after or b"\n\n- " in before


# Records whose new event goes in between: what stood before and behind stays.
IN_BETWEEN = {
    "brackets": (HEAD + "events: [{id: old, kind: note, summary: old}", "]  # all\n# end\n"),
    "brackets over lines": (HEAD + "events: [\n    {id: old, kind: note, summary: old}", ",  # comma\n  ]\n"),
    "quoted in brackets": (HEAD + 'events: [{"id": "old", \'kind\': note, summary: "old ]"}', "]\n"),
    "colons in brackets": (
        HEAD + "events: [{id: old, kind: fix, summary: old, evidence: [commit:e32bb0c, cmd:ls]}",
        "]\n",
    ),
    "an ended document": (HEAD + "events:\n" + ONE, "...\n# after\n"),
    "an ended document without events": (HEAD, "...\n"),
    "JSON": ('{"id": "2026-01-20-x", "title": "t", "events": [{"id": "old", "kind": "note", "summary": "old"}', "]}\n"),
    "JSON without events": ('{"id": "2026-01-20-x", "title": "t"', "}"),
    "JSON with none": ('{"id": "2026-01-20-x", "title": "t", "events": [', "]}\n"),
    "braces with an empty key": ("{id: 2026-01-20-x, title: t, events: ", "}\n"),
}


@pytest.mark.parametrize("name", IN_BETWEEN)
def test_events_go_in_where_the_list_ends(name: str, session: Path, project: Project) -> None:
    """In brackets, in JSON and before the end of a document, what stood behind the list still stands behind it."""
    before, behind = IN_BETWEEN[name]
    put(session, before + behind)
    old = ids(session, project)
    append_events(session, project, [note("new", 'a "b": [c]')], NOW)
    append_events(session, project, [note("newer", "x\ny")], NOW)
    after = (session / "session.yaml").read_text()
    assert after.startswith(before)
    assert after.endswith(behind)
    loaded = load_session(session, project)
    assert [event.id for event in loaded.events] == [*old, "new", "newer"]
    assert [event.summary for event in loaded.events[-2:]] == ['a "b": [c]', "x\ny"]
    if name.startswith("JSON"):
        import json

        assert len(json.loads(after)["events"]) == len(old) + 2


@pytest.mark.parametrize(
    "empty", ["events: []\n", "events: []", "events: [ ]  # none\n", "events:\n  []\n# end\n", "events: [\n  ]\n"]
)
def test_empty_brackets_make_room_for_a_list(empty: str, session: Path, project: Project) -> None:
    """Of `events: []` the brackets go and everything else stays, so that the record reads like a log."""
    put(session, HEAD + empty)
    append_events(session, project, [note("new")])
    append_events(session, project, [note("newer")])
    text = (session / "session.yaml").read_text()
    assert ids(session, project) == ["new", "newer"]
    assert text.startswith(HEAD + "events:")
    assert [line for line in text.splitlines() if line.startswith("  - id:")] == ["  - id: new", "  - id: newer"]
    assert all(comment in text for comment in ("# none", "# end") if comment in empty)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (HEAD + "events:\n  - {id: a, kind: bgu, summary: s}\n", "kind 'bgu' is not one of"),
        (HEAD + "events:\n  - {id: a, kind: note\n", "the file ends in the middle"),
        (HEAD + HEAD, "key 'format' is already given"),
        ("", "the file is empty"),
        ("\x00\x01", "cannot stand in a YAML file"),
        (b"title: \xff", "is no UTF-8"),
    ],
)
def test_what_does_not_load_is_not_written_to(text: str | bytes, said: str, session: Path, project: Project) -> None:
    """The error is that of reading the file, and the file is untouched."""
    before = put(session, text)
    with pytest.raises((BadRecord, BadInput), match=said):
        append_events(session, project, [note("new")])
    assert (session / "session.yaml").read_bytes() == before
    assert [file.name for file in session.iterdir()] == ["session.yaml"]


def test_a_list_that_cannot_grow_is_refused(session: Path, project: Project) -> None:
    """Where an event cannot be put without changing what is there, nothing is written."""
    before = put(session, HEAD + "? events\n:\n  - {id: a, kind: note, summary: s}\n")
    append_events(session, project, [note("new")])
    assert ids(session, project) == ["a", "new"]
    before = put(session, HEAD + "? events\n")
    with pytest.raises(CouldNotWrite, match="cannot be put behind this list without changing what stands there"):
        append_events(session, project, [note("new")])
    assert (session / "session.yaml").read_bytes() == before


@pytest.mark.prove
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_survives_write_and_read(kind: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Whatever text, number, time or reference stands in whatever field of a kind: it is read as it was given."""
    root = tmp_path_factory.mktemp("project")
    folder = root / "sessions" / "s"
    folder.mkdir(parents=True)
    project = Project(root=str(root))

    @settings(max_examples=LONG, deadline=None)
    @given(events(KINDS[kind]))
    def holds(event: Event) -> None:
        put(folder, HEAD + "events:\n")
        append_events(folder, project, [event])
        assert load_session(folder, project).events == (event,)

    holds()


@pytest.mark.prove
@given(st.lists(ANY_EVENT, min_size=1, max_size=5, unique_by=lambda event: event.id), st.sampled_from(sorted(AT_THE_END)))
@settings(max_examples=LONG, parent=QUIET)
def test_any_events_into_any_layout(tmp_path_factory: pytest.TempPathFactory, given_events: list[Event], layout: str) -> None:
    """A transaction of any events into any layout keeps the old ones and adds the new ones, in order."""
    folder = tmp_path_factory.mktemp("session")
    project = Project()
    before = put(folder, AT_THE_END[layout])
    old = load_session(folder, project).events
    fresh = [event for event in given_events if event.id != "old"]
    append_events(folder, project, fresh)
    assert (folder / "session.yaml").read_bytes().startswith(before)
    assert load_session(folder, project).events == (*old, *fresh)


def test_identifiers_that_yaml_would_retype_are_quoted(session: Path, project: Project) -> None:
    """Commit ids, revisions and times stand in the file so that no YAML reader takes them for something else."""
    append_events(
        session,
        project,
        [
            Commit(id="c", summary="s", sha="69e5697"),
            Deployment(id="d", summary="s", service="x", revision="00105", commit="1234567"),
            note("e", "11:20"),
        ],
    )
    text = (session / "session.yaml").read_text()
    assert all(quoted in text for quoted in ('sha: "69e5697"', 'revision: "00105"', 'commit: "1234567"', 'summary: "11:20"'))


def test_ids_are_made_from_the_summary_and_never_taken_twice(session: Path, project: Project) -> None:
    """`-2` and `-3` follow, within one transaction and across several; an id that was asked for and is taken is an error."""
    with opened(session, lambda: project) as record:
        assert record.append([Draft("note", "Same words", {}), Draft("note", "Same words!", {})]) == [
            "same-words",
            "same-words-2",
        ]
    with opened(session, lambda: project) as record:
        assert record.append([Draft("note", "Same words", {})]) == ["same-words-3"]
        before = (session / "session.yaml").read_bytes()
    with pytest.raises(BadInput, match="already has an event 'same-words'"):
        append_events(session, project, [note("fresh"), note("same-words")])
    with pytest.raises(BadInput, match="already has an event 'twice'"):
        append_events(session, project, [note("twice"), note("twice")])
    assert (session / "session.yaml").read_bytes() == before


def test_text_that_no_file_can_hold_is_refused(session: Path, project: Project) -> None:
    """An argument that is no UTF-8 is said to be one, instead of half a file."""
    before = (session / "session.yaml").read_bytes()
    with pytest.raises(BadInput, match="is not text that UTF-8 can hold"):
        append_events(session, project, [note("a", "x\udcff")])
    assert (session / "session.yaml").read_bytes() == before


def test_times_are_stored_with_their_offset(session: Path, project: Project) -> None:
    """`now` is for events that state no time of their own."""
    eastern = datetime(2026, 1, 20, 11, 28, tzinfo=timezone(timedelta(hours=-5)))
    append_events(session, project, [Note(id="a", summary="s", at=eastern), note("b")], NOW)
    text = (session / "session.yaml").read_text()
    assert "at: 2026-01-20T11:28-05:00" in text
    assert "at: 2026-01-20T16:28Z" in text


def test_mode_and_links_are_kept(session: Path, project: Project, tmp_path: Path) -> None:
    """The file keeps its mode; a link stays a link and what it leads to grows."""
    file = session / "session.yaml"
    file.chmod(0o640)
    append_events(session, project, [note("a")])
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    elsewhere = tmp_path / "elsewhere.yaml"
    file.rename(elsewhere)
    file.symlink_to(elsewhere)
    append_events(session, project, [note("b")])
    assert file.is_symlink()
    assert ids(session, project) == ["a", "b"]
    assert "id: b" in elsewhere.read_text()


def test_what_cannot_be_written_stays(session: Path, project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk is one clear error; the old file stands and nothing is left beside it."""
    before = (session / "session.yaml").read_bytes()

    def full(_handle: int, _data: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(
        CouldNotWrite, match="No space left on device\n  free some space and do it again; the old file stands as it was"
    ):
        append_events(session, project, [note("a")])
    monkeypatch.undo()
    assert (session / "session.yaml").read_bytes() == before
    assert [file.name for file in session.iterdir()] == ["session.yaml"]


def test_a_read_only_record_is_not_replaced(session: Path, project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that its owner made read-only is not replaced behind their back, though the folder would allow it."""
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK)
    with pytest.raises(CouldNotWrite, match="the file is read-only"):
        append_events(session, project, [note("a")])


WRITER = """
import sys
from pathlib import Path
from handoff.model.events import Note
from handoff.model.project import Project
from handoff.store import append_events
folder, name, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
for number in range(count):
    append_events(folder, Project(), [Note(id=f"{name}-{number}", summary="line one\\nline two")])
    print(f"{name}-{number}", flush=True)
"""


def writer(session: Path, name: str, count: int) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-c", WRITER, str(session), name, str(count)], stdout=subprocess.PIPE, text=True)


def test_many_writers_lose_nothing(session: Path, project: Project) -> None:
    """Processes that append at the same time wait for each other; every event that was acknowledged is there, once."""
    writers = [writer(session, f"w{number}", 15) for number in range(6)]
    said = [line for one in writers for line in one.communicate(timeout=120)[0].split()]
    assert [one.returncode for one in writers] == [0] * 6
    assert len(said) == 90
    assert sorted(ids(session, project)) == sorted(said)
    assert [file.name for file in session.iterdir()] == ["session.yaml"]


def test_a_kill_at_any_moment_leaves_a_whole_record(session: Path, project: Project) -> None:
    """Writers killed without warning lose nothing that was acknowledged, and leave a record that loads and can be written."""
    acknowledged: list[str] = []
    for round in range(12):
        one = writer(session, f"r{round}", 1000)
        assert one.stdout is not None
        acknowledged.append(one.stdout.readline().strip())
        time.sleep(0.004 * round)
        one.send_signal(signal.SIGKILL)
        acknowledged += one.communicate(timeout=60)[0].split()
        found = ids(session, project)
        assert set(acknowledged) <= set(found)
    append_events(session, project, [note("last")])
    assert ids(session, project)[-1] == "last"
    assert [file.name for file in session.iterdir()] == ["session.yaml"]


def test_a_noted_record_grows_without_being_parsed(session: Path, project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """After the first append the cache knows the record, and no YAML is read; any other byte in the file ends that."""
    append_events(session, project, [note("a")])

    def parsed(*_: object) -> None:
        raise AssertionError("the record was parsed")

    with monkeypatch.context() as patched:
        patched.setattr("handoff.store.load.parse_session", parsed)
        append_events(session, project, [note("b")])
        with pytest.raises(BadInput, match="already has an event 'b'"):
            append_events(session, project, [note("b")])
        with (session / "session.yaml").open("a") as file:
            file.write("# by hand\n")
        with pytest.raises(AssertionError, match="the record was parsed"):
            append_events(session, project, [note("c")])
    append_events(session, project, [note("c")])
    assert ids(session, project) == ["a", "b", "c"]


def test_a_record_as_large_as_they_come(session: Path, project: Project) -> None:
    """Five thousand events: the next one goes in where it belongs."""
    put(session, HEAD + "events:\n" + "".join(f"  - {{id: e{n}, kind: note, summary: some words}}\n" for n in range(5000)))
    append_events(session, project, [note("new")])
    append_events(session, project, [note("newer")])
    assert ids(session, project)[-3:] == ["e4999", "new", "newer"]


def test_the_layout_of_a_plain_record() -> None:
    """What the cache remembers: entries at two blanks, one behind the dash, at the very end."""
    layout = find_layout(HEAD + "events:\n" + ONE)
    assert (layout.simple, layout.indent, layout.gap) == (True, 2, 1)
    assert not find_layout(HEAD + "events: []\n").simple
