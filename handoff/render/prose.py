"""Free Markdown from a record, written anew from its parsed form, so that only what we know of can come out of it.

Paragraphs, lists, quotes, tables, code, emphasis and links to web pages stay. Headings become bold lines, because the
document's outline is ours; images become links; raw HTML, unsafe links and everything else become text. Whatever is left
open in a field (a fence, a list, a quote) ends with the field.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from .escaping import Markdown, code, fence, guarded, link, safe_destination, said, visible, words

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.tree import SyntaxTreeNode

_DEEPEST = 20


@cache
def _reader() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": False, "maxNesting": 2 * _DEEPEST + 10}).enable(["table", "strikethrough"])


# Most fields are a few plain lines with names in backticks. These need no parser, whose import alone costs more than
# everything else here; `test_the_short_way_leads_to_the_same_place` holds both ways against each other.
_CODE = re.compile(r"(?<!`)`[^`\s](?:[^`\n]*[^`\s])?`(?!`)")
_MARKUP = re.compile(r"[`*~<>\[\]\\|#!]|(?<![^\W_])_|_(?![^\W_])|&[#A-Za-z]|^[ =+-]|^\d+[.)]| $", re.MULTILINE)
_WIDE = re.compile(r"[^\S\n ]| {2}")
_ITEM = re.compile(r"(?:(\d{1,9})(?=[.)])|(?=-))([.)-]) (?=\S)")


def _simple(text: str) -> str | None:
    """Plain paragraphs, one plain list among them, written anew; None when there may be more to the text than that."""
    paragraphs = re.split(r"\n{2,}", text)
    lists = [number for number, paragraph in enumerate(paragraphs) if _ITEM.match(paragraph)]
    if not text or len(lists) > 1 or _WIDE.search(text):
        return None
    listed = paragraphs[lists[0]].split("\n") if lists else []
    found = [_ITEM.match(line) for line in listed]
    if not all(found) or len({one[2] for one in found if one}) > 1:
        return None
    items = [_ITEM.sub("", line, count=1) for line in listed]
    rest = [paragraph for number, paragraph in enumerate(paragraphs) if number not in lists]
    if any(_MARKUP.search(_CODE.sub("x", part)) for part in (*rest, *items)):
        return None
    blocks = ["\n".join(said(line) for line in paragraph.split("\n")) for paragraph in rest]
    if lists:
        first = found[0]
        start = int(first[1]) if first and first[1] else None
        marks = ["-" if start is None else f"{start + number}." for number in range(len(items))]
        if start is not None and start + len(items) > 10**9:
            return None
        blocks.insert(lists[0], "\n".join(f"{mark} {said(item)}" for mark, item in zip(marks, items, strict=True)))
    return "\n\n".join(blocks)


def prose(text: object) -> Markdown:
    """A Markdown field as blocks that can stand anywhere at the left margin. Nothing of its text is lost."""
    shown = visible(str(text)).strip("\n")
    simple = _simple(shown)
    return parsed(shown) if simple is None else Markdown(simple)


def parsed(shown: str) -> Markdown:
    """The long way: any visible text through a parser."""
    from markdown_it.tree import SyntaxTreeNode

    tokens = _reader().parse(shown)
    if any(token.level > _DEEPEST for token in tokens):
        return fence(shown)
    return Markdown("\n".join(_blocks(SyntaxTreeNode(tokens).children)))


def _blocks(nodes: Sequence[SyntaxTreeNode], tight: bool = False) -> list[str]:
    """The lines of a run of blocks, with blank lines between them where they are needed."""
    lines: list[str] = []
    before = ""
    marks = {"bullet_list": "*", "ordered_list": ")"}
    for node in nodes:
        # Two lists that follow one another would become one if they had the same mark.
        marks[node.type] = {"*": "-", "-": "*", ")": ".", ".": ")"}.get(marks.get(node.type, ""), "")
        block = _block(node, marks[node.type])
        if not block:
            continue
        joins = tight and before == "paragraph" and node.type == "bullet_list"
        if lines and not joins:
            lines.append("")
        lines += block
        before = node.type
    return lines


def _block(node: SyntaxTreeNode, mark: str) -> list[str]:
    match node.type:
        case "paragraph" | "heading":
            return _paragraph(node.children[0].children, bold=node.type == "heading")
        case "fence" | "code_block":
            return fence(node.content, node.info if node.type == "fence" else None).split("\n")
        case "blockquote":
            return [f"> {line}".rstrip() for line in _blocks(node.children)]
        case "bullet_list" | "ordered_list":
            return list(_list(node, mark))
        case "table":
            return _table(node)
        case _:
            return []


def _list(node: SyntaxTreeNode, mark: str) -> Iterator[str]:
    first = node.attrs.get("start", 1)
    tight = all(child.hidden for item in node.children for child in item.children if child.type == "paragraph")
    for number, item in enumerate(node.children, start=int(first)):
        lead = f"{number % 10**9}{mark}" if node.type == "ordered_list" else mark
        margin = " " * (len(lead) + 1)
        lines = _blocks(item.children, tight) or [""]
        if not tight and item is not node.children[0]:
            yield ""
        yield f"{lead} {lines[0]}".rstrip()
        yield from (f"{margin}{line}" if line else "" for line in lines[1:])


def _table(node: SyntaxTreeNode) -> list[str]:
    rows = [row.children for part in node.children for row in part.children]
    lines = ["| " + " | ".join(_line(_cell(cell)) for cell in row) + " |" for row in rows]
    return [lines[0], "|" + " --- |" * len(rows[0]), *lines[1:]]


def _cell(cell: SyntaxTreeNode) -> Sequence[SyntaxTreeNode]:
    return [node for inline in cell.children for node in inline.children]


def _line(nodes: Sequence[SyntaxTreeNode]) -> str:
    return " ".join(_inline(nodes, oneline=True).split())


def _paragraph(nodes: Sequence[SyntaxTreeNode], bold: bool) -> list[str]:
    if bold:
        text = _line(_without_bold(nodes))
        return [f"**{text}**"] if text else []
    lines = [guarded(line.strip()) for line in _inline(nodes).split("\n")]
    return [line for line in lines if line and line != "\\"]


def _without_bold(nodes: Sequence[SyntaxTreeNode]) -> list[SyntaxTreeNode]:
    flat: list[SyntaxTreeNode] = []
    for node in nodes:
        flat += _without_bold(node.children) if node.type in {"strong", "em"} else [node]
    return flat


_AROUND = {"em": "*", "strong": "**", "s": "~~"}


def _inline(nodes: Sequence[SyntaxTreeNode], oneline: bool = False) -> str:
    return "".join(_span(node, oneline) for node in nodes)


def _span(node: SyntaxTreeNode, oneline: bool) -> str:
    match node.type:
        case "softbreak" | "hardbreak":
            return " " if oneline else "\n" if node.type == "softbreak" else "\\\n"
        case "code_inline":
            return code(node.content)
        case "em" | "strong" | "s":
            around, within = _AROUND[node.type], _inline(node.children, oneline)
            # Emphasis around nothing would be a rule across the page, four tildes a fence.
            return f"{around}{within}{around}" if within.strip() and not within.startswith("~") else within
        case "link":
            return _link(node, oneline)
        case "image":
            alt = _inline(node.children, oneline=True).strip()
            source = str(node.attrs.get("src", ""))
            return link(source, Markdown(f"image: {alt}" if alt else "image"))
        case _:
            return words(" ".join(node.content.split("\n")))


def _link(node: SyntaxTreeNode, oneline: bool) -> str:
    href = str(node.attrs.get("href", ""))
    shown = _inline(node.children, oneline)
    if (destination := safe_destination(href)) is None or not shown.strip():
        return f"{shown} ({code(href)})" if href else shown
    return f"[{shown}]({destination})"
