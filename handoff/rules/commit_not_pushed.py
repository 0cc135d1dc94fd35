"""A cited commit is on no remote.

It is on one machine only, and gone with it.

Bad:
    observed:
      - kind: commit
        id: look-1
        at: 2026-01-20T18:00Z
        repo: app
        asked: 69e5697
        exists: true
        sha: 69e5697000000000000000000000000000000000
        on_remote: false
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
        on_remote: true
    events:
      - {kind: commit, id: the-fix, sha: 69e5697, summary: The fix}
"""

from __future__ import annotations

from collections.abc import Iterator

from handoff.model.finding import NotRun
from handoff.model.judgement import Judgement
from handoff.rules._record import record_of
from handoff.rules._remark import Remark

FAMILY = "git"
LEVEL = "warning"


def check(judgement: Judgement) -> Iterator[Remark | NotRun]:
    record = record_of(judgement)
    if blind := record.without_git(record.cited_commits):
        yield blind
        return
    for sha, cited in record.cited_commits.items():
        look = record.seen(sha)
        if look is not None and look.on_remote is False and not look.equivalents:
            said = f"commit {sha} was on no remote of {look.repo} at {record.clock(look.at)}"
            yield Remark(cited.place, said, "push it, then `handoff observe`", cited.event)
