"""The commit that was deployed does not contain the commit of the fix.

"The code claimed live was not the code serving" is the most frequent way in which a status is wrong. Git knows whether one
commit contains another; deploy one that does, and look again.

Bad:
    observed:
      - kind: ancestry
        id: look-1
        at: 2026-01-20T18:00Z
        repo: app
        ancestor: 69e5697
        descendant: 1111111
        contained: false
    events:
      - kind: bug
        id: broken
        at: "09:30"
        services: [worker]
        symptoms: [Predictions return HTTP 500]
        summary: No predictions
      - kind: deployment
        id: roll-out
        at: "11:00"
        service: worker
        revision: 00012-abc
        commit: 1111111
        summary: Rolled out
      - kind: evidence
        id: now-good
        at: "12:50"
        via: http
        level: functional
        subject: worker
        asked: POST https://worker.example/predict
        status: 200
        output: '{"predictions": 12}'
        summary: A prediction comes back
      - kind: fix
        id: rebuilt
        at: "12:00"
        bugs: [broken]
        state: verified
        commits: [69e5697]
        evidence: [now-good]
        summary: Rebuilt

Good:
    observed:
      - kind: ancestry
        id: look-1
        at: 2026-01-20T18:00Z
        repo: app
        ancestor: 69e5697
        descendant: 1111111
        contained: true
    events:
      - kind: bug
        id: broken
        at: "09:30"
        services: [worker]
        symptoms: [Predictions return HTTP 500]
        summary: No predictions
      - kind: deployment
        id: roll-out
        at: "11:00"
        service: worker
        revision: 00012-abc
        commit: 1111111
        summary: Rolled out
      - kind: evidence
        id: now-good
        at: "12:50"
        via: http
        level: functional
        subject: worker
        asked: POST https://worker.example/predict
        status: 200
        output: '{"predictions": 12}'
        summary: A prediction comes back
      - kind: fix
        id: rebuilt
        at: "12:00"
        bugs: [broken]
        state: verified
        commits: [69e5697]
        evidence: [now-good]
        summary: Rebuilt
"""

from __future__ import annotations

from collections.abc import Iterator

from handoff.model.judgement import Judgement
from handoff.rules._record import told
from handoff.rules._remark import Remark

FAMILY = "git"
LEVEL = "error"


def check(judgement: Judgement) -> Iterator[Remark]:
    return told(judgement, "fix-not-contained")
