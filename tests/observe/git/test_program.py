"""Finding git, starting it, and what is left when it cannot be started or read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from handoff.errors import CouldNotLook
from handoff.observe.git.headers import instant
from handoff.observe.git.place import NoRepository, Place, find_repository
from handoff.observe.git.program import Deadline, Git, GitFailed, TimedOut, find_git, fixed_environment
from handoff.observe.git.sandbox import Damaged, sandbox
from handoff.observe.git.settings import Settings, read_settings
from tests.observe.git.made import ENVIRONMENT, GIT, Made, citing, commit, commits, look, repository


def _program(folder: Path, text: str) -> Git:
    file = folder / "program"
    file.write_text(f"#!/bin/sh\n{text}\n")
    file.chmod(0o755)
    return Git(str(file), {"PATH": os.environ["PATH"]}, folder, Deadline(20))


def test_git_is_found_on_absolute_entries_only(tmp_path: Path) -> None:
    """What is no program is passed over."""
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "git").write_text("not executable")
    search = os.pathsep.join(["", "relative", str(tmp_path / "bin"), str(Path(GIT).parent)])
    assert find_git(search, never=tmp_path / "project") == GIT
    with pytest.raises(CouldNotLook, match="there is no git on PATH"):
        find_git(str(tmp_path / "bin"), never=tmp_path / "project")


def test_the_environment_hands_on_no_relative_entry() -> None:
    """git starts programs of its own by this path."""
    assert fixed_environment("/usr/bin:.::bin")["PATH"] == "/usr/bin"


def test_a_program_that_cannot_be_started(tmp_path: Path) -> None:
    """The reason of the system is told."""
    git = Git(str(tmp_path / "gone"), {}, tmp_path, Deadline(5))
    with pytest.raises(GitFailed, match="git log could not be started: No such file"):
        git.run("log")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("echo 'warning: x' >&2; echo 'fatal: y' >&2; exit 3", "git log: y"),
        ("echo 'error: z' >&2; exit 3", "git log: z"),
        ("echo plain >&2; exit 3", "git log: plain"),
        ("exit 3", "git log: it left with exit code 3"),
        ("printf 'fatal: a\\033[31mb\\n' >&2; exit 3", "git log: a [31mb"),
    ],
)
def test_what_a_failed_process_says_is_the_reason(tmp_path: Path, text: str, told: str) -> None:
    """The gravest line, without what a terminal would act on."""
    with pytest.raises(GitFailed) as failed:
        _program(tmp_path, text).run("log")
    assert str(failed.value) == told


def test_much_goes_in_while_much_comes_out(tmp_path: Path) -> None:
    """Neither side waits for the other with a full pipe."""
    data = os.urandom(3_000_000)
    assert _program(tmp_path, "exec cat").run("log", feed=data) == (data, ())


def test_a_process_that_reads_nothing_is_no_broken_pipe(tmp_path: Path) -> None:
    """Its exit says what was wrong."""
    with pytest.raises(GitFailed, match="no input wanted"):
        _program(tmp_path, "exec <&-; echo 'fatal: no input wanted' >&2; exit 1").run("log", feed=b"x" * 1_000_000)


def test_stopping_ends_what_runs_and_what_would_be_started(tmp_path: Path) -> None:
    """As on Ctrl-C."""
    git = _program(tmp_path, "exec sleep 60")
    with git.start("log") as running:
        running.fed()
        git.deadline.stop()
        assert b"".join(running.chunks()) == b""
        with pytest.raises(TimedOut):
            running.finish()
    with pytest.raises(TimedOut):
        git.run("log")


def test_leaving_before_the_end_stops_the_process(tmp_path: Path) -> None:
    """Whoever has read enough does not wait."""
    with _program(tmp_path, "echo one; exec sleep 60").start("log") as running:
        assert next(running.chunks()) == b"one\n"
    assert running._process.returncode not in (None, 0)


def test_a_folder_whose_name_has_a_line_break_is_refused(tmp_path: Path) -> None:
    """git's answer would be taken apart at the wrong places."""
    made = Made(tmp_path / "two\nlines")
    sha = made.commit()
    assert "has a line break" in (repository(look(made, sha)).could_not or "")


