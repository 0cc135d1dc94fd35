"""The parser that finds the blocks: markdown-it-py (CommonMark with GFM tables), its rules asked only where they can apply.

A block rule looks at the first sign of a line and mostly says no. markdown-it-py asks them one after the other for every
line, and that is most of the time that it takes; here the sign is looked at once and leads to the rules that begin with it.
The inline pass is left out, because what is read here is the source text of a block, and so are tokens that say nothing more.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.rules_block import (
    StateBlock,
    blockquote,
    fence,
    heading,
    hr,
    html_block,
    list_block,
    reference,
    table,
)
from markdown_it.token import Token
from markdown_it.utils import EnvType


def _rule_or_item(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    return hr(state, line, end, silent) or list_block(state, line, end, silent)


# What ends an item of a list besides the next one, and what else can begin a block.
_IN_LIST = {"`": fence, "~": fence, ">": blockquote, "*": hr, "-": hr, "_": hr}
_SIGNED = {
    **_IN_LIST,
    **dict.fromkeys("*-", _rule_or_item),
    **dict.fromkeys("+0123456789", list_block),
    "<": html_block,
    "#": heading,
}
_UNREAD = frozenset(
    f"{part}_{end}" for part in ("paragraph", "thead", "tbody", "th", "td") for end in ("open", "close")
) - frozenset({"thead_close"})
_ROW_BELOW = frozenset("|-:")
# Without a line like this under another one no heading is underlined.
_UNDERLINE = re.compile(r"\n(?<!\n\n)[ \t>]*(?:=+|-+)[ \t]*$", re.MULTILINE)


def blocks_of(text: str) -> list[Token]:
    """The tokens of all blocks, in order, without those that only open or close what holds text. Lines end in line feeds."""
    if not text.endswith("\n"):
        # Some rules look at the sign behind a line without asking whether there is one.
        text += "\n"
    tokens: list[Token] = []
    parser = _parser(_UNDERLINE.search(text) is not None)
    state = _State(text.replace("\0", "\ufffd"), parser, {}, tokens)
    parser.block.tokenize(state, 0, state.lineMax)
    return tokens


class _State(StateBlock):
    """Where the parser stands in a text."""

    def __init__(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> None:
        super().__init__(src, md, env, tokens)
        self._unread = Token("", "", 0)

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        """A token for a rule to fill in."""
        if ttype not in _UNREAD:
            return super().push(ttype, tag, nesting)
        self.level += nesting
        return self._unread


@lru_cache(maxsize=2)
def _parser(underlined: bool) -> MarkdownIt:
    made = MarkdownIt("commonmark")
    ruler = made.block.ruler
    ruler.disable(["fence", "blockquote", "hr", "list", "html_block", "heading"])
    ruler.before("fence", "signed", _signed, {"alt": ["paragraph", "reference", "blockquote"]})
    ruler.before("fence", "signed in a list", _signed_in_list, {"alt": ["list"]})
    ruler.at("table", _table, {"alt": ["paragraph", "reference"]})
    ruler.at("reference", _reference)
    if not underlined:
        ruler.disable("lheading")
    return made.enable("table")


def _sign(state: StateBlock, line: int) -> str:
    at = state.bMarks[line] + state.tShift[line]
    return state.src[at : at + 1]


def _signed(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    rule = _SIGNED.get(_sign(state, line))
    return rule is not None and rule(state, line, end, silent)


def _signed_in_list(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    # Where a block may begin, all rules have been asked.
    rule = _IN_LIST.get(_sign(state, line)) if silent else None
    return rule is not None and rule(state, line, end, True)


def _table(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    return line + 1 < end and _sign(state, line + 1) in _ROW_BELOW and table(state, line, end, silent)


def _reference(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    return _sign(state, line) == "[" and reference(state, line, end, silent)
