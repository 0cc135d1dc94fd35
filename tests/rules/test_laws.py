"""Laws of the rules on random worlds and random text; `make prove` takes more of each."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handoff.model.facts import Facts
from handoff.model.finding import Finding
from handoff.model.judgement import Judgement
from handoff.model.session import Session
from handoff.rules import run
from handoff.verdicts import judge
from tests.verdicts.random_worlds import facts

PROVE = bool(os.environ.get("HANDOFF_PROVE"))
QUICK = settings(
    max_examples=5000 if PROVE else 60, deadline=None, suppress_health_check=list(HealthCheck), database=None, derandomize=True
)
pytestmark = pytest.mark.prove
SIGNS = "—–’“”…•→←✅❌⚠éèüßñç°±€🎉🚨📝"


def document(source: str) -> tuple[Finding, ...]:
    """What the rules of text say of a document."""
    session = Session(id="2026-01-20-doc", title="Doc", origin="markdown")
    given_facts = Facts(session=session, as_of=datetime(2026, 1, 21, tzinfo=UTC), source=source)
    return run(Judgement(facts=given_facts, verdicts=()), ["text", "time", "numbers"]).findings


@QUICK
@given(facts())
def test_every_world_can_be_linted_and_nothing_unsupported_is_passed_over(world: Facts) -> None:
    """No rule breaks on any record; a refuted claim has an error, any other unsupported one has a finding."""
    judgement = judge(world)
    findings = run(judgement).findings
    for verdict in judgement.verdicts:
        told = [one for one in findings if one.subject in (verdict.claim.id, verdict.claim.event)]
        if verdict.answer == "refuted":
            assert "error" in {one.level for one in told}, (verdict.claim.id, verdict.reasons)
        elif verdict.answer in ("inconclusive", "unsupported"):
            assert told, (verdict.claim.id, verdict.reasons)


@QUICK
@given(facts())
def test_linting_changes_nothing_and_says_the_same_again(world: Facts) -> None:
    """Two runs over equal facts give equal results, fingerprints included, and no two findings share one."""
    first, second = run(judge(world)), run(judge(replace(world)))
    assert first == second
    assert len({one.fingerprint for one in first.findings}) == len(first.findings)


@QUICK
@given(st.text(max_size=400))
def test_no_text_breaks_a_rule(source: str) -> None:
    """Whatever stands in a document, the rules end and raise nothing."""
    assert document(source) == document(source)


@QUICK
@given(st.text(st.sampled_from(SIGNS), min_size=1, max_size=12), st.sampled_from(["cp1252", "mac_roman"]))
def test_mis_decoded_signs_are_recognised(signs: str, codec: str) -> None:
    """The signs that handoffs are full of, read with the wrong set, are recognised; read with the right one they are not."""
    wrong = "".join(bytes([byte]).decode(codec, "ignore") or chr(byte) for byte in signs.encode())
    assert [one.rule for one in document(wrong) if one.rule == "mis-decoded-text"]
    assert not [one.rule for one in document(signs) if one.rule == "mis-decoded-text"]
