"""Names that a person can cite: ids of events and sessions, commits, revisions, digests, references.

Each is a form of text with a pattern; the same form reads a value from a file and from the command line, and names
itself in the JSON Schema.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container
from typing import Annotated, NamedTuple

DIGEST_PREFIX = "sha256:"
_WORD = re.compile(r"[a-z0-9]+")


class Form(NamedTuple):
    """Text that must match a pattern. `wants` completes the sentence "… is no NAME: it wants …"."""

    name: str
    pattern: str
    wants: str

    def fits(self, text: str) -> bool:
        """Whether the text has the form."""
        return re.fullmatch(self.pattern, text) is not None

    def parse(self, text: str) -> str:
        """The text itself when it has the form. Raises ValueError otherwise."""
        if self.fits(text):
            return text
        raise ValueError(f"{text!r} is no {self.name}: it wants {self.wants}")


class Sort(NamedTuple):
    """A sort of value that its type alone does not tell; see `fields`."""

    name: str


_SLUG = r"[a-z0-9][a-z0-9._-]*"
SLUG = Form("id", _SLUG, "lower-case letters, digits, '-', '.' and '_', beginning with a letter or digit")
EVENT = Form("id", rf"(?:[^\s#]+#)?{_SLUG}", f"{SLUG.wants}, behind session# for one of another session")
SHA = Form("commit id", r"[0-9a-f]{7,64}", "7 to 64 lower-case hexadecimal digits")
REVISION = Form("revision", r"\S(?:.*\S)?", "a name as the platform prints it")
DIGEST = Form("digest", r"[a-z0-9+._-]+:[0-9a-fA-F]{32,128}", "algorithm:hex, as in sha256:9f86d0…")
REFERENCE = Form("reference", r"\S(?:.*\S)?", "an event id, session#event, or commit:…, url:…, file:…, cmd:…, log:…, pr:…")
SESSION_ID = Form("session id", r"\d{4}-\d{2}-\d{2}-[a-z0-9][a-z0-9._-]*", "DATE-SLUG, as in 2026-01-20-critical-fixes")
ZONE = Form("time zone", r"[A-Za-z][A-Za-z0-9_+-]*(?:/[A-Za-z0-9_+-]+)*", "an IANA name, as in America/New_York")

Slug = Annotated[str, SLUG]
EventName = Annotated[str, EVENT]
Sha = Annotated[str, SHA]
Revision = Annotated[str, REVISION]
Digest = Annotated[str, DIGEST]
Reference = Annotated[str, REFERENCE]
SessionId = Annotated[str, SESSION_ID]
ZoneName = Annotated[str, ZONE]

# Keys of the record whose name in the classes differs.
KEYS = {"now": "is"}

# Prefixes that people already put before what they cite.
SHORT_FORMS = ("commit", "url", "file", "cmd", "log", "pr")


def slug_of(text: str, limit: int = 48, nothing: str = "event") -> str:
    """An id made from a sentence: ASCII, lower case, whole words, at most `limit` characters; `nothing` if none are left."""
    plain = text if text.isascii() else unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    slug = ""
    for word in _WORD.findall(plain.lower()):
        if slug and len(slug) + 1 + len(word) > limit:
            break
        slug = f"{slug}-{word}" if slug else word[:limit]
    return slug or nothing


def free_slug(text: str, taken: Container[str]) -> str:
    """A slug of `text` that is not taken yet: `-2`, `-3` … on collision."""
    first = slug_of(text)
    candidate, number = first, 1
    while candidate in taken:
        number += 1
        candidate = f"{first}-{number}"
    return candidate


def split_reference(reference: str) -> tuple[str, str]:
    """`('commit', 'e32bb0c1')` of a short form, `('event', id)` of anything else (`session#event` stays whole)."""
    prefix, colon, rest = reference.partition(":")
    if colon and prefix in SHORT_FORMS:
        return prefix, rest.strip()
    return "event", reference
