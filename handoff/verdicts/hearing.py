"""Principles 1, 6 and 7: which evidence is heard for a subject, how strong it is, and how its check came out over time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from functools import cached_property

from handoff.model.claim import Claim, Exhibit
from handoff.model.events import Evidence
from handoff.model.project import Strength
from handoff.verdicts.changes import Changes
from handoff.verdicts.exhibits import from_evidence, from_observation
from handoff.verdicts.history import History

# How many looks of one sort at one subject are weighed for a claim that cites none of them.
_FEW = 100


class Hearing(Changes):
    """The evidence of one session, indexed once."""

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
    def _looked_at(self) -> frozenset[str]:
        return frozenset(self._by_subject)

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
        return {key: History(seen, self.revisions_of(key[0]) if key[0] else {}) for key, seen in looks.items()}

    def _history_key(self, exhibit: Exhibit) -> tuple[str | None, str]:
        return (None if exhibit.subject is None else self.canonical(exhibit.subject), exhibit.check)

    def history(self, exhibit: Exhibit) -> History | None:
        """The same check of the same subject up to `as_of`; None for evidence that came later, or says not what was asked."""
        return self._histories.get(self._history_key(exhibit))

    def histories_of(self, subjects: frozenset[str]) -> list[History]:
        """Every check of these subjects up to `as_of`."""
        return [history for subject in sorted(subjects) for history in self._histories_by_subject.get(subject, ())]

    @cached_property
    def _histories_by_subject(self) -> dict[str | None, list[History]]:
        found: dict[str | None, list[History]] = defaultdict(list)
        for (subject, _), history in self._histories.items():
            found[subject].append(history)
        return found

    def failed_elsewhere_before(self, claim: Claim, exhibit: Exhibit) -> bool:
        """Whether a session whose bug the claim goes on with holds the same check failing before this look (principle 9)."""
        if exhibit.at is None or not exhibit.check or not self.goes_on(claim):
            return False
        key = self._history_key(exhibit)
        return any(
            self._history_key(one) == key and one.at is not None and one.at < exhibit.at for one in self._failed_elsewhere
        )

    @cached_property
    def before(self) -> tuple[Hearing, ...]:
        """The linked sessions that began no later than this one, each by itself: what a bug that goes on has behind it."""
        begun = self.facts.session.started
        return tuple(
            Hearing(replace(one, linked=()))
            for one in self.facts.linked
            if begun is None or one.session.started is None or one.session.started <= begun
        )

    @cached_property
    def _failed_elsewhere(self) -> list[Exhibit]:
        seen = (from_observation(look) for one in self.facts.linked for look in one.observations)
        quoted = (from_evidence(event, prose=False) for one in self.facts.linked for event in one.session.of(Evidence))
        return [one for one in (*seen, *quoted) if one is not None and one.passed is False and one.strength != "statement"]

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

    def superseded(self, exhibit: Exhibit) -> bool:
        """Principle 7: the same check passed later, on the same or a later revision, in a look that is as strong."""
        history = self.history(exhibit)
        return history is not None and history.passed_after(exhibit)

    def about(self, subjects: frozenset[str], revision: str | None = None) -> Mapping[str, Exhibit]:
        """The exhibits whose own subject is one of these, or the one revision of it, by id; of very many alike the newest."""
        # Nothing is heard of most bugs and fixes by themselves, and so the same of many claims.
        looked_at = subjects & self._looked_at
        return self.once(("about", looked_at, revision), lambda: self._about(looked_at, revision))

    def _about(self, subjects: frozenset[str], revision: str | None) -> dict[str, Exhibit]:
        heard = self._newest_by_subject
        return {exhibit.id: exhibit for subject in sorted(subjects) for exhibit in heard.get((subject, revision), ())}


def _age(exhibit: Exhibit) -> tuple[bool, datetime | None, str]:
    return (exhibit.at is not None, exhibit.at, exhibit.id)
