"""A next step of the previous session is open, and this one neither carries nor closes it.

Nothing open is lost except by an explicit `done` or `drop`. `handoff new --from` carries open items over.

Bad:
    session: {previous: [2026-01-19-before]}
    linked:
      - id: 2026-01-19-before
        started: 2026-01-19T09:00-05:00
        events:
          - kind: next-step
            id: report
            at: "12:40"
            owner: Kim
            success_criteria: [it is in the wiki]
            summary: Write the report
    events:
      - {kind: note, id: begun, at: "09:05", summary: Read the handoff}

Good:
    session: {previous: [2026-01-19-before]}
    linked:
      - id: 2026-01-19-before
        started: 2026-01-19T09:00-05:00
        events:
          - kind: next-step
            id: report
            at: "12:40"
            owner: Kim
            success_criteria: [it is in the wiki]
            summary: Write the report
    events:
      - kind: next-step
        id: report
        at: "09:05"
        owner: Kim
        success_criteria: [it is in the wiki]
        summary: Write the report
"""

from __future__ import annotations

from collections.abc import Iterator

from handoff.model.events import Closing, NextStep
from handoff.model.finding import NotRun
from handoff.model.judgement import Judgement
from handoff.rules._record import record_of
from handoff.rules._remark import Remark

FAMILY = "cross-session"
LEVEL = "warning"


def check(judgement: Judgement) -> Iterator[Remark | NotRun]:
    record = record_of(judgement)
    session = record.session
    if not session.previous:
        return
    everywhere = record.closed
    here = {closing.of for closing in record.of(Closing)}
    steps = record.of(NextStep)
    carried = {str(step.extra.get("x-carried-from")) for step in steps} | {step.id for step in steps}
    told_again = {" ".join(step.summary.casefold().split()) for step in steps}
    for before in session.previous:
        facts = record.linked.get(before)
        if facts is None:
            yield NotRun(f"the previous session {before} is not at hand")
            continue
        for step in facts.session.of(NextStep):
            name = f"{before}#{step.id}"
            if (
                not (step.id in here or name in everywhere)
                and not {name, step.id} & carried
                and " ".join(step.summary.casefold().split()) not in told_again
            ):
                said = f"“{step.summary}” ({name}) is open, and this session neither carries nor closes it"
                yield Remark(session.place.of("previous"), said, f"handoff done {name}, or carry it over", name)
