"""Which commits, pairs and days a record speaks of."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from handoff.model.events import AnyEvent, ClaimEvent, Closing, Commit, Correction, Deployment, Evidence, Fix, Impact, Note
from handoff.model.observation import ServingSeen, Share
from handoff.model.session import Checkout, Session
from handoff.model.times import Window
from handoff.model.value import Value
from handoff.observe.git.cited import Cited, cited_commits, window_of
from tests.observe.git.made import NOW, Made, citing, commits, look, repository

A, B = "e32bb0c1", "69e5697"


@pytest.mark.parametrize(
    "event",
    [
        Commit(id="x", summary="s", sha=A),
        Fix(id="x", summary="s", commits=(A,)),
        Fix(id="x", summary="s", evidence=(f"commit:{A}",)),
        Deployment(id="x", summary="s", service="worker", commit=A),
        Deployment(id="x", summary="s", service="worker", evidence=(f"commit: {A.upper()}",)),
        Evidence(id="x", summary="s", commit=A),
        Evidence(id="x", summary="s", subject=f"commit:{A}"),
        ClaimEvent(id="x", summary="s", subject="worker", predicate="deployed", commit=A),
        ClaimEvent(id="x", summary="s", subject=A, predicate="committed"),
        ClaimEvent(id="x", summary="s", subject=f"commit:{A}", predicate="committed"),
        ClaimEvent(id="x", summary="s", subject="worker", predicate="all-of", members=(A,)),
        ClaimEvent(
            id="x", summary="s", subject="session", predicate="value", value=Value(n=Decimal(16), basis=f"a commit:{A} b")
        ),
        ClaimEvent(id="x", summary="s", subject="worker", predicate="fixed", evidence=(f"commit:{A}",)),
        Impact(id="x", summary="s", amount=Value(n=Decimal(1), basis=f"commit:{A}")),
        Closing(id="x", summary="s", of=f"commit:{A}", state="done"),
        Correction(id="x", summary="s", corrects=f"commit:{A}"),
    ],
)
def test_every_way_of_citing_a_commit_is_seen(event: AnyEvent) -> None:
    """Fields that hold ids, short forms, subjects, what a value is computed from."""
    assert cited_commits(citing(events=(event,))) == (Cited(A),)


@pytest.mark.parametrize(
    "event",
    [
        Note(id="x", summary=f"we looked at commit:{A}", details=f"commit:{A}"),
        Evidence(id="x", summary="s", output=f"commit:{A}"),
        ClaimEvent(id="x", summary="s", subject="deadbee", predicate="ready"),
        ClaimEvent(id="x", summary="s", subject="worker", predicate="ready", evidence=("health-200", "url:https://x")),
        Evidence(id="x", summary="s", asked=f"my-commit:{A}"),
    ],
)
def test_free_words_cite_nothing(event: AnyEvent) -> None:
    """Prose is read elsewhere; a word of letters alone is a name."""
    assert cited_commits(citing(events=(event,))) == ()


def test_a_commit_is_cited_once_however_often_it_is_named() -> None:
    """In the order of the record, the header first; another repository makes it another one."""
    events = (
        Commit(id="a", summary="s", sha=A),
        Fix(id="b", summary="s", commits=(B, A)),
        Commit(id="c", summary="s", sha=B, repo="app"),
    )
    session = citing(events=events, repo=Checkout(id="infra", commit=f" {A.upper()} "))
    assert cited_commits(session) == (Cited(A, "infra"), Cited(A), Cited(B), Cited(B, "app"))


def test_what_a_platform_serves_is_cited_by_it() -> None:
    """So that the commit behind a revision can be dated."""
    seen = ServingSeen(
        id="s", at=NOW, service="w", platform="p", shares=(Share(revision="r", percent=Decimal(100), commit="ABCDEF1"),)
    )
    assert cited_commits(citing(), [seen]) == (Cited("abcdef1"),)


def _session(id: str = "2026-01-21-fixes", **fields: object) -> Session:
    return replace(Session(id=id, title="Fixes", timezone="America/New_York"), **fields)  # type: ignore[arg-type]  # fields of Session


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("session", "start", "end"),
    [
        # The whole local day, in the session's zone.
        (_session(), "2026-01-21T00:00-05:00", "2026-01-22T00:00-05:00"),
        (_session(timezone=None), "2026-01-21T00:00+00:00", "2026-01-22T00:00+00:00"),
        # From its start to its end, also over midnight; ends that are swapped are both in it.
        (
            _session(started=_at("2026-01-21T11:20-05:00"), ended=_at("2026-01-21T12:55-05:00")),
            "2026-01-21T11:20-05:00",
            "2026-01-21T12:55-05:00",
        ),
        (
            _session(started=_at("2026-01-20T22:00-05:00"), ended=_at("2026-01-21T02:00-05:00")),
            "2026-01-20T22:00-05:00",
            "2026-01-21T02:00-05:00",
        ),
        (
            _session(started=_at("2026-01-22T11:20-05:00"), ended=_at("2026-01-21T10:00-05:00")),
            "2026-01-21T10:00-05:00",
            "2026-01-22T11:20-05:00",
        ),
        # Open: until the day of the last event is over; without a zone, by the offset that the record uses.
        (
            _session(timezone=None, started=_at("2026-01-21T11:20-08:00")),
            "2026-01-21T11:20-08:00",
            "2026-01-22T00:00-08:00",
        ),
        (
            _session(
                started=_at("2026-01-21T11:20-05:00"), events=(Note(id="n", summary="n", at=_at("2026-01-23T10:00-05:00")),)
            ),
            "2026-01-21T11:20-05:00",
            "2026-01-24T00:00-05:00",
        ),
        # A day of 23 hours.
        (_session("2026-03-08-dst"), "2026-03-08T00:00-05:00", "2026-03-09T00:00-04:00"),
    ],
)
def test_the_time_of_a_session(session: Session, start: str, end: str) -> None:
    """No wider than the record says: the commits of a neighbour are nobody's omission."""
    assert window_of(session, NOW) == Window(_at(start), _at(end))


