"""A waiver has ended, and what it waived stands again.

Renew it with a reason, or mend what it waived.

Bad:
    as_of: 2026-02-20T12:00Z
    events:
      - kind: deployment
        id: roll-out
        at: "11:40"
        service: worker
        revision: latest
        summary: Rolled out
        x-waive: {rule: unpinned-revision, who: Kim, why: the platform names none, until: 2026-02-01}

Good:
    as_of: 2026-01-20T18:00Z
    events:
      - kind: deployment
        id: roll-out
        at: "11:40"
        service: worker
        revision: latest
        summary: Rolled out
        x-waive: {rule: unpinned-revision, who: Kim, why: the platform names none, until: 2026-02-01}
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
    waivers, _ = granted(judgement)
    session, today = judgement.facts.session, judgement.facts.as_of.date()
    for one in waivers:
        # One of handoff.toml is told here only where it would have waived something; `project_findings` tells the rest.
        if one.over(today) and one.waiver.until and (one.inline or any(one.covers(finding, session) for finding in findings)):
            said = f"the waiver of {one.waiver.rule!r} by {one.waiver.who} ended on {one.waiver.until.isoformat()}"
            yield Remark(one.place, said, "renew it with a reason, or mend what it waived", one.event or "")
