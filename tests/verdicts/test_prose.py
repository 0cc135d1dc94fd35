"""Claims of Markdown documents: what the document offers decides, and git where it was asked."""

from __future__ import annotations

from datetime import UTC, datetime

from handoff.model.events import ClaimEvent, Commit, Evidence
from handoff.model.facts import Facts
from handoff.model.observation import CommitSeen
from handoff.model.place import Place
from handoff.model.session import Session
from handoff.verdicts import judge

AT = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
SHA = "7fa31c9"


def answers(*events: object, seen: tuple[CommitSeen, ...] = ()) -> list[str]:
    """The verdicts on a document's claims, in order."""
    session = Session(
        id="2026-05-04-doc",
        title="Doc",
        timezone="UTC",
        origin="markdown",
        place=Place("DOC.md", 1),
        events=tuple(events),  # type: ignore[arg-type]
    )
    return [verdict.answer for verdict in judge(Facts(session=session, as_of=AT, observations=seen)).verdicts]


def claim(**given: object) -> ClaimEvent:
    return ClaimEvent(
        id="c", summary="Parser works", subject="parser", predicate="functional", place=Place("DOC.md", 3), **given
    )  # type: ignore[arg-type]


def commit() -> Commit:
    return Commit(id="k", summary="Committed", sha=SHA, at=AT, place=Place("DOC.md", 4))


def look(exists: bool | None, at: datetime = AT) -> CommitSeen:
    return CommitSeen(id="g", at=AT, repo="app", asked=SHA, exists=exists, sha=SHA + "0" * 33, author_time=at, commit_time=at)


def test_a_hash_shows_its_commit_when_git_is_not_asked() -> None:
    """A document that names a commit shows that there is one; when it was made is left open."""
    assert answers(commit()) == ["supported", "not-applicable"]


def test_git_is_believed_over_the_document() -> None:
    """A commit that git does not have, or dates otherwise, is refuted."""
    assert answers(commit(), seen=(look(exists=False),))[0] == "refuted"
    assert answers(commit(), seen=(look(exists=True),)) == ["supported", "supported"]
    assert answers(commit(), seen=(look(exists=True, at=AT.replace(hour=9)),))[1] == "refuted"


def test_a_claim_stands_by_what_is_offered_for_it() -> None:
    """Evidence supports, nothing does not, and what the document says against itself refutes."""
    shown = Evidence(id="e", summary="312 passed", via="test-run", outcome="passed", place=Place("DOC.md", 3))
    assert answers(shown, claim(evidence=("e",))) == ["supported"]
    assert answers(claim()) == ["unsupported"]
    assert answers(shown, claim(evidence=("e",), extra={"x-contradicted": "line 9 says it is open"})) == ["refuted"]
