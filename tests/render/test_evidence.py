"""Evidence as documents list it, the commands to look again, and the boxes of the checklist."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from handoff.model.claim import Claim, Exhibit
from handoff.model.events import ClaimEvent, Commit, Deployment, Evidence
from handoff.model.observation import CiSeen, CommitSeen, ProbeSeen, RunSeen, ServingSeen, Share, TestCounts
from handoff.model.value import Value
from handoff.render import render_checklist
from handoff.render.evidence import Box, boxes, commands, expectation, pieces, runnable
from handoff.verdicts import Case

from .build import at, facts, judged

SHA = "abcdef1234567890"
COMMIT = CommitSeen(id="g", at=at(13), repo="r", asked=SHA[:7], exists=True, sha=SHA, subject="s", commit_time=at(12))
RUN = RunSeen(
    id="run", at=at(12), subject="worker", argv=("pytest", "-q", "a b"), directory=".", milliseconds=1, exit=1,
    output="1 failed", tests=TestCounts(passed=2, failed=1, errors=1),
)  # fmt: skip
PROBE = ProbeSeen(
    id="p", at=at(12), service="worker", probe="x", level="live", asked="GET /", status=200, outcome="passed", output="y"
)
CI = CiSeen(id="ci", at=at(12), repo="r", run="77", completed=False)


def evidence(**more: Any) -> Evidence:
    return Evidence(**({"id": "e", "summary": "sum", "subject": "worker", "at": at(12)} | more))


def listed(*events: Any, **more: Any) -> dict[str, tuple[str, str, str, str]]:
    judgement = judged(*events, **more)
    return {one.id: (one.seen_by, one.level, one.asked, one.came_back) for one in pieces(judgement, Case(judgement.facts))}


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        (evidence(via="http", status=200), ("stated", "live", "", "HTTP 200: sum")),
        (evidence(via="http", status=200, summary="gave HTTP 200"), ("stated", "live", "", "gave HTTP 200")),
        (evidence(via="command", asked="x", exit=1, output="a\n b"), ("quoted", "", "x", "exit 1: a b")),
        (evidence(via="query", value=Value(n=Decimal(3), unit="rows"), output="3"), ("quoted", "", "", "3 rows")),
        (evidence(output="x" * 200), ("quoted", "", "", "x" * 159 + "…")),
    ],
)
def test_what_people_wrote_down(event: Evidence, expected: tuple[str, str, str, str]) -> None:
    """How it is known, what it shows, what was asked and what came back, in one line; nothing is told twice."""
    assert listed(event)["e"] == expected


def test_what_the_tool_saw() -> None:
    """Runs, probes and CI with their outcome; what could not be looked at says why; commits only where a verdict used them."""
    found = listed(looks=(RUN, PROBE, CI, COMMIT))
    assert found == {
        "run": ("observed", "tests-passed", "pytest -q 'a b'", "exit 1: 2 passed, 2 failed: 1 failed"),
        "p": ("observed", "live", "GET /", "HTTP 200: y"),
        "ci": ("observed", "tests-passed", "ci r/77", "could not look: CI run 77 is not completed"),
    }
    assert listed(Commit(id="c", summary="c", sha=SHA), looks=(COMMIT,))["g"][2] == f"git show --stat {SHA[:7]}"


@pytest.mark.parametrize(
    ("source", "line"),
    [
        (evidence(via="http", asked="GET https://a.b/c?d=1&e=2"), "curl -fsS 'https://a.b/c?d=1&e=2'"),
        (evidence(via="http", asked="HEAD https://a.b"), "curl -fsS -I https://a.b"),
        (evidence(via="http", asked="https://a.b and look"), "curl -fsS https://a.b"),
        (evidence(via="http", asked="POST https://a.b"), ""),
        (evidence(via="command", asked="ls -l"), "ls -l"),
        (evidence(via="test-run", asked="pytest"), "pytest"),
        (evidence(via="query", asked="select 1"), ""),
        (evidence(via="log"), ""),
        (RUN, "pytest -q 'a b'"),
        (COMMIT, f"git show --stat {SHA[:7]}"),
        (PROBE, ""),
    ],
)
def test_what_can_be_run_again(source: Any, line: str) -> None:
    """A request becomes a curl; a command stays itself; what needs a tool of its own is no command."""
    assert runnable(Exhibit(id="x", subject=None, level=None, strength="quoted", passed=None, source=source)) == line


def test_commands_are_listed_once() -> None:
    """In the order of the record, with the claims on which they bear."""
    judgement = judged(
        evidence(id="e", via="command", asked="check"),
        evidence(id="f", via="command", asked="check"),
        ClaimEvent(id="a", summary="a", subject="worker", predicate="live", evidence=("e", "nosuch")),
        ClaimEvent(id="b", summary="b", subject="worker", predicate="functional", evidence=("f", "e")),
    )
    (again,) = commands(judgement, Case(judgement.facts))
    assert again.run == "check"
    assert set(again.claims) == {"a", "b"}


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        ({"predicate": "live"}, "an answer with status 200"),
        ({"predicate": "deployed", "revision": "r1"}, "worker runs r1"),
        ({"predicate": "serving", "commit": "abcdef1"}, "worker sends its traffic to abcdef1"),
        ({"predicate": "serving"}, "worker sends its traffic to the revision that is meant"),
        ({"predicate": "value", "value": Value(n=Decimal(6), of=Decimal(7))}, "6 of 7"),
        ({"predicate": "value"}, "the number that is stated"),
        ({"predicate": "all-of", "each": "live"}, "for each of worker: an answer with status 200"),
        ({"predicate": "all-of", "each": "value"}, "for each of worker: value"),
        ({"predicate": "all-of"}, "for each of worker: it holds"),
        ({"predicate": "complete", "value": Value(percent=Decimal(95))}, "95 % of the items done"),
        ({"predicate": "complete"}, "nothing is left open"),
    ],
)
def test_what_to_expect(claim: dict[str, Any], expected: str) -> None:
    """Every predicate says what whoever looks should see."""
    assert expectation(Claim(id="c", subject="worker", text="t", event="c", **claim)) == expected


def box(*events: Any, **more: Any) -> Box:
    judgement = judged(*events, **more)
    return boxes(judgement, Case(judgement.facts))[0]


def test_a_box_is_ticked_by_support_alone() -> None:
    """A refuted, inconclusive or unsupported claim has an empty box."""
    claim = ClaimEvent(id="c", summary="c", subject="worker", predicate="live", evidence=("e",), at=at(12, 30))
    assert not box(claim).ticked
    assert not box(claim, evidence(via="http", status=500, output="no")).ticked
    good = box(claim, evidence(via="http", asked="GET https://a.b", status=200, output="ok"))
    assert good.ticked
    assert (good.run, good.expect) == ("curl -fsS https://a.b", "an answer with status 200")
    assert [one.id for one in good.seen] == ["e"]


def test_how_to_look() -> None:
    """The command that was used for this level, else one the claim points at, else advice; never a lesser look."""
    working = ClaimEvent(id="c", summary="c", subject="worker", predicate="functional", evidence=("e",))
    lesser = box(working, evidence(via="http", asked="GET https://a.b", status=200, output="ok"))
    assert lesser.run == ""
    assert lesser.advice.startswith("`handoff run --about worker --level functional")
    live = ClaimEvent(id="c", summary="c", subject="pw", predicate="live")
    assert box(live).run == "curl -fsS https://worker.example"
    assert box(Commit(id="c", summary="c", sha=SHA)).run == f"git show --stat {SHA}"
    lines = ClaimEvent(
        id="c", summary="c", subject="x", predicate="value", value=Value(n=Decimal(1), unit="files", basis=f"commit:{SHA}")
    )
    assert box(lines).run == f"git show --stat {SHA}"


def test_what_was_seen_of_another_service_is_no_way_to_look() -> None:
    """It comes last, and the checklist says what it is about."""
    there = replace(RUN, id="g", subject="portal", level="functional", argv=("order", "it"), exit=0, output="ok", tests=None)
    here = replace(there, id="w", subject="pw", argv=("order", "worker"))
    for cited, run in ((("g",), ""), (("g", "w"), "order worker")):
        claim = ClaimEvent(id="c", summary="c", subject="worker", predicate="functional", evidence=cited, at=at(12, 30))
        judgement = judged(claim, looks=(there, here) if run else (there,))
        (made,) = boxes(judgement, Case(judgement.facts))
        assert (made.run, [one.id for one in made.seen], made.elsewhere) == (run, [*cited[1:], "g"], ("g",))
        text = render_checklist(judgement, ())
        assert "(`g`, observed; **this is about portal**)" in text
        assert text.count("this is about") == 1


def test_how_to_look_at_what_is_supported() -> None:
    """A platform is asked again by the tool, a query is told as it was, a computed number is computed again."""
    serving = ServingSeen(
        id="s", at=at(13), service="worker", platform="k", shares=(Share(revision="r1", percent=Decimal(100)),),
        latest_ready="r1", latest_created="r1", ready=True, current=True, ready_at=at(12, 30),
    )  # fmt: skip
    deployed = Deployment(id="d", summary="d", service="worker", revision="r1", at=at(12, 30), result="succeeded")
    assert box(deployed, looks=(serving,)).run == "handoff observe --live"
    length = ClaimEvent(
        id="c", summary="c", subject="session", predicate="value", value=Value(n=Decimal(2), unit="h", basis="session")
    )
    told = box(length)
    assert (told.ticked, told.run, told.advice) == (True, "", "`handoff check` computes it again")
    assert "2 h" in told.computed


def test_every_piece_says_what_it_is() -> None:
    """What a person wrote down by its summary, a look of the tool by its sort and how a run came out."""
    red = replace(RUN, id="r", dirty=True)
    green = replace(RUN, id="s", exit=0, tests=None, dirty=False)
    asked = replace(green, id="t", level="live", dirty=True)
    judgement = judged(evidence(id="e", summary="Seen"), looks=(red, green, asked))
    assert [(one.id, one.what) for one in pieces(judgement, Case(judgement.facts))] == [
        ("e", "Seen"), ("r", "run, failed, on a tree with uncommitted files"), ("s", "run, passed"),
        ("t", "run, passed"),
    ]  # fmt: skip


def test_commands_that_look_at_behaviour_come_before_those_that_ask_git() -> None:
    """Whoever takes over wants to know whether it works, then whether the commits are there."""
    run = replace(RUN, level="functional", argv=("order", "17"), exit=0, output="ok", tests=None)
    works = ClaimEvent(id="works", summary="Works", subject="worker", predicate="functional", at=at(12, 30))
    judgement = judged(Commit(id="c", summary="c", sha=SHA[:7]), works, looks=(COMMIT, run))
    assert [one.run for one in commands(judgement, Case(judgement.facts))] == ["order 17", f"git show --stat {SHA[:7]}"]


def test_what_another_session_saw_can_be_looked_at_again() -> None:
    """A claim that was taken over rests on evidence of the session that it comes from; its command is told, too."""
    claim = ClaimEvent(id="up", summary="Up", subject="worker", predicate="live", at=at(12))
    look = replace(RUN, level="live", argv=("order", "17"), output="refused", tests=None)
    before = facts(claim, looks=(look,), id="2026-01-20-before")
    taken = replace(claim, modality="carried", extra={"x-carried-from": "2026-01-20-before#up"})
    judgement = judged(taken, linked=(before,))
    case = Case(judgement.facts)
    assert commands(judgement, case) == (("order 17", ("up",)),)
    (made,) = boxes(judgement, case)
    assert (made.ticked, made.run, [one.id for one in made.seen]) == (False, "order 17", ["2026-01-20-before#run"])
    alone = judged(replace(taken, evidence=("2026-01-01-gone#run", "2026-01-20-before#gone")), linked=(before,))
    assert commands(alone, Case(alone.facts)) == (("order 17", ("up",)),)


def test_a_claim_is_named_once_beside_its_command() -> None:
    """Two verdicts on one claim, as of a fix of two bugs."""
    run = replace(RUN, level="functional", argv=("order", "17"), exit=0, output="ok", tests=None)
    works = ClaimEvent(id="works", summary="Works", subject="worker", predicate="functional", at=at(12, 30))
    judgement = judged(works, looks=(run,))
    twice = replace(judgement, verdicts=judgement.verdicts * 2)
    assert commands(twice, Case(twice.facts)) == (("order 17", ("works",)),)
