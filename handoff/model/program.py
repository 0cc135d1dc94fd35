"""The program that a command line starts, and those that tell nothing by how they end."""

from __future__ import annotations

from collections.abc import Sequence

# Programs that come out the same whatever the world is like.
BLIND = frozenset({"true", ":", "echo", "printf", "sleep", "date", "whoami"})


def program_of(argv: Sequence[str]) -> str:
    """The name of the program, without the folder that it lies in."""
    return "".join(argv[:1]).rpartition("/")[2]
