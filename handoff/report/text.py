"""The report for people: every document, and a sentence of numbers.

A report is put together from pieces, one a document, so that the pieces of documents that have not changed can be kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from handoff.report._colour import BOLD, DIM, RED, painted
from handoff.report._numbers import Tally, counted, of_all, of_document, tally_of, total
from handoff.report._options import PLAIN, Options
from handoff.report._pieces import Piece
from handoff.report._visible import one_line, visible, wrapped

if TYPE_CHECKING:
    from handoff.model.judgement import Checked


def as_text(checked: Sequence[Checked], as_of: datetime, options: Options = PLAIN) -> str:
    """The whole report; with `options.quiet` one line for every document with trouble, and nothing when there is none."""
    return b"".join(assembled([piece(one, options) for one in checked], as_of, options)).decode()


def piece(one: Checked, options: Options = PLAIN) -> Piece:
    """The head of one document, and everything below its numbers; with `options.quiet` only its path."""
    from handoff.report._page import Page

    title = one.judgement.facts.session.title
    path = painted(visible(one.path), options, BOLD)
    if options.quiet:
        return Piece(tally=tally_of(one), parts=(path.encode(), b""))
    head = f"{path}\n{one_line(title)}" if title else path
    body = "\n".join(("", *Page(options).document(one)))
    return Piece(tally=tally_of(one), parts=(head.encode(), body.encode()))


def assembled(pieces: Sequence[Piece], as_of: datetime, options: Options = PLAIN) -> Iterator[bytes]:
    """The report that the pieces make, in stretches."""
    closing = list(_closing([one.tally for one in pieces], as_of, options))
    if options.quiet:
        troubled = [one for one in pieces if one.tally.troubled]
        yield from (one.parts[0] + f": {of_document(one.tally)}\n".encode() for one in troubled)
        if len(troubled) < 2 and not options.unread:
            closing = []
    else:
        for one in pieces:
            head, body = one.parts
            yield head
            if len(pieces) > 1:
                yield f"\n{of_document(one.tally)}".encode()
            yield body
            yield b"\n\n"
    yield "".join(f"{line}\n" for line in closing).encode()


def _closing(tallies: Sequence[Tally], as_of: datetime, options: Options) -> Iterator[str]:
    from handoff.model.times import written

    if tallies:
        yield painted(_wrapped(of_all(total(tallies), written(as_of)), options), options, BOLD)
        if not options.quiet and any(one.troubled for one in tallies):
            hint = "`handoff explain CODE` says what a code in brackets means and what would turn it."
            yield painted(_wrapped(hint, options), options, DIM)
    else:
        yield painted("Nothing was checked.", options, BOLD)
    if options.unread:
        lost = f"{counted(len(options.unread), 'document')} could not be read and is in none of these numbers:"
        yield painted(lost, options, BOLD, RED)
        yield from (f"  {visible(one.path)}" for one in options.unread)


def _wrapped(line: str, options: Options) -> str:
    return "\n".join(wrapped(line, 0, options.width))
