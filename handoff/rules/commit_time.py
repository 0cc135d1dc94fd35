"""The time stated for a commit is not the one that git has.

The message says which shift would reconcile the two: whole hours, whole days, or the zone in which the wall time is right.

Bad:
    observed:
      - kind: commit
        id: look-1
        at: 2026-01-20T18:00Z
        repo: app
        asked: 69e5697
        exists: true
        sha: 69e5697000000000000000000000000000000000
        author_time: 2026-01-20T08:54:28-08:00
        commit_time: 2026-01-20T08:54:28-08:00
    events:
      - {kind: commit, id: the-fix, at: "12:55", sha: 69e5697, summary: Committed the fix}

Good:
    observed:
      - kind: commit
        id: look-1
        at: 2026-01-20T18:00Z
        repo: app
        asked: 69e5697
        exists: true
        sha: 69e5697000000000000000000000000000000000
        author_time: 2026-01-20T08:54:28-08:00
        commit_time: 2026-01-20T08:54:28-08:00
    events:
      - {kind: commit, id: the-fix, at: "11:54", sha: 69e5697, summary: Committed the fix}
"""

from __future__ import annotations

from collections.abc import Iterator

from handoff.model.claim import Verdict
from handoff.model.events import Commit
from handoff.model.finding import NotRun
from handoff.model.judgement import Judgement
from handoff.rules._markdown import names_another_day, rounding
from handoff.rules._record import Record, record_of, remark_on
from handoff.rules._remark import Remark, at
from handoff.verdicts.times import reconciliation, spoken

FAMILY = "git"
LEVEL = "error"


def check(judgement: Judgement) -> Iterator[Remark | NotRun]:
    record = record_of(judgement)
    if record.is_record:
        yield from (remark_on(verdict) for verdict in record.because("time-mismatch") if _of_a_claim(record, verdict))
    stated = [commit for commit in record.of(Commit) if commit.at is not None]
    if blind := record.without_git(commit.sha for commit in stated):
        yield blind
        return
    for commit in stated:
        slack = record.project.policy.tolerance if record.is_record else rounding(commit.at)
        look = record.seen(commit.sha)
        known = [time for time in (look.commit_time, look.author_time) if time is not None] if look is not None else []
        if commit.at is None or not known or any(abs(commit.at - time) <= slack for time in known):
            continue
        if not record.is_record and names_another_day(record.text_at(commit.place.of("at"))):
            continue
        shift = reconciliation(commit.at, known[0], slack)
        said = (
            f"commit {commit.sha}: the record says {record.clock(commit.at)}, git says {record.clock(known[0])}, "
            f"{spoken(commit.at - known[0])} {'earlier' if known[0] < commit.at else 'later'}"
        )
        yield at(commit, "at", f"{said}; {shift}" if shift else said, "correct the time or its zone")


def _of_a_claim(record: Record, verdict: Verdict) -> bool:
    """Whether somebody claims when a commit was made, beside the times of the events above."""
    value = verdict.claim.value
    about = value is not None and value.unit == "time" and (value.basis or "").startswith("commit:")
    return about and not isinstance(record.event(verdict.claim.event), Commit)
