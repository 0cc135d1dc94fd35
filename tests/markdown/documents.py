"""Small documents read and judged: which lines are claims, and how each comes out."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime
from typing import TypeVar

from handoff.markdown import read_markdown
from handoff.model.claim import Verdict
from handoff.model.events import AnyEvent
from handoff.model.facts import Facts
from handoff.model.project import Project
from handoff.model.session import Session
from handoff.verdicts import judge

AT = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
OneEvent = TypeVar("OneEvent", bound=AnyEvent)


def read(text: str, path: str = "docs/HANDOFF.md") -> Session:
    """The session that a document tells of."""
    return read_markdown(text, path, Project())


def events(text: str, kind: type[OneEvent]) -> list[OneEvent]:
    """What of one kind a document tells."""
    return [event for event in read(text).events if isinstance(event, kind)]


def verdicts(text: str) -> list[Verdict]:
    """Every verdict on a document."""
    session = read(text)
    return list(judge(Facts(session=session, as_of=AT, source=text)).verdicts)


def answers(text: str) -> dict[int, str]:
    """The line of every claim, and how the claim comes out; where a line makes several, the gravest."""
    grave = ("refuted", "unsupported", "inconclusive", "supported", "not-applicable")
    found: dict[int, list[str]] = defaultdict(list)
    for verdict in verdicts(text):
        found[verdict.claim.place.line].append(verdict.answer)
    return {line: min(told, key=grave.index) for line, told in sorted(found.items())}


def under(heading: str, *lines: str) -> str:
    """A document with one section."""
    return "\n".join(("# Ferry timetable service", "", f"## {heading}", "", *lines, ""))


def answer(line: str, heading: str = "Notes from today") -> str:
    """How one line of a section comes out: `no claim` when it is none."""
    return answers(under(heading, line)).get(5, "no claim")
