"""Small judged sessions, made from data."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from handoff.model.claim import Answer, Claim, Verdict
from handoff.model.events import AnyEvent
from handoff.model.facts import Facts
from handoff.model.judgement import Judgement
from handoff.model.place import Place
from handoff.model.project import Project, Service
from handoff.model.session import Session
from handoff.verdicts import Case, judge

EST = timezone(timedelta(hours=-5))
PROJECT = Project(
    services=(
        Service(id="worker", name="Prediction worker", aliases=("pw",), url="https://worker.example"),
        Service(id="portal"),
    )
)
GOLDEN = Path(__file__).parent.parent / "golden"


def at(hour: int, minute: int = 0, second: int = 0, day: int = 21) -> datetime:
    """An instant of 21 January 2026 in New York."""
    return datetime(2026, 1, day, hour, minute, second, tzinfo=EST)


def session(*events: AnyEvent, **header: Any) -> Session:
    """A session of that day with these events."""
    given = {
        "id": "2026-01-21-night",
        "title": "Night",
        "timezone": "America/New_York",
        "started": at(11),
        "ended": at(13),
        "place": Place("sessions/2026-01-21-night/session.yaml"),
    }
    return Session(**(given | header), events=events)


def facts(*events: AnyEvent, looks: tuple[Any, ...] = (), linked: tuple[Facts, ...] = (), **header: Any) -> Facts:
    """The facts of such a session as of two in the afternoon."""
    return Facts(
        session=session(*events, **header), as_of=at(14), project=PROJECT, observations=looks, linked=linked, source="x"
    )


def judged(*events: AnyEvent, **more: Any) -> Judgement:
    """Such a session judged."""
    return judge(facts(*events, **more))


def case(*events: AnyEvent, **more: Any) -> Case:
    """Such a session as views look at it."""
    return Case(facts(*events, **more))


def verdict(answer: Answer, text: str = "it works", *, line: int = 7, **more: Any) -> Verdict:
    """A verdict made by hand."""
    told = {name: more.pop(name) for name in ("reasons", "why", "evidence", "would_support") if name in more}
    given = {"id": "c", "subject": "worker", "predicate": "functional", "event": "c"} | more
    place = Place("sessions/2026-01-21-night/session.yaml", line)
    return Verdict(claim=Claim(text=text, place=place, **given), answer=answer, **told)


def by_hand(*verdicts: Verdict, **more: Any) -> Judgement:
    """A judgement whose verdicts are made by hand."""
    return Judgement(facts=facts(**more), verdicts=verdicts)


NOON = datetime(2026, 1, 21, 12, tzinfo=UTC)
# When the documents of whole sessions are rendered: after all that they know of.
LATER = datetime(2026, 6, 1, tzinfo=UTC)
