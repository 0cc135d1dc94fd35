"""A session's record, read whole or refused whole."""

from __future__ import annotations

import gc
from contextlib import suppress
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from handoff.model.events import KINDS, AnyEvent
from handoff.model.fields import meant
from handoff.model.nodes import Mapping, Node, Problems, Sequence, Text
from handoff.model.place import Place
from handoff.model.project import Project
from handoff.model.session import Session
from handoff.model.times import Clock
from handoff.model.typist import Typist

from .hiding import without_secrets
from .source import decoded, read_bytes
from .yaml import read_nodes

RECORD = "session.yaml"
_ARTICLE = {kind: f"an event of kind {kind!r}" for kind in KINDS}
_KIND = frozenset({"kind"})
_EVENTS = frozenset({"events"})


def record_path(path: Path) -> Path:
    """The record of a session, given its folder or the record itself."""
    return path / RECORD if path.is_dir() else path


def load_session(path: Path, project: Project) -> Session:
    """The session in a folder or file. `project` gives the time zone of a record that names none.

    Raises BadRecord with every `path:line:column: what is wrong` at once, BadInput when the file cannot be read.
    """
    file = record_path(path)
    return parse_session(decoded(read_bytes(file), str(file)), str(file), project)


def parse_session(text: str, path: str, project: Project) -> Session:
    """The session that a text holds, without the secrets that somebody wrote into it; `path` is for messages and places.

    Raises BadRecord.
    """
    # Loading makes many objects and no circles; the collector would only look through them again and again.
    running = gc.isenabled()
    gc.disable()
    try:
        return without_secrets(_session(read_nodes(text, path), Problems(path), project), text)
    finally:
        if running:
            gc.enable()


def _session(root: Mapping, problems: Problems, project: Project) -> Session:
    header, clock = _header(root, problems, project)
    events = _events(root, problems, clock)
    problems.tell()
    assert header is not None  # noqa: S101 - tell() has left otherwise
    return Session(**header, events=tuple(events), place=Place(problems.path, root.line, root.column, root.lines))


def _header(root: Mapping, problems: Problems, project: Project) -> tuple[dict[str, Any] | None, Clock]:
    zone = zone_of(root, problems) or _project_zone(project)
    typist = Typist(problems, Clock(zone))
    if isinstance(started := root.entries.get("started"), Text):
        with suppress(ValueError):  # values() below says what is wrong with it
            instant = typist.clock.read(started.value)
            typist.clock = Clock(zone, (instant.astimezone(zone) if zone else instant).date())
    if isinstance(format := root.entries.get("format"), Text) and format.value != "1":
        problems.at(format, f"format {format.value!r}: this program reads format 1; a newer handoff may read this file")
        del root.entries["format"]
    header = typist.values(Session, root, "a session", _EVENTS)
    return header, typist.clock


def zone_of(root: Mapping, problems: Problems) -> ZoneInfo | None:
    """The zone that a header names, None when it names none or one that nobody knows (which is noted)."""
    node = root.entries.get("timezone")
    if not isinstance(node, Text):
        return None
    with suppress(KeyError, ValueError, OSError):  # not found, no path, a folder
        return ZoneInfo(node.value)
    from zoneinfo import available_timezones

    problems.at(node, f"there is no time zone {node.value!r}{meant(node.value, available_timezones())}: write an IANA name")
    return None


def _project_zone(project: Project) -> ZoneInfo | None:
    return ZoneInfo(project.timezone) if project.timezone else None


def _events(root: Mapping, problems: Problems, clock: Clock) -> list[AnyEvent]:
    lines = root.lines
    if "events" not in lines:
        return []
    if late := [key for key in lines if lines[key] > lines["events"]]:
        problems.add(lines[late[0]], root.column_of(late[0]), f"{late[0]!r} stands after 'events': events come last")
    node = root.entries.get("events")
    if node is None:
        return []
    if not isinstance(node, Sequence):
        problems.at(node, "'events' wants a list of events, each beginning with `- `")
        return []
    typist = Typist(problems, clock)
    found: list[AnyEvent] = []
    seen: dict[str, int] = {}
    for item in node.items:
        event = read_event(item, typist)
        if event is None:
            continue
        if event.id in seen:
            problems.add(
                item.lines.get("id", item.line) if isinstance(item, Mapping) else item.line,
                item.column,
                f"id {event.id!r} is already taken by the event in line {seen[event.id]}",
            )
        seen[event.id] = item.line
        found.append(event)
    return found


def read_event(item: Node, typist: Typist) -> AnyEvent | None:
    """One event from its mapping; None when something is wrong with it, which the typist has noted."""
    if not isinstance(item, Mapping):
        typist.problems.at(item, "an event is a mapping: `- id: …`, `kind: …`, `summary: …`")
        return None
    kind = item.entries.get("kind")
    if not isinstance(kind, Text):
        typist.problems.at(item, f"an event needs its 'kind': one of {', '.join(KINDS)}")
        return None
    made = KINDS.get(kind.value)
    if made is None:
        typist.problems.at(kind, f"kind {kind.value!r} is not one of {', '.join(KINDS)}{meant(kind.value, KINDS)}")
        return None
    event: AnyEvent | None = typist.record(made, item, _ARTICLE[kind.value], _KIND)
    return event
