"""A fix that was handed over unshown is settled in the next session by doing what its verdict says, and by nothing less."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Handoff

PATIENCE = 4
LOOK = ("run", "--about", "worker", "--level", "functional", "--", "test", "-f", "whole")


def git(folder: Path, *words: str) -> str:
    who = ("-c", "user.name=a", "-c", "user.email=a@b.example")
    return subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True, text=True).stdout.strip()


@pytest.fixture(params=[1, 2], ids=["next", "the one after"])
def later(request: pytest.FixtureRequest, project: Path, handoff: Handoff) -> Path:
    """A session that took over a bug and its fix, one or two away: red, mended, green, and nobody asked what serves."""
    git(project, "init", "-q")
    git(project, "add", ".")
    git(project, "commit", "-q", "-m", "Begin")
    handoff("new", "First", "--tz", "UTC")
    handoff("event", "bug", "Orders fail", "--services", "worker")
    assert handoff(*LOOK).code == 1
    (project / "whole").touch()
    git(project, "add", ".")
    git(project, "commit", "-q", "-m", "Mend it")
    sha = git(project, "rev-parse", "HEAD")
    handoff("event", "fix", "Mended", "--bugs", "orders-fail", "--state", "verified", "--commits", sha)
    assert handoff(*LOOK).code == 0
    handoff("end")
    return project / [handoff("new", f"Later {day}", "--from", "last").out.strip() for day in range(request.param)][-1]


def verdict(handoff: Handoff, session: Path) -> dict[str, Any]:
    told = json.loads(handoff("check", session, "--format", "json").out)
    (found,) = [one for one in told["verdicts"] if one["claim"] == "mended"]
    return dict(found)


def follow(handoff: Handoff, advice: str) -> None:
    for step in advice.split("; then "):
        words = shlex.split(re.sub(r" +\(.*\)$", "", step.replace("COMMAND", "git rev-parse HEAD")))
        assert words[0] == "handoff"
        handoff(*words[1:])


def test_the_advice_is_followed_and_the_carried_fix_is_shown(later: Path, handoff: Handoff) -> None:
    """The check that failed the day before, what serves, and git: then it is supported, and its bug is over."""
    told = []
    for _ in range(PATIENCE):
        found = verdict(handoff, later)
        if found["verdict"] == "supported":
            break
        told.append(found["would_support"])
        follow(handoff, told[-1])
    assert found["verdict"] == "supported", (found["why"], told)
    assert shlex.join(("handoff", *LOOK)) in told[0]
    assert any("--level serving" in one for one in told)
    assert "orders-fail" not in handoff("open").out


def test_what_was_typed_does_not_stand_for_what_serves(later: Path, handoff: Handoff) -> None:
    """A sentence on how it failed and a green check show no more here than they would have in the first session."""
    typed = ("--via", "command", "--subject", "worker", "--level", "functional", "--asked", "test -f whole", "--exit", "1")
    handoff("event", "evidence", "How it failed", *typed, "--output", "no such file", "--at", "2026-01-20T10:00Z")
    handoff(*LOOK)
    handoff("observe")
    found = verdict(handoff, later)
    assert (found["verdict"], found["reasons"]) == ("inconclusive", ["unknown-revision"])
    assert "nothing says which commit worker runs" in found["why"]


def test_what_serves_may_lack_the_fix(later: Path, project: Path, handoff: Handoff) -> None:
    """The commits of the fix are known and asked about, so that an old one that serves refutes it."""
    handoff(*LOOK)
    handoff("run", "--about", "worker", "--level", "serving", "--", "git", "rev-parse", "HEAD~1")
    handoff("observe")
    found = verdict(handoff, later)
    assert (found["verdict"], found["reasons"][0]) == ("refuted", "fix-not-contained")
