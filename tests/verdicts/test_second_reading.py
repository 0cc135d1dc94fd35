"""Two readings of the same principles, one in Python and one in SQL, agree on random worlds."""

from __future__ import annotations

import os
import random
from datetime import datetime, timedelta
from decimal import Decimal

import pytest

from handoff.model.events import (
    AnyEvent,
    Bug,
    Change,
    ClaimEvent,
    Closing,
    Correction,
    Deployment,
    Evidence,
    Fix,
    NextStep,
    OutOfGit,
)
from handoff.model.observation import AncestrySeen, AnyObservation, CommitSeen, RunSeen, ServingSeen, Share, TestCounts
from handoff.model.times import Window
from handoff.model.value import Value
from handoff.verdicts import judge
from tests.verdicts.random_worlds import SERVICES, START, world
from tests.verdicts.second_reading import SecondReading

WORLDS = 100_000 if os.environ.get("HANDOFF_PROVE") else 1_500
CHUNK = 500
PREDICATES = ("live", "ready", "functional", "outcome", "tests-passed", "absent", "fixed", "serving", "complete")
COMMITS = ("aaaaaaa1", "bbbbbbb2")
TALLIES = (3, 5, 8)
LEVELS = ("live", "ready", "functional", "outcome", "tests-passed", "serving")
pytestmark = pytest.mark.prove


def _minutes(when: datetime | None) -> int | None:
    return None if when is None else int((when - START).total_seconds()) // 60


def _at(dice: random.Random) -> datetime:
    return START + timedelta(minutes=15 * dice.randrange(17))


def _window(dice: random.Random) -> Window:
    """One that may be over before anybody looks, and one that is not over when it is judged."""
    start = dice.choice((START, _at(dice)))
    return Window(start, start + timedelta(minutes=dice.choice((15, 30, 60, 300, 303))))


def _maybe(dice: random.Random, *values: object) -> object:
    return dice.choice((None, None, *values))


