"""What a document says beside its claims: header, times, timeline, bugs, deployments, commits, checklists, next steps."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from pathlib import PurePath
from zoneinfo import ZoneInfo

from handoff.markdown.document import Document, Item, Section, Statement
from handoff.markdown.moments import date_in, instant, minutes_in, span_in, zone_in
from handoff.markdown.roles import LESSON, PLAN, role_of
from handoff.model.events import (
    AnyEvent,
    Bug,
    ClaimEvent,
    Command,
    Commit,
    Deployment,
    Fix,
    Learning,
    NextStep,
    Note,
    RootCause,
    Severity,
)
from handoff.model.identifiers import free_slug, slug_of
from handoff.model.place import Place
from handoff.model.project import Project
from handoff.model.session import Checkout
from handoff.model.times import Clock
from handoff.model.value import Value

_DATE_KEY = re.compile(r"^(?:session |incident |report )?(?:date|datum|fecha|data|day)$", re.IGNORECASE)
_TIME_KEY = re.compile(
    r"^(?:session )?(?:time|times|duration|period|window|hours|session time|zeit|horario|horário|hora)$", re.IGNORECASE
)
_AUTHOR_KEY = re.compile(r"^(?:authors?|by|engineer|owner|prepared by|written by|assistant|agent)$", re.IGNORECASE)
_BRANCH_KEY = re.compile(r"^(?:current |working |git )?branch$", re.IGNORECASE)
_COMMIT_KEY = re.compile(r"^(?:latest |last |head |current |git |tip )?(?:commit|sha|head|revision)$", re.IGNORECASE)
_ZONE_KEY = re.compile(r"^(?:time ?zone|tz|timezone)$", re.IGNORECASE)
_TOTAL_KEY = re.compile(
    r"^(?:total (?:session )?time|session (?:length|duration)|total duration|total|duration)$", re.IGNORECASE
)
_SHA = re.compile(r"(?<![\w/-])(?=[0-9a-f]*[a-f])(?=[0-9a-f]*\d)[0-9a-f]{7,40}(?![\w-])")
_REVISION = re.compile(r"(?<![\w.-])(?:[a-z][a-z0-9-]*-)?\d{5}-[a-z0-9]{3}(?![\w-])")
_DAY_IN_PATH = re.compile(r"(?<!\d)(20\d\d-\d\d-\d\d)(?!\d)")

_TIME_HEADER = re.compile(r"^\W*(?:time|when|timestamp|date|at|hora|horário|zeit|heure|data|fecha|uhrzeit)\b", re.IGNORECASE)
_EVENT_HEADER = re.compile(
    r"\b(?:event|what|action|description|activity|entry|evento|ereignis|note|details?|happened)\b", re.IGNORECASE
)
_SERVICE_HEADER = re.compile(r"^\W*(?:service|component|app|application|module|system|job|function)\b", re.IGNORECASE)
_REVISION_HEADER = re.compile(r"\b(?:revision|version|image|build|tag|deployed version)\b", re.IGNORECASE)

_BUG_HEADING = re.compile(r"^\W*(?:bug|issue|problem|incident|defect|fault)\s*#?\s*(\d+)\b[\s:.—–-]*(.*)", re.IGNORECASE)
_SEVERITY: tuple[tuple[re.Pattern[str], Severity], ...] = (
    (re.compile(r"\b(?:critical|p0|sev-?[01]|blocker|kritisch|crítico|critique)\b", re.IGNORECASE), "critical"),
    (re.compile(r"\b(?:high|p1|sev-?2|major|hoch|alto|alta)\b", re.IGNORECASE), "high"),
    (re.compile(r"\b(?:medium|moderate|p2|sev-?3|mittel|media|médio)\b", re.IGNORECASE), "medium"),
    (re.compile(r"\b(?:low|minor|p3|p4|sev-?4|niedrig|baja|baixo)\b", re.IGNORECASE), "low"),
)
_CAUSE = re.compile(r"^(?:root )?(?:causes?|root causes?|why|ursache|causa(?: raíz| raiz)?)\b", re.IGNORECASE)
_SYMPTOM = re.compile(r"^(?:symptoms?|observed|error|impact seen|síntomas?|sintomas?)\b", re.IGNORECASE)
_FIX = re.compile(
    r"^(?:fix|fixes|solution|resolution|remedy|fix(?:es)? (?:applied|deployed)|solución|solução)\b", re.IGNORECASE
)
_PRIORITY = re.compile(r"\b(?:priority|prio|p)\s?[#:]?\s?(\d)\b[:.\s—–-]*", re.IGNORECASE)
_ESTIMATE = re.compile(r"\(([~≈]?\s?\d+(?:\s?[-–]\s?\d+)?\s?(?:min(?:ute)?s?|h(?:ours?|rs?)?|days?|weeks?))\)", re.IGNORECASE)
_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
_HEADLINE = re.compile(
    rf"\b({'|'.join(_NUMBERS)}|\d{{1,2}})\s+(critical|high|medium|low)\s+(?:\w+\s+){{0,2}}(?:bugs?|issues?|problems?)\b",
    re.IGNORECASE,
)
_PERCENT = re.compile(
    r"(?<![\d.~≈<>+-])(\d{1,3}(?:\.\d+)?)\s?%\s*(?:complete|done|finished|fertig|completo|terminé)\b", re.IGNORECASE
)
_STATISTICS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"^files (?:modified|changed|touched)$", re.IGNORECASE), "files"),
    (re.compile(r"^(?:lines (?:added|inserted)|insertions|added)$", re.IGNORECASE), "insertions"),
    (re.compile(r"^(?:lines (?:removed|deleted)|deletions|removed)$", re.IGNORECASE), "deletions"),
)
_COUNT = re.compile(r"^\W*(\d{1,6})(?![\d.,%+~])")
_MOST = 160


@dataclass(slots=True)
class Structure:
    """The header of the session that a document tells of, and its events by the line they stand on.

    `values` holds what a claim states in numbers where the document itself says from what it is computed.
    """

    id: str
    title: str = ""
    timezone: str | None = None
    started: datetime | None = None
    ended: datetime | None = None
    by: tuple[str, ...] = ()
    repo: Checkout | None = None
    lines: dict[str, int] = field(default_factory=dict)
    extra: dict[str, object] = field(default_factory=dict)
    values: dict[int, Value] = field(default_factory=dict)
    subjects: dict[int, str] = field(default_factory=dict)
    by_line: dict[int, list[AnyEvent]] = field(default_factory=dict)


def structure_of(document: Document, path: str, project: Project) -> Structure:
    """Everything of a document that is no claim and no evidence."""
    return _Reader(document, path, project).read()


class _Reader:
    def __init__(self, document: Document, path: str, project: Project) -> None:
        self.document, self.path, self.project = document, path, project
        self.made = Structure(id="")
        self.events: dict[int, list[AnyEvent]] = defaultdict(list)
        self.ids: set[str] = set()
        self.services: dict[str, str] = {}
        self.clock = Clock(None, None)

    def read(self) -> Structure:
        self._header()
        self._tables()
        self._bugs()
        self._steps()
        self._checklists()
        self._durations()
        self._commits()
        self._headlines()
        self.made.by_line = dict(sorted(self.events.items()))
        return self.made

    def _add(self, event: AnyEvent) -> None:
        self.events[event.place.line].append(event)

    def _id(self, text: str) -> str:
        made = free_slug(text, self.ids)
        self.ids.add(made)
        return made

    def _place(self, line: int, **fields: int) -> Place:
        return Place(self.path, line, 1, fields)

    # --- header -------------------------------------------------------------------------------------------------------

    def _header(self) -> None:
        made, title = self.made, self.document.title
        made.title = title.text.strip() if title else ""
        day = date_in(title.raw) if title else None
        if title is not None:
            made.lines["title"] = title.line
            if day is not None:
                made.lines["started"] = title.line
        span, minutes, time_line = None, None, 0
        branch = commit = None
        zone = None
        for statement in self._head():
            key, value = statement.key, statement.value
            raw = statement.raw
            if not key:
                continue
            if _DATE_KEY.match(key) and (found := date_in(value)) is not None:
                day = found
                made.lines["started"] = statement.line
                zone = zone or zone_in(value)
            elif _TIME_KEY.match(key) and span is None:
                span, time_line, minutes = span_in(value), statement.line, minutes_in(value)
                zone = zone or zone_in(value)
                day = day or date_in(value)
            elif _ZONE_KEY.match(key):
                zone = zone_in(value) or zone
            elif _AUTHOR_KEY.match(key) and value:
                made.by = (value[:_MOST],)
            elif _BRANCH_KEY.match(key):
                branch = _coded(raw) or (value.split()[0] if value else None)
                made.lines["repo"] = statement.line
            if _COMMIT_KEY.match(key) or "commit" in value.lower():
                if (sha := _SHA.search(raw)) is not None and commit is None:
                    commit = sha[0]
                    made.lines.setdefault("repo", statement.line)
        named = _DAY_IN_PATH.search(PurePath(self.path).name)
        if day is None and named is not None:
            day = _day(named[1])
        made.timezone = zone or self._zone_of_timeline() or self.project.timezone
        self.clock = Clock(ZoneInfo(made.timezone) if made.timezone else None, day)
        if span is not None and (window := span.window(self.clock)) is not None and span.exact:
            made.started, made.ended = window.start, window.end
            made.lines["started"] = made.lines["ended"] = time_line
            if minutes is not None:
                self._duration("session", f"{minutes} minutes", time_line, minutes)
        made.repo = Checkout(branch=branch, commit=commit) if branch or commit else None
        slug = slug_of(made.title or PurePath(self.path).stem)
        made.id = f"{day.isoformat() if day else '0000-00-00'}-{slug}"
        self.ids.add("session")

    def _head(self) -> list[Statement]:
        """The fields that stand before the second heading, or in the front matter's place at the top."""
        found: list[Statement] = []
        headings = 0
        for statement in self.document.statements[:60]:
            headings += statement.kind == "heading"
            if headings > 1:
                break
            found.append(statement)
        return found

    def _zone_of_timeline(self) -> str | None:
        for table in self.document.tables:
            if table.headers and _TIME_HEADER.match(table.headers[0]):
                for text in (table.headers[0], table.section.title, table.lead.text if table.lead else ""):
                    if (zone := zone_in(text)) is not None:
                        return zone
        return None

    # --- tables -------------------------------------------------------------------------------------------------------

    def _tables(self) -> None:
        for table in self.document.tables:
            service = _column(table.headers, _SERVICE_HEADER)
            revision = _column(table.headers, _REVISION_HEADER)
            if service is not None and revision is not None:
                for row in table.rows:
                    self._served(row, service, revision)
        for table in self.document.tables:
            if len(table.headers) > 1 and _TIME_HEADER.match(table.headers[0]):
                event = _column(table.headers[1:], _EVENT_HEADER)
                for row in table.rows:
                    self._entry(row, 1 + (event or 0))

    def _served(self, row: Statement, service: int, revision: int) -> None:
        if max(service, revision) >= len(row.cells):
            return
        name, stated = row.cells[service].strip(), _bare(row.raw_cells[revision])
        if not name or not stated or stated in {"-", "—", "–", "n/a", "N/A"} or len(stated.split()) > 3:
            return
        slug = slug_of(name)
        self.services[stated] = slug
        self._add(
            Deployment(
                id=self._id(f"{slug} deployed"),
                summary=f"{name}: revision {stated}",
                service=slug,
                revision=stated,
                place=self._place(row.line, revision=row.line, service=row.line),
            )
        )

    def _entry(self, row: Statement, column: int) -> None:
        if column >= len(row.cells):
            return
        section = row.section.title
        at = instant(row.cells[0], Clock(self.clock.zone, date_in(section) or self.clock.day))
        text = row.cells[column].strip()[:_MOST]
        raw = row.raw_cells[column]
        if not text:
            return
        place = self._place(row.line, at=row.line, summary=row.line)
        sha, revision = _SHA.search(raw), _REVISION.search(raw)
        if sha is not None and re.search(r"\bcommit", text, re.IGNORECASE):
            self._add(Commit(id=self._id(f"commit {sha[0]}"), summary=text, sha=sha[0], at=at, place=place))
        elif revision is not None and re.search(r"\bdeploy|\broll|\brelease", text, re.IGNORECASE):
            named = self.services.get(revision[0]) or slug_of(
                re.split(r"\bdeploy|\broll|\brelease", text, flags=re.IGNORECASE)[0] or "service"
            )
            self._add(
                Deployment(
                    id=self._id(f"{named} deployed"), summary=text, service=named, revision=revision[0], at=at, place=place
                )
            )
        elif at is not None:
            self._add(Note(id=self._id(text), summary=text, at=at, place=place))

    # --- bugs ---------------------------------------------------------------------------------------------------------

    def _bugs(self) -> None:
        for section in self.document.root.within():
            heading = section.heading
            match = _BUG_HEADING.match(heading.text) if heading is not None else None
            if heading is not None and match is not None:
                self._bug(section, heading, match[2] or heading.text)

    def _bug(self, section: Section, heading: Statement, name: str) -> None:
        parts: dict[str, list[Statement]] = defaultdict(list)
        severity: Severity | None = None
        for part in section.within():
            for statement in part.statements:
                role = _part(statement)
                if role == "severity":
                    severity = severity or _severity(statement.value)
                elif role:
                    parts[role].append(statement)
        if severity is None and not parts["symptom"]:
            return
        bug = self._id(f"bug {name}")
        for part in section.within():
            for statement in part.statements:
                self.made.subjects[statement.order] = bug
        services = tuple(dict.fromkeys(self.services[key] for key in self.services if self.services[key] in slug_of(name, 96)))
        self._add(
            Bug(
                id=bug,
                summary=_clean(name),
                severity=severity,
                services=services,
                symptoms=tuple(statement.raw[:_MOST] for statement in parts["symptom"] if not statement.text.endswith(":")),
                place=self._place(heading.line),
            )
        )
        for statement in [one for one in parts["cause"] if not one.text.endswith(":")][:1]:
            unsure = re.search(r"\b(?:likely|probably|suspect|maybe|possibly|hypothesis)", statement.text, re.IGNORECASE)
            self._add(
                RootCause(
                    id=self._id(f"cause of {bug}"),
                    summary=_clean(statement.text),
                    bug=bug,
                    verdict="suspected" if unsure else None,
                    place=self._place(statement.line),
                )
            )
        commits = tuple(
            dict.fromkeys(sha for part in section.within() for one in part.statements for sha in _SHA.findall(one.raw))
        )
        for statement in [one for one in parts["fix"] if not one.text.endswith(":")][:1]:
            self._add(
                Fix(
                    id=self._id(f"fix of {bug}"),
                    summary=_clean(statement.text),
                    bugs=(bug,),
                    state="applied",
                    commits=commits,
                    place=self._place(statement.line),
                )
            )

    # --- next steps, learnings, checklists ----------------------------------------------------------------------------

    def _steps(self) -> None:
        done: set[int] = set()
        for section in self.document.root.within():
            role = role_of(section)
            if role == PLAN and section.heading is not None:
                if _PRIORITY.search(section.title) or (_ESTIMATE.search(section.title) and section.statements):
                    self._step_of_section(section, section.heading)
                    done |= {statement.order for statement in section.statements}
                    continue
                for statement in section.statements:
                    if statement.order not in done and _step_item(statement):
                        self._step_of_item(statement)
            elif role == LESSON:
                for statement in section.statements:
                    if statement.first and statement.item is not None and statement.item.parent is None:
                        wrong = re.search(r"\b(?:wrong|poorly|badly)\b", section.title, re.IGNORECASE)
                        well = re.search(r"\b(?:well|right|worked)\b", section.title, re.IGNORECASE)
                        self._add(
                            Learning(
                                id=self._id(statement.text),
                                summary=_clean(statement.text),
                                went="wrong" if wrong else "well" if well else None,
                                place=self._place(statement.line),
                            )
                        )

    def _step_of_section(self, section: Section, heading: Statement) -> None:
        priority, estimate = _PRIORITY.search(heading.text), _ESTIMATE.search(heading.text)
        name = _ESTIMATE.sub("", _PRIORITY.sub("", heading.text)).strip(" :—–-") or heading.text
        fields = {statement.key.lower(): statement for statement in section.statements if statement.key}
        why, how = fields.get("why"), fields.get("how")
        commands = tuple(
            Command(run=line.strip())
            for fence in section.fences
            if fence.language in {"bash", "sh", "shell", "console", "powershell", "zsh"}
            for line in _commands(fence.text)
        )
        listed = [one.text for one in section.statements if one.item is not None and one.first and one.item.parent is None]
        self._add(
            NextStep(
                id=self._id(name),
                summary=_clean(name),
                priority=int(priority[1]) if priority else None,
                estimate=estimate[1].strip() if estimate else None,
                why=why.value or None if why else None,
                how=(how.value if how and how.value else "\n".join(listed)) or None,
                commands=commands,
                place=self._place(heading.line),
            )
        )

    def _step_of_item(self, statement: Statement) -> None:
        estimate = _ESTIMATE.search(statement.text)
        item = statement.item
        self._add(
            NextStep(
                id=self._id(statement.text),
                summary=_clean(_ESTIMATE.sub("", statement.text)),
                priority=item.number if item and item.number and item.number < 10 else None,
                estimate=estimate[1].strip() if estimate else None,
                tags=("checklist",) if item and item.open else (),
                place=self._place(statement.line),
            )
        )

    def _checklists(self) -> None:
        boxes = [item for item in self.document.items if item.checkbox is not None and item.statements]
        planned = {event.place.line for events in self.events.values() for event in events if isinstance(event, NextStep)}
        for item in boxes:
            if item.open and item.statements[0].line not in planned:
                text = item.statements[0].text
                self._add(
                    NextStep(
                        id=self._id(text), summary=_clean(text), tags=("checklist",), place=self._place(item.statements[0].line)
                    )
                )
        if (
            len({id(item.statements[0].section) for item in boxes}) == 1
            and any(item.open for item in boxes)
            and any(item.checked for item in boxes)
        ):
            self._percentages(boxes)

    def _percentages(self, boxes: list[Item]) -> None:
        """The only checklist of the document is what its percentages of completeness are computed from."""
        for statement in self.document.statements:
            if statement.kind == "row" or '"' in statement.text or statement.item is not None:
                continue
            if (match := _PERCENT.search(statement.text)) is not None:
                self.made.values[statement.order] = Value(percent=Decimal(match[1]), basis="tag:checklist")

    # --- numbers and times --------------------------------------------------------------------------------------------

    def _durations(self) -> None:
        for statement in self.document.statements:
            text = statement.text
            if _TOTAL_KEY.match(statement.key) and statement.line not in (self.made.lines.get("started"), 0):
                minutes = minutes_in(statement.value)
                if (
                    minutes is not None
                    and self.made.started is not None
                    and span_in(text) is None
                    and re.match(r"total|session", statement.key, re.IGNORECASE)
                ):
                    self._duration("session", text, statement.line, minutes)
            if ":" not in text or (span := span_in(text)) is None or statement.line == self.made.lines.get("ended"):
                continue
            window = span.window(Clock(self.clock.zone, date_in(text) or self.clock.day)) if span.exact else None
            if window is None:
                continue
            minutes = minutes_in(text)
            if minutes is None and not window.inverted:
                continue
            self._add(
                ClaimEvent(
                    id=self._id(f"window {text}"),
                    summary=_clean(text),
                    subject=self.made.subjects.get(statement.order) or statement.section.title or "session",
                    predicate="value",
                    value=Value(n=minutes, unit="min") if minutes is not None else None,
                    window=window,
                    extra={"x-why": "a range of times" + ("" if minutes is None else " with a duration")},
                    place=self._place(statement.line),
                )
            )

    def _duration(self, subject: str, text: str, line: int, minutes: Decimal) -> None:
        self._add(
            ClaimEvent(
                id=self._id("session length"),
                summary=f"{text.strip()[:_MOST]}",
                subject=subject,
                predicate="value",
                value=Value(n=minutes, unit="min", basis="session"),
                extra={"x-why": "a stated duration"},
                place=self._place(line),
            )
        )

    def _commits(self) -> None:
        told = {event.sha for events in self.events.values() for event in events if isinstance(event, Commit)}
        numbers: dict[str, int] = {}
        for statement in self.document.statements:
            for pattern, name in _STATISTICS:
                if pattern.match(statement.key) and (count := _COUNT.match(statement.value)):
                    numbers.setdefault(name, int(count[1]))
            if "commit" not in statement.key.lower() or (sha := _SHA.search(statement.raw)) is None:
                continue
            rest = statement.raw[sha.end() :]
            subject = re.search(r"[\"“]([^\"“”]{8,200})[\"”]", rest)
            if subject is None or sha[0] in told:
                continue
            told.add(sha[0])
            self._add(
                Commit(
                    id=self._id(f"commit {sha[0]}"),
                    summary=_clean(statement.text),
                    sha=sha[0],
                    subject=subject[1],
                    place=self._place(statement.line, sha=statement.line, subject=statement.line),
                )
            )
        if numbers and len(told) == 1:
            self._statistics(next(iter(told)), numbers)

    def _statistics(self, sha: str, numbers: Mapping[str, int]) -> None:
        statement = next(
            (one for one in self.document.statements if any(pattern.match(one.key) for pattern, _ in _STATISTICS)), None
        )
        if statement is not None:
            self._add(
                Commit(
                    id=self._id(f"numbers of {sha}"),
                    summary=f"{statement.section.title}: {sha}",
                    sha=sha,
                    files=numbers.get("files"),
                    insertions=numbers.get("insertions"),
                    deletions=numbers.get("deletions"),
                    place=self._place(statement.line),
                )
            )

    def _headlines(self) -> None:
        """A heading or field that counts bugs of a severity, against the bugs that the document numbers."""
        bugs = [event for events in self.events.values() for event in events if isinstance(event, Bug)]
        if not bugs or any(bug.severity is None for bug in bugs):
            return
        for statement in self.document.statements:
            if statement.kind == "sentence" and not statement.key:
                continue
            if (match := _HEADLINE.search(statement.text)) is None:
                continue
            count = _NUMBERS.get(match[1].lower()) or int(match[1])
            if count != len(bugs):
                continue
            self._add(
                ClaimEvent(
                    id=self._id(f"count {statement.text}"),
                    summary=_clean(statement.text),
                    subject="session",
                    predicate="value",
                    value=Value(n=Decimal(count), unit="bugs", basis=f"kind:bug severity:{match[2].lower()}"),
                    extra={"x-why": "a headline that counts"},
                    place=self._place(statement.line),
                )
            )


