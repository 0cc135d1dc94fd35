"""The facts of one session, indexed once so that every claim is judged in time that does not grow with the record."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from handoff.model.claim import Claim, Exhibit, Verdict
from handoff.model.events import (
    AnyEvent,
    Bug,
    Change,
    Closing,
    Deployment,
    Evidence,
    Fix,
    NextStep,
)
from handoff.model.facts import Facts
from handoff.model.observation import AncestrySeen, AnyObservation, CommitSeen, RepositorySeen, ServingSeen
from handoff.model.predicates import Predicate
from handoff.model.project import Policy, Strength
from handoff.verdicts.claims import claims_of
from handoff.verdicts.exhibits import from_evidence, from_observation
from handoff.verdicts.history import History

COLLECTION = "services"
_UNPINNED = re.compile(r"(?:latest|current|newest|head|tip|main|master|n/?a|none|unknown|tbd|\?+|-+)", re.IGNORECASE)

# How many looks of one sort at one subject are weighed for a claim that cites none of them.
_FEW = 100

_OF_GIT = (AncestrySeen, CommitSeen, RepositorySeen)

# What is enough when handoff.toml says nothing. Git and the platform are asked about themselves; the rest may be quoted.
STRENGTH: dict[Predicate, Strength] = {"committed": "observed", "merged": "observed", "serving": "observed"}
FRESHNESS: dict[str, timedelta] = {
    "live": timedelta(days=1),
    "ready": timedelta(days=1),
    "functional": timedelta(days=7),
    "outcome": timedelta(days=7),
    "serving": timedelta(days=7),
    "absent": timedelta(days=7),
}


def unpinned(revision: str) -> bool:
    """Whether a revision is a word that names no revision (principle 3)."""
    return _UNPINNED.fullmatch(revision.strip()) is not None


def same_commit(one: str, other: str) -> bool:
    """Whether two commit ids, either of them shortened, can name the same commit."""
    return one.startswith(other) or other.startswith(one)


@dataclass(frozen=True)
class Case:
    """What the judge looks things up in. Everything is derived from `facts`; nothing changes."""

    facts: Facts
    ask: Callable[[Claim], Verdict | None] = lambda _: None
    """The verdict on another claim of the session; None when asking for it would go in a circle."""
    bottom: Callable[[str], str] = lambda _: ""
    """What a statement of another session, `session#event`, rests on in the end, in words."""

    @property
    def policy(self) -> Policy:
        """The project's policy."""
        return self.facts.project.policy

    @property
    def as_of(self) -> datetime:
        """The instant for which everything is judged."""
        return self.facts.as_of

    @cached_property
    def horizon(self) -> datetime:
        """The latest time that something known at `as_of` can carry: clocks differ by as much as the policy tolerates."""
        return self.as_of + self.policy.tolerance

    def known(self, when: datetime | None) -> bool:
        """Whether something of this time can have been known at `as_of`; what bears no time can."""
        return when is None or when <= self.horizon

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """Every claim of the session."""
        return claims_of(self.facts.session)

    @cached_property
    def claims_by_event(self) -> dict[str, list[Claim]]:
        """The claims that each event makes."""
        found: dict[str, list[Claim]] = defaultdict(list)
        for claim in self.claims:
            found[claim.event].append(claim)
        return found

    @cached_property
    def events(self) -> dict[str, AnyEvent]:
        """Events by id."""
        return {event.id: event for event in self.facts.session.events}

    def rests_on(self, claim: Claim) -> list[Claim]:
        """The claims of this session that a claim rests on directly: those it cites, and those of the items it counts."""
        names = list(claim.evidence)
        if claim.predicate == "complete":
            items = self.items_of(claim) or ()
            names += [self.closings[item.id].id if item.id in self.closings else item.id for item in items]
        return [below for name in names for below in self.claims_by_event.get(name, ())]

    def items_of(self, claim: Claim) -> Sequence[AnyEvent] | None:
        """The items that a claim of completeness names: a tag, ids, or for the session everything that was to be done."""
        basis = claim.value.basis if claim.value else None
        if basis and basis.startswith("tag:"):
            return [event for event in self.by_tag.get(basis.removeprefix("tag:"), ()) if event.id != claim.event] or None
        if basis and all(word in self.events for word in basis.split()):
            return [self.events[word] for word in basis.split()]
        if claim.subject in ("session", self.facts.session.id):
            return [event for event in self.facts.session.events if isinstance(event, NextStep)] or None
        return None

    @cached_property
    def inventory(self) -> tuple[str, ...]:
        """The declared services that the session is about: its own list, else the project's."""
        session = self.facts.session
        return session.services or tuple(service.id for service in self.facts.project.services)

    @cached_property
    def _names(self) -> dict[str, str]:
        return {name.casefold(): service.id for service in self.facts.project.services for name in service.names}

    def canonical(self, subject: str) -> str:
        """The id that a subject's name or alias stands for."""
        return self._names.get(subject.casefold(), subject)

    def project_has_platform(self, subject: str) -> bool:
        """Whether handoff.toml says where to ask which revision of a service runs."""
        service = self.facts.project.service(subject)
        return service is not None and service.platform is not None

    # --- observations -------------------------------------------------------------------------------------------------

    @cached_property
    def looks(self) -> tuple[AnyObservation, ...]:
        """The newest observation of everything that was looked at; a look that failed never hides one that did not.

        Git's history is the same whenever it is asked; of anything else a look after `as_of` tells what nobody knew.
        """
        newest: dict[tuple[str, ...], AnyObservation] = {}
        # Looks are dated to the second; within one, the append-only file knows which came later.
        for look in sorted(self.facts.observations, key=lambda look: look.at.replace(microsecond=0)):
            if not isinstance(look, _OF_GIT) and not self.known(look.at):
                continue
            before = newest.get(look.key)
            if look.could_not and before is not None and not before.could_not:
                continue
            newest[look.key] = look
        return tuple(newest.values())

    @cached_property
    def observations(self) -> dict[str, AnyObservation]:
        """Observations by id, older ones too."""
        return {look.id: look for look in self.facts.observations}

    @cached_property
    def _commits(self) -> dict[str, list[CommitSeen]]:
        found: dict[str, list[CommitSeen]] = defaultdict(list)
        for look in self.looks:
            if isinstance(look, CommitSeen):
                for name in {look.asked[:7], (look.sha or look.asked)[:7]}:
                    found[name].append(look)
        return found

    def commit(self, sha: str) -> CommitSeen | None:
        """What git said of a commit: the repository that has it before one that does not."""
        return min(self.looks_at(sha), key=lambda look: {True: 0, None: 1, False: 2}[look.exists], default=None)

    def looks_at(self, sha: str) -> list[CommitSeen]:
        """What each repository said of a commit."""
        return [look for look in self._commits.get(sha[:7], ()) if same_commit(look.sha or look.asked, sha)]

    @cached_property
    def repositories(self) -> tuple[RepositorySeen, ...]:
        """The repositories that were looked at."""
        return tuple(look for look in self.looks if isinstance(look, RepositorySeen))

    @cached_property
    def serving(self) -> dict[str, ServingSeen]:
        """What the platform said of each service."""
        return {self.canonical(look.service): look for look in self.looks if isinstance(look, ServingSeen)}

    @cached_property
    def _ancestry(self) -> dict[tuple[str, str], list[AncestrySeen]]:
        found: dict[tuple[str, str], list[AncestrySeen]] = defaultdict(list)
        for look in self.looks:
            if isinstance(look, AncestrySeen):
                found[look.ancestor[:7], look.descendant[:7]].append(look)
        return found

    def contains(self, descendant: str, ancestor: str) -> bool | None:
        """Whether one commit contains another; None when nobody looked or could look."""
        if same_commit(descendant, ancestor):
            return True
        for look in self._ancestry.get((ancestor[:7], descendant[:7]), ()):
            if same_commit(look.ancestor, ancestor) and same_commit(look.descendant, descendant):
                return look.contained
        return None

    # --- exhibits -----------------------------------------------------------------------------------------------------

    @cached_property
    def exhibits(self) -> dict[str, Exhibit]:
        """Every piece of evidence of the session by its id: quoted by people, or seen by the tool."""
        prose = self.facts.session.origin == "markdown"
        quoted = {event.id: from_evidence(event, prose) for event in self.facts.session.of(Evidence)}
        seen = ((look.id, from_observation(look)) for look in self.facts.observations)
        return quoted | {id: exhibit for id, exhibit in seen if exhibit is not None}

    @cached_property
    def _by_subject(self) -> dict[str, list[Exhibit]]:
        """For each subject the newest of exhibits that are alike in all but their time: all that can still matter."""
        newest: dict[tuple[object, ...], Exhibit] = {}
        for exhibit in self.exhibits.values():
            if exhibit.subject is None or not self.known(exhibit.at):
                continue
            subject = self.canonical(exhibit.subject)
            alike: tuple[object, ...] = (
                subject, exhibit.check or exhibit.id, exhibit.passed, exhibit.could_not, exhibit.level, exhibit.strength,
                exhibit.revision, exhibit.commit, exhibit.digest, exhibit.environment, exhibit.text, exhibit.window,
                exhibit.population, exhibit.value, exhibit.explanation,
            )  # fmt: skip
            before = newest.get(alike)
            if before is None or _age(before) <= _age(exhibit):
                newest[alike] = exhibit
        found: dict[str, list[Exhibit]] = defaultdict(list)
        for alike, exhibit in newest.items():
            found[str(alike[0])].append(exhibit)
        return found

    @cached_property
    def _newest_by_subject(self) -> dict[tuple[str, str | None], list[Exhibit]]:
        """For each subject, and for each of its revisions, what is heard of it uncited; see `_a_few_of_each`."""
        heard: dict[tuple[str, str | None], list[Exhibit]] = {}
        for subject, exhibits in self._by_subject.items():
            revisions: dict[str, list[Exhibit]] = defaultdict(list)
            for exhibit in exhibits:
                if exhibit.revision:
                    revisions[exhibit.revision].append(exhibit)
            heard[subject, None] = self._a_few_of_each(exhibits)
            heard |= {(subject, revision): self._a_few_of_each(bound) for revision, bound in revisions.items()}
        return heard

    def _a_few_of_each(self, exhibits: list[Exhibit]) -> list[Exhibit]:
        """All of them while they are few; of many the newest of each sort.

        Otherwise a thousand claims about a service that was looked at a thousand times would take a million weighings. Every
        sort of failure is kept apart, and failures that stand from those that were taken back, so that no number of other
        looks can hide one.
        """
        if len(exhibits) <= _FEW:
            return exhibits
        sorts: dict[tuple[object, ...], list[Exhibit]] = defaultdict(list)
        for exhibit in exhibits:
            gone = exhibit.passed is False and self.superseded(exhibit)
            sort = (exhibit.passed, exhibit.could_not is None, exhibit.level, exhibit.strength, exhibit.environment, gone)
            sorts[sort].append(exhibit)
        kept = {exhibit.id for alike in sorts.values() for exhibit in sorted(alike, key=_age)[-_FEW:]}
        return [exhibit for exhibit in exhibits if exhibit.id in kept]

    @cached_property
    def _histories(self) -> dict[tuple[str | None, str], History]:
        looks: dict[tuple[str | None, str], list[Exhibit]] = defaultdict(list)
        for exhibit in self.exhibits.values():
            if exhibit.check and self.known(exhibit.at):
                looks[self._history_key(exhibit)].append(exhibit)
        return {key: History(seen, self.revisions_of(key[0])) for key, seen in looks.items()}

    def _history_key(self, exhibit: Exhibit) -> tuple[str | None, str]:
        return (None if exhibit.subject is None else self.canonical(exhibit.subject), exhibit.check)

    def history(self, exhibit: Exhibit) -> History | None:
        """The same check of the same subject up to `as_of`; None for evidence that came later, or says not what was asked."""
        return self._histories.get(self._history_key(exhibit)) if exhibit.check else None

    def strength_of(self, exhibit: Exhibit) -> Strength:
        """Principle 6: what the tool saw red and then green was performed again, and so was what another crew saw as well."""
        if exhibit.strength != "observed" or not exhibit.passed:
            return exhibit.strength
        history = self.history(exhibit)
        red = history is not None and history.seen_red_before(exhibit)
        twice = exhibit.commit is not None and (*self._history_key(exhibit), exhibit.commit) in self._seen_by_others
        return "reperformed" if red or twice else "observed"

    @cached_property
    def _seen_by_others(self) -> frozenset[tuple[str | None, str, str]]:
        """The checks that the tool saw pass in linked sessions of other people, with the commit that was looked at."""
        crew = {name.casefold() for name in self.facts.session.by}
        others = [one for one in self.facts.linked if crew and one.session.by]
        looks = (
            exhibit
            for one in others
            if crew.isdisjoint(name.casefold() for name in one.session.by)
            for exhibit in map(from_observation, one.observations)
        )
        return frozenset(
            (*self._history_key(look), look.commit) for look in looks if look is not None and look.passed and look.commit
        )

    def revisions_of(self, subject: str | None) -> dict[str, int]:
        """The rank of each revision of a service that the record names, oldest first."""
        order: dict[str, int] = {}
        for deployment in self.deployments.get(subject or "", ()):
            if deployment.revision:
                order.setdefault(deployment.revision, len(order))
        return order

    def superseded(self, exhibit: Exhibit) -> bool:
        """Principle 7: the same check passed later, on the same or a later revision."""
        history = self.history(exhibit)
        return history is not None and history.passed_after(exhibit)

    def about(self, subjects: frozenset[str], revision: str | None = None) -> list[Exhibit]:
        """The exhibits whose own subject is one of these, or the one revision of it; of very many alike the newest."""
        heard = self._newest_by_subject
        return [exhibit for subject in sorted(subjects) for exhibit in heard.get((subject, revision), ())]

    # --- subjects and what happened to them ---------------------------------------------------------------------------

    def subjects_of(self, claim: Claim) -> frozenset[str]:
        """Every subject whose evidence bears on the claim: its own, and the services of the bug, fix or step it names."""
        return self._subjects(claim.subject)

    @cached_property
    def _known_subjects(self) -> dict[str, frozenset[str]]:
        return {}

    def _subjects(self, subject: str) -> frozenset[str]:
        found = self._known_subjects.get(subject)
        if found is None:
            found = self._known_subjects[subject] = self._subjects_anew(self.canonical(subject))
        return found

    def _subjects_anew(self, subject: str) -> frozenset[str]:
        names = {subject}
        match self.events.get(subject):
            case Bug(services=services) | NextStep(services=services) | Change(services=services):
                names.update(services)
            case Fix(bugs=bugs):
                for bug in bugs:
                    names |= self._subjects(bug)
            case Deployment(service=service):
                names.add(service)
            case _:
                pass
        return frozenset(self.canonical(name) for name in names)

    def bugs_of(self, claim: Claim) -> list[Bug]:
        """The bugs that a claim of `fixed` is about, or that its service had."""
        event = self.events.get(claim.subject)
        if isinstance(event, Bug):
            return [event]
        if isinstance(event, Fix):
            return [bug for bug in map(self.events.get, event.bugs) if isinstance(bug, Bug)]
        return self.bugs_by_service.get(self.canonical(claim.subject), [])

    @cached_property
    def bugs_by_service(self) -> dict[str, list[Bug]]:
        """The bugs of each service."""
        found: dict[str, list[Bug]] = defaultdict(list)
        for bug in self.facts.session.of(Bug):
            for service in bug.services:
                found[self.canonical(service)].append(bug)
        return found

    @cached_property
    def fixes_by_bug(self) -> dict[str, list[Fix]]:
        """The fixes of each bug."""
        found: dict[str, list[Fix]] = defaultdict(list)
        for fix in self.facts.session.of(Fix):
            for bug in fix.bugs:
                found[bug].append(fix)
        return found

    @cached_property
    def deployments(self) -> dict[str, list[Deployment]]:
        """The deployments of each service that did not fail and had been made at `as_of`, oldest first."""
        found: dict[str, list[Deployment]] = defaultdict(list)
        for deployment in self.facts.session.of(Deployment):
            if deployment.result != "failed" and self.known(deployment.when):
                found[self.canonical(deployment.service)].append(deployment)
        for made in found.values():
            # One without a time may have been at any; taking it for the oldest lets nothing lean on it.
            made.sort(key=lambda one: (one.when is not None, one.when.timestamp() if one.when else 0.0, one.id))
        return found

    @cached_property
    def _changes(self) -> dict[str, datetime]:
        newest: dict[str, datetime] = {}
        for subject, when in self._dated_changes():
            subject = self.canonical(subject)
            if when <= self.as_of and (subject not in newest or when > newest[subject]):
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
                    for subject in self._subjects(event.id):
                        yield subject, event.when
                case _:
                    pass
        for service, look in self.serving.items():
            if look.ready_at:
                yield service, look.ready_at

    def last_change(self, subjects: frozenset[str]) -> datetime | None:
        """When one of the subjects was last changed, as far as the record and the platform tell (principle 4)."""
        return max((self._changes[subject] for subject in subjects if subject in self._changes), default=None)

    def broken_while(self, bug: Bug) -> tuple[datetime, datetime] | None:
        """From when a bug was there until the last change of what it broke; None when one of the two is not known."""
        if bug.id not in self._known_broken:
            begun = bug.started or bug.detected or bug.at
            changed = self.last_change(frozenset(map(self.canonical, bug.services)) | {bug.id})
            self._known_broken[bug.id] = (begun, changed) if begun and changed else None
        return self._known_broken[bug.id]

    @cached_property
    def _known_broken(self) -> dict[str, tuple[datetime, datetime] | None]:
        return {}

    # --- open and done ------------------------------------------------------------------------------------------------

    @cached_property
    def closings(self) -> dict[str, Closing]:
        """The last closing of each thing that was closed."""
        made = sorted(self.facts.session.of(Closing), key=lambda one: (one.when is not None, str(one.when), one.id))
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

    def is_done(self, event: AnyEvent) -> bool:
        """Whether the author counts an item as done: a step that was closed as done, or any statement that is no open item."""
        if isinstance(event, NextStep | Bug):
            closing = self.closings.get(event.id)
            return closing is not None and closing.state == "done"
        return True

    def strength_for(self, predicate: Predicate) -> Strength:
        """The least strength that evidence for this predicate must have (principle 6)."""
        return self.policy.strength.get(predicate) or STRENGTH.get(predicate, "quoted")

    def limit_for(self, level: str) -> timedelta | None:
        """How old evidence of this level may be at `as_of`; None when it does not age."""
        return self.policy.freshness.get(level) or FRESHNESS.get(level)


def _age(exhibit: Exhibit) -> tuple[bool, float, str]:
    return (exhibit.at is not None, exhibit.at.timestamp() if exhibit.at else 0.0, exhibit.id)
