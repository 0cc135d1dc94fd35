"""Claims as a document shows them: what not to rely on, in the order in which a reader must know."""

from __future__ import annotations

import pytest

from handoff.model.finding import Finding
from handoff.model.place import Place
from handoff.model.value import Value
from handoff.render.claims import cited, groups, line_link, remarks, standings, status, verdict_words

from .build import by_hand, verdict

HERE = "sessions/2026-01-21-night/session.yaml"


@pytest.mark.parametrize(
    ("answers", "line"),
    [
        ([], "No claim is made in this record, so nothing in it is shown to hold."),
        (["supported"], "The one claim is supported."),
        (["supported"] * 3, "All 3 claims are supported."),
        (["refuted"], "0 of 1 claims supported: 1 refuted."),
        (
            ["supported", "inconclusive", "unsupported", "not-applicable", "refuted", "unsupported"],
            "1 of 6 claims supported: 1 refuted, 1 inconclusive, 2 unsupported, 1 not applicable.",
        ),
    ],
)
def test_the_status_line_counts_verdicts(answers: list[str], line: str) -> None:
    """The status is computed, and says every answer that is not support."""
    assert status(by_hand(*(verdict(answer) for answer in answers)).counts) == line  # type: ignore[arg-type]  # words of the table


@pytest.mark.parametrize(
    ("answers", "listed", "line"),
    [
        (
            ["supported"],
            1,
            "No other claim is made in this record, so nothing in it is shown to hold. Git has 1 commit that it lists.",
        ),
        (["supported"] * 3, 2, "The one claim is supported. Git has 2 commits that it lists."),
        (["supported", "supported", "refuted"], 1, "1 of 2 claims supported: 1 refuted. Git has 1 commit that it lists."),
    ],
)
def test_listed_commits_are_no_share_of_what_is_shown(answers: list[str], listed: int, line: str) -> None:
    """They are told, and apart."""
    counts = by_hand(*(verdict(answer) for answer in answers)).counts  # type: ignore[arg-type]  # words of the table
    assert status(counts, listed) == line


def test_what_not_to_rely_on_is_ordered_by_how_bad_it_is() -> None:
    """Refuted, inconclusive, unsupported; whether things work before figures; the gravest reason first; support never."""
    judgement = by_hand(
        verdict("unsupported", "e", reasons=("no-evidence",)),
        verdict("supported", "x"),
        verdict("refuted", "b", reasons=("arithmetic",), predicate="value"),
        verdict("inconclusive", "d", reasons=("weak",)),
        verdict("inconclusive", "c", reasons=("unknown-revision", "weak")),
        verdict("refuted", "a", reasons=("open-items",)),
        verdict("not-applicable", "y"),
        verdict("unsupported", "f"),
    )
    found = groups(judgement)
    assert [one.text for group in found for one in group.claims] == ["a", "b", "c", "d", "e", "f"]
    assert found[0].meaning == "Something on the same subject is still open."
    assert found[-1].meaning == ""


def test_claims_that_one_thing_would_settle_say_it_once() -> None:
    """The same advice about different subjects is told once; what differs is told with its claim, and refuted ones do."""
    look = "handoff run --about {} --level live -- curl -fsS {}"
    weak = {"reasons": ("weak",), "predicate": "live"}
    judgement = by_hand(
        verdict("inconclusive", "a", subject="worker", would_support=look.format("worker", "https://worker.example"), **weak),
        verdict("inconclusive", "b", subject="portal", would_support=look.format("portal", "URL"), **weak),
        verdict("inconclusive", "c", subject="portal", would_support="ask somebody", **weak),
        verdict("refuted", "d", reasons=("contradicted",), would_support="fix it"),
        verdict("refuted", "e", reasons=("contradicted",), would_support="fix it"),
    )
    refuted, inconclusive = groups(judgement)
    assert inconclusive.settle == "`handoff run --about SUBJECT --level live -- curl -fsS URL`"
    assert [one.settle for one in inconclusive.claims] == ["", "", "ask somebody"]
    assert refuted.settle == ""
    assert [one.settle for one in refuted.claims] == ["fix it", "fix it"]


def test_what_speaks_against_a_claim_is_told_first() -> None:
    """The sentence that a reader looks for stands on top."""
    judgement = by_hand(verdict("refuted", why=("x is a statement", "y speaks against it: FAILED")))
    assert standings(judgement, ())[0].why == ("y speaks against it: FAILED", "x is a statement")


def test_a_claim_is_told_in_the_words_of_the_tool() -> None:
    """Subject, predicate, member predicate and value, then what it is bound to; whatever is the author's stands in code."""
    claim = verdict("supported", predicate="all-of", each="live", value=Value(n=6, of=6), revision="r1", subject="services")  # type: ignore[arg-type]  # a number is a number
    assert standings(by_hand(claim), ())[0].says == "`services` all-of live `6 of 6`, revision `r1`"


def test_findings_that_repeat_a_verdict_are_told_with_it() -> None:
    """Every finding is shown once: with the claim whose verdict it repeats, or by itself; those of one rule together."""
    judgement = by_hand(verdict("unsupported", id="c", why=("nothing is offered",)), verdict("supported", id="d", why=("ok",)))

    def finding(rule: str, message: str, subject: str = "", line: int = 1, **more: str) -> Finding:
        return Finding(rule=rule, level="warning", message=message, subject=subject, place=Place(HERE, line), **more)  # type: ignore[arg-type]  # only texts are given

    repeats = finding("r", "“it works”: nothing is offered", "c")
    supported = finding("s", "ok", "d")
    more = [finding("t", "a", line=9), finding("t", "b", line=3), finding("t", "c", hint="h")]
    waived = finding("a", "w", waived="by N")
    error = Finding(rule="z", level="error", message="e", place=Place(HERE))
    all = standings(judgement, [repeats, supported])
    assert [one.rules for one in all] == [(repeats,), ()]
    made = remarks([repeats, supported, *more, waived, error], all)
    assert [(one.first.rule, one.first.message, len(one.others)) for one in made] == [
        ("z", "e", 0), ("s", "ok", 0), ("t", "b", 1), ("t", "c", 0), ("a", "w", 0),
    ]  # fmt: skip


def test_lines_are_linked_in_the_record_and_named_elsewhere() -> None:
    """A place in the session's own file is a link beside the document; another file is named."""
    judgement = by_hand()
    assert line_link(judgement, Place(HERE, 4)) == "[line 4](session.yaml#L4)"
    assert line_link(judgement, Place("", 4)) == "[line 4](session.yaml#L4)"
    assert line_link(judgement, Place("sessions/other/session.yaml", 4)) == "`sessions/other/session.yaml:4`"


def test_a_predicate_is_told_with_its_worst_answer() -> None:
    """Two claims of one predicate are as good as the worse one."""
    found = (
        verdict("supported", predicate="live"),
        verdict("refuted", predicate="live"),
        verdict("supported", predicate="fixed"),
    )
    assert verdict_words(found) == "live **refuted**, fixed supported"
    assert verdict_words(()) == ""


def test_cited_evidence_is_code_or_a_link() -> None:
    """Ids are code, addresses are links, anything odd is text."""
    assert cited(("a-1", "url:https://a.b/c", "cmd:x | y")) == "`a-1`, [https:/\\/a.b/c](https://a.b/c), cmd:x \\| y"
    assert cited(()) == "nothing"
