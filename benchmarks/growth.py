"""How the time for one event grows with the record: reading, judging and all rules, up to 100,000 events.

Two shapes. In one the services grow with the record, some sixty events each; in the other all that happens is about one
service. The aim is a line: an event of the largest record may take half as long again as one of the smallest.
"""

from __future__ import annotations

import gc
import time
from datetime import UTC, datetime

from benchmarks.timing import Row
from handoff.__main__ import COLLECTED_AFTER

SIZES = (1_200, 12_000, 100_002)
# The second shape has every claim weighed against a hundred looks, so that less of it shows as much.
DENSE = (1_200, 12_000)
_HEAD = """\
format: 1
id: 2026-01-20-work
title: A day of work
timezone: America/New_York
started: 2026-01-20T00:00-05:00
events:
"""
_ROUND = """\
  - id: bug-{n}
    kind: bug
    at: {at}
    summary: Request {n} of {service} gets a 500
    severity: high
    services: [{service}]
    symptoms: ["ImportError in {n}"]
  - id: commit-{n}
    kind: commit
    at: {at}
    summary: Package {n} added to the image
    sha: {sha}
  - id: fix-{n}
    kind: fix
    at: {at}
    summary: Package {n} added
    bugs: [bug-{n}]
    commits: [{sha}]
    state: verified
    evidence: [answers-{n}]
  - id: deploy-{n}
    kind: deployment
    at: {at}
    summary: Round {n} of {service} deployed
    service: {service}
    revision: {service}-{n:05}
    commit: {sha}
    result: succeeded
  - id: answers-{n}
    kind: evidence
    at: {at}
    summary: An answer of {service} comes back
    via: http
    subject: {service}
    level: functional
    asked: POST https://{service}.example/predict
    status: 200
    output: '{{"n": {n}}}'
    revision: {service}-{n:05}
  - id: works-{n}
    kind: claim
    at: {at}
    summary: Round {n} works
    subject: {service}
    predicate: functional
    revision: {service}-{n:05}
    evidence: [answers-{n}]
"""


def record(events: int, services: int) -> str:
    """The text of a session with so many events about so many services."""
    pieces = [_HEAD]
    for n in range(events // 6):
        minute = n % 1440
        at = f"2026-01-20T{minute // 60:02}:{minute % 60:02}-05:00"
        # Spread as digests are: commits that begin alike are looked through one by one.
        sha = f"{(n + 1) * 0x9E3779B97F4A7C15 % 2**64:016x}"
        pieces.append(_ROUND.format(n=n, at=at, sha=sha, service=f"service-{n % services}"))
    return "".join(pieces)


def spent(events: int, services: int) -> float:
    """Processor microseconds an event to read, judge and lint a record."""
    from handoff.model.facts import Facts
    from handoff.model.project import Project
    from handoff.rules import run
    from handoff.store.load import parse_session
    from handoff.verdicts import judge

    text = record(events, services)
    start = time.process_time()
    session = parse_session(text, "session.yaml", Project())
    run(judge(Facts(session=session, as_of=datetime(2026, 1, 21, 12, tzinfo=UTC), project=Project(), source=text)))
    return (time.process_time() - start) / events * 1e6


def measure() -> list[Row]:
    """Rows of what was measured: name, value, aim, unit."""
    rows: list[Row] = []
    gc.set_threshold(COLLECTED_AFTER)
    spent(600, 10)  # imports
    for shape, sizes in (("services grow with it", SIZES), ("all about one service", DENSE)):
        base = 0.0
        for size in sizes:
            taken = spent(size, max(1, size // 60) if sizes is SIZES else 1)
            base = base or taken
            rows.append((f"an event of {size:,} ({taken:.0f} µs), {shape} / of {sizes[0]:,}", taken / base, 1.5, "×"))
    return rows
