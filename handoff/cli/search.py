"""`handoff search`: words in the records of every session."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple

import typer

from handoff.errors import UsageError

from ._sessions import read_all
from ._surroundings import project_here, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handoff.model.events import AnyEvent
    from handoff.model.session import Session

# Characters on each side of the first word found, where the summary does not hold it.
_AROUND = 48


class Hit(NamedTuple):
    """A session's header or one of its events that holds every word; `field` and `text` show where the first one stands."""

    session: Session
    event: AnyEvent | None
    field: str
    text: str

    @property
    def name(self) -> str:
        """What other verbs take to show it."""
        return f"{self.session.id}#{self.event.id}" if self.event else self.session.id


def search(
    words: Annotated[list[str], typer.Argument(metavar="WORD...", help="Words that must all stand in one event; case is one.")],
    kind: Annotated[str | None, typer.Option("--kind", metavar="KIND", help="Only events of this kind.")] = None,
    format: Annotated[Literal["text", "json"], typer.Option("--format", "-f", help="How it is written.")] = "text",
) -> None:
    """Find events of any session by their words; prints SESSION#EVENT, newest session first.

    Every field counts: summaries, symptoms, commits, revisions, commands, outputs. The header of a session counts as one
    event. A session that does not load is named on stderr, and the exit code is 3.
    """
    from handoff.model.events import KINDS
    from handoff.model.fields import meant
    from handoff.store.facts import Library

    if kind is not None and kind not in KINDS:
        raise UsageError(f"--kind: {kind!r} is not one of {', '.join(KINDS)}{meant(kind, KINDS)}")
    wanted = [word.casefold() for word in words if word.strip()]
    if not wanted:
        raise UsageError("there is no word to look for")
    sessions, code = read_all(Library(project_here()))
    found = [hit for _, session in reversed(sessions) for hit in _hits(session, wanted, kind)]
    if format == "json":
        import json

        sys.stdout.write(json.dumps([_row(hit) for hit in found], ensure_ascii=False, indent=2) + "\n")
    else:
        sys.stdout.write("".join(_line(hit) for hit in found))
        if not found:
            say(f"nothing holds {' '.join(words)!r}; {len(sessions)} sessions were read")
    raise typer.Exit(code)


def _hits(session: Session, wanted: list[str], kind: str | None) -> Iterator[Hit]:
    from handoff.store.tree import tree_of

    entries: list[AnyEvent | None] = [None, *session.events] if kind is None else list(session.events)
    for event in entries:
        if event is not None and kind not in (None, event.kind):
            continue
        # The summary first, because that is where a hit needs no further showing.
        tree = tree_of(event or session)
        fields = dict(sorted(_texts(tree), key=lambda field: field[0] not in ("summary", "title")))
        # Names of fields count as words too: `revision 00042` finds what says so.
        whole = "\n".join(f"{field}: {text}" for field, text in fields.items()).casefold()
        if all(word in whole for word in wanted):
            shown = max(wanted, key=lambda word: any(word in text.casefold() for text in fields.values()))
            field = next((field for field, text in fields.items() if shown in text.casefold()), next(iter(fields)))
            yield Hit(session, event, field, _around(fields[field], shown))


def _texts(value: Any, field: str = "") -> Iterator[tuple[str, str]]:
    """Every text below a value with the keys that lead to it, as in `commands[0].run`."""
    if isinstance(value, dict):
        for key, child in value.items():
            yield from _texts(child, f"{field}.{key}" if field else key)
    elif isinstance(value, list):
        for number, child in enumerate(value):
            yield from _texts(child, f"{field}[{number}]")
    else:
        yield field, str(value)


def _around(text: str, word: str) -> str:
    """The part of a text around a word, on one line."""
    at = max(0, text.casefold().find(word))
    first, last = max(0, at - _AROUND), at + len(word) + _AROUND
    return f"{'…' if first else ''}{' '.join(text[first:last].split())}{'…' if last < len(text) else ''}"


def _row(hit: Hit) -> dict[str, Any]:
    place = hit.event.place if hit.event else hit.session.place
    return {
        "session": hit.session.id,
        "event": hit.event.id if hit.event else None,
        "kind": hit.event.kind if hit.event else "session",
        "summary": hit.event.summary if hit.event else hit.session.title,
        "field": hit.field,
        "text": hit.text,
        "path": place.path,
        "line": place.line,
    }


def _line(hit: Hit) -> str:
    from handoff.report import visible

    row = _row(hit)
    shown = f"{hit.name}  {row['kind']}  {visible(' '.join(row['summary'].split()))}\n"
    return shown if hit.field in ("summary", "title") else f"{shown}    {hit.field}: {visible(hit.text)}\n"
