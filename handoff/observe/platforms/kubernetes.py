"""Kubernetes: a deployment, its replica sets and their pods, as `kubectl … -o json` or the API gives them.

What serves is counted from pods that say they are ready, by replica set and by the digest that the node pulled: the tag in
a template, and the counts in a status, speak of wishes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from pydantic import model_validator

from handoff.errors import CouldNotLook
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
    percent,
    text,
)
from handoff.observe.probes._step import World

_OPERATORS = {"In": "{} in ({})", "NotIn": "{} notin ({})", "Exists": "{}", "DoesNotExist": "!{}"}


class Kubernetes(Platform):
    """A deployment. `container` is the one that counts, the first when left out; `server` and `ca` are for `via = "api"`."""

    deployment: Name
    namespace: Name = "default"
    context: str | None = None
    container: str | None = None
    commit_label: str | None = None
    server: str | None = None
    ca: str | None = None

    variables = ("KUBECONFIG", "AWS_PROFILE", "AWS_REGION", "CLOUDSDK_CONFIG", "AZURE_CONFIG_DIR")

    @model_validator(mode="after")
    def _has_a_server(self) -> Kubernetes:
        if self.via == "api" and not self.server:
            raise ValueError('via = "api" needs the server, as in server = "https://k8s.example:6443"')
        return self

    @property
    def peer(self) -> str:
        from handoff.observe.probes._step import url_host

        return url_host(self.server or "") if self.via == "api" else ""

    def documents(self, world: World) -> Documents:
        deployment = self._fetch(world, "apis/apps/v1", "deployments", self.deployment, "")
        selector = _selector(inside(deployment, "spec", "selector"))
        return {
            "deployment": deployment,
            "replicasets": self._fetch(world, "apis/apps/v1", "replicasets", "", selector),
            "pods": self._fetch(world, "api/v1", "pods", "", selector),
        }

    def _fetch(self, world: World, group: str, sort: str, name: str, selector: str) -> Any:
        if self.via == "command":
            what = ("--namespace", self.namespace, "get", sort, *((name,) if name else ("--selector", selector)), "-o", "json")
            return self.from_command(world, ("kubectl", *(("--context", self.context) if self.context else ()), *what))
        base = f"{(self.server or '').rstrip('/')}/{group}/namespaces/{part(self.namespace)}/{sort}"
        return self.from_url(
            world, f"{base}/{part(name)}" if name else f"{base}?labelSelector={part(selector)}", authority=self.ca
        )

    def read(self, documents: Documents, at: datetime) -> ServingSeen:
        deployment = documents["deployment"]
        sets = {text(one, "metadata", "name"): one for one in _owned(documents["replicasets"], deployment)}
        pods = [one for one in _listed(documents["pods"]) if _owner(one) in sets]
        serving: Counter[tuple[str, str | None]] = Counter(
            (str(_owner(pod)), self._digest(pod, deployment)) for pod in pods if _pod_is_ready(pod)
        )
        total = sum(serving.values())
        newest = _newest(sets.values())
        ready_sets = [name for name, _digest in serving]
        return ServingSeen(
            id=self.look_id,
            at=at,
            service=self.about,
            platform=self.kind,
            shares=tuple(
                Share(
                    revision=name,
                    percent=percent(count, total),
                    digest=digest,
                    commit=self._commit(sets[name]),
                )
                for (name, digest), count in sorted(serving.items(), key=lambda one: (-one[1], one[0][0], one[0][1] or ""))
            ),
            latest_ready=text(newest, "metadata", "name") if text(newest, "metadata", "name") in ready_sets else None,
            latest_created=text(newest, "metadata", "name"),
            ready=_available(deployment),
            current=_is_current(deployment),
            created=instant(newest, "metadata", "creationTimestamp"),
            ready_at=_since(deployment, "Available"),
            conditions=(*_conditions(deployment), *(() if total else ("no pod is ready, so nothing serves",))),
        )

    def _digest(self, pod: Any, deployment: Any) -> str | None:
        """The digest that the node runs, from the status; what the template asks for may be a tag that has moved since."""
        wanted = self.container or text(deployment, "spec", "template", "spec", "containers", 0, "name")
        for status in items(pod, "status", "containerStatuses"):
            if text(status, "name") == wanted:
                return digest_of(text(status, "imageID"))
        return None

    def _commit(self, replica_set: Any) -> str | None:
        names = (self.commit_label,) if self.commit_label else COMMIT_LABELS
        template = inside(replica_set, "spec", "template", "metadata")
        own = inside(replica_set, "metadata")
        return commit_of([inside(one, sort) for one in (template, own) for sort in ("labels", "annotations")], names)


def _listed(document: Any) -> list[Any]:
    if not isinstance(inside(document, "items"), list):
        raise CannotTell("a list of replica sets and pods is missing")
    return items(document, "items")


def _selector(selector: Any) -> str:
    """The selector of a deployment as the API reads it. Without one, nothing tells its pods from others."""
    labels = inside(selector, "matchLabels")
    terms = [f"{key}={value}" for key, value in labels.items()] if isinstance(labels, dict) else []
    for one in items(selector, "matchExpressions"):
        form = _OPERATORS.get(str(one.get("operator")))
        if form is None:
            raise CouldNotLook(f"the deployment selects its pods by {one.get('operator')!r}, which is not known here")
        terms.append(form.format(one.get("key"), ",".join(map(str, one.get("values") or ()))))
    if not terms:
        raise CouldNotLook("the deployment has no selector, so its pods cannot be told from others")
    return ",".join(terms)


def _owner(document: Any) -> str | None:
    """The name of the controller that made it."""
    owners = items(document, "metadata", "ownerReferences")
    return next((text(one, "name") for one in owners if one.get("controller") is True), None)


def _owned(document: Any, deployment: Any) -> Iterator[Any]:
    uid = text(deployment, "metadata", "uid")
    for one in _listed(document):
        owners = items(one, "metadata", "ownerReferences")
        if any(owner.get("controller") is True and (uid is None or owner.get("uid") == uid) for owner in owners):
            yield one


def _newest(sets: Any) -> Any:
    def rank(one: Any) -> int:
        revision = text(one, "metadata", "annotations", "deployment.kubernetes.io/revision")
        return int(revision) if revision and revision.isdecimal() else -1

    return max(sets, key=rank, default=None)


def _pod_is_ready(pod: Any) -> bool:
    """Whether a pod gets requests: it is ready and is not being taken down."""
    if inside(pod, "metadata", "deletionTimestamp") is not None:
        return False
    return any(one.get("type") == "Ready" and one.get("status") == "True" for one in items(pod, "status", "conditions"))


def _condition(deployment: Any, sort: str) -> Any:
    return next((one for one in items(deployment, "status", "conditions") if one.get("type") == sort), None)


def _available(deployment: Any) -> bool | None:
    found = _condition(deployment, "Available")
    return {"True": True, "False": False}.get(str(inside(found, "status")))


def _since(deployment: Any, sort: str) -> datetime | None:
    found = _condition(deployment, sort)
    return instant(found, "lastTransitionTime") if inside(found, "status") == "True" else None


def _is_current(deployment: Any) -> bool | None:
    """Whether the roll-out is over, the way `kubectl rollout status` tells it.

    The API leaves counts of zero out of a status that it has written, which is one with an observed generation.
    """
    wished, observed = number(deployment, "metadata", "generation"), number(deployment, "status", "observedGeneration")
    if wished is None or observed is None:
        return None
    if observed < wished:
        return False
    status = inside(deployment, "status")
    replicas = number(deployment, "spec", "replicas")
    updated, total, available = (number(status, key) or 0 for key in ("updatedReplicas", "replicas", "availableReplicas"))
    return updated == (1 if replicas is None else replicas) == total == available


def _conditions(deployment: Any) -> Iterator[str]:
    for one in items(deployment, "status", "conditions"):
        why = [str(one[key]) for key in ("reason", "message") if one.get(key)]
        yield f"{one.get('type')}: {str(one.get('status')).lower()}" + (f" ({': '.join(why)})" if why else "")
