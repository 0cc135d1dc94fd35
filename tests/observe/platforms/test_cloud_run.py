"""Cloud Run: what serves, and the ways in which a service only seems to serve what was deployed."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from handoff.model.observation import ServingSeen, Share
from handoff.observe.exact_json import CannotTell
from handoff.observe.platforms import read_platform
from tests.observe.platforms.shapes import (
    FAILED,
    KNATIVE_REVISION,
    KNATIVE_SERVICE,
    NEW_DIGEST,
    OLD_DIGEST,
    OLD_SHA,
    REVISION_TARGET,
    SERVICE,
    SHA,
    changed,
    revision,
)

NOW = datetime(2026, 1, 20, 17, 0, tzinfo=UTC)


def _read(service: Any, *revisions: Any, **settings: str) -> ServingSeen:
    raw = {"kind": "cloud-run", "project": "shop", "region": "europe-west1", "service": "quotes", **settings}
    seen = read_platform(raw, "quotes").read({"service": service, "revisions": list(revisions)}, NOW)
    assert isinstance(seen, ServingSeen)
    return seen


def _target(name: str, percent: int | None, **more: str) -> Any:
    made: dict[str, Any] = {"type": REVISION_TARGET, "revision": name, **more}
    return made if percent is None else {**made, "percent": percent}


def test_a_service_that_serves_its_newest_revision() -> None:
    """Revision, share, digest, commit and times come from the revision that serves; all is ready and current."""
    seen = _read(SERVICE, revision())
    assert seen.shares == (Share(revision="quotes-00041-kez", percent=Decimal(100), digest=NEW_DIGEST, commit=SHA),)
    assert (seen.latest_ready, seen.latest_created) == ("quotes-00041-kez", "quotes-00041-kez")
    assert (seen.ready, seen.current) == (True, True)
    assert seen.created == datetime(2026, 1, 20, 16, 49, 58, 3312, tzinfo=UTC)
    assert seen.ready_at == datetime(2026, 1, 20, 16, 50, 11, 990000, tzinfo=UTC)
    assert seen.conditions[0] == "Ready: succeeded"
    assert (seen.service, seen.platform, seen.could_not) == ("quotes", "cloud-run", None)


def test_gcloud_prints_the_same_facts() -> None:
    """The Knative shape that `gcloud run services describe` prints reads the same; a mere tag has no share."""
    seen = _read(KNATIVE_SERVICE, KNATIVE_REVISION)
    assert seen.shares == (Share(revision="quotes-00041-kez", percent=Decimal(100), digest=NEW_DIGEST, commit=SHA),)
    assert (seen.ready, seen.current, seen.latest_created) == (True, True, "quotes-00041-kez")
    assert seen.created == datetime(2026, 1, 20, 16, 49, 58, 3312, tzinfo=UTC)


def test_ready_with_no_traffic() -> None:
    """A revision that is ready and gets 0 % does not serve; the one before it does."""
    service = changed(
        SERVICE, {"trafficStatuses": [_target("quotes-00040-abc", 100), _target("quotes-00041-kez", 0, tag="new")]}
    )
    seen = _read(service, revision(), revision("quotes-00040-abc", OLD_DIGEST, OLD_SHA))
    assert [(share.revision, share.percent) for share in seen.shares] == [
        ("quotes-00040-abc", Decimal(100)),
        ("quotes-00041-kez", Decimal(0)),
    ]
    assert seen.shares[0].commit == OLD_SHA
    assert seen.latest_ready == "quotes-00041-kez"
    left_out = changed(
        SERVICE, {"trafficStatuses": [_target("quotes-00040-abc", 100), _target("quotes-00041-kez", None, tag="n")]}
    )
    assert [share.revision for share in _read(left_out).shares] == ["quotes-00040-abc"]


def test_the_new_revision_failed_and_the_old_one_serves() -> None:
    """The newest is not the serving one, and the platform's reason is there."""
    service = changed(
        SERVICE,
        {"terminalCondition": FAILED, "latestReadyRevision": SERVICE["latestReadyRevision"].replace("41-kez", "40-abc")},
    )
    seen = _read(service, revision("quotes-00040-abc", OLD_DIGEST, OLD_SHA))
    assert [(share.revision, share.commit) for share in seen.shares] == [("quotes-00040-abc", OLD_SHA)]
    assert (seen.latest_ready, seen.latest_created) == ("quotes-00040-abc", "quotes-00041-kez")
    assert (seen.ready, seen.current) == (True, True)
    assert "The container failed to start" in seen.conditions[0]


