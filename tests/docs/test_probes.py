"""The page about probes: its examples load, and it names everything that there is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from handoff.config import load_project
from handoff.observe.filters import FILTERS
from handoff.observe.predicates import PREDICATES
from handoff.observe.probe import probes_of
from handoff.observe.probes import kinds

PAGE = (Path(__file__).parents[2] / "docs" / "probes.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("example", re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL))
def test_an_example_is_a_configuration_that_loads(example: str, tmp_path: Path) -> None:
    """As it stands, with the level that it says."""
    (tmp_path / "handoff.toml").write_text(example)
    project = load_project(tmp_path)
    probes = [probe for service in project.services for probe in probes_of(project, service)]
    assert [(probe.id, probe.level) for probe in probes] == [
        ("page", "live"), ("predict", "functional"), ("rows-arrive", "outcome"), ("no-errors", "outcome"),
    ]  # fmt: skip
    assert not any(probe.lowered for probe in probes)


def test_it_names_everything() -> None:
    """Kinds, filters, predicates."""
    for kind in kinds():
        assert f"### {kind}\n" in PAGE
    for name in (*FILTERS, *PREDICATES):
        assert f"`{name}`" in PAGE
