"""`handoff check --require-ack`: a session that ended wants its receiver's own words."""

from __future__ import annotations

from .conftest import Handoff

RULE = "handed-over-without-acknowledgement"


def test_an_acknowledgement_is_asked_for_only_when_it_is_required(handoff: Handoff) -> None:
    """Silent without the option, an error with it, and content with the receiver's words in the session that goes on."""
    handoff("new", "First", "--tz", "UTC", "--started", "2026-01-20T09:00Z")
    handoff("end", "--at", "2026-01-20T10:00Z")
    assert RULE not in handoff("check").out
    missing = handoff("check", "--require-ack")
    assert RULE in missing.out
    assert missing.code == 1
    assert RULE not in handoff("check").out
    handoff("new", "Second", "--tz", "UTC", "--from", "last")
    handoff("event", "acknowledgement", "Taken over", "--by", "Noor", "--restatement", "I go on")
    assert RULE not in handoff("check", "--require-ack").out
