"""The report for GitHub Actions: annotations on standard output, and a job summary in Markdown.

Workflow commands and their limits: docs.github.com, "Workflow commands for GitHub Actions". A step shows ten annotations of
each kind, so the gravest come first and the tenth says how many more there are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime

from handoff.model.claim import ANSWERS
from handoff.model.finding import FindingLevel
from handoff.model.judgement import Checked
from handoff.model.times import written
from handoff.report._locations import relative
from handoff.report._numbers import counted, of_all, of_claims, of_document, tally_of, total
from handoff.report._options import PLAIN, Options
from handoff.report._problems import Problem, gravest_first, headline, standing, stated
from handoff.report._visible import one_line, visible

A_KIND = 10
SUMMARY_LIMIT = 1024 * 1024
_KINDS: dict[FindingLevel, str] = {"error": "error", "warning": "warning", "info": "notice"}


def as_github(checked: Sequence[Checked], as_of: datetime, options: Options = PLAIN) -> str:
    """Workflow commands, one a line, and a line of numbers for the log."""
    problems = gravest_first([problem for one in checked for problem in standing(one, options)])
    lines: list[str] = []
    for level, kind in _KINDS.items():
        lines.extend(_annotations(kind, [problem for problem in problems if problem.level == level], options))
    lines.extend(
        f"::error file={_property(relative(lost.path, options))}::{_data(' '.join(lost.problems))}" for lost in options.unread
    )
    lines.append(_log(of_all(total(map(tally_of, checked)), written(as_of))))
    return "".join(f"{line}\n" for line in lines)


def _annotations(kind: str, problems: Sequence[Problem], options: Options) -> Iterator[str]:
    shown = problems if len(problems) <= A_KIND else problems[: A_KIND - 1]
    for problem in shown:
        where = f"file={_property(relative(problem.place.path, options))},line={problem.place.line},col={problem.place.column}"
        text = f"{problem.message}\n{problem.hint}" if problem.hint else problem.message
        yield f"::{kind} {where},title={_property(problem.rule)}::{_data(text)}"
    if more := len(problems) - len(shown):
        yield f"::{kind} title=handoff::{more} more of this kind; the job summary and `handoff check` list them all"


def job_summary(checked: Sequence[Checked], as_of: datetime, options: Options = PLAIN, limit: int = SUMMARY_LIMIT) -> str:
    """Markdown for $GITHUB_STEP_SUMMARY, at most `limit` bytes of UTF-8, cut between lines with a line that says so."""
    return _cut(list(_summary(checked, as_of, options)), limit)


def _summary(checked: Sequence[Checked], as_of: datetime, options: Options) -> Iterator[str]:
    yield "## handoff check"
    yield ""
    sums = total(map(tally_of, checked))
    yield f"{counted(sums.documents, 'document')}, as of {written(as_of)}: **{of_claims(sums)}**."
    for lost in options.unread:
        yield ""
        yield f"**Could not be read, and is in none of these numbers:** {_markdown(lost.path)}"
    for one in checked:
        yield ""
        yield f"### {_markdown(one.path)}"
        yield ""
        yield of_document(tally_of(one))
        yield from _table(one)


def _table(one: Checked) -> Iterator[str]:
    verdicts = sorted(
        (
            verdict
            for verdict in one.judgement.verdicts
            if verdict.answer not in ("supported", "not-applicable") and verdict.claim.id not in one.known
        ),
        key=lambda verdict: ANSWERS.index(verdict.answer),
    )
    if verdicts:
        yield from ("", "| verdict | line | claim | why | would support |", "| --- | ---: | --- | --- | --- |")
    for verdict in verdicts:
        cells = (headline(verdict.claim), " ".join(verdict.why), " ".join(verdict.would_support.split()))
        yield f"| {verdict.answer} | {stated(verdict.claim).line} | {' | '.join(_markdown(cell) for cell in cells)} |"
    findings = [finding for finding in one.findings if not finding.waived]
    if findings:
        yield from ("", "| level | line | rule | message |", "| --- | ---: | --- | --- |")
    for finding in sorted(findings, key=lambda finding: list(_KINDS).index(finding.level)):
        yield f"| {finding.level} | {finding.place.line} | {_markdown(finding.rule)} | {_markdown(finding.message)} |"


def _cut(lines: list[str], limit: int) -> str:
    sizes = [len(line.encode("utf-8", "replace")) + 1 for line in lines]
    if sum(sizes) <= limit:
        return "".join(f"{line}\n" for line in lines)
    used = len("\n… 000000000 more lines are left out.\n".encode())
    kept = 0
    while kept < len(lines) and used + sizes[kept] <= limit:
        used += sizes[kept]
        kept += 1
    if used > limit:
        return ""
    return "".join(f"{line}\n" for line in (*lines[:kept], "", f"… {len(lines) - kept} more lines are left out."))


def _markdown(text: str) -> str:
    """Text that Markdown shows as it is: no table cell, link, mention, HTML or emphasis comes out of it."""
    return re.sub(r"([\\`*_{}\[\]()<>#+!|~@&])", lambda match: f"&#{ord(match[0])};", one_line(text))


def _data(text: str) -> str:
    return visible(text.replace("\r\n", "\n")).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _log(text: str) -> str:
    """A line of the log that no runner takes for a command."""
    return one_line(text).replace("::", ": :")
