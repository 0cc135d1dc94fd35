"""Claims of Markdown documents: what the document offers decides, and git where it was asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import get_args

from handoff.model.claim import Verdict
from handoff.model.events import ClaimEvent, Commit, Deployment, Evidence
from handoff.model.facts import Facts
from handoff.model.observation import CommitSeen
from handoff.model.place import Place
from handoff.model.predicates import Predicate
from handoff.model.session import Session
from handoff.model.value import Value
from handoff.verdicts import judge

AT = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
SHA = "7fa31c9"


def verdicts(*events: object, seen: tuple[CommitSeen, ...] = ()) -> dict[str, Verdict]:
    """The verdicts on a document's claims, by claim."""
    session = Session(
        id="2026-05-04-doc",
        title="Doc",
        timezone="UTC",
        origin="markdown",
        place=Place("DOC.md", 1),
        events=tuple(events),  # type: ignore[arg-type]
    )
    return {one.claim.id: one for one in judge(Facts(session=session, as_of=AT, observations=seen)).verdicts}


def answers(*events: object, seen: tuple[CommitSeen, ...] = ()) -> list[str]:
    """The answers on a document's claims, in order."""
    return [verdict.answer for verdict in verdicts(*events, seen=seen).values()]


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
    agent = verdicts(replace(commit(), summary="Agent done"), seen=(look(exists=False),))["k/committed"]
    assert (agent.answer, agent.why) == ("inconclusive", (f"app does not have {SHA}, and nothing says that it is a commit",))
    assert answers(commit(), seen=(look(exists=True),)) == ["supported", "supported"]
    assert answers(commit(), seen=(look(exists=True, at=AT.replace(hour=9)),))[1] == "refuted"


def test_a_claim_stands_by_what_is_offered_for_it() -> None:
    """Evidence supports, nothing does not, and what the document says against itself refutes."""
    shown = Evidence(id="e", summary="312 passed", via="test-run", outcome="passed", place=Place("DOC.md", 3))
    assert answers(shown, claim(evidence=("e",))) == ["supported"]
    assert answers(claim()) == ["unsupported"]
    assert answers(shown, claim(evidence=("e",), extra={"x-contradicted": "line 9 says it is open"})) == ["refuted"]


def test_what_a_document_says_of_itself_is_told_back() -> None:
    """Nothing near, something near that is no evidence, and what is mixed are told in the words of the reader."""
    assert verdicts(claim())["c"].why == ("nothing in its section is offered that a reader could check",)
    near = verdicts(claim(extra={"x-near": ["line 4: HTTP 200", "line 5: deployed"]}))["c"]
    assert near.reasons == ("irrelevant-level", "no-evidence")
    assert near.why[0] == "line 4: HTTP 200; line 5: deployed"
    assert verdicts(claim(extra={"x-near": "line 4"}))["c"].why[0] == "line 4"
    mixed = verdicts(claim(extra={"x-mixed": "two of the five are not shown"}))["c"]
    assert (mixed.reasons, mixed.why) == (("no-evidence",), ("two of the five are not shown",))
    light = verdicts(claim(extra={"x-weightless": ["line 4: a tick", "line 5: a badge"]}))["c"]
    assert light.why[-1] == "what stands there does not count: line 4: a tick; line 5: a badge"
    denied = verdicts(claim(extra={"x-contradicted": "line 9 says it is open"}))["c"]
    assert (denied.reasons, denied.why) == (("contradicted",), ("line 9 says it is open",))


def test_a_quoted_failure_and_a_commit_that_is_not_there_refute() -> None:
    """What a document cites is read: a line that says FAILED, and a hash that git does not have."""
    red = Evidence(id="e", summary="log", via="command", output="3 passed, 1 FAILED", place=Place("DOC.md", 3))
    told = verdicts(red, claim(evidence=("e",)))["c"]
    assert (told.answer, told.reasons, told.evidence) == ("refuted", ("contradicted",), ("e",))
    assert told.why == ("e speaks against it: 3 passed, 1 FAILED",)
    dated = verdicts(replace(red, at=AT.replace(hour=9)), claim(evidence=("e",)))["c"]
    assert dated.why == ("e at 2026-05-04 09:00 +00:00 speaks against it: 3 passed, 1 FAILED",)
    bound = Evidence(id="e", summary="ran", via="test-run", outcome="passed", commit=SHA, place=Place("DOC.md", 3))
    agent = verdicts(bound, claim(evidence=("e",)), seen=(look(exists=False),))["c"]
    assert (agent.answer, agent.reasons) == ("unsupported", ("no-evidence",))
    bound = replace(bound, summary=f"ran at commit {SHA}")
    gone = verdicts(bound, claim(evidence=("e", "nowhere")), seen=(look(exists=False),))["c"]
    assert (gone.answer, gone.reasons, gone.evidence) == ("refuted", ("unknown-commit",), ("e", "g"))
    assert gone.why == (f"app does not have {SHA}",)
    assert verdicts(bound, claim(evidence=("e",)), seen=(look(exists=None),))["c"].answer == "supported"
    there = verdicts(bound, claim(evidence=("e",)), seen=(look(exists=True),))["c"]
    assert (there.answer, there.why) == ("supported", (f"e, quoted: ran at commit {SHA}",))