def _random_events(dice: random.Random) -> list[AnyEvent]:
    events: list[AnyEvent] = []
    names = [f"look-{number}" for number in range(5)]
    for name in names[: dice.randrange(1, 6)]:
        output = dice.choice((None, "fine", "it FAILED", "HTTP 200", "3 passed", *(f"commit {sha}" for sha in COMMITS)))
        events.append(
            Evidence(
                id=name,
                summary="looked",
                at=dice.choice((None, _at(dice), _at(dice), _at(dice))),
                via=dice.choice(("command", "log", "query")),
                subject=_maybe(dice, *SERVICES, *SERVICES, "bug-1", "step-1"),
                level=dice.choice((*LEVELS, None)),
                asked=_maybe(dice, "order", "refund"),
                outcome=_maybe(dice, "passed", "failed", "unclear"),
                output=output,
                explanation=_maybe(dice, "it must fail"),
                file=_maybe(dice, "evidence/kept.txt"),
                digest=_maybe(dice, f"sha256:{'0' * 32}"),
                window=_maybe(dice, _window(dice)),
                population=_maybe(dice, Value(n=Decimal(0)), Value(n=Decimal(7))),
                revision=_maybe(dice, "r1", "r2", "latest"),
                commit=_maybe(dice, "aaaaaaa1", "bbbbbbb2"),
                environment=_maybe(dice, "production", "staging"),
            )
        )
    events += [
        Deployment(
            id=f"roll-{number}",
            summary="out",
            at=_at(dice),
            service=dice.choice(SERVICES),
            revision=dice.choice(("r1", "r2", "latest", None)),
            commit=_maybe(dice, *COMMITS),
            result=dice.choice(("unknown", "failed", "succeeded", "succeeded")),
        )
        for number in range(dice.randrange(3))
    ]
    if dice.random() < 0.3:
        events.append(Change(id="flag", summary="flag", at=_at(dice), services=("shop",)))
    if dice.random() < 0.5:
        symptoms = dice.choice(((), ("page gave HTTP 200",)))
        events.append(
            Bug(
                id="bug-1",
                summary="broken",
                at=_maybe(dice, _at(dice)),
                services=dice.choice(((), ("shop",))),
                symptoms=symptoms,
            )
        )
        if dice.random() < 0.4:
            mended = dice.choice(COMMITS)
            said = dice.choice(("complete", "fixed", "resolved"))
            events.append(ClaimEvent(id="mended", summary="fixed", subject="bug-1", predicate=said, commit=mended))
        if dice.random() < 0.6:
            out = dice.choice((None, OutOfGit(what="by hand")))
            events.append(Fix(id="fix-1", summary="fixed", at=_at(dice), bugs=("bug-1",), state="applied", out_of_git=out))
    for number in range(dice.randrange(1, 4)):
        predicate = dice.choice(PREDICATES)
        events.append(
            ClaimEvent(
                id=f"claim-{number}",
                summary="it is so",
                at=_maybe(dice, _at(dice)),
                subject="bug-1" if predicate == "fixed" else dice.choice(SERVICES),
                predicate=predicate,
                revision=_maybe(dice, "r1", "r2", "latest") if predicate == "serving" else _maybe(dice, "r1", "r2"),
                commit=_maybe(dice, "aaaaaaa1", "bbbbbbb2"),
                scope=_maybe(dice, "production"),
                window=_maybe(dice, _window(dice)),
                modality=_maybe(dice, "carried"),
                value=_maybe(dice, *(Value(n=Decimal(n)) for n in TALLIES)) if predicate == "tests-passed" else None,
                evidence=tuple(dice.sample([*names, "run-1", "run-3", "gone"], dice.randrange(4))),
            )
        )
    if dice.random() < 0.3:
        commit = dice.choice(COMMITS)
        serves = ClaimEvent(id="serves", summary="it runs", at=_at(dice), subject="shop", predicate="serving", commit=commit)
        events.append(serves)
    said = [event.id for event in events if isinstance(event, ClaimEvent)]
    if dice.random() < 0.4:
        shown = tuple(dice.sample([*names, "run-1", "gone"], dice.randrange(3)))
        events.append(NextStep(id="step-1", summary="to do", services=dice.choice(((), ("shop",), ("shop",)))))
        events.append(Closing(id="done", summary="done", at=_at(dice), of="step-1", state="done", evidence=shown))
    if dice.random() < 0.3:
        shown = tuple(dice.sample(names, dice.randrange(3)))
        each = dice.choice(("live", "functional"))
        events.append(
            ClaimEvent(id="all", summary="all", at=_at(dice), subject="services", predicate="all-of", each=each, evidence=shown)
        )
    if dice.random() < 0.2 and any(isinstance(event, Bug) for event in events):
        shown = tuple(dice.sample([*names, "run-1", "run-3"], dice.randrange(3)))
        events.append(Closing(id="over", summary="over", at=_at(dice), of="bug-1", state="done", evidence=shown))
    for turn in range(1, 1 + dice.choice((0, 0, 1, 2, 3))):
        # A later one may take back an earlier one.
        target = dice.choice((*said, *(event.id for event in events if isinstance(event, Correction))))
        shown = tuple(dice.sample([*names, "run-1", "gone"], dice.randrange(3)))
        if "serves" in said and dice.random() < 0.4:
            target, shown = "serves", ("ran-0",)
        events.append(Correction(id=f"wrong-{turn}", summary="no", at=_at(dice), corrects=target, evidence=shown))
    return events


