"""Principle 9: which commit a service was seen to run, now and while it was broken. What the record says is no look."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from handoff.model.build import commit_told
from handoff.model.claim import Exhibit
from handoff.model.frozen import dataclass
from handoff.model.observation import ProbeSeen, RunSeen, ServingSeen
from handoff.model.project import Strength
from handoff.verdicts.hearing import Hearing
from handoff.verdicts.strength import enough


@dataclass(frozen=True, slots=True)
class Sighting:
    """A look that says which commit a service runs. `since`: from when on that is known to be so, if the platform tells."""

    id: str
    at: datetime
    commit: str
    since: datetime | None = None


def seen_running(case: Hearing, service: str, least: Strength) -> tuple[Sighting, ...]:
    """Every look at the commit that a service runs which is worth at least `least`, oldest first.

    The platform says it, a probe captures it from the answer, or something that was asked what serves prints it.
    """
    least = least if least in ("statement", "quoted", "imported") else "observed"
    return case.once(("seen running", least), lambda: _seen_running(case, least)).get(service, ())


def _seen_running(case: Hearing, least: Strength) -> dict[str, tuple[Sighting, ...]]:
    found: dict[str, list[Sighting]] = defaultdict(list)
    for look in case.facts.observations:
        if isinstance(look, ServingSeen) and (sighting := _by_platform(case, look)) is not None:
            found[case.canonical(look.service)].append(sighting)
    for exhibit in case.exhibits.values():
        if exhibit.subject is None or exhibit.at is None or not enough(exhibit.strength, least) or not case.known(exhibit.at):
            continue
        commit = _by_itself(exhibit)
        if commit is not None:
            found[case.canonical(exhibit.subject)].append(Sighting(exhibit.id, exhibit.at, commit))
    return {service: tuple(sorted(seen, key=lambda one: (one.at, one.id))) for service, seen in found.items()}


def _by_platform(case: Hearing, look: ServingSeen) -> Sighting | None:
    if look.could_not or not case.known(look.at):
        return None
    share = max(look.shares, key=lambda one: one.percent, default=None)
    return Sighting(look.id, look.at, share.commit, look.ready_at) if share is not None and share.commit else None


def _by_itself(exhibit: Exhibit) -> str | None:
    if exhibit.could_not is not None:
        return None
    if isinstance(exhibit.source, ProbeSeen):
        return exhibit.commit
    if exhibit.level != "serving" or exhibit.passed is not True:
        return None
    # A run was taken in some work tree; its commit is the tree's, not the service's.
    if isinstance(exhibit.source, RunSeen):
        return exhibit.commit
    told = commit_told(exhibit.text)
    return told if told is not None else exhibit.commit if exhibit.commit and exhibit.commit[:7] in exhibit.text else None


def ran_at(cases: Iterable[Hearing], service: str, when: datetime, least: Strength) -> Sighting | None:
    """What a service is known to have run at an instant: what the platform says runs since before it, else the last look.

    `cases` are the sessions whose looks count.
    """
    seen = sorted((one for case in cases for one in seen_running(case, service, least)), key=lambda one: (one.at, one.id))
    spanning = [one for one in seen if one.since is not None and one.since <= when <= one.at]
    before = [one for one in seen if one.at <= when]
    return spanning[0] if spanning else before[-1] if before else None
