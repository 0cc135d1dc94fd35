"""The blocks that are found are those that markdown-it-py finds when all of its rules are asked for every line."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest
from markdown_it import MarkdownIt

from handoff.markdown.parser import blocks_of
from tests.markdown.random_documents import document, noise

WHOLE = MarkdownIt("commonmark").enable("table").disable(["inline", "text_join"])
# Whether a paragraph is drawn with space around it is written on tokens that are left out.
LEFT_OUT = ("paragraph_open", "paragraph_close", "thead_open", "tbody_open", "tbody_close")
CELLS = ("th_open", "th_close", "td_open", "td_close")
# Signs at the beginning of lines, so that blocks end in one another in all ways.
STARTS = (
    "", "", "a", "> ", ">", "- ", "-", "* ", "+ ", "1. ", "2) ", "# ", "#", "```", "~~~", "---", "===", "--", "***", "__",
    "<b>", "<!--", "-->", "[a]: b", "[a]", "| a |", "|---|", "a|b", ":-|-", "    ", "  ", "\t", "\x00", "- [ ] ",
    "> - ", "- > ",
)  # fmt: skip


def lines(random: Random) -> str:
    """A few lines that begin in all ways."""
    return "\n".join("".join(random.choices(STARTS, k=random.randrange(1, 4))) for _ in range(random.randrange(1, 12)))


def test_ends_without_line_end() -> None:
    """markdown-it-py 4.3 raises IndexError here."""
    assert [token.type for token in blocks_of(">- <!--\n>")][2:4] == ["list_item_open", "html_block"]


@pytest.mark.parametrize("make", [document, noise, lines])
def test_same_blocks(make: Callable[[Random], str]) -> None:
    random = Random(5)
    for _ in range(1_000):
        text = make(random).replace("\r\n", "\n").replace("\r", "\n")
        wanted = [token for token in WHOLE.parse(text + "\n") if token.type not in LEFT_OUT + CELLS]
        assert blocks_of(text + "\n") == wanted, text
