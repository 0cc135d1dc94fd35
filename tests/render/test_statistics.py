"""Numbers are computed here, each with where it comes from."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from handoff.model.events import Bug, Closing, Commit, Decision, Deployment, Evidence, Learning, NextStep
from handoff.model.facts import ClosedElsewhere
from handoff.model.finding import Finding
from handoff.model.observation import CommitSeen, FileChange, RepositorySeen
from handoff.model.place import Place
from handoff.render.bugs import bugs
from handoff.render.evidence import pieces
from handoff.render.statistics import counted, parts, statistics
from handoff.verdicts import Case

from .build import at, facts, judged

SHA = "abcdef1234567890"


def figures(*events: Any, findings: tuple[Finding, ...] = (), **more: Any) -> dict[str, tuple[str, str]]:
    judgement = judged(*events, **more)
    case = Case(judgement.facts)
    made = statistics(judgement, case, findings, bugs(judgement, case))
    return {figure.what: (figure.number, figure.source) for figure in made}


def seen(sha: str = SHA, **more: Any) -> CommitSeen:
    given = {"files": (FileChange(path="a", added=3, deleted=1), FileChange(path="b")), "sha": sha}
    return CommitSeen(**({"id": sha, "at": at(13), "repo": "r", "asked": sha, "exists": True} | given | more))


def test_an_empty_session_has_a_length_and_no_claims() -> None:
    """What is zero and says nothing is left out; that nothing is claimed says something."""
    assert figures() == {"Duration": ("2 h", "started and ended of the record"), "Claims": ("0", "verdicts")}
    assert "Duration" not in figures(ended=None)


def test_everything_is_counted() -> None:
    """Deployments, bugs, steps, evidence, decisions, learnings and findings, with what they are made of."""
    waived = Finding(rule="r", level="error", message="m", place=Place(), waived="by N")
    found = figures(
        Deployment(id="d", summary="d", service="pw", at=at(11), result="succeeded"),
        Deployment(id="e", summary="e", service="worker", at=at(12), result="rolled-back"),
        Bug(id="b", summary="b", severity="high"),
        Bug(id="c", summary="c"),
        NextStep(id="n", summary="n"),
        NextStep(id="m", summary="m"),
        Closing(id="x", summary="x", of="m", state="dropped", why="w"),
        Evidence(id="q", summary="q", output="o"),
        Decision(id="y", summary="y"),
        Learning(id="l", summary="l"),
        Learning(id="k", summary="k"),
        findings=(Finding(rule="r", level="warning", message="m", place=Place()), waived),
    )
    assert {name: number for name, (number, _) in found.items()} == {
        "Duration": "2 h",
        "Claims": "1 (1 unsupported)",
        "Deployments": "2 to 1 service, 1 of them failed",
        "Bugs": "2 (1 high, 1 without severity)",
        "Bugs shown to be fixed": "0 of 2",
        "Next steps": "1 open, 1 closed",
        "Pieces of evidence": "1 (1 quoted)",
        "Decisions": "1",
        "Learnings": "2",
        "Findings": "2 (1 warning, 1 waived)",
    }


def test_lines_are_counted_by_git_alone() -> None:
    """Numbers that nobody but the author knows make no sum; what git did not show is said."""
    event = Commit(id="c", summary="c", sha=SHA, files=9, insertions=99, deletions=9)
    assert figures(event)["Commits"] == ("1", "record; git did not show them")
    assert "Lines" not in figures(event)
    assert figures(event, looks=(seen(),))["Lines"] == ("+3 −1 in 2 files", "git")
    assert "Lines" not in figures(event, looks=(seen(files=None),))
    other = Commit(id="o", summary="o", sha="1234567")
    assert figures(event, other, looks=(seen(),))["Lines"] == ("+3 −1 in 2 files", "git; 1 not seen there")
    window = RepositorySeen(id="r", at=at(13), repo="r", commits=(SHA,))
    assert figures(looks=(seen(), window))["Commits"] == ("1, 1 of them not mentioned", "git")


def test_words_for_numbers() -> None:
    """One is one; zeros are left out."""
    assert [counted(number, "step") for number in (0, 1, 2)] == ["0 steps", "1 step", "2 steps"]
    assert parts([("a", 1), ("b", 0), ("c", 2)]) == "1 a, 2 c"


def test_lines_of_the_records_themselves_are_no_work() -> None:
    """What lies under the folder of sessions is left out of the lines, and that is said."""
    files = (FileChange(path="app.py", added=3, deleted=1), FileChange(path="sessions/.schema.json", added=900))
    told = figures(Commit(id="c", summary="c", sha=SHA), looks=(seen(files=files),))
    assert told["Lines"] == ("+3 −1 in 1 file, records of sessions left out", "git")


def test_as_much_evidence_is_counted_as_is_listed() -> None:
    """An older look at a commit is not listed beside the newest, so it does not count."""
    looks = (seen(id="old"), seen(id="new"))
    judgement = judged(Commit(id="c", summary="c", sha=SHA), looks=looks)
    case = Case(judgement.facts)
    (figure,) = (one for one in statistics(judgement, case, (), ()) if one.what == "Pieces of evidence")
    assert figure.number == f"{len(pieces(judgement, case))} (1 observed)"


def test_a_step_is_counted_once_and_nothing_else_is_a_step() -> None:
    """A dropped bug is no step; one that was closed here and elsewhere is one; one of another session is told apart."""
    shut = Closing(id="x", summary="x", of="b", state="dropped", why="w")
    assert "Next steps" not in figures(Bug(id="b", summary="b"), shut)
    step = NextStep(id="n", summary="n")
    assert figures(Bug(id="b", summary="b"), shut, step)["Next steps"] == ("1 open, 0 closed", "record")
    done = replace(shut, id="y", of="n", state="done")
    before = facts(step, id="2026-01-20-day")
    there = replace(done, id="z", of="2026-01-20-day#n")
    assert figures(step, done, replace(done, id="again"), there, linked=(before,))["Next steps"] == (
        "0 open, 1 closed, 1 of other sessions closed here", "record",
    )  # fmt: skip
    judgement = judged(Bug(id="b", summary="b"), step)
    gone = tuple(ClosedElsewhere(id, "2026-01-22-after", replace(done, of=id)) for id in ("b", "n"))
    case = Case(replace(judgement.facts, closed_elsewhere=gone))
    (told,) = (one for one in statistics(judgement, case, (), ()) if one.what == "Next steps")
    assert told.number == "0 open, 0 closed, 1 closed in other sessions"
