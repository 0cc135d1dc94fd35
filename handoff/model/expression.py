"""A regular expression that is compiled when it is first asked.

A reader has hundreds of them and one document asks a third; to compile the others takes as long as to read it.
"""

from __future__ import annotations

import re
from typing import Any, cast

_METHODS = ("search", "match", "fullmatch", "findall", "finditer", "sub", "subn", "split")


class _Expression:
    """Stands for a compiled pattern, and has its methods from the first question on."""

    __slots__ = ("_compiled", "_flags", "pattern", *_METHODS)

    def __init__(self, text: str, flags: int) -> None:
        self.pattern, self._flags = text, flags

    def __getattr__(self, name: str) -> Any:
        if name == "_compiled":
            self._compiled = re.compile(self.pattern, self._flags)
            return self._compiled
        found = getattr(self._compiled, name)
        if name in _METHODS:
            setattr(self, name, found)
        return found


def expression(text: str, flags: int = 0) -> re.Pattern[str]:
    """The pattern of a text, as `re.compile` gives it, but not before it is used. What is wrong with it is raised then."""
    return cast("re.Pattern[str]", _Expression(text, flags))
