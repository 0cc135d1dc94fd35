"""The record built again from its document: what comes back, and the list of what does not is the documentation's own."""

from __future__ import annotations

import dataclasses
import re
from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from handoff.model.events import AnyEvent, Bug, ClaimEvent, Closing, Deployment, Evidence, Fix, NextStep
from handoff.model.facts import ClosedElsewhere, Facts
from handoff.model.session import Session
from handoff.render.prose import prose

from .sessions import FOLDERS, ROOT, of_folder, printed, random_sessions, seen

STARTED = datetime(2026, 1, 20, 9, tzinfo=UTC)
# Of these only the time that orders them is printed, and only of kinds that stand on the timeline.
TIMES = ("at", "ended", "started", "detected", "finished", "observed", "as_of")
UNDATED = ("next-step", "learning", "impact")


def not_printed() -> dict[str, set[str]]:
    """The fields by kind that docs/moving-over.md lists as lost."""
    page = (ROOT / "docs/moving-over.md").read_text(encoding="utf-8")
    found: dict[str, set[str]] = defaultdict(set)
    for kind, fields in re.findall(r"^\| `?([a-z-]+|any)`? \| (.*?) \|", page, re.MULTILINE):
        found[kind] |= set(re.findall(r"`([a-z_]+)`", fields))
    return found


LOST = not_printed()


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_events_of_a_session_come_back(folder: Path) -> None:
    """The same ids and kinds, and every field that is not listed as lost, of the golden and the shipped sessions."""
    record, again = of_folder(folder).session, of_folder(folder).again()
    assert {event.id: event.kind for event in again.events} == {event.id: event.kind for event in record.events}
    back = {event.id: event for event in again.events}
    closed = {closing.of for closing in record.of(Closing)}
    for event in record.events:
        # Of a step that was closed only its summary is told.
        if event.id not in closed or not isinstance(event, NextStep):
            assert differences(event, back[event.id]) == {}, event.id


def test_a_step_that_another_session_closed_comes_back_open() -> None:
    """It is open in this record, and only its summary is told; the closing is of the other record."""
    step, bug = NextStep(id="rerun", summary="Run it (again)", owner="Kim"), Bug(id="down", summary="Down")
    record = Session(id="2026-01-20-a", title="t", timezone="UTC", started=STARTED, events=(step, bug))
    closings = tuple(
        ClosedElsewhere(of, "2026-01-21-b", Closing(id=f"done-{of}", summary=f"Done: {of}", of=of, state="done", at=STARTED))
        for of in ("rerun", "down")
    )
    again = printed(Facts(session=record, as_of=STARTED, closed_elsewhere=closings)).again()
    assert [(event.id, event.kind, event.summary) for event in again.events] == [
        ("down", "bug", "Down"),
        ("rerun", "next-step", "Run it (again)"),
    ]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_header_comes_back(folder: Path) -> None:
    """Id, title, zone, times, authors, checkout and what it continues; tags and services of the header are not printed."""
    record, again = of_folder(folder).session, of_folder(folder).again()
    for name in ("id", "title", "timezone", "started", "ended", "by", "repo", "previous"):
        assert getattr(again, name) == getattr(record, name), name
    assert words(again.summary) == words(record.summary)


def differences(event: AnyEvent, back: AnyEvent) -> dict[str, Any]:
    """The fields that ought to have come back and did not."""
    lost = LOST["any"] | LOST[event.kind] | {"place", "extra", *TIMES}
    found = {}
    for field in dataclasses.fields(event):
        was, now = getattr(event, field.name), getattr(back, field.name)
        if field.name not in lost and not same(was, now):
            found[field.name] = (was, now)
    if event.kind not in UNDATED and shown_time(event) != shown_time(back):
        found["when"] = (event.when, back.when)
    return found


def shown_time(event: AnyEvent) -> object:
    when = event.detected or event.when if isinstance(event, Bug) else event.when
    return when.replace(microsecond=0) if when else None


def same(was: Any, now: Any) -> bool:
    """Whether two values say the same: free text is printed anew, so its words count."""
    if isinstance(was, str) and isinstance(now, str):
        return words(was) == words(now)
    if isinstance(was, tuple) and isinstance(now, tuple):
        return len(was) == len(now) and all(map(same, was, now))
    if dataclasses.is_dataclass(was) and type(was) is type(now):
        return all(same(getattr(was, one.name), getattr(now, one.name)) for one in dataclasses.fields(was))
    return bool(was == now)


def words(text: str | None) -> list[str]:
    return re.findall(r"\w+", prose(text or ""))


@given(random_sessions())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_stands_in_a_record_its_events_come_back(facts: Facts) -> None:
    """Ids, kinds and summaries of any session; nothing is added."""
    again = printed(facts).again()
    assert told(again) == told(facts.session)


@pytest.mark.parametrize("name", ["shop_", "a__b_c", "0", "x.y-z"])
def test_names_that_have_to_be_escaped_come_back(name: str) -> None:
    """A service's name is one that Markdown would take for an emphasis."""
    bug = Bug(id="b", summary="Broken", services=(name,), detected=STARTED)
    events = (Deployment(id="d", summary="Rolled out", service=name), bug, NextStep(id="n", summary="Look", services=(name,)))
    facts = Facts(
        session=Session(id="2026-01-20-names", title="Names", started=STARTED, ended=STARTED, events=events), as_of=STARTED
    )
    back = {event.id: event for event in printed(facts).again().events}
    assert isinstance(back["d"], Deployment)
    assert isinstance(back["b"], Bug)
    assert (back["d"].service, back["b"].services) == (name, (name,))


def told(session: Session) -> dict[str, tuple[str, str]]:
    return {event.id: (event.kind, seen(event.summary)) for event in session.events}


@pytest.mark.parametrize("kind", [Bug, ClaimEvent, Deployment, Evidence, Fix, NextStep])
def test_what_is_listed_as_lost_are_fields(kind: type[AnyEvent]) -> None:
    """The page names no field that there is none of."""
    names = {field.name for field in dataclasses.fields(kind)}
    assert LOST[dataclasses.fields(kind)[0].default] <= names  # type: ignore[index]  # the first field is the kind
