"""Something is called complete, and nothing says of what it consists.

“Requirements met” is shown by the list of them, line by line; that tests pass does not show it. Name the items by a tag or by
their ids under `basis`, so that they can be counted.

Bad:
    - {kind: claim, id: met, at: "12:54", subject: requirements, predicate: complete, summary: All requirements met}

Good:
    - {kind: note, id: login, at: "12:40", tags: [requirement], summary: Login works with two factors}
    - {kind: note, id: export, at: "12:45", tags: [requirement], summary: Export as CSV}
    - kind: claim
      id: met
      at: "12:54"
      subject: requirements
      predicate: complete
      value: {n: 2, of: 2, basis: "tag:requirement"}
      summary: All requirements met
"""

from __future__ import annotations

from collections.abc import Iterator

from handoff.model.events import ClaimEvent
from handoff.model.judgement import Judgement
from handoff.rules._record import record_of
from handoff.rules._remark import Remark, at

FAMILY = "numbers"
LEVEL = "info"


def check(judgement: Judgement) -> Iterator[Remark]:
    record = record_of(judgement)
    for claim in record.of(ClaimEvent) if record.is_record else ():
        basis = claim.value.basis if claim.value is not None else None
        one_thing = claim.subject in record.case.events or claim.subject in ("session", record.session.id)
        if claim.predicate == "complete" and not basis and not claim.members and not one_thing:
            said = f"“{claim.summary}”: nothing says of what {claim.subject} consists"
            yield at(claim, "value", said, 'name its items: value: {percent: 100, basis: "tag:NAME"}')
