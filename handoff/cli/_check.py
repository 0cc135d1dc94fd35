"""What `handoff check` does, without typer: read, judge, report, and the exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Self

from handoff.cli._fast_path import read_words
from handoff.cli._surroundings import coloured, here, now, project_here, say
from handoff.errors import CouldNotLook, CouldNotWrite, UsageError
from handoff.model.finding import FINDING_LEVELS
from handoff.model.frozen import dataclass
from handoff.report import assembled, formats, in_pieces, total

if TYPE_CHECKING:
    from handoff.checking.documents import Document
    from handoff.checking.request import Judged, Lost, Request
    from handoff.model.judgement import Checked
    from handoff.model.observation import CommitSeen
    from handoff.model.place import Place
    from handoff.report import Options, RuleHelp, Tally

    # The report, its numbers, what could not be read, and what else GitHub Actions is to be shown.
    _Told = tuple[Iterable[bytes], Tally, list[Lost], str]

NEVER = "never"
_ACK = "handed-over-without-acknowledgement"
# With fewer documents a progress bar is gone before anybody has read it.
_MANY = 40
# So many commits that are not there are named.
_FEW = 5
_FLAGS = {
    "--strict": "strict",
    "--require-ack": "require_ack",
    "--live": "live",
    "--quiet": "quiet",
    "-q": "quiet",
    "--no-color": "no_color",
}
_VALUED = {
    "--format": "format", "-f": "format", "--as-of": "as_of", "--fail-on": "fail_on", "--select": "select",
    "--ignore": "ignore", "--repo": "repo", "--output": "output", "-o": "output", "--baseline": "baseline",
    "--write-baseline": "write_baseline",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the command line asks for."""

    paths: tuple[Path, ...] = ()
    format: str = "text"
    as_of: str | None = None
    fail_on: str = "error"
    strict: bool = False
    require_ack: bool = False
    live: bool = False
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    repo: Path | None = None
    baseline: Path | None = None
    write_baseline: Path | None = None
    quiet: bool = False
    no_color: bool = False
    output: Path | None = None


def read_check(words: Sequence[str]) -> Asked | None:
    """What a well-formed command line asks for; None when typer should read it."""
    read = read_words(words, _FLAGS, _VALUED, many=("select", "ignore"))
    if read is None:
        return None
    paths, given = read
    last = {name: values[-1] for name, values in given.items()}
    if last.get("format", "text") not in formats() or last.get("fail_on", NEVER) not in (*FINDING_LEVELS, NEVER):
        return None
    return Asked(
        paths=tuple(map(Path, paths)),
        format=last.get("format", "text"),
        as_of=last.get("as_of"),
        fail_on=last.get("fail_on", "error"),
        strict="strict" in given,
        require_ack="require_ack" in given,
        live="live" in given,
        select=tuple(given.get("select", ())),
        ignore=tuple(given.get("ignore", ())),
        repo=Path(last["repo"]) if "repo" in last else None,
        baseline=Path(last["baseline"]) if "baseline" in last else None,
        write_baseline=Path(last["write_baseline"]) if "write_baseline" in last else None,
        quiet="quiet" in given,
        no_color="no_color" in given,
        output=Path(last["output"]) if "output" in last else None,
    )


def run_check(asked: Asked) -> int:
    """Check, report, and say what the process should return.

    Raises UsageError when what is asked makes no sense, BadInput when the configuration does not load, CouldNotLook when
    --repo is no repository, CouldNotWrite when the report cannot be written.
    """
    from handoff.checking.declared import insist_on_probes
    from handoff.checking.documents import documents
    from handoff.checking.request import Request

    if asked.repo is not None:
        _look_once(asked.repo)
    with _Patience(shown=not asked.quiet and sys.stderr.isatty()) as patience:
        found = documents(asked.paths, here(), patience.looked, sys.stdin.buffer.read)
    insist_on_probes([one.project for one in found] if found or asked.paths else [project_here()])
    if asked.require_ack:
        found = [_acknowledged(one) for one in found]
    blind = _look_at_the_world(found, asked) if asked.live else 0
    request = Request(
        # After the look, so that nothing that was seen lies in the future.
        as_of=now(asked.as_of),
        select=asked.select,
        ignore=asked.ignore,
        repository=str(asked.repo.absolute()) if asked.repo else None,
    )
    if not found:
        say("handoff: there are no sessions yet; begin one with `handoff new TITLE`")
    if asked.write_baseline is not None:
        return _write_baseline(found, request, asked, asked.write_baseline)
    say_all = _in_pieces if _can_be_kept(found, request, asked) else _at_once
    stretches, sums, lost, summary = say_all(found, request, asked)
    _write(stretches, summary, asked)
    return _exit_code(sums, lost, asked) or blind


