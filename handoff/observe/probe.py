"""One probe: one or more steps, the level that it may claim, and what it saw as an observation."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from handoff.errors import BadInput, CouldNotLook
from handoff.model.fields import meant
from handoff.model.identifiers import SLUG, slug_of
from handoff.model.observation import Outcome, ProbeSeen
from handoff.model.predicates import SERVICE_LADDER, Level
from handoff.model.project import Project, Service
from handoff.model.times import Window
from handoff.model.value import Value
from handoff.observe.assertions import Answer, Query, Tested, hold
from handoff.observe.environment import this_machine
from handoff.observe.exact_json import CannotTell
from handoff.observe.expectations import showing
from handoff.observe.probes import step_class
from handoff.observe.probes._step import Step, World, plain_text

if TYPE_CHECKING:
    from handoff.secrets.redactor import Redactor

# How much of what came back is kept in the observation itself, in characters.
KEPT = 2_000
_NEEDS_LEVEL = frozenset({"command", "sql", "prometheus"})
_HELD: dict[bool | None, Outcome] = {True: "passed", False: "failed", None: "unclear"}
_OF_PROBE = frozenset({"id", "level", "steps"})


@dataclass(frozen=True)
class Probe:
    """A way to ask a service. `level` is what it may claim; `lowered` says why that is less than its author declared."""

    service: str
    id: str
    level: Level
    steps: tuple[Step, ...]
    lowered: str = ""

    @property
    def peer(self) -> str:
        """The host that is asked first."""
        return next((step.peer for step in self.steps if step.peer), "")

    @property
    def longest(self) -> float:
        """How many seconds it can take at most."""
        return sum(step.wait + 2 * step.timeout for step in self.steps) + 5

    @property
    def question(self) -> tuple[Step, ...]:
        """What tells it from other probes: two services that ask the same share one look."""
        return self.steps


def probes_of(project: Project, service: Service) -> tuple[Probe, ...]:
    """The probes of a service. Raises BadInput with every one that is wrong: what, where, what to write."""
    found: list[Probe] = []
    problems: list[str] = []
    for number, raw in enumerate(service.probes, 1):
        try:
            found.append(read_probe(raw, service, number))
        except ValueError as error:
            where = _place(project, service, number)
            problems += [
                f"{where}: service {service.id}, probe {raw.get('id', f'number {number}')}: {line}" for line in error.args
            ]
    names = [probe.id for probe in found]
    for name in sorted({name for name in names if names.count(name) > 1}):
        problems.append(f"{_place(project, service)}: service {service.id} has two probes with the id {name!r}")
    if problems:
        of_the_level = all(": level " in problem for problem in problems)
        shown = "" if of_the_level else "; `handoff probe --help` shows how expectations are written"
        raise BadInput("\n".join(problems), f"correct the probe{shown}")
    return tuple(found)


def _place(project: Project, service: Service, number: int | None = None) -> str:
    from handoff.config import place_of

    at = next((index for index, one in enumerate(project.services) if one.id == service.id), 0)
    return place_of(project, "services", at, *(() if number is None else ("probes", number - 1)))


def read_probe(raw: Mapping[str, Any], service: Service | None = None, number: int = 1) -> Probe:
    """A probe from its table. Raises ValueError; each of its arguments is one problem."""
    declared = raw.get("level")
    if declared is not None and declared not in SERVICE_LADDER:
        hint = meant(str(declared), SERVICE_LADDER)
        if declared in ("serving", "deployed"):
            hint = "; which commit serves is told by any probe with capture = { commit = … }, or by the platform"
        raise ValueError(f"level {declared!r} is not one of {', '.join(SERVICE_LADDER)}{hint}")
    steps = _steps(raw, service)
    if not any((*step.expect, *step.also_expected) for step in steps):
        raise ValueError("it asserts nothing: add expect, as in expect = [\"status == 200\", 'jsonpath $.status == ok']")
    if declared is None and (kinds := _NEEDS_LEVEL & {step.kind for step in steps}):
        raise ValueError(f"a {sorted(kinds)[0]} probe says its level: one of {', '.join(SERVICE_LADDER)}")
    id = raw.get("id")
    if id is None:
        id = steps[0].kind if number == 1 else f"{steps[0].kind}-{number}"
    elif not isinstance(id, str) or not re.fullmatch(SLUG.pattern, id):
        raise ValueError(f"id {id!r}: it wants {SLUG.wants}")
    level, lowered = _level(declared or "live", steps)
    return Probe(service.id if service else "", id, level, steps, lowered)


def _steps(raw: Mapping[str, Any], service: Service | None) -> tuple[Step, ...]:
    if "steps" not in raw:
        return (_step({key: value for key, value in raw.items() if key not in _OF_PROBE}, service, ""),)
    if beside := sorted(set(raw) - _OF_PROBE):
        raise ValueError(f"a probe with steps has only id, level and steps of its own; move {', '.join(beside)} into a step")
    listed = raw["steps"]
    if not isinstance(listed, list | tuple) or not listed or not all(isinstance(one, Mapping) for one in listed):
        raise ValueError('steps are a list of tables, as in steps = [{ kind = "http", … }, { … }]')
    return tuple(_step(one, service, f"step {number}: ") for number, one in enumerate(listed, 1))


def _step(raw: Mapping[str, Any], service: Service | None, where: str) -> Step:
    from pydantic import ValidationError

    kind = raw.get("kind", "http")
    try:
        made = step_class(str(kind))
        return made.model_validate(dict(raw), context={"service": service})
    except ValidationError as error:
        raise ValueError(*(where + _problem(one, made) for one in error.errors())) from None
    except ValueError as error:
        raise ValueError(f"{where}{error}") from None


def _problem(error: Any, made: type[Step]) -> str:
    place = ".".join(str(part) for part in error["loc"])
    known = [field.alias or name for name, field in made.model_fields.items()]
    if error["type"] == "extra_forbidden":
        return f"unknown key {place!r}{meant(place, known) or ': known are ' + ', '.join(sorted(known))}"
    if error["type"] == "missing":
        return f"{place!r} is missing"
    told = str(error.get("ctx", {}).get("error") or error["msg"])
    return f"{place}: {told}" if place and not isinstance(error.get("ctx", {}).get("error"), ValueError) else told


def _level(declared: Level, steps: tuple[Step, ...]) -> tuple[Level, str]:
    """The level that the steps can carry, and why it is less than the declared one."""
    reach: Level = "live"
    why = f"a {steps[-1].kind} probe shows no more than live"
    for step in steps:
        if step.highest is None and any(one.of_content for one in step.expect):
            reach = "outcome"
        elif step.kind == "http" and reach == "live":
            why = "it asserts nothing that must be in the answer, only that there is one"
    if SERVICE_LADDER.index(declared) <= SERVICE_LADDER.index(reach):
        return declared, ""
    return reach, f"counts as {reach}, not as {declared}: {why}"


def run_probe(probe: Probe, world: World) -> ProbeSeen:
    """Ask, step by step, until one step does not pass. Every way it can fail is in what comes back; nothing is raised."""
    world = world.for_probe()
    started, at = time.monotonic(), world.now
    asked: list[str] = []
    tested: list[Tested] = []
    answer: Answer | None = None
    window: Window | None = None
    could_not: str | None = None
    refused = False
    cleaner = _Cleaner(world)
    for step in probe.steps:
        try:
            if step.wait and world.stop.wait(step.wait):
                raise CouldNotLook("interrupted")
            asked.append(step.asked(world))
            window = step.window(world) or window
            answer = step.look(world)
        except CouldNotLook as error:
            could_not, refused = one_line(error), error.refused
            asked = asked or [step.kind]
            break
        cleaner.turn_to(answer)
        results = []
        for one in (*step.also_expected, *step.expect):
            with showing(cleaner.of(one.query)):
                results.append(hold(one, answer, world.captured, world.instant()))
        results += _capture(step, answer, world, cleaner)
        tested += results
        if not all(result.passed for result in results):
            break
    seen = _seen(probe, at, asked, tested, answer, window, could_not, world, cleaner, started)
    return replace(seen, asked_from=this_machine(), refused=refused)


class _Cleaner:
    """Takes the secrets out of what is seen: by its form, by the values in use, by where in the answer it stands."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._whole = self._clean = ""

    @cached_property
    def redactor(self) -> Redactor:
        """Made when something has been seen, because loading it takes longer than some answers."""
        from handoff.secrets.redactor import Redactor

        return Redactor()

    def turn_to(self, answer: Answer) -> None:
        """From now on parts of this answer are shown."""
        self.redactor.know({**self._world.used, **self._world.secret})
        headers = "".join(f"{name}: {value}\n" for name, value in answer.headers)
        self._whole = f"{headers}\n{(answer.body or b'').decode('utf-8', 'replace')}"
        hidden = self.redactor.hidden
        self._clean = self.redactor.text(self._whole)
        # What is hidden here is counted where it is shown.
        self.redactor.hidden = hidden

    def of(self, query: Query) -> Callable[[Any], Any]:
        """What cleans the values that this query finds."""
        return lambda value: self.redactor.part(value, query.place, self._whole, self._clean)

    def text(self, text: str) -> str:
        """A whole text without its secrets. A lone surrogate can be in JSON but not in UTF-8."""
        self.redactor.know({**self._world.used, **self._world.secret})
        return self.redactor.text(text.encode("utf-8", "backslashreplace").decode())


