"""Principle 4: when a subject was last changed, by the record and the platform, and from when to when it was broken."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from functools import cached_property

from handoff.model.claim import Claim
from handoff.model.events import Bug, Change, Deployment, Fix
from handoff.verdicts.identity import unpinned
from handoff.verdicts.looks import Looks


class Changes(Looks):
    """What happened to the subjects of one session, indexed once."""

    @cached_property
    def fixes_by_bug(self) -> dict[str, list[Fix]]:
        """The fixes of each bug."""
        found: dict[str, list[Fix]] = defaultdict(list)
        for fix in self.facts.session.of(Fix):
            for bug in fix.bugs:
                found[bug.removeprefix(f"{self.facts.session.id}#")].append(fix)
        return found

    def fixes_of(self, claim: Claim) -> list[Fix]:
        """The fixes behind a claim of `fixed`; of a bug that another session knew those too that stand there."""
        subject = self.event(claim.subject)
        if isinstance(subject, Fix):
            return [subject]
        if not self.goes_on_elsewhere:
            return [fix for bug in self.bugs_of(claim) for fix in self.fixes_by_bug.get(bug.id, ())]
        names = self.bug_names(claim)
        return [
            fix
            for session in (self.facts.session, *(one.session for one in self.facts.linked))
            for fix in session.of(Fix)
            if any((bug if "#" in bug else f"{session.id}#{bug}") in names for bug in fix.bugs)
        ]

    @cached_property
    def deployments(self) -> dict[str, list[Deployment]]:
        """The deployments of each service that did not fail and had been made at `as_of`, oldest first."""
        found: dict[str, list[Deployment]] = defaultdict(list)
        for deployment in self.facts.session.of(Deployment):
            if deployment.result != "failed" and self.known(deployment.when):
                found[self.canonical(deployment.service)].append(deployment)
        for made in found.values():
            # One without a time may have been at any; taking it for the oldest lets nothing lean on it.
            made.sort(key=lambda one: (one.when is not None, one.when, one.id))
        return found

    def revisions_of(self, subject: str) -> dict[str | None, int]:
        """The rank of each revision of a service that the record names, oldest first."""
        order: dict[str | None, int] = {}
        for deployment in self.deployments.get(subject, ()):
            if deployment.revision:
                order.setdefault(deployment.revision, len(order))
        return order

    def deployed_revision(self, subjects: frozenset[str]) -> str | None:
        """The revision that one of these services should be running: the platform's word before the record's."""
        return self.once(("deployed revision", subjects), lambda: self._deployed_revision(subjects))

    def _deployed_revision(self, subjects: frozenset[str]) -> str | None:
        for service in sorted(subjects):
            if share := self.served(service):
                return share.revision
            if service in self.deployments and service in self.inventory:
                revision = self.deployments[service][-1].revision
                if revision and not unpinned(revision):
                    return revision
        return None

    @cached_property
    def _changes(self) -> dict[str, datetime]:
        newest: dict[str, datetime] = {}
        for subject, when in self._dated_changes():
            subject = self.canonical(subject)
            if self.known(when) and (subject not in newest or when > newest[subject]):
                newest[subject] = when
        return newest

    def _dated_changes(self) -> Iterator[tuple[str, datetime]]:
        for event in self.facts.session.events:
            match event:
                case Deployment(result="failed"):
                    pass
                case Deployment(service=service) if event.when:
                    yield service, event.when
                case Change(services=services) if event.when:
                    for service in services:
                        yield service, event.when
                case Fix(out_of_git=out) if out and event.when:
                    for subject in self.concerned(event.id):
                        yield subject, event.when
        for service, look in self.serving.items():
            if look.ready_at:
                yield service, look.ready_at

    def last_change(self, subjects: frozenset[str]) -> datetime | None:
        """When one of the subjects was last changed, as far as the record and the platform tell (principle 4)."""
        return self.once(("last change", subjects), lambda: self._last_change(subjects))

    def _last_change(self, subjects: frozenset[str]) -> datetime | None:
        return max((self._changes[subject] for subject in subjects if subject in self._changes), default=None)

    def broken_while(self, bug: Bug) -> tuple[datetime, datetime] | None:
        """From when a bug was there until the last change of what it broke; None when one of the two is not known."""
        return self.once(("broken while", bug.id), lambda: self._broken_while(bug))

    def _broken_while(self, bug: Bug) -> tuple[datetime, datetime] | None:
        begun = bug.started or bug.detected or bug.at
        changed = self.last_change(frozenset(map(self.canonical, bug.services)) | {bug.id})
        return (begun, changed) if begun and changed else None
