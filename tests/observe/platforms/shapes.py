"""JSON as the platforms give it, with names and ids of our own, and what changes for each trap."""

from __future__ import annotations

import copy
from typing import Any

SHA = "3f2a9c1d0b4e5f60718293a4b5c6d7e8f9012345"
OLD_SHA = "a1b2c3d4e5f60718293a4b5c6d7e8f9012345678"
NEW_DIGEST = "sha256:" + "9c" * 32
OLD_DIGEST = "sha256:" + "4d" * 32
IMAGE = "europe-west1-docker.pkg.dev/shop/apps/quotes"
_PLACE = "projects/shop/locations/europe-west1/services/quotes"


def changed(document: Any, changes: dict[str, Any]) -> Any:
    """A copy with other values at dotted paths; None takes the key away."""
    made = copy.deepcopy(document)
    for path, value in changes.items():
        *steps, last = [int(step) if step.isdigit() else step for step in path.split(".")]
        inner = made
        for step in steps:
            inner = inner[step]
        if value is None:
            del inner[last]
        else:
            inner[last] = value
    return made


# --- Cloud Run, v2 -----------------------------------------------------------------------------------------------------

SERVICE: dict[str, Any] = {
    "name": _PLACE,
    "uid": "5a1f6e0e-7a4b-4a55-9d2f-2f1f0b6c9b11",
    "generation": "41",
    "labels": {"commit-sha": SHA},
    "createTime": "2025-08-02T09:12:44.102938Z",
    "updateTime": "2026-01-20T16:50:31.448812Z",
    "launchStage": "GA",
    "template": {
        "labels": {"commit-sha": SHA},
        "containers": [{"image": f"{IMAGE}:latest", "ports": [{"name": "http1", "containerPort": 8080}]}],
        "maxInstanceRequestConcurrency": 80,
    },
    "traffic": [{"type": "TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST", "percent": 100}],
    "observedGeneration": "41",
    "terminalCondition": {
        "type": "Ready",
        "state": "CONDITION_SUCCEEDED",
        "lastTransitionTime": "2026-01-20T16:50:31.201120Z",
    },
    "conditions": [
        {"type": "RoutesReady", "state": "CONDITION_SUCCEEDED", "lastTransitionTime": "2026-01-20T16:50:31.180001Z"},
        {"type": "ConfigurationsReady", "state": "CONDITION_SUCCEEDED", "lastTransitionTime": "2026-01-20T16:50:12.000000Z"},
    ],
    "latestReadyRevision": f"{_PLACE}/revisions/quotes-00041-kez",
    "latestCreatedRevision": f"{_PLACE}/revisions/quotes-00041-kez",
    "trafficStatuses": [{"type": "TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST", "percent": 100}],
    "uri": "https://quotes-abc123-ew.a.run.app",
}


def revision(
    name: str = "quotes-00041-kez", digest: str = NEW_DIGEST, commit: str | None = SHA, ready: str = "CONDITION_SUCCEEDED"
) -> Any:
    """A revision as the v2 API gives it."""
    return {
        "name": f"{_PLACE}/revisions/{name}",
        "generation": "1",
        "labels": {"commit-sha": commit} if commit else {},
        "createTime": "2026-01-20T16:49:58.003312Z",
        "service": "quotes",
        "containers": [{"image": f"{IMAGE}@{digest}"}],
        "conditions": [{"type": "Ready", "state": ready, "lastTransitionTime": "2026-01-20T16:50:11.990000Z"}],
        "observedGeneration": "1",
    }


REVISION_TARGET = "TRAFFIC_TARGET_ALLOCATION_TYPE_REVISION"
FAILED = {
    "type": "Ready",
    "state": "CONDITION_FAILED",
    "reason": "REVISION_FAILED",
    "message": "Revision 'quotes-00041-kez' is not ready and cannot serve traffic. The container failed to start.",
    "lastTransitionTime": "2026-01-20T16:52:40.118840Z",
}

# --- Cloud Run, as gcloud prints it ------------------------------------------------------------------------------------

