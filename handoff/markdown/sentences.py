"""Source text of a paragraph cut into sentences, and freed of its markup. Every step is linear in the length of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from handoff.model.expression import expression

CODE = "\ue000"
"""Stands for a code span: what is in it is quoted, and says nothing by itself."""
LINK = "\ue001"
"""Stands for a bare URL."""

_TICKS = expression("`+")
_IMAGE_OR_LINK = expression(r"!?\[([^\[\]]*)\](?:\([^()\s]*(?:\([^()\s]*\))?(?:\s+\"[^\"\n]*\")?\)|\[[^\[\]\n]*\])")
_URL = expression(r"<?https?://[^\s>)\]]+>?")
_COMMENT = expression(r"<!--.{0,2000}?-->", re.DOTALL)
_TAG = expression(r"</?[A-Za-z][^<>\n]{0,120}>")
_SHORTCODES = {
    "white_check_mark": "✅", "heavy_check_mark": "✔", "ballot_box_with_check": "☑", "+1": "👍", "green_circle": "🟢",
    "x": "❌", "warning": "⚠", "construction": "🚧", "hourglass": "⏳", "red_circle": "🔴", "yellow_circle": "🟡",
}  # fmt: skip
_SHORTCODE = expression(":(" + "|".join(map(re.escape, _SHORTCODES)) + "):")
# A sign written out as it stands in JSON.
_ESCAPED = expression(r"\\u(27(?:05|14|13|[45][cC]|17|18)|26(?:a0|A0|11)|23[fF]3)")
_STRUCK = expression(r"~~[^~]+~~")
_EMPHASIS = expression(r"(?<![^\W_])_+(?=\S)|(?<=\S)_+(?![^\W_])")

_STOP = expression(
    r"(?:[.!?…][\"')\]*_`»”]*\s+|[。！？]\s*)(?=[\"'(\[*_`«“]*[^\Wa-zß-ÿ_]|[\ue000\ue001]"
    # A sign with nothing behind it belongs to the sentence that it stands behind.
    r"|[✅❌⚠✔☑](?!\ufe0f?[^\w\n]{0,8}(?:\n|$)))"
)
_STOPS = expression("[.!?…。！？]")
_MAY_STOP = expression(r"[.!?…][\"')\]*_`»”]*\s|[。！？]")
_ABBREVIATION = expression(
    r"(?:^|[\s(])(?:e\.g|i\.e|etc|vs|cf|approx|ca|no|nr|st|dr|mr|ms|v|z\.b|d\.h|bzw|fig|sec|[a-z]|\d+)\.[\"')\]*_`»”]*\s+$",
    re.IGNORECASE,
)
# A status says what it says in code too, where a status stands: "is `DONE`", "Lint: `PASS`".
_SAID = expression(r"`\s?([A-Z]{2,}(?:[ -][A-Z]{2,})?|success|succeeded|passed|completed|ok|healthy|active|green)\s?`")
_SAYS = expression(r"(?:\b(?:is|are|was|were|now|status|state|conclusion|result)\b|:|→|->|=>)[\s*]{1,4}$", re.IGNORECASE)
# Bold words that are no name of a field.
_BOLD = expression(r"\s*\*\*[^*\n]{0,160}[^*:\n]\*\*(?!:)")
# A line that its sentence does not end with, so that bold words at the beginning of the next belong to it.
_UNENDED = expression(
    r"(?:\b(?:is|are|was|were|be|been|the|a|an|to|of|and|or|in|on|with|for|by|as|that|at|from|not|than|has|have|into|per|via)|,)$"
)
# How many letters a line may be shorter than the longest without having been ended on purpose.
_RAGGED = 12
# A line of a paragraph that begins something of its own: a field, a tick, a numbered point.
_OWN_LINE = expression(
    r"\s*(?:\*\*[^*\n]{1,60}:?\*\*:?\s*\S|(?:\*\*[^*\n]{1,160}\*\*|\*[^*\n]{1,160}\*|_[^_\n]{1,160}_)\s{0,8}(?=\n|$)"
    r"|[✅❌✔☑✓🟢🟡🔴⚠🔄⏳]|[*_]?[A-Z][\w /-]{1,30}:\s|\d+[.)]\s)"
)


def sentences(raw: str) -> Iterator[tuple[int, str]]:
    """The sentences of a paragraph's source, each with the number of lines that stand before it."""
    if "\n" not in raw and (not _STOPS.search(raw) or not _MAY_STOP.search(raw)):
        yield 0, raw
        return
    masked = _masked(raw) if "`" in raw else raw
    begin = line = 0
    for end in _ends(masked):
        piece = raw[begin:end]
        if stripped := piece.strip():
            shift = piece.find(stripped[0])
            yield line + raw.count("\n", begin, begin + shift), stripped
        line += raw.count("\n", begin, end)
        begin = end


