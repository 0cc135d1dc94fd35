"""The judged session, indexed once for all rules: what the rules look things up in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import cached_property
from typing import TypeVar

from handoff.model.carry import FROM, closed
from handoff.model.claim import Claim, Exhibit, Verdict
from handoff.model.events import (
    AnyEvent,
    Bug,
    ClaimEvent,
    Closing,
    Commit,
    Correction,
    Deployment,
    Event,
    Evidence,
    Fix,
    NextStep,
    fields_among,
)
from handoff.model.facts import Facts
from handoff.model.finding import FindingLevel, NotRun
from handoff.model.frozen import dataclass
from handoff.model.identifiers import split_reference
from handoff.model.judgement import Judgement
from handoff.model.lookup import Lookup
from handoff.model.observation import CommitSeen, RepositorySeen
from handoff.model.place import Place
from handoff.model.project import Project
from handoff.model.session import Session
from handoff.rules._names import Declared, Named, declared_by, service_names
from handoff.rules._prose import Line, line_of_markdown, lines_of, outside_fences
from handoff.rules._remark import Remark
from handoff.verdicts.case import Case, case_of
from handoff.verdicts.times import clock_text

Kind = TypeVar("Kind", bound=Event)

_NO_GIT = "git was not looked at: run `handoff observe`"
_NO_REPO = "git was not asked: `--repo PATH` names the repository of what is cited here"


@dataclass(frozen=True)
class Record:
    """A judgement with indexes. Nothing in it changes."""

    judgement: Judgement

    @cached_property
    def case(self) -> Case:
        """The judge's own index of the facts."""
        return case_of(self.judgement)

    @cached_property
    def facts(self) -> Facts:
        """All that may be known."""
        return self.judgement.facts

    @cached_property
    def session(self) -> Session:
        """The session itself."""
        return self.facts.session

    @cached_property
    def project(self) -> Project:
        """The project's declarations."""
        return self.facts.project

    @cached_property
    def is_record(self) -> bool:
        """Whether people wrote it as a record, and not as Markdown that was read into one."""
        return self.session.origin == "record"

    # --- events -------------------------------------------------------------------------------------------------------

    def of(self, kind: type[Kind]) -> tuple[Kind, ...]:
        """The events of one kind, in order."""
        return self.session.of(kind)

    def event(self, reference: str) -> AnyEvent | None:
        """The event of this session that a reference names, also as `session#event`."""
        return self.case.events.get(reference.removeprefix(f"{self.session.id}#"))

    @cached_property
    def names(self) -> frozenset[str]:
        """Everything in this session that can be cited: events, claims, observations."""
        claims = (verdict.claim.id for verdict in self.judgement.verdicts)
        return frozenset((*self.case.events, *claims, *self.case.observations))

    @cached_property
    def linked(self) -> dict[str, Facts]:
        """The other sessions that are known, by id."""
        return {facts.session.id: facts for facts in self.facts.linked}

    def resolves(self, reference: str) -> bool | None:
        """Whether a reference leads to something; None when the session that it names is not at hand."""
        kind, _ = split_reference(reference)
        if kind != "event" or reference in self.names:
            return True
        session, hash_, event = reference.partition("#")
        if not hash_:
            return any(reference in facts_names(facts) for facts in self.facts.linked)
        if session == self.session.id:
            return event in self.names
        facts = self.linked.get(session)
        return None if facts is None else event in facts_names(facts)

    def services_of(self, event: AnyEvent) -> tuple[str, ...]:
        """The services that an event touches, by canonical id; a fix touches those of its bugs."""
        match event:
            case Deployment(service=service):
                named: Iterable[str] = (service,)
            case Fix(bugs=bugs):
                found = (self.event(bug) for bug in bugs)
                named = (service for bug in found if isinstance(bug, Bug) for service in bug.services)
            case ClaimEvent(subject=subject) | Evidence(subject=str(subject)):
                named = (subject,)
            case _:
                named = getattr(event, "services", ())
        return tuple(dict.fromkeys(map(self.case.canonical, named)))

    @cached_property
    def fixes_by_service(self) -> dict[str, list[Fix]]:
        """The fixes that touch each service, by canonical id."""
        found: dict[str, list[Fix]] = defaultdict(list)
        for fix in self.of(Fix):
            for service in self.services_of(fix):
                found[service].append(fix)
        return found

    @cached_property
    def dated_commits(self) -> dict[str, list[Commit]]:
        """The commits that are stated with a time, by the first seven digits of their ids."""
        found: dict[str, list[Commit]] = defaultdict(list)
        for commit in self.of(Commit):
            if commit.at:
                found[commit.sha[:7]].append(commit)
        return found

    @cached_property
    def closings(self) -> dict[str, list[Closing]]:
        """The closings of each thing of this session, its own and those of linked sessions."""
        found: dict[str, list[Closing]] = defaultdict(list)
        prefix = f"{self.session.id}#"
        for closing in self.of(Closing):
            found[closing.of.removeprefix(prefix)].append(closing)
        for later in (facts.session for facts in self.facts.linked):
            carried = {
                event.id: name.removeprefix(prefix)
                for event in (later.marked(FROM) if self.session.id in later.previous else ())
                if (name := str(event.extra[FROM])).startswith(prefix)
            }
            for closing in later.of(Closing):
                if closing.of.startswith(prefix):
                    found[closing.of.removeprefix(prefix)].append(closing)
                elif closing.of in carried:
                    found[carried[closing.of]].append(closing)
        return found

    @cached_property
    def closed(self) -> frozenset[str]:
        """The full names, `session#event`, of all that is closed here or in a linked session."""
        return closed((self.session, *(one.session for one in self.facts.linked)))

    @cached_property
    def open_steps(self) -> tuple[NextStep, ...]:
        """Next steps that nobody closed, here or, under whatever name they were carried there, in a linked session."""
        own, everywhere = self.session.id, self.closed
        return tuple(one for one in self.of(NextStep) if one.id not in self.closings and f"{own}#{one.id}" not in everywhere)

    @cached_property
    def exhibits(self) -> dict[str, Exhibit]:
        """What was held for and against the claims, by id."""
        return {exhibit.id: exhibit for exhibit in self.judgement.exhibits}

    # --- verdicts -----------------------------------------------------------------------------------------------------

    @cached_property
    def _by_reason(self) -> dict[str, list[Verdict]]:
        found: dict[str, list[Verdict]] = defaultdict(list)
        for verdict in self.judgement.verdicts:
            if verdict.answer in ("refuted", "inconclusive", "unsupported") and verdict.reasons:
                found[verdict.reasons[0]].append(verdict)
        return found

    @cached_property
    def claimed(self) -> frozenset[str]:
        """What is claimed of anything, also of all of several."""
        claims = [verdict.claim for verdict in self.judgement.verdicts]
        return frozenset(
            (*(one.predicate for one in claims), *(one.each for one in claims if one.predicate == "all-of" and one.each))
        )

    def is_corrected(self, claim: Claim) -> bool:
        """Whether a correction of this or a linked session names this very claim."""
        return claim.event in self._corrected or claim.id in self._corrected

    @cached_property
    def _corrected(self) -> frozenset[str]:
        own = self.session.id
        linked = ((one.session.id, one.session) for one in self.facts.linked)
        named = {
            correction.corrects if "#" in correction.corrects else f"{id}#{correction.corrects}"
            for id, session in ((own, self.session), *linked)
            for correction in session.of(Correction)
        }
        return frozenset(name.removeprefix(f"{own}#") for name in named if name.startswith(f"{own}#"))

    def because(self, *reasons: str) -> Iterator[Verdict]:
        """The verdicts, not supported, whose gravest reason is one of these."""
        return (verdict for reason in reasons for verdict in self._by_reason.get(reason, ()))

    # --- git ----------------------------------------------------------------------------------------------------------

    @property
    def repositories(self) -> tuple[RepositorySeen, ...]:
        """The newest look at each repository that could be looked at."""
        return tuple(look for look in self.case.repositories if not look.could_not)

    def looks_at(self, sha: str, repo: str | None = None) -> list[CommitSeen]:
        """What each repository said of a commit."""
        return [look for look in self.case.looks_at(sha) if repo in (None, look.repo)]

    def seen(self, sha: str) -> CommitSeen | None:
        """The commit as git has it, when some repository has it."""
        look = self.case.commit(sha)
        return look if look is not None and look.exists else None

    @cached_property
    def _asked_git(self) -> bool:
        return any(isinstance(look, CommitSeen) for look in self.facts.observations)

    @property
    def no_git(self) -> str:
        """Why git is not known, and what to do: a session can be observed, of a document its reader names the repository."""
        return _NO_GIT if self.is_record else _NO_REPO

    def without_git(self, commits: Iterable[str]) -> NotRun | None:
        """Why a git rule cannot run: commits are cited and nobody asked git about any of them."""
        cited = list(commits)
        if cited and not (self._asked_git and any(self.case.commit(sha) for sha in cited)):
            return NotRun(self.no_git)
        return None

    @cached_property
    def citations(self) -> list[Named]:
        """Every commit that the record names, once for each event that names it."""
        found = [Named(sha, event.id, event.place, field) for event in self.session.events for field, sha in _commits_in(event)]
        if self.session.repo is not None and self.session.repo.commit:
            found.append(Named(self.session.repo.commit, "", self.session.place, "repo"))
        return list({(one.name, one.event): one for one in reversed(found)}.values())[::-1]

    @cached_property
    def cited_commits(self) -> dict[str, Named]:
        """Every commit that the record names, where it is named first."""
        return {one.name: one for one in reversed(self.citations)}

    # --- words --------------------------------------------------------------------------------------------------------

    @cached_property
    def small_source(self) -> str:
        """The text of the file in small letters; empty when the file is not at hand."""
        return self.facts.source.casefold()

    def may_hold(self, signs: Lookup) -> bool:
        """Whether the file can hold what one of these looks for.

        Nobody can tell when the file is not at hand, or holds escapes that may stand for anything.
        """
        small = self.small_source
        return not small or "\\" in small or bool(signs.held(small))

    @cached_property
    def source_lines(self) -> list[str]:
        """The lines of the file; an empty one when it is not at hand."""
        return self.facts.source.split("\n")

    def text_at(self, place: Place) -> str:
        """The line of the file at a place; the empty text when the file is not at hand."""
        return self.source_lines[place.line - 1] if 0 < place.line <= len(self.source_lines) else ""

    @cached_property
    def declared(self) -> Declared:
        """The declared names of services."""
        return declared_by(self.project)

    @cached_property
    def service_names(self) -> tuple[Named, ...]:
        """Every name that stands where a service must stand."""
        return tuple(service_names(self.session))

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The prose of the session, line by line."""
        return tuple(lines_of(self.session, self.facts.source))

    def lines_with(self, signs: Sequence[str]) -> Iterator[Line]:
        """The lines of prose that may hold one of some signs: all of a record, which are made once for all rules; of a
        Markdown document only those that do, because the others have no use."""
        if self.is_record:
            yield from self.lines
            return
        there = [sign for sign in signs if sign in self.facts.source]
        found = {number: text for sign in there for number, text in self._outside_fences if sign in text}
        for number in sorted(found):
            yield line_of_markdown(found[number], self.session, number)

    @cached_property
    def _outside_fences(self) -> list[tuple[int, str]]:
        return list(outside_fences(self.source_lines))

    def clock(self, instant: datetime) -> str:
        """An instant for a person, in the session's zone."""
        return clock_text(instant, self.session.zone)


