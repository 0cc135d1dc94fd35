"""A document as the draft of a record.

1. The document is read as `check` reads it: header, claims with their evidence, bugs, steps and so on. 2. What only a record
wants is added: decisions, impact, statistics. 3. Every passage of text goes to the event of its heading, or becomes a note;
a line that an event holds word for word is not said twice. 4. Comments say where each thing stood and what to look at.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from handoff.markdown.blocks import read_blocks
from handoff.markdown.document import Document
from handoff.markdown.draft.commits import commits
from handoff.markdown.draft.decisions import decisions
from handoff.markdown.draft.exhibits import in_their_lines
from handoff.markdown.draft.impacts import impacts
from handoff.markdown.draft.incidents import incidents
from handoff.markdown.draft.passages import Passage, passages
from handoff.markdown.draft.remarks import LOOK, NO_DAY, of_header, remark_of
from handoff.markdown.draft.said import said_by
from handoff.markdown.draft.statistics import statistics
from handoff.markdown.draft.subjects import opened, subject_of
from handoff.markdown.mojibake import repaired
from handoff.markdown.moments import names_times
from handoff.markdown.outline import Outline, summary
from handoff.markdown.owners import with_owner
from handoff.markdown.reading import mis_decoded, session_of
from handoff.markdown.rendered import marks_of, record_of, trusted
from handoff.markdown.structure import structure_of
from handoff.markdown.wording import bare, shown
from handoff.model.events import AnyEvent, Bug, ClaimEvent, Commit, Decision, NextStep, Note
from handoff.model.place import NOWHERE
from handoff.model.project import Project
from handoff.model.session import Session

_MANY = {"fix": "fixes", "evidence": "pieces of evidence"}
# Kinds that a heading can be.
_OF_A_HEADING = (Bug, NextStep, Decision, ClaimEvent, Note)


@dataclass(frozen=True, slots=True)
class Draft:
    """A session that nobody has looked through yet. `remarks` stand above its events, by id; `head` above all.

    `document` is the path of what it was made of; `dated` says whether that names the day in the session's id.
    """

    document: str
    session: Session
    remarks: Mapping[str, str]
    head: tuple[str, ...]
    dated: bool = True

    @property
    def found(self) -> str:
        """What it holds, in words: `3 bugs, 14 claims, 5 next-steps`."""
        counts = Counter(event.kind for event in self.session.events)
        told = (f"{number} {_MANY.get(kind, f'{kind}s') if number > 1 else kind}" for kind, number in sorted(counts.items()))
        return ", ".join(told).replace("-", " ") or "no events"

    @property
    def doubts(self) -> int:
        """How many places a person should look at."""
        return sum(text.count(LOOK) for text in (*self.remarks.values(), *self.head))


def draft_of(text: str, path: str, project: Project, today: date) -> Draft:
    """The draft of a record from a Markdown document. `path` names the document; `today` dates one that names no date."""
    mended = repaired(text)
    document = read_blocks(mended.text)
    # 0. A document of our own is no prose: its record is built again.
    if "generator" in document.front and (front := marks_of(document)) is not None:
        return _of_our_own(document, front, path, project)
    outline = structure_of(document, path, project)
    read = session_of(document, outline, mis_decoded(text, mended))
    dated = not read.id.startswith(NO_DAY)
    found = [*in_their_lines(document, outline, read.events), *_further(document, outline, read.events)]
    summary_, carried = _text_in_place(document, outline, found)
    events = sorted(carried, key=lambda event: event.place.line)
    settled = [_settled(event, outline, project) for event in events]
    head = of_header(read, path, outline, names_times(one.text for one in document.statements))
    return Draft(
        document=path,
        session=replace(
            read,
            id=read.id if dated else read.id.replace(NO_DAY, today.isoformat(), 1),
            title=read.title or "…",
            summary=summary_ or None,
            events=tuple(settled),
            extra={},
            place=NOWHERE,
            origin="record",
        ),
        remarks={event.id: remark_of(event, made) for event, made in zip(events, settled, strict=True)},
        head=(f"A draft made of {path}. Nothing in it has been verified; what a person should look at is marked `look`.",
              *(LOOK + one for one in head)),
        dated=dated,
    )  # fmt: skip


def made_as(text: str) -> str | None:
    """By which template of ours a document was made: `handoff`, `checklist`, `brief`; None for the documents of others."""
    if not text.startswith("---") or "generator:" not in text:
        return None
    front = marks_of(read_blocks(text))
    return None if front is None else front["document"]


def _of_our_own(document: Document, front: Mapping[str, str], path: str, project: Project) -> Draft:
    """The record of one of our own documents; it needs no remarks, because every event stands there under its id."""
    head = [f"Built again from {path}, which handoff made; what a document does not print of its record is not here."]
    if not trusted(document, front, path):
        head.append(f"{LOOK}the counts in the front matter of {path} do not fit its list of claims: it was changed by hand")
    return Draft(document=path, session=record_of(document, front, path, project), remarks={}, head=tuple(head))


def _further(document: Document, outline: Outline, found: Iterable[AnyEvent]) -> Iterable[AnyEvent]:
    claimed = {event.place.line for event in found if isinstance(event, ClaimEvent)}
    committed = {event.place.line for event in found if isinstance(event, Commit)}
    return (
        *incidents(document, outline),
        *decisions(document, outline),
        *impacts(document, outline),
        *commits(document, outline, committed),
        *statistics(document, outline, claimed),
    )


def _text_in_place(document: Document, outline: Outline, found: list[AnyEvent]) -> tuple[str, list[AnyEvent]]:
    """The text up to the second heading, and the events with the text of each later passage in its place."""
    by_line: dict[int, list[AnyEvent]] = {}
    for event in found:
        by_line.setdefault(event.place.line, []).append(event)
    opening = [f"```yaml\n{document.front.rstrip()}\n```"] if document.front.strip() else []
    for passage in passages(document, said_by(document, found)):
        if passage.heading is None or passage.heading is document.title:
            opening += _with_heading(passage, outline.title)
        else:
            _carry(passage, by_line.setdefault(passage.line, []), outline)
    return "\n\n".join(opening), [event for events in by_line.values() for event in events]


def _with_heading(passage: Passage, said: str) -> list[str]:
    """The text of a passage, behind its heading when that says more than what is said already."""
    heading = passage.heading
    unsaid = heading is not None and bare(heading.raw) != bare(said)
    return [*([f"{'#' * heading.section.level} {heading.raw}"] if heading and unsaid else []), *filter(None, [passage.text])]


def _carry(passage: Passage, here: list[AnyEvent], outline: Outline) -> None:
    """Gives the text of a passage to the event of its heading; a heading without one becomes a note."""
    heading = passage.heading
    if heading is None:
        return
    place = next((number for number, event in enumerate(here) if isinstance(event, _OF_A_HEADING)), None)
    if place is None:
        here.insert(0, Note(id=outline.name(heading.text), summary=summary(heading.raw), place=outline.place(passage.line)))
        place = 0
    event = here[place]
    text = "\n\n".join(_with_heading(passage, event.summary)) or None
    here[place] = replace(event, how=text) if isinstance(event, NextStep) else replace(event, details=text)


def _settled(event: AnyEvent, outline: Outline, project: Project) -> AnyEvent:
    """The event as a record has it: no notes of the reader, no marks of Markdown in its summary."""
    given: dict[str, Any] = {"extra": {}, "place": NOWHERE, "summary": opened(shown(event.summary)) or "…"}
    if isinstance(event, ClaimEvent):
        given["subject"] = subject_of(event, outline, project)
    settled = replace(event, **given)
    return with_owner(settled, outline.clock) if isinstance(settled, NextStep) else settled
