"""Principle 11: what is still to be done, what was closed, and what its author counts as done."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property

from handoff.model.claim import Claim
from handoff.model.events import AnyEvent, Bug, Closing, NextStep
from handoff.verdicts.changes import Changes


class OpenItems(Changes):
    """The next steps and bugs of one session with their closings, indexed once."""

    @cached_property
    def closings(self) -> dict[str, Closing]:
        """The last closing of each thing that was closed."""
        made = sorted(self.facts.session.of(Closing), key=lambda one: (one.when is not None, one.when, one.id))
        return {closing.of: closing for closing in made}

    @cached_property
    def open_items(self) -> tuple[NextStep | Bug, ...]:
        """Next steps and bugs that nobody closed; a bug with a fix that is more than proposed counts as worked on."""
        return tuple(
            event
            for event in self.facts.session.events
            if event.id not in self.closings
            and (isinstance(event, NextStep) or (isinstance(event, Bug) and not self._worked_on(event)))
        )

    @cached_property
    def open_by_service(self) -> dict[str, list[NextStep | Bug]]:
        """What is open, by the services that it names."""
        found: dict[str, list[NextStep | Bug]] = defaultdict(list)
        for item in self.open_items:
            for service in item.services:
                found[self.canonical(service)].append(item)
        return found

    def open_about(self, claim: Claim) -> list[str]:
        """What is open on the subjects of a claim, beside the subject itself."""
        concerned = {item.id for subject in self.subjects_of(claim) for item in self.open_by_service.get(subject, ())}
        return sorted(concerned - {claim.subject})

    @cached_property
    def open_steps(self) -> tuple[NextStep, ...]:
        """Next steps that nobody closed."""
        return tuple(item for item in self.open_items if isinstance(item, NextStep))

    def _worked_on(self, bug: Bug) -> bool:
        return bug.ended is not None or any(fix.state not in (None, "proposed") for fix in self.fixes_by_bug.get(bug.id, ()))

    @cached_property
    def by_tag(self) -> dict[str, list[AnyEvent]]:
        """Events by tag, in the order of the record."""
        found: dict[str, list[AnyEvent]] = defaultdict(list)
        for event in self.facts.session.events:
            for tag in event.tags:
                found[tag].append(event)
        return found

    def tagged(self, basis: str, claim: Claim) -> list[AnyEvent]:
        """What bears the tag of a basis `tag:NAME`; a claim does not count itself."""
        return [event for event in self.by_tag.get(basis.removeprefix("tag:"), ()) if event.id != claim.event]

    def is_done(self, event: AnyEvent) -> bool:
        """Whether the author counts an item as done: a step that was closed as done, or any statement that is no open item."""
        if isinstance(event, NextStep | Bug):
            closing = self.closings.get(event.id)
            return closing is not None and closing.state == "done"
        return True
