"""The report for people: every document, and a sentence of numbers.

A report is put together from pieces, one a document, so that the pieces of documents that have not changed can be kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from handoff.report._colour import BOLD, DIM, RED, painted
from handoff.report._numbers import Tally, counted, of_all, of_document, tally_of, total
from handoff.report._options import PLAIN, Options
from handoff.report._visible import one_line, visible

if TYPE_CHECKING:
    from handoff.model.judgement import Checked


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One document as text: its head, its numbers, and everything below them."""

    head: str
    tally: Tally
    body: str


def as_text(checked: Sequence[Checked], as_of: datetime, options: Options = PLAIN) -> str:
    """The whole report; with `options.quiet` one line for every document with trouble, and nothing when there is none."""
    return assembled([piece(one, options) for one in checked], as_of, options)


def piece(one: Checked, options: Options = PLAIN) -> Piece:
    """One document. With `options.quiet` nothing but its path and numbers is laid out."""
    from handoff.report._page import Page

    title = one.judgement.facts.session.title
    path = painted(visible(one.path), options, BOLD)
    if options.quiet:
        return Piece(head=path, tally=tally_of(one), body="")
    return Piece(
        head=f"{path}\n{one_line(title)}" if title else path,
        tally=tally_of(one),
        body="".join(f"\n{line}" for line in Page(options).document(one)),
    )


def assembled(pieces: Sequence[Piece], as_of: datetime, options: Options = PLAIN) -> str:
    """The report that the pieces make."""
    closing = _closing([one.tally for one in pieces], as_of, options)
    if options.quiet:
        troubled = [one for one in pieces if one.tally.troubled]
        lines = [f"{one.head}: {of_document(one.tally)}" for one in troubled]
        if len(troubled) > 1 or options.unread:
            lines.extend(closing)
        return "".join(f"{line}\n" for line in lines)
    blocks = [one.head + ("" if len(pieces) == 1 else f"\n{of_document(one.tally)}") + one.body for one in pieces]
    return "\n\n".join([*blocks, "\n".join(closing)]) + "\n"


def _closing(tallies: Sequence[Tally], as_of: datetime, options: Options) -> Iterator[str]:
    from handoff.model.times import written

    if tallies:
        yield painted(of_all(total(tallies), written(as_of)), options, BOLD)
        if not options.quiet and any(one.troubled for one in tallies):
            yield painted("`handoff explain CODE` says what a code in brackets means and what would turn it.", options, DIM)
    else:
        yield painted("Nothing was checked.", options, BOLD)
    if options.unread:
        lost = f"{counted(len(options.unread), 'document')} could not be read and is in none of these numbers:"
        yield painted(lost, options, BOLD, RED)
        yield from (f"  {visible(one.path)}" for one in options.unread)
