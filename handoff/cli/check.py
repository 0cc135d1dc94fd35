"""`handoff check`: judge every claim, run every rule, report."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from handoff.cli import _options
from handoff.errors import CouldNotWrite, UsageError
from handoff.model.finding import FINDING_LEVELS
from handoff.report import formats

if TYPE_CHECKING:
    from handoff.cli._checking import Lost, Wishes
    from handoff.cli._documents import Document
    from handoff.model.judgement import Checked
    from handoff.report import Options, RuleHelp

    _Format = str
else:
    # One choice a file of handoff/report/, whatever lies there.
    _Format = StrEnum("Format", {name: name for name in formats()})

_Fail = Literal["error", "warning", "info", "never"]
# With fewer documents a progress bar is gone before anybody has read it.
_MANY = 40


def check(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="PATH",
            help="Sessions (folder, record or id), folders, Markdown files; every session of the project when left out.",
            show_default=False,
        ),
    ] = None,
    format: Annotated[_Format, typer.Option("--format", "-f", help="How the report is written.")] = "text",
    as_of: Annotated[str | None, typer.Option(metavar="T", help="Judge as of this instant, as in 2026-01-21T18:00Z.")] = None,
    fail_on: Annotated[_Fail, typer.Option(help="Exit with 1 from findings of this level on.")] = "error",
    strict: Annotated[bool, typer.Option("--strict", help="An unsupported claim fails too.")] = False,
    select: Annotated[list[str] | None, typer.Option(metavar="RULE", help="Only these: ids, families, globs.")] = None,
    ignore: Annotated[list[str] | None, typer.Option(metavar="RULE", help="Not these: ids, families, globs.")] = None,
    repo: Annotated[
        Path | None, typer.Option(metavar="PATH", help="Git repository of the commits that Markdown documents cite.")
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Only which documents have problems, and how many.")] = False,
    no_color: Annotated[bool, typer.Option("--no-color", help="No colour; NO_COLOR in the environment does the same.")] = False,
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write the report to FILE.")] = None,
) -> None:
    """Judge every claim by its evidence, run every rule, and report.

    Exit codes: 0 clean; 1 a finding at or above --fail-on, or with --strict a claim with nothing behind it; 2 usage;
    3 a document could not be read (the others are checked and reported); 4 could not look, or could not write.
    """
    from handoff.cli._checking import Lost, Wishes
    from handoff.cli._documents import documents
    from handoff.model.judgement import Checked

    if repo is not None and not repo.is_dir():
        raise UsageError(f"--repo {repo} is no folder", "name the folder of a git repository")
    wishes = Wishes(
        as_of=_options.now(as_of),
        select=tuple(select or ()),
        ignore=tuple(ignore or ()),
        repository=str(repo.absolute()) if repo else None,
    )
    here = _options.here()
    found = documents(paths or [], here)
    results = _all(found, wishes, quiet)
    checked = [one for one in results if isinstance(one, Checked)]
    lost = [one for one in results if isinstance(one, Lost)]
    if not paths and not found:
        _options.say("handoff: there are no sessions yet; begin one with `handoff new TITLE`")
    if not paths and not wishes.select:
        checked += _project(found, checked, wishes)
    _complain(lost)
    options = _look(format, lost, strict, quiet, no_color, output is None, here)
    _write(format, checked, wishes, options, output)
    raise typer.Exit(_exit_code(checked, lost, fail_on, strict))


def _all(documents: Sequence[Document], wishes: Wishes, quiet: bool) -> list[Checked | Lost]:
    from handoff.cli._checking import check_all

    if quiet or len(documents) < _MANY or not sys.stderr.isatty():
        return list(check_all(documents, wishes))
    with typer.progressbar(check_all(documents, wishes), len(documents), label="Checking", file=sys.stderr) as bar:
        return list(bar)


def _project(documents: Sequence[Document], checked: Sequence[Checked], wishes: Wishes) -> list[Checked]:
    """Findings on the configuration itself, which only a check of the whole project can have."""
    from handoff.model.facts import Facts
    from handoff.model.judgement import Checked, Judgement
    from handoff.model.session import Session
    from handoff.rules import project_findings

    if not documents or documents[0].project.path is None:
        return []
    project = documents[0].project
    path = os.path.relpath(str(project.path), _options.here())
    sessions = [(one.judgement.facts.session, one.findings) for one in checked]
    findings = project_findings(project, sessions, wishes.as_of.date())
    if not findings:
        return []
    facts = Facts(session=Session(id="", title=""), as_of=wishes.as_of, project=project)
    return [Checked(path=path, kind="project", judgement=Judgement(facts=facts, verdicts=()), findings=findings)]


def _complain(lost: Sequence[Lost]) -> None:
    from handoff.report import visible

    for one in lost:
        for problem in one.unread.problems:
            _options.say(f"handoff: {visible(problem)}")


def _look(
    format: str, lost: Sequence[Lost], strict: bool, quiet: bool, no_color: bool, to_terminal: bool, here: Path
) -> Options:
    from handoff.report import Options

    terminal = to_terminal and sys.stdout.isatty()
    return Options(
        colour=to_terminal and _options.coloured(sys.stdout, no_color),
        width=os.get_terminal_size(sys.stdout.fileno()).columns if terminal else 0,
        quiet=quiet,
        strict=strict,
        rules=_rules() if format == "sarif" else (),
        unread=tuple(one.unread for one in lost),
        root=_repository(here),
        here=str(here),
    )


def _rules() -> tuple[RuleHelp, ...]:
    from handoff.report import RuleHelp
    from handoff.rules import catalogue

    return tuple(
        RuleHelp(id=rule.id, level=rule.level if rule.enabled else "off", summary=rule.title, help=rule.text)
        for rule in catalogue()
    )


def _repository(here: Path) -> str:
    """The nearest folder that holds `.git`, because platforms show paths from there; else the working folder."""
    return str(next((folder for folder in (here, *here.parents) if (folder / ".git").exists()), here))


def _write(format: str, checked: Sequence[Checked], wishes: Wishes, options: Options, output: Path | None) -> None:
    from handoff.report import report

    text = report(format, checked, wishes.as_of, options)
    if output is None:
        encoding = sys.stdout.encoding if format == "text" else "utf-8"
        sys.stdout.buffer.write(text.encode(encoding or "utf-8", "replace"))
        sys.stdout.flush()
    else:
        try:
            output.write_text(text, encoding="utf-8")
        except OSError as error:
            raise CouldNotWrite(f"cannot write {output}: {error.strerror}") from None
    if format == "github" and (summary := os.environ.get("GITHUB_STEP_SUMMARY")):
        _summarise(Path(summary), checked, wishes, options)


def _summarise(file: Path, checked: Sequence[Checked], wishes: Wishes, options: Options) -> None:
    """Append to the summary of the step, which may hold a mebibyte with all that others wrote."""
    from handoff.report.github import SUMMARY_LIMIT, job_summary

    try:
        used = file.stat().st_size if file.exists() else 0
        with file.open("a", encoding="utf-8") as end:
            end.write(job_summary(checked, wishes.as_of, options, limit=max(0, SUMMARY_LIMIT - used)))
    except OSError as error:
        raise CouldNotWrite(f"cannot write {file}: {error.strerror}") from None


def _exit_code(checked: Sequence[Checked], lost: Sequence[Lost], fail_on: str, strict: bool) -> int:
    if lost:
        return max(one.exit_code for one in lost)
    grave = FINDING_LEVELS[: FINDING_LEVELS.index(fail_on) + 1] if fail_on in FINDING_LEVELS else ()
    if any(finding.level in grave and not finding.waived for one in checked for finding in one.findings):
        return 1
    return int(strict and any(_bare(one) for one in checked))


def _bare(one: Checked) -> bool:
    """Whether a claim of the document has nothing behind it, and nobody answers for that."""
    from handoff.report import waivers

    waived = waivers(one)
    return any(verdict.answer == "unsupported" and verdict.claim.id not in waived for verdict in one.judgement.verdicts)