class _Patience:
    """A line on the terminal that says how far the search for documents in a great tree has come; it is gone afterwards."""

    def __init__(self, *, shown: bool) -> None:
        self._shown, self._said = shown, ""

    def looked(self, folders: int) -> None:
        """So many folders were looked through."""
        if self._shown:
            self._said = f"Looking for documents: {folders:,} folders so far"
            sys.stderr.write(f"\r{self._said}")
            sys.stderr.flush()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._said:
            sys.stderr.write(f"\r{' ' * len(self._said)}\r")


def _can_be_kept(found: Sequence[Document], request: Request, asked: Asked) -> bool:
    """Whether the report can be made of pieces that were kept: git is not asked, and nothing is wrong in the configuration."""
    from handoff.checking.declared import rules_known

    several = not asked.paths or len(found) > 1
    wrong = any(one.project.waivers or not rules_known(one.project) for one in found[:1])
    whole = (
        all(one.content is None for one in found)
        and request.repository is None
        and asked.baseline is None
        and not asked.require_ack
    )
    return in_pieces(asked.format) and whole and not (several and wrong)


def _acknowledged(document: Document) -> Document:
    """The document in a project that asks for acknowledgements; at the level that it has set, if any."""
    from dataclasses import replace

    project = document.project
    asked = project.rules.get(_ACK, "off")
    return replace(document, project=replace(project, rules={**project.rules, _ACK: "error" if asked == "off" else asked}))


def _in_pieces(found: Sequence[Document], request: Request, asked: Asked) -> _Told:
    from handoff.checking.cache import pieces_of

    options = _look(asked)
    pieces, lost = pieces_of(found, request, asked.format, options, lambda some, wanted: _all(some, wanted, asked.quiet))
    options = _complain(lost, options)
    stretches = assembled(asked.format, pieces, request.as_of, options)
    return stretches, total(one.tally for one in pieces), lost, ""


def _at_once(found: Sequence[Document], request: Request, asked: Asked) -> _Told:
    from handoff.report import report, tally_of

    checked, lost = _whole(found, request, asked)
    options = _complain(lost, _look(asked))
    if asked.baseline is not None:
        checked = _new_ones(asked.baseline, checked, asked, options)
    text = report(asked.format, checked, request.as_of, options)
    return [text.encode()], total(map(tally_of, checked)), lost, _summary(checked, request, options, asked)


def _whole(found: Sequence[Document], request: Request, asked: Asked) -> tuple[list[Checked], list[Lost]]:
    """Every document that could be checked, the configuration with them, and those that could not be read."""
    from handoff.checking.request import Judged, Lost

    results = _all(found, request, asked.quiet)
    checked = [one.checked for one in results if isinstance(one, Judged) and one.checked is not None]
    if asked.repo is not None:
        _tell_of_git([look for one in results if isinstance(one, Judged) for look in one.cited], asked.repo)
    if found and not asked.paths and not asked.select:
        checked += _project(found[0], checked, request)
    checked = _once(checked)
    return checked, [one for one in results if isinstance(one, Lost)]


