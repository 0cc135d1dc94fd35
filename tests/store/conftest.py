"""A project with one session, and a cache that belongs to the test."""

from __future__ import annotations

from pathlib import Path

import pytest

from handoff.model.project import Project

HEAD = """\
# yaml-language-server: $schema=../.schema.json
format: 1
id: 2026-01-20-critical-fixes
title: Worker and scrapers brought back
timezone: America/New_York
started: 2026-01-20T11:20-05:00
"""


@pytest.fixture(autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache, so that no test learns from another."""
    folder = tmp_path_factory.mktemp("cache")
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder))
    return folder / "handoff"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project in New York with an empty sessions folder."""
    (tmp_path / "sessions").mkdir()
    return Project(root=str(tmp_path), timezone="America/New_York")


@pytest.fixture
def session(project: Project) -> Path:
    """The folder of a session without events."""
    folder = Path(project.root) / "sessions" / "2026-01-20-critical-fixes"
    folder.mkdir()
    (folder / "session.yaml").write_text(HEAD + "events:\n")
    return folder