def test_the_verdict_that_a_rendered_document_prints_is_kept() -> None:
    """A document that this tool made of a judged record is read back with what stands beside its claims."""
    stated = {"verdict": "inconclusive", "reasons": ["stale"], "why": ["it is a month old"]}
    told = verdicts(claim(evidence=("smoke",), extra={"x-stated": stated}))["c"]
    assert (told.answer, told.reasons, told.evidence, told.why) == (
        "inconclusive",
        ("stale",),
        ("smoke",),
        ("it is a month old",),
    )
    shown = {"verdict": "supported", "reasons": [], "why": []}
    numbered = ClaimEvent(
        id="n", summary="7", subject="x", predicate="value", value=Value(n=Decimal(7)), extra={"x-stated": shown}
    )
    assert verdicts(numbered)["n"].answer == "supported"
    bare = verdicts(replace(numbered, extra={}))["n"]
    assert (bare.answer, bare.reasons) == ("unsupported", ("unbound",))


def test_every_sort_of_claim_in_a_document_has_advice_of_its_own() -> None:
    """What a reader should write beside it, in words: a document has no commands to record."""
    told = {
        predicate: verdicts(replace(claim(), predicate=predicate))["c"].would_support
        for predicate in get_args(Predicate)
        if predicate not in ("value", "all-of")
    }
    assert told == {
        "committed": "name the commit",
        "merged": "name the commit or the pull request",
        "built": "show what was run and what came back",
        "deployed": "name the revision, build or image that was rolled out",
        "serving": "show which revision the platform serves",
        "live": "show the request and the status that came back",
        "ready": "show the readiness check and what it said",
        "functional": "show a call of the capability and its result",
        "outcome": "show the effect where users see it: a query and its result",
        "tests-passed": "show the command and the counts that it printed",
        "fixed": "name the commit, and show the failing case passing",
        "absent": "show the query, its window and its result",
        "complete": "show a count that a reader can repeat, or name the open items",
        "resolved": "show what was run and what came back",
        "exists": "show what was run and what came back",
    }
    assert verdicts(commit())["k/committed"].would_support == ""


def test_a_commit_of_which_git_was_not_asked() -> None:
    """The hash shows the commit, and its time is left open with the way to ask."""
    told = verdicts(commit())
    assert told["k/committed"].why == (f"it names commit {SHA}; git was not asked for it",)
    assert (told["k/time"].answer, told["k/time"].reasons) == ("not-applicable", ("could-not-look",))
    assert told["k/time"].why == (f"git was not asked when {SHA} was made: run `handoff check --repo PATH`",)


def test_a_commit_that_is_there_is_not_refuted_by_another_beside_it() -> None:
    """Nobody can tell whether the missing one was meant as well; alone, it refutes, and either way it is told."""
    other = "a1b2c3d4"
    merged = replace(claim(evidence=("one", "two")), summary=f"Merged commits {SHA} and {other}", predicate="merged")
    both = (
        Evidence(id="one", summary=f"commit {SHA}", via="git", commit=SHA),
        Evidence(id="two", summary=f"commit {other}", via="git", commit=other),
    )
    missing = replace(look(False), id="h", asked=other, sha=None)
    (beside,) = verdicts(merged, *both, seen=(look(True), missing)).values()
    assert (beside.answer, f"app does not have {other}" in beside.why) == ("supported", True)
    (turned,) = verdicts(replace(merged, evidence=("two", "one")), *both, seen=(look(True), missing)).values()
    assert turned.why[0] == f"one, quoted: commit {SHA}"
    unseen = Evidence(id="three", summary="commit 0ddba115", via="git", commit="0ddba115")
    (first,) = verdicts(replace(merged, evidence=("three", "one")), unseen, *both, seen=(look(True),)).values()
    assert first.why == ("three, quoted: commit 0ddba115",)
    (alone,) = verdicts(replace(merged, evidence=("two",)), both[1], seen=(missing,)).values()
    assert (alone.answer, alone.reasons) == ("refuted", ("unknown-commit",))


def test_a_line_of_failure_that_counts_nothing_is_told_and_refutes_nothing() -> None:
    """A document quotes a log also to show what was caught. What failed by count, or by its author's word, does."""
    line = Evidence(id="e", summary="log", via="command", output="12:00 ERROR could not connect", place=Place("DOC.md", 3))
    told = verdicts(line, claim(evidence=("e",)))["c"]
    assert (told.answer, told.evidence) == ("unsupported", ("e",))
    assert "e has a line of failure in it; whether it is the very thing that is meant, nobody can tell" in told.why
    said = Evidence(id="e", summary="it failed", outcome="failed", place=Place("DOC.md", 3))
    assert answers(said, claim(evidence=("e",))) == ["refuted"]
    gone = verdicts(replace(claim(evidence=("g",)), summary="Committed"), seen=(look(exists=False),))["c"]
    assert (gone.answer, gone.reasons) == ("refuted", ("contradicted",))


def test_a_number_in_a_document_is_weighed_with_what_its_reader_offers() -> None:
    """Which section offers what was decided when it was read; no name and no later roll-out says otherwise."""
    shown = Evidence(
        id="e",
        summary="ran",
        via="test-run",
        subject="api",
        output="12 passed",
        at=AT.replace(hour=9),
        place=Place("DOC.md", 3),
    )
    rolled = Deployment(id="d", summary="Rolled out", service="parser", at=AT.replace(hour=10), place=Place("DOC.md", 5))
    counted = replace(claim(evidence=("e",)), predicate="tests-passed", value=Value(n=Decimal(12), of=Decimal(12)))
    assert verdicts(shown, rolled, counted)["c"].answer == "supported"


def test_a_claim_says_by_what_it_was_taken_for_one() -> None:
    """For rules that measure their readers."""
    assert verdicts(claim(extra={"x-why": "a tick"}))["c"].claim.mark == "a tick"
