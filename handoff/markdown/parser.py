"""The parser that finds the blocks: markdown-it-py (CommonMark with GFM tables), its rules asked only where they can apply.

A block rule looks at the first sign of a line and mostly says no. markdown-it-py asks them one after the other for every
line, and that is most of the time that it takes; here the sign is looked at once and leads to the rules that begin with it.
Plain paragraphs, headings and lists, which are most of what people write, are told by the beginnings of their lines and never
come to those rules. The inline pass is left out, because what is read here is the source text of a block, and so are tokens
that say nothing more.
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

from handoff.model.expression import expression


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
    f"{part}_{end}" for part in ("paragraph", "heading", "thead", "tbody", "th", "td") for end in ("open", "close")
) - frozenset({"heading_open", "thead_close"})
_ROW_BELOW = frozenset("|-:")
# Without a line like this under another one no heading is underlined.
_UNDERLINE = expression(r"\n(?<!\n\n)[ \t>]*(?:=+|-+)[ \t]*$", re.MULTILINE)
# What a line of a paragraph begins with that no block does: no sign of one, or the sign of emphasis, code, a link or a box.
_PLAIN = (
    r"(?:[^\s#>*_`~<|=\[:+0-9-]|\*{1,3}[^\s*]|_{1,3}[^\s_]|`{1,2}[^`\n]|~{1,2}[^~\s]|#{1,6}[^\s#]"
    r"|[0-9]+(?![0-9]|[.)](?:\s|\Z))|\[(?:[^\[\]\\\n]+\]\(|[ xX✓✔✅]\] ))"
)
_PLAIN_LINE = expression(_PLAIN)
_PLAIN_ITEM = expression(rf"(?:([-+*])|([0-9]{{1,9}})([.)])) (?={_PLAIN})")
_PLAIN_BULLET = expression(rf"[-+*] (?={_PLAIN})")
_DELIMITERS = expression(r"\|([ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*)\|?[ \t]*\n")
_ITEM = expression(r"(?:[-+*]|[0-9]{1,9}[.)])(?:\s|\Z)")
_PLAIN_HEADING = expression(r"(#{1,6}) ([^#|\n]*)\n")
# No deeper than this are blocks looked for; an item and its paragraph are two levels.
_DEEPEST = 20 - 2
# What is cut off around a text: what JavaScript's `trim` takes, and not all that Python does.
_SPACE = (
    "\t\n\x0b\x0c\r \xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
)


_NONE: dict[str, str | int | float] = {}


class Block(Token):
    """A token with what is read of it; the rest of a token is not written down."""

    tag = ""
    level = 0
    map: list[int] | None = None
    content = ""
    info = ""
    attrs: dict[str, str | int | float] = _NONE

    def __init__(self, type: str) -> None:
        self.type = type


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
        self._unread = Block("")

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        """A token for a rule to fill in."""
        self.level += nesting
        if ttype in _UNREAD:
            return self._unread
        token = Block(ttype)
        token.tag = tag
        self.tokens.append(token)
        return token


@lru_cache(maxsize=2)
def _parser(underlined: bool) -> MarkdownIt:
    made = MarkdownIt("commonmark")
    ruler = made.block.ruler
    ruler.disable(["fence", "blockquote", "hr", "list", "html_block", "heading"])
    ruler.before("table", "plain", _plain)
    ruler.before("fence", "signed", _signed, {"alt": ["paragraph", "reference", "blockquote"]})
    ruler.before("fence", "signed in a list", _signed_in_list, {"alt": ["list"]})
    ruler.at("table", _table, {"alt": ["paragraph", "reference"]})
    ruler.at("reference", _reference)
    if not underlined:
        ruler.disable("lheading")
    return made.enable("table")


def _plain(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """A plain heading, list, rule or paragraph; whatever is not plain to its end is left to the rules of markdown-it-py."""
    indent = state.blkIndent
    if state.sCount[line] - indent > 3 or state.bsCount[line]:
        # Code; or within a quotation, where tabs are counted in another way.
        return False
    src, at = state.src, state.bMarks[line] + state.tShift[line]
    if _PLAIN_LINE.match(src, at):
        return _plain_paragraph(state, line, at)
    if heading := _PLAIN_HEADING.match(src, at):
        _add(state, "heading_open", line, line + 1).tag = f"h{len(heading[1])}"
        _add(state, "inline", line, line + 1).content = heading[2].strip(_SPACE)
    elif src.startswith("---\n", at):
        _add(state, "hr", line, line + 1)
    else:
        made = len(state.tokens)
        after = -1
        if end == state.lineMax:
            table = src.startswith("|", at)
            after = _plain_table(state, line) if table else _plain_list(state, line, indent, state.level)
        if after < 0:
            del state.tokens[made:]
            return False
        line = after - 1
    state.line = line + 1
    return True


def _plain_paragraph(state: StateBlock, first: int, at: int) -> bool:
    src, begins, shifts, ends, indents = state.src, state.bMarks, state.tShift, state.eMarks, state.sCount
    indent, line, even = state.blkIndent, first + 1, True
    while line < state.lineMax and (begin := begins[line] + shifts[line]) < ends[line]:
        if not _PLAIN_LINE.match(src, begin):
            if not _ends_paragraph(state, line, begin):
                return False
            break
        even = even and 0 <= indents[line] <= indent
        line += 1
    text = src[at : ends[first]]
    if line > first + 1:
        text = (
            "\n".join([text, *(src[begins[one] + shifts[one] : ends[one]] for one in range(first + 1, line))])
            if even
            else state.getLines(first, line, indent, False)
        )
    _add(state, "inline", first, line).content = text.strip(_SPACE)
    state.line = line
    return True


def _ends_paragraph(state: StateBlock, line: int, begin: int) -> bool:
    """Whether a plain heading or list ends a paragraph in this line; False when that takes more to tell."""
    indent = state.sCount[line]
    inside = state.blkIndent <= indent <= state.blkIndent + 3
    if inside and _PLAIN_HEADING.match(state.src, begin):
        return True
    item = _PLAIN_ITEM.match(state.src, begin)
    if item is None or indent < 0:
        return False
    # A number may be no item within a paragraph; in a list around it it is.
    return bool(item[1]) if inside else indent < state.blkIndent and indent - state.listIndent < 4


def _plain_list(state: StateBlock, line: int, outer: int, level: int) -> int:
    """Reads a list of items that hold one line and plain lists each; the line after it, or -1 when it is no such list.

    `outer` is how far what holds the list is indented.
    """
    src, begins, shifts, indents, last = state.src, state.bMarks, state.tShift, state.sCount, state.lineMax
    indent, first, within = indents[line], line, 0
    begin = begins[line] + shifts[line]
    item = _PLAIN_ITEM.match(src, begin) if level <= _DEEPEST else None
    if item is None:
        return -1
    sort, number = item[1] or item[3], item[2] or ""
    opening = _add(state, "ordered_list_open" if number else "bullet_list_open", line, line)
    if number and int(number) != 1:
        opening.attrs = {"start": int(number)}
    while item is not None and (item[1] or item[3]) == sort:
        held, start, within = _add(state, "list_item_open", line, line), line, indent + item.end() - begin
        held.info = item[2] or ""
        _add(state, "inline", line, line + 1).content = src[item.end() : state.eMarks[line]].strip(_SPACE)
        line = _after_empty(state, line + 1)
        if line == start + 1 < last and within <= indents[line] <= within + 3:
            if not _PLAIN_BULLET.match(src, begins[line] + shifts[line]):
                return -1
            line = _plain_list(state, line, within, level + 2)
            if line < 0 or (line < last and indents[line] >= within):
                return -1
        held.map = [start, line]
        _add(state, "list_item_close")
        begin = begins[line] + shifts[line]
        item = _PLAIN_ITEM.match(src, begin) if line < last and indents[line] == indent else None
    if line < last and not _ends_list(state, line, begin, within, outer):
        return -1
    opening.map = [first, line]
    _add(state, "ordered_list_close" if number else "bullet_list_close")
    return line


def _ends_list(state: StateBlock, line: int, begin: int, within: int, outer: int) -> bool:
    """Whether a list is over in this line, in which no item of its own begins; False when that takes more to tell."""
    indent = state.sCount[line]
    if state.isEmpty(line - 1):
        return indent < outer or (indent < within and not _ITEM.match(state.src, begin))
    return 0 <= indent < outer and _PLAIN_ITEM.match(state.src, begin) is not None


def _plain_table(state: StateBlock, first: int) -> int:
    """Reads a table whose rows begin with a bar, have all their cells and no bar within a cell; the line after it, or -1."""
    src, begins, shifts, ends, indents, indent = (
        state.src, state.bMarks, state.tShift, state.eMarks, state.sCount, state.blkIndent,
    )  # fmt: skip
    if first + 1 >= state.lineMax or not (under := _DELIMITERS.match(src, begins[first + 1] + shifts[first + 1])):
        return -1
    columns = under[1].count("|") + 1
    opening = _add(state, "table_open", first, first)
    line = first
    while line < state.lineMax and (begin := begins[line] + shifts[line]) < ends[line]:
        if not indent <= indents[line] <= indent + 3 or not src.startswith("|", begin):
            return -1
        if line != first + 1:
            row = src[begin : ends[line]]
            cells = row.strip(_SPACE).split("|")
            if not cells[-1]:
                cells.pop()
            if len(cells) - 1 < columns or (line == first and len(cells) - 1 != columns) or "\\" in row:
                return -1
            _add(state, "tr_open", line, line + 1)
            for cell in cells[1 : columns + 1]:
                _add(state, "inline", line, line + 1).content = cell.strip(_SPACE)
            _add(state, "tr_close")
            if line == first:
                _add(state, "thead_close")
        line += 1
    opening.map = [first, line]
    _add(state, "table_close")
    return line


def _after_empty(state: StateBlock, line: int) -> int:
    while line < state.lineMax and state.bMarks[line] + state.tShift[line] >= state.eMarks[line]:
        line += 1
    return line


def _add(state: StateBlock, type: str, first: int = -1, after: int = -1) -> Block:
    """One more block, of the lines from `first` up to `after`."""
    block = Block(type)
    if first >= 0:
        block.map = [first, after]
    state.tokens.append(block)
    return block


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
