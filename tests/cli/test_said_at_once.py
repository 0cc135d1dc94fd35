"""What a person can still mend when it is typed is said when it is typed."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from .conftest import Handoff


def git(folder: Path, *words: str) -> str:
    return subprocess.run(
        ["git", "-c", "user.name=a", "-c", "user.email=a@b", *words], cwd=folder, check=True, capture_output=True, text=True
    ).stdout


@pytest.fixture(autouse=True)
def session(inside: Handoff) -> None:
    """An open session."""
    inside("new", "Orders", "--tz", "UTC")


def test_a_command_that_shows_nothing_is_told_as_such(handoff: Handoff, session: None) -> None:
    """`true` ends well whatever the world is like."""
    assert "it shows nothing of any claim" in handoff("run", "--", "true").err
    assert "it shows nothing" not in handoff("run", "--", "ls").err


def test_a_shell_that_ends_as_something_else_is_told_as_such(handoff: Handoff, session: None) -> None:
    """What a pipe or `|| true` swallowed is not heard; what is read from the output is."""
    swallowed = handoff("run", "--", "sh", "-c", "no-such-program || true")
    assert swallowed.code == 0
    assert "the shell ends as `true` does, whatever became of what it asks, so it shows nothing of any claim" in swallowed.err
    assert "it shows nothing" in handoff("run", "--level", "functional", "--", "sh", "-c", "ls | head").err
    assert "it shows nothing" not in handoff("run", "--level", "serving", "--", "sh", "-c", "ls | head").err
    assert "it shows nothing" not in handoff("run", "--", "sh", "-c", "ls | grep o").err


def test_a_line_for_a_shell_is_told_how_to_run(handoff: Handoff) -> None:
    """A whole line in quotation marks names no program."""
    ran = handoff("run", "--", "ls | cat")
    assert ran.code == 127
    assert "`handoff run -- sh -c 'ls | cat'`" in ran.err
    assert "sh -c" not in handoff("run", "--", "no-such-program", "x").err


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        (("event", "claim", "Up", "--subject", "wroker", "--predicate", "live"), "worker"),
        (("event", "bug", "Down", "--services", "portl"), "portal"),
        (("event", "deployment", "Out", "--service", "portals", "--revision", "r1"), "portal"),
    ],
)
def test_a_name_that_is_nearly_a_services_is_told(inside: Handoff, words: tuple[str, ...], meant: str) -> None:
    """It is recorded all the same, for it may be a name of something else."""
    ran = inside(*words)
    assert (ran.code, f"did you mean {meant!r}?" in ran.err) == (0, True), ran.err


@pytest.mark.parametrize("name", ["worker", "Prediction Worker", "session", "the-import"])
def test_a_name_of_its_own_is_not(inside: Handoff, name: str) -> None:
    """A declared name in any letters, and one that is near none."""
    inside("event", "note", "x", "--id", "the-import")
    assert inside("event", "claim", "Up", "--subject", name, "--predicate", "live").err == ""


def test_the_same_goes_for_what_a_run_is_about(handoff: Handoff) -> None:
    """Such a look counts for nobody."""
    assert "did you mean 'worker'?" in handoff("run", "--about", "workr", "--", "ls").err


def test_a_repository_without_commits_was_looked_at(inside: Handoff, project: Path) -> None:
    """There is nothing to find fault with: the hint is to commit, and ending the session is well."""
    git(project, "init", "--quiet")
    ran = inside("observe")
    assert (ran.code, "nothing was committed in main yet" in ran.err) == (0, True), ran.err
    assert "mend its path" not in ran.err
    assert inside("end").code == 0


def test_a_document_on_standard_input_is_checked(inside: Handoff) -> None:
    """As `import -` reads one; no session is meant by a dash."""
    ran = inside("check", "-", stdin="# Old\n\n- ✅ Worker works\n")
    assert ran.out.startswith("stdin\nOld\n")
    assert "stdin:3: - ✅ Worker works" in ran.out


def test_of_a_document_it_is_told_how_git_is_asked_and_what_it_had(inside: Handoff, project: Path) -> None:
    """No session to observe; with --repo the commits that are there are counted and those that are not are named."""
    git(project, "init", "--quiet")
    git(project, "commit", "--quiet", "--allow-empty", "-m", "x")
    sha = git(project, "rev-parse", "--short=9", "HEAD").strip()
    (project / "old.md").write_text(f"# Old\n\n- ✅ Fixed in commit {sha}\n- ✅ Fixed in commit 0123456789ab\n")
    alone = inside("check", "old.md")
    assert "`--repo PATH`" in alone.out
    assert "handoff observe" not in alone.out
    assert "handoff: . has 1 of 2 cited commits; not there: 0123456789ab" in inside("check", "old.md", "--repo", ".").err


def test_a_day_is_a_deadline_and_words_are_no_priority(inside: Handoff, project: Path) -> None:
    """By the end of that day in the session's zone; on the command line as in the file."""
    inside("event", "next-step", "Alert", "--due", "2026-11-30", "--priority", "1")
    (record,) = project.glob("sessions/*/session.yaml")
    assert "due: 2026-11-30T23:59Z" in record.read_text()
    record.write_text(record.read_text().replace("2026-11-30T23:59Z", "2026-12-24"))
    assert "2026-12-24T23:59Z" in inside("show", "alert", "--format", "json").out
    assert "there is no such day" in inside("event", "next-step", "x", "--due", "2026-02-30").err
    assert "write 1 for what comes first" in inside("event", "next-step", "x", "--priority", "high").err
    assert inside("check", "--as-of", "2020-01-01").code == 0


def test_verdicts_are_explained_and_names_of_claims_are_near(inside: Handoff) -> None:
    """Also under the name that they have in reports that know rules only."""
    inside("event", "claim", "Orders come through", "--subject", "worker", "--predicate", "functional")
    for name in ("supported", "claim-refuted"):
        assert "a verdict on a claim" in inside("explain", name).out
    ran = inside("explain", "order-come-through")
    assert (ran.code, "did you mean 'orders-come-through'" in ran.err) == (2, True)


def test_help_says_what_is_required(inside: Handoff) -> None:
    """An option without which nothing is recorded."""
    said = " ".join(inside("event", "claim", "--help", env={"COLUMNS": "200"}).out.split())
    assert "Required: what is said of it" in said
    assert said.count("Required: ") == 2
