"""What verbs that look at the world share: progress for the person, and keeping what was seen."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from handoff.cli._surroundings import moment
from handoff.errors import HandoffError
from handoff.model.events import AnyEvent, Bug, ClaimEvent, Fix
from handoff.model.observation import AnyObservation, CommitSeen, ProbeSeen
from handoff.model.project import Project
from handoff.model.session import Session

_AFTER = 1.0


class Progress:
    """One line on a terminal that says how many looks are done, once that takes longer than a second; gone in the end."""

    def __init__(self) -> None:
        self._began = time.monotonic()
        self._shown = ""

    def __enter__(self) -> Callable[[int, int], None]:
        return self.tell

    def __exit__(self, *_: object) -> None:
        self._show("")

    def tell(self, done: int, total: int) -> None:
        """Say how many looks of how many are done."""
        if self._shown or time.monotonic() - self._began >= _AFTER:
            self._show(f"looking: {done} of {total}")

    def _show(self, text: str) -> None:
        if text != self._shown and sys.stderr.isatty():
            self._shown = text
            sys.stderr.write(f"\r{text}\x1b[K")
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


Stopped = HandoffError | KeyboardInterrupt | None


def look_at_all(
    project: Project,
    session: Session,
    known: Sequence[AnyObservation],
    at: datetime,
    *,
    services: Sequence[AnyObservation] | None = None,
    seconds: float = 60.0,
) -> tuple[list[AnyObservation], list[AnyObservation], Stopped]:
    """What services, git and continuous integration say now: the live looks, git's looks, and what ended the live ones early.

    Services come first, because git is asked about the commits that serve; continuous integration last, because it is asked
    about commits as git names them. `services` are looks that were taken already. Ids are such as nothing else of the session
    has. What ended the looks early is given, not raised, so that what was seen until then can be kept first.
    """
    from handoff.observe.git import look_at_repositories
    from handoff.observe.news import named

    taken = {event.id for event in session.events}
    stopped: Stopped = None
    if services is None:
        services, stopped = looks_at_services(project)
    live = named(_down(project, services), known, taken)
    seen = look_at_repositories(asked_of_git(project, session), project, at, (*known, *live), seconds=seconds)
    if stopped is None:
        found, stopped = _looks_at_ci(project, session, seen)
        live += named(found, (*known, *live, *seen), taken)
    return live, seen, stopped


def asked_of_git(project: Project, session: Session) -> Session:
    """The session as git is asked about it: with the fixes that others hold for the bugs with which it goes on."""
    return replace(session, events=(*session.events, *_fixes_elsewhere(project, session)))


def _down(project: Project, services: Sequence[AnyObservation]) -> list[AnyObservation]:
    """The looks, where one that was refused is a failure of the lowest level if the same look got through from here before.

    Principle 17 has it that what could not be looked at is inconclusive. Nothing was looked at where nobody answers, or where
    another machine asks, which may not be let in; but a door that was open to this very look and is shut now is seen shut.
    """
    return [_shut(project, look) if isinstance(look, ProbeSeen) and look.refused else look for look in services]


def _shut(project: Project, look: ProbeSeen) -> ProbeSeen:
    from handoff.store import read_observations
    from handoff.store.folders import session_folders
    from handoff.verdicts.times import clock_text

    for folder in reversed(session_folders(project)):
        with suppress(HandoffError):
            answers = (one for one in reversed(read_observations(folder)) if _got_through(one, look))
            if (before := next(answers, None)) is not None:
                when = clock_text(before.at.replace(microsecond=0), None)
                said = (*look.asserted, f"lets the look in (refused: {look.could_not}; from here it answered at {when})")
                held = (*look.held, "failed")
                return replace(look, could_not=None, outcome="failed", level="live", asserted=said, held=held)
    return look


def _got_through(before: AnyObservation, look: ProbeSeen) -> bool:
    """Whether an earlier look asked the same from the same place, and was answered."""
    if not isinstance(before, ProbeSeen) or before.could_not or before.key != look.key:
        return False
    return before.asked == look.asked and before.asked_from == look.asked_from is not None and before.at < look.at


def _fixes_elsewhere(project: Project, session: Session) -> list[AnyEvent]:
    """The fixes that stand in other sessions for bugs with which this one goes on: git is asked about their commits, too."""
    from handoff.model.carry import FROM
    from handoff.store import Library
    from handoff.store.folders import session_folders

    named = [bug for fix in session.of(Fix) for bug in fix.bugs]
    named += [str(bug.extra.get(FROM, "")) for bug in session.of(Bug)]
    named += [claim.subject for claim in session.of(ClaimEvent)]
    wanted = {name for name in named if "#" in name} - {f"{session.id}#{event.id}" for event in session.events}
    if not wanted:
        return []
    library, found = Library(project), []
    sessions = {name.partition("#")[0] for name in wanted}
    for folder in (folder for folder in session_folders(project) if folder.name in sessions):
        with suppress(HandoffError):
            other, _ = library.read(folder)
            found += [fix for fix in other.of(Fix) if any(f"{other.id}#{name}" in wanted for name in (fix.id, *fix.bugs))]
    return list(found)


def looks_at_services(project: Project) -> tuple[list[AnyObservation], Stopped]:
    """What the project's services say, and what ended the looks early."""
    if not any(service.probes or service.platform for service in project.services):
        return [], None
    from handoff.observe.services import Interrupted, look_at_services

    try:
        with Progress() as progress:
            return look_at_services(project, moment(), progress=progress), None
    except Interrupted as error:
        return error.seen, error
    except HandoffError as error:
        return [], error


def _looks_at_ci(project: Project, session: Session, seen: Sequence[AnyObservation]) -> tuple[list[AnyObservation], Stopped]:
    """What continuous integration says of the commits that the record cites, as git names them."""
    if not any(repository.ci for repository in project.repositories):
        return [], None
    from handoff.observe.git.cited import cited_commits
    from handoff.observe.services import Interrupted, look_at_ci

    cited = tuple(one.text for one in cited_commits(session))
    commits: dict[str, list[str]] = {repository.id: [] for repository in project.repositories}
    for look in seen:
        if isinstance(look, CommitSeen) and look.sha and look.sha.startswith(cited) and look.repo in commits:
            commits[look.repo].append(look.sha)
    try:
        with Progress() as progress:
            return look_at_ci(project, moment(), commits, progress), None
    except Interrupted as error:
        return error.seen, error
    except HandoffError as error:
        return [], error


def look_at_session(
    project: Project, folder: Path, session: Session, services: Sequence[AnyObservation], at: datetime
) -> tuple[list[AnyObservation], Stopped]:
    """Ask git and continuous integration about a session, and keep that and what its services said."""
    from handoff.observe.news import fresh
    from handoff.store import append_observations, read_observations

    known = read_observations(folder)
    live, seen, stopped = look_at_all(project, session, known, at, services=services)
    append_observations(folder, [*live, *fresh(seen, known)])
    return live, stopped
