"""Many events in one transaction: a YAML list, a JSON list, or JSON lines."""

from __future__ import annotations

import json
import sys
from collections.abc import Container
from pathlib import Path

from handoff.errors import BadInput
from handoff.model.clock import Clock
from handoff.model.events import AnyEvent
from handoff.model.identifiers import free_slug
from handoff.model.nodes import Mapping, Node, Problems, Sequence, Text, node_of
from handoff.model.typist import Typist
from handoff.secrets.typed import Typed
from handoff.store.append import Draft, opened
from handoff.store.folders import find_session
from handoff.store.grounds import Grounds
from handoff.store.load import read_event
from handoff.store.source import decoded, read_bytes
from handoff.store.yaml import read_node

from ._recording import clock_of, tell_hidden
from ._surroundings import here


def record_batch(source: str, session: str | None) -> list[str]:
    """Append all events of a file, or of standard input for `-`; their ids. An event without a time happens now.

    Raises BadRecord with every place that is wrong, BadInput; nothing is written then.
    """
    name = "standard input" if source == "-" else source
    data = sys.stdin.buffer.read() if source == "-" else read_bytes(Path(source), source)
    items = read_items(decoded(data, name), name)
    grounds = Grounds(here())
    with opened(find_session(grounds, session), grounds.project) as record:
        events = read_events(items, name, clock_of(record), record.taken(set()))
        ids = record.append([Draft.of(event) for event in events])
    tell_hidden(record.hidden)
    return ids


def read_items(text: str, path: str) -> list[Node]:
    """The entries of a batch with their lines. Raises BadRecord, BadInput."""
    if text.lstrip().startswith("{"):
        return _json_lines(text, path)
    if text.lstrip().startswith("["):
        try:
            node = node_of(json.loads(text, parse_int=str, parse_float=str))
        except (ValueError, RecursionError):
            node = None  # a YAML list in brackets may still be one
        if isinstance(node, Sequence):
            return node.items
    root = read_node(text, path)
    if not isinstance(root, Sequence):
        raise BadInput(f"{path}:{root.line}:{root.column}: a batch is a list of events", "begin each one with `- `")
    return root.items


def _json_lines(text: str, path: str) -> list[Node]:
    problems = Problems(path)
    found: list[Node] = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            node = node_of(json.loads(line, parse_int=str, parse_float=str), number)
        except (ValueError, RecursionError) as error:
            column = error.colno if isinstance(error, json.JSONDecodeError) else 1
            problems.add(number, column, "this line is no JSON object")
            continue
        if isinstance(node, Mapping):
            found.append(node)
        else:
            problems.add(number, 1, "this line is no JSON object")
    problems.tell()
    return found


def read_events(items: list[Node], path: str, clock: Clock, taken: Container[str]) -> list[AnyEvent]:
    """The events of a batch, each with an id that is neither in the record nor given twice. Raises BadRecord."""
    problems = Problems(path)
    typist = Typist(problems, clock)
    new: set[str] = set()
    found: list[AnyEvent] = []
    for item in items:
        if isinstance(item, Mapping):
            _complete(item, taken, new)
        if (event := read_event(item, typist)) is None:
            continue
        if event.id in new or event.id in taken:
            problems.at(item, f"id {event.id!r} is already taken; choose another, or leave it out")
        new.add(event.id)
        found.append(event)
    problems.tell()
    return found


def _complete(item: Mapping, taken: Container[str], new: set[str]) -> None:
    """Give an event the id and the time that it leaves out."""
    if "id" not in item.entries:
        summary = item.entries.get("summary")
        words = Typed().text(summary.value) if isinstance(summary, Text) else ""
        id = free_slug(words, _Either(taken, new))
        item.entries["id"] = Text(id, item.line, item.column)
    item.entries.setdefault("at", Text("now", item.line, item.column))


class _Either:
    """What one of two collections holds."""

    def __init__(self, one: Container[str], other: Container[str]) -> None:
        self._one, self._other = one, other

    def __contains__(self, id: object) -> bool:
        return id in self._one or id in self._other
