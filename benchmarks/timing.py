"""Time a piece of work and its baseline by turns, so that a busy machine slows both alike."""

from __future__ import annotations

import importlib
import os
import statistics
import time
from collections.abc import Callable
from typing import NamedTuple

Row = tuple[str, float, float, str]
"""What was measured, the value, the aim, the unit."""


def measured(name: str) -> list[Row]:
    """The rows of one subject, a module of this folder. Here and not in `__main__`, which a new process does not import."""
    rows: list[Row] = list(importlib.import_module(f"benchmarks.{name}").measure())
    return rows


def surroundings(**more: str) -> dict[str, str]:
    """The environment of a command that is measured: compiled modules are kept, as they are where the tool is installed."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "NO_COLOR": "1", **more}


class Paired(NamedTuple):
    """The median of the ratios of neighbouring runs, and the medians of both in seconds of wall time."""

    ratio: float
    work: float
    baseline: float


def seconds(work: Callable[[], object]) -> float:
    """Wall time of one run."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def paired(work: Callable[[], object], baseline: Callable[[], object], times: int = 7) -> Paired:
    """Both measured by turns, after one run of each that does not count."""
    baseline()
    work()
    runs = [(seconds(baseline), seconds(work)) for _ in range(times)]
    return Paired(
        statistics.median(worked / based for based, worked in runs),
        statistics.median(worked for _, worked in runs),
        statistics.median(based for based, _ in runs),
    )
