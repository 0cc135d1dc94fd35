"""One check over time: when it passed and when it failed, so that red can be told from green without reading all of it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import accumulate

from handoff.model.claim import Exhibit


class History:
    """Every look of one check at one subject. `order` ranks the subject's revisions, oldest first.

    Somebody's word that it passed takes no failure back, and somebody's word that it failed makes no pass a repair
    (principle 6): both would let a statement support something.
    """

    def __init__(self, exhibits: Iterable[Exhibit], order: Mapping[str | None, int]) -> None:
        passed = [one for one in exhibits if one.passed and one.at and not one.could_not]
        failed = [one for one in exhibits if one.passed is False and one.strength != "statement"]
        passes = sorted(
            (one.at, order.get(one.revision, len(order))) for one in passed if one.at and one.strength != "statement"
        )
        self._passed_at = [at for at, _ in passes]
        self._said_to_pass_at = sorted(one.at for one in passed if one.at)
        self._newest = list(accumulate((rank for _, rank in reversed(passes)), max))[::-1]
        self._first_seen_failing = min((one.at for one in failed if one.at and one.strength == "observed"), default=None)
        self._failed_at = sorted(one.at for one in failed if one.at)
        self._failed_some_time = any(one.at is None for one in failed)
        self._order = order

    def passed_after(self, exhibit: Exhibit) -> bool:
        """Whether the check passed later, on the same or a later revision."""
        if exhibit.at is None:
            return False
        place = bisect_right(self._passed_at, exhibit.at)
        return place < len(self._passed_at) and self._newest[place] >= self._order.get(exhibit.revision, 0)

    def passed_between(self, start: datetime, end: datetime) -> datetime | None:
        """The first time that it passed, or was said to, from `start` up to, not including, `end`."""
        place = bisect_left(self._said_to_pass_at, start)
        if place < len(self._said_to_pass_at) and self._said_to_pass_at[place] < end:
            return self._said_to_pass_at[place]
        return None

    def failed_before(self, exhibit: Exhibit) -> bool:
        """Whether it failed before this look; a failure or look without a time may have been before."""
        if self._failed_some_time:
            return True
        return bool(self._failed_at) and (exhibit.at is None or self._failed_at[0] < exhibit.at)

    def last_failure_before(self, exhibit: Exhibit) -> datetime | None:
        """When it last failed before this look; None when no failure of which the time is known was before it."""
        place = len(self._failed_at) if exhibit.at is None else bisect_left(self._failed_at, exhibit.at)
        return self._failed_at[place - 1] if place else None

    def last_failure(self, until: datetime) -> datetime | None:
        """When it last failed up to an instant, that one included."""
        place = bisect_right(self._failed_at, until)
        return self._failed_at[place - 1] if place else None

    def passes_from(self, start: datetime) -> datetime | None:
        """The first time from an instant on at which it was shown to pass."""
        place = bisect_left(self._passed_at, start)
        return self._passed_at[place] if place < len(self._passed_at) else None

    def seen_red_before(self, exhibit: Exhibit) -> bool:
        """Whether the tool itself saw it fail before this look."""
        return self._first_seen_failing is not None and exhibit.at is not None and self._first_seen_failing < exhibit.at
