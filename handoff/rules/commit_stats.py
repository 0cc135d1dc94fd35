"""The numbers stated for a commit are not the ones that git counts.

Files, lines added, lines removed, as `git show --numstat -M` counts them, binary files aside. Leave them out and the tool fills
them in.

Bad:
    observed:
      - kind: commit
        id: look-1
        at: 2026-01-20T18:00Z
        repo: app
        asked: 69e5697
        exists: true
        sha: 69e5697000000000000000000000000000000000
        files: [{path: main.py, added: 9, deleted: 2}]
    events:
      - {kind: commit, id: the-fix, sha: 69e5697, files: 2, insertions: 9, deletions: 2, summary: The fix}

Good:
    observed:
      - kind: commit
        id: look-1
        at: 2026-01-20T18:00Z
        repo: app
        asked: 69e5697
        exists: true
        sha: 69e5697000000000000000000000000000000000
        files: [{path: main.py, added: 9, deleted: 2}]
    events:
      - {kind: commit, id: the-fix, sha: 69e5697, files: 1, insertions: 9, deletions: 2, summary: The fix}
"""

from __future__ import annotations

from collections.abc import Iterator

from handoff.model.events import Commit
from handoff.model.finding import NotRun
from handoff.model.judgement import Judgement
from handoff.rules._record import record_of
from handoff.rules._remark import Remark, at
from handoff.verdicts.commits import counted

FAMILY = "git"
LEVEL = "error"


def check(judgement: Judgement) -> Iterator[Remark | NotRun]:
    record = record_of(judgement)
    stated = [commit for commit in record.of(Commit) if {commit.files, commit.insertions, commit.deletions} != {None}]
    if blind := record.without_git(commit.sha for commit in stated):
        yield blind
        return
    for commit in stated:
        look = record.seen(commit.sha)
        if look is None or look.files is None:
            continue
        whole, work = counted(look.files), counted(record.case.touched(look))
        for field, of_all, of_work in zip(("files", "insertions", "deletions"), whole, work, strict=True):
            number = getattr(commit, field)
            if number not in (None, of_all, of_work):
                said = f"commit {commit.sha}: the record says {number} {field}, git counts {of_all}"
                yield at(commit, field, said, "take the numbers from git, or leave them out")