def test_a_repository_asked_from_inside_its_own_folder(made: Made) -> None:
    """`.git` is no work tree; the history is there all the same."""
    sha = made.commit(files={"a": "1\n"})
    looks = look(made.folder / ".git", sha)
    assert commit(looks).exists is True
    assert "no work tree" in " ".join(repository(looks).unclear)


def _place(folder: Path) -> Place:
    return Place(folder, folder, None, "", True, False, "sha1", False)


@pytest.mark.parametrize("head", [None, "", "nonsense", "ref: elsewhere"])
def test_a_head_that_names_nothing_is_damage(tmp_path: Path, head: str | None) -> None:
    """It is read here, because git gets a copy of it."""
    if head is not None:
        (tmp_path / "HEAD").write_text(head)
    with pytest.raises(Damaged), sandbox(GIT, {}, _place(tmp_path), Settings({}, frozenset()), Deadline(5)):
        pass


def test_a_repository_with_reftable_is_told_to_git(tmp_path: Path) -> None:
    """A git that does not know it refuses, instead of finding no branch."""
    (tmp_path / "HEAD").write_text("ref: refs/heads/main\n")
    (tmp_path / "reftable").mkdir()
    with sandbox(GIT, {}, _place(tmp_path), Settings({}, frozenset()), Deadline(5)) as box:
        configuration = (Path(box.history.environment["GIT_DIR"]) / "config").read_text()
    assert '[extensions]\n\trefstorage = "reftable"' in configuration
    assert 'repositoryformatversion = "1"' in configuration


def test_a_configuration_that_is_no_plain_file_is_not_opened(tmp_path: Path) -> None:
    """A pipe would keep the reader waiting, a device would never end."""
    os.mkfifo(tmp_path / "config")
    assert "no plain file" in read_settings(tmp_path, tmp_path, {}).problem


def test_unreadable_settings_leave_uncommitted_files_unknown(made: Made) -> None:
    """Line ends and filters decide what differs."""
    sha = made.commit(files={"a": "1\n"})
    with (made.folder / ".git/config").open("a") as file:
        file.write("# comment\n" * 200_000)
    looks = look(made, sha)
    assert commit(looks).could_not is None
    assert "reasonable size" in " ".join(repository(looks).unclear)


def test_a_time_that_is_none() -> None:
    """Neither seconds nor offset."""
    assert instant("") is None
    assert instant("5 x") is None
    assert instant("5 +0000") is not None


def test_find_repository_says_what_git_says(made: Made) -> None:
    """Any other refusal is told in git's words."""
    (made.folder / ".git/config").write_text("[core]\n\trepositoryformatversion = 99\n")
    with pytest.raises(NoRepository, match="99"):
        find_repository(GIT, fixed_environment(os.environ["PATH"]), ENVIRONMENT, made.folder, Deadline(20))


def test_two_hundred_commits_are_all_seen(made: Made) -> None:
    """More than fits into a pipe at once, cited in no order."""
    made.commit(files={"a": "0\n"})
    lines = "".join(
        f"commit refs/heads/main\nmark :{n}\ncommitter A <a@b> {1768910000 + n} +0000\ndata 2\nx\n"
        f"from {'refs/heads/main^0' if n == 1 else f':{n - 1}'}\nM 100644 inline a\ndata {len(str(n)) + 1}\n{n}\n\n"
        for n in range(1, 201)
    )
    made.git("fast-import", "--quiet", feed=lines.encode())
    shas = sorted(made.git("rev-list", "main").split())
    seen = commits(look(made, session=citing(*shas)))
    assert [one.sha for one in seen] == shas
    assert all(one.files is not None for one in seen)