def _once(checked: Sequence[Checked]) -> list[Checked]:
    """The documents, with what is wrong in the configuration told once: by itself if it is there."""
    from dataclasses import replace

    told: set[tuple[str, Place]] = set()
    kept: dict[int, Checked] = {}
    for at, one in sorted(enumerate(checked), key=lambda pair: pair[1].kind != "project"):
        mine = [finding for finding in one.findings if (finding.rule, finding.place) not in told]
        file = one.judgement.facts.project.file
        told.update((finding.rule, finding.place) for finding in mine if file and finding.place.path == file)
        kept[at] = one if len(mine) == len(one.findings) else replace(one, findings=tuple(mine))
    return [kept[at] for at in sorted(kept)]


def _tell_of_git(looks: Sequence[CommitSeen], repo: Path) -> None:
    """Say how many of the commits that documents cite are in a repository; most of what is found changes no verdict."""
    cited = {look.asked: look.exists for look in looks}
    if not cited:
        say(f"handoff: no commit is cited, so {repo} was not asked for any")
        return
    had = sum(exists is True for exists in cited.values())
    lost = sorted(asked for asked, exists in cited.items() if exists is not True)
    missing = f"; not there: {', '.join(lost[:_FEW])}{' …' if len(lost) > _FEW else ''}" if lost else ""
    say(f"handoff: {repo} has {had} of {len(cited)} cited commit{'' if len(cited) == 1 else 's'}{missing}")


def _new_ones(file: Path, checked: Sequence[Checked], asked: Asked, options: Options) -> list[Checked]:
    """The documents without what the baseline holds; what it holds and is no more is said."""
    from handoff.checking.baseline import gone, read_baseline, without_known
    from handoff.report import visible

    known = read_baseline(file)
    left, met = without_known(checked, known, options)
    # A rule that did not run says nothing, which is no sign that its problems are gone.
    over = [] if asked.select or asked.ignore else gone(known, met, checked if asked.paths else None, options)
    for one in over:
        say(f"gone: {visible(one.path)}: {visible(one.message)} [{one.rule}]")
    if over:
        say(f"handoff: {len(over)} known problems are gone; `handoff check --write-baseline {file}` takes them out of {file}")
    return left


def _write_baseline(found: Sequence[Document], request: Request, asked: Asked, file: Path) -> int:
    """Make all that is wrong now known. Nothing is written when a document could not be read: its problems would be lost."""
    from handoff.checking.baseline import baseline_text

    checked, lost = _whole(found, request, asked)
    options = _complain(lost, _look(asked))
    if lost:
        say(f"handoff: {file} was not written")
        return max(one.exit_code for one in lost)
    text, number = baseline_text(checked, options)
    _write_file(file, [text.encode()], "wb")
    say(f"{number} known problems written to {file}")
    return 0


def _look_once(repo: Path) -> None:
    """A repository that git cannot read is told once, and not by every document. Raises UsageError, CouldNotLook."""
    from handoff.checking.checker import with_repository
    from handoff.model.observation import RepositorySeen
    from handoff.model.project import Project
    from handoff.model.session import Session
    from handoff.observe.git import look_at_repositories

    if not repo.is_dir():
        raise UsageError(f"--repo {repo} is no folder", "name the folder of a git repository")
    nothing = Session(id="nothing", title="", started=now(), ended=now())
    for look in look_at_repositories(nothing, with_repository(Project(), str(repo.absolute())), now()):
        if isinstance(look, RepositorySeen) and look.could_not:
            raise CouldNotLook(f"cannot look into --repo {repo}: {look.could_not}")


def _look_at_the_world(found: Sequence[Document], asked: Asked) -> int:
    from handoff.cli._live import look_for

    return look_for(found, named=bool(asked.paths), at=now())


def _all(documents: Sequence[Document], request: Request, quiet: bool) -> list[Judged | Lost]:
    from handoff.checking.checker import check_all

    if quiet or len(documents) < _MANY or not sys.stderr.isatty():
        return list(check_all(documents, request))
    import typer

    with typer.progressbar(check_all(documents, request), len(documents), label="Checking", file=sys.stderr) as bar:
        return list(bar)


