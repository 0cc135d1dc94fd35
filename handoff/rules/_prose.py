"""The free text of a record, line by line: what people wrote in sentences, without what they quoted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from handoff.model.events import AnyEvent, Fix, NextStep, fields_among
from handoff.model.expression import expression
from handoff.model.place import Place
from handoff.model.session import Session

_FENCES = ("```", "~~~")
_CODE = expression(r"`+[^`]*`+")
_FAR = 200


class Line(NamedTuple):
    """One line of prose. `kind` is that of its event, `session` for the header, `markdown` for a document's own lines.

    It stands under a `key` of what stands `within`; with a `number` in that line of the same file.
    """

    text: str
    within: Place
    subject: str
    kind: str
    key: str = ""
    number: int = 0

    @property
    def place(self) -> Place:
        """Where it stands."""
        return Place(self.within.path, self.number, 1) if self.number else self.within.of(self.key)

    @property
    def bare(self) -> str:
        """The line without code spans: what stands in them is quoted."""
        return _CODE.sub("` `", self.text)


def lines_of(session: Session, source: str) -> Iterator[Line]:
    """The prose of a session: title, summaries and details of a record; every line outside fences of a Markdown document."""
    return told_by(session, session.events, source) if session.origin == "record" else _of_markdown(session, source)


def told_by(session: Session, events: Iterable[AnyEvent], text: str) -> Iterator[Line]:
    """The prose of some events of a record, after that of its header."""
    source: list[str] = []
    yield Line(session.title, session.place, "", "session", "title")
    if session.summary:
        source = text.split("\n")
        yield from _lines(session.summary, session.place.of("summary"), "", "session", source)
    for event in events:
        yield Line(event.summary, event.place, event.id, event.kind, "summary")
        if event.details:
            source = source or text.split("\n")
            yield from _lines(event.details, event.place.of("details"), event.id, event.kind, source)


def _lines(text: str, place: Place, subject: str, kind: str, source: list[str]) -> Iterator[Line]:
    """The lines of a text that may run over many lines of the file, each where it stands."""
    fenced, number = False, place.line
    for line in text.split("\n"):
        words = line.strip()
        if words.startswith(_FENCES):
            fenced = not fenced
        elif words and not fenced:
            number = _found(words, number, source)
            yield Line(line, place, subject, kind, number=number)


def _found(text: str, start: int, source: list[str]) -> int:
    for number in range(start, min(start + _FAR, len(source) + 1)):
        if text in source[number - 1]:
            return number
    return start


def _of_markdown(session: Session, source: str) -> Iterator[Line]:
    return (line_of_markdown(text, session, number) for number, text in outside_fences(source.split("\n")))


def outside_fences(lines: Iterable[str]) -> Iterator[tuple[int, str]]:
    """The lines of a Markdown document that stand in no fence and are not empty, each with its number."""
    fence = ""
    for number, text in enumerate(lines, 1):
        if ("```" in text or "~~~" in text) and (mark := text.strip()[:3]) in _FENCES:
            fence = "" if fence == mark else fence or mark
        elif not fence and text and not text.isspace():
            yield number, text


def line_of_markdown(text: str, session: Session, number: int) -> Line:
    """A line of a Markdown document, which stands in no event."""
    return Line(text, session.place, "", "markdown", number=number)


_FIELDS = fields_among(
    "summary", "details", "asked", "output", "command", "how", "why", "old", "new", "undo", "explanation"
)  # fmt: skip


def texts_of(event: AnyEvent) -> Iterator[tuple[str, str]]:
    """Every text that a person typed or pasted into an event, with its field: quotations too."""
    for field in _FIELDS[type(event)]:
        if text := getattr(event, field):
            yield field, text
    if isinstance(event, NextStep):
        for command in event.commands:
            yield "commands", command.run
            if command.expect:
                yield "commands", command.expect
    elif isinstance(event, Fix) and (out := event.out_of_git) is not None:
        yield "out_of_git", " ".join(filter(None, (out.what, out.how, out.undo)))
