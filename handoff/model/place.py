"""Where something stands in a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from .frozen import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A position in a file that a person can open: `path` as given, `line` and `column` counted from 1.

    `fields` holds the line of each key of the mapping that starts here, so that a finding can point at the very field.
    """

    path: str = ""
    line: int = 1
    column: int = 1
    fields: Mapping[str, int] = field(default_factory=dict, compare=False, repr=False)

    def of(self, name: str) -> Place:
        """The place of one key of this mapping; the mapping itself when the key is not in the file."""
        line = self.fields.get(name)
        return self if line is None else Place(self.path, line, 1, {})

    def __str__(self) -> str:
        return f"{self.path}:{self.line}"


NOWHERE = Place()
