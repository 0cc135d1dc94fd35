"""What the looking verbs share: progress on a terminal, and what became of each claim."""

from __future__ import annotations

import io
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from handoff.cli._drift import Fate, fates
from handoff.cli._looks import Progress
from handoff.model.events import ClaimEvent, Evidence
from handoff.model.facts import Facts
from handoff.model.observation import AnyObservation, ProbeSeen, RunSeen, ServingSeen, Share
from handoff.model.project import Project, Service
from handoff.model.session import Session
from handoff.model.times import Window
from handoff.model.value import read_value
from handoff.verdicts import judge

THEN = datetime(2026, 1, 20, 12, 0, tzinfo=UTC)
NOW = THEN + timedelta(days=1)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def look(id: str, at: datetime, outcome: str = "passed", could_not: str | None = None) -> ProbeSeen:
    return ProbeSeen(
        id=id, at=at, service="api", probe="predict", level="functional", asked="POST /predict", outcome=outcome,
        asserted=(f"jsonpath $.ok == true ({outcome})",), could_not=could_not,
    )  # type: ignore[arg-type]  # fmt: skip


def test_progress_is_shown_on_a_terminal_after_a_second(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not for what is over before anybody has read it; the same line is written once, and it is gone at the end."""
    shown = Terminal()
    monkeypatch.setattr(sys, "stderr", shown)
    with Progress() as tell:
        tell(1, 3)
        assert shown.getvalue() == ""
    assert shown.getvalue() == ""
    progress = Progress()
    progress._began -= 2
    with progress as tell:
        tell(2, 3)
        tell(2, 3)
        assert shown.getvalue() == "\rlooking: 2 of 3\x1b[K"
    assert shown.getvalue() == "\rlooking: 2 of 3\x1b[K\r\x1b[K"


def test_progress_is_not_shown_in_a_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    """Standard error of a script stays readable."""
    shown = io.StringIO()
    monkeypatch.setattr(sys, "stderr", shown)
    progress = Progress()
    progress._began -= 2
    progress.tell(1, 3)
    assert shown.getvalue() == ""


def fate(before: list[AnyObservation], after: list[AnyObservation], *events: Evidence, **claim: object) -> Fate:
    """What became of one claim: looks that were there when it was handed over, and looks of now."""
    made = ClaimEvent(id="works", at=THEN, summary="api answers", subject="api", **{"predicate": "functional", **claim})  # type: ignore[arg-type]
    session = Session(id="2026-01-20-x", title="x", started=THEN - timedelta(hours=2), ended=THEN, events=(*events, made))
    project = Project(services=(Service(id="api", name="Front"),))
    facts = Facts(session=session, as_of=THEN, project=project, observations=tuple(before))
    later = replace(facts, as_of=NOW, observations=(*before, *after))
    (found,) = fates(judge(facts), judge(later), {one.id for one in after})
    return found


GOOD = look("seen-1", THEN - timedelta(minutes=5))


def test_a_claim_that_a_new_look_shows_again_holds() -> None:
    """With the new look named."""
    found = fate([GOOD], [look("seen-2", NOW)])
    assert (found.state, found.looks) == ("holds", ("seen-2",))


def test_a_claim_that_a_new_look_refutes_has_drifted() -> None:
    """Both looks are told, with their times."""
    found = fate([GOOD], [look("seen-2", NOW, "failed")])
    assert found.state == "drifted"
    assert found.seen_then == ("seen-1 (2026-01-20 11:55 +00:00): jsonpath $.ok == true (passed)",)
    assert found.seen_now == ("seen-2 (2026-01-21 12:00 +00:00): jsonpath $.ok == true (failed)",)


def test_a_claim_that_nobody_can_see_again_is_not_looked_at() -> None:
    """The look failed, or what showed it is too old by now."""
    quoted = Evidence(
        id="log", at=THEN, summary="log", via="command", subject="api", level="functional", asked="x", exit=0, output="ok"
    )
    again = fate([], [], quoted, evidence=("log",))
    assert (again.state, again.seen_now) == ("not-looked", ("log was not asked again",))
    session_old = fate([], [look("seen-2", NOW, "unclear", "timed out")])
    assert session_old.state == "not-looked"
    assert session_old.seen_now == ("seen-2 (2026-01-21 12:00 +00:00): could not look: timed out",)


def test_a_figure_that_rests_on_what_was_quoted_is_not_asked_again() -> None:
    """Nobody knows what it is today; one of a stretch of time that is over stays what it was."""
    quoted = Evidence(
        id="rate", at=THEN, summary="rate", via="command", subject="api", asked="./rate", exit=0, output="99.5% ok",
        value=read_value("99.5%")
    )  # fmt: skip
    told = {"predicate": "value", "value": read_value("99.5%"), "evidence": ("rate",)}
    found = fate([], [], quoted, **told)
    assert (found.then.answer, found.state, found.part) == ("supported", "not-looked", "not-asked")
    assert found.seen_now == ("rate was not asked again",)
    hour = Window(THEN - timedelta(hours=1), THEN)
    over = fate([], [], replace(quoted, window=hour), **told, window=hour)
    assert (over.then.answer, over.state) == ("supported", "holds")


def test_one_new_look_is_enough_to_say_that_it_holds() -> None:
    """An old file or log beside it need not be asked again, and what was red before a fix cannot be."""
    attached = Evidence(
        id="body",
        at=THEN,
        summary="body",
        via="http",
        subject="api",
        level="functional",
        asked="x",
        outcome="passed",
        output="ok",
    )
    found = fate([GOOD], [look("seen-2", NOW)], attached, evidence=("body",))
    assert (found.state, set(found.then.evidence)) == ("holds", {"body", "seen-1"})


def test_all_of_something_holds_when_all_of_it_was_asked_again() -> None:
    """One member that nobody asked again leaves the whole open."""
    project = Project(services=(Service(id="api"), Service(id="shop")))
    other = replace(GOOD, id="seen-shop", service="shop")

    def state(*after: AnyObservation) -> str:
        made = ClaimEvent(id="all", at=THEN, summary="all work", subject="services", predicate="all-of", each="functional")
        session = Session(id="2026-01-20-x", title="x", started=THEN - timedelta(hours=2), ended=THEN, events=(made,))
        facts = Facts(session=session, as_of=THEN, project=project, observations=(GOOD, other))
        later = replace(facts, as_of=NOW, observations=(GOOD, other, *after))
        (found,) = fates(judge(facts), judge(later), {one.id for one in after})
        return found.state

    fresh = look("seen-2", NOW)
    assert state(fresh, replace(fresh, id="seen-3", service="shop")) == "holds"
    assert state(fresh) == "not-looked"


def test_a_claim_that_was_never_shown_is_said_as_such() -> None:
    """Neither then nor now; one that was refuted then has not drifted since, and is told apart."""
    assert fate([], []).state == "never-shown"
    bad = look("seen-1", THEN - timedelta(minutes=5), "failed")
    assert fate([bad], [look("seen-2", NOW, "failed")]).state == "refuted"


def test_what_only_a_command_showed_was_not_asked_again() -> None:
    """Looks of now that are about something else of the same service are not told for it."""
    run = RunSeen(
        id="run-1",
        at=THEN,
        subject="api",
        level="functional",
        argv=("call",),
        directory=".",
        milliseconds=1,
        exit=0,
        output="ok",
    )
    health = replace(look("health-1", NOW), probe="health", level="live")
    serves = ServingSeen(id="serving-1", at=NOW, service="api", platform="json")
    found = fate([run], [health, serves])
    assert (found.state, found.part, found.looks) == ("not-looked", "not-asked", ())
    assert found.seen_now == ("run-1 was not asked again",)
    assert found.do == "handoff run --about api --level functional -- call"


def test_what_failed_when_it_was_asked_again_was_asked() -> None:
    """Though it refutes more than is claimed: the call fails, and the claim says only that the service is ready."""
    found = fate([GOOD], [look("seen-2", NOW, "failed")], predicate="ready")
    assert found.looks == ("seen-2",)
    assert "was not asked again" not in " ".join(found.seen_now)


def test_what_is_shown_only_now_does_not_hold_still() -> None:
    """It was refuted when it was handed over."""
    bad = look("seen-1", THEN - timedelta(minutes=5), "failed")
    found = fate([bad], [look("seen-2", NOW)])
    assert (found.state, found.part) == ("holds", "holds-now")
    assert fate([GOOD], [look("seen-2", NOW)]).part == "holds"


def test_what_serves_is_told_with_its_shares() -> None:
    """A platform's look has no words of its own."""

    def serving(id: str, at: datetime, revision: str | None) -> ServingSeen:
        shares = (Share(revision=revision, percent=Decimal(100)),) if revision else ()
        return ServingSeen(id=id, at=at, service="api", platform="json", ready=True, current=True, shares=shares)

    before, after = serving("run-1", THEN, "api-1"), serving("run-2", NOW, "api-2")
    found = fate([before], [after], predicate="serving", revision="api-1")
    assert found.state == "drifted"
    assert found.seen_then == ("run-1 (2026-01-20 12:00 +00:00): serves api-1 100 %",)
    assert found.seen_now == ("run-2 (2026-01-21 12:00 +00:00): serves api-2 100 %",)
    assert (
        fate([before], [serving("run-2", NOW, None)], predicate="serving", revision="api-1").seen_now[0].endswith("no revision")
    )
