"""The events of a record as they are found, one section of its document after the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

from handoff.markdown.rendered.page import Page
from handoff.markdown.rendered.times import Times
from handoff.model.events import AnyEvent, ClaimEvent, Event
from handoff.model.identifiers import SLUG

Kind = TypeVar("Kind", bound=Event)


class Ledger:
    """What is known by now. `claims` are those of the document by id, those that other events make too."""

    def __init__(self, page: Page, times: Times, claims: Mapping[str, ClaimEvent]) -> None:
        self.page, self.times, self.claims = page, times, claims
        self.found: dict[str, AnyEvent] = {}

    def add(self, event: AnyEvent) -> None:
        """Keeps an event, with the time that the timeline gives it. What has no fit id is no event of ours."""
        if not SLUG.fits(event.id):
            return
        row = self.times.of(event.id, event.summary)
        if row is not None and event.when is None:
            event = replace(event, at=row.at, ended=row.ended)
        self.found[event.id] = event

    def of(self, kind: type[Kind]) -> Iterator[Kind]:
        """The events of a kind that were found."""
        return (event for event in self.found.values() if isinstance(event, kind))

    def claimed(self, id: str, suffix: str) -> ClaimEvent | None:
        """The claim that an event makes."""
        return self.claims.get(f"{id}/{suffix}")

    def known(self, references: tuple[str, ...]) -> tuple[str, ...]:
        """Of the references of a verdict those that people can have written: not what the tool saw."""
        return tuple(one for one in references if one in self.found or "#" in one or ":" in one)
