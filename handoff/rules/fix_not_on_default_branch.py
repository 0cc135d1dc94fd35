"""A deployed or verified fix is on a branch only, not on the default branch.

The next deployment from the default branch takes it back. A commit that was squashed or cherry-picked there counts as being
there.

Bad:
    observed:
      - kind: commit
        id: look-1
        at: 2026-01-20T18:00Z
        repo: app
        asked: 69e5697
        exists: true
        sha: 69e5697000000000000000000000000000000000
        branches: [week-0]
        on_default: false
    events:
      - {kind: fix, id: rebuilt, at: "12:00", bugs: [], state: deployed, commits: [69e5697], summary: Rebuilt}

Good:
    observed:
      - kind: commit
        id: look-1
        at: 2026-01-20T18:00Z
        repo: app
        asked: 69e5697
        exists: true
        sha: 69e5697000000000000000000000000000000000
        branches: [main]
        on_default: true
    events:
      - {kind: fix, id: rebuilt, at: "12:00", bugs: [], state: deployed, commits: [69e5697], summary: Rebuilt}
"""

from __future__ import annotations

from collections.abc import Iterator

from handoff.model.events import Fix
from handoff.model.finding import NotRun
from handoff.model.judgement import Judgement
from handoff.rules._record import record_of
from handoff.rules._remark import Remark, at

FAMILY = "git"
LEVEL = "info"


def check(judgement: Judgement) -> Iterator[Remark | NotRun]:
    record = record_of(judgement)
    fixes = [fix for fix in record.of(Fix) if fix.state in ("deployed", "verified", "guarded")]
    if blind := record.without_git(sha for fix in fixes for sha in fix.commits):
        yield blind
        return
    for fix in fixes:
        for sha in fix.commits:
            look = record.seen(sha)
            if look is not None and look.on_default is False and not look.equivalents:
                where = f"only on {', '.join(look.branches[:3])}" if look.branches else "on no branch"
                said = f"“{fix.summary}” is {fix.state}, and its commit {sha} is {where}"
                yield at(fix, "commits", said, "merge it, or note a next step that does")
