"""The header of a document: title, day, time, zone, branch, commit and author, from its front matter and first fields."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import PurePath
from typing import NamedTuple
from zoneinfo import ZoneInfo

from handoff.markdown.dates import date_in, month_in, without_dates
from handoff.markdown.document import Document
from handoff.markdown.figures import add_length
from handoff.markdown.moments import Span, minutes_in, span_in, zone_in, zone_of_times
from handoff.markdown.outline import MOST, Outline
from handoff.markdown.patterns import SHA
from handoff.markdown.wording import shown
from handoff.model.expression import expression
from handoff.model.identifiers import slug_of
from handoff.model.project import Project
from handoff.model.session import Checkout
from handoff.model.times import Clock

# "Date", "Date de l'incident", "Implementation date", "日付".
_DATE = expression(
    r"(?:[^\W\d]+ ){0,2}(?:date|datum|fecha|data|dato|day|date created)"
    r"(?: (?:of|de|del|du|de la|der|des|do|da|van|den)\b(?: ?\w*['’]?\w*){0,3})?(?: \(\w+\))?"
    r"|.{0,4}(?:日付|日期|날짜|作成日|작성일)|дата",
    re.IGNORECASE,
)
# Days on which nothing has happened yet.
_AHEAD = expression(
    r"\b(?:due|target|next|planned|expected|expiry|expiration|launch|release|end|until|go.?live)\b", re.IGNORECASE
)
# When the document was written, which need not be when things happened.
_WRITTEN = expression(
    r"(?:last |report )?(?:updated|generated|created|modified|written|revised|exported)(?: (?:on|at))?", re.IGNORECASE
)
_TIME = expression(
    r"(?:session )?(?:time|times|duration|period|window|hours|session time|zeit|horario|horário|hora)", re.IGNORECASE
)
_AUTHOR = expression(r"authors?|by|engineer|owner|prepared by|written by|assistant|agent", re.IGNORECASE)
_BRANCH = expression(r"(?:current |working |git )?branch", re.IGNORECASE)
_COMMIT = expression(r"(?:latest |last |head |current |git |tip )?(?:commit|sha|head|revision)", re.IGNORECASE)
# A heading that says in which zone the times below it are.
_OF_TIMES = expression(r"\b(?:times?|timeline|timestamps?|chronology|log)\b", re.IGNORECASE)
_ZONE = expression(r"time ?zone|tz", re.IGNORECASE)
TIME_COLUMN = expression(
    r"\W{0,8}(?:time|when|timestamp|date|at|hora|horário|zeit|heure|data|fecha|uhrzeit)\b|\W{0,8}(?:時刻|日時|时间|時間)",
    re.IGNORECASE,
)
_CODE = expression(r"`([^`\n]{1,100})`")
_DAY_IN_PATH = expression(r"(?<!\d)(20\d\d-\d\d-\d\d)(?!\d)")
_FRONT_LINE = expression(r"([A-Za-z][\w -]{0,40}):[ \t]+(\S.*)")
# The header ends at the heading after the title, or after so many statements.
_FIRST = 60
_DATE_ALONE = 40


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
    outline.month = month_in(title.raw) if title and day is None else None
    if title is not None:
        outline.lines["title"] = title.line
        if day is not None:
            outline.lines["started"] = title.line
    written: date | None = None
    span: Span | None = None
    minutes: Decimal | None = None
    zone = branch = commit = None
    time_line = 0
    for key, value, raw, line in _fields(document):
        if key.lower() == "title" and not outline.title:
            outline.title = value.strip("\"'")
        elif _DATE.fullmatch(key) and not _AHEAD.search(key):
            if (found := date_in(value)) is not None:
                day, zone = found, zone or zone_in(value)
                outline.lines["started"] = line
            else:
                outline.month = outline.month or month_in(value)
        elif _WRITTEN.fullmatch(key):
            written, outline.month = written or date_in(value), outline.month or month_in(value)
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
    named = zone or _zone_of_timeline(document) or zone_of_times(one.text for one in document.statements)
    outline.timezone, outline.zoned = named or project.timezone, named is not None
    outline.clock = Clock(ZoneInfo(outline.timezone) if outline.timezone else None, day)
    outline.repo = Checkout(branch=branch, commit=commit) if branch or commit else None
    name = without_dates(outline.title) or outline.title or PurePath(outline.path).stem
    # The day on which it was written names a document that names no other; its times of day need not be of that day.
    outline.written = written if day is None else None
    dated = day or written
    outline.id = f"{dated.isoformat() if dated else '0000-00-00'}-{slug_of(name)}"
    if span is not None and span.exact and (window := span.window(outline.clock)) is not None:
        outline.started, outline.ended = window.start, window.end
        outline.lines["started"] = outline.lines["ended"] = time_line
        if minutes is not None:
            add_length(outline, f"{minutes} minutes", time_line, minutes)


def _fields(document: Document) -> Iterator[_Field]:
    """The front matter's scalars, and the fields under the title, in a table or not."""
    for number, line in enumerate(document.front.split("\n")[:_FIRST]):
        if match := _FRONT_LINE.fullmatch(line.rstrip()):
            yield _Field(match[1], match[2], match[2], number + 2)
    begun = False
    for statement in document.statements[:_FIRST]:
        if statement.kind == "heading":
            # Headings with nothing between them are one title.
            if begun:
                return
            if date_in(statement.text):
                yield _Field("date", statement.text, statement.raw, statement.line)
            continue
        begun = begun or statement.section.heading is not None
        if statement.key:
            yield _Field(statement.key, statement.value, statement.raw, statement.line)
        elif (
            statement.first
            and len(statement.text) < _DATE_ALONE
            and date_in(statement.text)
            and not without_dates(statement.text)
        ):
            yield _Field("date", statement.text, statement.raw, statement.line)
        elif len(statement.cells) == 2:
            yield _Field(statement.cells[0].strip("* :"), statement.cells[1], statement.raw_cells[1], statement.line)


def _zone_of_timeline(document: Document) -> str | None:
    for table in document.tables:
        if table.headers and TIME_COLUMN.match(table.headers[0]):
            for text in (table.headers[0], table.section.title, table.lead.text if table.lead else ""):
                if (zone := zone_in(text)) is not None:
                    return zone
    for heading in document.statements:
        if heading.kind == "heading" and _OF_TIMES.search(heading.text) and (zone := zone_in(heading.text)) is not None:
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
