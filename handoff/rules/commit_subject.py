"""The subject line stated for a commit is not the one that git has.

Blanks do not count. Leave the subject out and the tool fills it in.

Bad:
    observed:
      - kind: commit
        id: look-1
        at: 2026-01-20T18:00Z
        repo: app
        asked: 69e5697
        exists: true
        sha: 69e5697000000000000000000000000000000000
        subject: "fix: make dotenv optional"
    events:
      - {kind: commit, id: the-fix, sha: 69e5697, subject: "fix: scrapers start again", summary: The fix}

Good:
    observed:
      - kind: commit
        id: look-1
        at: 2026-01-20T18:00Z
        repo: app
        asked: 69e5697
        exists: true
        sha: 69e5697000000000000000000000000000000000
        subject: "fix: make dotenv optional"
    events:
      - {kind: commit, id: the-fix, sha: 69e5697, subject: "fix: make dotenv optional", summary: The fix}
"""

from __future__ import annotations

from collections.abc import Iterator

from handoff.model.events import Commit
from handoff.model.finding import NotRun
from handoff.model.judgement import Judgement
from handoff.rules._record import record_of
from handoff.rules._remark import Remark, at

FAMILY = "git"
LEVEL = "error"


def check(judgement: Judgement) -> Iterator[Remark | NotRun]:
    record = record_of(judgement)
    stated = [commit for commit in record.of(Commit) if commit.subject is not None]
    if blind := record.without_git(commit.sha for commit in stated):
        yield blind
        return
    for commit in stated:
        look = record.seen(commit.sha)
        if look is None or look.subject is None or commit.subject is None:
            continue
        if commit.subject.split() != look.subject.split():
            said = f"commit {commit.sha}: the record says “{commit.subject}”, git says “{look.subject}”"
            yield at(commit, "subject", said, "quote the subject as git has it, or leave it out")
