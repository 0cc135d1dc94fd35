"""Ids of looks, and which looks say something new."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from handoff.model.observation import CommitSeen
from handoff.observe.news import fresh, named, recognised

NOW = datetime(2026, 1, 21, tzinfo=UTC)


def _seen(sha: str, subject: str = "It", at: datetime = NOW, id: str = "") -> CommitSeen:
    return CommitSeen(id=id or f"git-{sha[:4]}", at=at, repo="main", asked=sha, sha=sha, exists=True, subject=subject)


def test_ids_are_unique_among_events_and_looks() -> None:
    """Two commits that begin alike, an event of that name, an earlier look of that name."""
    looks = named([_seen("abcd1"), _seen("abcd2"), _seen("ffff1")], [_seen("abcd9", id="git-abcd-2")], {"git-ffff"})
    assert [look.id for look in looks] == ["git-abcd", "git-abcd-3", "git-ffff-2"]


def test_a_look_that_finds_the_same_keeps_its_id() -> None:
    """So that what cites it goes on doing so; a look that finds something else gets another id."""
    known = named([_seen("abcd1"), _seen("abcd2")], [])
    later = NOW + timedelta(hours=1)
    again = recognised([_seen("abcd2", at=later), _seen("abcd1", "Changed", later)], known)
    assert [look.id for look in again] == ["git-abcd-2", "git-abcd-3"]
    assert [look.subject for look in fresh(again, known)] == ["Changed"]


def test_only_the_newest_look_at_a_thing_is_compared() -> None:
    """Facts that come back after they were different are news again."""
    known = [_seen("abcd1", "One", id="a"), _seen("abcd1", "Two", id="b")]
    assert fresh([_seen("abcd1", "Two")], known) == []
    assert len(fresh([_seen("abcd1", "One")], known)) == 1
    assert recognised([_seen("abcd1", "Two")], known)[0].id == "b"
