"""Which test of the judge comes first, and that none finds what another left in memory."""

from __future__ import annotations

import sys

import pytest


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What is said of every small world comes first: it notices nearly everything, in a twentieth of a second."""
    items.sort(key=lambda item: item.path.name != "test_told.py")


@pytest.fixture(autouse=True, scope="session")
def _nothing_is_remembered() -> None:
    """A mutant runs in a copy of a process that has judged before; what that one kept would hide what the mutant changes."""
    for name in [name for name in sys.modules if name.startswith("handoff.verdicts")]:
        for kept in list(vars(sys.modules[name]).values()):
            if hasattr(kept, "cache_clear"):
                kept.cache_clear()
