"""Pieces of evidence with the line that they stand on: a record must say more of them than "HTTP 200"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from handoff.markdown.document import Document
from handoff.markdown.draft.outputs import outputs
from handoff.markdown.outline import Outline, summary
from handoff.markdown.wording import bare, shown
from handoff.model.events import AnyEvent, Evidence


def in_their_lines(document: Document, outline: Outline, events: Iterable[AnyEvent]) -> Iterator[AnyEvent]:
    """The events; evidence with the words of its line, an output with the words that introduce it and the command above it.

    An output under a command that no claim leans on comes last.
    """
    printed = {one.line: one for one in outputs(document)}
    lines: dict[int, str] = {}
    for statement in document.statements:
        lines[statement.line] = f"{lines[statement.line]} {statement.raw}" if statement.line in lines else statement.raw
    leads = {fence.line: fence.lead.raw for fence in document.fences if fence.lead is not None}
    for event in events:
        if not isinstance(event, Evidence):
            yield event
            continue
        known = printed.pop(event.place.line, None) if event.output is not None else None
        asked: dict[str, Any] = {} if known is None else {"asked": known.command, "output": known.output}
        yield replace(event, summary=_told(event, lines, leads), **asked)
    for line, one in printed.items():
        place = outline.place(line)
        yield Evidence(
            id=outline.name(f"output of {one.command}"),
            summary=summary(f"Output: {one.command}"),
            via="command",
            asked=one.command,
            output=one.output,
            place=place,
        )


def _told(event: Evidence, lines: dict[int, str], leads: dict[int, str]) -> str:
    line = event.place.line
    if event.output is not None:
        return summary(f"Output: {leads[line]}" if line in leads else f"Output in line {line}")
    text, around = shown(event.summary), shown(lines.get(line, ""))
    return summary(f"{text}: {around}" if around and bare(around) != bare(text) else text)
