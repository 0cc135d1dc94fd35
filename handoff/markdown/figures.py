"""Numbers and times that a document states: durations, ranges, statistics of commits, headlines that count, percentages."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from handoff.markdown.dates import date_in
from handoff.markdown.document import Document, Item, Statement
from handoff.markdown.moments import minutes_in, span_in
from handoff.markdown.outline import MOST, Outline, summary
from handoff.markdown.patterns import SHA
from handoff.model.events import Bug, ClaimEvent, Commit
from handoff.model.expression import expression
from handoff.model.times import Clock
from handoff.model.value import Value

_TOTAL = expression(r"total (?:session )?time|session (?:length|duration)|total duration|total", re.IGNORECASE)
_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
_HEADLINE = expression(
    rf"\b({'|'.join(_NUMBERS)}|\d{{1,2}})\s+(critical|high|medium|low)\s+(?:\w{{1,40}}\s+){{0,2}}(?:bugs?|issues?|problems?)\b",
    re.IGNORECASE,
)
_PERCENT = expression(
    r"(?<![\d.~≈<>+-])(\d{1,3}(?:\.\d{1,3})?)\s?%\s?(?:complete|done|finished|fertig|completo|terminé)\b", re.IGNORECASE
)
_STATISTICS = {
    "files modified": "files", "files changed": "files", "files touched": "files",
    "lines added": "insertions", "lines inserted": "insertions", "insertions": "insertions", "added": "insertions",
    "lines removed": "deletions", "lines deleted": "deletions", "deletions": "deletions", "removed": "deletions",
}  # fmt: skip
_COUNT = expression(r"\W{0,8}(\d{1,6})(?![\d.,%+~])")
_SUBJECT = expression(r"[\"“]([^\"“”]{8,200})[\"”]")


def read_figures(document: Document, outline: Outline) -> None:
    """Adds what the document states in numbers, where it says itself from what they can be computed."""
    _percentages(document, outline)
    _durations(document, outline)
    _commits(document, outline)
    _headlines(document, outline)


def add_length(outline: Outline, text: str, line: int, minutes: Decimal) -> None:
    """Adds the claim that the session took so long."""
    outline.add(
        ClaimEvent(
            id=outline.name("session length"),
            summary=text.strip()[:MOST],
            subject="session",
            predicate="value",
            value=Value(n=minutes, unit="min", basis="session"),
            extra={"x-why": "a stated duration"},
            place=outline.place(line),
        )
    )


def _percentages(document: Document, outline: Outline) -> None:
    """The only checklist of the document is what its percentages of completeness are computed from."""
    boxes: list[Item] = [item for item in document.items if item.checkbox is not None and item.statements]
    one = len({id(item.statements[0].section) for item in boxes}) == 1
    if not one or all(item.open for item in boxes) or all(item.checked for item in boxes):
        return
    for statement in document.statements:
        if statement.kind == "row" or statement.item is not None or "%" not in statement.text or '"' in statement.text:
            continue
        if (match := _PERCENT.search(statement.text)) is not None:
            outline.values[statement.order] = Value(percent=Decimal(match[1]), basis="tag:checklist")


def _durations(document: Document, outline: Outline) -> None:
    head = outline.lines.get("ended")
    for statement in document.statements:
        if statement.key and outline.started is not None and statement.line != head and _TOTAL.fullmatch(statement.key):
            minutes = minutes_in(statement.value)
            if minutes is not None and span_in(statement.text) is None:
                add_length(outline, statement.text, statement.line, minutes)
        if statement.text.count(":") > 1 and statement.line != head:
            _range(statement, outline)


def _range(statement: Statement, outline: Outline) -> None:
    text = statement.text
    span = span_in(text)
    if span is None or not span.exact:
        return
    window = span.window(Clock(outline.clock.zone, date_in(text) or outline.clock.day))
    minutes = minutes_in(text)
    if window is None or (minutes is None and not window.inverted):
        return
    outline.add(
        ClaimEvent(
            id=outline.name(f"window {text}"),
            summary=summary(statement.raw),
            subject=outline.subjects.get(statement.order) or statement.section.title or "session",
            predicate="value",
            value=Value(n=minutes, unit="min") if minutes is not None else None,
            window=window,
            extra={"x-why": "a range of times" + ("" if minutes is None else " with a duration")},
            place=outline.place(statement.line),
        )
    )


def _commits(document: Document, outline: Outline) -> None:
    """Commits with their subject line, and the statistics of the only one that the document tells of."""
    numbers: dict[str, int] = {}
    lines: dict[str, int] = {}
    for statement in document.statements:
        if not statement.key:
            continue
        key = statement.key.lower()
        name = _STATISTICS.get(key)
        if name is not None and name not in numbers and (count := _COUNT.match(statement.value)):
            numbers[name], lines[name] = int(count[1]), statement.line
        if "commit" in key and (sha := SHA.search(statement.raw)) is not None and sha[0] not in outline.commits:
            subject = _SUBJECT.search(statement.raw, sha.end())
            if subject is not None:
                place = outline.place(statement.line, sha=statement.line, subject=statement.line)
                name = outline.name(f"commit {sha[0]}")
                outline.add(Commit(id=name, summary=summary(statement.raw), sha=sha[0], subject=subject[1], place=place))
    if numbers and len(outline.commits) == 1:
        told = next(iter(outline.commits.values()))
        place = replace(told.place, fields={**told.place.fields, **lines})
        outline.swap(told, replace(told, **numbers, place=place))  # type: ignore[arg-type]  # the names are those of its numbers


def _headlines(document: Document, outline: Outline) -> None:
    """A heading or field that counts bugs of a severity, against the bugs that the document numbers."""
    bugs = [event for events in outline.by_line.values() for event in events if isinstance(event, Bug)]
    if not bugs or any(bug.severity is None for bug in bugs):
        return
    for statement in document.statements:
        if statement.kind == "sentence" and not statement.key:
            continue
        if (match := _HEADLINE.search(statement.text)) is None:
            continue
        count = _NUMBERS.get(match[1].lower()) or int(match[1])
        if count == len(bugs):
            unit, basis = "bug" if count == 1 else "bugs", f"kind:bug severity:{match[2].lower()}"
            outline.add(
                ClaimEvent(
                    id=outline.name(f"count {statement.text}"),
                    summary=summary(statement.raw),
                    subject="session",
                    predicate="value",
                    value=Value(n=Decimal(count), unit=unit, basis=basis),
                    extra={"x-why": "a headline that counts"},
                    place=outline.place(statement.line),
                )
            )
