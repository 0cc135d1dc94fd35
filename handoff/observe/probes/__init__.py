"""Probes: how a service is asked. One file a kind; dropping a file in here is all there is to do.

A kind is a module that holds a class of the module's own name in capitals (`http.py` holds `Http`), derived from `Step`.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from handoff.model.fields import meant
from handoff.observe.probes._step import Step


@cache
def kinds() -> tuple[str, ...]:
    """The kinds of probes that there are, in alphabetical order."""
    return tuple(sorted(info.name for info in pkgutil.iter_modules(__path__) if not info.name.startswith("_")))


def step_class(kind: str) -> type[Step]:
    """The class of a kind. Raises ValueError when there is none of that name."""
    if kind not in kinds():
        raise ValueError(f"{kind!r} is no kind of probe: {', '.join(kinds())}{meant(kind, kinds())}")
    found: type[Step] = getattr(importlib.import_module(f"{__name__}.{kind}"), kind.capitalize())
    return found
