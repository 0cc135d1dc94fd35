"""The JSON Schema of a record."""

from __future__ import annotations

from pathlib import Path


def keep_schema(root: Path) -> None:
    """Write the schema beside the sessions."""
