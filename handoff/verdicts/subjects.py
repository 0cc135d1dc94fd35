"""Principle 2: what a claim is about, and which names mean the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from functools import cached_property
from typing import Any, TypeVar

from handoff.model.carry import FROM
from handoff.model.claim import Claim, Exhibit
from handoff.model.events import AnyEvent, Bug, Change, ClaimEvent, Deployment, Evidence, Fix, NextStep, RootCause
from handoff.model.facts import Facts
from handoff.model.session import Session
from handoff.verdicts.identity import is_commit, same_commit

COLLECTION = "services"
Found = TypeVar("Found")
_NOT_YET: Any = object()


class Subjects:
    """The events of one session and the services that they are about, indexed once. Nothing changes."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self._found: dict[tuple[object, ...], Any] = {}
        self._concerned_by: dict[str, frozenset[str]] = {}
        self._known: dict[datetime, bool] = {}

    def once(self, name: tuple[object, ...], find: Callable[[], Found]) -> Found:
        """What `find` comes to, found once under this name: for what would be the same for very many claims."""
        found: Found = self._found.get(name, _NOT_YET)
        if found is _NOT_YET:
            found = self._found[name] = find()
        return found

    @cached_property
    def horizon(self) -> datetime:
        """The latest time that something known at `as_of` can carry: clocks differ by as much as the policy tolerates."""
        return self.facts.as_of + self.facts.project.policy.tolerance

    def known(self, when: datetime | None) -> bool:
        """Whether something of this time can have been known at `as_of`; what bears no time can.

        Looks, roll-outs and changes all ask here: of what one clock dates a minute later, none is known before the others.
        Asked once for each time: `as_of` may be an instant that notes how it is used, and answers slowly.
        """
        if when is None:
            return True
        found = self._known.get(when)
        if found is None:
            found = self._known[when] = when <= self.horizon
        return found

    @cached_property
    def events(self) -> dict[str, AnyEvent]:
        """Events by id."""
        return {event.id: event for event in self.facts.session.events}

    def event(self, reference: str) -> AnyEvent | None:
        """The event that a reference names: of this session, or `session#event` of a linked one."""
        session, mark, id = reference.rpartition("#")
        if not mark or session == self.facts.session.id:
            return self.events.get(id)
        there = self._sessions_beside.get(session)
        return there.event(id) if there is not None else None

    @cached_property
    def _sessions_beside(self) -> dict[str, Session]:
        return {one.session.id: one.session for one in self.facts.linked}

    @cached_property
    def goes_on_elsewhere(self) -> bool:
        """Whether the session goes on with a bug of another one: it names one, or took one over."""
        session, own = self.facts.session, f"{self.facts.session.id}#"
        named = (
            *(bug for fix in session.of(Fix) for bug in fix.bugs),
            *(claim.subject for claim in session.of(ClaimEvent)),
        )
        return any("#" in name and not name.startswith(own) for name in named) or any(
            isinstance(event, Bug) for event in session.marked(FROM)
        )

    def goes_on(self, claim: Claim) -> bool:
        """Whether a claim is about a bug, or the fix of one, that another session knew before."""
        own = f"{self.facts.session.id}#"
        return self.goes_on_elsewhere and not all(name.startswith(own) for name in self.bug_names(claim))

    @cached_property
    def inventory(self) -> tuple[str, ...]:
        """The declared services that the session is about: its own list, else the project's."""
        session = self.facts.session
        return session.services or tuple(service.id for service in self.facts.project.services)

    @cached_property
    def unlisted(self) -> tuple[str, ...]:
        """The services that the session's own list leaves out and its events name."""
        listed = frozenset(map(self.canonical, self.facts.session.services))
        return tuple(dict.fromkeys(name for name in self._spoken_of() if name not in listed)) if listed else ()

    @cached_property
    def all_services(self) -> tuple[str, ...]:
        """What “all services” means. Whoever types the list leaves out no service of which the record itself speaks."""
        return tuple(dict.fromkeys((*map(self.canonical, self.inventory), *self.unlisted)))

    def _spoken_of(self) -> Iterator[str]:
        """The services that bugs, roll-outs, changes, claims and evidence name; what nobody declares may be a slip."""
        declared = frozenset(service.id for service in self.facts.project.services)
        for event in self.facts.session.events:
            named, surely = _touched(event)
            for name in map(self.canonical, named if named and self.known(event.when) else ()):
                if name in declared or (surely and not declared):
                    yield name

    @cached_property
    def _names(self) -> dict[str, str]:
        return self.facts.project.service_ids

    def canonical(self, subject: str) -> str:
        """The id that a subject's name or alias stands for."""
        return self._names.get(subject.casefold(), subject)

    def project_has_platform(self, subject: str) -> bool:
        """Whether handoff.toml says where to ask which revision of a service runs."""
        service = self.facts.project.service(subject)
        return service is not None and service.platform is not None

    def subjects_of(self, claim: Claim) -> frozenset[str]:
        """Every subject whose evidence bears on the claim: its own, and the services of the bug, fix or step it names."""
        return self.concerned(claim.subject)

    def heard_for(self, claim: Claim) -> frozenset[str]:
        """The subjects of which a look is heard for a claim that does not cite it.

        A step names services for the reader's sake. How they fare says nothing of whether it was done, and a look that was
        taken for something else would show every step there is. Neither does it say whether a service is complete.
        """
        subjects = self.subjects_of(claim)
        return subjects - self._services_named if claim.predicate in ("complete", "resolved") else subjects

    @cached_property
    def _services_named(self) -> frozenset[str]:
        """What is known to be a service: what is declared or listed, and what stands where only a service can stand."""
        events = self.facts.session.events
        named = (name for event in events if (touched := _touched(event))[1] or isinstance(event, NextStep)
                 for name in (event.services if isinstance(event, NextStep) else touched[0]))  # fmt: skip
        declared = (service.id for service in self.facts.project.services)
        return frozenset(map(self.canonical, (*declared, *self.inventory, *named)))

    def concerned(self, subject: str) -> frozenset[str]:
        """A subject, and the services of the bug, fix or step that it is."""
        found = self._concerned_by.get(subject)
        if found is None:
            found = self._concerned_by[subject] = self._concerned(self.canonical(subject))
        return found

    def _concerned(self, subject: str) -> frozenset[str]:
        names = {subject}
        match self.event(subject):
            case Bug(services=services) | NextStep(services=services) | Change(services=services):
                names.update(services)
            case Fix() as fix:
                bugs = self.bugs_named(subject, fix)
                mended = [bug for bug in map(self.event, bugs) if isinstance(bug, Bug)]
                names.update(bugs, *(bug.services for bug in mended))
            case Deployment(service=service):
                names.add(service)
        names.update(here for name in tuple(names) if "#" in name for here in self._taken_over.get(name, ()))
        return frozenset(self.canonical(name) for name in names)

    def names_in(self, session: str, claim: Claim) -> frozenset[str]:
        """What a claim is about as another session calls it: services, and what it was taken over from."""
        names = (name for name in self.subjects_of(claim) if name not in self.events)
        return frozenset(name.removeprefix(f"{session}#") for name in names)

    def bugs_named(self, name: str, fix: Fix) -> list[str]:
        """The bugs of a fix as this session calls them: what a fix of another one names is of that one."""
        session, mark, _ = name.rpartition("#")
        if not mark or session == self.facts.session.id:
            return list(fix.bugs)
        return [bug if "#" in bug else f"{session}#{bug}" for bug in fix.bugs]

    @cached_property
    def _taken_over(self) -> dict[str, list[str]]:
        """The events that were taken over from other sessions, by each name that they had there."""
        found: dict[str, list[str]] = defaultdict(list)
        for event in self.facts.session.marked(FROM):
            for name in self._names_before(str(event.extra[FROM])):
                found[name].append(event.id)
        return found

    def _names_before(self, name: str) -> set[str]:
        """A full name, and those under which earlier sessions knew the same."""
        names: set[str] = set()
        while name not in names:
            names.add(name)
            event = self.event(name)
            name = str(event.extra.get(FROM, name)) if event is not None else name
        return names

    def told_of(self, bug: Bug) -> Iterator[tuple[str, RootCause | Fix]]:
        """The causes and fixes of a bug, those of this session first, each with the session that tells of it.

        A bug that was taken over has its cause and its fix where they were written down, under the name that it had there.
        What was taken over with the bug is told once.
        """
        own = self.facts.session.id
        names = self._names_before(f"{own}#{bug.id}")
        found = {place: one for name in names for place, one in self._told_by_bug.get(name, {}).items()}
        told: set[str] = set()
        for _, (session, event) in sorted(found.items(), key=lambda pair: pair[0]):
            name = f"{session}#{event.id}"
            if name not in told and (session == own or len(names) > 1):
                told |= self._names_before(name)
                yield session, event

    @cached_property
    def _told_by_bug(self) -> dict[str, dict[int, tuple[str, RootCause | Fix]]]:
        """The causes and fixes of each bug by its full name, each at its place in the order in which they are told."""
        found: dict[str, dict[int, tuple[str, RootCause | Fix]]] = defaultdict(dict)
        place = 0
        # Of a bug that was not taken over this session alone tells.
        beside = self._sessions_beside.values() if self._taken_over else ()
        for session in (self.facts.session, *beside):
            events: tuple[RootCause | Fix, ...] = (*session.of(RootCause), *session.of(Fix))
            for event in events:
                place += 1
                for bug in event.bugs if isinstance(event, Fix) else (event.bug,) if event.bug else ():
                    found[bug if "#" in bug else f"{session.id}#{bug}"][place] = (session.id, event)
        return found

    def bugs_of(self, claim: Claim) -> list[Bug]:
        """The bugs that a claim of `fixed` is about, or that its service had."""
        event = self.event(claim.subject)
        if isinstance(event, Bug):
            return [event]
        if isinstance(event, Fix):
            names = self.bugs_named(claim.subject, event)
            # A bug that was taken over is the one of this session, too.
            here = (self.event(next(iter(self._taken_over.get(name, ())), name)) for name in names)
            return [bug for bug in here if isinstance(bug, Bug)]
        return self.bugs_by_service.get(self.canonical(claim.subject), [])

    def bug_names(self, claim: Claim) -> frozenset[str]:
        """The bugs of such a claim by their full names, `session#bug`, also those under which earlier sessions knew them.

        A fix of another session is told with them: it may name no bug.
        """
        event = self.event(claim.subject)
        if isinstance(event, Bug | Fix):
            references: Iterable[str] = (claim.subject,)
            if isinstance(event, Fix):
                references = (*self.bugs_named(claim.subject, event), *((claim.subject,) if "#" in claim.subject else ()))
        else:
            references = (bug.id for bug in self.bugs_by_service.get(self.canonical(claim.subject), ()))
        names: set[str] = set()
        for reference in references:
            names |= self._names_before(reference if "#" in reference else f"{self.facts.session.id}#{reference}")
        return frozenset(names)

    @cached_property
    def bugs_by_service(self) -> dict[str, list[Bug]]:
        """The bugs of each service."""
        found: dict[str, list[Bug]] = defaultdict(list)
        for bug in self.facts.session.of(Bug):
            for service in bug.services:
                found[self.canonical(service)].append(bug)
        return found


