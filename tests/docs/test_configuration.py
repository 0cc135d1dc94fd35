"""docs/configuration.md names every key of `handoff.toml`, and its example is one that loads."""

from __future__ import annotations

from pathlib import Path

import pytest

from docs.configuration import EXAMPLE
from handoff.config import load_project
from handoff.model.fields import slots_of
from handoff.model.project import Policy, Project, Repository, Service, Waiver

PAGE = (Path(__file__).parents[2] / "docs" / "configuration.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", [Project, Service, Repository, Policy, Waiver])
def test_every_key_is_there_and_says_what_for(kind: type) -> None:
    """A key without a word of help is a key that nobody can use; what the program sets itself is not there."""
    for slot in slots_of(kind).values():
        if kind is Project and slot.key in ("root", "path", "rule_lines"):
            assert not slot.help
        else:
            assert slot.help
            assert any(line.startswith(f"| `{slot.key}` |") and line.endswith(f"| {slot.help} |") for line in PAGE.splitlines())


def test_the_example_loads(tmp_path: Path) -> None:
    """What a reader copies is taken without a word."""
    (tmp_path / "handoff.toml").write_text(EXAMPLE, encoding="utf-8")
    project = load_project(tmp_path)
    assert [service.id for service in project.services] == ["worker"]
    assert project.policy.strength == {"functional": "observed"}
    assert EXAMPLE in PAGE
