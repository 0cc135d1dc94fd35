"""What is open comes along, with how often it has."""

from __future__ import annotations

import os
import tempfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from handoff.model.carry import carried, closed, closed_elsewhere, names_of, open_steps, times_carried
from handoff.model.claim import Claim
from handoff.model.events import (
    AnyEvent,
    Bug,
    Change,
    ClaimEvent,
    Closing,
    Commit,
    Deployment,
    Fix,
    NextStep,
    Note,
    OutOfGit,
    RootCause,
)
from handoff.model.facts import ClosedElsewhere
from handoff.model.project import Project
from handoff.model.session import Session
from handoff.model.value import Value
from handoff.store import create_session, load_session
from handoff.verdicts.claims import claims_of
from tests.store.strategies import ANY_EVENT, events

AT = datetime(2026, 1, 21, 9, 0, tzinfo=UTC)
STEP = NextStep(
    id="rerun", summary="Run it again", priority=1, tags=("pipeline",), blocked_by=("deploy", "gone"), extra={"x-own": "1"}
)
OTHER = NextStep(id="deploy", summary="Deploy")


def session(*events: object) -> Session:
    return Session(id="2026-01-20-a", title="t", events=events)  # type: ignore[arg-type]  # events of the model


def all_of(session: Session) -> list[Claim]:
    """Every claim of a session, as if none of them were supported, but those of ticks."""
    ticks = {event.id for event in session.of(Closing)}
    return [claim for claim in claims_of(session) if claim.event not in ticks]


def steps(previous: Session, closings: tuple[str, ...], at: datetime) -> list[NextStep]:
    return [event for event in carried(previous, closings, at) if isinstance(event, NextStep)]


def test_open_steps_come_along_as_they_were() -> None:
    """Fields stay; time, mark and origin are new, and what a step waits for comes only when that comes too."""
    first, second = steps(session(STEP, Note(id="n", summary="s"), OTHER), (), AT)
    assert (first.id, first.summary, first.priority, first.at) == ("rerun", "Run it again", 1, AT)
    assert (first.tags, first.blocked_by) == (("pipeline", "carried"), ("deploy",))
    assert first.extra == {"x-own": "1", "x-carried-from": "2026-01-20-a#rerun", "x-carried": 1}
    assert second.tags == ("carried",)


def test_every_carrying_counts() -> None:
    """The second time says 2, and the mark is there once; a count that is no number counts as none."""
    (once,) = steps(session(OTHER), (), AT)
    (twice,) = steps(session(once), (), AT)
    assert (twice.tags, twice.extra["x-carried"], times_carried(twice)) == (("carried",), 2, 2)
    assert times_carried(NextStep(id="a", summary="s", extra={"x-carried": "often"})) == 0


def test_closed_steps_stay_behind() -> None:
    """Closed here by either name, or from another session by the full one."""
    for of in ("rerun", "2026-01-20-a#rerun"):
        assert open_steps(session(STEP, OTHER, Closing(id="c", summary="s", of=of, state="done"))) == [OTHER]
    assert open_steps(session(STEP, OTHER), ("2026-01-20-a#rerun", "2026-01-19-b#deploy")) == [OTHER]
    assert carried(session(STEP), ("2026-01-20-a#rerun",), AT) == ()


def test_what_is_not_a_step_comes_along_as_what_it_is_now() -> None:
    """A claim loses its evidence, a fix outside git becomes a contingency with its undo, what runs stays running."""
    works = ClaimEvent(id="works", subject="shop", predicate="functional", summary="works", evidence=("call",))
    row = Fix(id="row", summary="Cleaned", bugs=("b",), out_of_git=OutOfGit(what="a row", how="by hand", undo="put it back"))
    out = Deployment(id="out", service="shop", summary="canary", started=AT)
    job = Note(id="job", summary="Backfill", tags=("running",))
    over = Note(id="over", summary="Over", tags=("running",), ended=AT)
    found = carried(session(works, row, out, job, over), (), AT, all_of(session(works)))
    assert [event.id for event in found] == ["works", "row", "out", "job"]
    claim, contingency, rollout, running = found
    assert isinstance(claim, ClaimEvent)
    assert (claim.modality, claim.evidence, claim.tags) == ("carried", (), ("carried",))
    assert (contingency.summary, contingency.details) == ("Outside git: a row", "by hand\n\nUndo: put it back")
    assert (contingency.tags, rollout.tags, running.tags) == (
        ("contingency", "carried"), ("running", "carried"), ("running", "carried"),
    )  # fmt: skip
    assert carried(session(works), (), AT) == ()
    again = carried(session(*found), (), AT, all_of(session(*found)))
    assert [times_carried(event) for event in again] == [2, 2, 2, 2]


