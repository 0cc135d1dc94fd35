"""What `check --live` does before it checks: look at git and at services, once for all sessions, and keep what is seen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from handoff.checking.documents import Document
from handoff.cli._looks import Stopped, declares_looks, look_at_session, looks_at_services
from handoff.cli._surroundings import say
from handoff.errors import HandoffError
from handoff.model.observation import AnyObservation


def look_for(found: Sequence[Document], named: bool, at: datetime) -> int:
    """Look for the sessions that were named, or for the open ones when none were; 0, or 4 when services were not all asked.

    That nothing was looked at is said: a report on old looks must not pass for one on new ones.

    Each service is asked once, however many sessions speak of it. Raises BadInput for a wrong probe, CouldNotLook without
    trust, KeyboardInterrupt after what was seen has been kept.
    """
    from handoff.store import load_session

    asked: dict[str, list[AnyObservation]] = {}
    failed: dict[tuple[str, ...], AnyObservation] = {}
    looked = False
    for document in found:
        if document.kind != "session":
            continue
        project = document.project
        try:
            session = load_session(Path(document.path), project)
        except HandoffError:
            # The check itself says what is wrong with it.
            looked = True
            continue
        if session.ended is not None and not named:
            continue
        looked = True
        stopped: Stopped = None
        if project.root not in asked:
            asked[project.root], stopped = looks_at_services(project)
        live, later = look_at_session(project, Path(document.path).parent, session, asked[project.root], at)
        failed |= {look.key: look for look in live if look.could_not}
        if stopped := stopped or later:
            raise stopped
    for look in failed.values():
        say(f"handoff: could not look at {' '.join(look.key[1:])}: {look.could_not}")
    if found and not looked:
        why = "no session is open" if any(one.kind == "session" for one in found) else "Markdown names no services to ask"
        say(f"handoff: nothing was looked at: {why}\n  name the session to look for: handoff check --live SESSION")
    return 4 if failed or (found and not looked and any(declares_looks(one.project) for one in found)) else 0
