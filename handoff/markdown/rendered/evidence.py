"""Evidence that people wrote down, from the table of our own documents."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Any, get_args

from handoff.markdown.rendered.inline import CODE, Line, cells
from handoff.markdown.rendered.page import outside
from handoff.markdown.rendered.times import Times
from handoff.model.clock import Clock
from handoff.model.events import Evidence, Via
from handoff.model.expression import expression
from handoff.model.identifiers import SHA
from handoff.model.place import Place
from handoff.model.predicates import Level
from handoff.model.times import read_window
from handoff.model.value import read_value

_COLUMNS = 7
_LEVELS: tuple[str, ...] = get_args(Level)
_VIAS: tuple[str, ...] = get_args(Via)
# What a person wrote down has a line of the record; what the tool saw has none.
_WRITTEN = expression(rf"(?P<id>{CODE}) \(\[line \d+\]|(?P<other>{CODE}) \(\x00")
_SHOWS = expression(rf"(?P<level>no level|[\w-]+)(?: of (?P<subject>{CODE}))?")
_BOUND = expression(rf", (outcome|value|window|population|revision|commit|environment) ({CODE})")
_BEFORE = expression(r"(?:HTTP (?P<status>\d{1,9})|exit (?P<exit>-?\d{1,9}))(?:: |$)")


def read_evidence(lines: list[str], path: str, times: Times | None = None) -> Iterator[Evidence]:
    """Every row of the table; what the tool saw is left out when `times` are given, because then a record is built."""
    title = ""
    for number, (line, quoted) in enumerate(outside(lines), 1):
        if not quoted and line.startswith("## "):
            title = line[3:].strip()
        elif title == "Evidence" and not quoted and line.startswith(("| `", "| \\")):
            row = cells(line)
            if len(row) == _COLUMNS and row[0].codes(row[0].text):
                found = _evidence(row, Place(path, number, 1), times)
                if found is not None:
                    yield found


def _bound(shows: Line) -> Iterator[tuple[str, Any]]:
    for name, part in _BOUND.findall(shows.text):
        text = shows.said(part) or ""
        with suppress(ValueError):
            match name:
                case "window":
                    yield name, read_window(text, Clock())
                case "value" | "population":
                    yield name, read_value(text)
                case "commit":
                    yield name, SHA.parse(text)
                case "outcome" if text not in ("passed", "failed", "unclear"):
                    pass
                case _:
                    yield name, text


def _evidence(row: list[Line], place: Place, times: Times | None) -> Evidence | None:
    first, what, known, shows, asked, back, when = row
    if times is not None and not _WRITTEN.match(first.text):
        return None
    strength, _, via = known.text.partition(", ")
    match = _SHOWS.match(shows.text)
    level, subject = (match["level"], shows.said(match["subject"])) if match else (None, None)
    said: str | None = back.said(back.text)
    given: dict[str, Any] = dict(_bound(shows)) if times is not None else {}
    if times is not None and said is not None:
        while (head := _BEFORE.match(said)) is not None:
            given |= {name: int(number) for name, number in head.groupdict().items() if number}
            said = said[head.end() :]
    if said == str(given.get("value", "")):
        said = None
    output = said if said and said != "nothing" and strength != "stated" else None
    with suppress(IndexError):
        return Evidence(
            id=first.codes(first.text)[0],
            summary=what.said(what.text) or f"{asked.said(asked.text)}: {said}"[:200],
            via=via if via in _VIAS else None,  # type: ignore[arg-type]  # it is one of them
            subject=subject,
            level=level if level in _LEVELS else None,  # type: ignore[arg-type]  # it is one of them
            asked=asked.said(asked.text) if asked.text != "not said" else None,
            output=output,
            at=times.read(when.text) if times is not None else None,
            place=place,
            **given,
        )
    return None
