"""The blocks that are found are those that markdown-it-py finds when all of its rules are asked for every line."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from random import Random

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from handoff.markdown.parser import blocks_of
from tests.markdown.random_documents import document, noise

WHOLE = MarkdownIt("commonmark").enable("table").disable(["inline", "text_join"])
# Whether a paragraph is drawn with space around it is written on tokens that are left out.
LEFT_OUT = ("paragraph_open", "paragraph_close", "heading_close", "thead_open", "tbody_open", "tbody_close")
CELLS = ("th_open", "th_close", "td_open", "td_close")
# Signs at the beginning of lines, so that blocks end in one another in all ways.
STARTS = (
    "", "", "a", "> ", ">", "- ", "-", "* ", "+ ", "1. ", "2) ", "# ", "#", "```", "~~~", "---", "===", "--", "***", "__",
    "<b>", "<!--", "-->", "[a]: b", "[a]", "| a |", "|---|", "a|b", ":-|-", "    ", "  ", "\t", "\x00", "- [ ] ",
    "> - ", "- > ",
)  # fmt: skip

# Whole lines, as in plain lists, tables and paragraphs, which have a quicker way of their own.
LINES = (
    "text", "more", "- item", "- [x] done", "+ plus", "* star", "-", "1. one", "2. two", "10. ten", "2) other", "12 x",
    "**b** c", "`c` d", "[a](b) c", "[a]: b", "## H", "#", "> q", "| a | b |", "|---|---|", "|:-|-", "| a \\| b |", "a|b",
    "---", "=", "<div>", "```", "", "", "",
)  # fmt: skip
INDENTS = ("", "", "", "", "  ", "  ", "   ", "    ", "      ", "> ", "\t")


def lines(random: Random) -> str:
    """A few lines that begin in all ways."""
    return "\n".join("".join(random.choices(STARTS, k=random.randrange(1, 4))) for _ in range(random.randrange(1, 12)))


def plain(random: Random) -> str:
    """A few lines that are mostly plain."""
    return "\n".join(random.choice(INDENTS) + random.choice(LINES) for _ in range(random.randrange(1, 12)))


def test_ends_without_line_end() -> None:
    """markdown-it-py 4.3 raises IndexError here."""
    assert [token.type for token in blocks_of(">- <!--\n>")][2:4] == ["list_item_open", "html_block"]


def read(tokens: Iterable[Token]) -> list[tuple[object, ...]]:
    """What is read of tokens."""
    return [
        (one.type, one.tag if one.type == "heading_open" else "", one.map, one.content, one.info, one.attrs) for one in tokens
    ]


@pytest.mark.parametrize("make", [document, noise, lines, plain])
def test_same_blocks(make: Callable[[Random], str]) -> None:
    random = Random(5)
    for _ in range(1_000):
        text = make(random).replace("\r\n", "\n").replace("\r", "\n")
        wanted = [token for token in WHOLE.parse(text + "\n") if token.type not in LEFT_OUT + CELLS]
        assert read(blocks_of(text + "\n")) == read(wanted), text
