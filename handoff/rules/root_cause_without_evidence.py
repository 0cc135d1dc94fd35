"""A root cause is stated as a fact, and nothing shows it.

A cause that no test could have shown wrong is a guess. Cite what shows it, or call it `suspected`.

Bad:
    - {kind: bug, id: broken, at: "11:28", services: [worker], symptoms: [HTTP 500], summary: No predictions}
    - {kind: root-cause, id: path, at: "11:40", bug: broken, verdict: confirmed, summary: The path lacks a folder}

Good:
    - {kind: bug, id: broken, at: "11:28", services: [worker], symptoms: [HTTP 500], summary: No predictions}
    - {kind: root-cause, id: path, at: "11:40", bug: broken, verdict: suspected, summary: The path lacks a folder}
"""

from __future__ import annotations

from collections.abc import Iterator

from handoff.model.events import RootCause
from handoff.model.judgement import Judgement
from handoff.rules._record import record_of
from handoff.rules._remark import Remark, at

FAMILY = "completeness"
LEVEL = "warning"


def check(judgement: Judgement) -> Iterator[Remark]:
    record = record_of(judgement)
    for cause in record.of(RootCause) if record.is_record else ():
        if cause.evidence:
            continue
        if cause.verdict == "confirmed":
            said = f"“{cause.summary}” is called confirmed, and nothing shows it"
        elif cause.verdict is None:
            said = f"“{cause.summary}” is stated without evidence, and does not say how sure it is"
        else:
            continue
        yield at(cause, "verdict", said, edit="cite what shows it, or write `verdict: suspected`")
