"""Where secrets stand in a text: by the structure around them first, then by their own form.

Every finder takes time linear in the text: words are found by plain search, and a pattern never scans again what it gave up
on. Nothing is compiled or imported until the text holds a word that calls for it, because most outputs hold none.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

from . import keys, tokens, words
from .keys import Span, compiled, linear, narrowed

_PORT = r"\d{1,5}(?:[/?#]|$)"
_ENCODED = r"[A-Za-z0-9+/=_-]{16,}|^\s*[A-Za-z0-9+/=]+\s*$|[A-Za-z0-9+/]{2,}={1,2}\s*$"
_HEADER = r"^[^A-Za-z0-9]*[A-Za-z][A-Za-z-]{2,30}: \S|^\W*$"
_KEY_BEGIN = r"-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY[A-Z ]{0,10}-----|LS0tLS1CRUdJTi[A-Za-z0-9+/=_-]+"
_URL_REST = r"://[^\s\"'<>`\\]+"


def shapes_in(text: str) -> tuple[list[Span], int]:
    """Every span that holds a secret, in order and without overlaps, and from where on the text is still open.

    More text could change what is a secret from that place on (a key whose value has not come yet, a private key without
    its end); it is the length of the text when nothing is open.
    """
    narrow = narrowed(text)
    spans: list[Span] = [*tokens.tokens(text, narrow)]
    # One search for all that calls for another finder, because most texts hold none of it.
    if linear(_first()).search(narrow) is None:
        return merged(spans), len(text)
    found, first_open = private_keys(text, narrow)
    spans += found
    found, second_open = keys.keyed(text, narrow)
    spans += found
    spans += url_users(text, narrow)
    spans += words.schemes(text, narrow)
    spans += words.option_values(text, narrow)
    return merged(spans), min(first_open, second_open)


@cache
def _first() -> str:
    # The forms of tokens are left out: each of them alone is quick, and in one expression with the others they are slow.
    patterns = (_KEY_BEGIN, *keys.FIRST, rf"{_URL_REST}@", *words.first())
    return "|".join(f"(?:{pattern})" for pattern in patterns)


@lru_cache(maxsize=64)
def holds_secret(text: str) -> bool:
    """Whether a text may hold a secret anywhere; who asks of a document asks more than once."""
    return bool(shapes_in(text)[0])


def merged(spans: list[Span]) -> list[Span]:
    """The spans in order; those that overlap become one, which has the kind of the first."""
    made: list[Span] = []
    for start, end, kind in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start >= end:
            continue
        if made and start < made[-1][1]:
            first = made[-1]
            made[-1] = (first[0], max(first[1], end), first[2])
        else:
            made.append((start, end, kind))
    return made


def private_keys(text: str, narrow: bytes) -> tuple[list[Span], int]:
    """PEM and PGP private keys, on lines of their own or in one string with `\\n` in it, and base64 of a whole one."""
    spans: list[Span] = []
    at = 0
    while first := linear(_KEY_BEGIN).search(narrow, at):
        if first[0].startswith(b"LS0t"):
            at = first.end()
            if _encodes_private_key(first[0]):
                spans.append((first.start(), at, "private key"))
            continue
        at, ended = _key_end(text, first.end())
        spans.append((first.start(), at, "private key"))
        if not ended:
            return spans, first.start()
    return spans, len(text)


def _encodes_private_key(word: bytes) -> bool:
    import base64

    try:
        return b"PRIVATE KEY" in base64.b64decode(word[: min(len(word), 80) // 4 * 4])
    except ValueError:
        return False


def _key_end(text: str, start: int) -> tuple[int, bool]:
    """Where a private key ends whose first line is over at `start`, and whether its end has been seen."""
    at = start
    others = 0
    while True:
        newline = text.find("\n", at)
        line = text[at : newline if newline >= 0 else len(text)]
        if (end := line.find("-----END")) >= 0:
            close = line.find("-----", end + 8)
            return at + (len(line) if close < 0 else close + 5), True
        if newline < 0 and not line.strip():
            # A line that has not come yet speaks for nothing.
            return len(text), False
        if at == start or compiled(_ENCODED).search(line):
            others = 0
        elif compiled(_HEADER).match(line) and others < 3:
            others += 1
        else:
            # The text goes on to something else: what stood there was only the first line of a key.
            return at - 1, True
        if newline < 0:
            return len(text), False
        at = newline + 1


def url_users(text: str, narrow: bytes) -> Iterator[Span]:
    """The password of `scheme://user:password@host`; a user as long as a token is one."""
    for run in linear(_URL_REST).finditer(narrow):
        start = run.start() + 3
        for piece in text[start : run.end()].split("://"):
            at = piece.rfind("@")
            authority = min((place for place in map(piece.find, "/?#") if place >= 0), default=len(piece))
            colon = piece.find(":", 0, max(at, 0))
            if 0 <= colon < authority:
                if not compiled(_PORT).match(piece, colon + 1):
                    yield start + colon + 1, start + at, "password in URL"
            elif 20 <= at < authority:
                yield start, start + at, "token in URL"
            start += len(piece) + 3
