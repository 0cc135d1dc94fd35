"""What `check --live` does before it checks: look at git and at services, once for all sessions, and keep what is seen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from handoff.checking.documents import Document
from handoff.cli._looks import Stopped, look_at_session, looks_at_services
from handoff.cli._world import say
from handoff.errors import HandoffError
from handoff.model.observation import AnyObservation


def look_for(found: Sequence[Document], named: bool, at: datetime) -> int:
    """Look for the sessions that were named, or for the open ones when none were; 0, or 4 when services could not be asked.

    Each service is asked once, however many sessions speak of it. Raises BadInput for a wrong probe, CouldNotLook without
    trust, KeyboardInterrupt after what was seen has been kept.
    """
    from handoff.store import load_session

    asked: dict[str, list[AnyObservation]] = {}
    failed: dict[tuple[str, ...], AnyObservation] = {}
    for document in found:
        if document.kind != "session":
            continue
        project = document.project
        try:
            session = load_session(Path(document.path), project)
        except HandoffError:
            # The check itself says what is wrong with it.
            continue
        if session.ended is not None and not named:
            continue
        stopped: Stopped = None
        if project.root not in asked:
            asked[project.root], stopped = looks_at_services(project)
        live, later = look_at_session(project, Path(document.path).parent, session, asked[project.root], at)
        failed |= {look.key: look for look in live if look.could_not}
        if stopped := stopped or later:
            raise stopped
    for look in failed.values():
        say(f"handoff: could not look at {' '.join(look.key[1:])}: {look.could_not}")
    return 4 if failed else 0
