"""Everything that judging one session may know, frozen."""

from __future__ import annotations

from dataclasses import field
from datetime import datetime

from .events import Closing
from .frozen import dataclass
from .observation import AnyObservation
from .project import Project
from .session import Session


@dataclass(frozen=True, slots=True)
class ClosedElsewhere:
    """An event of a session that another session closes, under whatever name it was carried there."""

    event: str
    session: str
    closing: Closing


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The record, what the tool saw, the linked sessions, and the project.

    `as_of` is the instant for which everything is judged; nothing here reads a clock. `linked` are the other sessions of
    the project that this one continues, or that continue or correct it, with their own observations.
    """

    session: Session
    as_of: datetime
    project: Project = field(default_factory=Project)
    observations: tuple[AnyObservation, ...] = ()
    linked: tuple[Facts, ...] = ()
    closed_elsewhere: tuple[ClosedElsewhere, ...] = ()
    """For documents. A verdict does not hear of it: what was open at a handover was open then."""
    source: str = ""
    """The text of the file, for rules that speak of how a thing is written."""
