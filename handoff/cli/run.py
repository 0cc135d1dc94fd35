"""`handoff run`: run a command, show it, and keep it as evidence."""

from __future__ import annotations

from typing import Annotated

import typer

CONTEXT = {"allow_interspersed_args": False}


def run(
    command: Annotated[
        list[str], typer.Argument(metavar="COMMAND …", help="The command, best behind `--`.", show_default=False)
    ],
    about: Annotated[
        str | None,
        typer.Option(metavar="SUBJECT", help="What it shows something of: a service, bug, fix …", show_default=False),
    ] = None,
    level: Annotated[
        str | None,
        typer.Option(metavar="LEVEL", help="How much it shows: live, functional, tests-passed …", show_default=False),
    ] = None,
    id: Annotated[
        str | None, typer.Option("--id", metavar="ID", help="Its id; made from the command when left out.", show_default=False)
    ] = None,
    session: Annotated[
        str | None, typer.Option(metavar="ID", help="The session; the newest open one when left out.", show_default=False)
    ] = None,
    timeout: Annotated[
        str | None,
        typer.Option(metavar="SPAN", help="End it after 30s, 5min, 1h; with everything it started.", show_default=False),
    ] = None,
    report: Annotated[
        str | None, typer.Option(metavar="FILE", help="A JUnit report that it writes; its counts are kept.", show_default=False)
    ] = None,
    raw: Annotated[
        bool, typer.Option("--raw", help="Show the output as it is; what is kept holds no secrets all the same.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Do not say what was kept.")] = False,
) -> None:
    """Run a command, show its output as it comes, keep it as evidence, and return its exit code.

    \b
    handoff run -- pytest
    handoff run --about prediction-worker --level functional -- curl -fsS https://api.example/predict
    handoff run --report report.xml -- pytest --junitxml=report.xml

    Kept with the session: the command line, folder, commit and whether it was dirty, start, duration, exit code or signal,
    and the output without its secrets, of a long one the beginning and the end. The summaries of pytest, unittest, JUnit, TAP,
    go test -v, cargo test, jest and mocha are understood. Secrets are hidden from what is shown, too; --raw shows all.

    Exit codes: the command's own; 128 and the number of the signal that ended it; 124 when its time was up; 127 and 126 when
    it could not be started. Before anything is run: 2 usage, 3 a bad record, 4 nothing could be kept.
    """
    from handoff.cli._run import asked_for, run_run

    words = tuple(command[1:] if command[:1] == ["--"] else command)
    raise typer.Exit(run_run(asked_for(words, about, level, id, session, timeout, report, raw, quiet)))
