"""What the tool saw: the newest look at each thing, what git said of commits, and what the platform serves."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property

from handoff.model.observation import AncestrySeen, AnyObservation, CommitSeen, FileChange, RepositorySeen, ServingSeen, Share
from handoff.verdicts.identity import same_commit
from handoff.verdicts.subjects import Subjects

_OF_GIT = (AncestrySeen, CommitSeen, RepositorySeen)


class Looks(Subjects):
    """The observations of one session, indexed once."""

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

    def commit(self, sha: str, elsewhere: bool = True) -> CommitSeen | None:
        """What git said of a commit, `elsewhere` in other sessions too: the repository that has it before one that does not."""
        seen = self.looks_at(sha)
        if not seen and elsewhere and self.goes_on_elsewhere:
            # Git's history is the same whoever asks: the commit of an earlier session's fix was looked at there.
            looks = [look for one in self.facts.linked for look in one.observations if isinstance(look, CommitSeen)]
            seen = [look for look in looks if same_commit(look.sha or look.asked, sha)]
        return min(seen, key=lambda look: (True, None, False).index(look.exists), default=None)

    def looks_at(self, sha: str) -> list[CommitSeen]:
        """What each repository said of a commit."""
        return [look for look in self._commits.get(sha[:7], ()) if same_commit(look.sha or look.asked, sha)]

    def touched(self, look: CommitSeen) -> tuple[FileChange, ...]:
        """The files that a commit changes, records of sessions left out: those tell of the work and are none of it."""
        sessions = f"{self.facts.project.sessions}/"
        return tuple(change for change in look.files or () if not change.path.startswith(sessions))

    def changes(self, look: CommitSeen, service: str) -> bool:
        """Whether a commit changes what a service is built from; yes where its folders or the files are not known."""
        declared = self.facts.project.service(service)
        if declared is None or not declared.paths or look.files is None:
            return True
        if declared.repo is not None and declared.repo != look.repo:
            return False
        folders = [folder.removeprefix("./").rstrip("/") for folder in declared.paths]
        changed = [path for change in self.touched(look) for path in (change.path, change.old_path) if path is not None]
        return any(folder in ("", ".", path) or path.startswith(f"{folder}/") for folder in folders for path in changed)

    @cached_property
    def repositories(self) -> tuple[RepositorySeen, ...]:
        """The repositories that were looked at."""
        return tuple(look for look in self.looks if isinstance(look, RepositorySeen))

    @cached_property
    def serving(self) -> dict[str, ServingSeen]:
        """What the platform said of each service."""
        return {self.canonical(look.service): look for look in self.looks if isinstance(look, ServingSeen)}

    def served(self, service: str) -> Share | None:
        """What the platform sends most of a service's traffic to; None while it was not asked, or could not tell."""
        look = self.serving.get(service)
        return max(look.shares, key=lambda share: share.percent, default=None) if look and not look.could_not else None

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
        if self.goes_on_elsewhere:
            for look in (look for one in self.facts.linked for look in one.observations if isinstance(look, AncestrySeen)):
                if same_commit(look.ancestor, ancestor) and same_commit(look.descendant, descendant):
                    return look.contained
        return None
