"""The commit and the dirty state of a folder, in real repositories, some of them hostile."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from handoff.observe.checkout import Checkout, checkout_of


@pytest.fixture
def caller(tmp_path: Path) -> dict[str, str]:
    """The environment of a user with a home of their own."""
    home = tmp_path / "home"
    home.mkdir()
    return {"HOME": str(home), "PATH": os.environ["PATH"]}


@pytest.fixture
def repository(tmp_path: Path, caller: dict[str, str]) -> Path:
    """A repository with one commit and a sessions folder."""
    root = tmp_path / "project"
    (root / "sessions").mkdir(parents=True)
    (root / "file.txt").write_text("one\n")
    _git(root, "init", "-q", "-b", "main")
    _git(root, "add", "-A")
    _git(root, "commit", "-qm", "First")
    return root


def _git(folder: Path, *words: str) -> str:
    done = subprocess.run(
        ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", *words],
        cwd=folder,
        check=True,
        capture_output=True,
        text=True,
        env={"PATH": os.environ["PATH"], "HOME": str(folder.parent / "home")},
    )
    return done.stdout.strip()


def _look(root: Path, caller: dict[str, str], at: Path | None = None) -> Checkout:
    return checkout_of(at or root, root / "sessions", caller)


def test_a_clean_tree(repository: Path, caller: dict[str, str]) -> None:
    """The full id, and that nothing differs, from any folder of it."""
    (repository / "inner").mkdir()
    head = _git(repository, "rev-parse", "HEAD")
    assert _look(repository, caller) == Checkout(head, False)
    assert _look(repository, caller, repository / "inner") == Checkout(head, False)


@pytest.mark.parametrize("change", ["edited", "new", "staged", "deleted"])
def test_a_tree_that_differs(repository: Path, caller: dict[str, str], change: str) -> None:
    """Changed, untracked, staged and missing files all count, wherever the question is asked."""
    (repository / "inner").mkdir()
    if change == "edited":
        (repository / "file.txt").write_text("two\n")
    elif change == "deleted":
        (repository / "file.txt").unlink()
    else:
        (repository / "other.txt").write_text("x")
        if change == "staged":
            _git(repository, "add", "-A")
    assert _look(repository, caller, repository / "inner").dirty is True


def test_what_the_tool_itself_writes_is_left_aside(repository: Path, caller: dict[str, str]) -> None:
    """New files of sessions do not make a tree dirty, or the second run of a session would always be."""
    (repository / "sessions" / "2026-01-20-x").mkdir()
    (repository / "sessions" / "2026-01-20-x" / "observed.jsonl").write_text("{}\n")
    assert _look(repository, caller).dirty is False
    assert checkout_of(repository, repository.parent / "elsewhere", caller).dirty is True


def test_where_nobody_can_tell(tmp_path: Path, repository: Path, caller: dict[str, str]) -> None:
    """No repository, no git, no commit, a broken one: nothing is said."""
    empty = tmp_path / "empty"
    empty.mkdir()
    assert _look(empty, caller) == Checkout()
    assert _look(repository, {**caller, "PATH": "/nowhere"}) == Checkout()
    _git(empty, "init", "-q")
    assert _look(empty, caller) == Checkout()
    (repository / ".git" / "config").write_text("[core\n")
    assert _look(repository, caller) == Checkout()
    (repository / ".git" / "config").write_text("[core]\n\trepositoryformatversion = 99\n")
    assert _look(repository, caller) == Checkout()


def test_nothing_that_a_repository_names_is_run(tmp_path: Path, repository: Path, caller: dict[str, str]) -> None:
    """Monitors, hooks, filters and submodules of a stranger's configuration stay asleep; a filter leaves dirty open."""
    alarm = tmp_path / "alarm"
    trap = f"sh -c 'touch {alarm}; cat'"
    (repository / ".gitattributes").write_text("* filter=evil\n")
    _git(repository, "add", "-A")
    _git(repository, "commit", "-qm", "Attributes")
    hooks = repository / ".git" / "hooks"
    hooks.mkdir(exist_ok=True)
    for hook in ("post-index-change", "fsmonitor-watchman", "pre-commit"):
        (hooks / hook).write_text(f"#!/bin/sh\ntouch {alarm}\n")
        (hooks / hook).chmod(0o755)
    for key, value in {
        "core.fsmonitor": trap, "core.hooksPath": str(hooks), "filter.evil.clean": trap, "filter.evil.smudge": trap,
        "filter.evil.process": trap, "filter.evil.required": "true", "core.pager": trap, "diff.external": trap,
        "alias.status": f"!{trap}", "core.sshCommand": trap, "core.editor": trap,
    }.items():  # fmt: skip
        _git(repository, "config", key, value)
    (repository / "file.txt").write_text("two\n")
    os.utime(repository / "file.txt", (1, 1))
    seen = _look(repository, caller)
    assert seen.commit is not None
    assert seen.dirty is None
    assert not alarm.exists()
    subprocess.run(["git", "status"], cwd=repository, env=caller, capture_output=True, check=False)
    assert alarm.exists(), "the traps are no traps"


def test_a_git_of_the_repositorys_own_is_not_run(tmp_path: Path, repository: Path, caller: dict[str, str]) -> None:
    """A program called git inside the repository is passed over, also when PATH has it first."""
    alarm = tmp_path / "alarm"
    program = repository / "bin" / "git"
    program.parent.mkdir()
    program.write_text(f"#!/bin/sh\ntouch {alarm}\n")
    program.chmod(0o755)
    search = f"bin:{program.parent}:{caller['PATH']}"
    assert _look(repository, {**caller, "PATH": search}).commit is not None
    assert not alarm.exists()


def test_a_filter_with_a_strange_name_leaves_it_open(repository: Path, caller: dict[str, str]) -> None:
    """A name that could end a setting early is not put on a command line."""
    with (repository / ".git" / "config").open("a") as file:
        file.write('[filter "a=b"]\n\tclean = cat\n')
    assert _look(repository, caller) == Checkout()


def test_git_that_hangs_is_not_waited_for(
    tmp_path: Path, repository: Path, caller: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A look that takes too long is given up."""
    slow = tmp_path / "slow" / "git"
    slow.parent.mkdir()
    slow.write_text("#!/bin/sh\nexec sleep 60\n")
    slow.chmod(0o755)
    monkeypatch.setattr("handoff.observe.checkout.SECONDS", 0.2)
    assert _look(repository, {**caller, "PATH": str(slow.parent)}) == Checkout()
