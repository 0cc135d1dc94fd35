"""A file as evidence: a JUnit report, a health+json body, a SARIF file, or anything else that somebody wants to cite."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal, NamedTuple

from handoff.errors import BadInput
from handoff.model.clock import Clock
from handoff.model.events import Via
from handoff.model.predicates import Level

from .exact_json import CannotTell, read_json
from .testruns import read_junit

Sort = Literal["junit", "health", "sarif", "file"]
Outcome = Literal["passed", "failed", "unclear"]
_COMMIT = frozenset("0123456789abcdef")
# How much of what went wrong is told in the event itself.
_MOST = 20

# The words of draft-inadarei-api-health-check-06, section 3.1, and those that it allows for other libraries.
_HEALTH: dict[str, Outcome] = {
    "pass": "passed", "ok": "passed", "up": "passed", "warn": "unclear", "fail": "failed", "error": "failed", "down": "failed",
}  # fmt: skip


class Attachment(NamedTuple):
    """What a file says. `passed` of `total` are tests; `observed` is when it says that it was made."""

    sort: Sort
    suffix: str
    via: Via
    summary: str
    outcome: Outcome | None = None
    level: Level | None = None
    output: str = ""
    subject: str | None = None
    revision: str | None = None
    commit: str | None = None
    observed: datetime | None = None
    passed: int | None = None
    total: int | None = None


def read_attachment(data: bytes, name: str, sort: Sort | None = None) -> Attachment:
    """What a file says, read as `sort` or as what it looks like. Raises BadInput when it is not what it should be."""
    document = None
    if sort in (None, "health", "sarif") and data.lstrip()[:1] == b"{":
        try:
            document = read_json(data)
        except CannotTell as error:
            if sort is not None:
                raise BadInput(f"{name}: {error}") from None
    found = sort or _looks_like(data, document)
    if found == "junit":
        return _junit(data, name)
    if found in ("health", "sarif"):
        if not isinstance(document, dict):
            raise BadInput(f"{name}: is no JSON object, so it is no {found} document")
        return _health(document, name) if found == "health" else _sarif(document, name)
    return _file(data, name)


def _looks_like(data: bytes, document: Any) -> Sort:
    if isinstance(document, dict):
        if isinstance(document.get("runs"), list) and "version" in document:
            return "sarif"
        if str(document.get("status", "")).lower() in _HEALTH and document.keys() & {
            "checks",
            "serviceId",
            "releaseId",
            "output",
        }:
            return "health"
    return "junit" if b"<testsuite" in data[:4096] else "file"


def _junit(data: bytes, name: str) -> Attachment:
    report = read_junit(data, name)
    passed, failed, errors, skipped = report.counts
    lines = [f"{passed} passed, {failed} failed, {errors} errors, {skipped} skipped"]
    lines += [f"{case.how}: {case.name}" + (f": {case.message}" if case.message else "") for case in report.bad[:_MOST]]
    if len(report.bad) > _MOST:
        lines.append(f"… and {len(report.bad) - _MOST} more")
    outcome: Outcome = "failed" if failed or errors else "passed" if passed else "unclear"
    return Attachment(
        "junit", ".xml", "test-run", f"Test report {name}: {lines[0]}", outcome, "tests-passed", "\n".join(lines),
        observed=_instant(report.timestamp), passed=passed, total=passed + failed + errors + skipped,
    )  # fmt: skip


def _health(document: Mapping[str, Any], name: str) -> Attachment:
    """A health+json body. `warn` means "healthy, with concerns", which is no clear answer."""
    status = str(document.get("status", "")).lower()
    if status not in _HEALTH:
        raise BadInput(f"{name}: its status is {document.get('status')!r}, which health+json does not know")
    checks = document.get("checks")
    lines, times = [f"status: {status}"], []
    for check, results in checks.items() if isinstance(checks, dict) else ():
        for one in results if isinstance(results, list) else [results]:
            if isinstance(one, dict):
                said = f": {one['output']}" if one.get("output") else ""
                lines.append(f"{check}: {one.get('status', 'no status')}{said}")
                times.append(_instant(one.get("time")))
    known = [time for time in times if time is not None]
    return Attachment(
        "health", ".json", "http", f"Health of {document.get('serviceId') or name}: {status}", _HEALTH[status], "ready",
        "\n".join(lines), subject=_text(document, "serviceId"), revision=_text(document, "releaseId"),
        observed=min(known) if known else None,
    )  # fmt: skip


def _sarif(document: Mapping[str, Any], name: str) -> Attachment:
    """A SARIF 2.1.0 log. Suppressed results and notes do not count; a tool that did not run through has said nothing."""
    runs = [run for run in document.get("runs", ()) if isinstance(run, dict)]
    if not runs:
        raise BadInput(f"{name}: holds no runs")
    lines: list[str] = []
    whole = True
    for run in runs:
        invocations = run.get("invocations")
        for one in invocations if isinstance(invocations, list) else ():
            whole = whole and one.get("executionSuccessful") is not False
        # A run without results is one that did not look (SARIF 3.14.23); an empty list is one that found nothing.
        whole = whole and isinstance(run.get("results"), list)
        for result in run.get("results") or ():
            level = result.get("level", "warning")
            if level in ("error", "warning") and not result.get("suppressions"):
                lines.append(f"{level}: {result.get('ruleId', 'no rule')}: {_message(result)}")
    names = [str(_inside(run, "tool", "driver", "name") or "a tool") for run in runs]
    outcome: Outcome = "failed" if lines else "passed" if whole else "unclear"
    found = f"{len(lines)} finding{'' if len(lines) == 1 else 's'}" + ("" if whole else ", not run through")
    more = [f"… and {len(lines) - _MOST} more"] if len(lines) > _MOST else []
    commit = _inside(runs[0], "versionControlProvenance", 0, "revisionId")
    ended = _inside(runs[0], "invocations", 0, "endTimeUtc")
    return Attachment(
        "sarif", ".sarif", "command", f"Report of {', '.join(dict.fromkeys(names))}: {found}", outcome, None,
        "\n".join([found, *lines[:_MOST], *more]),
        commit=commit.lower() if _is_commit(commit) else None, observed=_instant(ended),
    )  # fmt: skip


def _message(result: Mapping[str, Any]) -> str:
    where = _inside(result, "locations", 0, "physicalLocation", "artifactLocation", "uri")
    line = _inside(result, "locations", 0, "physicalLocation", "region", "startLine")
    place = f"{where}:{line}: " if where and line else f"{where}: " if where else ""
    return f"{place}{_inside(result, 'message', 'text') or ''}"


def _file(data: bytes, name: str) -> Attachment:
    """Any other file. What is no text is kept as it is."""
    suffix = f".{name.rpartition('.')[2].lower()}" if "." in name.rpartition("/")[2].lstrip(".") else ".txt"
    suffix = suffix if suffix[1:].isalnum() and len(suffix) <= 8 else ".txt"
    image = suffix in (".png", ".jpg", ".jpeg", ".gif", ".webp")
    return Attachment("file", suffix, "screenshot" if image else "file", f"File {name}", output=text_of(data) or "")


def text_of(data: bytes) -> str | None:
    """The text of a file; None when it is none."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    return None if "\0" in text else text


def _inside(document: Any, *path: str | int) -> Any:
    for step in path:
        if isinstance(step, int):
            document = document[step] if isinstance(document, list) and len(document) > step else None
        else:
            document = document.get(step) if isinstance(document, dict) else None
    return document


def _text(document: Mapping[str, Any], key: str) -> str | None:
    found = document.get(key)
    return found if isinstance(found, str) and found.strip() else None


def _is_commit(text: object) -> bool:
    return isinstance(text, str) and 7 <= len(text) <= 64 and set(text.lower()) <= _COMMIT


def _instant(text: object) -> datetime | None:
    """The instant of a text that has an offset; a wall time of nobody knows where is none."""
    try:
        return Clock(None).read(text) if isinstance(text, str) else None
    except ValueError:
        return None
