"""The page about the record shows what the loader takes."""

from __future__ import annotations

from pathlib import Path

from docs.record import EXAMPLE
from handoff.model.events import KINDS
from handoff.model.fields import slots_of
from handoff.model.project import Project
from handoff.store.load import parse_session

PAGE = (Path(__file__).parents[2] / "docs" / "record.md").read_text("utf-8")


def test_its_example_loads() -> None:
    """A reader who copies it gets a session."""
    session = parse_session(EXAMPLE, "session.yaml", Project())
    assert [event.kind for event in session.events] == ["bug", "claim"]
    assert EXAMPLE in PAGE


def test_every_key_of_every_kind_is_there() -> None:
    """Each kind has its heading, and below it every key that is its own."""
    for kind, of in KINDS.items():
        section = PAGE.partition(f"\n### {kind}\n")[2].partition("\n### ")[0]
        assert section
        own = [key for key in slots_of(of) if key not in ("id", "summary", "at", "ended", "by", "details", "tags")]
        assert all(f"| `{key}` |" in section for key in own)
