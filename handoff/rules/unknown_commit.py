"""The record cites a commit that no repository of the project has.

It was never made, was rewritten by an amend or a rebase, lives in another repository, or its id was mistyped.

Bad:
    observed:
      - {kind: commit, id: look-1, at: 2026-01-20T18:00Z, repo: app, asked: 69e5697, exists: false}
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
    events:
      - {kind: commit, id: the-fix, sha: 69e5697, summary: The fix}
"""

from __future__ import annotations

from collections.abc import Iterator

from handoff.model.finding import NotRun
from handoff.model.judgement import Judgement
from handoff.rules._record import record_of, remark_on
from handoff.rules._remark import Remark
from handoff.verdicts.commits import called_commit

FAMILY = "git"
LEVEL = "error"


def check(judgement: Judgement) -> Iterator[Remark | NotRun]:
    record = record_of(judgement)
    if blind := record.without_git(record.cited_commits):
        yield blind
        return
    citing: set[str] = set()
    for cited in record.citations:
        if not record.is_record and not called_commit(record.text_at(cited.place)):
            continue
        looks = record.looks_at(cited.name)
        if looks and all(look.exists is False for look in looks):
            where = ", ".join(sorted({look.repo for look in looks}))
            said, hint = (
                f"commit {cited.name} is not in {where}",
                "cite a commit that exists, or name the repository that has it",
            )
            citing.add(cited.event)
            yield Remark(cited.place, said, f"{hint} in handoff.toml", cited.event)
    # What a claim rests on may cite it instead.
    yield from map(remark_on, (one for one in record.because("unknown-commit") if one.claim.event not in citing))
