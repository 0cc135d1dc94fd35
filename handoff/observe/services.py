"""Looking at services: every probe and platform of the project, side by side, and what each saw as an observation."""

from __future__ import annotations

import importlib
import os
import queue
import random
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from handoff.errors import UsageError
from handoff.model.fields import meant
from handoff.model.observation import AnyObservation, ProbeSeen
from handoff.model.project import Project, Service
from handoff.observe.guard import Guard
from handoff.observe.http import Client
from handoff.observe.probe import Probe, look_id, probes_of, run_probe
from handoff.observe.probes._step import World
from handoff.observe.trust import UserSettings, load_user_settings, require_trust

if TYPE_CHECKING:
    from handoff.observe.platforms._platform import Platform

# How many looks are under way at once, in all and at one host. The machine itself is nobody's server to be polite to.
AT_ONCE = 256
AT_ONE_HOST = 32
_OWN = ("localhost", "127.", "::1", "[::1")
# Looks begin within this many seconds of each other, so that they do not all arrive in the same instant.
_JITTER = 0.05
_GRACE = 0.5

Progress = Callable[[int, int], None]
"""Told, a few times a second, how many looks are done and how many there are."""


class Interrupted(KeyboardInterrupt):
    """The person stopped the looks; `seen` is what was seen until then."""

    def __init__(self, seen: list[AnyObservation]) -> None:
        super().__init__()
        self.seen = seen


@dataclass(frozen=True, slots=True)
class Look:
    """One thing to look at: how to, which host it asks, how long it may take, and what stands for it when nothing came back."""

    take: Callable[[World], AnyObservation]
    missed: Callable[[str], AnyObservation]
    peer: str = ""
    longest: float = 60


def look_at_services(
    project: Project,
    now: datetime,
    services: Iterable[str] | None = None,
    progress: Progress | None = None,
    probe: str | None = None,
) -> list[AnyObservation]:
    """Ask the platform and every probe of every service, or of those named, or the one probe that is named.

    `now` is the instant at which the looks begin. Raises CouldNotLook when the project is not trusted, BadInput when a probe
    or a setting is wrong, UsageError for a name that nothing has, Interrupted with what was seen on Ctrl-C. A look that
    fails is an observation that says why.
    """
    require_trust(project)
    settings = load_user_settings(project)
    chosen = _chosen(project, services)
    looks: list[Look] = []
    shared: dict[str, int] = {}
    wanted: list[tuple[int, Probe | None]] = []
    declared = [one for service in chosen for one in probes_of(project, service)]
    if probe is None and any(service.platform for service in chosen):
        from handoff.observe.platforms import platforms_of

        for platform in platforms_of(project, chosen):
            wanted.append((len(looks), None))
            looks.append(_of_platform(platform, now))
    for one in declared:
        if probe is None or probe == one.id:
            key = repr((one.question, one.level, one.lowered))
            if key not in shared:
                shared[key] = len(looks)
                looks.append(_of_probe(one, now))
            wanted.append((shared[key], one))
    if probe is not None and not wanted:
        known = [one.id for one in declared]
        raise UsageError(f"no probe is called {probe!r}{meant(probe, known)}", f"there are: {', '.join(known) or 'none'}")
    seen = take_looks(looks, world_of(project, settings, now), progress)
    return [_for_service(seen[at], one) for at, one in wanted]


def look_at_ci(
    project: Project, now: datetime, commits: Mapping[str, Iterable[str]], progress: Progress | None = None
) -> list[AnyObservation]:
    """What continuous integration says of these commits (full ids, by repository). Raises as `look_at_services` does."""
    if not any(repository.ci for repository in project.repositories):
        return []
    from handoff.observe.platforms import ci_of

    require_trust(project)
    looks = [_of_platform(platform, now) for platform in ci_of(project, commits)]
    return take_looks(looks, world_of(project, load_user_settings(project), now), progress)


def world_of(project: Project, settings: UserSettings, now: datetime) -> World:
    """What the looks of a project may use: the guard as the user has set it, and the environment."""
    guard = Guard(settings.allowed_networks, settings.allowed_hosts)
    client = Client(
        guard,
        proxy=settings.proxy,
        no_proxy=settings.no_proxy,
        authorities=[settings.ca_file] if settings.ca_file else [],
    )
    return World(guard, client, Path(project.root), dict(os.environ), now)


def _chosen(project: Project, names: Iterable[str] | None) -> list[Service]:
    if names is None:
        return list(project.services)
    found: dict[str, Service] = {}
    for name in names:
        service = project.service(name)
        if service is None:
            known = [one for service in project.services for one in service.names]
            raise UsageError(f"no service is called {name!r}{meant(name, known)}", "services are declared in handoff.toml")
        found[service.id] = service
    return list(found.values())


