"""Principle 4: when a subject was last changed, by the record and by the platform."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from functools import cached_property

from handoff.model.claim import Claim
from handoff.model.events import Change, Deployment, Fix
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
    def _changes(self) -> dict[str, list[datetime]]:
        found: dict[str, list[datetime]] = defaultdict(list)
        for subject, when in self._dated_changes():
            if self.known(when):
                found[self.canonical(subject)].append(when)
        return {subject: sorted(made) for subject, made in found.items()}

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

    def last_change(self, subjects: frozenset[str], until: datetime | None = None) -> datetime | None:
        """When one of the subjects was last changed, as far as the record and the platform tell (principle 4).

        With `until` the last change that is not later than that.
        """
        return self.once(("last change", subjects, until), lambda: self._last_change(subjects, until))

    def _last_change(self, subjects: frozenset[str], until: datetime | None) -> datetime | None:
        dated = (self._changes[subject] for subject in subjects if subject in self._changes)
        places = ((made, len(made) if until is None else bisect_right(made, until)) for made in dated)
        return max((made[place - 1] for made, place in places if place), default=None)

    def mended_by_hand(self, subjects: frozenset[str]) -> datetime | None:
        """When one of the subjects was last mended outside git, as far as the record tells."""
        fixes = (one for one in self.facts.session.of(Fix) if one.out_of_git and self.known(one.when))
        found = (one.when for one in fixes if one.when and subjects & self.concerned(one.id))
        return self.once(("mended by hand", subjects), lambda: max(found, default=None))
