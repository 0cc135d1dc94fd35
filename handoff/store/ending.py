"""`ended` set in the head of a record. Every other byte stays."""

from __future__ import annotations

import dataclasses
from datetime import datetime
from typing import Any

from handoff.errors import BadInput, BadRecord, CouldNotWrite
from handoff.model.clock import written

from . import cache
from .append import Record
from .atomic import replace
from .layout import newline_of
from .source import BOM

KEY = "ended"


def set_ended(record: Record, at: datetime) -> None:
    """Write the end into an open record. Raises BadInput when it has one, CouldNotWrite when the file cannot be written."""
    from .load import parse_session

    before = record.session
    if before.ended is not None:
        raise BadInput(f"{record.shown} has ended already, at {written(before.ended)}", "`handoff edit` can change that")
    text = with_ended(record.text, written(at))
    try:
        after = parse_session(text, record.shown, record.project)
    except BadRecord:
        after = None
    if after is None or dataclasses.replace(after, ended=None) != before or after.ended != at:
        raise CouldNotWrite(f"{record.shown}: 'ended' cannot be put into this head without changing it", "`handoff edit` can")
    data = (BOM if record.data.startswith(BOM) else b"") + text.encode()
    replace(record.file, data)
    record.note.facts[KEY] = written(at)
    cache.remember(record.real, cache.digest_of(data), record.note)


def with_ended(text: str, stamp: str) -> str:
    """The text with `ended` in its head: behind `started`, else before the events, else at the end of the head."""
    from .yaml import events_of

    parsed = events_of(text)
    root = next(index for index, event in enumerate(parsed) if type(event).__name__ == "MappingStartEvent")
    keys = _keys(parsed, root)
    if parsed[root].flow_style:
        return _in_flow(text, keys, stamp)
    if KEY in keys:  # given, but left empty
        colon: int = text.index(":", keys[KEY][0].end_mark.index) + 1
        return f"{text[:colon]} {stamp}{text[colon:]}"
    newline = newline_of(text)
    line = " " * int(parsed[root].start_mark.column) + f"{KEY}: {stamp}{newline}"
    at = _behind_header(text, parsed, keys)
    before = "" if at == 0 or text[:at].endswith(("\n", "\r")) else newline
    return text[:at] + before + line + text[at:]


def _behind_header(text: str, parsed: list[Any], keys: dict[str, tuple[Any, Any]]) -> int:
    """Where the line goes: behind that of `started`, else before that of `events`, else at the end of the document."""
    if "started" in keys:
        found = text.find("\n", keys["started"][1].end_mark.index)
        return len(text) if found < 0 else found + 1
    if "events" in keys:
        return text.rfind("\n", 0, keys["events"][0].start_mark.index) + 1
    end = next(event for event in parsed if type(event).__name__ == "DocumentEndEvent")
    return int(end.start_mark.index) if end.explicit else len(text)


def _in_flow(text: str, keys: dict[str, tuple[Any, Any]], stamp: str) -> str:
    if KEY in keys:
        at: int = keys[KEY][1].start_mark.index
        return f'{text[:at]} "{stamp}"{text[at:]}'
    at = next(iter(keys.values()))[0].start_mark.index
    return f'{text[:at]}"{KEY}": "{stamp}", {text[at:]}'


def _keys(parsed: list[Any], root: int) -> dict[str, tuple[Any, Any]]:
    """The parser events of every key of the root and of the first event of its value."""
    found: dict[str, tuple[Any, Any]] = {}
    depth = 0
    key: Any = None
    for event in parsed[root + 1 :]:
        sort = type(event).__name__
        if sort.endswith("EndEvent"):
            if depth == 0:
                break
            depth -= 1
            if depth == 0:
                key = None
            continue
        if depth == 0:
            if key is None:
                key = event
                continue
            found[key.value] = (key, event)
            if not sort.endswith("StartEvent"):
                key = None
        depth += sort.endswith("StartEvent")
    return found