def _random_looks(dice: random.Random) -> list[AnyObservation]:
    looks: list[AnyObservation] = []
    if dice.random() < 0.5:
        looks.append(
            RunSeen(id="run-1", at=_at(dice), subject=_maybe(dice, *SERVICES), level=dice.choice((*LEVELS, None)),
                    argv=("order",), directory=".", milliseconds=1, exit=dice.choice((0, 1)),
                    could_not=_maybe(dice, "no permission"), output=_maybe(dice, *(f"commit {sha}" for sha in COMMITS)),
                    tests=dice.choice((None, *(TestCounts(passed=n, failed=0) for n in TALLIES))))
        )  # fmt: skip
    if dice.random() < 0.4:
        share = Share(revision=dice.choice(("r1", "r2")), percent=Decimal(100), commit=_maybe(dice, "aaaaaaa1", "bbbbbbb2"))
        looks.append(
            ServingSeen(id="serving-1", at=_at(dice), service="shop", platform="test", shares=(share,),
                        ready=dice.choice((True, True, False, None)), current=dice.choice((True, True, False, None)),
                        could_not=_maybe(dice, "timed out"), ready_at=_maybe(dice, _at(dice)))
        )  # fmt: skip
    if dice.random() < 0.5:
        sha = "aaaaaaa1" + "0" * 32
        looks.append(CommitSeen(id="git-1", at=START, repo="main", asked="aaaaaaa1", exists=True, sha=sha, branches=("main",)))
    if dice.random() < 0.5:
        contained = dice.choice((True, False, None))
        looks.append(
            AncestrySeen(id="anc-1", at=START, repo="main", ancestor="aaaaaaa1", descendant="bbbbbbb2", contained=contained)
        )
    if dice.random() < 0.4:
        # The same check, red and then green, and perhaps once more: what a bug is seen to be mended by.
        at, level = START + timedelta(minutes=15 * dice.randrange(8)), dice.choice(LEVELS[:4])
        for number, exit in enumerate(dice.choice(((1, 0), (1, 0, 0), (1, 0, 1, 0), (0, 1, 0))), 2):
            looks.append(
                RunSeen(id=f"run-{number}", at=at, subject="shop", level=level, argv=("order",), directory=".",
                        milliseconds=1, exit=exit, output=f"order {number}")
            )  # fmt: skip
            at += timedelta(minutes=15 * dice.randrange(1, 5))
        looks += [
            RunSeen(id=f"ran-{number}", at=_at(dice), subject="shop", level="serving", argv=("version",), directory=".",
                    milliseconds=1, exit=0, output=f"commit {dice.choice(COMMITS)}")
            for number in range(dice.randrange(3))
        ]  # fmt: skip
    return looks


def _told(output: str | None) -> str | None:
    return output.removeprefix("commit ") if output and output.startswith("commit ") else None


def _start(window: Window | None) -> int | None:
    return _minutes(window.start) if window else None


def _end(window: Window | None) -> int | None:
    return _minutes(window.end) if window else None


def _count(value: Value | None) -> int | None:
    return int(value.n) if value is not None and value.n is not None else None


