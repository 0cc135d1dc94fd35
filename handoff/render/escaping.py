"""Putting text from a record into Markdown so that it stays text, whatever it holds.

Everything that a template prints is escaped by `inline` unless it is `Markdown`, which only this room makes. The laws:
a value stays on its line and in its table cell; it opens no heading, list, quote, link, image, autolink, HTML, emphasis
or code; a fence is longer than any run of backticks in it; characters that a reader cannot see are written out. The
syntax is GitHub Flavored Markdown 0.29 (CommonMark and its tables, strikethrough and autolink extensions).
"""

from __future__ import annotations

import json
import re
from typing import Final
from urllib.parse import quote, urlsplit

from handoff.model.expression import expression


class Markdown(str):
    """Markdown that this room made itself and that is printed as it is. Any text operation on it gives plain text again."""

    __slots__ = ()


# Breaks of a line, all written as "\n"; the rest of the characters without a shape, and those that reorder or hide text:
# controls, bidirectional marks and overrides, zero-width ones, tags, variation selectors past 16, surrogates, noncharacters.
# ZWJ, ZWNJ and variation selectors 1 to 16 stay: emoji, Persian and Indic words need them.
_BREAKS = expression("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_HIDDEN = expression(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f"
    "\u202a-\u202e\u2060-\u206f\u3164\ud800-\udfff\ufdd0-\ufdef\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)


# Hidden, yet printable in the eyes of Python: letters and marks without a shape, variation selectors past 16.
_PRINTABLE_YET_HIDDEN = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u3164\uffa0") | frozenset(
    map(chr, range(0xE0100, 0xE01F0))
)


def visible(text: str) -> str:
    """The text with one kind of line break, and every character that a reader could not see written as ⟨U+202E⟩."""
    if text.isprintable() and (text.isascii() or _PRINTABLE_YET_HIDDEN.isdisjoint(text)):
        return text
    return _HIDDEN.sub(lambda found: f"⟨U+{ord(found[0]):04X}⟩", _BREAKS.sub("\n", text))


# In order: characters that open or close inline syntax; `&` where an entity could begin; `_` that is not inside a word;
# `!` where a link could follow; then what viewers make links of without being asked: `//`, `www.`, mail addresses.
_SYNTAX = re.compile(
    r"""(?P<slashed>[\\`*\[\]|~$]|(?<![^\W_])_|_(?![^\W_])|!(?=$|\[)|(?<=/)/(?!\s)|(?<=\bwww)\.|(?<=[\w.+-])@(?=\w)
        |(?<=\bmailto):|(?<=\bxmpp):)
      |(?P<less><)|(?P<amp>&(?=[\#A-Za-z]))""",
    re.VERBOSE | re.IGNORECASE,
)
_LINE_START = re.compile(r"([#>=]|[+](?=\s|$)|-(?=[\s:|-]|$)|:(?=-))")
_NUMBERED = re.compile(r"(\d{1,9})([.)])(?=\s|$)")
_CLOSING_HASHES = re.compile(r"(^|\s)(#+)$")


def _replaced(found: re.Match[str]) -> str:
    if found["slashed"]:
        return "\\" + found["slashed"]
    return "&lt;" if found["less"] else "&amp;"


def words(text: str) -> str:
    """Text without line breaks, escaped for the middle of a line; its outer blanks stay."""
    return _SYNTAX.sub(_replaced, text)


def guarded(line: str) -> str:
    """An escaped line that opens no block when it stands at the start of a line, and closes no heading at its end."""
    if not line:
        return line
    if line[0] in "#>=+-:" and _LINE_START.match(line):
        line = "\\" + line
    elif line[0].isdigit() and (number := _NUMBERED.match(line)):
        line = f"{number[1]}\\{line[number.end(1) :]}"
    return _CLOSING_HASHES.sub(r"\1\\\2", line) if line[-1] == "#" else line


# Words in which nothing needs escaping: the quick way for most of what there is to print.
_PLAIN = re.compile(r"[A-Za-z](?: ?[A-Za-z0-9,;.'\"()%?-])*", re.ASCII)


def inline(text: object) -> Markdown:
    """Any value as text for one line: a paragraph, a heading, a list item, a link's text, a table cell.

    None prints nothing. Runs of blanks and line breaks become one blank.
    """
    if isinstance(text, Markdown):
        return text
    if text is None:
        return Markdown("")
    line = str(text)
    if _PLAIN.fullmatch(line) and "ww" not in line.lower():
        return Markdown(line)
    return Markdown(guarded(words(" ".join(visible(line).split()))))


def code(text: object) -> Markdown:
    """A code span of one line. Text with a `|` is printed as text: no code span can hold it both in and out of a table."""
    line = " ".join(visible(str(text)).split("\n"))
    if not line.strip() or "|" in line:
        return inline(text)
    longest = max((len(run) for run in re.findall("`+", line)), default=0)
    ticks = "`" * (longest + 1 if longest else 1)
    pad = " " if line[0] == "`" or line[-1] == "`" or (line[0] == " " and line[-1] == " ") else ""
    return Markdown(f"{ticks}{pad}{line}{pad}{ticks}")


