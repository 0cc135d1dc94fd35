"""A change outside git does not say how it is taken back.

What no commit holds cannot be reverted; the person on call at night has only this record.

Bad:
    - kind: change
      id: flag
      at: "12:00"
      type: flag
      services: [worker]
      old: "off"
      new: "on"
      summary: Flag switched on
    - {kind: fix, id: rebuilt, at: "12:10", state: applied, out_of_git: {what: image built by hand}, summary: Rebuilt}

Good:
    - kind: change
      id: flag
      at: "12:00"
      type: flag
      services: [worker]
      old: "off"
      new: "on"
      undo: flagctl set fast-path off
      summary: Flag switched on
"""

from __future__ import annotations

from collections.abc import Iterator

from handoff.model.events import Change, Fix
from handoff.model.judgement import Judgement
from handoff.rules._record import record_of
from handoff.rules._remark import Remark, at

FAMILY = "completeness"
LEVEL = "warning"


def check(judgement: Judgement) -> Iterator[Remark]:
    record = record_of(judgement)
    if not record.is_record:
        return
    for change in record.of(Change):
        if not change.undo:
            yield at(change, "summary", f"“{change.summary}” does not say how it is taken back", edit="add `undo`")
    for fix in record.of(Fix):
        if fix.out_of_git is not None and not fix.out_of_git.undo:
            yield at(
                fix,
                "out_of_git",
                f"“{fix.summary}”: {fix.out_of_git.what}: how is that taken back?",
                edit="add `undo`",
            )
