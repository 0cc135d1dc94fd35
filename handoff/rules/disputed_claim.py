"""A claim is disputed: its correction has no evidence, or was itself corrected.

Nobody can tell which of the two is right. Look again.

Bad:
    - {kind: claim, id: works, at: "12:00", subject: api, predicate: functional, summary: Orders work}
    - {kind: correction, id: wrong, at: "12:30", corrects: works, is: Orders fail, summary: They do not}

Good:
    - {kind: claim, id: works, at: "12:00", subject: api, predicate: functional, summary: Orders work}
"""

from __future__ import annotations

from collections.abc import Iterator

from handoff.model.judgement import Judgement
from handoff.rules._record import told
from handoff.rules._remark import Remark

FAMILY = "cross-session"
LEVEL = "warning"


def check(judgement: Judgement) -> Iterator[Remark]:
    return told(judgement, "disputed")
