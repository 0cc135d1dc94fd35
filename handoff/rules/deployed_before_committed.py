"""A deployment is older than the commit that it is said to carry.

What was rolled out then came from an uncommitted tree, or from another commit: nobody can build it again. Times are compared
as stated with times as stated, and as git has them with times as the platform has them.

Bad:
    - kind: deployment
      id: roll-out
      at: "12:53"
      service: worker
      revision: 00105-r9d
      commit: 69e5697
      summary: Rolled out
    - {kind: commit, id: the-fix, at: "12:55", sha: 69e5697, summary: Committed the fix}

Good:
    - {kind: commit, id: the-fix, at: "12:45", sha: 69e5697, summary: Committed the fix}
    - kind: deployment
      id: roll-out
      at: "12:53"
      service: worker
      revision: 00105-r9d
      commit: 69e5697
      summary: Rolled out
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from handoff.model.events import Deployment
from handoff.model.judgement import Judgement
from handoff.rules._record import Record, record_of
from handoff.rules._remark import Remark, at
from handoff.verdicts.identity import same_commit
from handoff.verdicts.times import spoken

FAMILY = "time"
LEVEL = "warning"


def check(judgement: Judgement) -> Iterator[Remark]:
    record = record_of(judgement)
    for deployment in record.of(Deployment):
        if deployment.when is None or deployment.result == "failed":
            continue
        for sha in _carried(record, deployment):
            made = _stated(record, sha)
            if made is not None and made > deployment.when:
                said = (
                    f"“{deployment.summary}” at {record.clock(deployment.when)} is {spoken(made - deployment.when)} older than "
                    f"commit {sha}, made at {record.clock(made)}"
                )
                hint = "correct the times, or say what was built: an uncommitted tree, or another commit"
                yield at(deployment, "commit" if deployment.commit else "at", said, hint)
                break


def _carried(record: Record, deployment: Deployment) -> Iterator[str]:
    """Its own commit, else those of fixes for the service that nothing deployed later."""
    if deployment.commit:
        yield deployment.commit
        return
    service = record.case.canonical(deployment.service)
    if record.case.deployments.get(service, ())[-1:] != [deployment]:
        return
    for fix in record.fixes_by_service.get(service, ()):
        if fix.state in ("deployed", "verified", "guarded"):
            yield from fix.commits


def _stated(record: Record, sha: str) -> datetime | None:
    """When the commit was made by the record's own words; by git's when the record does not say."""
    stated = [commit.at for commit in record.dated_commits.get(sha[:7], ()) if commit.at and same_commit(commit.sha, sha)]
    if stated:
        return min(stated)
    look = record.seen(sha)
    return look.commit_time if look is not None and not record.dated_commits else None
