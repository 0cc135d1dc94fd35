"""Which looks say which commit a service runs: what was seen, by whom, and from when on."""

from __future__ import annotations

import json
from typing import Any

import pytest

from handoff.model.project import Project, Service, Strength
from handoff.model.times import Clock
from handoff.verdicts import case_of, judge
from handoff.verdicts.running import ran_at, seen_running
from tests.corpus import facts

SHOP = Project(services=(Service(id="shop", aliases=("orders",)),))
TOLD = (
    "{id: e, kind: evidence, at: 12:00, via: command, level: serving, subject: shop, asked: version, "
    "output: 'commit aaaaaaa1', summary: s}"
)
KEPT = TOLD.replace("output", f"file: log.txt, digest: sha256:{'0123456789abcdef' * 4}, output")
SAID = TOLD.replace("via: command", "via: statement")
TWO = TOLD.replace("commit aaaaaaa1", "aaaaaaa of bbbbbbb2")
BLANK = TOLD.replace("commit aaaaaaa1", "up")


def platform(**more: Any) -> str:
    look = {"kind": "serving", "id": "look", "at": "2026-01-20T13:00:00Z", "service": "shop", "platform": "json"}
    shares = [{"revision": f"r{n}", "percent": n, "commit": sha} for n, sha in (("10", "bbbbbbb2"), ("90", "aaaaaaa1"))]
    return json.dumps(look | {"shares": shares, "ready": True, "current": True} | more) + "\n"


def run(**more: Any) -> str:
    look = {"kind": "run", "id": "v", "at": "2026-01-20T12:10:00Z", "subject": "shop", "level": "serving", "argv": ["version"]}
    return json.dumps(look | {"directory": ".", "milliseconds": 9, "exit": 0, "output": "commit aaaaaaa1"} | more) + "\n"


@pytest.mark.parametrize(
    ("event", "look", "least", "seen"),
    [
        ("", platform(), "quoted", ["look aaaaaaa1"]),
        ("", platform(service="Orders"), "reperformed", ["look aaaaaaa1"]),
        ("", platform(service="cart"), "quoted", []),
        ("", platform(could_not="refused"), "quoted", []),
        ("", platform(at="2026-01-20T21:00:00Z"), "quoted", []),
        ("", platform(shares=[]), "quoted", []),
        ("", platform(shares=[{"revision": "r2", "percent": "100"}]), "quoted", []),
        ("", run(), "reperformed", ["v aaaaaaa1"]),
        ("", run(at="2026-01-20T21:00:00Z"), "quoted", []),
        ("", run(exit=1), "quoted", []),
        ("", run(could_not="not found"), "quoted", []),
        ("", run(level="functional", commit="aaaaaaa1"), "quoted", []),
        ("", run(subject=None), "quoted", []),
        ("", run(output="up", commit="aaaaaaa1"), "quoted", []),
        (TOLD, "", "quoted", ["e aaaaaaa1"]),
        (TOLD, "", "imported", []),
        (TOLD, "", "reperformed", []),
        (TOLD.replace("at: 12:00, ", ""), "", "quoted", []),
        (TOLD.replace("subject: shop, ", ""), "", "quoted", []),
        (TOLD.replace("subject: shop", "subject: cart"), "", "quoted", []),
        (TOLD.replace("subject: shop", "exit: 1, subject: shop"), "", "quoted", []),
        (TOLD.replace("serving", "functional"), "", "quoted", []),
        (TOLD.replace("12:00", "21:00"), "", "quoted", []),
        (KEPT, "", "imported", ["e aaaaaaa1"]),
        (KEPT, "", "observed", []),
        (SAID, "", "statement", ["e aaaaaaa1"]),
        (SAID, "", "quoted", []),
        (TWO, "", "quoted", []),
        (TWO.replace("summary", "commit: aaaaaaa19, summary"), "", "quoted", ["e aaaaaaa19"]),
        (BLANK, "", "quoted", []),
        (BLANK.replace("summary", "commit: aaaaaaa1, summary"), "", "quoted", []),
        (TOLD, platform(), "quoted", ["e aaaaaaa1", "look aaaaaaa1"]),
        (TOLD.replace("12:00", "14:00"), platform() + run(), "quoted", ["v aaaaaaa1", "look aaaaaaa1", "e aaaaaaa1"]),
    ],
)
def test_a_commit_was_seen_running_where_a_look_at_the_service_tells_it(
    event: str, look: str, least: Strength, seen: list[str]
) -> None:
    """Oldest first. A commit that its author adds counts where it stands in what came back; a tree's commit never does."""
    record = f"events:\n  - {event}\n" if event else "events: []\n"
    case = case_of(judge(facts(record, look, SHOP)))
    assert [f"{one.id} {one.commit}" for one in seen_running(case, "shop", least)] == seen


@pytest.mark.parametrize(
    ("when", "ran"),
    [
        ("11:59", None),
        ("12:10", "v"),
        ("12:29", "v"),
        ("12:30", "look"),
        ("12:59", "look"),
        ("13:00", "look"),
        ("13:01", "z"),
        ("13:20", "w"),
        ("18:00", "w"),
    ],
)
def test_what_ran_at_an_instant_is_what_the_platform_dates_before_it_else_the_last_look(when: str, ran: str | None) -> None:
    """A look at the very instant counts; one that came later tells of then only where the platform says since when."""
    looks = "".join(
        (
            run(),
            platform(ready_at="2026-01-20T12:30:00Z"),
            run(id="z", at="2026-01-20T13:00:00Z"),
            run(id="w", at="2026-01-20T13:20:00Z"),
        )
    )
    case = case_of(judge(facts("events: []\n", looks, SHOP)))
    sighting = ran_at((case,), "shop", Clock(None).read(f"2026-01-20T{when}Z"), "quoted")
    assert (sighting.id if sighting else None) == ran
