"""What is open comes along, with how often it has."""

from __future__ import annotations

from datetime import UTC, datetime

from handoff.model.events import Closing, NextStep, Note
from handoff.model.session import Session
from handoff.store.carry import carried, open_steps, times_carried

AT = datetime(2026, 1, 21, 9, 0, tzinfo=UTC)
STEP = NextStep(
    id="rerun", summary="Run it again", priority=1, tags=("pipeline",), blocked_by=("deploy", "gone"), extra={"x-own": "1"}
)
OTHER = NextStep(id="deploy", summary="Deploy")


def session(*events: object) -> Session:
    return Session(id="2026-01-20-a", title="t", events=events)  # type: ignore[arg-type]  # events of the model


def test_open_steps_come_along_as_they_were() -> None:
    """Fields stay; time, mark and origin are new, and what a step waits for comes only when that comes too."""
    first, second = carried(session(STEP, Note(id="n", summary="s"), OTHER), (), AT)
    assert (first.id, first.summary, first.priority, first.at) == ("rerun", "Run it again", 1, AT)
    assert (first.tags, first.blocked_by) == (("pipeline", "carried"), ("deploy",))
    assert first.extra == {"x-own": "1", "x-carried-from": "2026-01-20-a#rerun", "x-carried": 1}
    assert second.tags == ("carried",)


def test_every_carrying_counts() -> None:
    """The second time says 2, and the mark is there once; a count that is no number counts as none."""
    (once,) = carried(session(OTHER), (), AT)
    (twice,) = carried(session(once), (), AT)
    assert (twice.tags, twice.extra["x-carried"], times_carried(twice)) == (("carried",), 2, 2)
    assert times_carried(NextStep(id="a", summary="s", extra={"x-carried": "often"})) == 0


def test_closed_steps_stay_behind() -> None:
    """Closed here by either name, or from another session by the full one."""
    for of in ("rerun", "2026-01-20-a#rerun"):
        assert open_steps(session(STEP, OTHER, Closing(id="c", summary="s", of=of, state="done"))) == [OTHER]
    assert open_steps(session(STEP, OTHER), ("2026-01-20-a#rerun", "2026-01-19-b#deploy")) == [OTHER]
    assert carried(session(STEP), ("2026-01-20-a#rerun",), AT) == ()
