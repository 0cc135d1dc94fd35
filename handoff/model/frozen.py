"""Frozen data classes that are as quick to make as plain ones.

To mypy this is `dataclasses.dataclass`, so nothing of ours assigns to a field of a frozen class. At run time such a class is a
plain one with a hash: Python guards a frozen one by setting each field through `object.__setattr__`, which takes three times
as long, and a check makes hundreds of objects a session.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:
    import dataclasses

    def dataclass(cls=None, /, *, frozen=False, **options):
        """`dataclasses.dataclass`, whose frozen classes are compared and hashed as ever and are not guarded."""
        return dataclasses.dataclass(cls, unsafe_hash=frozen, **options)
