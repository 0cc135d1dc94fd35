"""A statement's words as a record wants them: without Markdown's marks, with code, on one line."""

from __future__ import annotations

from handoff.markdown.sentences import spans
from handoff.model.expression import expression

_LINK = expression(r"!?\[([^\[\]]*)\](?:\([^()\s]*(?:\([^()\s]*\))?(?:\s+\"[^\"\n]*\")?\)|\[[^\[\]\n]*\])")
_EMPHASIS = expression(r"\*+|(?<![^\W_])_+(?=\S)|(?<=\S)_+(?![^\W_])|~~|\\(?=[!-/:-@\[-`{-~])")
# What two writings of the same words may differ in.
_MARKS = expression(r"[\s*_`~\\]+")


def shown(raw: str) -> str:
    """The words of a piece of Markdown on one line; code keeps its backticks, a link its text."""
    if "`" not in raw:
        return " ".join(_unmarked(raw).split())
    pieces: list[str] = []
    begin = 0
    for start, end in spans(raw):
        pieces += _unmarked(raw[begin:start]), raw[start:end]
        begin = end
    pieces.append(_unmarked(raw[begin:]))
    return " ".join("".join(pieces).split())


def _unmarked(text: str) -> str:
    if "[" in text:
        text = _LINK.sub(r"\1", text)
    if "*" in text or "_" in text or "~" in text or "\\" in text:
        return _EMPHASIS.sub("", text)
    return text


def bare(text: str) -> str:
    """What is left of a text without blanks and marks of emphasis and code: the same for every writing of the same words."""
    return _MARKS.sub("", text)