def test_an_old_digest_under_a_new_revision_name() -> None:
    """The digest is the revision's own, whatever its name and the service's labels say."""
    seen = _read(SERVICE, revision(digest=OLD_DIGEST, commit=OLD_SHA))
    assert (seen.shares[0].revision, seen.shares[0].digest, seen.shares[0].commit) == ("quotes-00041-kez", OLD_DIGEST, OLD_SHA)


def test_the_label_of_the_newest_template_is_not_the_label_of_what_serves() -> None:
    """The service's own commit label speaks of its newest template, so it is never taken for the serving commit."""
    assert _read(SERVICE, revision(commit=None)).shares[0].commit is None
    assert _read(SERVICE).shares[0].commit is None


@pytest.mark.parametrize(
    "changes",
    [
        {"reconciling": True},
        {"observedGeneration": "40"},
        {"terminalCondition": {"type": "Ready", "state": "CONDITION_RECONCILING"}},
        {"terminalCondition": {"type": "Ready", "state": "CONDITION_PENDING"}},
    ],
)
def test_a_roll_out_under_way_is_not_current(changes: dict[str, Any]) -> None:
    """While the platform still acts on the newest wish, what serves now is not what will."""
    assert _read(changed(SERVICE, changes), revision()).current is False


def test_a_failed_roll_out_of_knative_is_not_current_while_unknown() -> None:
    """Knative says Unknown while it works."""
    assert _read(changed(KNATIVE_SERVICE, {"status.conditions.1.status": "Unknown"}), KNATIVE_REVISION).current is False


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"trafficStatuses": None}, "says nothing about its traffic"),
        ({"trafficStatuses": []}, "says nothing about its traffic"),
        ({"trafficStatuses.0.type": "other"}, "does not say which revision"),
        ({"trafficStatuses.0.percent": "much"}, "does not say which revision"),
        ({"trafficStatuses.0.percent": 40}, "add up to 40 %"),
        ({"latestReadyRevision": None}, "does not say which revision"),
    ],
)
def test_missing_traffic_cannot_be_told(changes: dict[str, Any], why: str) -> None:
    """A field that is missing is never 0 and never a pass."""
    with pytest.raises(CannotTell, match=why):
        _read(changed(SERVICE, changes), revision())


def test_missing_facts_are_unknown() -> None:
    """Readiness, generation, digest and commit that nobody states stay open."""
    seen = _read(
        changed(SERVICE, {"observedGeneration": None, "terminalCondition": None, "conditions": None}),
        changed(revision(), {"conditions": None, "containers": None, "createTime": None, "labels.commit-sha": "main"}),
    )
    assert (seen.current, seen.created, seen.ready_at) == (None, None, None)
    assert (seen.shares[0].digest, seen.shares[0].commit) == (None, None)
    assert seen.ready is True
    assert _read(changed(SERVICE, {"terminalCondition": None, "conditions": None})).current is None
    two = changed(SERVICE, {"trafficStatuses": [_target("quotes-00040-abc", 50), _target("quotes-00041-kez", 50)]})
    assert _read(two).ready is None
    assert _read(two, revision("quotes-00040-abc", ready="CONDITION_FAILED")).ready is False


def test_the_commit_label_can_be_named() -> None:
    """Only the label that the project names is read, when it names one."""
    labelled = changed(revision(), {"labels": {"commit-sha": OLD_SHA, "built-from": SHA.upper()}})
    assert _read(SERVICE, labelled, commit_label="built-from").shares[0].commit == SHA
    assert _read(SERVICE, labelled, commit_label="nothing").shares[0].commit is None
