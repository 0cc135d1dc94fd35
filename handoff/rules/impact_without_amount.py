"""An impact has no amount, or does not say how the amount is known.

“Users were affected” can be two or two million; a number that was estimated is no measurement. Words that hold a number say
how much.

Bad:
    - {kind: impact, id: none, at: "12:40", audience: users, amount: 0 predictions, summary: No predictions}

Good:
    - kind: impact
      id: none
      at: "12:40"
      audience: users
      amount: 0 predictions
      basis: estimated
      summary: No predictions
"""

from __future__ import annotations

from collections.abc import Iterator

from handoff.model.events import Impact
from handoff.model.judgement import Judgement
from handoff.rules._record import record_of
from handoff.rules._remark import Remark, at

FAMILY = "completeness"
LEVEL = "info"


def check(judgement: Judgement) -> Iterator[Remark]:
    record = record_of(judgement)
    for impact in record.of(Impact) if record.is_record else ():
        told = any(map(str.isdigit, impact.summary)) or impact.window is not None or impact.basis == "unknown"
        if impact.amount is None and not told:
            said = f"“{impact.summary}” says neither how much nor how long"
            yield at(impact, "summary", said, "`basis: unknown` when nobody knows", edit="add `amount` or `window`")
        elif impact.amount is not None and impact.basis is None:
            said = f"“{impact.summary}”: {impact.amount}, measured or estimated?"
            yield at(impact, "amount", said, edit="add `basis`")
        elif impact.basis == "measured" and not impact.evidence:
            said = f"“{impact.summary}” is called measured, and nothing shows the measurement"
            yield at(impact, "basis", said, edit="cite the query or the metric under `evidence`")
