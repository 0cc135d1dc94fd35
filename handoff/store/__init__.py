"""The only door to session folders."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .append import append_events as append_events
    from .documents import read_document as read_document
    from .documents import write_document as write_document
    from .evidence import keep_evidence as keep_evidence
    from .facts import Library as Library
    from .facts import facts_of as facts_of
    from .folders import create_session as create_session
    from .folders import find_session as find_session
    from .folders import session_folders as session_folders
    from .load import load_session as load_session
    from .observations import append_observations as append_observations
    from .observations import read_observations as read_observations

# Loaded when asked for, because recording one event needs one of them.
_DOORS = {
    "append_events": "append",
    "append_observations": "observations",
    "create_session": "folders",
    "facts_of": "facts",
    "find_session": "folders",
    "keep_evidence": "evidence",
    "Library": "facts",
    "load_session": "load",
    "read_document": "documents",
    "read_observations": "observations",
    "session_folders": "folders",
    "write_document": "documents",
}
__all__ = [  # noqa: PLE0604 - the names are texts, ruff does not see through the table
    *_DOORS,
]


def __getattr__(name: str) -> Any:
    if name not in _DOORS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"handoff.store.{_DOORS[name]}"), name)