_NAMING = fields_among("sha", "commits", "commit")
_CITING = fields_among("evidence")


def _commits_in(event: AnyEvent) -> Iterator[tuple[str, str]]:
    for field in _NAMING[type(event)]:
        named = getattr(event, field)
        for sha in (named,) if isinstance(named, str) else named or ():
            yield field, sha
    for field in _CITING[type(event)]:
        for reference in getattr(event, field):
            kind, rest = split_reference(reference)
            if kind == "commit":
                yield field, rest


def facts_names(facts: Facts) -> frozenset[str]:
    """Everything in another session that can be cited: its events (a claim of an event too) and observations."""
    return frozenset((*(event.id for event in facts.session.events), *(look.id for look in facts.observations)))


_last: list[Record] = []


def record_of(judgement: Judgement) -> Record:
    """The record of a judgement; all rules that run one after the other share it."""
    if not _last or _last[0].judgement is not judgement:
        _last[:] = [Record(judgement)]
    return _last[0]


def told(judgement: Judgement, *reasons: str) -> Iterator[Remark]:
    """One remark for every claim that is not supported for one of these reasons: why, and what would support it."""
    return map(remark_on, record_of(judgement).because(*reasons))


_TOLD = 3


def remark_on(verdict: Verdict) -> Remark:
    """A verdict as a remark: an error when the claim is refuted, else at the rule's own level; the gravest reasons in words."""
    claim = verdict.claim
    more = len(verdict.why) - _TOLD
    why = "; ".join(verdict.why[:_TOLD]) or ", ".join(verdict.reasons)
    message = f"{name_of(claim)}: {why}{f'; and {more} more' if more > 0 else ''}"
    level: FindingLevel | None = "error" if verdict.answer == "refuted" else None
    return Remark(claim.place, message, verdict.would_support, claim.id, level)


def name_of(claim: Claim) -> str:
    """A claim in a few words, for the beginning of a message."""
    text = claim.text if len(claim.text) <= 80 else claim.text[:79].rstrip() + "…"
    return f"“{text}”"
