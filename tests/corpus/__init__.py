"""Small worlds that must give these verdicts, and how they are read."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from handoff.config import load_project
from handoff.model.facts import Facts
from handoff.model.project import Project
from handoff.model.times import Clock
from handoff.store import read_observations
from handoff.store.load import parse_session

HERE = Path(__file__).parent
_HEADER = """format: 1
id: 2026-01-20-world
title: A small world
timezone: UTC
started: 2026-01-20T09:00Z
ended: 2026-01-20T18:00Z
"""


@dataclass(frozen=True)
class World:
    """A record, what the tool saw, and the verdict that each claim must get."""

    name: str
    facts: Facts
    expect: dict[str, tuple[str, tuple[str, ...]]]
    says: dict[str, str]
    """Words that must stand in what is said of a claim."""


def facts(
    record: str,
    observations: str = "",
    project: Project | None = None,
    as_of: str = "2026-01-20T19:00Z",
    linked: Iterable[Mapping[str, str]] = (),
) -> Facts:
    """Facts from the text of a record (its header may be left out), the lines of its observations, and linked sessions."""
    text = record if record.startswith(("format:", "id:")) else _HEADER + record
    text = text if text.startswith("format:") else f"format: 1\n{text}"
    given = project or Project()
    session = parse_session(text, "session.yaml", given)
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "observed.jsonl").write_text(observations)
        seen = read_observations(Path(folder))
    return Facts(
        session=session,
        project=given,
        as_of=Clock(None).read(as_of),
        observations=seen,
        linked=tuple(facts(one["record"], one.get("observations", ""), project, as_of) for one in linked),
        source=text,
    )


@cache
def worlds(folder: str) -> tuple[World, ...]:
    """Every world of one folder."""
    return tuple(
        _world(f"{file.stem}: {one['world']}", one)
        for file in sorted((HERE / folder).glob("*.yaml"))
        for one in YAML(typ="safe").load(file)
    )


def _world(name: str, one: Mapping[str, Any]) -> World:
    project = project_of(one["project"]) if "project" in one else Project()
    expect = {}
    for claim, words in one.get("expect", {}).items():
        answer, *reasons = words.split()
        expect[claim] = (answer, tuple(reasons))
    as_of = one.get("as_of", "2026-01-20T19:00Z")
    given = facts(one["record"], one.get("observations", ""), project, as_of, one.get("linked", ()))
    return World(name, given, expect, one.get("says", {}))


def project_of(configuration: str) -> Project:
    """The project that a configuration declares, read through the project's own door."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "handoff.toml").write_text(configuration)
        return replace(load_project(Path(folder)), root=".", path=None)
