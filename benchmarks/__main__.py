"""Run every benchmark, or those named, and print a table of what came out beside what is aimed at."""

from __future__ import annotations

import importlib
import pkgutil
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import benchmarks
from benchmarks.timing import measured


def subjects() -> list[str]:
    """The modules of this folder that measure something."""
    names = (info.name for info in pkgutil.iter_modules([str(Path(benchmarks.__file__).parent)]) if info.name != "__main__")
    return sorted(name for name in names if hasattr(importlib.import_module(f"benchmarks.{name}"), "measure"))


def main(words: list[str]) -> int:
    """The exit code: 0 when every aim is met, 1 when one is missed, 2 for a subject that is not there."""
    known = subjects()
    if unknown := [word for word in words if word not in known]:
        print(f"no benchmark {', '.join(unknown)}: there are {', '.join(known)}", file=sys.stderr)
        return 2
    missed = 0
    print(f"{'':1} {'work / baseline':<66} {'seen':>12} {'aim':>12}")
    for name in words or known:
        start = time.perf_counter()
        # In a process of its own: the memory that one subject held counts for every program that its process starts later.
        with ProcessPoolExecutor(1, get_context("spawn")) as alone:
            rows = alone.submit(measured, name).result()
        for work, value, aim, unit in rows:
            missed += value > aim
            print(f"{'!' if value > aim else ' '} {work:<66} {value:>8.2f} {unit:<3} {aim:>8.2f} {unit:<3}", flush=True)
        print(f"  ({name}: {time.perf_counter() - start:.0f} s)", flush=True)
    print(f"{missed} above the aim" if missed else "every aim is met")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
