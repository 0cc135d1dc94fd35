"""The schema of a record says to an editor what the loader will say, as far as an editor can know it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml as pyyaml
from hypothesis import given, settings
from jsonschema import Draft7Validator
from ruamel.yaml import YAML

from handoff.model.events import KINDS, Event, Note
from handoff.model.observation import LOOKS, CommitSeen, FileChange
from handoff.model.project import Project
from handoff.model.session import Session
from handoff.store.observations import line_of
from handoff.store.schema import keep_schema, kind_schema, observation_schema, record_schema, schema_text
from handoff.store.write import session_text

from .conftest import HEAD
from .strategies import ANY_EVENT

SESSIONS = Path(__file__).parents[2] / "sessions"
RECORD = Draft7Validator(record_schema())


def as_editors_see(text: str) -> list[Any]:
    """The document typed by a YAML 1.2 and by a YAML 1.1 reader; instants stay text, as they do in an editor."""
    read = [YAML(typ="safe", pure=True).load(text), pyyaml.safe_load(text)]
    return [json.loads(json.dumps(document, default=lambda instant: instant.isoformat())) for document in read]


def complaints(text: str) -> list[str]:
    return [error.message for document in as_editors_see(text) for error in RECORD.iter_errors(document)]


@pytest.mark.parametrize("made", [record_schema(), observation_schema(), *map(kind_schema, KINDS)])
def test_it_is_a_schema(made: dict[str, Any]) -> None:
    """Each is valid draft 7."""
    Draft7Validator.check_schema(made)


@pytest.mark.parametrize("file", sorted(SESSIONS.glob("*/session.yaml")), ids=lambda file: file.parent.name)
def test_shipped_sessions_are_valid(file: Path) -> None:
    """What the loader takes is not red in an editor."""
    assert complaints(file.read_text("utf-8")) == []


@given(ANY_EVENT)
@settings(max_examples=60, deadline=None)
def test_whatever_the_tool_writes_is_valid(event: Event) -> None:
    """Any event of any kind, as it stands in the file."""
    session = Session(id="2026-01-20-a", title="t", started=datetime(2026, 1, 20, tzinfo=UTC), events=(event,))  # type: ignore[arg-type]
    assert complaints(session_text(session, {})) == []


@pytest.mark.parametrize(
    "event",
    [
        "{id: a, kind: deployment, summary: s, service: x, revision: 00105, commit: 69e5697, traffic: 12.5%}",
        "{id: a, kind: note, summary: yes, at: 11:20, by: 5, details: 1.5, tags: x}",
        "{id: a, kind: claim, summary: s, subject: x, predicate: value, value: 6/6, window: 1:00/2:00, evidence: }",
        "{id: a, kind: claim, summary: s, subject: x, predicate: value, value: {n: 5, percent: 95%}}",
        "{id: a, kind: next-step, summary: s, commands: [ls, {run: id, expect: 0}], success_criteria: done, x-own: [1]}",
        "{id: a, kind: fix, summary: s, out_of_git: the flag, code: {file: a.py}}",
        "{id: a, kind: evidence, summary: s, status: 200, exit: '1', output: 200, population: 73}",
        "{id: a, kind: correction, summary: s, corrects: b, is: true, was: no}",
    ],
)
def test_what_people_type_bare_is_no_error_in_an_editor(event: str) -> None:
    """An editor sees a number where `00105` was typed; the loader sees the text, so the editor must not complain."""
    assert complaints(f"{HEAD}events:\n  - {event}\n") == []


@pytest.mark.parametrize(
    "text",
    [
        HEAD + "events:\n  - {id: a, kind: bug, summary: s, severity: hihg}\n",
        HEAD + "events:\n  - {id: a, kind: bug, summary: s, severty: high}\n",
        HEAD + "events:\n  - {id: a, kind: bug}\n",
        HEAD + "events:\n  - {id: a, kind: bgu, summary: s}\n",
        HEAD + "events:\n  - {id: a, summary: s}\n",
        HEAD + "events:\n  - {id: a, kind: note, summary: s, at: soon}\n",
        HEAD + "events:\n  - {id: a, kind: commit, summary: s, sha: xyz}\n",
        HEAD + "events:\n  - {id: a, kind: commit, summary: s, sha: e32bb0c, files: [1]}\n",
        HEAD.replace("format: 1", "format: 2"),
        HEAD.replace("title:", "titel:"),
        HEAD + "place: x\n",
    ],
)
def test_what_the_loader_refuses_is_red_in_an_editor(text: str) -> None:
    """As far as an editor can see it."""
    assert complaints(text)


def test_one_kind_alone() -> None:
    """`handoff schema --of KIND` describes one event, its kind included."""
    made = Draft7Validator(kind_schema("commit"))
    assert made.is_valid({"id": "a", "kind": "commit", "summary": "s", "sha": "e32bb0c"})
    assert not made.is_valid({"id": "a", "kind": "note", "summary": "s", "sha": "e32bb0c"})
    assert not made.is_valid({"id": "a", "kind": "commit", "summary": "s"})


def test_lines_of_observations_are_valid() -> None:
    """Their types are those of JSON, because only the tool writes them."""
    made = Draft7Validator(observation_schema())
    look = CommitSeen(
        id="a", at=datetime(2026, 1, 20, tzinfo=UTC), repo="r", asked="x", exists=False, files=(FileChange(path="p", added=1),)
    )
    line = json.loads(line_of(look))
    assert made.is_valid(line)
    assert not made.is_valid(line | {"exists": "no"})
    assert not made.is_valid(line | {"kind": "weather"})
    assert set(LOOKS) <= set(observation_schema()["definitions"])


def test_every_field_tells_what_it_is_for() -> None:
    """An editor shows the help of the class beside each key."""
    bug = record_schema()["definitions"]["bug"]
    assert bug["properties"]["symptoms"]["description"] == "What was seen while it was broken, word for word."
    assert "Something was broken" in bug["description"]


def test_it_is_kept_beside_the_sessions(tmp_path: Path) -> None:
    """Written once, refreshed when an older version's lies there, left alone while it is current, and never an error."""
    file = tmp_path / ".schema.json"
    keep_schema(tmp_path)
    assert json.loads(file.read_text()) == record_schema()
    stamp = file.stat().st_mtime_ns
    keep_schema(tmp_path)
    assert file.stat().st_mtime_ns == stamp
    file.write_text("{}")
    keep_schema(tmp_path)
    assert file.read_text() == schema_text()
    keep_schema(tmp_path / "nowhere")
    assert not (tmp_path / "nowhere").exists()


def test_the_first_line_of_a_record_names_it(project: Project) -> None:
    """The editor's line leads from the record to the schema beside the sessions."""
    text = session_text(Session(id="2026-01-20-a", title="t", events=(Note(id="n", summary="s"),)), {})
    assert text.splitlines()[0] == "# yaml-language-server: $schema=../.schema.json"
