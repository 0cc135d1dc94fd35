"""Files were changed and not committed when the repository was looked at.

What is not committed is on one machine only; the next reader does not have it.

Bad:
    observed:
      - {kind: repository, id: look-1, at: 2026-01-20T18:00Z, repo: app, tip: 69e5697, dirty: [main.py, notes.md]}
    events:
      - {kind: note, id: begun, at: "09:05", summary: Read the handoff}

Good:
    observed:
      - {kind: repository, id: look-1, at: 2026-01-20T18:00Z, repo: app, tip: 69e5697, dirty: []}
    events:
      - {kind: note, id: begun, at: "09:05", summary: Read the handoff}
"""

from __future__ import annotations

from collections.abc import Iterator

from handoff.model.judgement import Judgement
from handoff.rules._record import record_of
from handoff.rules._remark import Remark

FAMILY = "git"
LEVEL = "info"
_SHOWN = 5


def check(judgement: Judgement) -> Iterator[Remark]:
    record = record_of(judgement)
    if not record.is_record:
        return  # a document was written some time ago; the tree is looked at now
    folder = f"{record.project.sessions}/"
    for look in record.repositories:
        # The record itself is being written; it is no work left behind.
        dirty = [path for path in look.dirty if not path.startswith(folder)]
        if dirty:
            named = ", ".join(dirty[:_SHOWN]) + (f" and {len(dirty) - _SHOWN} more" if len(dirty) > _SHOWN else "")
            said = f"{look.repo} had uncommitted changes at {record.clock(look.at)}: {named}"
            yield Remark(
                record.session.place.of("title"), said, "commit them, then `handoff observe`; or note why they stay", look.id
            )
