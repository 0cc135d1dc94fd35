"""A service that was looked at very often: what is weighed for a claim does not grow with it, and nothing gets lost."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from handoff.model.claim import Verdict
from handoff.model.events import AnyEvent, ClaimEvent, Deployment, Evidence
from handoff.model.facts import Facts
from handoff.model.project import Project
from handoff.model.session import Session
from handoff.verdicts import judge

START = datetime(2026, 1, 20, 9, 0, tzinfo=UTC)
MANY = 1500


def look(number: int, minutes: float, **fields: object) -> Evidence:
    given: dict[str, object] = {
        "via": "http", "subject": "worker", "level": "functional", "asked": f"GET /queue/{number}", "status": 200,
        "output": f"queue {number} answers",
    }  # fmt: skip
    return Evidence(
        id=f"look-{number}",
        summary=f"Look {number}",
        at=START + timedelta(minutes=minutes),
        **{**given, **fields},  # type: ignore[arg-type]
    )


def works(**fields: object) -> ClaimEvent:
    return ClaimEvent(
        id="works",
        summary="Worker works",
        at=START + timedelta(hours=8),
        subject="worker",
        predicate="functional",
        **fields,  # type: ignore[arg-type]
    )


def verdict_on(*events: AnyEvent, after: float = 9) -> Verdict:
    session = Session(id="2026-01-20-work", title="Work", timezone="UTC", started=START, events=events)
    judgement = judge(Facts(session=session, as_of=START + timedelta(hours=after), project=Project()))
    return next(verdict for verdict in judgement.verdicts if verdict.claim.id == "works")


@pytest.mark.parametrize("count", [300, MANY])
def test_what_is_weighed_does_not_grow_with_the_looks(count: int) -> None:
    """Of many passing looks a hundred stand behind the claim, whether there were three hundred or fifteen hundred."""
    verdict = verdict_on(*(look(number, number / 10) for number in range(count)), works())
    assert verdict.answer == "supported"
    assert verdict.evidence == tuple(f"look-{number}" for number in range(count - 100, count))


def test_a_few_looks_are_all_weighed() -> None:
    """Up to a hundred nothing is left out."""
    verdict = verdict_on(*(look(number, number) for number in range(100)), works())
    assert len(verdict.evidence) == 100


def test_no_number_of_looks_hides_a_failure() -> None:
    """A failure that nothing took back refutes, whatever passed after it."""
    failed = look(MANY, 0, asked="POST /refund", status=500, output="no refund")
    verdict = verdict_on(failed, *(look(number, 1 + number / 10) for number in range(MANY)), works())
    assert verdict.answer == "refuted"
    assert failed.id in verdict.evidence


def test_failures_that_were_taken_back_do_not_hide_one_that_stands() -> None:
    """Hundreds of newer failures, each followed by its own pass, leave the one that nothing took back where it was."""
    standing = look(MANY, 0, asked="POST /refund", status=500, output="no refund")
    failed = (look(number, 1 + number / 10, status=500) for number in range(300))
    passed = (look(number + 300, 60 + number / 10, asked=f"GET /queue/{number}") for number in range(300))
    verdict = verdict_on(standing, *failed, *passed, works())
    assert verdict.answer == "refuted"
    assert verdict.evidence[:1] == (standing.id,)


def test_failures_at_one_level_do_not_hide_one_at_another() -> None:
    """A thousand failures of the outcome say nothing against "live"; the one refused connection before them does."""
    refused = look(MANY, 0, level="live", asked="GET /health", status=503, output="refused")
    others = (look(number, 1 + number / 10, level="outcome", status=500, output="nothing new") for number in range(MANY))
    live = ClaimEvent(id="works", summary="Worker is up", at=START + timedelta(hours=8), subject="worker", predicate="live")
    verdict = verdict_on(refused, *others, live)
    assert verdict.answer == "refuted"
    assert verdict.evidence == (refused.id,)


def test_the_looks_of_its_own_revision_are_heard() -> None:
    """A claim about an old revision finds the look at that revision behind any number of looks at later ones."""
    old = look(MANY, 0, revision="worker-00001")
    later = (look(number, 1 + number / 10, revision=f"worker-{number:05}") for number in range(2, MANY))
    verdict = verdict_on(old, *later, works(revision="worker-00001"))
    assert verdict.answer == "supported"
    assert verdict.evidence == (old.id,)


def test_what_a_claim_cites_is_weighed_however_old_it_is() -> None:
    """The cited look counts though a thousand newer ones are at hand."""
    verdict = verdict_on(
        look(MANY, 0), *(look(number, 1 + number / 10) for number in range(MANY)), works(evidence=("look-1500",))
    )
    assert verdict.answer == "supported"
    assert "look-1500" in verdict.evidence


def test_a_thousand_rounds_of_one_service_are_judged_each_by_its_own_revision() -> None:
    """Deployments, looks and claims by the thousand: every claim is supported by the look at its revision."""
    events: list[AnyEvent] = []
    for number in range(1000):
        revision = f"worker-{number:05}"
        at = START + timedelta(seconds=20 * number)
        events += (
            Deployment(
                id=f"deploy-{number}", summary="Deployed", at=at, service="worker", revision=revision, result="succeeded"
            ),
            look(number, (20 * number + 5) / 60, revision=revision),
            ClaimEvent(
                id=f"works-{number}", summary="Works", at=at + timedelta(seconds=10), subject="worker", predicate="functional",
                revision=revision,
            ),
        )  # fmt: skip
    session = Session(id="2026-01-20-work", title="Work", timezone="UTC", started=START, events=tuple(events))
    judgement = judge(Facts(session=session, as_of=START + timedelta(hours=9), project=Project()))
    claims = [verdict for verdict in judgement.verdicts if verdict.claim.predicate == "functional"]
    assert {verdict.answer for verdict in claims} == {"supported"}
    assert [verdict.evidence for verdict in claims] == [(f"look-{number}",) for number in range(1000)]
