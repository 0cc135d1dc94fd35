"""A deployment names neither the commit nor the digest that it put out.

A revision name alone does not say which code serves: a platform hands out a new one also for an old image. Note the commit that
it was built from, or the digest of the image.

Bad:
    - {kind: deployment, id: roll-out, at: "11:40", service: worker, revision: 00007-z6m, summary: Rolled out}

Good:
    - kind: deployment
      id: roll-out
      at: "11:40"
      service: worker
      revision: 00007-z6m
      commit: 69e5697
      summary: Rolled out
"""

from __future__ import annotations

from collections.abc import Iterator

from handoff.model.events import Deployment
from handoff.model.expression import expression
from handoff.model.judgement import Judgement
from handoff.rules._record import record_of
from handoff.rules._remark import Remark, at

FAMILY = "evidence"
LEVEL = "warning"
_COMMIT = expression(r"(?<![\w.-])(?=[0-9a-f]*\d)[0-9a-f]{7,40}(?![\w.-])|sha256:")
_NUMBERED = expression(r"\d{3}")


def check(judgement: Judgement) -> Iterator[Remark]:
    record = record_of(judgement)
    for deployment in record.of(Deployment):
        look = record.case.serving.get(record.case.canonical(deployment.service))
        known = look is not None and any(
            share.revision == deployment.revision and (share.commit or share.digest) for share in look.shares
        )
        if not record.is_record and not _surely(deployment, record.text_at(deployment.place)):
            continue
        if deployment.commit is None and deployment.digest is None and deployment.result != "failed" and not known:
            said = f"“{deployment.summary}” says neither from which commit nor which image digest"
            yield at(deployment, "service", said, edit=f"add `commit:` or `digest:` to {deployment.id}")


def _surely(deployment: Deployment, line: str) -> bool:
    """Whether a row of a document tells of a roll-out: it has a numbered revision, and no commit in a column of any name."""
    return _NUMBERED.search(deployment.revision or "") is not None and _COMMIT.search(line) is None
