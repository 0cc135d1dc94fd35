"""`handoff init`: what a project needs, once; what is there stays."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from handoff.config import load_project

from .conftest import Handoff


@pytest.fixture
def handoff(inside: Handoff) -> Handoff:
    """These depend on words and files only."""
    return inside


LINES = [
    "sessions/**/session.yaml text eol=lf",
    "sessions/**/observed.jsonl text eol=lf merge=union",
    "sessions/**/evidence/** -text",
    "sessions/**/HANDOFF.md text eol=lf",
    "sessions/**/CHECKLIST.md text eol=lf",
]


def test_a_new_project(handoff: Handoff, tmp_path: Path) -> None:
    """A commented configuration that loads, the sessions folder with its schema, lines for git; it says what it did."""
    root = tmp_path / 'My "Project"'
    root.mkdir()
    ran = handoff("init", cwd=root, env={"TZ": "Europe/Berlin"})
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.splitlines() == [
        "made  handoff.toml",
        "made  sessions/ with its .schema.json",
        "made  .gitattributes",
        "made  .gitignore",
        'next: commit these files, then handoff new "what you are about to do"',
    ]
    project = load_project(root)
    assert (project.name, project.timezone, project.repositories[0].id) == ('My "Project"', "Europe/Berlin", "my-project")
    assert (root / "sessions" / ".schema.json").is_file()
    assert (root / ".gitattributes").read_text().splitlines() == LINES
    assert (root / ".gitignore").read_text() == "sessions/**/session.edit.yaml\n"


def test_what_the_comments_propose_is_valid(handoff: Handoff, tmp_path: Path) -> None:
    """Taking the comment signs away gives a configuration that loads."""
    root = tmp_path / "p"
    root.mkdir()
    handoff("init", cwd=root)
    file = root / "handoff.toml"
    lines = [
        line.removeprefix("# ") if " = " in line or line.startswith("# [") else line for line in file.read_text().splitlines()
    ]
    file.write_text("\n".join(lines))
    assert len(tomllib.loads(file.read_text())) >= 8
    assert load_project(root).waivers[0].who == "your name"


def test_twice_is_once(handoff: Handoff, tmp_path: Path) -> None:
    """Nothing is written the second time, and it says so."""
    root = tmp_path / "p"
    root.mkdir()
    handoff("init", cwd=root)
    (root / "handoff.toml").write_text('timezone = "Asia/Tokyo"\n')
    before = {file: file.stat().st_mtime_ns for file in root.rglob("*") if file.is_file()}
    ran = handoff("init", cwd=root)
    assert ran.err.splitlines()[:3] == ["kept  handoff.toml", "kept  sessions/", "kept  .gitattributes"]
    assert {file: file.stat().st_mtime_ns for file in root.rglob("*") if file.is_file()} == before


def test_what_is_there_stays(handoff: Handoff, tmp_path: Path) -> None:
    """Lines are added to .gitattributes, those for files that it already knows are not; pyproject.toml may hold the rest."""
    root = tmp_path / "p"
    root.mkdir()
    (root / "pyproject.toml").write_text('[tool.handoff]\nsessions = "log"\n')
    (root / ".gitattributes").write_text("* text=auto\nlog/**/evidence/** binary")
    ran = handoff("init", cwd=root)
    assert ran.err.splitlines()[:3] == ["kept  pyproject.toml", "made  log/ with its .schema.json", "added to  .gitattributes"]
    assert not (root / "handoff.toml").exists()
    text = (root / ".gitattributes").read_text()
    assert text.startswith("* text=auto\nlog/**/evidence/** binary\nlog/**/session.yaml text eol=lf\n")
    assert len(text.splitlines()) == 6


def test_a_project_inside_a_project_is_its_own(handoff: Handoff, project: Path) -> None:
    """The configuration above stays that of the folder above."""
    inner = project / "inner"
    inner.mkdir()
    assert handoff("init", cwd=inner).err.startswith("made  handoff.toml\n")
    assert load_project(inner).root == str(inner)


def test_a_place_that_cannot_be_written_is_said(handoff: Handoff, tmp_path: Path) -> None:
    """A file where the folder should be: one line, exit code 4."""
    root = tmp_path / "p"
    root.mkdir()
    (root / "sessions").write_text("")
    ran = handoff("init", cwd=root)
    assert ran.code == 4
    assert "handoff: cannot set up" in ran.err
