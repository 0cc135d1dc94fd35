"""The shipped session: what the rules must say of it, and that they call no correct fact wrong."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from handoff.config import load_project
from handoff.model.finding import Finding
from handoff.model.observation import CommitSeen, FileChange, LaterCommit
from handoff.rules import findings_of
from handoff.store import facts_of
from handoff.verdicts import judge

SESSION = "2026-01-21-critical-fixes"
AS_OF = datetime(2026, 1, 21, 20, 0, tzinfo=UTC)
MADE = datetime.fromisoformat("2026-01-20T08:54:28-08:00")
COMMIT = CommitSeen(
    id="git-e32bb0c1",
    at=AS_OF,
    repo="nba-stats-scraper",
    asked="e32bb0c1",
    exists=True,
    sha="e32bb0c1" + "0" * 32,
    author_time=MADE,
    commit_time=MADE,
    subject="fix: Critical Phase 1 Scrapers fixes for Cloud Run deployment",
    files=(
        FileChange(path="scrapers/__init__.py", added=7, deleted=3),
        FileChange(path="scrapers/main_scraper_service.py", added=9, deleted=2),
    ),
    branches=("week-0-security-fixes",),
    on_default=False,
    on_remote=True,
    later=(
        LaterCommit(
            sha="f" * 40,
            time=datetime.fromisoformat("2026-01-20T10:07:30-08:00"),
            subject="fix: the first fix covered only two files",
            relation="fixes",
        ),
    ),
)

# What must come out on it: the rule, the event that it speaks of, and words that the message must hold.
EXPECTED = [
    ("commit-time", "scrapers-committed", "2026-01-20 11:54:28 -05:00"),
    ("commit-time", "scrapers-committed", "1 day and 1 hour too late"),
    ("commit-time", "scrapers-committed", "UTC-04:00"),
    ("session-date-against-git", "session-date", "2026-01-20"),
    ("session-date-against-git", "session-length", "1 day and 1 hour too late"),
    ("inverted-range", "pipeline-window", "the end comes before the start"),
    ("statement-instead-of-capture", "all-live", "0 of 6"),
    ("irrelevant-level", "all-healthy", "live; the claim says functional"),
    ("contradicted-claim", "worker-working", "LINE QUALITY VALIDATION FAILED"),
    ("contradicted-claim", "worker-fixed/fixed", "LINE QUALITY VALIDATION FAILED"),
    ("unpinned-revision", "phase2-revision", "'Latest'"),
    ("unpinned-revision", "phase3-revision", "'Latest'"),
    ("unpinned-revision", "phase4-revision", "'Latest'"),
    ("percentage-against-checklist", "ninety-five-percent", "7 of 11"),
    ("headline-number", "two-critical-bugs", "give 1"),
    ("claim-without-evidence", "security-fixes-deployed", "R-001 to R-004"),
    ("deployed-before-committed", "scrapers-deployed", "2 min older"),
    ("deployment-without-source", "worker-deployed", "neither from which commit nor which image digest"),
    ("hedged-tick", "phases-1-to-4-succeeded", "likely"),
    ("reverted-commit", "scrapers-fixed", "the first fix covered only two files"),
    ("one-thing-two-times", "worker-deployed-elsewhere", "12:48"),
    ("root-cause-without-evidence", "no-module-level-app", "nothing shows it"),
    ("next-step-nobody-can-tell-is-done", "merge-to-main", "tell that it is done"),
    ("correction-without-evidence", "earlier-status-wrong", "shows nothing"),
    ("carried-unchecked", "coordinator-revision", "not checked again"),
]

# What is right in it: no finding may be about these.
RIGHT = ["worker-error-window", "one-commit", "two-deployments", "files-modified", "lines-added", "lines-removed"]


@pytest.fixture(scope="module")
def findings(tmp_path_factory: pytest.TempPathFactory) -> tuple[Finding, ...]:
    root = Path(__file__).parents[2]
    folder = tmp_path_factory.mktemp("seed")
    shutil.copy(root / "handoff.toml", folder)
    (folder / "sessions" / SESSION).mkdir(parents=True)
    shutil.copy(root / "sessions" / SESSION / "session.yaml", folder / "sessions" / SESSION)
    facts = facts_of(folder / "sessions" / SESSION, load_project(folder), AS_OF)
    return findings_of(judge(replace(facts, observations=(COMMIT,))))


@pytest.mark.parametrize(("rule", "subject", "words"), EXPECTED)
def test_it_is_said(findings: tuple[Finding, ...], rule: str, subject: str, words: str) -> None:
    """Each line of the table comes out, about the right event, with its figures."""
    assert any(one.rule == rule and one.subject == subject and words in one.message for one in findings)


@pytest.mark.parametrize("event", RIGHT)
def test_a_correct_fact_is_left_alone(findings: tuple[Finding, ...], event: str) -> None:
    """73 minutes, 2 files, +16 −5, one commit, two deployments: nobody says a word against them."""
    assert [one.message for one in findings if one.subject.partition("/")[0] == event] == []


def test_the_commit_itself_is_right_but_for_its_time(findings: tuple[Finding, ...]) -> None:
    """Subject and numbers agree with git; only the time does not."""
    told = {one.rule for one in findings if one.subject.partition("/")[0] == "scrapers-committed"}
    assert told == {"commit-time"}


def test_errors_are_only_what_is_shown_to_be_wrong(findings: tuple[Finding, ...]) -> None:
    """An error says "this is false", so there is one for each refuted statement and no more."""
    errors = sorted({one.subject.partition("/")[0] for one in findings if one.level == "error"})
    assert errors == [
        "ninety-five-percent",
        "pipeline-window",
        "scrapers-committed",
        "session-date",
        "two-critical-bugs",
        "worker-fixed",
        "worker-working",
    ]