def test_a_change_comes_along_until_somebody_closes_it() -> None:
    """Every next reader must know what was left changed and how it is taken back, not only the first one."""
    off = Change(
        id="off", summary="Cron off", type="schedule", old="on", new="off", undo="cron on", details="why", at=AT, ended=AT
    )
    bare = Change(id="bare", summary="Row removed", tags=("do-not-disturb",))
    told, plain = carried(session(off, bare), (), AT)
    assert isinstance(told, Note)
    assert (told.id, told.summary) == ("off", "Changed outside git: schedule: Cron off")
    assert (told.details, told.tags) == ("why\n\nBefore: on\n\nNow: off\n\nUndo: cron on", ("contingency", "carried"))
    assert (plain.summary, plain.details) == ("Changed outside git: Row removed", None)
    assert plain.tags == ("do-not-disturb", "contingency", "carried")
    (again, _) = carried(session(told, plain), (), AT)
    assert (again.summary, again.details, times_carried(again)) == (told.summary, told.details, 2)
    assert carried(session(off, Closing(id="c", summary="s", of="off", state="done")), (), AT) == ()
    assert carried(session(off), ("2026-01-20-a#off",), AT) == ()


def test_whatever_bears_the_tag_of_what_runs_comes_along() -> None:
    """Also a claim that nobody doubts, and a bug that is over: the page names them under what must not be disturbed."""
    works = ClaimEvent(id="works", subject="shop", predicate="functional", summary="works", tags=("running",))
    bug = Bug(id="bug", summary="bug", tags=("contingency",))
    told = [(one.id, one.kind, one.summary) for one in carried(session(works, bug), (), AT)]
    assert told == [("works", "note", "works"), ("bug", "note", "bug")]
    (doubted,) = carried(session(works), (), AT, all_of(session(works)))
    assert (doubted.kind, doubted.tags) == ("claim", ("running", "carried"))


def test_every_claim_comes_along_whatever_made_it() -> None:
    """A number without what it was counted from; a fix, a roll-out and a commit as what they say; a fix outside git twice."""
    fast = ClaimEvent(id="fast", subject="shop", predicate="value", summary="fast", value=Value(n=Decimal(2), basis="kind:bug"))
    lines = replace(fast, id="lines", value=Value(n=Decimal(2), unit="files", basis="commit:aaaaaaa1"))
    out = Deployment(id="out", service="shop", summary="out", revision="r2", commit="aaaaaaa1", result="succeeded")
    made = Commit(id="made", summary="made", sha="aaaaaaa1")
    row = Fix(id="row", summary="row", state="verified", out_of_git=OutOfGit(what="a row"))
    before = session(fast, lines, out, made, row)
    found = carried(before, (), AT, all_of(before))
    told = [(one.id, one.kind, one.extra["x-carried-from"]) for one in found]
    assert told == [
        ("fast", "claim", "2026-01-20-a#fast"), ("lines", "claim", "2026-01-20-a#lines"), ("out", "claim", "2026-01-20-a#out"),
        ("made", "claim", "2026-01-20-a#made"), ("row", "note", "2026-01-20-a#row"),
        ("row-fixed", "claim", "2026-01-20-a#row/fixed"),
    ]  # fmt: skip
    numbers, counted, rollout, commit, _, fixed = found
    assert isinstance(numbers, ClaimEvent)
    assert numbers.value == Value(n=Decimal(2))
    assert isinstance(counted, ClaimEvent)
    assert counted.value == lines.value
    assert isinstance(rollout, ClaimEvent)
    assert (rollout.subject, rollout.predicate, rollout.revision) == (
        "shop",
        "deployed",
        "r2",
    )
    assert isinstance(commit, ClaimEvent)
    assert (commit.predicate, commit.commit, commit.modality) == (
        "committed", "aaaaaaa1", "carried",
    )  # fmt: skip
    assert isinstance(fixed, ClaimEvent)
    assert (fixed.subject, fixed.predicate) == ("2026-01-20-a#row", "fixed")


def test_the_numbers_of_a_commit_stay_where_they_were_counted() -> None:
    """They are git's to tell; of one commit comes one claim, whose id nothing else has."""
    made = Commit(id="made", summary="made", sha="aaaaaaa1", files=3, insertions=9, at=AT)
    before = session(made, Note(id="made-committed", summary="another"))
    (there,) = carried(before, (), AT, all_of(before))
    assert isinstance(there, ClaimEvent)
    assert (there.id, there.predicate, there.commit) == ("made", "committed", "aaaaaaa1")
    numbers = [claim for claim in all_of(before) if claim.predicate == "value"]
    assert carried(before, (), AT, numbers) == ()
    # However many claims an event makes.
    twice = carried(
        before, (), AT, [replace(one, predicate=way) for one in all_of(before)[:1] for way in ("committed", "merged")]
    )
    assert [event.id for event in twice] == ["made", "made-merged"]


