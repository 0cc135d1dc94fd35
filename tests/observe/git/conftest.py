"""A repository for a test of git."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.observe.git.made import Made


@pytest.fixture
def made(tmp_path: Path) -> Made:
    """An empty repository."""
    return Made(tmp_path / "repo")
