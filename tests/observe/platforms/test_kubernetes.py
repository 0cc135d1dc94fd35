"""Kubernetes: what serves is counted from pods that are ready."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from handoff.errors import CouldNotLook
from handoff.model.observation import ServingSeen, Share
from handoff.observe.exact_json import CannotTell
from handoff.observe.platforms import read_platform
from handoff.observe.platforms.kubernetes import _selector
from tests.observe.platforms.shapes import (
    DEPLOYMENT,
    NEW_DIGEST,
    OLD_DIGEST,
    OLD_SHA,
    SHA,
    changed,
    pod,
    replica_set,
)

NOW = datetime(2026, 1, 20, 17, 0, tzinfo=UTC)
OLD = "quotes-58c9d7f6b"


def _read(deployment: Any = DEPLOYMENT, sets: Any = None, pods: Any = None, **settings: str) -> ServingSeen:
    documents = {
        "deployment": deployment,
        "replicasets": {"items": [replica_set(), replica_set(OLD, 11, OLD_SHA)] if sets is None else sets},
        "pods": {"items": [pod(), pod()] if pods is None else pods},
    }
    seen = read_platform({"kind": "kubernetes", "deployment": "quotes", **settings}, "quotes").read(documents, NOW)
    assert isinstance(seen, ServingSeen)
    return seen


def test_a_deployment_that_serves_its_newest_replica_set() -> None:
    """Replica set, share, digest as pulled, commit of the template, times and conditions."""
    seen = _read()
    assert seen.shares == (Share(revision="quotes-6d5f7c9b8", percent=Decimal(100), digest=NEW_DIGEST, commit=SHA),)
    assert (seen.latest_ready, seen.latest_created) == ("quotes-6d5f7c9b8", "quotes-6d5f7c9b8")
    assert (seen.ready, seen.current) == (True, True)
    assert (seen.created, seen.ready_at) == (
        datetime(2026, 1, 20, 16, 50, 40, tzinfo=UTC),
        datetime(2026, 1, 20, 16, 51, tzinfo=UTC),
    )
    assert "Available: true (MinimumReplicasAvailable: Deployment has minimum availability.)" in seen.conditions


def test_ready_with_no_traffic() -> None:
    """A replica set without a pod that is ready gets nothing, whatever was rolled out."""
    seen = _read(pods=[pod(ready="False"), pod(OLD, OLD_DIGEST)])
    assert [(share.revision, share.percent, share.commit) for share in seen.shares] == [(OLD, Decimal(100), OLD_SHA)]
    assert (seen.latest_created, seen.latest_ready) == ("quotes-6d5f7c9b8", None)
    nothing = _read(pods=[])
    assert (nothing.shares, nothing.conditions[-1]) == ((), "no pod is ready, so nothing serves")


def test_the_new_revision_failed_and_the_old_one_serves() -> None:
    """New pods crash, old ones go on: the old digest serves and the roll-out is not over."""
    stuck = changed(DEPLOYMENT, {"status.updatedReplicas": 1, "status.replicas": 3})
    seen = _read(stuck, pods=[pod(ready="False"), pod(OLD, OLD_DIGEST), pod(OLD, OLD_DIGEST)])
    assert [(share.revision, share.digest) for share in seen.shares] == [(OLD, OLD_DIGEST)]
    assert seen.current is False


def test_an_old_digest_under_a_new_revision_name() -> None:
    """A tag that moved, or was cached by one node: the same replica set runs two digests, and both are told."""
    seen = _read(pods=[pod(), pod(), pod(digest=OLD_DIGEST)])
    assert [(share.digest, share.percent) for share in seen.shares] == [
        (NEW_DIGEST, Decimal("66.67")),
        (OLD_DIGEST, Decimal("33.33")),
    ]


@pytest.mark.parametrize(
    "changes",
    [
        {"status.observedGeneration": 11},
        {"status.updatedReplicas": 1},
        {"status.updatedReplicas": None},
        {"status.replicas": 3},
        {"status.availableReplicas": 1},
        {"spec.replicas": None},
    ],
)
def test_a_roll_out_under_way_is_not_current(changes: dict[str, Any]) -> None:
    """Old and new pods side by side, or pods that are not available yet."""
    assert _read(changed(DEPLOYMENT, changes)).current is False


def test_pods_that_leave_or_belong_to_others_do_not_count() -> None:
    """A pod that is being deleted, one of another owner and one without an owner serve nothing here."""
    leaving = changed(pod(OLD, OLD_DIGEST), {"metadata.deletionTimestamp": "2026-01-20T16:55:00Z"})
    alone = changed(pod(OLD), {"metadata.ownerReferences": None})
    strange = changed(replica_set("other-5f", 99), {"metadata.ownerReferences.0.uid": "another"})
    seen = _read(sets=[replica_set(), replica_set(OLD, 11), strange], pods=[pod(), leaving, alone, pod("other-5f")])
    assert [share.revision for share in seen.shares] == ["quotes-6d5f7c9b8"]
    assert seen.latest_created == "quotes-6d5f7c9b8"


def test_missing_facts_are_unknown() -> None:
    """What nobody states stays open."""
    seen = _read(
        changed(DEPLOYMENT, {"status.conditions": None, "status.observedGeneration": None}),
        sets=[replica_set(commit=None)],
        pods=[pod(name="another")],
    )
    assert (seen.ready, seen.current, seen.ready_at) == (None, None, None)
    assert (seen.shares[0].digest, seen.shares[0].commit) == (None, None)
    assert _read(pods=[pod(name="other")], container="other").shares[0].digest == NEW_DIGEST
    assert _read(sets=[], pods=[]).latest_created is None
    assert _read(changed(DEPLOYMENT, {"status.conditions.0.status": "False"})).ready is False
    for kind in ("replicasets", "pods"):
        documents = {"deployment": DEPLOYMENT, "replicasets": {"items": []}, "pods": {"items": []}, kind: {}}
        with pytest.raises(CannotTell, match="is missing"):
            read_platform({"kind": "kubernetes", "deployment": "quotes"}, "quotes").read(documents, NOW)


def test_selectors_are_written_as_the_api_reads_them() -> None:
    """Labels and expressions; without a selector nothing tells the pods from others."""
    assert _selector({"matchLabels": {"a": "1", "b": "2"}}) == "a=1,b=2"
    expressions = [
        {"key": "a", "operator": "In", "values": ["1", "2"]},
        {"key": "b", "operator": "NotIn", "values": ["3"]},
        {"key": "c", "operator": "Exists"},
        {"key": "d", "operator": "DoesNotExist"},
    ]
    assert _selector({"matchExpressions": expressions}) == "a in (1,2),b notin (3),c,!d"
    with pytest.raises(CouldNotLook, match="has no selector"):
        _selector({})
    with pytest.raises(CouldNotLook, match="'Gt'"):
        _selector({"matchExpressions": [{"key": "a", "operator": "Gt"}]})
