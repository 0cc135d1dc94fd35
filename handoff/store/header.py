"""The head of a record without its events, for finding the open session among many."""

from __future__ import annotations

import re

_EVENTS = rb"(?m)^[ \t]*[\"']?events[\"']?[ \t]*:"
# A session that was made from a document tells of work that is over, though it may not know since when.
_ENDED = rb"(?m)^[ \t]*[\"']?(?:ended|x-imported)[\"']?[ \t]*:[ \t]*[^\s#]"


def head_of(data: bytes) -> bytes:
    """The bytes of a record up to its events. A document in `{…}` has no such head and comes back whole."""
    found = re.search(_EVENTS, data)
    return data if found is None or data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{" else data[: found.start()]


def says_ended(head: bytes) -> bool:
    """Whether a head gives `ended` a value, or says that the session was imported."""
    return re.search(_ENDED, head) is not None
