"""Source text of a paragraph cut into sentences, and freed of its markup."""

from __future__ import annotations

import re
from collections.abc import Iterator

CODE = "\ue000"
"""Stands for a code span: what is in it is quoted, and says nothing by itself."""
LINK = "\ue001"
"""Stands for a bare URL."""

_CODE_SPAN = re.compile(r"(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
_IMAGE_OR_LINK = re.compile(r"!?\[([^\[\]]*)\](?:\([^()\s]*(?:\([^()\s]*\))?(?:\s+\"[^\"\n]*\")?\)|\[[^\[\]\n]*\])")
_URL = re.compile(r"<?https?://[^\s>)\]]+>?")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_TAG = re.compile(r"</?[A-Za-z][^<>\n]{0,120}>")
_STRUCK = re.compile(r"~~.+?~~", re.DOTALL)
_EMPHASIS = re.compile(r"\*+|(?<![^\W_])_+(?=\S)|(?<=\S)_+(?![^\W_])")
_SPACES = re.compile(r"\s+")

_STOP = re.compile(r"(?:[.!?…][\"')\]*_`»”]*\s+|[。！？]\s*)(?=[\"'(\[*_`«“]*[^\Wa-zß-ÿ_]|[✅❌⚠✔☑\ue000\ue001])")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:e\.g|i\.e|etc|vs|cf|approx|ca|no|nr|st|dr|mr|ms|v|z\.b|d\.h|bzw|fig|sec|[a-z]|\d+)\.[\"')\]*_`»”]*\s+$",
    re.IGNORECASE,
)
# A line of a paragraph that begins something of its own: a field, a tick, a numbered point.
_OWN_LINE = re.compile(r"\s*(?:\*\*[^*\n]{1,60}:?\*\*:?\s*\S|[✅❌✔☑✓🟢🟡🔴⚠🔄⏳]|[A-Z][\w /-]{1,30}:\s|\d+[.)]\s)")


def sentences(raw: str) -> Iterator[tuple[int, str]]:
    """The sentences of a paragraph's source, each with the number of lines that stand before it."""
    masked = _CODE_SPAN.sub(_same_length, raw) if "`" in raw else raw
    begin = 0
    for end in _ends(masked):
        piece = raw[begin:end]
        if piece.strip():
            shift = len(piece) - len(piece.lstrip())
            yield raw.count("\n", 0, begin + shift), piece.strip()
        begin = end


def _ends(masked: str) -> list[int]:
    ends = []
    if "\n" in masked:
        position = masked.find("\n")
        while position >= 0:
            hard = masked.endswith(("  ", "\\"), 0, position)
            if hard or _OWN_LINE.match(masked, position + 1):
                ends.append(position + 1)
            position = masked.find("\n", position + 1)
    for match in _STOP.finditer(masked):
        if not _ABBREVIATION.search(masked, max(0, match.start() - 12), match.end()):
            ends.append(match.end())
    ends.append(len(masked))
    return sorted(set(ends))


def _same_length(span: re.Match[str]) -> str:
    return "".join(character if character == "\n" else CODE for character in span[0])


def plain(raw: str) -> str:
    """The text without markup, on one line. Code spans and bare URLs become one character each; struck text is gone."""
    text = raw
    if "`" in text:
        text = _CODE_SPAN.sub(CODE, text)
    if "[" in text:
        text = _IMAGE_OR_LINK.sub(r"\1", text)
    if "://" in text:
        text = _URL.sub(LINK, text)
    if "<" in text:
        text = _TAG.sub(" ", _COMMENT.sub(" ", text))
    if "~~" in text:
        text = _STRUCK.sub(" ", text)
    if "*" in text or "_" in text:
        text = _EMPHASIS.sub("", text)
    if "\\" in text:
        text = text.replace("\\", "")
    return _SPACES.sub(" ", text).strip()
