"""The header of a document: title, day, time, zone, branch, commit and author, from its front matter and first fields."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import PurePath
from typing import NamedTuple
from zoneinfo import ZoneInfo

from handoff.markdown.document import Document
from handoff.markdown.figures import add_length
from handoff.markdown.moments import Span, date_in, minutes_in, span_in, without_dates, zone_in
from handoff.markdown.outline import MOST, Outline
from handoff.markdown.patterns import SHA
from handoff.markdown.wording import shown
from handoff.model.identifiers import slug_of
from handoff.model.project import Project
from handoff.model.session import Checkout
from handoff.model.times import Clock

_DATE = re.compile(r"(?:session |incident |report )?(?:date|datum|fecha|data|day)", re.IGNORECASE)
_TIME = re.compile(
    r"(?:session )?(?:time|times|duration|period|window|hours|session time|zeit|horario|horário|hora)", re.IGNORECASE
)
_AUTHOR = re.compile(r"authors?|by|engineer|owner|prepared by|written by|assistant|agent", re.IGNORECASE)
_BRANCH = re.compile(r"(?:current |working |git )?branch", re.IGNORECASE)
_COMMIT = re.compile(r"(?:latest |last |head |current |git |tip )?(?:commit|sha|head|revision)", re.IGNORECASE)
_ZONE = re.compile(r"time ?zone|tz", re.IGNORECASE)
TIME_COLUMN = re.compile(r"\W{0,8}(?:time|when|timestamp|date|at|hora|horário|zeit|heure|data|fecha|uhrzeit)\b", re.IGNORECASE)
_CODE = re.compile(r"`([^`\n]{1,100})`")
_DAY_IN_PATH = re.compile(r"(?<!\d)(20\d\d-\d\d-\d\d)(?!\d)")
_FRONT_LINE = re.compile(r"([A-Za-z][\w -]{0,40}):[ \t]+(\S.*)")
# The header ends at the second heading, or after so many statements.
_FIRST = 60


class _Field(NamedTuple):
    key: str
    value: str
    raw: str
    line: int


def read_header(document: Document, outline: Outline, project: Project) -> None:
    """Fills the outline's header, and the clock by which times of day in the document are read."""
    title = document.title
    outline.title = shown(title.raw) if title else ""
    day = date_in(title.raw) if title else None
    if title is not None:
        outline.lines["title"] = title.line
        if day is not None:
            outline.lines["started"] = title.line
    span: Span | None = None
    minutes: Decimal | None = None
    zone = branch = commit = None
    time_line = 0
    for key, value, raw, line in _fields(document):
        if key.lower() == "title" and not outline.title:
            outline.title = value.strip("\"'")
        elif _DATE.fullmatch(key) and (found := date_in(value)) is not None:
            day, zone = found, zone or zone_in(value)
            outline.lines["started"] = line
        elif _TIME.fullmatch(key) and span is None:
            span, time_line, minutes = span_in(value), line, minutes_in(value)
            zone, day = zone or zone_in(value), day or date_in(value)
        elif _ZONE.fullmatch(key):
            zone = zone_in(value) or zone
        elif _AUTHOR.fullmatch(key) and value:
            outline.by = (value[:MOST],)
        elif _BRANCH.fullmatch(key):
            branch = _first(raw, value)
            outline.lines["repo"] = line
        if commit is None and (_COMMIT.fullmatch(key) or "commit" in value.lower()) and (sha := SHA.search(raw)):
            commit = sha[0]
            outline.lines.setdefault("repo", line)
    day = day or _day_in(PurePath(outline.path).name)
    named = zone or _zone_of_timeline(document)
    outline.timezone, outline.zoned = named or project.timezone, named is not None
    outline.clock = Clock(ZoneInfo(outline.timezone) if outline.timezone else None, day)
    outline.repo = Checkout(branch=branch, commit=commit) if branch or commit else None
    name = without_dates(outline.title) or outline.title or PurePath(outline.path).stem
    outline.id = f"{day.isoformat() if day else '0000-00-00'}-{slug_of(name)}"
    if span is not None and span.exact and (window := span.window(outline.clock)) is not None:
        outline.started, outline.ended = window.start, window.end
        outline.lines["started"] = outline.lines["ended"] = time_line
        if minutes is not None:
            add_length(outline, f"{minutes} minutes", time_line, minutes)


def _fields(document: Document) -> Iterator[_Field]:
    """The front matter's scalars, and the fields that stand before the second heading."""
    for number, line in enumerate(document.front.split("\n")[:_FIRST]):
        if match := _FRONT_LINE.fullmatch(line.rstrip()):
            yield _Field(match[1], match[2], match[2], number + 2)
    headings = 0
    for statement in document.statements[:_FIRST]:
        headings += statement.kind == "heading"
        if headings > 1:
            return
        if statement.key:
            yield _Field(statement.key, statement.value, statement.raw, statement.line)


def _zone_of_timeline(document: Document) -> str | None:
    for table in document.tables:
        if table.headers and TIME_COLUMN.match(table.headers[0]):
            for text in (table.headers[0], table.section.title, table.lead.text if table.lead else ""):
                if (zone := zone_in(text)) is not None:
                    return zone
    return None


def _first(raw: str, value: str) -> str | None:
    code = _CODE.search(raw)
    words = value.split(None, 1)
    return code[1] if code else words[0].strip("\"'") if words else None


def _day_in(name: str) -> date | None:
    match = _DAY_IN_PATH.search(name)
    try:
        return date.fromisoformat(match[1]) if match else None
    except ValueError:
        return None