def test_a_document_without_any_time_has_no_window() -> None:
    """Its id is no date, and nothing in it has an hour."""
    assert window_of(_session("untitled"), NOW) is None


def test_commits_of_the_sessions_time_are_seen_without_being_cited(made: Made) -> None:
    """By author's or committer's time, on any branch, the oldest first."""
    made.commit("Day before", at="2026-01-19T12:00:00 +0000")
    first = made.commit("Morning", at="2026-01-20T09:00:00 +0000")
    rebased = made.commit(
        "Rebased later", GIT_AUTHOR_DATE="2026-01-20T10:00:00 +0000", GIT_COMMITTER_DATE="2026-02-01T10:00:00 +0000"
    )
    made.git("checkout", "--quiet", "-b", "side")
    picked = made.commit("Picked", GIT_AUTHOR_DATE="2025-12-01T10:00:00 +0000", GIT_COMMITTER_DATE="2026-01-20T11:00:00 +0000")
    made.commit("Day after", at="2026-01-21T12:00:00 +0000")
    looks = look(made, session=citing(started="2026-01-20T00:00+00:00"))
    assert repository(looks).commits == (first, picked, rebased)
    assert [seen.subject for seen in commits(looks)] == ["Morning", "Picked", "Rebased later"]
    assert [seen.asked for seen in commits(looks)] == [first, picked, rebased]
    assert repository(looks).window == Window(datetime(2026, 1, 20, tzinfo=UTC), datetime(2026, 1, 21, tzinfo=UTC))


def test_stashes_and_notes_are_no_work_of_the_session(made: Made) -> None:
    """git keeps them as commits too."""
    sha = made.commit("Work", at="2026-01-20T09:00:00 +0000", files={"a": "1\n"})
    made.write("a", "2\n")
    dates = {"GIT_AUTHOR_DATE": "2026-01-20T10:00:00 +0000", "GIT_COMMITTER_DATE": "2026-01-20T10:00:00 +0000"}
    made.git("stash", "--quiet", env=dates)
    made.git("notes", "add", "-m", "x", env=dates)
    assert repository(look(made, session=citing(started="2026-01-20T00:00+00:00"))).commits == (sha,)


def test_a_very_busy_day_is_listed_in_full_and_detailed_in_part(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    """The ids of all, the facts of the first; what is cited has its facts in any case."""
    monkeypatch.setattr("handoff.observe.git.look.MOST_IN_WINDOW", 2)
    shas = [made.commit(str(hour), at=f"2026-01-20T{hour:02}:00:00 +0000") for hour in range(5)]
    looks = look(made, session=citing(shas[4], started="2026-01-20T00:00+00:00"))
    assert repository(looks).commits == tuple(shas)
    assert [seen.sha for seen in commits(looks)] == [shas[4], shas[0], shas[1]]
