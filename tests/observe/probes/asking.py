"""A probe from keywords to what it saw, for the tests of each kind."""

from __future__ import annotations

from typing import Any

from handoff.model.observation import ProbeSeen
from handoff.observe.probe import read_probe, run_probe
from handoff.observe.probes._step import World


def ask(world: World, kind: str, *expect: str, level: str = "live", **fields: Any) -> ProbeSeen:
    """Run one probe of a kind with these expectations."""
    return run_probe(read_probe({"kind": kind, "level": level, "expect": list(expect), **fields}), world)
