"""The commit of a fix was in what already ran while the check failed.

Then it is not what mended the fault. Often something beside the code did: a file was put back, a cache emptied, a process
started again. Who reads the record would look for the cause in the wrong place, and the fault will come back.

Bad:
    - kind: bug
      id: broken
      at: "09:30"
      services: [worker]
      symptoms: [Predictions return HTTP 500]
      summary: No predictions
    - kind: evidence
      id: ran
      at: "09:32"
      via: command
      level: serving
      subject: worker
      asked: curl -fsS https://worker.example/version
      output: '{"commit": "69e5697"}'
      summary: What runs
    - kind: evidence
      id: was-bad
      at: "09:35"
      via: http
      level: functional
      subject: worker
      asked: POST https://worker.example/predict
      status: 500
      output: Internal Server Error
      summary: No prediction comes back
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
    - kind: bug
      id: broken
      at: "09:30"
      services: [worker]
      symptoms: [Predictions return HTTP 500]
      summary: No predictions
    - kind: evidence
      id: ran
      at: "12:55"
      via: command
      level: serving
      subject: worker
      asked: curl -fsS https://worker.example/version
      output: '{"commit": "69e5697"}'
      summary: What runs
    - kind: evidence
      id: was-bad
      at: "09:35"
      via: http
      level: functional
      subject: worker
      asked: POST https://worker.example/predict
      status: 500
      output: Internal Server Error
      summary: No prediction comes back
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

FAMILY = "evidence"
LEVEL = "warning"


def check(judgement: Judgement) -> Iterator[Remark]:
    return told(judgement, "already-running")
