"""A claim without evidence says what stands there instead, and why that does not count."""

from __future__ import annotations

import pytest

from tests.markdown.documents import under, verdicts


def why(line: str) -> str:
    """Everything that is said of the one claim of a line."""
    (verdict,) = verdicts(under("Notes from today", line))
    assert verdict.answer == "unsupported"
    return " ".join(verdict.why)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("- `make lint`: passed", "“make lint” is a command without its output"),
        ("- Zone fixed in `src/zone.py`", "“src/zone.py” is a path"),
        ("- The map is live at https://pier.example.org", "an address; no answer of it is shown"),
        ("- Zone fixed, see [the report](REPORT.md)", "points to another document"),
        ("- 12/12 piers migrated", "“12/12” is stated, not counted"),
        ("- Migration 100% complete", "“100%” is stated, not measured"),
        ("- [x] Zone fixed", "a ticked box says that somebody ticked it"),
        ("- ✅ Zone fixed", "a tick says that somebody ticked it"),
    ],
)
def test_what_does_not_count_is_named(line: str, said: str) -> None:
    """In words that need no manual."""
    assert said in why(line)


def test_evidence_of_another_kind_is_named_with_what_it_shows() -> None:
    """Then nothing is said of ticks and paths beside it."""
    told = why("- ✅ The map works since 7fa31c9")
    assert "a commit shows a change, not that it works" in told
    assert "tick" not in told


def test_nothing_is_made_up() -> None:
    """Where nothing stands, nothing is said to stand there."""
    assert "does not count" not in why("Everything is done.")