def look_id(service: str, probe: str) -> str:
    """The id of a look, before the session in which it is kept makes it unique."""
    return slug_of(f"probe {service} {probe}", limit=80)


def one_line(error: CouldNotLook) -> str:
    """What could not be looked at, why, and what to do, in one line."""
    return " ".join(f"{error.message}; {error.hint}".split()) if error.hint else " ".join(error.message.split())


def _capture(step: Step, answer: Answer, world: World, cleaner: _Cleaner) -> list[Tested]:
    """Keep what the step captures; what cannot be captured can't be told."""
    lost: list[Tested] = []
    for name, query in step.capture.items():
        try:
            with showing(cleaner.of(query)):
                world.captured[name] = answer.ask(query, world.captured, world.instant())
        except CannotTell as reason:
            lost.append(Tested(None, f"capture {name} = {query} (can't tell: {reason})"))
    return lost


def _seen(
    probe: Probe,
    at: datetime,
    asked: list[str],
    tested: list[Tested],
    answer: Answer | None,
    window: Window | None,
    could_not: str | None,
    world: World,
    cleaner: _Cleaner,
    started: float,
) -> ProbeSeen:
    clean = cleaner.text
    outcome: Outcome = "unclear"
    if any(one.passed is False for one in tested):
        outcome = "failed"
    elif could_not is None and tested and all(one.passed for one in tested):
        outcome = "passed"
    said = [one.said for one in tested] + ([probe.lowered] if probe.lowered else [])
    whole = clean((answer.body or b"").decode("utf-8", "replace")) if answer else ""
    facts: Mapping[str, Any] = answer.facts if answer else {}
    told = {name: clean(plain_text(world.captured[name])) for name in ("revision", "commit") if name in world.captured}
    status = facts.get("status", facts.get("exit"))
    return ProbeSeen(
        id=look_id(probe.service, probe.id),
        at=at,
        could_not=clean(could_not) if could_not else None,
        service=probe.service,
        probe=probe.id,
        level=probe.level,
        asked=clean("; then ".join(asked)),
        outcome=outcome,
        status=status if isinstance(status, int) else None,
        asserted=tuple(clean(one) for one in said),
        held=tuple(_HELD[one.passed] for one in tested),
        output=None if not whole else whole if len(whole) <= KEPT else f"{whole[:KEPT]}… ({len(whole)} characters)",
        digest=f"sha256:{sha256(whole.encode()).hexdigest()}" if whole else None,
        revision=told.get("revision"),
        commit=_commit(told.get("commit")),
        milliseconds=round((time.monotonic() - started) * 1000),
        window=window,
        population=_value(facts.get("population", world.captured.get("population")), clean),
        value=_value(facts.get("value", world.captured.get("value")), clean),
        hidden=cleaner.redactor.hidden,
    )


def _commit(text: str | None) -> str | None:
    return text.lower() if text and re.fullmatch(r"[0-9a-fA-F]{7,64}", text) else None


def _value(found: Any, clean: Callable[[str], str]) -> Value | None:
    if isinstance(found, bool) or not isinstance(found, int | Decimal | str):
        return None
    return Value(text=clean(found)[:KEPT]) if isinstance(found, str) else Value(n=Decimal(found))
