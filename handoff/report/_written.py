"""Data as JSON text that is lossless and shows nothing that a terminal acts on."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from handoff.report._visible import HIDDEN, spelled

_encoded = json.JSONEncoder(ensure_ascii=False).encode


def as_written(data: Any) -> str:
    """Indented JSON in UTF-8. Hidden characters become escapes; they can stand in strings only, where JSON allows escapes."""
    return HIDDEN.sub(spelled, json.dumps(data, ensure_ascii=False, indent=2)) + "\n"


def as_line(data: Any) -> str:
    """The same on one line."""
    line = _encoded(data)
    # Every hidden character is also unprintable.
    return line if line.isprintable() else HIDDEN.sub(spelled, line)


def stamp(instant: datetime) -> str:
    """An instant for programs: RFC 3339 and XML Schema both want the seconds."""
    return instant.isoformat(timespec="seconds").replace("+00:00", "Z")
