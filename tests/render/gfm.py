"""Reading a document back the way GitHub does: CommonMark with tables, strikethrough, autolinks, and raw HTML let through."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token


def reader() -> MarkdownIt:
    """A GFM reader. Raw HTML is let through so that a test can see it; only addresses that GFM links are linked."""
    made = MarkdownIt("gfm-like", {"maxNesting": 100})
    assert made.linkify is not None
    made.linkify.set({"fuzzy_link": False, "fuzzy_email": True})
    return made


READER = reader()


@lru_cache(maxsize=8)
def tokens(text: str) -> list[Token]:
    """The block tokens of a document."""
    return READER.parse(text)


def spans(found: list[Token]) -> Iterator[Token]:
    """The inline tokens of block tokens, in order."""
    for token in found:
        yield from token.children or ()


def types(text: str) -> set[str]:
    """Every type of token in a document, block and inline."""
    found = tokens(text)
    return {token.type for token in found} | {token.type for token in spans(found)}


def plain(found: list[Token]) -> str:
    """The text that a reader sees."""
    return "".join(
        token.content if token.type in {"text", "code_inline"} else "\n" if "break" in token.type else ""
        for token in spans(found)
    )


def rows(text: str) -> list[list[str]]:
    """The cells of every table row, as a reader sees them."""
    table: list[list[str]] = []
    before = ""
    for token in tokens(text):
        if token.type == "tr_open":
            table.append([])
        if token.type == "inline" and before in {"td_open", "th_open"}:
            table[-1].append(plain([token]))
        before = token.type
    return table


def headings(text: str) -> list[tuple[int, str]]:
    """Level and text of every heading."""
    found = tokens(text)
    return [(int(token.tag[1]), plain([found[place + 1]])) for place, token in enumerate(found) if token.type == "heading_open"]
