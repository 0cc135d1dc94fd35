"""Colour for terminals: Select Graphic Rendition codes of ECMA-48."""

from __future__ import annotations

from handoff.report._options import Options

BOLD, DIM, RED, GREEN, YELLOW, MAGENTA, CYAN = "1", "2", "31", "32", "33", "35", "36"


def painted(text: str, options: Options, *codes: str) -> str:
    """The text in colour, when there is to be any."""
    return f"\x1b[{';'.join(codes)}m{text}\x1b[0m" if options.colour and text else text
