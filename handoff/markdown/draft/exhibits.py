"""Pieces of evidence with the line that they stand on: a record must say more of them than "HTTP 200"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from handoff.markdown.document import Document
from handoff.markdown.outline import summary
from handoff.markdown.wording import bare, shown
from handoff.model.events import AnyEvent, Evidence


def in_their_lines(document: Document, events: Iterable[AnyEvent]) -> Iterator[AnyEvent]:
    """The events; evidence with the words of its line, an output with the words that introduce it."""
    lines: dict[int, str] = {}
    for statement in document.statements:
        lines[statement.line] = f"{lines[statement.line]} {statement.raw}" if statement.line in lines else statement.raw
    leads = {fence.line: fence.lead.raw for fence in document.fences if fence.lead is not None}
    for event in events:
        yield replace(event, summary=_told(event, lines, leads)) if isinstance(event, Evidence) else event


def _told(event: Evidence, lines: dict[int, str], leads: dict[int, str]) -> str:
    line = event.place.line
    if event.output is not None:
        return summary(f"Output: {leads[line]}" if line in leads else f"Output in line {line}")
    text, around = shown(event.summary), shown(lines.get(line, ""))
    return summary(f"{text}: {around}" if around and bare(around) != bare(text) else text)
