"""Which bugs are not over: what the last session that speaks of them shows has the word."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from handoff.model.facts import ClosedElsewhere, Facts
from handoff.model.project import Policy, Project
from handoff.verdicts import judge
from handoff.verdicts.unsettled import open_bugs, tells_of_bugs, unsettled
from tests.corpus import facts

BUG = "{id: b, kind: bug, at: 10:00, services: [shop], summary: orders fail}"
RED, GREEN = (
    f"{{id: {id}, kind: evidence, at: {at}, via: command, level: functional, subject: shop, asked: order, exit: {exit}, "
    f"output: {output}, summary: {output}}}"
    for id, at, exit, output in (("red", "10:05", 1, "refused"), ("green", "12:00", 0, "stored"))
)
FIX = (
    "{id: f, kind: fix, at: 11:00, bugs: [b], state: verified, out_of_git: {what: the table, how: filled, undo: empty it}, "
    "evidence: [green], summary: filled}"
)
SHOWN = (BUG, RED, GREEN, FIX)
AGAIN = RED.replace("red", "red-again").replace("10:05", "13:00")
LATER = "{id: late, kind: claim, at: 13:10, subject: b, predicate: fixed, summary: it is mended}"


def session(*events: str, id: str = "a", day: int = 20, head: str = "") -> Facts:
    record = f"id: 2026-01-{day}-{id}\ntitle: {id}\ntimezone: UTC\nstarted: 2026-01-{day}T09:00Z\n{head}"
    return facts(record + "events:\n" + "".join(f"  - {event}\n" for event in events), as_of="2026-01-23T19:00Z")


def linked(*sessions: Facts) -> list[Facts]:
    return [replace(one, linked=tuple(other for other in sessions if other is not one)) for one in sessions]


def names(*sessions: Facts) -> list[str]:
    """Without the year and month, which are the same everywhere."""
    return sorted(name.removeprefix("2026-01-") for name in unsettled(map(judge, linked(*sessions))))


def carried(bug: str = "b", of: str = "2026-01-20-a") -> str:
    return BUG.replace("id: b", f"id: {bug}").replace("summary", f'x-carried-from: "{of}#b", summary')


@pytest.mark.parametrize(
    ("events", "left"),
    [
        ((), []),
        ((BUG,), ["20-a#b"]),
        ((BUG.replace("services", "ended: 11:00, services"),), []),
        ((BUG, FIX.replace("verified", "applied")), ["20-a#b"]),
        ((BUG, GREEN, FIX), ["20-a#b"]),
        (SHOWN, []),
        ((*SHOWN, AGAIN), ["20-a#b"]),
        ((*SHOWN, LATER), []),
        ((*SHOWN, LATER.replace("subject: b", "subject: shop")), []),
        ((*SHOWN, LATER.replace("fixed", "resolved")), []),
        ((BUG.replace("services", "ended: 11:00, services"), GREEN, LATER.replace("subject: b", "subject: shop")), ["20-a#b"]),
        ((*SHOWN, AGAIN, BUG.replace("services", "ended: 14:00, services").replace("id: b", "id: c")), ["20-a#b"]),
        ((*SHOWN, "{id: no, kind: claim, at: 13:10, subject: shop, predicate: ready, summary: it is ready}"), []),
        ((*SHOWN, FIX.replace("id: f", "id: g").replace(", out_of_git: {what: the table, how: filled, undo: empty it}", "")),
         ["20-a#b"]),
    ],
)  # fmt: skip
def test_a_bug_is_over_when_all_that_is_said_of_its_fix_is_shown(events: tuple[str, ...], left: list[str]) -> None:
    """Or when its end is noted and nobody says that it is fixed; that a change was made shows nothing."""
    assert names(session(*events)) == left


def test_a_check_that_grew_old_makes_nothing_broken() -> None:
    """Where a project lets repairs age. Once it was shown, only another look takes that back."""
    project = Project(policy=Policy(freshness={"fixed": timedelta(days=1)}))
    old = replace(session(*SHOWN), project=project)
    (verdict,) = judge(old).verdicts
    assert (verdict.answer, verdict.reasons) == ("inconclusive", ("stale",))
    assert names(old) == []
    assert names(replace(session(*SHOWN, AGAIN), project=project)) == ["20-a#b"]


def test_the_session_that_was_begun_last_has_the_word() -> None:
    """Under every name of the bug, in whichever order the sessions are met."""
    broken, shown = session(BUG, id="a"), session(carried(), *SHOWN[1:], id="c", day=21)
    assert names(broken, shown) == names(shown, broken) == []
    first, again = session(*SHOWN, id="a"), session(carried(), id="c", day=21)
    assert names(first, again) == names(again, first) == ["20-a#b", "21-c#b"]
    assert names(session(*SHOWN, id="a"), session(carried(), id="c")) == ["20-a#b", "20-c#b"]
    assert names(session(BUG, id="a"), session(carried(), *SHOWN[1:], id="c")) == []


def test_of_one_day_the_hour_counts_and_not_the_name() -> None:
    """A session of which nobody knows when it was begun comes before all others."""
    first, last = session(BUG, id="z"), session(carried(of="2026-01-20-z"), *SHOWN[1:], id="a")
    started = last.session.started
    assert started is not None
    later = replace(last, session=replace(last.session, started=started + timedelta(hours=3)))
    assert names(first, later) == []
    assert names(replace(first, session=replace(first.session, started=None)), last) == []
    assert names(first, replace(last, session=replace(last.session, started=None))) == ["20-a#b", "20-z#b"]


def test_a_later_session_speaks_of_a_bug_by_its_full_name() -> None:
    """In a fix, in a claim, and of its own by the short one."""
    other = "2026-01-20-a#b"
    mended = session(RED, GREEN, FIX.replace("[b]", f'["{other}"]'), id="c", day=21)
    assert names(session(BUG), mended) == []
    assert names(session(BUG), session(LATER.replace("subject: b", f'subject: "{other}"'), id="c", day=21)) == ["20-a#b"]
    said = LATER.replace("subject: b", f'subject: "{other}"')
    assert names(session(*SHOWN), session(said, id="c", day=21)) == ["20-a#b"]
    assert names(session(BUG), session(*SHOWN, id="c", day=21)) == ["20-a#b"]


@pytest.mark.parametrize(
    ("events", "left"),
    [
        ((BUG,), ["20-a#b"]),
        ((BUG, FIX.replace("verified", "applied")), []),
        ((BUG, FIX.replace("verified", "proposed")), ["20-a#b"]),
        ((BUG, FIX.replace(" state: verified,", "")), ["20-a#b"]),
        ((BUG, GREEN, FIX), []),
        ((*SHOWN, AGAIN), ["20-a#b"]),
        ((*SHOWN, AGAIN, LATER), ["20-a#b"]),
    ],
)
def test_what_an_imported_document_says_is_mended_is_no_news_of_what_is_broken(
    events: tuple[str, ...], left: list[str]
) -> None:
    """A draft lacks the evidence of its document; what is refuted is open all the same."""
    assert names(session(*events, head="x-imported: HANDOFF.md\n")) == left


def test_open_bugs_stand_in_the_session_that_has_them_now() -> None:
    """In the order in which the sessions were begun; also where only the linked ones have bugs."""
    own = session(carried("again"), BUG.replace("id: b", "id: new"), id="c", day=21)
    before, after = session(BUG, BUG.replace("id: b", "id: b2")), session(BUG, id="d", day=22)
    found = open_bugs(replace(own, linked=(after, before)))
    assert [(one.id, bug.id) for one, bug in found] == [
        ("2026-01-20-a", "b2"), ("2026-01-21-c", "again"), ("2026-01-21-c", "new"), ("2026-01-22-d", "b"),
    ]  # fmt: skip
    assert open_bugs(session(RED)) == open_bugs(session(*SHOWN)) == ()


def test_what_was_closed_is_not_open() -> None:
    """By a session that was read, under any name of the bug, or by one that was not."""
    closing = "{id: x, kind: closing, at: 14:00, of: %s, state: dropped, why: dropped, summary: not wanted}"
    assert open_bugs(session(BUG, closing % "b")) == ()
    left = open_bugs(
        replace(session(closing % '"2026-01-20-a#b"', id="c", day=21), linked=(session(BUG, BUG.replace("b,", "k,")),))
    )
    assert [bug.id for _, bug in left] == ["k"]
    shut = session(closing % "b").session.events[0]
    elsewhere = ClosedElsewhere("b", "2026-01-22-z", shut)  # type: ignore[arg-type]
    assert open_bugs(replace(session(BUG), closed_elsewhere=(elsewhere,))) == ()


def test_a_fix_in_one_session_is_seen_beside_a_bug_of_another() -> None:
    """Each session is judged with all others beside it, whichever of them is asked."""
    mended = session(RED, GREEN, FIX.replace("[b]", '["2026-01-20-a#b"]'), id="c", day=21)
    assert open_bugs(replace(session(BUG), linked=(mended,))) == ()
    assert open_bugs(replace(mended, linked=(session(BUG),))) == ()


@pytest.mark.parametrize(
    ("event", "tells"),
    [
        (BUG, True),
        (FIX, True),
        (LATER, True),
        (LATER.replace("fixed", "resolved"), True),
        (LATER.replace("fixed", "ready"), False),
        (RED, False),
    ],
)
def test_only_bugs_fixes_and_claims_of_being_fixed_tell_of_bugs(event: str, tells: bool) -> None:
    """Other sessions need not be judged to learn which bugs are open."""
    assert tells_of_bugs(session(event).session) is tells
