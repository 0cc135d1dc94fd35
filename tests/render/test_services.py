"""Services: which revision is pinned, who looked last, and how what was claimed stands."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from handoff.model.events import AnyEvent, ClaimEvent, Deployment, Evidence
from handoff.model.observation import ProbeSeen, RunSeen, ServingSeen, Share
from handoff.render.services import ServiceRow, services
from handoff.verdicts import Case

from .build import at, judged


def rows(*events: AnyEvent, **more: object) -> dict[str, ServiceRow]:
    judgement = judged(*events, **more)
    return {row.id: row for row in services(judgement, Case(judgement.facts))}


def deployed(revision: str, minute: int = 0, **more: object) -> Deployment:
    return Deployment(id=f"d-{revision}", summary="d", service="pw", revision=revision, at=at(12, minute), **more)  # type: ignore[arg-type]  # fields by name


def serving(*shares: tuple[str, int], **more: object) -> ServingSeen:
    made = tuple(Share(revision=revision, percent=Decimal(percent)) for revision, percent in shares)
    return ServingSeen(id="s", at=at(12, 30), service="worker", platform="cloud-run", shares=made, **more)  # type: ignore[arg-type]  # fields by name


def test_every_declared_service_has_a_row() -> None:
    """The session's services, else the project's; what the record speaks of besides is told as not declared."""
    assert list(rows()) == ["worker", "portal"]
    assert list(rows(services=("portal",))) == ["portal"]
    found = rows(Deployment(id="d", summary="d", service="cache", revision="r"), services=("portal",))
    assert [(row.id, row.declared) for row in found.values()] == [("portal", True), ("cache", False)]
    assert (rows()["worker"].name, rows()["worker"].url) == ("Prediction worker", "https://worker.example")
    assert (rows()["portal"].name, rows()["portal"].url) == ("portal", None)


@pytest.mark.parametrize(
    ("events", "looks", "expected"),
    [
        ((), (), (None, "")),
        ((deployed("r1"),), (), ("r1", "as recorded")),
        ((deployed("latest"),), (), (None, "")),
        ((deployed("r1"), deployed("Latest", 5)), (), (None, "")),
        ((deployed("r1"), deployed("r2", 5, result="failed")), (), ("r1", "as recorded")),
        ((deployed("r1"),), (serving(("r2", 100)),), ("r2", "seen on the platform")),
        ((deployed("r1"),), (serving(("r2", 90), ("r3", 10)),), ("r2 (90 %) and r3 (10 %)", "seen on the platform")),
        ((deployed("r1"),), (serving(could_not="no permission"),), ("r1", "as recorded")),
        ((ClaimEvent(id="c", summary="c", subject="pw", predicate="serving", revision="r9"),), (), ("r9", "as recorded")),
        (
            (ClaimEvent(id="c", summary="c", subject="worker", predicate="serving", revision="r9", modality="carried"),),
            (),
            ("r9", "carried over"),
        ),
        ((ClaimEvent(id="c", summary="c", subject="worker", predicate="serving", revision="latest"),), (), (None, "")),
    ],
)
def test_the_pinned_revision(events: tuple[AnyEvent, ...], looks: tuple[ServingSeen, ...], expected: tuple[str, str]) -> None:
    """The platform's word before the last deployment before a claim; a word that names no revision is none."""
    row = rows(*events, looks=looks)["worker"]
    assert (row.revision, row.source) == expected


def version(minute: int, **more: object) -> RunSeen:
    told = {
        "level": "serving",
        "argv": ("curl",),
        "directory": ".",
        "milliseconds": 5,
        "exit": 0,
        "output": "commit=69e5697ab12",
    }
    return RunSeen(id="v", at=at(12, minute), subject="pw", **(told | more))  # type: ignore[arg-type]  # fields by name


