"""What verbs that look at the world share: progress for the person, and keeping what was seen."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from pathlib import Path

from handoff.model.observation import AnyObservation
from handoff.model.project import Project

_AFTER = 1.0


class Progress:
    """One line on a terminal that says how many looks are done, once that takes longer than a second."""

    def __init__(self) -> None:
        self._began = time.monotonic()
        self._shown = False

    def tell(self, done: int, total: int, seen: AnyObservation) -> None:
        """Say that one more look is done."""
        if not sys.stderr.isatty() or (time.monotonic() - self._began < _AFTER and not self._shown):
            return
        self._shown = done < total
        text = f"\rlooking: {done} of {total}" if done < total else "\r"
        sys.stderr.write(f"{text}\x1b[K")
        sys.stderr.flush()


def keep_looks(project: Project, session: str | None, looks: Sequence[AnyObservation]) -> tuple[Path, list[AnyObservation]]:
    """Put looks into a session's observations under ids of their own; the folder, and the looks as they were kept."""
    from handoff.observe.news import named
    from handoff.store import append_observations, find_session, load_session, read_observations

    folder = find_session(project, session)
    record = load_session(folder, project)
    kept = named(looks, read_observations(folder), {event.id for event in record.events})
    append_observations(folder, kept)
    return folder, kept