def test_a_cause_is_open_while_it_is_only_suspected() -> None:
    """It loses its bug, which is not of the next session; one that was confirmed for the same bug settles it."""
    guess = RootCause(id="guess", summary="the disk", bug="b", verdict="suspected", evidence=("call",))
    (taken,) = carried(session(guess), (), AT)
    assert isinstance(taken, RootCause)
    assert (taken.verdict, taken.bug, taken.evidence) == ("suspected", None, ())
    (again,) = carried(session(taken), (), AT)
    assert times_carried(again) == 2
    sure = RootCause(id="sure", summary="the disk", bug="b", verdict="confirmed")
    assert carried(session(guess, sure), (), AT) == ()
    assert carried(session(guess, Closing(id="c", summary="s", of="guess", state="dropped", why="no")), (), AT) == ()


def test_a_bug_that_is_not_over_comes_along_with_its_cause() -> None:
    """With the time at which it was noticed; also one of an earlier session, under a name that is free here."""
    bug = Bug(id="b", summary="b", severity="high", symptoms=("500",), at=AT - timedelta(hours=3))
    guess = RootCause(id="guess", summary="the disk", bug="b", verdict="suspected")
    other = Bug(id="b", summary="another")
    now, cause, earlier = carried(session(bug, guess), (), AT, bugs=[("2026-01-20-a", bug), ("2026-01-19-z", other)])
    assert isinstance(now, Bug)
    assert (now.id, now.at, now.detected, now.symptoms) == ("b", AT, AT - timedelta(hours=3), ("500",))
    assert isinstance(cause, RootCause)
    assert cause.bug == "b"
    assert (earlier.id, earlier.extra["x-carried-from"]) == ("b-2", "2026-01-19-z#b")
    assert carried(session(bug, guess), (), AT)[0].kind == "root-cause"


def test_an_item_is_closed_under_all_its_names() -> None:
    """Closing what was carried closes the original and what other sessions made of it; a circle of origins ends."""
    first = Session(id="2026-01-20-a", title="t", events=(OTHER,))
    second = Session(id="2026-01-21-b", title="t", events=carried(first, (), AT))
    aside = Session(id="2026-01-21-c", title="t", events=carried(first, (), AT))
    shut = Closing(id="c", summary="s", of="deploy", state="done")
    third = Session(id="2026-01-22-d", title="t", events=(*carried(second, (), AT), shut))
    names = {"2026-01-20-a#deploy", "2026-01-21-b#deploy", "2026-01-21-c#deploy", "2026-01-22-d#deploy"}
    assert closed((first, second, aside, third)) == names
    ring = [
        replace(first, id=f"2026-01-2{one}-r", events=(replace(OTHER, extra={"x-carried-from": f"2026-01-2{other}-r#deploy"}),))
        for one, other in ((3, 4), (4, 3))
    ]
    assert closed(ring) == frozenset()


def test_what_other_sessions_close_is_known_by_the_own_name() -> None:
    """However often it was carried, in another branch too; the first closing counts, and what is closed here is not told."""
    first = Session(id="2026-01-20-a", title="t", events=(OTHER, STEP))
    second = Session(id="2026-01-21-b", title="t", events=carried(first, (), AT))
    aside = Session(id="2026-01-21-c", title="t", events=carried(first, (), AT))
    late = Closing(id="late", summary="s", of="2026-01-20-a#deploy", state="dropped", at=AT + timedelta(days=3))
    soon = Closing(id="soon", summary="s", of="deploy", state="done", at=AT + timedelta(days=2))
    fourth = Session(id="2026-01-23-e", title="t", events=(late,))
    third = Session(id="2026-01-22-d", title="t", events=(*carried(second, (), AT), soon))
    for one in (first, second, aside):
        others = [other for other in (first, second, aside, third, fourth) if other is not one]
        assert closed_elsewhere(one, others) == (ClosedElsewhere("deploy", "2026-01-22-d", soon),)
    assert closed_elsewhere(first, ()) == ()
    assert names_of("2026-01-22-d#deploy", (first, second, aside, third)) == {
        f"{one.id}#deploy" for one in (first, second, aside, third)
    }


