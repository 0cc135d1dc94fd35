"""`handoff check`: judge every claim, run every rule, report."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from handoff.cli._check import Asked, run_check
from handoff.report import formats

if TYPE_CHECKING:
    Format = str
else:
    # One choice a file of handoff/report/, whatever lies there.
    Format = StrEnum("Format", {name: name for name in formats()})

Fail = Literal["error", "warning", "info", "never"]


def check(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="PATH",
            help="Sessions (folder, record or id), folders, Markdown files, - for standard input; every session when left out.",
            show_default=False,
        ),
    ] = None,
    format: Annotated[Format, typer.Option("--format", "-f", help="How the report is written.")] = "text",
    as_of: Annotated[str | None, typer.Option(metavar="T", help="Judge as of this instant, as in 2026-01-21T18:00Z.")] = None,
    fail_on: Annotated[Fail, typer.Option(help="Exit with 1 from findings of this level on.")] = "error",
    strict: Annotated[bool, typer.Option("--strict", help="An unsupported claim fails too.")] = False,
    require_ack: Annotated[
        bool, typer.Option("--require-ack", help="A session that ended and that no receiver acknowledged is an error.")
    ] = False,
    live: Annotated[
        bool,
        typer.Option(
            "--live", help="First look at git and services, as `observe --live` does, for open sessions or those named."
        ),
    ] = False,
    select: Annotated[list[str] | None, typer.Option(metavar="RULE", help="Only these: ids, families, globs.")] = None,
    ignore: Annotated[list[str] | None, typer.Option(metavar="RULE", help="Not these: ids, families, globs.")] = None,
    repo: Annotated[
        Path | None, typer.Option(metavar="PATH", help="Git repository of the commits that Markdown documents cite.")
    ] = None,
    baseline: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Say nothing of the problems that FILE holds; say which of them are gone."),
    ] = None,
    write_baseline: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write all problems to FILE, as known ones, instead of a report.")
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Only which documents have problems, and how many.")] = False,
    no_color: Annotated[bool, typer.Option("--no-color", help="No colour; NO_COLOR in the environment does the same.")] = False,
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write the report to FILE.")] = None,
) -> None:
    """Judge every claim by its evidence, run every rule, and report.

    Exit codes: 0 clean; 1 a finding at or above --fail-on, or with --strict a claim with nothing behind it; 2 usage;
    3 a document could not be read (the others are checked and reported); 4 could not look, or could not write.
    """
    asked = Asked(
        paths=tuple(paths or ()),
        format=str(format),
        as_of=as_of,
        fail_on=fail_on,
        strict=strict,
        require_ack=require_ack,
        live=live,
        select=tuple(select or ()),
        ignore=tuple(ignore or ()),
        repo=repo,
        baseline=baseline,
        write_baseline=write_baseline,
        quiet=quiet,
        no_color=no_color,
        output=output,
    )
    raise typer.Exit(run_check(asked))
