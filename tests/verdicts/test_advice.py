"""What a verdict says would support the claim does support it: the advice is followed by a machine, and the verdict turns."""

from __future__ import annotations

import json
import re
import shlex
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any, get_args

import pytest
from ruamel.yaml import YAML

from handoff.config import load_project
from handoff.model.claim import Verdict
from handoff.model.predicates import Predicate
from handoff.model.project import Project
from handoff.model.times import Clock, written
from handoff.verdicts import REASONS, judge
from tests.corpus import HERE, facts

WORLDS = YAML(typ="safe").load(HERE / "advice" / "worlds.yaml")
NOTHING = YAML(typ="safe").load(HERE / "advice" / "nothing.yaml")
# What a person fills in for the words in capitals.
FILLED = {
    "SUMMARY": "seen", "COMMAND": "order 17", "URL": "https://shop.example/", "QUERY": "errors", "TEXT": "as it should be",
    "N": "120", "REVISION": "r9", "SHA": "aaaaaaa1", "TIME": "2026-01-20T09:30Z", "REFERENCE": "shown",
}  # fmt: skip
PATIENCE = 4


@dataclass
class Hand:
    """Somebody who does what the advice says, and nothing else."""

    world: dict[str, Any]
    project: Project
    record: str = ""
    observations: str = ""
    steps: int = 0
    made: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.record, self.observations = self.world["record"], self.world.get("observations", "")
        self.filled = FILLED | self.world.get("fill", {})
        self.as_of = Clock(None).read(self.world.get("as_of", "2026-01-20T19:00Z"))

    def verdicts(self) -> dict[str, Verdict]:
        record = self.record + "".join(f"  - {line}\n" for line in self.made)
        seen = facts(record, self.observations, self.project, written(self.as_of), self.world.get("linked", ()))
        return {verdict.claim.id: verdict for verdict in judge(seen).verdicts}

    def follow(self, advice: str, claim: str) -> None:
        assert advice, f"{claim} has no advice"
        if match := re.match(r"for each of (.+?): (.+)", advice):
            for one in match[1].split(", "):
                self.follow(re.sub(r"\b(SERVICE|ID)\b", one, match[2]), claim)
            return
        for step in advice.split("; then "):
            self._step(re.sub(r"   \(.*\)$", "", step), claim)

    def _step(self, step: str, claim: str) -> None:
        self.steps += 1
        if step.startswith("first support "):
            for below in step.removeprefix("first support ").split(", "):
                self.follow(self.verdicts()[below].would_support, below)
        elif step.startswith("handoff ") and not step.startswith("handoff edit "):
            self._command(shlex.split(step)[1:])
        else:
            self._by_hand(step)

    def _by_hand(self, step: str) -> None:
        known: dict[str, list[str]] = self.world.get("by_hand", {})
        old, new = next((change for said, change in known.items() if step.startswith(said)), (None, None))
        assert old is not None, f"nobody can follow {step!r}"
        assert old in self.record
        assert new is not None
        self.record = self.record.replace(old, new)

    def _command(self, words: list[str]) -> None:
        match words:
            case ["run", "--about", about, "--level", level, "--", *argv]:
                self._ran(about, level, argv)
            case ["observe"]:
                self._saw("git")
            case ["observe", "--live"]:
                self._saw("live")
            case ["done", of, "--evidence", reference]:
                self._add(
                    {"kind": "closing", "of": of, "state": "done", "summary": "Done", "evidence": [self.filled[reference]]}
                )
            case ["event", kind, summary, *options]:
                given = {
                    name.removeprefix("--"): self._fill(text) for name, text in zip(options[::2], options[1::2], strict=True)
                }
                self._add({"kind": kind, "summary": self.filled[summary]} | given)
            case _:
                raise AssertionError(f"{words} is no command that this reader knows")

    def _fill(self, text: str) -> str:
        if text == "START/END":
            return f"2026-01-20T12:30Z/{written(self._now())}"
        return self.filled.get(text, text)

    def _now(self) -> Any:
        return self.as_of - timedelta(minutes=40 - self.steps)

    def _ran(self, about: str, level: str, argv: list[str]) -> None:
        argv = [word for given in argv for word in (shlex.split(self.filled[given]) if given in self.filled else [given])]
        look = {
            "kind": "run", "id": f"followed-{self.steps}-{len(self.observations)}", "at": self._now().isoformat(),
            "subject": about, "level": level, "argv": argv, "directory": ".", "milliseconds": 9, "exit": 0,
            "output": "r2, r9, commit aaaaaaa1" if level in ("deployed", "serving") else "as it should be",
        }  # fmt: skip
        look |= {"tests": self.world["tests"]} if "tests" in self.world else {}
        self.observations += json.dumps(look) + "\n"

    def _saw(self, what: str) -> None:
        assert what in self.world, f"a look at {what} shows nothing new in this world"
        self.observations += self.world[what].replace('"AT"', json.dumps(self._now().isoformat()))

    def _add(self, event: dict[str, Any]) -> None:
        event = {"id": f"added-{len(self.made)}", "at": written(self._now())} | event
        self.made.append(json.dumps(event))


def _hand(world: dict[str, Any], folder: Path) -> Hand:
    project = Project()
    if "project" in world:
        (folder / "handoff.toml").write_text(world["project"])
        project = load_project(folder)
    return Hand(world, project)


@pytest.mark.parametrize("world", WORLDS, ids=[world["world"] for world in WORLDS])
def test_advice_that_is_followed_turns_the_verdict(world: dict[str, Any], tmp_path: Path) -> None:
    """Followed to the letter, in a few rounds at most, the advice makes the claim supported."""
    hand, claim = _hand(world, tmp_path), world["claim"]
    answer, main = world["before"].split()
    verdict = hand.verdicts()[claim]
    assert (verdict.answer, verdict.reasons[0]) == (answer, main)
    assert world.get("advice", "") in verdict.would_support
    told = []
    for _ in range(PATIENCE):
        told.append(verdict.would_support)
        hand.follow(verdict.would_support, claim)
        found = hand.verdicts()
        # A claim that was corrected stays corrected; it is made anew.
        verdict = next(one for id, one in found.items() if id.startswith("added-")) if world.get("anew") else found[claim]
        if verdict.answer == "supported":
            assert verdict.would_support == ""
            return
    raise AssertionError(f"still {verdict.answer} {verdict.reasons} {verdict.why} after {told}")


@pytest.mark.parametrize("world", NOTHING, ids=[world["world"] for world in NOTHING])
def test_what_nothing_can_turn_is_said_to_be_so(world: dict[str, Any], tmp_path: Path) -> None:
    """Where no look can show it any more the advice says that, and names no command that would lead to the same advice."""
    verdict = _hand(world, tmp_path).verdicts()[world["claim"]]
    assert verdict.answer != "supported"
    assert "no look shows any more" in verdict.would_support
    assert "handoff " not in verdict.would_support


def test_every_reason_and_predicate_has_advice_that_was_followed(tmp_path: Path) -> None:
    """No reason code and no predicate is left out above, so none has advice that nobody tried."""
    before = [_hand(world, tmp_path).verdicts()[world["claim"]] for world in WORLDS]
    assert {verdict.reasons[0] for verdict in before} == set(REASONS)
    assert {verdict.claim.predicate for verdict in before} == set(get_args(Predicate))


def test_most_advice_names_a_command() -> None:
    """What a command can do is not told in words only: those are left for what has to be put right in the record."""
    in_words = [world["world"] for world in WORLDS if "by_hand" in world]
    assert len(in_words) < len(WORLDS) / 2
