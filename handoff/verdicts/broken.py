"""What is broken now, as far as the tool has seen: checks whose newest look failed, over all sessions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime

from handoff.model.claim import Exhibit
from handoff.model.events import Change, Deployment
from handoff.model.facts import Facts
from handoff.model.frozen import dataclass
from handoff.model.observation import ProbeSeen, RunSeen
from handoff.model.predicates import SERVICE_LADDER
from handoff.model.project import Project
from handoff.verdicts.exhibits import from_observation
from handoff.verdicts.levels import shows

# What a shell returns for a command that is not there or cannot be started: it says nothing of the service.
_NOT_RUN = frozenset({126, 127})


@dataclass(frozen=True)
class Broken:
    """A check of a service whose newest look failed. `changed` is when the service was changed since, if it was."""

    session: str
    service: str
    look: Exhibit
    since: datetime
    """When it was first seen failing, without a pass in between."""
    changed: datetime | None = None

    @property
    def name(self) -> str:
        """The full name of the look: `session#look`."""
        return f"{self.session}#{self.look.id}"

    @property
    def seen_at(self) -> datetime:
        """When it was last looked at."""
        return _when(self.look)

    @property
    def check(self) -> str:
        """What was asked, in few words."""
        source = self.look.source
        return source.probe if isinstance(source, ProbeSeen) else " ".join(source.argv) if isinstance(source, RunSeen) else ""


def broken(sessions: Iterable[Facts], project: Project, as_of: datetime) -> tuple[Broken, ...]:
    """What the newest looks of these sessions say is broken, as of an instant; what was first seen failing comes first.

    A probe is broken until it passes. It is declared, so whoever does not want it any more takes it out of handoff.toml. A
    command that somebody ran counts in its session until it passes itself, as it does for the claims made there (principle 7).
    In a later session, where nobody may ever run it again, any look at the same service that passes at its level or above
    will do.
    """
    known = tuple(sessions)
    names = project.service_ids
    looks: dict[tuple[str, str], list[tuple[Exhibit, str]]] = defaultdict(list)
    passed: dict[str, list[tuple[Exhibit, str]]] = defaultdict(list)
    for facts in known:
        for exhibit in _told(facts):
            if exhibit.at is None or exhibit.at > as_of + project.policy.tolerance:
                continue
            service = names.get(str(exhibit.subject).casefold(), str(exhibit.subject))
            looks[service, exhibit.check].append((exhibit, facts.session.id))
            if exhibit.passed:
                passed[service].append((exhibit, facts.session.id))
    changes = _changes(known, names)
    found = []
    for (service, _), seen in looks.items():
        seen.sort(key=lambda pair: _when(pair[0]))
        last, session = seen[-1]
        if last.passed or _gone(last, service, project) or _covered(last, session, passed[service]):
            continue
        green = max((_when(one) for one, _ in seen if one.passed), default=None)
        since = min(_when(one) for one, _ in seen if green is None or _when(one) > green)
        changed = max((when for when in changes[service] if when > _when(last)), default=None)
        found.append(Broken(session, service, last, since, changed))
    return tuple(sorted(found, key=lambda one: (one.since, one.service, one.look.id)))


def _told(facts: Facts) -> Iterator[Exhibit]:
    """The looks of a session that say how a service fares; a look that could not be taken, or is about a bug, says nothing."""
    events = {event.id for event in facts.session.events}
    for look in facts.observations:
        if not isinstance(look, ProbeSeen | RunSeen) or (isinstance(look, RunSeen) and look.exit in _NOT_RUN):
            continue
        exhibit = from_observation(look)
        if exhibit is None or exhibit.subject in events or exhibit.subject is None or exhibit.level not in SERVICE_LADDER:
            continue
        if exhibit.could_not is None and exhibit.passed is not None:
            yield exhibit


def _when(exhibit: Exhibit) -> datetime:
    assert exhibit.at is not None  # noqa: S101 - every look of the tool has its time
    return exhibit.at


def _gone(look: Exhibit, service: str, project: Project) -> bool:
    """Whether a probe is not declared any more."""
    if not isinstance(look.source, ProbeSeen):
        return False
    declared = project.service(service)
    return declared is None or all(probe.get("id") != look.source.probe for probe in declared.probes)


def _covered(look: Exhibit, session: str, passed: Iterable[tuple[Exhibit, str]]) -> bool:
    """Whether a look of another session at the service passed after a command failed, and shows as much."""
    if not isinstance(look.source, RunSeen) or look.level is None or look.level not in SERVICE_LADDER:
        return False
    return any(other != session and _when(one) > _when(look) and shows(one.level, look.level) for one, other in passed)


def _changes(sessions: Iterable[Facts], names: dict[str, str]) -> dict[str, list[datetime]]:
    found: dict[str, list[datetime]] = defaultdict(list)
    for facts in sessions:
        for event in facts.session.events:
            services: tuple[str, ...] = ()
            if isinstance(event, Deployment) and event.result != "failed":
                services = (event.service,)
            elif isinstance(event, Change):
                services = event.services
            for service in services:
                if event.when is not None:
                    found[names.get(service.casefold(), service)].append(event.when)
    return found
