"""The fast path of `handoff event`: a line that is well-formed beyond doubt is recorded here, without importing typer.

Anything else (help, an unknown or abbreviated option, `--option=value`, a value that begins with a dash or does not fit) goes
to typer and `_recording`, where all errors are. Both ways take their options from the fields of the kind's class.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from handoff.store.emit import Plain

from ._event_options import Row, options_of, parts_of
from ._surroundings import now

if TYPE_CHECKING:
    from handoff.store.append import Record

Tree = dict[str, Any]


class Line:
    """The words of a well-formed line: kind, summary, the texts of each option, and what stands apart from them."""

    __slots__ = ("given", "id", "kind", "session", "summary")

    def __init__(self, kind: str, summary: str) -> None:
        self.kind, self.summary = kind, summary
        self.given: list[tuple[Row, list[str]]] = []
        self.session: str | None = None
        self.id: str | None = None

    def tree(self, record: Record) -> Tree | None:
        """The fields by their key in files, None when a value does not fit."""
        made: Tree = {}
        for row, texts in self.given:
            read = [_value(row, text, record) for text in texts]
            if None in read or not read:
                return None
            made[row.key] = read if row.many else read[-1]
        if "at" not in made and self.kind != "commit":
            made["at"] = _time("now", record)
        return made


def read_fast(words: list[str]) -> Line | None:
    """The line when it is `KIND SUMMARY --option value …` and nothing else; None when typer should read it."""
    if (
        len(words) < 2
        or len(words) % 2
        or not words[1].strip()
        or any(word.startswith("-") for word in (words[0], *words[1::2]))
    ):
        return None
    options = options_of(words[0])
    if options is None:
        return None
    line = Line(words[0], words[1])
    given: dict[str, list[str]] = {}
    for name, text in zip(words[2::2], words[3::2], strict=True):
        if name == "--session":
            line.session = text
        elif name == "--id":
            line.id = text
        elif name in options:
            given.setdefault(name, []).extend(parts_of(text) if options[name].splits else [text])
        else:
            return None
    if any(row.required and name not in given for name, row in options.items()):
        return None
    # In the order of the class, as typer hands them over.
    line.given = [(row, given[name]) for name, row in options.items() if name in given]
    return line


def _value(row: Row, text: str, record: Record) -> Any:
    """One value as the tree of a draft holds it; None when it does not fit, or wants a closer look."""
    if row.sort == "text":
        return text if row.pattern is None or re.fullmatch(row.pattern, text) else None
    if row.sort == "choice":
        return text if text in row.choices else None
    if row.sort == "record":
        return {row.short: text} if row.short and not text.lstrip().startswith("{") else None
    if row.sort == "int":
        return Plain(int(text)) if text.isascii() and text.isdigit() and len(text) < 16 else None
    try:
        return _time(text, record) if row.sort == "time" else _read(row.sort, text, record)
    except ValueError:
        return None


def _time(text: str, record: Record) -> Any:
    from handoff.model.clock import Clock, written

    return Plain(written(Clock(record.clock.zone, record.clock.day, now()).read(text)))


def _read(sort: str, text: str, record: Record) -> Any:
    from handoff.store.tree import own, value_branch

    if sort == "value":
        from handoff.model.value import read_value

        return None if text.lstrip().startswith("{") else value_branch(read_value(text))
    from handoff.model.fields import READ

    return own(READ[sort](text, record.clock))
