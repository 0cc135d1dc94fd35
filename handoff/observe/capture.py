"""The output of a command as it is kept: without secrets, readable without a terminal, and capped with a visible mark."""

from __future__ import annotations

import codecs

from handoff.secrets.keys import compiled
from handoff.secrets.redactor import Redactor

# How much of the beginning and of the end is kept of a long output, in characters.
HEAD = TAIL = 64 * 1024
# How much of that stands in the observation itself.
SHOWN_HEAD, SHOWN_TAIL = 2 * 1024, 6 * 1024

_ESCAPE = r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[PX^_][^\x1b]*\x1b\\|[ -/]*[0-~])"
_OVERWRITTEN = r"[^\n]*\r(?=[^\n\r])"
_UNSEEN = r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]"


class Output:
    """What has been kept so far of one command, both streams in the order in which they came."""

    def __init__(self) -> None:
        self._head: list[str] = []
        self._room = HEAD
        self._tail: list[str] = []
        self._in_tail = 0
        self.length = 0

    def add(self, text: str) -> None:
        """Keep a piece that holds no secrets any more."""
        self.length += len(text)
        if self._room > 0:
            self._head.append(text[: self._room])
            self._room, text = self._room - len(text), text[self._room :]
        if text:
            self._tail.append(text)
            self._in_tail += len(text)
            if self._in_tail > 4 * TAIL:
                self._tail = ["".join(self._tail)[-TAIL:]]
                self._in_tail = TAIL

    @property
    def cut(self) -> bool:
        """Whether something in the middle is left out."""
        return self.length > HEAD + TAIL

    def text(self) -> str:
        """The whole as it is kept, colours and progress bars taken out."""
        tail = "".join(self._tail)[-TAIL:]
        if not self.cut:
            return readable("".join(self._head) + tail)
        left_out = self.length - HEAD - TAIL
        return f"{readable(''.join(self._head))}\n[… {left_out} characters left out here …]\n{readable(tail)}"


def readable(text: str) -> str:
    """Text as it would stand on a screen in the end: no escapes, no overwritten parts of lines, no control characters."""
    if "\x1b" in text:
        text = compiled(_ESCAPE).sub("", text)
    if "\r" in text:
        text = compiled(_OVERWRITTEN).sub("", text.replace("\r\n", "\n")).replace("\r", "")
    return compiled(_UNSEEN).sub("\N{REPLACEMENT CHARACTER}", text).encode("utf-8", "replace").decode()


def excerpt(text: str) -> str:
    """What stands in the observation of a kept output: all of it when it is short, else its beginning and its end."""
    if len(text) <= SHOWN_HEAD + SHOWN_TAIL:
        return text
    left_out = len(text) - SHOWN_HEAD - SHOWN_TAIL
    return f"{text[:SHOWN_HEAD]}\n[… {left_out} characters left out here …]\n{text[-SHOWN_TAIL:]}"


class Channel:
    """One stream of a command on its way through: bytes in, what the person may see out, what is kept into the output.

    `raw`: the person sees the bytes as they are; what is kept is redacted all the same. `watched`: somebody sits before it,
    so that a word that merely could be a secret's beginning is not kept from the screen.
    """

    def __init__(self, redactor: Redactor, kept: Output, raw: bool, watched: bool) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
        self._stream = redactor.stream()
        self._kept = kept
        self._raw, self._watched = raw, watched

    def feed(self, data: bytes) -> bytes:
        """What may be shown now."""
        shown = self._keep(self._stream.feed(self._decoder.decode(data)))
        return data if self._raw else shown

    def idle(self) -> bytes:
        """What may be shown of an unfinished line while nothing comes."""
        shown = self._keep(self._stream.idle(watched=self._watched))
        return b"" if self._raw else shown

    def close(self) -> bytes:
        """The rest."""
        rest = self._stream.feed(self._decoder.decode(b"", final=True))
        shown = self._keep(rest + self._stream.close())
        return b"" if self._raw else shown

    @property
    def waiting(self) -> bool:
        """Whether something is kept back."""
        return self._stream.waiting

    def _keep(self, text: str) -> bytes:
        self._kept.add(text)
        return text.encode("utf-8", "surrogateescape")