LONG = 300 if os.environ.get("HANDOFF_PROVE") else 12
DEEP = 50 if os.environ.get("HANDOFF_PROVE") else 8
KINDS = ("step", "claim", "fix", "running", "number", "rollout", "repair", "cause")


def _made(kind: str, id: str) -> AnyEvent:
    match kind:
        case "step":
            return NextStep(id=id, summary=id)
        case "claim":
            return ClaimEvent(id=id, subject="shop", predicate="functional", summary=id)
        case "number":
            return ClaimEvent(id=id, subject="shop", predicate="value", summary=id, value=Value(n=Decimal(2), basis="kind:bug"))
        case "rollout":
            return Deployment(id=id, service="shop", summary=id, revision="r2", result="succeeded")
        case "repair":
            return Fix(id=id, summary=id, state="verified", commits=("aaaaaaa1",))
        case "cause":
            return RootCause(id=id, summary=id, verdict="suspected")
        case "fix":
            return Fix(id=id, summary=id, out_of_git=OutOfGit(what=id, undo="take it back"))
        case _:
            return Note(id=id, summary=id, tags=("running",))


def nothing_is_lost(days: list[tuple[list[str], list[int]]]) -> None:
    """Over a chain of sessions written to disk and read again, what is open is what was made and never closed."""
    with tempfile.TemporaryDirectory() as folder:
        project = Project(root=folder, timezone="UTC")
        chain: list[Session] = []
        wanted: dict[str, int] = {}
        names: dict[str, list[str]] = {}
        for day, (kinds, shut) in enumerate(days):
            at = AT + timedelta(days=day)
            taken: tuple[AnyEvent, ...] = ()
            if chain:
                taken = carried(chain[-1], closed(chain), at, all_of(chain[-1]))
            assert {event.id: times_carried(event) for event in taken} == {id: day - born for id, born in wanted.items()}
            new = [_made(kind, f"{kind}-{day}-{number}") for number, kind in enumerate(kinds)]
            wanted |= {event.id: day for event in new}
            id = f"{at:%Y-%m-%d}-s"
            for one in (*taken, *new):
                names.setdefault(one.id, []).append(f"{id}#{one.id}")
            closings = []
            for number, pick in enumerate(shut):
                if wanted:
                    gone = sorted(wanted)[pick % len(wanted)]
                    del wanted[gone]
                    known = names[gone]
                    # Closed under the name that it has here, or under any that it had before.
                    of = gone if pick % 2 else known[pick % len(known)]
                    closings.append(Closing(id=f"shut-{day}-{number}", summary="s", of=of, state="done"))
            made = Session(id=id, title="t", timezone="UTC", started=at, events=(*taken, *new, *closings))
            chain.append(load_session(create_session(project, made), project))


DAYS = st.lists(
    st.tuples(st.lists(st.sampled_from(KINDS), max_size=3), st.lists(st.integers(0, 99), max_size=2)), min_size=2, max_size=DEEP
)


@settings(max_examples=LONG, deadline=None)
@given(DAYS)
def test_nothing_open_is_lost_but_by_closing_it(days: list[tuple[list[str], list[int]]]) -> None:
    """Every open item arrives in every later session, with the right count, until it is closed; then it never comes back."""
    nothing_is_lost(days)


def test_nothing_is_lost_over_fifty_sessions() -> None:
    """The first day's items are still there on the fiftieth, and those closed on the way are not."""
    nothing_is_lost([([KINDS[day % 8]], [day] if day % 5 == 4 else []) for day in range(50)])


SESSIONS = st.lists(
    st.lists(ANY_EVENT | events(Commit) | events(Fix), max_size=4, unique_by=lambda event: event.id), min_size=2, max_size=4
)


@settings(max_examples=LONG, deadline=None)
@given(SESSIONS)
def test_what_is_carried_always_loads(days: list[list[AnyEvent]]) -> None:
    """Events of every kind, with anything in their fields, all of them doubted, carried over and over: no id is there twice."""
    with tempfile.TemporaryDirectory() as folder:
        project = Project(root=folder, timezone="UTC")
        chain: list[Session] = []
        for day, new in enumerate(days):
            at = AT + timedelta(days=day)
            bugs = [(one.id, bug) for one in chain for bug in one.of(Bug)]
            taken = carried(chain[-1], closed(chain), at, all_of(chain[-1]), bugs) if chain else ()
            own = [event for event in new if event.id not in {one.id for one in taken}]
            made = Session(id=f"{at:%Y-%m-%d}-s", title="t", timezone="UTC", started=at, events=(*taken, *own))
            chain.append(load_session(create_session(project, made), project))
            assert [event.id for event in chain[-1].events] == [event.id for event in made.events]
