"""One check over time: when it passed and when it failed, so that red can be told from green without reading all of it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import accumulate

from handoff.model.claim import Exhibit
from handoff.model.project import Strength
from handoff.verdicts.strength import enough


class History:
    """Every look of one check at one subject. `order` ranks the subject's revisions, oldest first.

    Somebody's word that it passed takes no failure back, and somebody's word that it failed makes no pass a repair
    (principle 6): both would let a statement support something. Neither does what is quoted take back what the tool saw fail:
    what takes a failure back is as strong as the failure.
    """

    def __init__(self, exhibits: Iterable[Exhibit], order: Mapping[str | None, int]) -> None:
        self._order = order
        self._by_strength: dict[Strength, tuple[list[datetime], list[int]]] = {}
        passed = [one for one in exhibits if one.passed and one.at and not one.could_not]
        failed = [one for one in exhibits if one.passed is False and one.strength != "statement"]
        self._passes = [one for one in passed if one.strength != "statement"]
        self._passed_at, _ = self._passed_as_strong_as("quoted")
        self._said_to_pass_at = sorted(one.at for one in passed if one.at)
        self._first_seen_failing = min((one.at for one in failed if one.at and one.strength == "observed"), default=None)
        self._failed_at = sorted(one.at for one in failed if one.at)
        truly = [one for one in failed if one.could_not is None]
        self._truly_failed_at = sorted(one.at for one in truly if one.at)
        self._failed_undated = any(one.at is None for one in truly)
        self._seen_failing_at = sorted(one.at for one in truly if one.at and enough(one.strength, "imported"))
        self._failed_some_time = any(one.at is None for one in failed)

    def passed_after(self, exhibit: Exhibit) -> bool:
        """Whether the check passed later, on the same or a later revision, in a look that is as strong."""
        if exhibit.at is None:
            return False
        # What could not be looked at is no failure: any answer takes that back.
        least = exhibit.strength if exhibit.could_not is None and exhibit.strength != "statement" else "quoted"
        passed_at, newest = self._passed_as_strong_as(least)
        place = bisect_right(passed_at, exhibit.at)
        return place < len(passed_at) and newest[place] >= self._order.get(exhibit.revision, 0)

    def weaker_pass_after(self, exhibit: Exhibit) -> Exhibit | None:
        """The newest pass that came later and is not as strong as this look; None where there is none."""
        later = [one for one in self._passes if exhibit.at and one.at and one.at > exhibit.at]
        weaker = (one for one in later if not enough(one.strength, exhibit.strength))
        return max(weaker, key=lambda one: (one.at is not None, one.at, one.id), default=None)

    def _passed_as_strong_as(self, least: Strength) -> tuple[list[datetime], list[int]]:
        """When it passed in a look of this strength, oldest first; and the newest revision on which it passed from then on."""
        found = self._by_strength.get(least)
        if found is None:
            known = [one for one in self._passes if enough(one.strength, least)]
            passes = sorted((one.at, self._order.get(one.revision, len(self._order))) for one in known if one.at)
            newest = list(accumulate((rank for _, rank in reversed(passes)), max))[::-1]
            found = self._by_strength[least] = ([at for at, _ in passes], newest)
        return found

    def passed_between(self, start: datetime, end: datetime) -> datetime | None:
        """The first time that it passed, or was said to, from `start` up to, not including, `end`."""
        place = bisect_left(self._said_to_pass_at, start)
        if place < len(self._said_to_pass_at) and self._said_to_pass_at[place] < end:
            return self._said_to_pass_at[place]
        return None

    def healed(self, start: datetime, by_hand: datetime | None) -> tuple[datetime, datetime | None] | None:
        """When it was first seen failing from `start` on, and first seen passing after its last failure; None if never failing.

        Seen by the tool, or kept with a digest. A failure that is only quoted, or bears no time, puts the recovery off all the
        same, and so does what was mended outside git after a pass, at `by_hand`.
        """
        red = next((at for at in self._seen_failing_at if at >= start), None)
        if red is None:
            return None
        if self._failed_undated:
            return red, None
        last = max(self._truly_failed_at[-1], by_hand or start)
        passed_at, _ = self._passed_as_strong_as("imported")
        place = bisect_right(passed_at, last)
        return red, passed_at[place] if place < len(passed_at) else None

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
