"""Principle 18: a waiver keeps the finding and adds who, why and until when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from fnmatch import fnmatchcase

from handoff.model.finding import Finding
from handoff.model.frozen import dataclass
from handoff.model.judgement import Judgement
from handoff.model.place import Place
from handoff.model.project import Project, Waiver
from handoff.model.session import Session

KEY = "x-waive"
_WANTED = ("rule", "who", "why")


@dataclass(frozen=True, slots=True)
class Granted:
    """A waiver and where it was written: in an event (`event` holds its id), in the session's header, or in handoff.toml."""

    waiver: Waiver
    place: Place
    event: str | None = None
    inline: bool = True

    def covers(self, finding: Finding, session: Session) -> bool:
        """Whether it speaks of this finding."""
        if not fnmatchcase(finding.rule, self.waiver.rule):
            return False
        event = finding.subject.partition("/")[0]
        if self.inline:
            return self.event is None or self.event == event
        names = (finding.place.path, session.id, event, finding.subject, f"{session.id}#{event}")
        return any(fnmatchcase(name, self.waiver.where) for name in names)

    def over(self, day: date) -> bool:
        """Whether it has expired: it holds through its last day."""
        return self.waiver.until is not None and day > self.waiver.until

    def __str__(self) -> str:
        until = f", until {self.waiver.until.isoformat()}" if self.waiver.until else ""
        return f"{self.waiver.who}: {self.waiver.why}{until}"


@dataclass(frozen=True, slots=True)
class Broken:
    """An inline waiver that cannot be read, so that it waives nothing."""

    place: Place
    event: str
    problem: str


def granted(judgement: Judgement) -> tuple[list[Granted], list[Broken]]:
    """Every waiver that can speak of this session, and the inline ones that cannot be read."""
    session, project = judgement.facts.session, judgement.facts.project
    good = [Granted(waiver, place_in(project, waiver), inline=False) for waiver in project.waivers]
    broken: list[Broken] = []
    for event, extra, place in _inline(session):
        for written in extra if isinstance(extra, list | tuple) else [extra]:
            read = _read(written)
            if isinstance(read, Waiver):
                good.append(Granted(read, place, event or None))
            else:
                broken.append(Broken(place, event, read))
    return good, broken


def place_in(project: Project, waiver: Waiver) -> Place:
    """Where a waiver stands in the configuration, as the rest of a report names files."""
    return replace(waiver.place, path=project.file or waiver.place.path)


def _inline(session: Session) -> Iterator[tuple[str, object, Place]]:
    if KEY in session.extra:
        yield "", session.extra[KEY], session.place.of(KEY)
    for event in session.marked(KEY):
        yield event.id, event.extra[KEY], event.place.of(KEY)


def _read(written: object) -> Waiver | str:
    if not isinstance(written, Mapping):
        return "a waiver is a mapping: {rule, who, why, until}"
    if missing := [key for key in _WANTED if not str(written.get(key) or "").strip()]:
        return f"a waiver needs {', '.join(missing)}"
    if strange := sorted(set(map(str, written)) - {*_WANTED, "until"}):
        return f"a waiver has no {', '.join(strange)}"
    try:
        until = date.fromisoformat(str(written["until"])) if written.get("until") else None
    except ValueError:
        return f"until is {written['until']!r}, which is no date such as 2026-02-01"
    return Waiver(rule=str(written["rule"]), who=str(written["who"]), why=str(written["why"]), until=until)
