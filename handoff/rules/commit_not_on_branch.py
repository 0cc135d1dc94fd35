"""The session names a branch, and some of its commits are on another.

Only a branch that is still there can tell: one that was merged and removed is no evidence.

Bad:
    session: {repo: {branch: week-0}}
    observed:
      - kind: commit
        id: look-1
        at: 2026-01-20T18:00Z
        repo: app
        asked: 69e5697
        exists: true
        sha: 69e5697000000000000000000000000000000000
        branches: [hotfix]
        on_default: false
      - kind: commit
        id: look-2
        at: 2026-01-20T18:00Z
        repo: app
        asked: aaaaaaa
        exists: true
        sha: aaaaaaa000000000000000000000000000000000
        branches: [week-0]
        on_default: false
    events:
      - {kind: commit, id: the-fix, at: "12:00", sha: 69e5697, summary: The fix}
      - {kind: commit, id: its-test, at: "12:10", sha: aaaaaaa, summary: Its test}

Good:
    session: {repo: {branch: week-0}}
    observed:
      - kind: commit
        id: look-1
        at: 2026-01-20T18:00Z
        repo: app
        asked: 69e5697
        exists: true
        sha: 69e5697000000000000000000000000000000000
        branches: [hotfix, week-0]
        on_default: false
    events:
      - {kind: commit, id: the-fix, at: "12:00", sha: 69e5697, summary: The fix}
"""

from __future__ import annotations

from collections.abc import Iterator

from handoff.model.events import Commit
from handoff.model.finding import NotRun
from handoff.model.judgement import Judgement
from handoff.model.observation import CommitSeen
from handoff.rules._record import record_of
from handoff.rules._remark import Remark, at

FAMILY = "git"
LEVEL = "info"


def check(judgement: Judgement) -> Iterator[Remark | NotRun]:
    record = record_of(judgement)
    branch = record.session.repo.branch if record.session.repo else None
    if branch is None:
        return
    commits = record.of(Commit)
    if blind := record.without_git(commit.sha for commit in commits):
        yield blind
        return
    looks = [look for sha in record.cited_commits if (look := record.seen(sha)) is not None]
    # A branch that was merged is often gone, and nobody can tell then; one that still holds another commit is there.
    if not any(branch in _names(look) for look in looks):
        return
    for commit in commits:
        look = record.seen(commit.sha)
        if look is None or not look.branches or look.on_default is not False or look.equivalents:
            continue
        if branch not in _names(look):
            said = f"the session's branch is {branch}; commit {commit.sha} is on {', '.join(look.branches[:3])}"
            yield at(commit, "sha", said, "correct the branch, or say why the commit is elsewhere")


def _names(look: CommitSeen) -> set[str]:
    return {name.removeprefix("origin/") for name in look.branches}
