"""`handoff probe`: ask one thing once, or what the project declares about a service."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from handoff.cli._options import moment, say
from handoff.errors import BadInput, UsageError

if TYPE_CHECKING:
    from handoff.model.observation import AnyObservation, ProbeSeen
    from handoff.model.project import Project

Ready = Literal["live", "ready", "functional", "outcome"]


def probe(
    what: Annotated[
        str, typer.Argument(metavar="KIND|SERVICE[/PROBE]", help="http, tcp, tls, dns, command, sql, prometheus; or a service.")
    ],
    words: Annotated[
        list[str] | None, typer.Argument(metavar="TARGET", help="For a kind: what to ask.", show_default=False)
    ] = None,
    expect: Annotated[list[str] | None, typer.Option("--expect", "-e", metavar="TEXT", help="What must hold.")] = None,
    set: Annotated[
        list[str] | None, typer.Option("--set", metavar="KEY=VALUE", help="Any other key of the kind (TOML).")
    ] = None,
    level: Annotated[Ready, typer.Option(help="What it is meant to show.")] = "live",
    about: Annotated[str, typer.Option(metavar="SERVICE", help="The service that a look of a KIND is about.")] = "",
    keep: Annotated[bool, typer.Option("--keep", "-k", help="Keep what is seen in the session.")] = False,
    session: Annotated[str | None, typer.Option(metavar="ID", help="The session; the newest open one when left out.")] = None,
    format: Annotated[Literal["text", "json"], typer.Option("--format", "-f", help="How it is shown.")] = "text",
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Show nothing, only return.")] = False,
) -> None:
    """Ask, hold the answer against what is expected, and show what was seen inside it.

    \b
    handoff probe http https://api.example/predict --expect 'status == 200' --expect 'jsonpath $.model == "v7"'
    handoff probe tls api.example -e 'days > 14'
    handoff probe http https://api.example/jobs -e 'status == 201' --set method=POST --set 'json.do="it"'
    handoff probe command -e 'exit == 0' -- ./smoke.sh
    handoff probe prediction-worker        every probe of the service, from a project that you trust
    handoff probe prediction-worker/predict

    An expectation is a query, filters, a predicate: status, header NAME, body, jsonpath PATH, regex PATTERN, duration,
    days, value …; count, nth N, first, last, min, max, sum, number, age, delta NAME …; ==, !=, <, <=, >, >=, contains,
    startsWith, endsWith, matches, exists, isEmpty …, each with `not` before it.

    Exit codes: 0 all of it holds; 1 something does not; 2 usage; 3 a wrong probe; 4 could not look, or can't tell.
    """
    from handoff.cli._looks import keep_looks
    from handoff.cli._surroundings import project_here
    from handoff.observe.services import Interrupted

    project = project_here()
    at = moment()
    interrupted: Interrupted | None = None
    once = _is_kind(what)
    if keep and once and not about:
        raise UsageError("nobody could tell what a kept look is about", "say --about SERVICE")
    try:
        looks = _once(project, what, words or [], expect or [], set or [], level, about, at) if once else None
        if looks is None:
            _refuse_address(what)
            _refuse_beside(what, words, expect, set)
            looks = _declared(project, what, at)
    except Interrupted as error:
        looks, interrupted = error.seen, error
    try:
        if keep and looks:
            keep_looks(project, session, looks)
    finally:
        if not quiet:
            _show(looks, format)
    if interrupted is not None:
        raise interrupted
    raise typer.Exit(_exit_code(looks))


def _is_kind(what: str) -> bool:
    from handoff.observe.probes import kinds

    return what in kinds()


def _once(
    project: Project, kind: str, words: list[str], expect: list[str], given: list[str], level: str, about: str, at: Any
) -> list[AnyObservation]:
    """A look that the person typed. It needs no trust: nothing that it asks comes from the project."""
    from handoff.cli._looks import Progress
    from handoff.model.identifiers import slug_of
    from handoff.observe.probe import read_probe, run_probe
    from handoff.observe.probes import step_class
    from handoff.observe.services import Look, take_looks, world_of
    from handoff.observe.trust import load_user_settings

    service = project.service(about) if about else None
    if about and service is None:
        raise UsageError(f"no service is called {about!r}", "services are declared in handoff.toml")
    try:
        fields = step_class(kind).of_words(words)
    except ValueError as error:
        raise UsageError(f"handoff probe {kind}: {error}") from None
    try:
        raw = {"kind": kind, "level": level, "expect": expect, **fields, **_fields(given)}
        made = read_probe({"id": slug_of(f"once {kind} {' '.join(words)}", 60), **raw}, service)
    except ValueError as error:
        raise BadInput("\n".join(str(line) for line in error.args), "see: handoff probe --help") from None
    world = world_of(project, load_user_settings(project if project.path else None), at)
    with Progress() as progress:
        return take_looks([Look(lambda world: run_probe(made, world), _lost, made.peer, made.longest)], world, progress)


def _lost(reason: str) -> AnyObservation:
    from handoff.errors import CouldNotLook

    raise CouldNotLook(reason)


def _fields(given: list[str]) -> dict[str, Any]:
    """Keys of the kind from `--set`, dotted for tables; a value that is no TOML is text."""
    import tomllib

    made: dict[str, Any] = {}
    for one in given:
        key, equals, value = one.partition("=")
        if not equals or not key.strip():
            raise UsageError(f"--set {one!r} is no KEY=VALUE", "as in --set method=POST")
        try:
            read = tomllib.loads(f"value = {value}")["value"]
        except tomllib.TOMLDecodeError:
            read = value
        inner = made
        *tables, last = key.strip().split(".")
        for table in tables:
            inner = inner.setdefault(table, {})
            if not isinstance(inner, dict):
                raise UsageError(f"--set {one!r}: {table} is a value already")
        inner[last] = read
    return made


def _refuse_address(what: str) -> None:
    """Whoever types an address means a look at it. Raises UsageError with the line that takes one."""
    if what.startswith(("http://", "https://")):
        raise UsageError(f"{what} is a URL, no service", f"run: handoff probe http {what} --expect 'status == 200'")


def _refuse_beside(what: str, words: list[str] | None, expect: list[str] | None, given: list[str] | None) -> None:
    if words or expect or given:
        from handoff.observe.probes import kinds

        raise UsageError(
            f"{what!r} is no kind of probe, and what a service is asked stands in handoff.toml",
            f"kinds: {', '.join(kinds())}; or leave out TARGET, --expect and --set",
        )


def _declared(project: Project, what: str, at: Any) -> list[AnyObservation]:
    from handoff.cli._looks import Progress
    from handoff.observe.services import look_at_services

    service, _, name = what.partition("/")
    with Progress() as progress:
        return look_at_services(project, at, [service], progress, name or None)


def _show(looks: list[AnyObservation], format: str) -> None:
    from handoff.model.observation import ProbeSeen

    if format == "json":
        import json

        from handoff.store.observations import plain_of

        told = {"schema": "handoff/probe/1", "looks": [plain_of(look) for look in looks]}
        sys.stdout.write(json.dumps(told, indent=1, ensure_ascii=False) + "\n")
        return
    for look in looks:
        if isinstance(look, ProbeSeen):
            sys.stdout.write(_told(look))
    if not looks:
        say("handoff: there is nothing to ask: the service declares no probe")


_MARKS = {"passed": "ok", "failed": "NO", "unclear": "??"}


def _told(look: ProbeSeen) -> str:
    """One look as text: how it came out, what was asked, and every expectation with what was seen."""
    from handoff.report import visible

    named = f"{look.service}/{look.probe} " if look.service else ""
    took = f" in {look.milliseconds} ms" if look.milliseconds is not None else ""
    lines = [f"{look.outcome}: {named}({look.level}) {look.asked}{took}"]
    marks = [*(_MARKS[outcome] for outcome in look.held), *["--"] * len(look.asserted)]
    lines += [f"  {mark} {said}" for mark, said in zip(marks, look.asserted, strict=False)]
    if look.could_not:
        lines.append(f"  ?? could not look: {look.could_not}")
    if look.hidden:
        lines.append(f"  -- secrets hidden in {look.hidden} place{'s' if look.hidden > 1 else ''}")
    # What a server says goes to a terminal only where it can do nothing there.
    return "".join(f"{visible(line)}\n" for line in lines)


def _exit_code(looks: list[AnyObservation]) -> int:
    outcomes = {getattr(look, "outcome", "unclear") if look.could_not is None else "unclear" for look in looks}
    return 1 if "failed" in outcomes else 4 if "unclear" in outcomes else 0
