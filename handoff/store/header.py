"""The head of a record without its events, for looking over many sessions cheaply."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from handoff.errors import HandoffError

if TYPE_CHECKING:
    from handoff.model.project import Project
    from handoff.model.session import Session

_EVENTS = rb"(?m)^[ \t]*[\"']?events[\"']?[ \t]*:"
_ENDED = rb"(?m)^[ \t]*[\"']?ended[\"']?[ \t]*:[ \t]*[^\s#]"


def head_of(data: bytes) -> bytes:
    """The bytes of a record up to its events. A document in `{…}` has no such head and comes back whole."""
    found = re.search(_EVENTS, data)
    return data if found is None or data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{" else data[: found.start()]


def says_ended(head: bytes) -> bool:
    """Whether a head gives `ended` a value."""
    return re.search(_ENDED, head) is not None


def load_header(path: Path, project: Project) -> Session:
    """The session with no events in it. Raises BadRecord or BadInput."""
    from .load import parse_session, record_path
    from .source import decoded, read_bytes

    file = record_path(path)
    text = decoded(head_of(read_bytes(file)), str(file))
    return parse_session(text, str(file), project)


def header_or_none(path: Path, project: Project) -> Session | None:
    """The same, or None where it does not load; somebody else will say why."""
    try:
        return load_header(path, project)
    except HandoffError:
        return None
