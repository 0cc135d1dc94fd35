"""`handoff doctor`: the set-up looked over, and what to do about what is wrong with it."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple

import typer

from handoff.cli._options import here
from handoff.errors import HandoffError

if TYPE_CHECKING:
    from handoff.model.project import Project, Service

Mark = Literal["ok", "note", "wrong"]
# Every option of git that is used here is older than this.
OLDEST_GIT = (2, 25)


class Sign(NamedTuple):
    """One thing that was looked at: how it is, and what to do when it is not well."""

    mark: Mark
    what: str
    do: str = ""


def doctor(
    format: Annotated[Literal["text", "json"], typer.Option("--format", "-f", help="How it is shown.")] = "text",
) -> None:
    """Explain the set-up: git, project, trust, probes, the command itself, folders and time zone; and what to do.

    Reads only: no service is asked and no command of the project is run.

    Exit codes: 0 nothing is wrong (there may be notes); 1 something is; 2 usage.
    """
    from handoff.report import visible

    signs = list(_signs())
    if format == "json":
        import json

        told = {"schema": "handoff/doctor/1", "signs": [sign._asdict() for sign in signs]}
        sys.stdout.write(json.dumps(told, indent=1, ensure_ascii=False) + "\n")
    else:
        for sign in signs:
            sys.stdout.write(f"{sign.mark:<6}{visible(sign.what)}\n")
            for line in sign.do.splitlines():
                sys.stdout.write(f"      → {visible(line)}\n")
    if any(sign.mark == "wrong" for sign in signs):
        raise typer.Exit(1)


def _signs() -> Iterator[Sign]:
    yield from _command()
    yield _git()
    project, sign = _project()
    yield sign
    if project is not None:
        for look in (_sessions, _zone, _trust, _probes):
            yield from _safely(look, project)
    yield from _folders()


def _safely(look: Callable[[Project], Iterator[Sign]], project: Project) -> Iterator[Sign]:
    """What a look finds; an error that a person can mend is a sign like any other."""
    try:
        yield from look(project)
    except HandoffError as error:
        yield Sign("wrong", error.message, error.hint)


def _command() -> Iterator[Sign]:
    """Five packages install a command called handoff."""
    from handoff import __version__

    yield Sign("ok", f"handoff {__version__}, Python {sys.version.split()[0]}")
    own = Path(sys.executable).parent
    found = shutil.which("handoff")
    if found is None:
        yield Sign("note", "no `handoff` is on PATH", f"add {own} to PATH, or call `python -m handoff`")
    elif Path(found).parent.resolve() != own.resolve() and Path(found).resolve().parent != own.resolve():
        yield Sign(
            "note",
            f"another `handoff` is first on PATH: {found}",
            "call this one `handoff-evidence`, which no other package installs",
        )
    else:
        yield Sign("ok", f"`handoff` on PATH is this one: {found}")


def _git() -> Sign:
    import re

    from handoff.errors import CouldNotLook
    from handoff.observe.command import run_command
    from handoff.observe.environment import clean_environment

    try:
        said = run_command(
            ["git", "--version"], directory=here(), environment=clean_environment(here()), timeout=10
        ).stdout.decode()
    except CouldNotLook as error:
        return Sign("wrong", error.message, "install git 2.25 or newer; without it no commit can be looked up")
    match = re.search(r"(\d+)\.(\d+)", said)
    if match is None:
        return Sign("wrong", f"git does not say its version: {said.strip()[:80]!r}", "install git 2.25 or newer")
    if (int(match[1]), int(match[2])) < OLDEST_GIT:
        return Sign("wrong", f"git {match[0]} is too old", "install git 2.25 or newer")
    return Sign("ok", said.strip())


def _project() -> tuple[Project | None, Sign]:
    from handoff.config import load_project

    try:
        project = load_project(here())
    except HandoffError as error:
        return None, Sign("wrong", error.message, error.hint or "correct the file")
    if project.path is None:
        return project, Sign("note", f"no handoff.toml at or above {here()}", "run: handoff init")
    services, repositories = len(project.services), len(project.repositories)
    counts = f"{services} service{'' if services == 1 else 's'}, {repositories} repositor{'y' if repositories == 1 else 'ies'}"
    return project, Sign("ok", f"project file {project.path}: {counts}")


def _sessions(project: Project) -> Iterator[Sign]:
    from handoff.store import session_folders

    root = Path(project.root) / project.sessions
    if not root.is_dir():
        yield Sign("note", f"there is no folder {root} yet", "run: handoff new TITLE")
    elif not os.access(root, os.W_OK | os.X_OK):
        yield Sign("wrong", f"{root} cannot be written", f"run: chmod u+wx {root}, or own it")
    else:
        number = len(session_folders(project))
        yield Sign("ok", f"{number} session{'' if number == 1 else 's'} in {root}")


def _zone(project: Project) -> Iterator[Sign]:
    from zoneinfo import ZoneInfo

    from handoff.cli._surroundings import local_zone

    if project.timezone:
        yield Sign("ok", f"time zone of the project: {project.timezone}")
        return
    local = local_zone()
    try:
        ZoneInfo(local)
    except (KeyError, ValueError, OSError):
        yield Sign("wrong", f"this machine's time zone {local!r} is none that is known here", "install tzdata, or correct TZ")
        return
    yield Sign(
        "note",
        "the project names no time zone",
        f'write timezone = "{local}" into handoff.toml, or give --tz with each session',
    )


def _trust(project: Project) -> Iterator[Sign]:
    from handoff.observe.trust import load_user_settings, trust_of

    settings = load_user_settings(project)
    allowed = [*settings.allowed_networks, *settings.allowed_hosts]
    if allowed:
        yield Sign("ok", f"your own settings let probes reach private addresses: {', '.join(allowed)}")
    if project.path is None:
        return
    asks = any(service.probes or service.platform for service in project.services) or any(
        one.ci for one in project.repositories
    )
    seen = trust_of(project)
    if seen.state == "trusted":
        yield Sign("ok", f"you trust {seen.path} since {seen.granted}")
    elif not asks:
        yield Sign("ok", "nothing is declared that would need your trust")
    else:
        how = f"has changed since you trusted it ({seen.granted})" if seen.state == "changed" else "is not trusted"
        yield Sign("note", f"{seen.path} {how}, so no service is looked at", "run: handoff trust --show, then handoff trust")


def _probes(project: Project) -> Iterator[Sign]:
    """Services that nobody could show to work, and probes that show less than they say."""
    from handoff.observe.platforms import ci_of, platforms_of

    for service in project.services:
        yield from _safely_of(service, project)
    try:
        platforms_of(project, project.services)
        ci_of(project)
    except HandoffError as error:
        yield Sign("wrong", error.message, error.hint)


def _safely_of(service: Service, project: Project) -> Iterator[Sign]:
    from handoff.model.predicates import SERVICE_LADDER
    from handoff.observe.probe import probes_of

    try:
        probes = probes_of(project, service)
    except HandoffError as error:
        yield Sign("wrong", error.message, error.hint)
        return
    for probe in probes:
        if probe.lowered:
            yield Sign("note", f"{service.id}, probe {probe.id} {probe.lowered}", "expect something of the answer's content")
    high = SERVICE_LADDER.index("functional")
    if any(probe.level in SERVICE_LADDER[high:] for probe in probes):
        yield Sign("ok", f"{service.id} has a functional probe")
    else:
        has = f"only shows {', '.join(dict.fromkeys(probe.level for probe in probes))}" if probes else "has no probe"
        yield Sign(
            "note",
            f"{service.id} {has}, so that it works cannot be looked at",
            'declare a probe with level = "functional" that asks for its capability and expects a result',
        )


def _folders() -> Iterator[Sign]:
    from handoff.observe.trust import settings_folder
    from handoff.store import cache

    try:
        own: Path | None = settings_folder()
    except HandoffError as error:
        yield Sign("wrong", error.message, error.hint)
        own = None
    for what, folder, missing in (
        ("your trust and settings", own, "set HOME or XDG_CONFIG_HOME"),
        ("the cache", cache.folder(), "set HOME or XDG_CACHE_HOME; without a cache everything is slower"),
    ):
        if folder is None:
            if what == "the cache":
                yield Sign("note", "there is no place for the cache", missing)
            continue
        nearest = next(one for one in (folder, *folder.parents) if one.exists())
        if nearest.is_dir() and os.access(nearest, os.W_OK | os.X_OK):
            yield Sign("ok", f"{what} can be kept in {folder}")
        else:
            yield Sign(
                "wrong" if what != "the cache" else "note", f"{what} cannot be kept in {folder}", f"make {nearest} writable"
            )
