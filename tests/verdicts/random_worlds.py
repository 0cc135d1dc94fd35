"""Random worlds: small sessions in which everything that the judge looks at can meet everything else."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from handoff.model.claim import Answer
from handoff.model.events import (
    AnyEvent,
    Bug,
    Change,
    ClaimEvent,
    Closing,
    Commit,
    Correction,
    Deployment,
    Evidence,
    Fix,
    NextStep,
    OutOfGit,
)
from handoff.model.facts import Facts
from handoff.model.observation import AncestrySeen, AnyObservation, CommitSeen, RunSeen, ServingSeen, Share
from handoff.model.project import Project, Service
from handoff.model.session import Session
from handoff.model.times import Window
from handoff.model.value import Value
from handoff.verdicts import judge

START = datetime(2026, 1, 20, 9, tzinfo=UTC)
SERVICES = ("shop", "cart")
REVISIONS = ("r1", "r2", "latest")
COMMITS = ("aaaaaaa1", "bbbbbbb2")
CHECKS = ("order", "refund", "health")
LEVELS = ("live", "ready", "functional", "outcome", "deployed", "serving", "tests-passed", None)
PREDICATES = ("live", "ready", "functional", "outcome", "deployed", "serving", "tests-passed", "fixed", "absent", "all-of")

times = st.integers(0, 16).map(lambda quarter: START + timedelta(minutes=15 * quarter))
maybe = st.one_of(st.none(), times)
ids = st.sampled_from([f"e{number}" for number in range(14)] + ["run-1", "run-2", "nowhere"])


def _some(values: tuple[str, ...]) -> st.SearchStrategy[str | None]:
    return st.one_of(st.none(), st.sampled_from(values))


evidence = st.builds(
    Evidence,
    id=st.just("e"),
    summary=st.just("looked"),
    at=maybe,
    via=st.sampled_from(("http", "command", "log", "query", "test-run", "platform", "statement")),
    subject=_some((*SERVICES, "bug-1")),
    level=st.sampled_from(LEVELS),
    asked=_some(CHECKS),
    outcome=_some(("passed", "failed", "unclear")),
    output=_some(("fine", "it FAILED", "HTTP 200")),
    exit=st.one_of(st.none(), st.sampled_from((0, 1))),
    explanation=_some(("it must fail",)),
    file=_some(("evidence/kept.txt",)),
    digest=_some((f"sha256:{'0' * 32}",)),
    window=st.one_of(st.none(), st.tuples(times, times).map(lambda ends: Window(*ends))),
    population=st.one_of(st.none(), st.sampled_from((Value(n=0), Value(n=5)))),
    revision=_some(REVISIONS),
    commit=_some(COMMITS),
    environment=_some(("production", "staging")),
)
claim = st.builds(
    ClaimEvent,
    id=st.just("e"),
    summary=st.just("it is so"),
    at=maybe,
    subject=st.sampled_from((*SERVICES, "services", "bug-1")),
    predicate=st.sampled_from(PREDICATES),
    each=_some(("live", "functional")),
    revision=_some(REVISIONS),
    commit=_some(COMMITS),
    scope=_some(("production",)),
    modality=_some(("observed", "carried")),
    evidence=st.lists(ids, max_size=3).map(tuple),
)
change = st.one_of(
    st.builds(
        Deployment,
        id=st.just("e"),
        summary=st.just("rolled out"),
        at=times,
        service=st.sampled_from(SERVICES),
        revision=_some(REVISIONS),
        commit=_some(COMMITS),
        result=_some(("succeeded", "failed")),
    ),
    st.builds(Change, id=st.just("e"), summary=st.just("flag"), at=times, services=st.just(("shop",))),
)
corrected = st.builds(
    Correction,
    id=st.just("e"),
    summary=st.just("wrong"),
    at=maybe,
    corrects=ids,
    evidence=st.lists(ids, max_size=1).map(tuple),
)
other = st.one_of(
    st.builds(Fix, id=st.just("e"), summary=st.just("fixed"), at=maybe, bugs=st.just(("bug-1",)),
              state=st.sampled_from(("applied", "verified")), commits=st.sampled_from(((), COMMITS[:1])),
              out_of_git=st.one_of(st.none(), st.just(OutOfGit(what="by hand"))),
              evidence=st.lists(ids, max_size=2).map(tuple)),
    st.builds(Commit, id=st.just("e"), summary=st.just("committed"), at=maybe, sha=st.sampled_from(COMMITS)),
    st.builds(NextStep, id=st.just("e"), summary=st.just("to do"), services=st.sampled_from(((), ("shop",)))),
    st.builds(Closing, id=st.just("e"), summary=st.just("closed"), at=maybe, of=ids, state=st.sampled_from(("done", "dropped")),
              evidence=st.lists(ids, max_size=1).map(tuple)),
    corrected,
)  # fmt: skip
bug = st.builds(
    Bug,
    id=st.just("bug-1"),
    summary=st.just("broken"),
    at=maybe,
    services=st.sampled_from(((), ("shop",))),
    symptoms=st.sampled_from(((), ("page gave HTTP 200",))),
)


def _renamed(events: list[AnyEvent]) -> tuple[AnyEvent, ...]:
    return tuple(event if event.id == "bug-1" else replace(event, id=f"e{place}") for place, event in enumerate(events))


@st.composite
def _observations(draw: st.DrawFn) -> tuple[AnyObservation, ...]:
    found: list[AnyObservation] = []
    found += [
        RunSeen(
            id=f"run-{number}",
            at=draw(times),
            subject=draw(_some(SERVICES)),
            level=draw(st.sampled_from(LEVELS[:4])),
            argv=(draw(st.sampled_from(CHECKS)),),
            directory=".",
            milliseconds=1,
            exit=draw(st.sampled_from((0, 1, None))),
            could_not=draw(_some(("no permission",))),
        )
        for number in (1, 2)
        if draw(st.booleans())
    ]
    if draw(st.booleans()):
        found.append(
            ServingSeen(
                id="serving-1",
                at=draw(times),
                service="shop",
                platform="test",
                shares=(Share(revision=draw(st.sampled_from(("r1", "r2"))), percent=100, commit=draw(_some(COMMITS))),),
                ready=draw(st.sampled_from((True, False, None))),
                current=draw(st.sampled_from((True, False, None))),
                could_not=draw(_some(("timed out",))),
            )
        )
    if draw(st.booleans()):
        found.append(
            CommitSeen(id="git-1", at=START, repo="main", asked=COMMITS[0], exists=draw(st.sampled_from((True, False, None))),
                       sha=COMMITS[0] + "0" * 32, branches=draw(st.sampled_from(((), ("main",)))), files=())
        )  # fmt: skip
    if draw(st.booleans()):
        found.append(
            AncestrySeen(id="anc-1", at=START, repo="main", ancestor=COMMITS[0], descendant=COMMITS[1],
                         contained=draw(st.sampled_from((True, False, None))))
        )  # fmt: skip
    return tuple(found)


@st.composite
def facts(draw: st.DrawFn, bugs: bool = True) -> Facts:
    """A random world: two services, up to twelve events of the kinds that matter, and what the tool saw."""
    events: list[AnyEvent] = draw(st.lists(st.one_of(claim, claim, evidence, evidence, change, other), min_size=2, max_size=12))
    if bugs and draw(st.booleans()):
        events.insert(draw(st.integers(0, len(events))), draw(bug))
    return world(_renamed(events), draw(_observations()))


@st.composite
def repairs(draw: st.DrawFn) -> Facts:
    """A world that has nearly all that shows a fix: any one piece may be missing, and what runs may not be known.

    What is random meets a whole proof too seldom to notice that one more word would complete it.
    """

    def there(*pieces: object) -> list[Any]:
        return [piece for piece in pieces if draw(st.integers(0, 7))]

    def look(id: str, exit: int, at: datetime) -> AnyObservation:
        return RunSeen(id=id, at=at, subject="shop", level="functional", argv=("order",), directory=".",
                       milliseconds=1, exit=exit)  # fmt: skip

    late = times.map(lambda at: START + timedelta(hours=2) + (at - START) / 2)
    broken = Bug(id="bug-1", summary="broken", at=START, services=("shop",))
    outside = draw(st.one_of(st.none(), st.none(), st.just(OutOfGit(what="by hand"))))
    mended = Fix(id="fix", summary="fixed", at=START + timedelta(minutes=30), bugs=("bug-1",), state="verified",
                 commits=draw(st.sampled_from((COMMITS[:1], COMMITS[:1], ()))), out_of_git=outside)  # fmt: skip
    said = [
        ClaimEvent(id="works", summary="works", subject="shop", predicate="functional", revision=draw(_some(REVISIONS))),
        ClaimEvent(id="out", summary="out", subject="shop", predicate="deployed", revision="r2", commit=COMMITS[0]),
        ClaimEvent(id="over", summary="over", subject="bug-1", predicate="resolved"),
    ]
    quoted = [
        replace(draw(evidence), id=f"look-{number}", subject="shop", level="functional", asked="order", environment=None)
        for number in range(draw(st.sampled_from((0, 0, 0, 1, 2))))
    ]
    runs = Evidence(id="runs", summary="what runs", at=draw(st.one_of(late, times)), via="command", subject="shop",
                    level="serving", asked="version", output=f"commit {draw(st.sampled_from(COMMITS))}")  # fmt: skip
    events = [broken, mended, *there(*said), *quoted, *(there(runs) if draw(st.booleans()) else ())]
    events += [replace(draw(change), id=f"change-{number}") for number in range(draw(st.sampled_from((0, 0, 1, 2))))]
    share = Share(revision=draw(st.sampled_from(("r1", "r2"))), percent=Decimal(100), commit=draw(_some(COMMITS)))
    serving = ServingSeen(id="serving-1", at=draw(st.one_of(late, times)), service="shop", platform="test", shares=(share,),
                          ready=True, current=True, ready_at=draw(maybe))  # fmt: skip
    git = CommitSeen(id="git-1", at=START, repo="main", asked=COMMITS[0], exists=True, sha=COMMITS[0] + "0" * 32,
                     branches=("main",), files=())  # fmt: skip
    contains = AncestrySeen(id="anc-1", at=START, repo="main", ancestor=COMMITS[0], descendant=COMMITS[1], contained=True)
    looks = [look("run-1", 1, START + timedelta(minutes=15)), look("run-2", 0, draw(late)), git, contains]
    # Once more, perhaps after another change.
    looks += [look("run-3", 0, draw(late))] if draw(st.booleans()) else []
    seen = there(*looks) + (there(serving) if draw(st.booleans()) else [])
    return world(tuple(events), tuple(seen))


def world(events: tuple[AnyEvent, ...], observations: tuple[AnyObservation, ...], services: tuple[str, ...] = ()) -> Facts:
    """A session of these events, five hours after its start."""
    session = Session(
        id="2026-01-20-random", title="random", timezone="UTC", started=START, ended=START + timedelta(hours=4),
        services=services, events=events,
    )  # fmt: skip
    project = Project(services=tuple(Service(id=name) for name in SERVICES))
    return Facts(session=session, project=project, observations=observations, as_of=START + timedelta(hours=5))


def answers(facts: Facts) -> dict[str, tuple[Answer, frozenset[str], frozenset[str]]]:
    """The answer, reasons and evidence of every claim, by its id: what must not depend on the order of anything."""
    return {
        verdict.claim.id: (verdict.answer, frozenset(verdict.reasons), frozenset(verdict.evidence))
        for verdict in judge(facts).verdicts
    }


def supported(facts: Facts) -> set[str]:
    """The ids of the claims that are supported."""
    return {id for id, (answer, _, _) in answers(facts).items() if answer == "supported"}