def _ends(masked: str) -> list[int]:
    ends = _meant(masked)
    position = masked.find("\n")
    while position >= 0:
        hard = masked.endswith(("  ", "\\"), 0, position)
        if hard or (
            _OWN_LINE.match(masked, position + 1)
            and not (_BOLD.match(masked, position + 1) and _UNENDED.search(masked, max(0, position - 8), position))
        ):
            ends.append(position + 1)
        position = masked.find("\n", position + 1)
    ends += [
        match.end()
        for match in _STOP.finditer(masked)
        if not _ABBREVIATION.search(masked, max(0, match.start() - 12), match.end())
    ]
    ends.append(len(masked))
    return sorted(set(ends))


def _meant(masked: str) -> list[int]:
    """Where the lines end of a paragraph whose lines were ended on purpose, as in a log of what happened.

    That is so where the next word would have found room in a line. What begins small, or follows a word or sign that leads on
    to it, goes on with the sentence.
    """
    lines = masked.split("\n")
    if len(lines) < 2:
        return []
    width = max(map(len, lines)) - _RAGGED
    ends, at, meant = [], 0, False
    for line, following in pairwise(lines):
        at += len(line) + 1
        first = following.lstrip()
        if first[:1].isupper() and not line.endswith((":", ":**")) and not _UNENDED.search(line.rstrip()):
            ends.append(at)
            meant = meant or len(line) + 1 + len(first.split(None, 1)[0]) < width
    return ends if meant else []


def spans(text: str) -> list[tuple[int, int]]:
    """Where the code spans of a text begin and end: a run of backticks closes at the next run of the same length."""
    if text.count("`") == 2 and "``" not in text:
        begin = text.find("`")
        return [(begin, text.find("`", begin + 1) + 1)]
    runs = [match.span() for match in _TICKS.finditer(text)]
    following: dict[int, int] = {}
    closing = [-1] * len(runs)
    for index in range(len(runs) - 1, -1, -1):
        length = runs[index][1] - runs[index][0]
        closing[index] = following.get(length, -1)
        following[length] = index
    found, index = [], 0
    while index < len(runs):
        if (other := closing[index]) >= 0:
            found.append((runs[index][0], runs[other][1]))
            index = other
        index += 1
    return found


def _masked(raw: str) -> str:
    """The same text with code spans blotted out, character for character."""
    pieces: list[str] = []
    begin = 0
    for start, end in spans(raw):
        pieces += raw[begin:start], "".join(one if one == "\n" else CODE for one in raw[start:end])
        begin = end
    return "".join((*pieces, raw[begin:]))


def _without_code(raw: str) -> str:
    pieces: list[str] = []
    begin = 0
    for start, end in spans(raw):
        pieces += raw[begin:start], _status(raw, start, end) or CODE
        begin = end
    return "".join((*pieces, raw[begin:]))


def _status(raw: str, start: int, end: int) -> str:
    """What a code span says where a status stands; empty where it is nothing but code."""
    said = _SAID.fullmatch(raw, start, end)
    return said[1] if said and (not start or _SAYS.search(raw, max(0, start - 12), start)) else ""


def opened(part: str, text: str, raw: str) -> str:
    """A part of a statement's plain text with what stands in its code spans and addresses; `raw` is the statement's source."""
    for sign in (CODE, LINK):
        if sign not in part:
            continue
        if sign == CODE:
            held = [raw[start:end].strip("`").strip() for start, end in spans(raw) if not _status(raw, start, end)]
        else:
            held = [match[0].strip("<>") for match in _URL.finditer(_IMAGE_OR_LINK.sub(r"\1", _without_code(raw)))]
        at = text.find(part)
        # Where some of them were left out with what was struck, nobody can tell which is which.
        if at < 0 or len(held) != text.count(sign):
            part = part.replace(sign, "…")
            continue
        first, *rest = part.split(sign)
        part = first + "".join(one + more for one, more in zip(held[text.count(sign, 0, at) :], rest, strict=False))
    return part


def plain(raw: str) -> str:
    """The text without markup, on one line. Code spans and bare URLs become one character each; struck text is gone."""
    text = raw
    if "`" in text:
        text = _without_code(text)
    if "[" in text:
        text = _IMAGE_OR_LINK.sub(r"\1", text)
    if "://" in text:
        text = _URL.sub(LINK, text)
    if "<" in text:
        text = _TAG.sub(" ", _COMMENT.sub(" ", text) if "-->" in text else text)
    if text.count(":") > 1:
        text = _SHORTCODE.sub(lambda match: _SHORTCODES[match[1]], text)
    if "~~" in text:
        text = _STRUCK.sub(" ", text)
    if "*" in text:
        text = text.replace("*", "")
    if "_" in text:
        text = _EMPHASIS.sub("", text)
    if "\\" in text:
        if "\\u2" in text:
            text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
        text = text.replace("\\", "")
    return " ".join(text.split())
