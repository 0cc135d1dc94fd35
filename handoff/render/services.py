"""Every declared service: which revision is pinned, who looked last and at what, what was claimed and how that stands."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from handoff.model.claim import Exhibit, Verdict
from handoff.model.judgement import Judgement
from handoff.model.observation import ServingSeen
from handoff.verdicts import Case, unpinned
from handoff.verdicts.running import Sighting, seen_running

from .claims import verdict_words
from .escaping import Markdown
from .evidence import RUNNING

_TOOL = "seen by the tool"


class Look(NamedTuple):
    """The newest look at a service. `by` is who looked: the tool, or the strength of what a person wrote down."""

    at: datetime | None
    by: str
    what: str
    spoke: str


class ServiceRow(NamedTuple):
    """A service. `revision` None: nobody knows which code it runs, and the document must shout it."""

    id: str
    name: str
    url: str | None
    declared: bool
    revision: str | None
    source: str
    look: Look | None
    verdicts: tuple[Verdict, ...]

    @property
    def standing(self) -> Markdown:
        """What was claimed of it and how that stands, worst answer of each predicate."""
        return verdict_words(self.verdicts)


def services(judgement: Judgement, case: Case) -> tuple[ServiceRow, ...]:
    """The session's services, or the project's when it names none, then those that the record speaks of besides."""
    ids = list(dict.fromkeys(case.canonical(id) for id in case.inventory))
    ids += sorted({case.canonical(event.service) for events in case.deployments.values() for event in events} - set(ids))
    by_subject: dict[str, list[Verdict]] = {}
    for verdict in judgement.verdicts:
        if verdict.claim.predicate != "value":
            by_subject.setdefault(case.canonical(verdict.claim.subject), []).append(verdict)
    looks = _looks(case)
    return tuple(_row(case, id, looks.get(id), tuple(by_subject.get(id, ()))) for id in ids)


def _row(case: Case, id: str, look: Look | None, verdicts: tuple[Verdict, ...]) -> ServiceRow:
    service = case.facts.project.service(id)
    revision, source = _revision(case, id, verdicts)
    return ServiceRow(
        id=id,
        name=service.name if service and service.name else id,
        url=service.url if service else None,
        declared=service is not None or id in case.inventory,
        revision=revision,
        source=source,
        look=look,
        verdicts=verdicts,
    )


def _revision(case: Case, id: str, verdicts: tuple[Verdict, ...]) -> tuple[str | None, str]:
    """The revision that runs as far as anybody can tell: the platform's word, the last deployment, the commit seen, a claim."""
    if (seen := case.serving.get(id)) and seen.shares:
        return " and ".join(_share(seen)), "seen on the platform"
    for deployment in reversed(case.deployments.get(id, ())):
        if deployment.revision and not unpinned(deployment.revision):
            return deployment.revision, "as recorded"
        break
    if (sighting := _sighting(case, id)) is not None:
        return sighting.commit[:12], _TOOL
    for verdict in verdicts:
        named = verdict.claim.revision
        if named and not unpinned(named):
            return named, "carried over" if verdict.claim.modality == "carried" else "as recorded"
    return None, ""


def _sighting(case: Case, id: str) -> Sighting | None:
    """The last look of the tool that says which commit runs, unless something was rolled out after it."""
    seen = seen_running(case, id, "observed")
    rolled_out = [event.when for event in case.deployments.get(id, ()) if event.when is not None]
    return seen[-1] if seen and all(when <= seen[-1].at for when in rolled_out) else None


def _share(seen: ServingSeen) -> list[str]:
    if len(seen.shares) == 1:
        return [seen.shares[0].revision]
    return [f"{share.revision} ({share.percent.normalize():f} %)" for share in seen.shares]


def _looks(case: Case) -> dict[str, Look]:
    newest: dict[str, tuple[tuple[bool, bool, bool, float], Look]] = {}
    found = [
        (exhibit.subject, _of_exhibit(exhibit), exhibit.level in RUNNING)
        for exhibit in case.exhibits.values()
        if exhibit.subject
    ]
    found += [(look.service, _of_platform(look), True) for look in case.serving.values()]
    for subject, look, direct in found:
        # What the tool saw itself counts before what somebody wrote down, a look at the service before one at its code.
        age = (look.by == _TOOL, direct, look.at is not None, look.at.timestamp() if look.at else 0.0)
        id = case.canonical(subject or "")
        if id not in newest or newest[id][0] <= age:
            newest[id] = (age, look)
    return {id: look for id, (_, look) in newest.items()}


_SPOKE = {True: "passed", False: "failed", None: "unclear"}


def _of_exhibit(exhibit: Exhibit) -> Look:
    by = {"observed": _TOOL, "reperformed": _TOOL, "statement": "stated only"}.get(exhibit.strength, exhibit.strength)
    spoke = f"could not look: {exhibit.could_not}" if exhibit.could_not else _SPOKE[exhibit.passed]
    return Look(exhibit.at, by, exhibit.level or "a look", spoke)


def _of_platform(look: ServingSeen) -> Look:
    spoke = f"could not look: {look.could_not}" if look.could_not else "ready" if look.ready else "not ready"
    return Look(look.at, _TOOL, f"serving on {look.platform}", spoke)
