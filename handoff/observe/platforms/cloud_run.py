"""Cloud Run: a service and its revisions, as the v2 API or as `gcloud … --format=json` (the Knative shape) gives them.

Whether a revision serves is in the traffic status, not in what was wished for. Its commit and digest are read from the
revision itself: labels of the service speak of the newest template, whether it serves or not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from handoff.model.observation import ServingSeen, Share
from handoff.observe.exact_json import CannotTell
from handoff.observe.platforms._platform import (
    COMMIT_LABELS,
    Documents,
    Name,
    Platform,
    commit_of,
    digest_of,
    inside,
    instant,
    items,
    number,
    part,
    text,
)
from handoff.observe.probes._step import World

_LATEST = "TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST"
# States of a v2 condition and status of a Knative one, as three values.
_HOLDS = {"CONDITION_SUCCEEDED": True, "CONDITION_FAILED": False, "True": True, "False": False}


class CloudRun(Platform):
    """A service of Cloud Run. `commit_label` is the label of its revisions that names the commit they were built from."""

    project: Name
    region: Name
    service: Name
    commit_label: str | None = None

    variables = ("CLOUDSDK_CONFIG", "CLOUDSDK_PYTHON", "GOOGLE_APPLICATION_CREDENTIALS", "CLOUDSDK_ACTIVE_CONFIG_NAME")

    @property
    def peer(self) -> str:
        return "run.googleapis.com" if self.via == "api" else ""

    def documents(self, world: World) -> Documents:
        service = self._fetch(world, "services", self.service)
        wanted = sorted({name for name, _part in _shares(service) if name})
        return {"service": service, "revisions": [self._fetch(world, "revisions", name) for name in wanted]}

    def _fetch(self, world: World, sort: str, name: str) -> Any:
        if self.via == "command":
            where = ("--project", self.project, "--region", self.region, "--format=json")
            return self.from_command(world, ("gcloud", "run", sort, "describe", name, *where))
        base = f"https://run.googleapis.com/v2/projects/{part(self.project)}/locations/{part(self.region)}"
        path = f"services/{part(self.service)}" + (f"/revisions/{part(name)}" if sort == "revisions" else "")
        return self.from_url(world, f"{base}/{path}")

    def read(self, documents: Documents, at: datetime) -> ServingSeen:
        service = documents["service"]
        revisions = {name: one for one in documents.get("revisions", ()) if (name := _name(one))}
        shares = list(_shares(service))
        if not shares:
            raise CannotTell("the service says nothing about its traffic")
        if any(name is None or part is None for name, part in shares):
            raise CannotTell("the service does not say which revision has which part of its traffic")
        total = sum(part for _, part in shares if part is not None)
        if total != 100:
            raise CannotTell(f"the parts of its traffic add up to {total} %, not to 100 %")
        serving = [str(name) for name, part in shares if part]
        ready = _latest_ready(service)
        return ServingSeen(
            id=self.look_id,
            at=at,
            service=self.about,
            platform=self.kind,
            shares=tuple(self._share(name, part or 0, revisions.get(name or "")) for name, part in shares),
            latest_ready=ready,
            latest_created=_latest_created(service),
            ready=_all(_is_ready(name, revisions.get(name), ready) for name in serving),
            current=_is_current(service),
            created=_first(instant(revisions.get(serving[0]), *path) for path in _CREATED),
            ready_at=_ready_since(revisions.get(serving[0])),
            conditions=tuple(_conditions(service)),
        )

    def _share(self, name: str | None, percent: int, revision: Any) -> Share:
        labels = (inside(revision, "labels"), inside(revision, "annotations"), inside(revision, "metadata", "labels"))
        names = (self.commit_label,) if self.commit_label else COMMIT_LABELS
        container = _first((inside(revision, "containers", 0), inside(revision, "spec", "containers", 0)))
        return Share(
            revision=str(name),
            percent=Decimal(percent),
            digest=digest_of(text(revision, "status", "imageDigest")) or digest_of(text(container, "image")),
            commit=commit_of(labels, names),
        )


_CREATED = (("createTime",), ("metadata", "creationTimestamp"))


def _name(document: Any) -> str | None:
    found = text(document, "name") or text(document, "metadata", "name")
    return found.rpartition("/")[2] if found else None


def _short(name: str | None) -> str | None:
    return name.rpartition("/")[2] if name else None


def _latest_ready(service: Any) -> str | None:
    return _short(text(service, "latestReadyRevision") or text(service, "status", "latestReadyRevisionName"))


def _latest_created(service: Any) -> str | None:
    return _short(text(service, "latestCreatedRevision") or text(service, "status", "latestCreatedRevisionName"))


def _shares(service: Any) -> Iterator[tuple[str | None, int | None]]:
    """Each revision with its part of the traffic as it is served; entries that only hang a name on a revision are left out."""
    for target in items(service, "trafficStatuses") or items(service, "status", "traffic"):
        share = number(target, "percent")
        if inside(target, "percent") is None:
            # Both shapes leave zero out: such a target is there for its address only.
            continue
        name = _short(text(target, "revision") or text(target, "revisionName"))
        follows = target.get("type") == _LATEST or target.get("latestRevision") is True
        yield name or (_latest_ready(service) if follows else None), share


def _every_condition(document: Any) -> Iterator[Mapping[str, Any]]:
    if isinstance(terminal := inside(document, "terminalCondition"), dict):
        yield terminal
    yield from items(document, "conditions")
    yield from items(document, "status", "conditions")


def _ready_condition(document: Any) -> Any:
    return next((one for one in _every_condition(document) if one.get("type") == "Ready"), None)


def _holds(condition: Any) -> bool | None:
    return _HOLDS.get(str(condition.get("state") or condition.get("status")))


def _conditions(service: Any) -> Iterator[str]:
    for condition in _every_condition(service):
        state = str(condition.get("state") or condition.get("status") or "unknown").removeprefix("CONDITION_").lower()
        why = [str(condition[key]) for key in ("reason", "revisionReason", "message") if condition.get(key)]
        yield f"{condition.get('type', 'condition')}: {state}" + (f" ({': '.join(why)})" if why else "")


def _is_ready(name: str, revision: Any, latest_ready: str | None) -> bool | None:
    """Whether a revision is ready, as it says itself; the service vouches only for its latest ready one."""
    if condition := _ready_condition(revision):
        return _holds(condition)
    return True if name == latest_ready else None


def _ready_since(revision: Any) -> datetime | None:
    condition = _ready_condition(revision)
    return instant(condition, "lastTransitionTime") if condition and _holds(condition) else None


def _is_current(service: Any) -> bool | None:
    """Whether the platform has acted on the newest wish; a failed roll-out has been acted on, one under way has not."""
    wished = number(service, "generation") or number(service, "metadata", "generation")
    observed = number(service, "observedGeneration") or number(service, "status", "observedGeneration")
    if wished is None or observed is None:
        return None
    if wished != observed or inside(service, "reconciling") is True:
        return False
    condition = _ready_condition(service)
    return _holds(condition) is not None if condition else None


def _all(found: Iterator[bool | None]) -> bool | None:
    """Kleene's AND."""
    answers = list(found)
    return False if False in answers else None if None in answers or not answers else True


def _first(found: Any) -> Any:
    return next((one for one in found if one is not None), None)
