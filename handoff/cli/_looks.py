"""What verbs that look at the world share: progress for the person, and keeping what was seen."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from handoff.model.facts import Facts
from handoff.model.observation import AnyObservation
from handoff.model.project import Project
from handoff.model.session import Session

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


def declares_looks(project: Project) -> bool:
    """Whether any service says how it can be looked at."""
    return any(service.probes or service.platform for service in project.services)


def look_again(project: Project, facts: Facts, at: datetime) -> tuple[list[AnyObservation], KeyboardInterrupt | None]:
    """What services and git say now of a session, under ids that nothing else of the session has.

    Services first, because the commit that serves is one that git is asked about. When the person stops the looks, what was
    seen until then is given with the interruption. Raises CouldNotLook without trust.
    """
    from handoff.observe.git import look_at_repositories
    from handoff.observe.news import named

    known = facts.observations
    taken = {event.id for event in facts.session.events}
    seen: list[AnyObservation] = []
    if declares_looks(project):
        from handoff.observe.services import Interrupted, look_at_services

        try:
            seen = look_at_services(project, at, progress=Progress().tell)
        except Interrupted as stopped:
            return named(stopped.seen, known, taken), stopped
        seen = named(seen, known, taken)
    return [*seen, *look_at_repositories(facts.session, project, at, (*known, *seen))], None


def look_at_session(
    project: Project, folder: Path, session: Session, services: Sequence[AnyObservation], at: datetime
) -> list[AnyObservation]:
    """Ask git about a session, keep that and what its services said in its observations, and give what is new."""
    from handoff.observe.git import look_at_repositories
    from handoff.observe.news import fresh, named
    from handoff.store import append_observations, read_observations

    known = read_observations(folder)
    asked = named(services, known, {event.id for event in session.events})
    seen = look_at_repositories(session, project, at, (*known, *asked))
    news = [*asked, *fresh(seen, known)]
    append_observations(folder, news)
    return news
