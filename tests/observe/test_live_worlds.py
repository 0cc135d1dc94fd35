"""Twelve small worlds: what was claimed, what looking shows, and what it shows once the world is put right."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from handoff.config import load_project
from handoff.model.claim import Verdict
from handoff.verdicts import judge
from tests.corpus import HERE, facts

FILES = sorted((HERE / "live").glob("*.yaml"))


@dataclass(frozen=True)
class Side:
    """One side of a world: the verdicts, those that must come out, and words that the reasons must hold."""

    verdicts: dict[str, Verdict]
    expect: dict[str, str]
    names: dict[str, list[str]]


def side(file: Path, which: str, scratch: Path) -> Side:
    world: dict[str, Any] = YAML(typ="safe").load(file)
    (scratch / "handoff.toml").write_text(world["project"])
    here = world[which]
    looks = "".join(json.dumps(look) + "\n" for look in here["observations"])
    judgement = judge(facts(here.get("record", world["record"]), looks, load_project(scratch), "2026-01-20T18:30Z"))
    return Side({one.claim.id: one for one in judgement.verdicts}, here["expect"], here.get("names", {}))


def test_there_are_twelve() -> None:
    """Each tells its story in words."""
    assert len(FILES) >= 12
    assert all(len(YAML(typ="safe").load(file)["story"]) > 80 for file in FILES)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_as_it_was_claimed_it_is_not_supported(file: Path, tmp_path: Path) -> None:
    """The verdict is the one that looking gives, and the reasons name what differs."""
    claimed = side(file, "as_claimed", tmp_path)
    for claim, wanted in claimed.expect.items():
        answer, *reasons = wanted.split()
        verdict = claimed.verdicts[claim]
        assert verdict.answer == answer, verdict
        assert answer != "supported"
        assert set(reasons) <= set(verdict.reasons), verdict
        for words in claimed.names[claim]:
            assert words in " | ".join(verdict.why), verdict.why


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_put_right_it_is_supported(file: Path, tmp_path: Path) -> None:
    """The same claim, the same record: only the world has changed."""
    right = side(file, "put_right", tmp_path)
    assert right.expect
    for claim, wanted in right.expect.items():
        assert (right.verdicts[claim].answer, wanted) == ("supported", "supported"), right.verdicts[claim]
