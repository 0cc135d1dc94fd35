"""A share that cannot be: more than there are, over 100 %, or less than nothing.

`7/6`, `120 %` complete, `-5 min`, 130 % of the traffic. Either the number or what it is a share of is wrong.

Bad:
    - kind: claim
      id: all
      at: "12:54"
      subject: services
      predicate: all-of
      each: live
      value: 7/6
      summary: All up

Good:
    - kind: claim
      id: all
      at: "12:54"
      subject: services
      predicate: all-of
      each: live
      value: 6/6
      summary: All up
"""

from __future__ import annotations

from collections.abc import Iterator

from handoff.model.events import ClaimEvent, Deployment, Evidence, Impact
from handoff.model.judgement import Judgement
from handoff.model.value import Value
from handoff.rules._record import record_of
from handoff.rules._remark import Remark, at
from handoff.verdicts.quantities import unit_length

FAMILY = "numbers"
LEVEL = "error"


def check(judgement: Judgement) -> Iterator[Remark]:
    record = record_of(judgement)
    for claim in record.of(ClaimEvent):
        if problem := _problem(claim.value, share=claim.predicate in ("complete", "all-of", "tests-passed")):
            yield at(claim, "value", f"{claim.value}: {problem}")
    for evidence in record.of(Evidence):
        if problem := _problem(evidence.value, share=False):
            yield at(evidence, "value", f"{evidence.value}: {problem}")
    for impact in record.of(Impact):
        if problem := _problem(impact.amount, share=False):
            yield at(impact, "amount", f"{impact.amount}: {problem}")
    for deployment in record.of(Deployment):
        if deployment.traffic is not None and not 0 <= deployment.traffic <= 100:
            yield at(deployment, "traffic", f"{deployment.traffic} % of the traffic: a share lies between 0 and 100")


def _problem(value: Value | None, share: bool) -> str:
    if value is None:
        return ""
    if value.n is not None and value.of is not None and value.n > value.of:
        return "more than there are"
    if value.of is not None and value.of < 0:
        return "a set has no negative size"
    if share and value.percent is not None and not 0 <= value.percent <= 100:
        return "a share lies between 0 and 100 %"
    if value.n is not None and value.n < 0 and (value.of is not None or unit_length(value.unit)):
        return "a count or a length of time is never negative"
    return ""
