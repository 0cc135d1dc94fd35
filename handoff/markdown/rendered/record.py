"""The record of one of our own HANDOFF.md built again from its text, for when the record itself is not at hand.

What the document prints of an event comes back under the id that it prints; what it does not print is lost, and nothing is
guessed. The order is that of time; what has no time comes last.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from handoff.markdown.document import Document
from handoff.markdown.rendered.bugs import read_bugs
from handoff.markdown.rendered.changes import read_changes
from handoff.markdown.rendered.claims import read_rendered, stated
from handoff.markdown.rendered.corrections import read_acknowledgements, read_corrections
from handoff.markdown.rendered.evidence import read_evidence
from handoff.markdown.rendered.inline import CODE, Line
from handoff.markdown.rendered.ledger import Ledger
from handoff.markdown.rendered.narrative import read_narrative
from handoff.markdown.rendered.page import Page, from_line, text_of
from handoff.markdown.rendered.steps import read_steps
from handoff.markdown.rendered.times import FULL, STAMP, Times
from handoff.model.events import ClaimEvent
from handoff.model.expression import expression
from handoff.model.identifiers import SESSION_ID, SLUG
from handoff.model.place import NOWHERE
from handoff.model.project import Project
from handoff.model.session import Checkout, Session

_HEAD = "- **Session:** "
_WHEN = expression(rf"(?P<start>{FULL})(?: to (?P<end>{STAMP})(?P<other> UTC(?:[+-]\d\d:\d\d)?)?)?")
_BY = expression(r"; by (?P<by>.*?)(?=; on |; continue|\.$)")
_ON = expression(rf"; on(?: (?P<id>{CODE}))?(?: branch (?P<branch>{CODE}))?(?: at (?P<commit>{CODE}))?(?=; continue|\.$)")
_CONTINUES = expression(r"; continues (?P<ids>.*?)(?=; continued in |\.$)")
_LINKED = expression(r"\[([^\]]+)\]")


def record_of(document: Document, front: Mapping[str, str], path: str, project: Project) -> Session:
    """The record as far as the document prints it."""
    read = read_rendered(document, front, path, project)
    page = Page(document.text)
    times = Times(page, _day(front.get("date") or front.get("id", "")), read.timezone)
    claims = {event.id: event for event in read.events if isinstance(event, ClaimEvent)}
    ledger = Ledger(page, times, claims)
    for piece in read_evidence(document.text.split("\n"), path, times):
        ledger.add(piece)
    read_bugs(ledger)
    read_changes(ledger)
    read_steps(ledger)
    read_corrections(ledger)
    read_acknowledgements(ledger)
    for event in claims.values():
        ledger.add(_claim(event, ledger))
    read_narrative(ledger)
    last = datetime.max.replace(tzinfo=UTC)
    events = sorted(ledger.found.values(), key=lambda event: event.when or last)
    return Session(
        id=front["id"] if SESSION_ID.fits(front.get("id", "")) else "",
        title=read.title,
        timezone=read.timezone if times.zone else None,
        summary=text_of(_opening(page)),
        events=tuple(events),
        **_header(page, times),
    )


def _day(text: str) -> date | None:
    with suppress(ValueError):
        return date.fromisoformat(text[:10])
    return None


def _claim(event: ClaimEvent, ledger: Ledger) -> ClaimEvent:
    cited = ledger.known(event.evidence)
    if "later-refuted" in str(stated(event)["reasons"]):
        # What refuted it is the word of another session, and nobody cited that here.
        cited = tuple(one for one in cited if "#" not in one)
    return replace(event, evidence=cited, extra={}, place=NOWHERE)


def _opening(page: Page) -> list[str]:
    """The free text behind the list at the top."""
    return from_line(page.of(""), _HEAD)


def _header(page: Page, times: Times) -> dict[str, Any]:
    line = Line(next((line for line in page.of("") if line.startswith(_HEAD)), "").removeprefix(_HEAD))
    made: dict[str, Any] = {}
    if match := _WHEN.match(line.text):
        start, end = match["start"], match["end"]
        made["started"] = times.read(start)
        if end:
            dated = end if end[2] != ":" else f"{start[:10]} {end}"
            made["ended"] = times.read(f"{dated}{match['other'] or ' UTC' + start.partition(' UTC')[2]}")
    if match := _BY.search(line.text):
        made["by"] = tuple(filter(None, map(line.said, match["by"].split(", "))))
    if (match := _ON.search(line.text)) and any(match.groups()):
        id = line.said(match["id"])
        made["repo"] = Checkout(
            id=id if id and SLUG.fits(id) else None, branch=line.said(match["branch"]), commit=line.said(match["commit"])
        )
    if match := _CONTINUES.search(line.text):
        made["previous"] = tuple(id for id in _LINKED.findall(match["ids"]) if SESSION_ID.fits(id))
    return made
