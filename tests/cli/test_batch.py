"""`handoff event --batch`: many events, all or none."""

from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from handoff.config import load_project
from handoff.model.session import Session
from handoff.store import create_session, load_session

from .conftest import Handoff


@pytest.fixture
def handoff(inside: Handoff) -> Handoff:
    """These depend on words and files only."""
    return inside


EASTERN = timezone(timedelta(hours=-5))
ENV = {"SOURCE_DATE_EPOCH": "1768926480"}

YAML = """\
# from the incident channel
- kind: bug
  summary: Worker answers with 500
  at: 11:21
  severity: high
- id: own
  kind: claim
  summary: Same words
  subject: worker
  predicate: value
  value: {n: 5, basis: kind:bug}
- {kind: note, summary: Same words}
- kind: note
  summary: Same words
"""
IDS = ["worker-answers-with-500", "own", "same-words", "same-words-2"]


@pytest.fixture
def session(project: Path) -> Path:
    """The folder of an open session without events."""
    started = datetime(2026, 1, 20, 11, 20, tzinfo=EASTERN)
    return create_session(load_project(project), Session(id="", title="s", timezone="America/New_York", started=started))


def ids(session: Path, project: Path) -> list[str]:
    return [event.id for event in load_session(session, load_project(project)).events]


def test_a_yaml_list(handoff: Handoff, session: Path, project: Path) -> None:
    """From a file or standard input; ids and times may be left out; the ids come out in order."""
    (project / "events.yaml").write_text(YAML)
    ran = handoff("event", "--batch", "events.yaml", env=ENV)
    assert (ran.code, ran.out.split(), ran.err) == (0, IDS, "")
    loaded = load_session(session, load_project(project))
    assert [event.id for event in loaded.events] == IDS
    assert [event.at for event in loaded.events[:2]] == [
        datetime(2026, 1, 20, 11, 21, tzinfo=EASTERN),
        datetime(2026, 1, 20, 11, 28, tzinfo=EASTERN),
    ]
    ran = handoff("event", "--batch", "-", "--session", "s", stdin="- {kind: note, summary: same words}\n")
    assert ran.out == "same-words-3\n"


@pytest.mark.parametrize("shape", ["lines", "list", "list over lines"])
def test_json(shape: str, handoff: Handoff, session: Path, project: Path) -> None:
    """JSON lines, or one JSON list; numbers and truths may be typed; any escape that JSON knows."""
    events = [
        {"kind": "evidence", "summary": "e \U0001f600/", "status": 200, "value": {"n": 1.5}, "output": None},
        {"kind": "decision", "summary": "d", "reversible": True, "alternatives": ["00105"]},
    ]
    lines = [json.dumps(event).replace("/", "\\/") for event in events]
    text = {
        "lines": "\n\n".join(lines) + "\n",
        "list": f"[{','.join(lines)}]",
        "list over lines": "[\n" + ",\n".join(lines) + "\n]\n",
    }
    ran = handoff("event", "--batch", "-", stdin=text[shape])
    assert (ran.code, ran.out, ran.err) == (0, "e\nd\n", "")
    evidence, decision = load_session(session, load_project(project)).events
    assert (evidence.summary, evidence.status, str(evidence.value)) == ("e \U0001f600/", 200, "1.5")  # type: ignore[union-attr]
    assert (decision.reversible, decision.alternatives) == (True, ("00105",))  # type: ignore[union-attr]


def test_a_yaml_list_in_brackets(handoff: Handoff, session: Path, project: Path) -> None:
    """What begins like JSON may still be YAML."""
    ran = handoff("event", "--batch", "-", stdin="[{kind: note, summary: x, tags: [a]}]\n")
    assert (ran.code, ran.out) == (0, "x\n")


def test_nothing_is_an_empty_batch(handoff: Handoff, session: Path, project: Path) -> None:
    """An empty list changes nothing."""
    before = (session / "session.yaml").read_bytes()
    ran = handoff("event", "--batch", "-", stdin="[]\n")
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    assert (session / "session.yaml").read_bytes() == before


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            YAML + "- {kind: bgu, summary: s}\n- {kind: bug}\n",
            ["standard input:15:10: kind 'bgu' is not one of", "standard input:16:3: an event of kind 'bug' needs"],
        ),
        (YAML + "- {id: own, kind: note, summary: s}\n", ["standard input:15:3: id 'own' is already taken"]),
        ("- {id: there, kind: note, summary: s}\n", ["standard input:1:3: id 'there' is already taken"]),
        ("- {kind: note, summary: s, at: '02:30', ended: soon}\n", ["standard input:1:48: ended: 'soon' is no time"]),
        ("- just text\n", ["standard input:1:3: an event is a mapping"]),
        ("kind: note\nsummary: s\n", ["standard input:1:1: a batch is a list of events"]),
        ("", ["standard input:1:1: the file is empty"]),
        ("- a: &x 1\n", ["standard input:1:6: anchor"]),
        (
            '{"kind": "note", "summary": "s"}\n{"kind": "note"\n[1]\n',
            ["standard input:2:16: this line is no JSON", "standard input:3:1: this line is no JSON object"],
        ),
        (
            '{"kind": "note", "summary": "s"}\n{"kind": "note", "summry": "s"}\n',
            ["standard input:2:1: an event of kind 'note' needs 'summary'", "standard input:2:1: unknown key 'summry'"],
        ),
        ('{"kind": "note", "summary": "\\ud800"}\n', ["is not text that UTF-8 can hold"]),
    ],
)
def test_all_or_none(text: str, said: list[str], handoff: Handoff, session: Path, project: Path) -> None:
    """One bad event and none is written; every problem is told with its line."""
    handoff("event", "note", "there")
    before = (session / "session.yaml").read_bytes()
    ran = handoff("event", "--batch", "-", stdin=text)
    assert (ran.code, ran.out) == (3, "")
    lines = ran.err.removeprefix("handoff: ").splitlines()
    assert all(part in line for part, line in zip(said, lines, strict=False)), ran.err
    assert "Traceback" not in ran.err
    assert (session / "session.yaml").read_bytes() == before


def test_files_that_are_not_there_or_no_text(handoff: Handoff, session: Path, project: Path) -> None:
    """One line each."""
    assert handoff("event", "--batch", "nowhere.yaml").err == "handoff: there is no nowhere.yaml\n"
    (project / "latin.yaml").write_bytes(b"- {kind: note, summary: caf\xe9}\n")
    assert handoff("event", "--batch", "latin.yaml").err.startswith("handoff: latin.yaml:1:28: byte 0xe9 is no UTF-8")
