"""What people write: the secrets in it are hidden, and a sentence about a secret is left as it is.

A program that prints `password: …` prints a password. Somebody who writes “Cookie: consent banner is broken” tells of one, and
what is taken out of a record is gone for good; so words behind a colon stay, but for a single one that is called a password.
"""

from __future__ import annotations

from collections.abc import Mapping

from .keys import Span, compiled
from .redactor import Redactor

_PLAIN = r"[(\"'`]?(?:[A-Za-z][a-z'_-]{0,24}|[A-Z_]{1,40}|[A-Za-z'_-]{1,10}|[^\s=]{1,3})[.,;:!?)`'\"]*"


class Typed(Redactor):
    """Hides the secrets in what a person wrote. `kinds` are the sorts of those that it hid, each once."""

    def __init__(self, values: Mapping[str, str] | None = None) -> None:
        super().__init__(values)
        self.kinds: dict[str, None] = {}

    def spans(self, text: str) -> tuple[list[Span], int]:
        """Where the secrets of a text stand, words of a sentence left out."""
        found, settled = super().spans(text)
        spans: list[Span] = []
        for start, end, kind in found:
            if _is_sentence(text, start, end, kind):
                # A sentence may hold a secret of its own.
                within, _open = self.spans(text[start:end])
                spans += [(start + first, start + last, inner) for first, last, inner in within]
            else:
                spans.append((start, end, kind))
        self.kinds.update((kind, None) for _start, _end, kind in spans)
        return spans, settled

    def lines(self, text: str) -> str:
        """The text without its secrets and with as many lines as before, so that places in it stay true."""
        spans, _settled = self.spans(text)
        for span in reversed(spans):
            end = span[1]
            text = self._without(text[:end], [span]) + "\n" * text.count("\n", span[0], end) + text[end:]
        return text


def _is_sentence(text: str, start: int, end: int, kind: str) -> bool:
    """Whether what a key and a colon announce are the words of a sentence."""
    if not text[max(0, start - 8) : start].rstrip(" \t").endswith(":"):
        return False
    words = text[start:end].split()
    if not words or not all(compiled(_PLAIN).fullmatch(word) for word in words[:2]):
        return False
    return len(words) > 1 or kind != "password" or bool(text[end:].partition("\n")[0].strip(" .!?,;)]}\"'`"))
