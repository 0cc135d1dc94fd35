"""A service is called live, ready or functional on the strength of a look at localhost.

That it runs on the machine of the person who looked does not say that it runs where the users are. A tunnel or a port-forward
is a good reason: name the environment that was reached. A service whose declared `url` is on this machine runs here.

Bad:
    - kind: evidence
      id: local
      at: "12:50"
      via: http
      level: functional
      subject: api
      asked: "GET http://localhost:8080/orders"
      output: "[]"
      summary: Orders answer
    - kind: claim
      id: works
      at: "12:54"
      subject: api
      predicate: functional
      summary: Orders work
      evidence: [local]

Good:
    - kind: evidence
      id: local
      at: "12:50"
      via: http
      level: functional
      subject: api
      asked: "GET http://localhost:8080/orders"
      environment: production through a tunnel
      output: "[]"
      summary: Orders answer
    - kind: claim
      id: works
      at: "12:54"
      subject: api
      predicate: functional
      summary: Orders work
      evidence: [local]
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handoff.model.events import Evidence
from handoff.model.expression import expression
from handoff.model.judgement import Judgement
from handoff.model.observation import RunSeen
from handoff.model.predicates import SERVICE_LADDER
from handoff.rules._record import Record, record_of
from handoff.rules._remark import Remark, at

FAMILY = "evidence"
LEVEL = "info"
_LOCAL = expression(r"(?:^|[\s/@'\"])(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\])(?=[:/\s]|$)", re.IGNORECASE)


def _runs(judgement: Judgement, record: Record) -> Iterator[Remark]:
    """The same of what the tool ran itself: at the claim, because a look stands in no file that a person writes."""
    runs = {
        id for id, look in record.case.observations.items() if isinstance(look, RunSeen) and _LOCAL.search(" ".join(look.argv))
    }
    for verdict in judgement.verdicts if runs else ():
        claim = verdict.claim
        service = record.project.service(claim.subject)
        if claim.predicate not in SERVICE_LADDER or claim.scope or (service and _LOCAL.search(f" {service.url or ''}")):
            continue
        for id in verdict.evidence:
            if id in runs:
                runs.remove(id)
                yield Remark(
                    claim.place,
                    f"“{claim.text}” rests on {id}, which looked at localhost",
                    f"look where the users are, or declare `url` of {claim.subject} in handoff.toml if this is where it runs",
                    claim.id,
                )


def check(judgement: Judgement) -> Iterator[Remark]:
    record = record_of(judgement)
    cited = {
        id
        for verdict in judgement.verdicts
        if verdict.claim.predicate in SERVICE_LADDER and not (verdict.claim.scope or "").casefold().startswith(("local", "dev"))
        for id in verdict.claim.evidence
    }
    yield from _runs(judgement, record)
    for evidence in record.of(Evidence):
        if evidence.id in cited and not evidence.environment and _LOCAL.search(evidence.asked or ""):
            yield at(
                evidence,
                "asked",
                f"“{evidence.summary}” looked at localhost",
                "name the environment that it reached, or look where the users are",
            )
