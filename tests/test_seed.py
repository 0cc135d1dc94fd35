"""The shipped session, end to end: a real repository in place of the one it came from, the installed command, and every
verdict that must come out."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
SESSION = "2026-01-21-critical-fixes"
SUBJECT = "fix: Critical Phase 1 Scrapers fixes for Cloud Run deployment"
MADE = "2026-01-20T08:54:28-08:00"


def _git(folder: Path, *words: str, when: str = MADE) -> str:
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
        "GIT_AUTHOR_DATE": when,
        "GIT_COMMITTER_DATE": when,
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
    }
    command = ["git", "-c", "user.name=Author", "-c", "user.email=author@example.org", *words]
    return subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True, text=True).stdout.strip()


def _lines(count: int, mark: str) -> str:
    return "".join(f"{mark} {number}\n" for number in range(count))


def _repository(folder: Path) -> str:
    """A repository whose commit has the date, subject and numbers of the one that the session cites; its id."""
    (folder / "scrapers").mkdir(parents=True)
    first, second = folder / "scrapers/__init__.py", folder / "scrapers/main_scraper_service.py"
    first.write_text(_lines(20, "a") + _lines(3, "old"))
    second.write_text(_lines(20, "b") + _lines(2, "old"))
    _git(folder, "init", "-q", "-b", "week-0-security-fixes")
    _git(folder, "add", ".")
    _git(folder, "commit", "-q", "-m", "before", when="2026-01-19T12:00:00-08:00")
    first.write_text(_lines(20, "a") + _lines(7, "new"))
    second.write_text(_lines(20, "b") + _lines(9, "new"))
    _git(folder, "commit", "-q", "-a", "-m", SUBJECT)
    return _git(folder, "rev-parse", "HEAD")


def _handoff(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "XDG_CACHE_HOME": str(folder.parent / "cache"), "NO_COLOR": "1"}
    return subprocess.run(
        [sys.executable, "-m", "handoff", *words],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped project with a real repository beside it, looked at."""
    folder = tmp_path_factory.mktemp("seed") / "project"
    sha = _repository(folder.parent / "nba-stats-scraper")
    (folder / "sessions").mkdir(parents=True)
    shutil.copy(ROOT / "handoff.toml", folder)
    record = (ROOT / "sessions" / SESSION / "session.yaml").read_text()
    (folder / "sessions" / SESSION).mkdir()
    (folder / "sessions" / SESSION / "session.yaml").write_text(record.replace("e32bb0c1", sha[:8]))
    observed = _handoff(folder, "observe", SESSION)
    assert observed.returncode == 0, observed.stderr
    return folder


@pytest.fixture(scope="module")
def report(project: Path) -> dict[str, Any]:
    """What `check` says of it."""
    checked = _handoff(project, "check", SESSION, "--format", "json", "--as-of", "2026-01-21T18:00:00-05:00")
    assert checked.returncode == 1, checked.stderr
    found: dict[str, Any] = json.loads(checked.stdout)
    return found


_NOT_SUPPORTED = {"refuted", "inconclusive", "unsupported"}


@pytest.mark.parametrize(
    ("claim", "answers", "reason"),
    [
        ("scrapers-committed/committed", {"supported"}, ""),
        ("scrapers-committed/time", {"refuted"}, "time-mismatch"),
        ("session-date", {"refuted", "inconclusive"}, "time-mismatch"),
        ("session-length", {"refuted", "inconclusive"}, "time-mismatch"),
        ("pipeline-window", {"refuted"}, "inverted-range"),
        ("worker-error-window", {"supported"}, ""),
        ("all-live", {"inconclusive"}, "weak"),
        ("all-healthy", _NOT_SUPPORTED, "irrelevant-level"),
        ("worker-fixed/fixed", _NOT_SUPPORTED, "contradicted"),
        ("worker-working", _NOT_SUPPORTED, "contradicted"),
        ("phase2-revision", {"inconclusive"}, "unknown-revision"),
        ("phase3-revision", {"inconclusive"}, "unknown-revision"),
        ("phase4-revision", {"inconclusive"}, "unknown-revision"),
        ("ninety-five-percent", {"refuted"}, "over-claim"),
        ("two-critical-bugs", {"refuted"}, "arithmetic"),
        ("security-fixes-deployed", {"unsupported"}, "no-evidence"),
        ("files-modified", {"supported"}, ""),
        ("lines-added", {"supported"}, ""),
        ("lines-removed", {"supported"}, ""),
        ("build-time", {"unsupported"}, "unbound"),
        ("alerts-would-have-told", {"not-applicable"}, ""),
    ],
)
def test_a_claim_gets_the_verdict_that_the_facts_give(
    report: dict[str, Any], claim: str, answers: set[str], reason: str
) -> None:
    """Each claim of the document comes out as it must, for the reason that it must."""
    verdict = next(one for one in report["verdicts"] if one["claim"] == claim)
    assert verdict["verdict"] in answers
    assert not reason or reason in verdict["reasons"]


def test_the_shift_that_reconciles_is_named(report: dict[str, Any]) -> None:
    """The commit's time is off by a day and an hour, and the wall time is right in summer time: both are said."""
    for claim in ("scrapers-committed/time", "session-date", "session-length"):
        verdict = next(one for one in report["verdicts"] if one["claim"] == claim)
        told = " ".join(verdict["why"])
        assert "1 day and 1 hour too late" in told
        assert "UTC-04:00 (EDT) on January 20" in told


def test_the_worker_is_refuted_by_its_own_log_and_by_what_is_missing(report: dict[str, Any]) -> None:
    """The cited line says FAILED, no commit or digest is named, and the re-run of the pipeline is open."""
    told = " ".join(next(one for one in report["verdicts"] if one["claim"] == "worker-fixed/fixed")["why"])
    assert "LINE QUALITY VALIDATION FAILED" in told
    assert "no commit holds the fix" in told
    assert "rerun-pipeline" in told


def test_the_deployment_before_its_commit_is_found(report: dict[str, Any]) -> None:
    """Deployed 12:53, committed 12:55: the code that was deployed is not the code that was committed, or a time is wrong."""
    assert "deployed-before-committed" in {finding["rule"] for finding in report["findings"]}


def test_no_finding_calls_a_correct_fact_wrong(report: dict[str, Any]) -> None:
    """What git and arithmetic bear out is left alone: no finding names a supported claim's event with an error."""
    supported = {one["claim"] for one in report["verdicts"] if one["verdict"] == "supported"} - {"scrapers-committed/committed"}
    accused = {finding["subject"] for finding in report["findings"] if finding["level"] == "error"}
    assert not supported & accused


def test_every_verdict_points_at_the_line_of_its_claim(report: dict[str, Any], project: Path) -> None:
    """A reader who opens the file at the line is inside the event that makes the claim."""
    lines = (project / "sessions" / SESSION / "session.yaml").read_text().split("\n")
    for verdict in report["verdicts"]:
        above = [line for line in lines[: verdict["line"]] if line.startswith("  - id: ")]
        assert above[-1] == f"  - id: {verdict['claim'].partition('/')[0]}"


def test_the_shipped_documents_are_up_to_date() -> None:
    """HANDOFF.md and CHECKLIST.md of the shipped session are what its record renders to."""
    checked = _handoff(ROOT, "render", SESSION, "--check")
    assert checked.returncode == 0, checked.stderr