def _project(document: Document, checked: Sequence[Checked], request: Request) -> list[Checked]:
    """Findings on the configuration itself, which only a check of the whole project can have."""
    from handoff.model.facts import Facts
    from handoff.model.judgement import Checked, Judgement
    from handoff.model.session import Session
    from handoff.rules import project_findings

    project = document.project
    if project.path is None:
        return []
    sessions = [(one.judgement.facts.session, one.findings) for one in checked]
    findings = project_findings(project, sessions, request.as_of.date())
    if not findings:
        return []
    facts = Facts(session=Session(id="", title=""), as_of=request.as_of, project=project)
    return [Checked(path=project.file, kind="project", judgement=Judgement(facts=facts, verdicts=()), findings=findings)]


def _complain(lost: Sequence[Lost], options: Options) -> Options:
    """Say what is wrong with the documents that could not be read; the options with which the report says it too."""
    from dataclasses import replace

    from handoff.report import visible

    for one in lost:
        for problem in one.unread.problems:
            say(f"handoff: {visible(problem)}")
    return replace(options, unread=tuple(one.unread for one in lost))


def _look(asked: Asked) -> Options:
    from handoff.report import Options

    shown = asked.output is None
    return Options(
        colour=shown and coloured(sys.stdout, asked.no_color),
        width=os.get_terminal_size(sys.stdout.fileno()).columns if shown and sys.stdout.isatty() else 0,
        quiet=asked.quiet,
        strict=asked.strict,
        rules=_rules() if asked.format == "sarif" else (),
        root=_repository(),
        here=str(here()),
    )


def _rules() -> tuple[RuleHelp, ...]:
    from handoff.report import RuleHelp
    from handoff.rules import catalogue

    return tuple(
        RuleHelp(id=rule.id, level=rule.level if rule.enabled else "off", summary=rule.title, help=rule.text)
        for rule in catalogue()
    )


def _repository() -> str:
    """The nearest folder that holds `.git`, because platforms show paths from there; else the working folder."""
    start = here()
    return str(next((folder for folder in (start, *start.parents) if (folder / ".git").exists()), start))


def _summary(checked: Sequence[Checked], request: Request, options: Options, asked: Asked) -> str:
    """What GitHub Actions shows of the step, when it asks for that; its file may hold a mebibyte with all that others wrote."""
    file = os.environ.get("GITHUB_STEP_SUMMARY")
    if asked.format != "github" or not file:
        return ""
    from handoff.report.github import SUMMARY_LIMIT, job_summary

    used = Path(file).stat().st_size if Path(file).is_file() else 0
    return job_summary(checked, request.as_of, options, limit=max(0, SUMMARY_LIMIT - used))


def _write(stretches: Iterable[bytes], summary: str, asked: Asked) -> None:
    if asked.output is not None:
        _write_file(asked.output, stretches, "wb")
    else:
        encoding = (sys.stdout.encoding or "utf-8").lower()
        if asked.format == "text" and encoding not in ("utf-8", "utf8"):
            stretches = (stretch.decode().encode(encoding, "replace") for stretch in stretches)
        sys.stdout.buffer.writelines(stretches)
        sys.stdout.flush()
    if summary:
        _write_file(Path(os.environ["GITHUB_STEP_SUMMARY"]), [summary.encode()], "ab")


def _write_file(file: Path, stretches: Iterable[bytes], mode: str) -> None:
    try:
        with file.open(mode) as end:
            end.writelines(stretches)
    except OSError as error:
        raise CouldNotWrite.because(f"cannot write {file}", error) from None


def _exit_code(sums: Tally, lost: Sequence[Lost], asked: Asked) -> int:
    """What the process should return.

    A refuted claim counts by the findings that rules make of it, so levels and waivers are respected; one that no rule
    speaks of is an error, unless rules were selected or ignored on the command line.
    """
    if lost:
        return max(one.exit_code for one in lost)
    if asked.fail_on != NEVER:
        levels: list[str] = [*FINDING_LEVELS]
        if any(sums.levels.get(level) for level in levels[: levels.index(asked.fail_on) + 1]):
            return 1
        if sums.mute and not (asked.select or asked.ignore):
            return 1
    return int(asked.strict and sums.bare > 0)
