"""A text as words and signs, in parallel lists, for one pass from left to right."""

from __future__ import annotations

from dataclasses import dataclass

from handoff.markdown.sentences import CODE, LINK
from handoff.model.expression import expression

_TOKEN = expression(rf"[^\W\d_](?:[\w'’]|-(?=\w))*|\d+(?:[.,:/]\d+)*(?:%|[a-f]\b)?|[{CODE}{LINK}]|→|->|=>|--|[^\s\w]")
_QUOTED = expression(r"[\"“„«]([^\"“”„«»\n]{2,200})[\"”“»]")
_WORD = expression(r"[^\W\d_]+")
# Blanks for all signs of ASCII that are no letters.
_LETTERS = bytes(sign if chr(sign).isalpha() and sign < 128 else ord(" ") for sign in range(256))
BREAKS = frozenset({";", ":", "—", "–", "--", "(", ")", "→", "->", "=>", "|", ".", "!", "?", '"', "[", "]", "•", "·", "-", "/"})
# A statement is read up to here; what is longer is data, not a sentence.
LONGEST = 4000


@dataclass(slots=True)
class Tokens:
    """The words and signs of a text in lower case, and where each begins in it."""

    text: str
    low: list[str]
    at: list[int]

    def __len__(self) -> int:
        return len(self.low)

    def end(self, index: int) -> int:
        """Where the token ends in the text."""
        return self.at[index] + len(self.low[index])

    def raw(self, index: int) -> str:
        """The token as written."""
        return self.text[self.at[index] : self.end(index)]

    def breaks(self, index: int) -> bool:
        """Whether one of the signs that can end a clause does so. A hyphen, stroke or short dash must stand free."""
        low = self.low[index]
        begin = self.at[index]
        after = self.text[begin + len(low) : begin + len(low) + 1]
        if low in "-/–":
            return self.text[begin - 1 : begin] == " " and after in ("", " ")
        if low == "!":
            return after != "="
        return low != "." or not after.isalnum()


def tokens_of(text: str) -> Tokens:
    """The tokens of a text. What stands in quotation marks is left out, because it is somebody else's."""
    if len(text) > LONGEST:
        text = text[:LONGEST]
    text = unquoted(text)
    lower = text.lower().replace("’", "'")
    if len(lower) != len(text):
        # Some capitals have no single small letter; places in the text must stay what they are.
        lower = "".join(one.lower() if len(one.lower()) == 1 else one for one in text).replace("’", "'")
    matches = list(_TOKEN.finditer(lower))
    return Tokens(text, [match[0] for match in matches], [match.start() for match in matches])


def unquoted(text: str) -> str:
    """The text with blanks in place of what stands in quotation marks."""
    if '"' in text or "“" in text or "«" in text or "„" in text:
        return _QUOTED.sub(lambda quote: " " * len(quote[0]), text)
    return text


def words_in(text: str) -> list[str]:
    """The words of a text in lower case, for a quick look at whether it is worth a slow one."""
    low = text[:LONGEST].lower()
    return low.encode().translate(_LETTERS).decode().split() if low.isascii() else _WORD.findall(low)