def _rows(
    number: int, events: list[AnyEvent], looks: list[AnyObservation], services: tuple[str, ...], reading: SecondReading
) -> None:
    """One world as rows: what the record says, and the few things that its kinds mean."""

    def put(table: str, *values: object) -> None:
        reading.put(table, [(number, *values)])

    if any(isinstance(event, Closing) and event.of == "bug-1" for event in events):
        put("mended", "bug-1")

    for name in services:
        put("listed", name)
    for name in SERVICES:
        put("service", name)
    for event in events:
        match event:
            case Bug(services=named) | Change(services=named):
                for name in named:
                    put("named", name)
            case Deployment(service=name) | ClaimEvent(subject=name) | Evidence(subject=str(name)) if name in SERVICES:
                put("named", name)
            case _:
                pass
        match event:
            case Evidence():
                asked = f"{event.via} {event.asked}" if event.asked else ""
                put("seen", event.id, event.subject, event.level, None, event.output, event.file, event.digest,
                    event.outcome, int(event.output == "it FAILED"), int(event.explanation is not None),
                    _minutes(event.at), asked, event.output or event.summary, event.revision,
                    event.commit, event.environment, _start(event.window), _count(event.population), None,
                    _told(event.output), 3 if event.output == "3 passed" else None, _end(event.window))  # fmt: skip
            case Deployment(result="failed"):
                pass
            case Deployment():
                put("rollout", event.service, _minutes(event.at), event.revision, event.id, event.commit)
                put("change", event.service, _minutes(event.at))
                if event.result == "succeeded":
                    put("claim", f"{event.id}/deployed", event.service, "deployed", event.revision, event.commit, None,
                        _minutes(event.at), 0, None, None, None)  # fmt: skip
            case Change():
                put("change", "shop", _minutes(event.at))
            case Bug():
                put(
                    "bug",
                    event.id,
                    event.services[0] if event.services else None,
                    _minutes(event.at),
                    int(bool(event.symptoms)),
                )
            case Fix():
                put("mended", "bug-1")
                if event.out_of_git:
                    put("declared", "bug-1", _minutes(event.at))
                    hit = {name for bug in events if isinstance(bug, Bug) for name in bug.services}
                    for name in sorted({"fix-1", "bug-1"} | hit):
                        put("change", name, _minutes(event.at))
            case ClaimEvent(predicate="all-of"):
                # What it says of each, as claims of their own; what it cites of another one is not cited for this one.
                about = {one.id: one.subject for one in events if isinstance(one, Evidence)}
                for service in SERVICES:
                    member = f"{event.id}/{service}"
                    put("of_all", event.id, member, service)
                    put("claim", member, service, event.each, None, None, None, _minutes(event.at), 0, None, None, None)
                    for name in event.evidence:
                        if about.get(name) in (None, service):
                            put("cites", member, name)
            case ClaimEvent():
                said = "fixed" if event.subject == "bug-1" else event.predicate
                put("claim", event.id, event.subject, said, event.revision, event.commit, event.scope,
                    _minutes(event.at), int(event.modality == "carried"), _start(event.window), _end(event.window),
                    _count(event.value))  # fmt: skip
                for name in event.evidence:
                    put("cites", event.id, name)
            case NextStep():
                for name in event.services:
                    put("step", event.id, name)
            case Closing():
                made = f"{event.id}/complete"
                said = "fixed" if event.of == "bug-1" else "complete"
                put("claim", made, event.of, said, None, None, None, _minutes(event.at), 0, None, None, None)
                for name in event.evidence:
                    put("cites", made, name)
            case Correction():
                put("correction", event.id, event.corrects, int(event.id.removeprefix("wrong-")))
                for name in event.evidence:
                    put("shown_by", event.id, name)
            case _:
                raise AssertionError(event)
    for look in looks:
        match look:
            case RunSeen():
                level = look.level or ("tests-passed" if look.tests else None)
                put("seen", look.id, look.subject, level, 3, None, None, None, None, int(look.exit != 0), 0,
                    _minutes(look.at), f"command {look.argv[0]}", look.output or look.argv[0], None,
                    _told(look.output) if look.level == "serving" else None, None, None, None,
                    look.could_not, _told(look.output), look.tests.passed if look.tests else None, None)  # fmt: skip
            case ServingSeen():
                share = look.shares[0]
                put(
                    "serving",
                    look.id,
                    look.service,
                    _minutes(look.at),
                    share.revision,
                    share.commit,
                    look.ready,
                    look.current,
                    look.could_not,
                    _minutes(look.ready_at),
                )
                if look.ready_at:
                    put("change", look.service, _minutes(look.ready_at))  # fmt: skip
            case CommitSeen():
                put("known", look.asked)
            case AncestrySeen():
                put("contains", look.descendant, look.ancestor, look.contained)
            case _:
                raise AssertionError(look)


@pytest.mark.parametrize("chunk", range(WORLDS // CHUNK))
def test_both_readings_agree(chunk: int) -> None:
    """Every claim of every world gets the same answer from both."""
    reading = SecondReading()
    worlds = {}
    for number in range(CHUNK):
        dice = random.Random(chunk * CHUNK + number)
        events, looks = _random_events(dice), _random_looks(dice)
        services = dice.choice(((), *((name,) for name in SERVICES)))
        worlds[number] = world(tuple(events), tuple(looks), services)
        _rows(number, events, looks, services, reading)
    told = reading.answers()
    for number, facts in worlds.items():
        for verdict in judge(facts).verdicts:
            if isinstance(facts.session.event(verdict.claim.event), ClaimEvent | Closing | Deployment):
                assert verdict.answer == told[number, verdict.claim.id], f"world {chunk * CHUNK + number}: {verdict}"
