"""When a failure was taken back: by the same check, later, on the same or a later revision."""

from __future__ import annotations

from dataclasses import replace
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


def test_the_last_failure_is_that_before_a_look_or_up_to_an_instant() -> None:
    """Of a look without a time nobody knows what was before it, so all of it may have been."""

    def hour(found: datetime | None) -> int | None:
        return found.hour if found else None

    seen = [look(at, passed, None) for at, passed in ((9, False), (10, False), (11, True), (12, False), (13, True))]
    history = History(seen, ORDER)
    assert [hour(history.last_failure_before(look(at, True, None))) for at in (9, 10, 11, 12, 13)] == [None, 9, 10, 10, 12]
    assert hour(history.last_failure_before(replace(look(9, True, None), at=None))) == 12
    assert [hour(history.last_failure(look(at, True, None).at or seen[0].at)) for at in (8, 9, 11, 12, 18)] == [
        None,
        9,
        10,
        12,
        12,
    ]
    assert [hour(history.passes_from(look(at, True, None).at)) for at in (9, 11, 12, 13, 14)] == [11, 11, 13, 13, None]
