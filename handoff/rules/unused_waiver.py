"""A waiver waives nothing, or cannot be read.

What it waived is gone, or its rule or place is mistyped. A waiver in `handoff.toml` is judged after all sessions of the project
were checked.

Bad:
    - kind: note
      id: begun
      at: "09:05"
      summary: Read the handoff
      x-waive: {rule: unpinned-revision, who: Kim, why: the platform names none}

Good:
    - kind: deployment
      id: roll-out
      at: "11:40"
      service: worker
      revision: latest
      summary: Rolled out
      x-waive: {rule: unpinned-revision, who: Kim, why: the platform names none}
"""

from __future__ import annotations

from collections.abc import Iterator

from handoff.model.finding import Finding
from handoff.model.judgement import Judgement
from handoff.rules._remark import Remark
from handoff.rules._waivers import granted

FAMILY = "completeness"
LEVEL = "warning"


def review(judgement: Judgement, findings: tuple[Finding, ...]) -> Iterator[Remark]:
    waivers, broken = granted(judgement)
    session, today = judgement.facts.session, judgement.facts.as_of.date()
    for one in waivers:
        if one.inline and not one.over(today) and not any(one.covers(finding, session) for finding in findings):
            yield Remark(
                one.place,
                f"the waiver of {one.waiver.rule!r} by {one.waiver.who} waives nothing",
                "take it out",
                one.event or "",
            )
    for bad in broken:
        yield Remark(bad.place, f"this waiver waives nothing: {bad.problem}", "write {rule, who, why, until}", bad.event)
