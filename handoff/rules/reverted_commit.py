"""A later commit reverts or repairs a commit that the record relies on.

What the commit did may be gone or may not have been enough; claims that rest on it should be looked at again.

Bad:
    observed:
      - kind: commit
        id: look-1
        at: 2026-01-20T18:00Z
        repo: app
        asked: 69e5697
        exists: true
        sha: 69e5697000000000000000000000000000000000
        later: [{sha: "2222222", time: 2026-01-20T17:30Z, subject: 'Revert "the fix"', relation: reverts}]
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
        later: [{sha: "2222222", time: 2026-01-20T17:30Z, subject: Rename a file, relation: touches}]
    events:
      - {kind: commit, id: the-fix, sha: 69e5697, summary: The fix}
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handoff.model.expression import expression
from handoff.model.finding import NotRun
from handoff.model.judgement import Judgement
from handoff.rules._record import record_of
from handoff.rules._remark import Remark
from handoff.verdicts.identity import same_commit

FAMILY = "git"
LEVEL = "warning"
_SAYS = {"reverts": "reverts", "fixes": "repairs"}
# Notes and plans name earlier commits too; a repair calls itself one.
_REPAIR = expression(
    r"^(?!docs\b|chore\b|test\b)(?=.*\b(?:fix|hotfix|repair|correct|revert|undo|regress|broke)\w*)", re.IGNORECASE
)


def check(judgement: Judgement) -> Iterator[Remark | NotRun]:
    record = record_of(judgement)
    if blind := record.without_git(record.cited_commits):
        yield blind
        return
    for sha, cited in record.cited_commits.items():
        look = record.seen(sha)
        for later in look.later if look is not None else ():
            if later.relation not in _SAYS or (later.relation == "fixes" and not _REPAIR.match(later.subject)):
                continue
            if not any(same_commit(later.sha, known) for known in record.cited_commits):
                said = f"commit {later.sha[:8]} of {record.clock(later.time)} {_SAYS[later.relation]} {sha}: “{later.subject}”"
                hint = "look again at what rests on it, and record a correction if it is wrong"
                yield Remark(cited.place, said, hint, cited.event)
