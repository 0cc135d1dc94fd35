"""`handoff trust`: let a project's configuration contact services and run commands, or take that back."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from handoff.cli._options import here, now, say
from handoff.errors import UsageError

if TYPE_CHECKING:
    from handoff.model.project import Project

# Keys that say what is contacted or run, in the order in which they are shown; the first that is there names the rest.
_TELLING = (
    "command",
    "argv",
    "method",
    "url",
    "query",
    "host",
    "name",
    "server",
    "project",
    "region",
    "service",
    "context",
    "namespace",
    "deployment",
    "repository",
)


def trust(
    show: Annotated[
        bool, typer.Option("--show", help="Only say what it would contact and run, and whether you trust it.")
    ] = False,
    revoke: Annotated[bool, typer.Option("--revoke", help="Take the trust back.")] = False,
    format: Annotated[Literal["text", "json"], typer.Option("--format", "-f", help="How --show is shown.")] = "text",
) -> None:
    """Trust this project's handoff.toml as it is now: its probes may contact services and run commands.

    The trust is bound to the file's place and content, and to the scripts of the project that its commands name: any edit ends
    it. It is kept in your own configuration folder and never in the repository. `handoff run` and a `handoff probe` that you
    type need no trust.

    Exit codes: 0 trusted, or done; 1 not trusted, with --show; 2 usage; 4 no project, or the grants cannot be read or written.
    """
    from handoff.config import load_project
    from handoff.observe.trust import grant_trust, revoke_trust, trust_of

    if show and revoke:
        raise UsageError("--show and --revoke do not go together")
    project = load_project(here())
    if revoke:
        gone = revoke_trust(project)
        say(f"handoff: {project.path} {'is no longer trusted' if gone else 'was not trusted'}")
        return
    if not show:
        for line in _asked(project):
            say(f"  {line}")
        given = grant_trust(project, now())
        say(f"handoff: {given.path} is trusted as it is now; `handoff trust --revoke` takes it back")
        return
    seen = trust_of(project)
    if format == "json":
        import json

        told = {
            "schema": "handoff/trust-shown/1", "state": seen.state, "path": seen.path, "digest": seen.digest,
            "granted": seen.granted, "asks": list(_asked(project)),
        }  # fmt: skip
        sys.stdout.write(json.dumps(told, indent=1, ensure_ascii=False) + "\n")
    else:
        states = {
            "trusted": f"trusted since {seen.granted}",
            "changed": f"not trusted: it has changed since {seen.granted}",
            "untrusted": "not trusted",
        }
        sys.stdout.write(f"{seen.path}: {states[seen.state]}\n")
        for line in _asked(project):
            sys.stdout.write(f"  {line}\n")
    if seen.state != "trusted":
        raise typer.Exit(1)


def _asked(project: Project) -> Iterator[str]:
    """One line for everything that trust would let happen. What a stranger wrote is spelled out, so that it cannot hide."""
    from handoff.report import visible

    for service in project.services:
        for probe in service.probes:
            for step in _steps(probe):
                yield visible(f"{service.id}: {_told(step, service.url)}")
        if service.platform is not None:
            yield visible(f"{service.id}: {_told(service.platform, None)}")
    for repository in project.repositories:
        if repository.ci is not None:
            yield visible(f"{repository.id}: {_told(repository.ci, None)}")


def _steps(probe: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    steps = probe.get("steps")
    return [step for step in steps if isinstance(step, Mapping)] if isinstance(steps, list) else [probe]


def _told(step: Mapping[str, Any], url: str | None) -> str:
    """What a step asks, with its secrets hidden: a URL may hold a password."""
    import shlex
    from urllib.parse import urljoin

    from handoff.secrets.redactor import Redactor

    given = {"url": url, **step} if url and "command" not in step else dict(step)
    if isinstance(path := given.get("path"), str) and "url" in given:
        given["url"] = urljoin(str(given["url"]), path)
    parts = [str(step.get("kind", "http"))]
    for key in _TELLING:
        value = given.get(key)
        if isinstance(value, list):
            parts.append(shlex.join(Redactor().argv([str(word) for word in value])))
        elif value is not None:
            parts.append(Redactor().text(str(value)))
    return " ".join(" ".join(parts).split())