def _touched(event: AnyEvent) -> tuple[tuple[str, ...], bool]:
    """The names of an event that may be services, and whether they stand where only a service can stand."""
    match event:
        case Bug(services=services) | Change(services=services):
            return services, True
        case Deployment(service=service):
            return (service,), True
        case ClaimEvent(subject=subject) | Evidence(subject=str(subject)):
            return (subject,), False
        case _:
            return (), False


def foreign(case: Subjects, claim: Claim, exhibit: Exhibit) -> str:
    """Why the evidence is about something else, or the empty text."""
    if claim.scope and exhibit.environment and claim.scope.casefold() != exhibit.environment.casefold():
        return f"{exhibit.id} is about {exhibit.environment}, the claim about {claim.scope}"
    if exhibit.subject is None or case.facts.session.origin == "markdown":
        return ""
    subject = case.canonical(exhibit.subject)
    subjects = case.subjects_of(claim)
    if subject in subjects or subject in (COLLECTION, claim.id, claim.event):
        return ""
    # Ids of commits may be shortened; the beginning of a service's name is another service.
    if is_commit(subject) and any(same_commit(subject, known) for known in (claim.commit, claim.subject) if is_commit(known)):
        return ""
    if claim.predicate in ("complete", "resolved") and not subjects & set(case.inventory):
        return ""
    return f"{exhibit.id} is about {subject}, the claim about {claim.subject}"
