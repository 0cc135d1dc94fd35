"""Times and stretches of time. Instants are read and written in `clock`, whose names are here too."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Annotated

from .clock import Clock as Clock
from .clock import has_come as has_come
from .clock import with_fixed_offset as with_fixed_offset
from .clock import written as written
from .frozen import dataclass
from .identifiers import Sort

# An instant by which something is to be done; a day alone means its end.
Deadline = Annotated[datetime, Sort("deadline")]


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of time, both ends as stated (an end before its start is a finding, not a parse error)."""

    start: datetime
    end: datetime

    @property
    def length(self) -> timedelta:
        """How long it lasts; negative when the ends are swapped."""
        return self.end - self.start

    @property
    def inverted(self) -> bool:
        """Whether it ends before it starts."""
        return self.end < self.start

    def holds(self, instant: datetime) -> bool:
        """Whether the instant lies in it, ends included."""
        return self.start <= instant <= self.end

    def __str__(self) -> str:
        return f"{written(self.start)}/{written(self.end)}"


def read_window(text: str, clock: Clock) -> Window:
    """A window from ISO 8601 interval text, `START/END`. Raises ValueError when either end is no time."""
    start, slash, end = text.partition("/")
    if not slash:
        raise ValueError(f"{text!r} is no window: write START/END, as in 07:41/08:54")
    return Window(clock.read(start), clock.read(end))
