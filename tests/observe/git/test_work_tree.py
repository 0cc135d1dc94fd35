"""What lies in the work tree uncommitted, and how many processes all of it takes."""

from __future__ import annotations

import os
from pathlib import Path

from handoff.model.project import Project, Repository
from tests.observe.git.made import GIT, Made, citing, look, repository


def test_every_sort_of_uncommitted_file(made: Made) -> None:
    """Changed, staged, deleted, moved, in conflict, untracked, a folder of untracked ones, a name that is odd."""
    made.commit(
        files={"changed": "1\n", "staged": "1\n", "deleted": "1\n", "moved": "1\n2\n3\n", "clean": "1\n", "both": "1\n"}
    )
    made.git("checkout", "--quiet", "-b", "side")
    made.commit(files={"both": "side\n"})
    made.git("checkout", "--quiet", "main")
    made.commit(files={"both": "main\n"})
    made.run("merge", "side")
    made.write("changed", "2\n")
    made.write("staged", "2\n")
    made.git("add", "staged")
    (made.folder / "deleted").unlink()
    made.git("mv", "moved", "elsewhere")
    made.write("new", "x")
    made.write("folder/one", "x")
    made.write("folder/two", "x")
    made.write("odd\tna\nme", "x")
    made.write(b"caf\xe9", "x")
    seen = repository(look(made))
    expected = ["both", "caf\\xe9", "changed", "deleted", "elsewhere", "folder/", "moved", "new", "odd\tna\nme", "staged"]
    assert list(seen.dirty) == expected


def test_a_clean_work_tree_has_none(made: Made) -> None:
    """Also when files were only touched, and when a mode cannot matter."""
    made.commit(files={"a": "1\n"})
    os.utime(made.folder / "a", (1, 1))
    assert repository(look(made)).dirty == ()


def test_ignored_files_and_the_records_themselves_are_left_out(made: Made) -> None:
    """A look writes into the sessions folder: it must not see its own hand."""
    made.commit(files={".gitignore": "*.log\n", "sessions/2001-01-01-work/session.yaml": "x"})
    made.write(".git/info/exclude", "private\n")
    made.write("a.log", "x")
    made.write("private", "x")
    observed = "sessions/2001-01-01-work/observed.jsonl"
    made.write(observed, "x")
    made.write("sessions.txt", "x")
    assert repository(look(made)).dirty == ("sessions.txt",)
    project = Project(root=str(made.folder), sessions="docs/handoffs", repositories=(Repository(id="main"),))
    made.write("docs/handoffs/x", "x")
    made.write("docs/y", "x")
    assert repository(look(made, project=project)).dirty == ("docs/", "sessions.txt", observed)


def _counting(folder: Path) -> tuple[Path, Path]:
    """A git that notes its calls."""
    folder.mkdir()
    calls = folder / "calls"
    (folder / "git").write_text(f'#!/bin/sh\necho "$2" >>"{calls}"\nexec {GIT} "$@"\n')
    (folder / "git").chmod(0o755)
    return folder, calls


def test_the_number_of_processes_does_not_grow_with_the_commits(made: Made, tmp_path: Path) -> None:
    """Seven for one commit, seven for sixty; eight when some look like copies of each other."""
    shas = [made.commit(f"Change {number}", files={f"f{number % 7}": f"{number}\n"}) for number in range(60)]
    folder, calls = _counting(tmp_path / "bin")
    env = {"PATH": f"{folder}:{os.environ['PATH']}"}
    counts = []
    for cited in (shas[:1], shas[:2], shas):
        calls.write_text("")
        look(made, session=citing(*cited), env=env)
        counts.append(calls.read_text().split())
    assert sorted(counts[0]) == ["cat-file", "diff-tree", "diff-tree", "for-each-ref", "log", "rev-parse", "status"]
    assert [len(count) for count in counts] == [7, 7, 6]
    made.commit("Change 3", files={"f3": "3\n"})
    calls.write_text("")
    look(made, session=citing(*shas), env=env)
    assert calls.read_text().split().count("diff-tree") == 3