# Languages that a viewer draws instead of showing: nobody but this room may ask for a drawing.
_DRAWN: Final = frozenset({"mermaid", "math", "geojson", "topojson", "stl", "plantuml", "dot", "graphviz", "vega", "katex"})


def fence(text: object, language: str | None = None, indent: int = 0) -> Markdown:
    """A fenced block that nothing in the text can close, for a place `indent` columns deep in a list. A list gives lines."""
    body = visible("\n".join(map(str, text)) if isinstance(text, (list, tuple)) else str(text)).rstrip("\n")
    longest = max((len(run) for run in re.findall("`+", body)), default=0)
    ticks = "`" * max(3, longest + 1)
    word = re.match(r"[A-Za-z0-9_+#.-]*", (language or "").strip())
    info = word[0].lower() if word and word[0].lower() not in _DRAWN else ""
    margin = " " * indent
    lines = [f"{ticks}{info}", *body.split("\n"), ticks]
    return Markdown("\n".join(f"{margin}{line}" if line else "" for line in lines))


def safe_destination(url: str) -> str | None:
    """The address of a link, quoted so that nothing can end it; None unless it is http, https, mailto or a relative path."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    if parts.scheme.lower() not in {"", "http", "https", "mailto"} or _HIDDEN.search(url) or re.search(r"\s", url.strip()):
        return None
    if not parts.scheme and (url.strip().startswith(("/", "\\")) or ":" in url.split("/")[0]):
        return None
    if parts.scheme.lower() in {"http", "https"} and not parts.netloc:
        return None
    return quote(url.strip(), safe="/:?#@!$&'+,;=%~-._") or None


def link(url: object, text: object = None) -> Markdown:
    """A link to an address; an address that is not safe to follow is printed as text."""
    destination = safe_destination(str(url))
    shown = inline(url if text is None else text)
    if destination is None:
        return shown if text is None else Markdown(f"{shown} ({code(url)})")
    return Markdown(f"[{shown}]({destination})")


def said(text: object) -> Markdown:
    """A sentence of ours about a record: what stands between single backticks is code, the rest is text."""
    if isinstance(text, Markdown):
        return text
    line = str(text)
    if "`" not in line:
        return inline(line)
    pieces = re.split(r"`([^`]+)`", " ".join(visible(line).split()))
    parts = [code(piece) if number % 2 else words(piece) for number, piece in enumerate(pieces)]
    # A text that ends in "!" before a code span needs no guard, but a template may put a link after the last one.
    return Markdown(guarded("".join(parts)))


_VERBS = "run|observe|event|verify|check|render|done|drop|new|edit|end|explain|trust|probe|doctor|resume"
_COMMAND = expression(rf"\bhandoff (?:{_VERBS})\b(?:(?!\s+\(|; then |, or ).)*")


def advice(text: str) -> Markdown:
    """What to do, with the tool's own commands in it shown as code: between backticks, or from `handoff` on."""
    if "`" in text:
        return said(text)
    line = " ".join(visible(text).split("\n"))
    parts: list[str] = []
    end = 0
    for found in _COMMAND.finditer(line):
        parts += [words(re.sub(r"\s+", " ", line[end : found.start()])), code(found[0].strip())]
        end = found.end()
    parts.append(words(re.sub(r"\s+", " ", line[end:])))
    return Markdown(guarded("".join(parts).strip()))


def sentence(text: object) -> Markdown:
    """A sentence of ours with a full stop, unless it ends with a mark of its own."""
    shown = said(text)
    return Markdown(shown if not shown or shown.endswith((".", "?", "\\!", "!", "…")) else f"{shown}.")


def shell(command: object, indent: int = 0) -> Markdown:
    """A command: a code span when it fits into one, else a fence on lines of its own, `indent` columns deep in a list."""
    text = str(command).strip()
    return Markdown("\n" + fence(text, "bash", indent)) if "\n" in text or "|" in text else code(text)


def strong(text: object) -> Markdown:
    """Bold text; nothing for nothing, because bare asterisks would be a rule across the page."""
    shown = inline(text)
    return Markdown(f"**{shown}**") if shown else shown


def joined(items: object, between: str = ", ") -> Markdown:
    """A list of values in one line, each escaped."""
    if not isinstance(items, (list, tuple)):
        items = list(items) if hasattr(items, "__iter__") else [items]
    return Markdown((between if not between.strip(" ,;·/→") else words(between)).join(inline(item) for item in items))


def yaml_text(text: object) -> Markdown:
    """A YAML double-quoted scalar (every JSON string is one, YAML 1.2 §1.3) on one line."""
    return Markdown(json.dumps(visible(str(text)), ensure_ascii=False))


_MERMAID_PLAIN = re.compile(r"[^\w \-.,'()/+=?!@*]+")


def mermaid_text(text: object, width: int = 60) -> Markdown:
    """Words for a Mermaid drawing: only characters that no Mermaid grammar gives a meaning to, cut at `width`."""
    plain = " ".join(_MERMAID_PLAIN.sub(" ", visible(str(text))).split())
    if len(plain) > width:
        plain = plain[:width].rsplit(" ", 1)[0].rstrip(" ,.-") + "…"
    return Markdown(plain)
