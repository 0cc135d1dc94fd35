"""Text from a record made harmless: what a terminal would act on, or an eye would not see, is spelled out."""

from __future__ import annotations

import re

from handoff.model.expression import expression

# C0 and C1 controls but tab and line feed, line and paragraph separators, marks that reorder text (the "Trojan Source"
# characters of UTR 36), the byte order mark, lone surrogates, noncharacters and the invisible tag characters.
HIDDEN = expression(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff\ufff9-\ufffb\ufffe\uffff"
    "\U000e0000-\U000e007f]"
)

_BLANKS = re.compile(r"[ \t\n\r\v\f]+")


def spelled(match: re.Match[str]) -> str:
    """A character as its escape, the way JSON and Python write it; beyond the basic plane as a pair of surrogates."""
    code = ord(match[0])
    if code > 0xFFFF:
        code -= 0x10000
        return f"\\u{0xD800 + (code >> 10):04x}\\u{0xDC00 + (code & 0x3FF):04x}"
    return f"\\u{code:04x}"


def visible(text: str) -> str:
    """The text with every such character spelled out; tabs and line feeds stay."""
    # Every hidden character is also unprintable, and most text is plain.
    return text if text.isprintable() else HIDDEN.sub(spelled, text)


def one_line(text: str) -> str:
    """The text on one line: runs of blanks, tabs and line feeds become one blank, the rest is made visible."""
    if text.isprintable():
        # The one blank that is printable is the space.
        return " ".join(text.split()) if "  " in text else text.strip(" ")
    return visible(" ".join(_BLANKS.split(text.strip())))


def wrapped(text: str, indent: int, width: int | None) -> list[str]:
    """The text in lines of at most `width` letters, all but the first indented; in one line without a width worth the name.

    What stands between backticks is a command and stays whole.
    """
    line = one_line(text)
    if not width or (room := width - indent) < 20:
        return [line]
    import textwrap

    held = re.sub(r"`[^`]*`", lambda match: match[0].replace(" ", "\0"), line)
    parts = textwrap.wrap(held, room, break_long_words=False, break_on_hyphens=False) or [""]
    return [f"{' ' * indent if number else ''}{part}".replace("\0", " ") for number, part in enumerate(parts)]
