"""What a rule yields: a remark about a place. The runner makes a finding of it."""

from __future__ import annotations

from handoff.model.events import Event
from handoff.model.finding import FindingLevel
from handoff.model.frozen import dataclass
from handoff.model.place import Place


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing that a rule has to say.

    `message` says what is wrong in the record's own words and holds nothing that depends on the day of the check; `hint`
    says what to do. `subject` is the id of the event or claim. `level` overrides the rule's own level for this remark.
    """

    place: Place
    message: str
    hint: str = ""
    subject: str = ""
    level: FindingLevel | None = None


def at(event: Event, field: str, message: str, hint: str = "", level: FindingLevel | None = None) -> Remark:
    """A remark about one field of an event; the event itself when the field is not in the file."""
    return Remark(event.place.of(field), message, hint, event.id, level)
