"""What a report says of one document, so that it can be kept and put together with others later."""

from __future__ import annotations

from handoff.model.frozen import dataclass
from handoff.report._numbers import Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One document in one format: its numbers, and the stretches of UTF-8 text that the format makes of it.

    No stretch holds a zero byte.
    """

    tally: Tally
    parts: tuple[bytes, ...]
