"""The tool could not look, so nobody can tell.

A time-out, a missing permission, a shallow clone or a truncated answer is neither a pass nor a failure. It is said here so
that nobody takes it for one.

Bad:
    observed:
      - {kind: commit, id: look-1, at: 2026-01-20T18:00Z, repo: app, asked: 69e5697, could_not: the clone is shallow}
    events:
      - {kind: commit, id: the-fix, sha: 69e5697, summary: The fix}

Good:
    observed:
      - kind: commit
        id: look-1
        at: 2026-01-20T18:00Z
        repo: app
        asked: 69e5697
        exists: true
        sha: 69e5697000000000000000000000000000000000
        subject: Fix it
        files: []
    events:
      - {kind: commit, id: the-fix, sha: 69e5697, summary: The fix}
"""

from __future__ import annotations

from collections.abc import Iterator

from handoff.model.judgement import Judgement
from handoff.rules._markdown import names_another_day
from handoff.rules._record import record_of, told
from handoff.rules._remark import Remark

FAMILY = "evidence"
LEVEL = "info"


def check(judgement: Judgement) -> Iterator[Remark]:
    record = record_of(judgement)
    for remark in told(judgement, "could-not-look"):
        # A row of a document with a date of its own was read with the document's date: it is no claim to look into.
        if record.is_record or not names_another_day(record.text_at(remark.place)):
            yield remark
    for look in record.case.repositories:
        if look.could_not:
            yield Remark(
                record.session.place.of("title"),
                f"repository {look.repo} could not be looked at: {look.could_not}",
                subject=look.id,
            )
