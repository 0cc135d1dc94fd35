"""The end goes into the head; every other byte stays."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from handoff.errors import BadInput, CouldNotWrite
from handoff.model.project import Project
from handoff.store import load_session
from handoff.store.append import opened
from handoff.store.ending import set_ended, with_ended
from handoff.store.folders import find_session

from .conftest import HEAD

END = datetime(2026, 1, 20, 12, 55, tzinfo=timezone(timedelta(hours=-5)))
STAMP = "2026-01-20T12:55-05:00"
EVENTS = "events:\n  - {id: a, kind: note, summary: s}\n"

CASES = {
    "behind started": (HEAD + EVENTS, HEAD + f"ended: {STAMP}\n" + EVENTS),
    "before a comment": (HEAD + "# c\n" + EVENTS, HEAD + f"ended: {STAMP}\n# c\n" + EVENTS),
    "behind a comment on the line": (
        HEAD.rstrip("\n") + " # sharp\n" + EVENTS,
        HEAD.rstrip("\n") + f" # sharp\nended: {STAMP}\n" + EVENTS,
    ),
    "left empty": (HEAD + "ended:   # later\n" + EVENTS, HEAD + f"ended: {STAMP}   # later\n" + EVENTS),
    "no start": ("id: 2026-01-20-x\ntitle: t\n# c\nevents:\n", f"id: 2026-01-20-x\ntitle: t\n# c\nended: {STAMP}\nevents:\n"),
    "neither start nor events": ("id: 2026-01-20-x\ntitle: t", f"id: 2026-01-20-x\ntitle: t\nended: {STAMP}\n"),
    "an ended document": ("---\nid: 2026-01-20-x\ntitle: t\n...\n", f"---\nid: 2026-01-20-x\ntitle: t\nended: {STAMP}\n...\n"),
    "no final line end": (HEAD.rstrip("\n"), HEAD + f"ended: {STAMP}\n"),
    "Windows": ((HEAD + EVENTS).replace("\n", "\r\n"), (HEAD + f"ended: {STAMP}\n" + EVENTS).replace("\n", "\r\n")),
    "indented": (
        "  id: 2026-01-20-x\n  title: t\n  events:\n",
        f"  id: 2026-01-20-x\n  title: t\n  ended: {STAMP}\n  events:\n",
    ),
    "JSON": ('{"id": "2026-01-20-x", "title": "t"}', f'{{"ended": "{STAMP}", "id": "2026-01-20-x", "title": "t"}}'),
    "braces, left empty": ("{id: 2026-01-20-x, title: t, ended: }", f'{{id: 2026-01-20-x, title: t, ended:  "{STAMP}"}}'),
    "nested keys of the same name": (
        "id: 2026-01-20-x\ntitle: t\nx-a: {ended: no}\nrepo:\n  branch: ended\nevents:\n",
        f"id: 2026-01-20-x\ntitle: t\nx-a: {{ended: no}}\nrepo:\n  branch: ended\nended: {STAMP}\nevents:\n",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_every_other_byte_stays(name: str, session: Path, project: Project) -> None:
    """Wherever the head puts its keys and however it is written, only the end is new."""
    before, after = CASES[name]
    file = session / "session.yaml"
    file.write_bytes(before.encode())
    assert with_ended(before, STAMP) == after
    with opened(session, lambda: project) as record:
        set_ended(record, END)
    assert file.read_bytes() == after.encode()
    assert load_session(session, project).ended == END


def test_a_byte_order_mark_stays(session: Path, project: Project) -> None:
    """What a Windows editor put first is still first."""
    (session / "session.yaml").write_bytes(b"\xef\xbb\xbf" + (HEAD + EVENTS).encode())
    with opened(session, lambda: project) as record:
        set_ended(record, END)
    assert (session / "session.yaml").read_bytes() == b"\xef\xbb\xbf" + CASES["behind started"][1].encode()


def test_a_session_ends_once(session: Path, project: Project) -> None:
    """A second end is an error that says how to change the first; the session is no longer the open one."""
    other = session.parent / "2026-01-19-other"
    other.mkdir()
    (other / "session.yaml").write_text("id: 2026-01-19-other\ntitle: t\n")
    with opened(session, lambda: project) as record:
        set_ended(record, END)
    before = (session / "session.yaml").read_bytes()
    with opened(session, lambda: project) as record, pytest.raises(BadInput, match=r"has ended already, at .*\n.*handoff edit"):
        set_ended(record, datetime(2026, 1, 20, 18, 0, tzinfo=UTC))
    assert (session / "session.yaml").read_bytes() == before
    assert find_session(project) == other


def test_a_head_that_cannot_take_it_is_left_alone(session: Path, project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """What would not load, or would say something else, is not written."""
    before = (session / "session.yaml").read_bytes()
    for spoilt in ("id: [", HEAD, HEAD.replace("Worker", "Wroker") + f"ended: {STAMP}\n"):
        monkeypatch.setattr("handoff.store.ending.with_ended", lambda _text, _stamp, spoilt=spoilt: spoilt)
        with (
            opened(session, lambda: project) as record,
            pytest.raises(CouldNotWrite, match="'ended' cannot be put into this head"),
        ):
            set_ended(record, END)
    assert (session / "session.yaml").read_bytes() == before
