"""The watched instant: whatever is asked of it, the stretch that comes out is one in which nothing else would be answered."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handoff.checking.validity import Watch

NOON = datetime(2026, 1, 21, 12, 0, tzinfo=UTC)
TICK = timedelta(microseconds=1)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
EAST = timezone(timedelta(hours=-5))


def _stretch(ask: Callable[[Any], object], now: datetime = NOON) -> tuple[datetime, datetime]:
    watch = Watch(now)
    ask(watch.instant)
    return watch.since, watch.until


def test_nothing_asked_holds_for_ever() -> None:
    """A document without anything that ages is judged alike at any time."""
    since, until = _stretch(lambda now: None)
    assert since.year == 1
    assert until.year == 9999


@pytest.mark.parametrize(
    ("ask", "since", "until"),
    [
        (lambda now: now < NOON + HOUR, None, NOON + HOUR),
        (lambda now: now >= NOON - HOUR, NOON - HOUR + TICK, None),
        (lambda now: now == NOON, NOON, NOON + TICK),
        (lambda now: now > NOON.astimezone(EAST) + HOUR, None, NOON + HOUR),
        (lambda now: now - (NOON - DAY) > 7 * DAY, None, NOON + 6 * DAY),
        (lambda now: now - (NOON - 8 * DAY) > 7 * DAY, NOON - DAY + TICK, None),
        (lambda now: (NOON + DAY) - now < HOUR, None, NOON + 23 * HOUR),
        (lambda now: now + 2 * HOUR < NOON + HOUR, NOON - HOUR + TICK, None),
        (lambda now: 2 * HOUR + now > NOON + HOUR, NOON - HOUR + TICK, None),
        (lambda now: now - HOUR < NOON, None, NOON + HOUR),
        (lambda now: min([NOON + HOUR, now, NOON - HOUR]), NOON - HOUR + TICK, NOON + HOUR),
        (lambda now: now.date(), NOON.replace(hour=0), NOON.replace(hour=0) + DAY),
        (lambda now: (now + DAY).date(), NOON.replace(hour=0), NOON.replace(hour=0) + DAY),
        (lambda now: now - NOON > timedelta.max, None, None),
        (lambda now: now == "noon", None, None),
    ],
)
def test_comparing_splits_time(ask: Callable[[Any], object], since: datetime | None, until: datetime | None) -> None:
    """The stretch reaches up to the instant at which the answer would turn, and no further."""
    found = _stretch(ask)
    assert found[0] == since or (since is None and found[0].year == 1)
    assert found[1] == until or (until is None and found[1].year == 9999)


def test_several_questions_narrow_the_same_stretch() -> None:
    """The narrowest of all answers counts."""

    def ask(now: Any) -> None:
        assert [now > NOON - HOUR, now > NOON - DAY, now < NOON + DAY, now < NOON + HOUR] == [True] * 4

    assert _stretch(ask) == (NOON - HOUR + TICK, NOON + HOUR)


def _of_age(ask: Callable[[Any], object]) -> Callable[[Any], object]:
    return lambda now: ask(now - NOON)


OF_AGE: list[Callable[[Any], object]] = [
    str, repr, hash, bool, abs, pickle.dumps, lambda age: age.days, lambda age: age.total_seconds(), lambda age: age / HOUR,
    lambda age: age // HOUR, lambda age: divmod(age, HOUR), lambda age: age + HOUR, lambda age: HOUR + age, lambda age: -age,
    lambda age: age < age, lambda age: age * 2,
]  # fmt: skip


@pytest.mark.parametrize(
    "ask",
    [
        str, repr, hash, format, pickle.dumps, copy.copy, *map(_of_age, OF_AGE),
        lambda now: now.isoformat(), lambda now: now.hour, lambda now: now.astimezone(EAST), lambda now: now.timestamp(),
        lambda now: f"{now:%H}", lambda now: now - now, lambda now: now < now + HOUR, lambda now: now.replace(hour=1),
        lambda now: str(NOON - now), lambda now: (now + DAY).weekday(),
    ],
)  # fmt: skip
def test_whatever_else_is_asked_holds_for_this_instant_only(ask: Callable[[Any], object]) -> None:
    """A text, an hour, an age in words: nobody can tell when it would be another."""
    assert _stretch(ask) == (NOON, NOON + TICK)


def test_a_copy_is_an_ordinary_instant() -> None:
    """What leaves the process is no watched instant any more."""
    watch = Watch(NOON)
    assert type(pickle.loads(pickle.dumps(watch.instant + HOUR))) is datetime
    assert pickle.loads(pickle.dumps(watch.instant + HOUR)) == NOON + HOUR


def test_what_makes_no_sense_still_makes_none() -> None:
    """Adding two instants, or comparing with a text, fails as with any other."""
    now = Watch(NOON).instant
    for wrong in (lambda: now + now, lambda: now - "x", lambda: "x" - now, lambda: now + 1, lambda: now < "x"):
        with pytest.raises(TypeError):
            wrong()
    with pytest.raises(TypeError, match="naive"):
        assert now < datetime(2026, 1, 1)


instants = st.datetimes(datetime(2026, 1, 1), datetime(2026, 2, 1), timezones=st.sampled_from([UTC, EAST]))
lengths = st.timedeltas(-10 * DAY, 10 * DAY)


@given(instants, st.lists(st.tuples(st.integers(0, 5), instants, lengths), max_size=6), instants)
@settings(max_examples=300)
def test_inside_the_stretch_every_answer_is_the_same(
    now: datetime, questions: list[tuple[int, datetime, timedelta]], other: datetime
) -> None:
    """The law: for any questions, and any instant of the stretch that they leave, the answers are those for now."""

    def answers(at: Any) -> list[object]:
        ask: list[Callable[[datetime, timedelta], object]] = [
            lambda one, length: at < one,
            lambda one, length: one + length >= at,
            lambda one, length: at - one > length,
            lambda one, length: one - at <= length,
            lambda one, length: at + length == one,
            lambda one, length: (at - length).date(),
        ]
        return [ask[kind](one, length) for kind, one, length in questions]

    watch = Watch(now)
    told = answers(watch.instant)
    assert told == answers(now)
    for at in {other, watch.since, watch.until - TICK}:
        if watch.since <= at < watch.until and at.year not in (1, 9999):
            assert answers(at.astimezone(now.tzinfo)) == told


def test_dates_are_those_of_the_offset_that_was_given() -> None:
    """In the evening of New York it is the next day in UTC already."""
    watch = Watch(datetime(2026, 1, 20, 22, 0, tzinfo=EAST))
    assert watch.instant.date() == date(2026, 1, 20)
    assert watch.until == datetime(2026, 1, 21, 5, 0, tzinfo=UTC)


def test_judgements_hold_in_the_stretch_that_is_kept_for_them(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The law again for a whole check: at any instant of the stretch the judge and all rules say the very same."""
    from handoff.checking.checker import Checker
    from handoff.checking.documents import documents
    from handoff.checking.request import Judged, Request
    from tests.cli.test_check import AGEING, _session

    monkeypatch.chdir(project)
    (project / "handoff.toml").write_text(
        '[[waivers]]\nrule = "stale-evidence"\nwho = "Ana"\nwhy = "x"\nuntil = "2026-02-03"\n'
    )
    _session(project, "2026-01-20-worker", AGEING)
    (document,) = documents([], project)

    def judged(at: datetime) -> Judged:
        (result,) = Checker(Request(as_of=at)).check([document])
        assert isinstance(result, Judged)
        return result

    def said(one: Judged) -> object:
        assert one.checked is not None
        return one.checked.judgement.verdicts, one.checked.findings, one.checked.not_run

    now = datetime(2026, 1, 20, 18, 0, tzinfo=UTC)
    stretches = 0
    seen = set()
    while now < datetime(2026, 3, 1, tzinfo=UTC):
        one = judged(now)
        last = min(one.until - TICK, datetime(2026, 3, 1, tzinfo=UTC))
        for at in (last, now + (last - now) / 2):
            assert said(judged(at)) == said(one), (now, at)
        seen.add(str(said(one)))
        stretches += 1
        now = one.until
        assert stretches < 200
    assert len(seen) > 2
