"""Which lines of a document the events of its draft hold word for word."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from handoff.markdown.document import Document, Section
from handoff.markdown.outline import told
from handoff.markdown.wording import bare, shown
from handoff.model.events import AnyEvent, ClaimEvent, Learning, NextStep

# Kinds whose summary is a line of the document; of others a record holds only what was made of the line.
_WORD_FOR_WORD = (ClaimEvent, NextStep, Learning)


def said_by(document: Document, events: Iterable[AnyEvent]) -> Mapping[int, set[str]]:
    """The words that need not be said again, without blanks and marks, by the line on which they stand."""
    said: dict[int, set[str]] = defaultdict(set)
    steps: dict[int, NextStep] = {}
    for event in events:
        if isinstance(event, _WORD_FOR_WORD):
            said[event.place.line].add(bare(shown(event.summary)))
        if isinstance(event, NextStep):
            steps[event.place.line] = event
    for section in document.root.within():
        if section.heading is not None and (step := steps.get(section.heading.line)) is not None:
            _of_step(section, step, said)
    return said


def _of_step(section: Section, step: NextStep, said: dict[int, set[str]]) -> None:
    """A step with a section of its own has fields for its reason and its commands."""
    for statement in section.statements:
        if statement.key.lower() == "why" and step.why is not None and told(statement) == step.why:
            said[statement.line].add(bare(statement.raw))
    commands = bare("".join(command.run for command in step.commands))
    for fence in section.fences:
        if (text := bare(fence.text)) and text in commands:
            said[fence.line].add(text)