def _of_probe(probe: Probe, now: datetime) -> Look:
    def missed(reason: str) -> AnyObservation:
        return ProbeSeen(
            id=look_id(probe.service, probe.id),
            at=now,
            could_not=reason,
            service=probe.service,
            probe=probe.id,
            level=probe.level,
            asked=f"probe {probe.id}",
        )

    return Look(lambda world: run_probe(probe, world), missed, probe.peer, probe.longest)


def _of_platform(platform: Platform, now: datetime) -> Look:
    from handoff.observe.platforms import look_at_platform

    return Look(
        lambda world: look_at_platform(platform, world, world.instant()),
        lambda reason: platform.missed(reason, now),
        platform.peer,
        platform.longest,
    )


def _for_service(seen: AnyObservation, probe: Probe | None) -> AnyObservation:
    """The same look as a look at another service that asks the same."""
    if probe is None or not isinstance(seen, ProbeSeen) or (seen.service, seen.probe) == (probe.service, probe.id):
        return seen
    return replace(seen, id=look_id(probe.service, probe.id), service=probe.service, probe=probe.id)


def take_looks(looks: Sequence[Look], world: World, progress: Progress | None = None) -> list[AnyObservation]:
    """Take all looks side by side; what each saw, in the order given. Raises Interrupted on Ctrl-C."""
    waiting = _interleaved(looks)
    begun: dict[int, float] = {}
    seen: dict[int, AnyObservation] = {}
    done: queue.SimpleQueue[tuple[int, AnyObservation]] = queue.SimpleQueue()
    doors = {look.peer: threading.Semaphore(AT_ONE_HOST) for look in looks if look.peer and not look.peer.startswith(_OWN)}
    open_door = threading.Semaphore(len(looks) or 1)
    spread = _JITTER * min(1.0, len(looks) / 50)

    def work() -> None:
        while not world.stop.is_set():
            try:
                number = waiting.get_nowait()
            except queue.Empty:
                return
            look = looks[number]
            with doors.get(look.peer, open_door):
                if world.stop.wait(_chance.uniform(0, spread)):
                    return
                begun[number] = time.monotonic()
                done.put((number, _take(look, world)))

    try:
        for _ in range(min(AT_ONCE, len(looks))):
            threading.Thread(target=work, daemon=True).start()
        # What the answers will be cleaned with is loaded while they are waited for.
        importlib.import_module("handoff.secrets.redactor")
        while len(seen) < len(looks):
            for number, what in _arrived(done):
                seen.setdefault(number, what)
            if progress:
                progress(len(seen), len(looks))
            late = time.monotonic()
            for number in [one for one, start in list(begun.items()) if one not in seen and late - start > looks[one].longest]:
                seen[number] = looks[number].missed(
                    f"it did not come back within {looks[number].longest:g} s; find out what hangs"
                )
    except KeyboardInterrupt:
        world.stop.set()
        _gather_last(done, begun, seen)
        raise Interrupted([seen[number] for number in sorted(seen)]) from None
    return [seen[number] for number in range(len(looks))]


_chance = random.SystemRandom()


def _take(look: Look, world: World) -> AnyObservation:
    try:
        return look.take(world)
    except Exception as error:  # noqa: BLE001 - one look that breaks must not take the others with it
        # What the error says may hold a secret; its name does not.
        return look.missed(f"the look itself broke ({type(error).__name__}); this is a bug of handoff, please report it")


def _arrived(done: queue.SimpleQueue[tuple[int, AnyObservation]]) -> list[tuple[int, AnyObservation]]:
    try:
        found = [done.get(timeout=0.2)]
    except queue.Empty:
        return []
    while not done.empty():
        found.append(done.get_nowait())
    return found


def _gather_last(
    done: queue.SimpleQueue[tuple[int, AnyObservation]], begun: Mapping[int, float], seen: dict[int, AnyObservation]
) -> None:
    """Take what the looks under way still bring when they are told to stop; a second Ctrl-C does not wait for it."""
    end = time.monotonic() + _GRACE
    with suppress(KeyboardInterrupt, queue.Empty):
        while len(seen) < len(begun):
            number, what = done.get(timeout=max(0.0, end - time.monotonic()))
            seen.setdefault(number, what)


def _interleaved(looks: Sequence[Look]) -> queue.SimpleQueue[int]:
    """The looks in turns by host, so that one host with many does not keep the others waiting."""
    turn: dict[str, int] = defaultdict(int)
    order: list[tuple[int, int]] = []
    for number, look in enumerate(looks):
        order.append((turn[look.peer], number))
        turn[look.peer] += 1
    waiting: queue.SimpleQueue[int] = queue.SimpleQueue()
    for _, number in sorted(order):
        waiting.put(number)
    return waiting
