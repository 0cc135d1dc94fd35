"""`handoff observe`: look at git, and with `--live` at the services, and keep what is seen."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from handoff.errors import CouldNotLook

from ._options import here, now, say

if TYPE_CHECKING:
    from handoff.model.observation import AnyObservation, CommitSeen, RepositorySeen, ServingSeen

    from ._looks import Stopped


def observe(
    session: Annotated[
        str | None, typer.Argument(metavar="[SESSION]", help="The session. Default: the newest open one.", show_default=False)
    ] = None,
    live: Annotated[bool, typer.Option("--live", help="Look at the services too, from a project that you trust.")] = False,
    format: Annotated[Literal["text", "json"], typer.Option("--format", "-f", help="How it is shown.")] = "text",
    timeout: Annotated[float, typer.Option(metavar="SECONDS", min=0.1, help="The limit for git in each repository.")] = 60.0,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Show nothing, only look and keep.")] = False,
) -> None:
    """Look at git, and keep what is seen in the session's observed.jsonl.

    Every commit that the record cites, and every one made in the session's time, is looked up in the repositories of
    handoff.toml (the project's own when it names none). One line a look; what is known already is not written again.
    Reads only: nothing of a repository's configuration is obeyed, no hook or filter runs, nothing is fetched.

    Exit codes: 0 looked; 2 usage; 3 a bad record; 4 nothing, or with --live not every service, could be looked at.
    """
    from handoff.config import load_project
    from handoff.observe.git import look_at_repositories
    from handoff.observe.git.advice import advice
    from handoff.observe.git.written import EMPTY, EMPTY_TOO
    from handoff.observe.news import fresh
    from handoff.store import append_observations, find_session, load_session, read_observations

    from ._looks import asked_of_git, look_at_all

    project = load_project(here())
    folder = find_session(project, session)
    record = load_session(folder, project)
    known = read_observations(folder)
    at = now()
    services: list[AnyObservation] = []
    stopped: Stopped = None
    if live:
        services, seen, stopped = look_at_all(project, record, known, at, seconds=timeout)
    else:
        seen = look_at_repositories(asked_of_git(project, record), project, at, known, seconds=timeout)
    news = [*services, *fresh(seen, known)]
    looks = [*seen, *services]
    try:
        append_observations(folder, news)
    finally:
        # What was seen is worth knowing though it cannot be kept.
        if not quiet:
            _show(looks, {look.id for look in news}, format, record.id)
    say(f"{_number(len(news), 'new look')}, {len(looks) - len(news)} known already: {folder / 'observed.jsonl'}")
    for sentence in advice(seen, project):
        say(f"hint: {sentence}")
    if stopped is not None:
        raise stopped
    # A repository without commits was looked at, and that is all there is to see in it.
    if all(look.could_not and look.could_not not in (EMPTY, EMPTY_TOO) for look in looks):
        raise CouldNotLook(looks[0].could_not or "nothing could be looked at")
    if any(look.could_not for look in services):
        raise typer.Exit(4)


def _show(looks: list[AnyObservation], new: set[str], format: str, session: str) -> None:
    from handoff.report import visible
    from handoff.store.observations import plain_of

    if format == "json":
        import json

        told = {
            "schema": "handoff/observe/1",
            "session": session,
            "looks": [{**plain_of(look), "new": look.id in new} for look in looks],
        }
        sys.stdout.write(json.dumps(told, indent=1, ensure_ascii=False) + "\n")
        return
    for look in looks:
        known = "" if look.id in new else " (known)"
        sys.stdout.write(f"{look.id}{known}: {visible(' '.join(_said(look).split()))}\n")


def _said(look: AnyObservation) -> str:
    from handoff.model.observation import AncestrySeen, CiSeen, CommitSeen, ProbeSeen, RepositorySeen, ServingSeen

    match look:
        case CommitSeen():
            return _of_commit(look)
        case RepositorySeen():
            return _of_repository(look)
        case AncestrySeen():
            if look.contained is None:
                return f"could not tell whether {look.descendant[:8]} contains {look.ancestor[:8]}: {look.could_not}"
            through = f", as {look.through[:8]}" if look.through else ""
            return f"{look.descendant[:8]} {'contains' if look.contained else 'does not contain'} {look.ancestor[:8]}{through}"
        case _ if look.could_not:
            return f"could not look: {look.could_not}"
        case ProbeSeen():
            return f"{look.service} {look.probe} ({look.level}): {look.outcome}: {'; '.join(look.asserted)}"
        case ServingSeen():
            return _of_serving(look)
        case CiSeen():
            how = {True: "succeeded", False: "failed", None: "is not known to have succeeded"}[look.succeeded]
            skipped = f", without {', '.join(look.skipped)}" if look.skipped else ""
            return f"{look.repo} CI run {look.run} {how if look.completed else 'has not completed'}{skipped}"
        case _:
            return " ".join(look.key)


def _of_commit(look: CommitSeen) -> str:
    if look.exists is None:
        return f"could not look for {look.asked} in {look.repo}: {look.could_not}"
    if look.sha is None or not look.exists:
        return f"{look.repo} does not have {look.asked}"
    parts = [look.commit_time.isoformat(sep=" ") if look.commit_time else "at an unreadable time"]
    if look.files is not None:
        parts.append(f"{_number(len(look.files), 'file')} +{look.insertions} -{look.deletions}")
    parts.append(f"on {', '.join(look.branches[:3])}" if look.branches else "on no branch")
    if look.on_remote is not None:
        parts.append("on a remote" if look.on_remote else "on no remote")
    if look.equivalents:
        parts.append(f"same change in {', '.join(sha[:8] for sha in look.equivalents[:3])}")
    for relation, word in (("reverts", "reverted"), ("fixes", "fixed"), ("touches", "touched again")):
        later = [one.sha[:8] for one in look.later if one.relation == relation]
        if later:
            parts.append(f"{word} by {', '.join(later[:3])}{' …' if len(later) > 3 else ''}")
    partly = f" [partly: {look.could_not}]" if look.could_not else ""
    return f"{look.repo} {look.sha[:8]}, {', '.join(parts)}: {look.subject}{partly}"


def _of_repository(look: RepositorySeen) -> str:
    if look.could_not and look.tip is None:
        return f"could not look at {look.repo}: {look.could_not}"
    parts = [
        f"{look.repo} is at {(look.tip or 'no commit')[:8]} on {look.branch or 'no branch'}",
        f"{_number(len(look.commits), 'commit')} in the session's time",
        f"{_number(len(look.dirty), 'file')} uncommitted",
        *(["shallow"] if look.shallow else []),
        *look.unclear,
        *([look.could_not] if look.could_not else []),
    ]
    return "; ".join(parts)


def _of_serving(look: ServingSeen) -> str:
    shares = [
        f"{share.revision}{f' (commit {share.commit[:8]})' if share.commit else ''} with {share.percent:f} % of the traffic"
        for share in look.shares
    ]
    parts = [f"{look.service} serves {', '.join(shares) or 'no revision'}"]
    if look.latest_created and look.latest_created not in {share.revision for share in look.shares}:
        parts.append(f"newest is {look.latest_created}")
    parts += ["not ready"] if look.ready is False else []
    parts += ["not acted on the newest configuration yet"] if look.current is False else []
    return "; ".join(parts)


def _number(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"
