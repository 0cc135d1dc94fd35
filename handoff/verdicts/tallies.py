"""Principle 12 for `tests-passed`: how many tests pass is held against what the runs themselves counted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal

from handoff.model.claim import Claim, Exhibit, Verdict
from handoff.model.events import Evidence
from handoff.model.expression import expression
from handoff.model.frozen import dataclass
from handoff.model.observation import RunSeen
from handoff.model.value import Value, number
from handoff.verdicts.case import Case
from handoff.verdicts.ruling import Ruling
from handoff.verdicts.weighing import weigh

_OF_TESTS = expression(r"tests?\b|pass|specs?\b|cases?\b|checks?\b|examples?\b|ok\b|green\b|succe", re.IGNORECASE)
_NUMBER = r"(\d[\d,]*)"
# What a quoted output says passed: `218 passed`, `12/12 tests pass`, `passed: 7`, and of a run that names its total only.
_PASSED = expression(
    rf"\b{_NUMBER}(?:\s*(?:/|of)\s*{_NUMBER})?\s+(?:tests?\s+)?(?:pass(?:ed|ing|es)?|ok|succeeded)\b"
    rf"|\bpass(?:ed)?\s*[:=]\s*{_NUMBER}\b|\b(?:Ran\s+{_NUMBER}\s+tests?\b|Tests run:\s*{_NUMBER}\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Tally:
    """How many tests a look tells to have passed; with those that were left out, or of how many, where that is told.

    `seen`: the tool counted them itself.
    """

    id: str
    passed: Decimal
    total: Decimal | None = None
    seen: bool = False


def judge_tests(case: Case, claim: Claim) -> Verdict:
    """The verdict on `tests-passed`: that they do, and that it is as many as are claimed."""
    verdict = weigh(case, claim)
    value = claim.value
    if verdict.answer != "supported" or value is None or (value.n is None and value.percent is None):
        return verdict
    ruling = Ruling(claim, evidence=dict.fromkeys(verdict.evidence))
    if value.unit and not _OF_TESTS.search(value.unit):
        ruling.hold("unbound", f"it says {value}; a run of tests counts tests, and no {value.unit}")
        return ruling.settle("inconclusive")
    found = _found(case, verdict.evidence)
    if not found:
        ruling.hold("unbound", f"it says {value}; {_names(verdict.evidence)} passed and told no count of tests")
        return ruling.settle("inconclusive")
    told = [one for one in found if one.id in claim.evidence] or found
    seen = [one for one in told if one.seen] or [one for one in found if one.seen]
    if _fits(value, seen or told):
        return verdict
    newest = (seen or told)[-1]
    left_out = "" if newest.total in (None, newest.passed) else f" of {newest.total}"
    counted = f"{newest.id} counted {newest.passed}{left_out} passed"
    if _fits(value, told):
        # A smaller run that the tool saw need not be all of them; that it was more is only typed.
        ruling.hold("weak", f"it says {value}, which is only quoted; {counted}, and that the tool saw itself", newest.id)
        return ruling.settle("inconclusive")
    ruling.hold("arithmetic", f"it says {value}; {counted}", newest.id)
    return ruling.settle("refuted")


def _found(case: Case, evidence: tuple[str, ...]) -> list[_Tally]:
    """The newest count of every check, typed and seen apart, the newest last; and what claims beneath say."""
    newest: dict[tuple[str, bool], list[_Tally]] = {}
    for exhibit in sorted(filter(None, map(case.exhibits.get, evidence)), key=_when):
        if tallies := list(_counted(exhibit)):
            check = (exhibit.check or exhibit.id, tallies[0].seen)
            newest.pop(check, None)
            newest[check] = tallies
    found = [tally for tallies in newest.values() for tally in tallies]
    below = (one for id in evidence for one in case.claims_by_event.get(id, ()))
    return found + [_Tally(one.event, one.value.n, one.value.of) for one in below if one.value and one.value.n is not None]


def _when(exhibit: Exhibit) -> tuple[bool, datetime | None, str]:
    return (exhibit.at is not None, exhibit.at, exhibit.id)


def _counted(exhibit: Exhibit) -> Iterable[_Tally]:
    source = exhibit.source
    if isinstance(source, RunSeen):
        if source.tests is not None:
            passed = Decimal(source.tests.passed)
            yield _Tally(exhibit.id, passed, passed + source.tests.skipped, seen=True)
    elif exhibit.value is not None and exhibit.value.n is not None:
        yield _Tally(exhibit.id, exhibit.value.n, exhibit.value.of)
    elif isinstance(source, Evidence) and source.output:
        for match in _PASSED.finditer(source.output):
            first, of, *others = match.groups()
            passed = number(first or next(filter(None, others)))
            yield _Tally(exhibit.id, passed, number(of) if of else None)


def _fits(value: Value, told: Sequence[_Tally]) -> bool:
    """Whether a stated number is one that was counted, or all of them together. What was left out is part of all, or is not."""
    if value.n is None:
        # What failed would have spoken against the claim: of all that ran, all passed.
        return value.percent == 100
    totals = [one.passed if one.total is None else one.total for one in told]
    together = _Tally("", sum((one.passed for one in told), Decimal(0)), sum(totals, Decimal(0)))
    return any(value.n == one.passed and value.of in (None, one.passed, one.total) for one in (*told, together))


def _names(ids: tuple[str, ...]) -> str:
    return ", ".join(ids[:3]) + (f" and {len(ids) - 3} more" if len(ids) > 3 else "")
