"""The head of a record without its events, for finding the open session among many."""

from __future__ import annotations

import re

_EVENTS = rb"(?m)^[ \t]*[\"']?events[\"']?[ \t]*:"
_ENDED = rb"(?m)^[ \t]*[\"']?ended[\"']?[ \t]*:[ \t]*[^\s#]"


def head_of(data: bytes) -> bytes:
    """The bytes of a record up to its events. A document in `{…}` has no such head and comes back whole."""
    found = re.search(_EVENTS, data)
    return data if found is None or data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{" else data[: found.start()]


def says_ended(head: bytes) -> bool:
    """Whether a head gives `ended` a value."""
    return re.search(_ENDED, head) is not None