def test_a_commit_that_the_tool_saw_running_pins_a_service() -> None:
    """What answers for itself counts where no revision is known; not once something was rolled out after the look."""
    claim = ClaimEvent(id="c", summary="c", subject="worker", predicate="serving", revision="r9")
    seen = ("69e5697ab12", "seen by the tool")
    assert [(one.revision, one.source) for one in rows(claim, looks=(version(5),)).values()] == [seen, (None, "")]
    assert rows(deployed("latest"), looks=(version(5),))["worker"].revision == "69e5697ab12"
    assert rows(deployed("latest", 9), looks=(version(5),))["worker"].revision is None
    assert rows(looks=(version(5, level="live"),))["worker"].revision is None
    assert rows(looks=(version(5, exit=1),))["worker"].revision is None


def evidence(id: str, minute: int, **more: object) -> Evidence:
    return Evidence(**({"id": id, "summary": id, "subject": "worker", "via": "http", "at": at(12, minute)} | more))  # type: ignore[arg-type]  # fields by name


PROBE = ProbeSeen(id="p", at=at(12, 5), service="worker", probe="x", level="functional", asked="GET /", outcome="failed")
RUN = RunSeen(
    id="r", at=at(12, 50), subject="worker", level="tests-passed", argv=("pytest",), directory=".", milliseconds=5, exit=0
)


@pytest.mark.parametrize(
    ("events", "looks", "expected"),
    [
        ((evidence("a", 10, status=200), evidence("b", 20, status=500)), (), ("live", "failed", "stated only")),
        ((evidence("a", 10, status=200, output="ok"),), (), ("live", "passed", "quoted")),
        ((evidence("a", 10, outcome="unclear", level="ready", via="command"),), (), ("ready", "unclear", "stated only")),
        ((evidence("a", 10, status=200),), (PROBE,), ("functional", "failed", "seen by the tool")),
        ((), (PROBE, RUN), ("functional", "failed", "seen by the tool")),
        ((), (RUN,), ("tests-passed", "passed", "seen by the tool")),
        ((), (serving(("r", 100), ready=True),), ("serving on cloud-run", "ready", "seen by the tool")),
        ((), (serving(("r", 100), ready=False),), ("serving on cloud-run", "not ready", "seen by the tool")),
        ((), (serving(could_not="timed out"),), ("serving on cloud-run", "could not look: timed out", "seen by the tool")),
    ],
)
def test_the_last_look(events: tuple[AnyEvent, ...], looks: tuple[object, ...], expected: tuple[str, str, str]) -> None:
    """The tool's own look before what was written down, one at the service before one at its code, then the newest."""
    look = rows(*events, looks=looks)["worker"].look
    assert look is not None
    assert (look.what, look.spoke, look.by) == expected


def test_nobody_looked() -> None:
    """A service that nobody looked at says so by having no look; evidence about something else is no look."""
    assert rows(evidence("a", 10))["portal"].look is None


def test_claims_about_a_service_are_told_by_any_of_its_names() -> None:
    """Every predicate with its verdict; figures are told elsewhere."""
    row = rows(
        ClaimEvent(id="a", summary="a", subject="PW", predicate="live"),
        ClaimEvent(id="b", summary="b", subject="worker", predicate="value"),
        deployed("r1", result="succeeded"),
    )["worker"]
    assert row.standing == "live unsupported, deployed unsupported"


def test_a_look_at_what_was_rolled_out_is_a_look_at_the_service() -> None:
    """The newest of what was asked while it runs; a test run is a look at its code and comes after all of them."""
    run = RunSeen(id="a", at=at(12, 10), subject="worker", argv=("look",), directory=".", milliseconds=9, exit=0)
    runs = (
        replace(run, level="functional"),
        replace(run, id="b", at=at(12, 20), level="deployed"),
        replace(run, id="c", at=at(12, 30), level="tests-passed"),
    )
    look = rows(looks=runs)["worker"].look
    assert look is not None
    assert (look.at, look.what) == (at(12, 20), "deployed")
