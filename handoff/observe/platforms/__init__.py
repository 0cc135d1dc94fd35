"""Platforms that say what they serve: one file each, found by being there. `kind` in handoff.toml is the file's name.

A file holds one subclass of `Platform`: its fields are the settings, `documents` fetches what the platform says, `read`
makes an observation of it and touches nothing else.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from handoff.errors import BadInput, CouldNotLook
from handoff.model.fields import meant
from handoff.model.observation import CiSeen, ServingSeen
from handoff.model.project import Project, Service
from handoff.secrets.redactor import Redactor

if TYPE_CHECKING:
    from handoff.observe.platforms._platform import Platform
    from handoff.observe.probes._step import World


# A condition's message may hold a whole stack trace.
_LONGEST = 300


def kinds() -> list[str]:
    """The platforms that there are."""
    return sorted(info.name.replace("_", "-") for info in pkgutil.iter_modules(__path__) if not info.name.startswith("_"))


def read_platform(raw: Mapping[str, Any], about: str) -> Platform:
    """A platform from its table; `about` is the id of the service or repository. Raises ValueError, one argument a problem."""
    from pydantic import ValidationError

    made = _class_of(raw.get("kind"))
    try:
        return made.model_validate({**raw, "about": about})
    except ValidationError as error:
        raise ValueError(*(_problem(one, made) for one in error.errors())) from None


def _class_of(kind: object) -> type[Platform]:
    from handoff.observe.platforms._platform import Platform

    if kind not in kinds():
        raise ValueError(f"kind {kind!r} is not one of {', '.join(kinds())}{meant(str(kind), kinds())}")
    module = importlib.import_module(f"{__name__}.{str(kind).replace('-', '_')}")
    classes = [one for one in vars(module).values() if isinstance(one, type) and issubclass(one, Platform)]
    return next(one for one in classes if one is not Platform)


def _problem(error: Any, made: type[Platform]) -> str:
    place = ".".join(str(part) for part in error["loc"])
    known = sorted({field.alias or name for name, field in made.model_fields.items()} - {"about"})
    if error["type"] == "extra_forbidden":
        return f"unknown key {place!r}{meant(place, known) or ': known are ' + ', '.join(known)}"
    if error["type"] == "missing":
        return f"{place!r} is missing"
    told = str(error.get("ctx", {}).get("error") or error["msg"])
    return f"{place}: {told}" if place else told


def platforms_of(project: Project, services: Iterable[Service]) -> list[Platform]:
    """The platforms of these services. Raises BadInput with every one that is wrong: what, where, what to write."""
    return _all(project, ((one.id, "service", one.platform) for one in services))


def ci_of(project: Project, commits: Mapping[str, Iterable[str]] | None = None) -> list[Platform]:
    """Continuous integration of the project's repositories; for a repository in `commits` (full ids), once a commit.

    Raises BadInput like `platforms_of`.
    """
    made = _all(project, ((one.id, "repository", one.ci) for one in project.repositories))
    asked = {one.about: [found for sha in (commits or {}).get(one.about, ()) if (found := one.for_commit(sha))] for one in made}
    return [look for one in made for look in asked[one.about] or [one]]


def _all(project: Project, tables: Iterable[tuple[str, str, Mapping[str, Any] | None]]) -> list[Platform]:
    found: list[Platform] = []
    problems: list[str] = []
    for about, sort, raw in tables:
        if raw is None:
            continue
        where = f"{_place(project, about, sort)}: {sort} {about}, {'platform' if sort == 'service' else 'ci'}"
        try:
            made = read_platform(raw, about)
            if made.speaks_of != sort:
                raise ValueError(f"{made.kind} says nothing of a {sort}; it belongs to a {made.speaks_of}")
            found.append(made)
        except ValueError as error:
            problems += [f"{where}: {line}" for line in error.args]
    if problems:
        raise BadInput("\n".join(problems), "correct the table")
    return found


def _place(project: Project, about: str, sort: str) -> str:
    from handoff.config import place_of

    key, field = ("services", "platform") if sort == "service" else ("repositories", "ci")
    at = next((index for index, one in enumerate(getattr(project, key)) if one.id == about), 0)
    return place_of(project, key, at, field)


def look_at_platform(platform: Platform, world: World, at: datetime) -> ServingSeen | CiSeen:
    """Ask a platform. Every way it can fail is in what comes back; nothing is raised. `at` is the instant of the look."""
    from handoff.observe.exact_json import CannotTell

    world = world.for_probe()
    try:
        seen = platform.read(platform.documents(world), at)
    except CouldNotLook as error:
        reason = " ".join(f"{error.message}; {error.hint}".split()) if error.hint else error.message
    except CannotTell as error:
        reason = str(error)
    else:
        if isinstance(seen, CiSeen):
            return seen
        redactor = Redactor(world.used)
        return replace(seen, conditions=tuple(redactor.text(one)[:_LONGEST] for one in seen.conditions))
    return platform.missed(Redactor(world.used).text(reason), at)