def _part(statement: Statement) -> str:
    """Which part of a bug's description a statement belongs to: by its own field, or by what introduces it."""
    if statement.key.lower() in {"severity", "priority", "schweregrad", "severidad", "severidade"}:
        return "severity"
    lead = (
        statement.item.parent.statements[0]
        if statement.item and statement.item.parent and statement.item.parent.statements
        else statement.lead
    )
    for text in (
        statement.key or (statement.text if statement.text.endswith(":") else ""),
        (lead.key or lead.text) if lead is not None and lead.block != statement.block else "",
    ):
        bare = text.strip("*_ :")
        for name, pattern in (("symptom", _SYMPTOM), ("cause", _CAUSE), ("fix", _FIX)):
            if pattern.match(bare):
                return name
    return ""


def _severity(text: str) -> Severity | None:
    found = [(match.start(), severity) for pattern, severity in _SEVERITY if (match := pattern.search(text))]
    return min(found)[1] if found else None


def _step_item(statement: Statement) -> bool:
    item = statement.item
    return (
        item is not None and statement.first and item.parent is None and not item.checked and item.statements[0] is statement
        and not any(tick in statement.text[:4] for tick in "✅✔☑✓❌") and len(statement.text) > 3
    )  # fmt: skip


def _commands(text: str) -> list[str]:
    joined = text.replace("\\\n", " ")
    return [line for line in (line.strip() for line in joined.split("\n")) if line and not line.startswith("#")][:20]


def _column(headers: tuple[str, ...], pattern: re.Pattern[str]) -> int | None:
    return next((index for index, header in enumerate(headers) if pattern.search(header)), None)


def _bare(cell: str) -> str:
    return cell.strip("*_` ")


def _coded(raw: str) -> str | None:
    match = re.search(r"`([^`\n]{1,100})`", raw)
    return match[1] if match else None


def _clean(text: str) -> str:
    return " ".join(text.replace("\ue000", "…").replace("\ue001", "…").split())[:_MOST] or "…"


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
