"""When a failure was taken back: by the same check, later, on the same or a later revision."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from handoff.model.claim import Exhibit
from handoff.verdicts.history import History

ORDER: dict[str | None, int] = {"r1": 0, "r2": 1, "r3": 2}


def look(hour: int, passed: bool, revision: str | None) -> Exhibit:
    at = datetime(2026, 1, 20, hour, tzinfo=UTC)
    return Exhibit(
        id=f"at-{hour}",
        subject="shop",
        level="functional",
        strength="quoted",
        passed=passed,
        at=at,
        check="call",
        revision=revision,
    )


@pytest.mark.parametrize(
    ("failed", "passes", "taken_back"),
    [
        ("r2", ["r2", "r1"], True),
        ("r2", ["r1", "r2"], True),
        ("r2", ["r1", "r1", "r2"], True),
        ("r2", ["r1"], False),
        ("r3", ["r2", "r2", "r2"], False),
        ("r1", ["r3"], True),
        (None, ["r1"], True),
        ("r3", [None], True),
        ("r3", [], False),
    ],
)
def test_a_failure_is_taken_back_on_its_own_revision_or_a_later_one(
    failed: str | None, passes: list[str | None], taken_back: bool
) -> None:
    """Whichever of the later passes that was; a pass that names no revision is taken for the newest."""
    red = look(10, passed=False, revision=failed)
    seen = [red, *(look(11 + hour, passed=True, revision=revision) for hour, revision in enumerate(passes))]
    assert History(seen, ORDER).passed_after(red) is taken_back
