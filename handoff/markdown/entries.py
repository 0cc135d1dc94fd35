"""Rows and items that tell of an event: the services of a table with their revisions, and what happened when."""

from __future__ import annotations

import re
from zoneinfo import ZoneInfo

from handoff.markdown.dates import date_in
from handoff.markdown.document import Document, Section, Statement, Table
from handoff.markdown.header import TIME_COLUMN
from handoff.markdown.moments import instant, zone_in
from handoff.markdown.outline import MOST, Outline, summary
from handoff.markdown.patterns import SHA
from handoff.markdown.wording import shown
from handoff.model.events import Commit, Deployment, Note
from handoff.model.expression import expression
from handoff.model.identifiers import slug_of
from handoff.model.times import Clock

_REVISION = expression(r"(?<![\w.-])(?:[a-z][a-z0-9-]{0,60}-)?\d{5}-[a-z0-9]{3}(?![\w-])")
_EVENT = expression(
    r"\b(?:event|what|action|description|activity|entry|evento|ereignis|note|details?|happened)\b", re.IGNORECASE
)
_SERVICE = expression(r"\W{0,8}(?:service|component|app|application|module|system|job|function)\b", re.IGNORECASE)
_REVISIONS = expression(r"\b(?:revision|version|image|build|tag|deployed version)\b", re.IGNORECASE)
_BEFORE = expression(r"\b(?:old|before|previous|prior|former|from)\b", re.IGNORECASE)
_STANDING = expression(r"\W{0,8}(?:.{0,40}\bstatus|state|health(?:y)?|stato|estado|statut)\W{0,8}", re.IGNORECASE)
_ROLLED_OUT = expression(r"\bdeploy|\broll|\brelease", re.IGNORECASE)
_COMMITTED = expression(r"\bcommit", re.IGNORECASE)
TIMELINE = expression(r"\b(?:timeline|chronology|sequence of events|cronología|cronologia|zeitleiste|ablauf)\b", re.IGNORECASE)
_TIME = r"\d{1,2}:\d\d(?::\d\d)?(?:\s?[AaPp]\.?[Mm]\.?)?"
_CLOCK_FIRST = expression(
    rf"[\[(]?[~≈]?\s?(?:\d{{4}}-\d\d-\d\d[T ]\s?)?{_TIME}(?:\s?[-–—→]\s?{_TIME})?(?:\s?\(?[A-Z]{{1,4}}\b\)?)?[\])]?"
    r"(?:\s{0,3}[:：—–|-]{1,2}(?:\s{1,3}|$)|\s{1,3}|$)"
)
_NO_REVISION = frozenset({"-", "—", "–", "n/a", "N/A", "none", "None"})


def read_entries(document: Document, outline: Outline) -> None:
    """Adds the services' revisions, and the entries of timelines."""
    timelines = []
    for table in document.tables:
        _services(table, outline)
        if len(table.headers) > 1 and TIME_COLUMN.match(table.headers[0]):
            timelines.append(table)
    for table in timelines:
        column = 1 + (_column(table.headers[1:], _EVENT) or 0)
        for row in table.rows:
            if column < len(row.cells) and row.cells[column].strip():
                _entry(row, row.cells[0], row.raw_cells[column], outline, zone_in(table.headers[0]))
    known: set[int] = set()
    for section in document.root.within():
        if section.heading is not None and TIMELINE.search(section.title):
            for part in section.within():
                if id(part) not in known:
                    known.add(id(part))
                    _told_in(part, outline)


def _services(table: Table, outline: Outline) -> None:
    service = _column(table.headers, _SERVICE)
    # What ran before is told beside what runs now.
    revision = _column(tuple("" if _BEFORE.search(header) else header for header in table.headers), _REVISIONS)
    if service is None or revision is None:
        return
    standing = any(_STANDING.fullmatch(header) for header in table.headers)
    for row in table.rows:
        if max(service, revision) >= len(row.cells):
            continue
        name, stated = shown(row.raw_cells[service]).strip("` "), row.raw_cells[revision].strip("*_` ")
        if not name or not stated or stated in _NO_REVISION or len(stated.split()) > 3:
            continue
        slug = slug_of(name)
        outline.services[stated] = slug
        if standing:
            # What runs, told beside how it stands: the row makes a claim, and its revision is what shows it.
            outline.running.append((name, stated, row.line))
            continue
        outline.add(
            Deployment(
                id=outline.name(f"{slug} deployed"),
                summary=f"{name}: revision {stated}"[:MOST],
                service=slug,
                revision=stated,
                place=outline.place(row.line, revision=row.line, service=row.line),
            )
        )


def _told_in(section: Section, outline: Outline) -> None:
    """What a section of a timeline tells: by its heading that begins with a time, or by items and paragraphs that do."""
    if section.heading is not None and (match := _CLOCK_FIRST.match(words := shown(section.heading.raw))):
        told = words[match.end() :] or next((one.raw for one in section.statements), "")
        _entry(section.heading, match[0], told, outline)
    for statement in section.statements:
        words = shown(statement.raw)
        if statement.kind == "sentence" and statement.first and (match := _CLOCK_FIRST.match(words)) and words[match.end() :]:
            _entry(statement, match[0], words[match.end() :], outline)


def _entry(statement: Statement, when: str, raw: str, outline: Outline, zone: str | None = None) -> None:
    """Adds what happened at a time that is read in `zone`, else in the one that its heading names, else in the document's."""
    clock, title = outline.clock, statement.section.title
    named = zone or zone_in(title)
    at = instant(when, Clock(ZoneInfo(named) if named else clock.zone, date_in(title) or clock.day))
    place = outline.place(statement.line, at=statement.line, summary=statement.line)
    text = summary(raw)
    sha, revision = SHA.search(raw), _REVISION.search(raw)
    if sha is not None and _COMMITTED.search(text):
        outline.add(Commit(id=outline.name(f"commit {sha[0]}"), summary=text, sha=sha[0], at=at, place=place))
    elif revision is not None and _ROLLED_OUT.search(text):
        service = outline.services.get(revision[0]) or slug_of(_ROLLED_OUT.split(text, maxsplit=1)[0] or "service")
        name = outline.name(f"{service} deployed")
        outline.add(Deployment(id=name, summary=text, service=service, revision=revision[0], at=at, place=place))
    elif at is not None:
        outline.add(Note(id=outline.name(text), summary=text, at=at, place=place))


def _column(headers: tuple[str, ...], pattern: re.Pattern[str]) -> int | None:
    return next((index for index, header in enumerate(headers) if pattern.search(header)), None)