KNATIVE_SERVICE: dict[str, Any] = {
    "apiVersion": "serving.knative.dev/v1",
    "kind": "Service",
    "metadata": {
        "name": "quotes",
        "generation": 41,
        "labels": {"cloud.googleapis.com/location": "europe-west1"},
        "creationTimestamp": "2025-08-02T09:12:44.102938Z",
    },
    "spec": {"traffic": [{"latestRevision": True, "percent": 100}]},
    "status": {
        "observedGeneration": 41,
        "conditions": [
            {"type": "ConfigurationsReady", "status": "True", "lastTransitionTime": "2026-01-20T16:50:12.000000Z"},
            {"type": "Ready", "status": "True", "lastTransitionTime": "2026-01-20T16:50:31.201120Z"},
            {"type": "RoutesReady", "status": "True", "lastTransitionTime": "2026-01-20T16:50:31.180001Z"},
        ],
        "latestReadyRevisionName": "quotes-00041-kez",
        "latestCreatedRevisionName": "quotes-00041-kez",
        "traffic": [
            {"latestRevision": True, "percent": 100, "revisionName": "quotes-00041-kez"},
            {"revisionName": "quotes-00039-old", "tag": "previous", "url": "https://previous---quotes-abc123-ew.a.run.app"},
        ],
        "url": "https://quotes-abc123-ew.a.run.app",
    },
}
KNATIVE_REVISION: dict[str, Any] = {
    "apiVersion": "serving.knative.dev/v1",
    "kind": "Revision",
    "metadata": {
        "name": "quotes-00041-kez",
        "labels": {"commit-sha": SHA, "serving.knative.dev/service": "quotes"},
        "creationTimestamp": "2026-01-20T16:49:58.003312Z",
    },
    "spec": {"containers": [{"image": f"{IMAGE}:latest"}]},
    "status": {
        "conditions": [{"type": "Ready", "status": "True", "lastTransitionTime": "2026-01-20T16:50:11.990000Z"}],
        "imageDigest": f"{IMAGE}@{NEW_DIGEST}",
    },
}

# --- Kubernetes --------------------------------------------------------------------------------------------------------

DEPLOYMENT: dict[str, Any] = {
    "apiVersion": "apps/v1",
    "kind": "Deployment",
    "metadata": {
        "name": "quotes",
        "namespace": "shop",
        "uid": "b8a1f0de-1111-4c1b-8a39-6f0b8d7d0001",
        "generation": 12,
        "annotations": {"deployment.kubernetes.io/revision": "12"},
    },
    "spec": {
        "replicas": 2,
        "selector": {"matchLabels": {"app": "quotes"}},
        "template": {"spec": {"containers": [{"name": "app", "image": f"{IMAGE}:stable"}, {"name": "proxy", "image": "p:1"}]}},
    },
    "status": {
        "observedGeneration": 12,
        "replicas": 2,
        "updatedReplicas": 2,
        "readyReplicas": 2,
        "availableReplicas": 2,
        "conditions": [
            {"type": "Available", "status": "True", "reason": "MinimumReplicasAvailable",
             "lastTransitionTime": "2026-01-20T16:51:00Z", "message": "Deployment has minimum availability."},
            {"type": "Progressing", "status": "True", "reason": "NewReplicaSetAvailable",
             "lastTransitionTime": "2026-01-20T16:51:02Z"},
        ],
    },
}  # fmt: skip


def replica_set(name: str = "quotes-6d5f7c9b8", revision: int = 12, commit: str | None = SHA) -> Any:
    """A replica set of the deployment."""
    template = {"labels": {"app": "quotes"}, "annotations": {"git-commit": commit} if commit else {}}
    return {
        "metadata": {
            "name": name,
            "creationTimestamp": "2026-01-20T16:50:40Z",
            "annotations": {"deployment.kubernetes.io/revision": str(revision)},
            "ownerReferences": [
                {"kind": "Deployment", "name": "quotes", "uid": DEPLOYMENT["metadata"]["uid"], "controller": True}
            ],
        },
        "spec": {"template": {"metadata": template}},
    }


def pod(owner: str = "quotes-6d5f7c9b8", digest: str = NEW_DIGEST, ready: str = "True", name: str = "app") -> Any:
    """A pod of a replica set."""
    return {
        "metadata": {"name": f"{owner}-x", "ownerReferences": [{"kind": "ReplicaSet", "name": owner, "controller": True}]},
        "status": {
            "phase": "Running",
            "conditions": [{"type": "Ready", "status": ready}],
            "containerStatuses": [
                {"name": "proxy", "imageID": "docker-pullable://p@sha256:" + "77" * 32},
                {"name": name, "image": f"{IMAGE}:stable", "imageID": f"docker-pullable://{IMAGE}@{digest}"},
            ],
        },
    }


# --- GitHub Actions ----------------------------------------------------------------------------------------------------

RUN: dict[str, Any] = {
    "id": 30433642,
    "name": "CI",
    "head_branch": "main",
    "head_sha": SHA,
    "run_number": 562,
    "event": "push",
    "status": "completed",
    "conclusion": "success",
    "workflow_id": 159038,
    "created_at": "2026-01-20T16:40:00Z",
    "updated_at": "2026-01-20T16:47:13Z",
    "run_attempt": 1,
    "html_url": "https://github.com/shop/quotes/actions/runs/30433642",
}


def job(name: str, conclusion: str | None = "success", attempt: int = 1) -> Any:
    """A job of the run."""
    return {
        "id": abs(hash((name, attempt))) % 10**9,
        "run_id": RUN["id"],
        "run_attempt": attempt,
        "name": name,
        "status": "completed" if conclusion else "in_progress",
        "conclusion": conclusion,
        "started_at": "2026-01-20T16:40:12Z",
        "completed_at": "2026-01-20T16:46:58Z",
    }
