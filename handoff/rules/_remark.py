"""What a rule yields: a remark about a place. The runner makes a finding of it."""

from __future__ import annotations

from handoff.model.events import Event
from handoff.model.finding import FindingLevel
from handoff.model.frozen import dataclass
from handoff.model.place import Place
from handoff.model.session import Session


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing that a rule has to say.

    `message` says what is wrong in the record's own words and holds nothing that depends on the day of the check; `hint`
    says what to do. `edit` says what to change by hand in the record, and the hint is what there is to say besides. `subject`
    is the id of the event or claim. `level` overrides the rule's own level for this remark.
    """

    place: Place
    message: str
    hint: str = ""
    subject: str = ""
    level: FindingLevel | None = None
    edit: str = ""

    def hint_in(self, session: Session) -> str:
        """What to do, and in which session: the newest open one is mostly another. A document is edited without the verb."""
        if not self.edit:
            return self.hint
        comma = "," if ", " in self.edit else ""
        how = "" if session.origin == "markdown" else f"{comma} with `handoff edit {session.id}`"
        return f"{self.edit}{how}; {self.hint}" if self.hint else f"{self.edit}{how}"


def at(event: Event, field: str, message: str, hint: str = "", level: FindingLevel | None = None, *, edit: str = "") -> Remark:
    """A remark about one field of an event; the event itself when the field is not in the file."""
    return Remark(event.place.of(field), message, hint, event.id, level, edit)
