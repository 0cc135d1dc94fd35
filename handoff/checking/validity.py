"""An instant that notices how it is used: for which other instants would everything have come out the same?

A check depends on `as_of` only where something asks for it. Comparing it with another instant, or its distance from one
with a limit, splits time in two; asking for its date singles out a day. Whatever else is asked of it (its text, its hour)
can be told for this very instant only. So a judgement can be kept exactly as long as it holds, without anybody having to
say so where it is made.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

_TICK = timedelta.resolution
_EARLIEST = datetime.min.replace(tzinfo=UTC)
_LATEST = datetime.max.replace(tzinfo=UTC)


class Watch:
    """The stretch of time, from `since` up to but not including `until`, for which every answer so far would be the same."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.since, self.until = _EARLIEST, _LATEST

    @property
    def instant(self) -> datetime:
        """The instant to judge by; what is asked of it narrows the stretch."""
        return Moment(self, timedelta())

    def exact(self) -> None:
        """Nothing but this very instant gives the same answer."""
        self.narrow(self.now, self.now + _TICK)

    def narrow(self, since: datetime, until: datetime) -> None:
        """The answer holds only in this stretch."""
        self.since, self.until = max(self.since, since), min(self.until, until)

    def split_at(self, other: datetime, distance: timedelta = timedelta()) -> None:
        """Somebody asked whether the instant is before, at or after the one at a distance from another."""
        if distance:
            try:
                other += distance
            except OverflowError:
                return  # beyond all time, so the answer never changes
        if self.now < other:
            if other < self.until:
                self.until = other
        elif self.now > other:
            if other >= self.since:
                self.since = other + _TICK
        else:
            self.exact()


_COMPARISONS = ("__lt__", "__le__", "__gt__", "__ge__", "__eq__", "__ne__")
_PLAIN = frozenset(
    {"__class__", "__init_subclass__", "__subclasshook__", "__doc__", "__slots__", "__dict__", "_watch", "_shift"}
)


class Moment(datetime):
    """The watched instant, moved by `shift`."""

    __slots__ = ("_shift", "_watch")
    _watch: Watch
    _shift: timedelta

    def __new__(cls, watch: Watch, shift: timedelta) -> Moment:
        at = watch.now + shift
        made = datetime.__new__(
            cls, at.year, at.month, at.day, at.hour, at.minute, at.second, at.microsecond, at.tzinfo, fold=at.fold
        )
        made._watch, made._shift = watch, shift
        return made

    def __getattribute__(self, name: str) -> Any:
        if name in _PLAIN or name == "date" or name.startswith("__"):
            return super().__getattribute__(name)
        watch, shift = super().__getattribute__("_watch"), super().__getattribute__("_shift")
        watch.exact()
        return getattr(watch.now + shift, name)

    def date(self) -> date:
        """The day, in the offset that the instant has."""
        watch, shift = self._watch, self._shift
        start = (watch.now + shift).replace(hour=0, minute=0, second=0, microsecond=0)
        watch.narrow(start - shift, start + timedelta(days=1) - shift)
        return start.date()

    def __sub__(self, other: Any) -> Any:
        if isinstance(other, timedelta):
            return Moment(self._watch, self._shift - other)
        return Age(self._watch, other - self._shift, 1) if isinstance(other, datetime) else NotImplemented

    def __rsub__(self, other: Any) -> Any:
        return Age(self._watch, other - self._shift, -1) if isinstance(other, datetime) else NotImplemented

    def __add__(self, other: Any) -> Any:
        return Moment(self._watch, self._shift + other) if isinstance(other, timedelta) else NotImplemented

    __radd__ = __add__

    def __reduce_ex__(self, protocol: Any) -> Any:
        self._watch.exact()
        return (self._watch.now + self._shift).__reduce_ex__(protocol)


class Age(timedelta):
    """How long the watched instant is after another one (`sign` 1), or before it (-1)."""

    __slots__ = ("_base", "_sign", "_watch")
    _watch: Watch
    _base: datetime
    _sign: int

    def __new__(cls, watch: Watch, base: datetime, sign: int) -> Age:
        length = (watch.now - base) * sign
        made = timedelta.__new__(cls, length.days, length.seconds, length.microseconds)
        made._watch, made._base, made._sign = watch, base, sign
        return made

    def __getattribute__(self, name: str) -> Any:
        if not name.startswith("_"):
            super().__getattribute__("_watch").exact()
        return super().__getattribute__(name)


def _moment_compared(name: str) -> Callable[[Moment, Any], Any]:
    plain = getattr(datetime, name)
    # Comparing is what is done most; the slots themselves are quicker than `__getattribute__`.
    watch_of, shift_of = vars(Moment)["_watch"].__get__, vars(Moment)["_shift"].__get__

    def compared(self: Moment, other: Any) -> Any:
        if isinstance(other, Moment):
            watch_of(self).exact()
        elif isinstance(other, datetime) and other.tzinfo is not None:
            watch_of(self).split_at(other, -shift_of(self))
        return plain(self, other)

    return compared


def _age_compared(name: str) -> Callable[[Age, Any], Any]:
    plain = getattr(timedelta, name)

    def compared(self: Age, other: Any) -> Any:
        if isinstance(other, Age):
            self._watch.exact()
        elif isinstance(other, timedelta):
            self._watch.split_at(self._base, other * self._sign)
        return plain(self, other)

    return compared


def _told_exactly(plain: Callable[..., Any]) -> Callable[..., Any]:
    def told(self: Any, *others: Any) -> Any:
        self._watch.exact()
        return plain(self, *others)

    return told


for _name in _COMPARISONS:
    setattr(Moment, _name, _moment_compared(_name))
    setattr(Age, _name, _age_compared(_name))
# Operators reach their methods without `__getattribute__`.
_MADE = frozenset({"__new__", "__init__", "__getattribute__", "__setattr__", "__delattr__", "__dir__", "__sizeof__"})
for _kind, _base in ((Moment, datetime), (Age, timedelta)):
    for _name in {name for name in dir(_base) if name.startswith("__")} - _MADE - _PLAIN - vars(_kind).keys():
        if callable(_method := getattr(_base, _name)):
            setattr(_kind, _name, _told_exactly(_method))
