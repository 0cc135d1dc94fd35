"""GitHub Actions: a run counts only in its latest attempt, and only with its jobs."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from handoff.model.observation import CiSeen
from handoff.observe.exact_json import CannotTell
from handoff.observe.platforms import read_platform
from tests.observe.platforms.shapes import RUN, SHA, changed, job

NOW = datetime(2026, 1, 20, 17, 0, tzinfo=UTC)


def _read(run: Any, *jobs: Any, **settings: Any) -> CiSeen:
    raw = {"kind": "github-actions", "repository": "shop/quotes", **settings}
    seen = read_platform(raw, "main").read({"run": run, "jobs": {"jobs": list(jobs), "total_count": len(jobs)}}, NOW)
    assert isinstance(seen, CiSeen)
    return seen


def test_a_run_that_succeeded() -> None:
    """Run, commit, attempt, outcome and end."""
    seen = _read(RUN, job("lint"), job("test"))
    assert (seen.repo, seen.run, seen.commit, seen.attempt) == ("main", "30433642", SHA, 1)
    assert (seen.completed, seen.succeeded, seen.skipped) == (True, True, ())
    assert seen.finished == datetime(2026, 1, 20, 16, 47, 13, tzinfo=UTC)


def test_a_skipped_job() -> None:
    """A run is called successful although a required job did not run; it is named. Others may be skipped."""
    jobs = (job("lint"), job("test", "skipped"), job("deploy / production", "skipped"))
    assert _read(RUN, *jobs).skipped == ("deploy / production", "test")
    assert _read(RUN, *jobs, required=["test"]).skipped == ("test",)
    assert _read(RUN, *jobs, required=["lint"]).skipped == ()
    assert _read(RUN, *jobs, required=["production"]).skipped == ("production",)
    assert _read(RUN, *jobs, required=["e2e"]).skipped == ("e2e (not in the run)",)


def test_jobs_of_a_matrix() -> None:
    """A required job stands for all of its matrix, and one of them that is skipped counts."""
    jobs = (job("test (3.11)"), job("test (3.12)", "skipped"), job("testing"))
    assert _read(RUN, *jobs, required=["test"]).skipped == ("test",)
    assert _read(RUN, jobs[0], jobs[2], required=["test"]).skipped == ()


def test_a_run_that_was_tried_again() -> None:
    """The latest attempt counts, for the run and for each job; an earlier outcome is no outcome."""
    again = changed(RUN, {"run_attempt": 2})
    assert _read(again, job("test", "skipped", 1), job("test", "success", 2), job("lint")).skipped == ()
    assert _read(again, job("test", "success", 1), job("test", "skipped", 2)).skipped == ("test",)
    assert _read(changed(again, {"conclusion": "failure"}), job("test", "failure", 2)).succeeded is False
    assert _read(again, job("test")).attempt == 2
    # A job of an attempt that began after the run was read.
    assert _read(RUN, job("test", "success", 1), job("test", "skipped", 2)).skipped == ()


@pytest.mark.parametrize(
    ("changes", "completed", "succeeded"),
    [
        ({"status": "in_progress", "conclusion": None}, False, None),
        ({"status": "queued", "conclusion": None}, False, None),
        ({"conclusion": "failure"}, True, False),
        ({"conclusion": "cancelled"}, True, False),
        ({"conclusion": "neutral"}, True, False),
        ({"conclusion": None}, True, None),
        ({"status": None}, None, None),
    ],
)
def test_only_a_completed_success_is_one(changes: dict[str, Any], completed: bool | None, succeeded: bool | None) -> None:
    """A run under way, cancelled or without a conclusion has not succeeded."""
    seen = _read(changed(RUN, changes), job("test"))
    assert (seen.completed, seen.succeeded) == (completed, succeeded)
    assert (seen.finished is not None) == bool(completed)


def test_missing_jobs_cannot_be_told() -> None:
    """A run without its jobs says nothing about them."""
    platform = read_platform({"kind": "github-actions", "repository": "shop/quotes"}, "main")
    with pytest.raises(CannotTell, match="jobs of the run are missing"):
        platform.read({"run": RUN, "jobs": {}}, NOW)


def test_which_commits_it_can_be_asked_about() -> None:
    """Only a full id finds runs; a run that is named is looked at as it is."""
    platform = read_platform({"kind": "github-actions", "repository": "shop/quotes"}, "main")
    asked = platform.for_commit(SHA)
    assert asked is not None
    assert asked.look_id == f"ci-main-{SHA[:12]}"
    assert platform.for_commit(SHA[:8]) is None
    assert read_platform({"kind": "github-actions", "repository": "shop/quotes", "run": 7}, "main").for_commit(SHA) is None
