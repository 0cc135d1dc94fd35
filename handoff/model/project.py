"""What a project declares about itself in `handoff.toml`: services, repositories, policy, waivers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date, timedelta
from functools import cached_property
from pathlib import PurePath
from typing import Annotated, Any, Literal

from .frozen import dataclass
from .identifiers import Slug
from .place import NOWHERE, Place
from .predicates import Predicate

# Lowest first; a claim needs evidence of at least its predicate's strength, and strengths never add up.
Strength = Literal["statement", "quoted", "imported", "observed", "reperformed"]
STRENGTHS: tuple[Strength, ...] = ("statement", "quoted", "imported", "observed", "reperformed")
# The repository that a project has when it declares none.
MAIN = "main"
RuleLevel = Literal["error", "warning", "info", "off"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """A service of the project. `probes` and `platform` are read where services are looked at."""

    id: Annotated[Slug, "the name by which records speak of it"]
    name: Annotated[str, "its name as people write it"] = ""
    aliases: Annotated[tuple[str, ...], "other names that mean it"] = ()
    url: Annotated[str | None, "where it is"] = None
    repo: Annotated[Slug | None, "the repository that it is built from, by its id"] = None
    paths: Annotated[tuple[str, ...], "the folders of that repository that it is built from"] = ()
    probes: Annotated[tuple[Mapping[str, Any], ...], "ways to ask it"] = ()
    platform: Annotated[Mapping[str, Any] | None, "where to ask which revision runs"] = None

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that means this service."""
        return (self.id, *((self.name,) if self.name else ()), *self.aliases)


@dataclass(frozen=True, slots=True, kw_only=True)
class Repository:
    """A git repository of the project; `path` is relative to the folder of the configuration file."""

    id: Annotated[Slug, "the name by which records and services speak of it"]
    path: Annotated[str, "where it is checked out, from the folder of this file"] = "."
    default_branch: Annotated[str | None, "the branch that counts as merged; what git calls the default when left out"] = None
    url: Annotated[str | None, "where it is hosted"] = None
    ci: Annotated[Mapping[str, Any] | None, "where its continuous integration runs"] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """How much is enough: the least strength per predicate, and how old evidence of a level may be."""

    strength: Annotated[Mapping[Predicate, Strength], "the least strength of evidence, by predicate"] = field(
        default_factory=dict
    )
    freshness: Annotated[Mapping[str, timedelta], "how old evidence may be, by level or predicate"] = field(
        default_factory=dict
    )
    tolerance: Annotated[timedelta, "by how much clocks and stated times may differ"] = timedelta(minutes=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """A finding or verdict that somebody answers for. It hides nothing: it adds who, why and until when."""

    rule: Annotated[str, "the rule, or a glob of rules"]
    where: Annotated[str, "a path, session, event or `session#event`, or a glob of them"] = "*"
    who: Annotated[str, "who answers for it"]
    why: Annotated[str, "the reason"]
    until: Annotated[date | None, "the last day on which it holds"] = None
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, kw_only=True)
class Project:
    """The whole of `handoff.toml`, with defaults for what it leaves out. `root` is the folder that it governs.

    `rule_lines` are the lines of the file on which `rules` names each rule.
    """

    root: str = "."
    path: str | None = None
    name: Annotated[str, "the name of the project"] = ""
    sessions: Annotated[str, "the folder of the sessions"] = "sessions"
    templates: Annotated[str, "the folder of the project's own templates"] = "templates"
    timezone: Annotated[str | None, "the IANA name of the zone in which wall times of sessions are read"] = None
    services: Annotated[tuple[Service, ...], "what runs"] = ()
    repositories: Annotated[tuple[Repository, ...], "where commits are looked for"] = ()
    policy: Annotated[Policy, "how much evidence is enough"] = field(default_factory=Policy)
    rules: Annotated[Mapping[str, RuleLevel], "the level of a rule, by its id"] = field(default_factory=dict)
    waivers: Annotated[tuple[Waiver, ...], "findings that somebody answers for"] = ()
    rule_lines: Mapping[str, int] = field(default_factory=dict, compare=False)

    @property
    def file(self) -> str:
        """The configuration file as seen from where `root` is seen from; empty without one."""
        return str(PurePath(self.root) / PurePath(self.path).name) if self.path else ""

    @cached_property
    def service_ids(self) -> dict[str, str]:
        """The id of every service, by each of its names in lower case."""
        return {name: service.id for name, service in self._services.items()}

    @cached_property
    def _services(self) -> Mapping[str, Service]:
        # Of two services of one name the first is meant; the second is an error that is told elsewhere.
        return {name.casefold(): service for service in reversed(self.services) for name in service.names}

    def service(self, name: str) -> Service | None:
        """The service that an id, name or alias means, upper and lower case alike."""
        return self._services.get(name.casefold())
