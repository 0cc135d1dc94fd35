"""What a rule says about a place in a file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .place import Place

FindingLevel = Literal["error", "warning", "info"]
FINDING_LEVELS: tuple[FindingLevel, ...] = ("error", "warning", "info")


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One remark. `subject` is the id of what it is about; `fingerprint` stays the same when lines move."""

    rule: str
    level: FindingLevel
    message: str
    hint: str = ""
    subject: str = ""
    place: Place
    fingerprint: str = ""
    waived: str = ""
    """Who waived it, why and until when; empty while it stands."""
