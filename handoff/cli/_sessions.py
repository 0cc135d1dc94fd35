"""Every session of the project at once, for verbs that look across them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handoff.errors import HandoffError

from ._surroundings import say

if TYPE_CHECKING:
    from pathlib import Path

    from handoff.model.session import Session
    from handoff.store.facts import Library


def read_all(library: Library) -> tuple[list[tuple[Path, Session]], int]:
    """The folders and sessions that load, oldest first, and the exit code: a session that does not load is named on stderr."""
    from handoff.store.folders import session_folders

    found: list[tuple[Path, Session]] = []
    code = 0
    for folder in session_folders(library.project):
        try:
            found.append((folder, library.read(folder)[0]))
        except HandoffError as error:
            say(f"handoff: {error}")
            code = max(code, error.exit_code)
    return found, code
