"""Git has commits in the time of the session that the record does not mention.

The next reader should know of them, or that they belong to other work. Merges count too.

Bad:
    observed:
      - kind: repository
        id: look-1
        at: 2026-01-20T18:00Z
        repo: app
        commits: [1111111000000000000000000000000000000000]
    events:
      - {kind: note, id: begun, at: "09:05", summary: Read the handoff}

Good:
    observed:
      - kind: repository
        id: look-1
        at: 2026-01-20T18:00Z
        repo: app
        commits: [1111111000000000000000000000000000000000]
    events:
      - {kind: commit, id: the-fix, sha: "1111111", summary: The fix}
"""

from __future__ import annotations

from collections.abc import Iterator

from handoff.model.finding import NotRun
from handoff.model.judgement import Judgement
from handoff.rules._record import record_of
from handoff.rules._remark import Remark
from handoff.verdicts.identity import same_commit

FAMILY = "git"
LEVEL = "info"
_SHOWN = 5


def check(judgement: Judgement) -> Iterator[Remark | NotRun]:
    record = record_of(judgement)
    if not record.is_record:
        return  # a document mostly has no ends but its date, and a day holds other people's work
    if not record.case.repositories:
        if record.project.repositories:
            yield NotRun(record.no_git)
        return
    cited = list(record.cited_commits)
    for look in record.repositories:
        silent = [sha for sha in look.commits if not any(same_commit(sha, known) for known in cited)]
        if silent:
            named = "; ".join(_name(record.seen(sha), sha) for sha in silent[:_SHOWN])
            more = f" and {len(silent) - _SHOWN} more" if len(silent) > _SHOWN else ""
            count = f"{len(silent)} commit{'s' * (len(silent) > 1)}"
            said = f"{look.repo} has {count} in the session's time that the record does not mention: {named}{more}"
            yield Remark(record.session.place, said, "add them with `handoff event commit`, or note whose they are", look.id)


def _name(look: object, sha: str) -> str:
    subject = getattr(look, "subject", None)
    return f"{sha[:8]} {subject}" if subject else sha[:8]
