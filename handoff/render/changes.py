"""What the session changed: commits as git has them, deployments, and everything that no commit holds, with its undo."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from handoff.model.claim import Verdict
from handoff.model.events import Change, Commit, Deployment, Fix
from handoff.model.judgement import Judgement
from handoff.model.observation import CommitSeen, FileChange, LaterCommit
from handoff.verdicts import Case, same_commit, unpinned


class CommitRow(NamedTuple):
    """A commit. Numbers and subject are git's where git was asked; `stated` when they are only the author's word."""

    sha: str
    repo: str | None
    subject: str | None
    files: int | None
    insertions: int | None
    deletions: int | None
    made: datetime | None
    where: str
    stated: bool
    mentioned: bool
    later: tuple[str, ...]
    touched: tuple[FileChange, ...] = ()


def commits(case: Case) -> tuple[CommitRow, ...]:
    """The commits that the record names, in its order, then those that git has in its window and nobody mentions."""
    session = case.facts.session
    named: dict[str, Commit | None] = {}
    for event in session.events:
        match event:
            case Commit():
                _name(named, event.sha, event)
            case Fix():
                for sha in event.commits:
                    _name(named, sha, None)
            case Deployment(commit=str() as sha):
                _name(named, sha, None)
            case _:
                pass
    rows = [_row(case, sha, event, case.commit(sha)) for sha, event in named.items()]
    rows += [
        _row(case, look.sha, None, look, mentioned=False)
        for look in sorted(_in_window(case), key=lambda look: (look.commit_time or look.at, look.sha or ""))
        if look.sha and not any(same_commit(look.sha, sha) for sha in named)
    ]
    return tuple(rows)


def _name(named: dict[str, Commit | None], sha: str, event: Commit | None) -> None:
    known = next((one for one in named if same_commit(one, sha)), sha)
    named[known] = named.get(known) or event


def _in_window(case: Case) -> list[CommitSeen]:
    ids = {sha for look in case.repositories for sha in look.commits}
    return [look for look in case.looks if isinstance(look, CommitSeen) and look.sha in ids]


def _row(case: Case, sha: str, event: Commit | None, look: CommitSeen | None, mentioned: bool = True) -> CommitRow:
    if look is not None and look.exists:
        return CommitRow(
            sha=(look.sha or sha)[:10],
            repo=look.repo,
            subject=look.subject,
            files=None if look.files is None else len(look.files),
            insertions=look.insertions,
            deletions=look.deletions,
            made=look.commit_time,
            where=_where(look),
            stated=False,
            mentioned=mentioned,
            later=tuple(f"{one.relation} by {one.sha[:10]}: {one.subject}" for one in _consequential(look)),
            touched=case.touched(look),
        )
    told = (event.subject, event.files, event.insertions, event.deletions, event.at) if event else (None,) * 5
    repo = look.repo if look else event.repo if event else None
    return CommitRow(sha[:10], repo, *told, _unseen(look), stated=True, mentioned=mentioned, later=())


def _where(look: CommitSeen) -> str:
    if look.on_default:
        return "on the default branch"
    if look.equivalents:
        return f"on the default branch as {look.equivalents[0][:10]}"
    place = f"on {', '.join(look.branches[:3])}" if look.branches else "on no branch"
    return f"{place}, not on the default branch" if look.on_default is False else place


def _unseen(look: CommitSeen | None) -> str:
    if look is None:
        return "git was not asked"
    if look.exists is False:
        return "git does not have it"
    return f"could not look: {look.could_not}" if look.could_not else "could not look"


def _consequential(look: CommitSeen) -> list[LaterCommit]:
    return [one for one in look.later if one.relation in ("reverts", "fixes")]


class DeploymentRow(NamedTuple):
    """A deployment and what the judge says of it. `revision` is None when nothing or no revision was named."""

    event: Deployment
    revision: str | None
    verdicts: tuple[Verdict, ...]


def deployments(judgement: Judgement) -> tuple[DeploymentRow, ...]:
    """The deployments, oldest first, those without a time where they stand in the record."""
    made = [
        DeploymentRow(event, pinned(event.revision), judgement.of_event(event.id))
        for event in judgement.facts.session.of(Deployment)
    ]
    if all(row.event.when for row in made):
        made.sort(key=lambda row: row.event.when.timestamp() if row.event.when else 0.0)
    return tuple(made)


def pinned(revision: str | None) -> str | None:
    """The revision when it names one."""
    return None if revision is None or unpinned(revision) else revision


class Outside(NamedTuple):
    """A change that no commit holds, and how it is taken back."""

    id: str
    what: str
    how: str | None
    undo: str | None
    old: str | None
    new: str | None
    services: tuple[str, ...]
    at: datetime | None


def outside_git(case: Case) -> tuple[Outside, ...]:
    """Changes of configuration, data and the like, and the parts of fixes that lie outside git."""
    found = []
    for event in case.facts.session.events:
        match event:
            case Change():
                what = f"{event.type}: {event.summary}" if event.type else event.summary
                found.append(Outside(event.id, what, None, event.undo, event.old, event.new, event.services, event.when))
            case Fix(out_of_git=out) if out:
                services = tuple(dict.fromkeys(name for bug in event.bugs for name in _services(case, bug)))
                found.append(Outside(event.id, out.what, out.how, out.undo, None, None, services, event.when))
            case _:
                pass
    return tuple(found)


def _services(case: Case, bug: str) -> tuple[str, ...]:
    return tuple(getattr(case.events.get(bug), "services", ()))
