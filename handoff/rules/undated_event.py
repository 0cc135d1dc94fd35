"""A deployment, a change or a piece of evidence has no time.

Then nobody can tell which came first: whether what was seen is older than the change.

Bad:
    - {kind: deployment, id: roll-out, service: worker, revision: 00007-z6m, commit: 69e5697, summary: Rolled out}

Good:
    - kind: deployment
      id: roll-out
      at: "11:40"
      service: worker
      revision: 00007-z6m
      commit: 69e5697
      summary: Rolled out
"""

from __future__ import annotations

from collections.abc import Iterator

from handoff.model.events import Change, Deployment, Evidence
from handoff.model.judgement import Judgement
from handoff.rules._record import record_of
from handoff.rules._remark import Remark, at

FAMILY = "completeness"
LEVEL = "info"


def check(judgement: Judgement) -> Iterator[Remark]:
    record = record_of(judgement)
    if not record.is_record:
        return
    for event in (*record.of(Deployment), *record.of(Change), *record.of(Evidence)):
        # Evidence bound to a commit or revision is as fresh as that.
        bound = isinstance(event, Evidence) and (event.revision or event.commit)
        if event.when is None and not bound:
            yield at(
                event,
                "summary",
                f"“{event.summary}” has no time, so nobody can tell what came first",
                edit="add `at`",
            )
