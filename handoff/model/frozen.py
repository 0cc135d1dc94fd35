"""Frozen data classes that are as quick to make as plain ones, and quick to import.

To mypy this is `dataclasses.dataclass`, so nothing of ours assigns to a field of a frozen class. At run time such a class is a
plain one with a hash: Python guards a frozen one by setting each field through `object.__setattr__`, which takes three times
as long, and a check makes hundreds of objects a session.

Python also writes and compiles the text of four methods for every class. All but the first are the same for all classes when
they ask the class for its fields, so these are shared: to make the classes of the model takes a third less, on every start.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:
    import dataclasses
    from operator import attrgetter

    def dataclass(*, frozen=False, **options):
        """`dataclasses.dataclass`, whose frozen classes are compared and hashed as ever and are not guarded."""

        def made(cls):
            cls = dataclasses.dataclass(repr=False, eq=False, **options)(cls)
            cls.__repr__, cls.__eq__, cls.__hash__ = _repr, _eq, _hash if frozen else None
            cls._compared = attrgetter(*(field.name for field in dataclasses.fields(cls) if field.compare))
            return cls

        return made

    def _repr(self):
        told = (f"{field.name}={getattr(self, field.name)!r}" for field in dataclasses.fields(self) if field.repr)
        return f"{type(self).__qualname__}({', '.join(told)})"

    def _eq(self, other):
        return self._compared(self) == other._compared(other) if type(other) is type(self) else NotImplemented

    def _hash(self):
        return hash(self._compared(self))
