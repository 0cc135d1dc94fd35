"""Drafts made from text, written and loaded again; and the lines of a document that are in none of their fields."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from datetime import date
from textwrap import dedent
from typing import Any, TypeVar

from handoff.markdown.draft import Draft, draft_of
from handoff.markdown.mojibake import repaired
from handoff.model.events import Event
from handoff.model.project import Project
from handoff.model.session import Session
from handoff.store.load import parse_session
from handoff.store.write import session_text

Kind = TypeVar("Kind", bound=Event)

TODAY = date(2026, 6, 1)
_LEAD = re.compile(r"^[\s>]*(?:(?:[-*+]|\d{1,9}[.)])\s+)*(?:\[[ xX✓✔✅]\]\s+)?#{0,6}\s*|\s#+\s*$")
# Marks of emphasis, code and tables' frames are no words.
_MARKS = re.compile(r"[\s*_`~\\|]+")
# What stands in front of a command says no more than its field.
_FENCE = re.compile(r"\s*(?:```|~~~)\w*\s*")
_FIELD = re.compile(r"(?:why|how):", re.IGNORECASE)


def made(text: str, zone: str | None = None) -> Draft:
    """The draft of a document."""
    return draft_of(dedent(text), "docs/HANDOFF.md", Project(timezone=zone), TODAY)


def loaded(draft: Draft) -> Session:
    """The draft written and read again, as `check` reads it."""
    return parse_session(session_text(draft.session, draft.remarks, draft.head), "session.yaml", Project())


def missing(text: str, session: Session) -> list[str]:
    """The lines of a document whose words are in no field of a session."""
    fields = "\0".join(_bare(one) for one in _texts(session))
    lines = repaired(text).text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff").split("\n")
    words = ((line, _bare(_LEAD.sub("", line))) for line in lines if not _FENCE.fullmatch(line))
    return [
        line
        for line, bare in words
        if re.search(r"\w", bare) and bare not in fields and _FIELD.sub("", bare, count=1) not in fields
    ]


def _bare(text: str) -> str:
    return _MARKS.sub("", text)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            if field.name not in ("place", "extra"):
                yield from _texts(getattr(value, field.name))
    elif isinstance(value, tuple):
        for one in value:
            yield from _texts(one)


def of(draft: Draft, kind: type[Kind]) -> list[Kind]:
    """The events of one kind in a draft."""
    return [event for event in draft.session.events if isinstance(event, kind)]
