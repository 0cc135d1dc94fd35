"""What a project declares about itself in `handoff.toml`: services, repositories, policy, waivers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Literal

from .identifiers import Slug
from .place import NOWHERE, Place
from .predicates import Predicate

# Lowest first; a claim needs evidence of at least its predicate's strength, and strengths never add up.
Strength = Literal["statement", "quoted", "imported", "observed", "reperformed"]
STRENGTHS: tuple[Strength, ...] = ("statement", "quoted", "imported", "observed", "reperformed")
RuleLevel = Literal["error", "warning", "info", "off"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """A service of the project. `probes` and `platform` are read where services are looked at."""

    id: Slug
    name: str = ""
    aliases: tuple[str, ...] = ()
    url: str | None = None
    repo: Slug | None = None
    paths: tuple[str, ...] = ()
    probes: tuple[Mapping[str, Any], ...] = ()
    platform: Mapping[str, Any] | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that means this service."""
        return (self.id, *((self.name,) if self.name else ()), *self.aliases)


@dataclass(frozen=True, slots=True, kw_only=True)
class Repository:
    """A git repository of the project; `path` is relative to the folder of the configuration file."""

    id: Slug
    path: str = "."
    default_branch: str | None = None
    url: str | None = None
    ci: Mapping[str, Any] | None = None
    """Where its continuous integration runs; read where services are looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """How much is enough: the least strength per predicate, and how old evidence of a level may be."""

    strength: Mapping[Predicate, Strength] = field(default_factory=dict)
    freshness: Mapping[str, timedelta] = field(default_factory=dict)
    tolerance: timedelta = timedelta(minutes=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """A finding or verdict that somebody answers for. It hides nothing: it adds who, why and until when."""

    rule: str
    where: str = "*"
    who: str
    why: str
    until: date | None = None
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """The whole of `handoff.toml`, with defaults for what it leaves out. `root` is the folder that it governs."""

    root: str = "."
    path: str | None = None
    name: str = ""
    sessions: str = "sessions"
    templates: str = "templates"
    timezone: str | None = None
    services: tuple[Service, ...] = ()
    repositories: tuple[Repository, ...] = ()
    policy: Policy = field(default_factory=Policy)
    rules: Mapping[str, RuleLevel] = field(default_factory=dict)
    waivers: tuple[Waiver, ...] = ()

    def service(self, name: str) -> Service | None:
        """The service that an id, name or alias means, upper and lower case alike."""
        wanted = name.casefold()
        return next((one for one in self.services if wanted in (known.casefold() for known in one.names)), None)
