"""From one session to the next while something is broken: real servers, real processes, real git."""

from __future__ import annotations

import contextlib
import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Handoff, Ran
from tests.cli.live.worker import BROKEN, OK, commit, declare
from tests.observe.stage import Asked, Stage, reply

PLATFORM = """
[services.platform]
kind = "json"
url = "{url}"
facts = {{ revision = "$.revision", commit = "$.commit" }}

[[repositories]]
id = "app"
path = "."
"""


class Night:
    """A bug that was mended and handed over, and a service whose answer can be changed."""

    def __init__(self, live: Handoff, project: Path, stack: contextlib.ExitStack) -> None:
        self.run, self.works, self.serves = live, False, {"revision": "worker-00041", "commit": "0" * 40}
        self.stops = stack.close
        server = stack.enter_context(Stage(self.respond).open())
        declare(project, server.url("/predict"), more=PLATFORM.format(url=server.url("/version")))
        subprocess.run(["git", "init", "-q", "-b", "main", project], check=True)

    def respond(self, asked: Asked) -> bytes:
        if "/version" in asked.path:
            return reply(200, json.dumps(self.serves).encode())
        return reply(200, OK.replace(b"worker-00042", self.serves["revision"].encode()) if self.works else BROKEN)

    def __call__(self, *words: str | Path, code: int | None = 0) -> Ran:
        ran = self.run(*words)
        assert code is None or ran.code == code, ran
        return ran


@pytest.fixture
def night(live: Handoff, project: Path) -> Iterator[Night]:
    """Red, mended, committed, rolled out, green, handed over."""
    with contextlib.ExitStack() as stack:
        yield handed_over(Night(live, project, stack), live, project)


def handed_over(night: Night, live: Handoff, project: Path) -> Night:
    first = commit(project, "first.py", "2026-01-20T10:00:00Z")
    night.serves["commit"] = first
    live("trust")
    night("new", "First")
    night("event", "bug", "No predictions", "--severity", "critical", "--services", "worker")
    night("observe", "--live")
    sha = commit(project, "worker.py", "2026-01-20T10:10:00Z")
    night.works, night.serves = True, {"revision": "worker-00042", "commit": sha}
    night("event", "deployment", "Out", "--service", "worker", "--revision", "worker-00042", "--commit", sha)
    night("observe", "--live")
    night("event", "fix", "Model is loaded", "--bugs", "no-predictions", "--state", "verified", "--commits", sha)
    night("event", "claim", "Worker predicts", "--subject", "worker", "--predicate", "functional")
    serving = ("--subject", "worker", "--predicate", "serving", "--revision", "worker-00042")
    night("event", "claim", "Version 42 serves", *serving)
    night("event", "next-step", "Alert on it", "--priority", "1")
    night("end", code=None)
    return night


def names(project: Path) -> list[str]:
    return sorted(folder.name for folder in (project / "sessions").iterdir() if folder.is_dir())


def test_what_broke_after_the_handover_is_told_first_and_lost_nowhere(night: Night, project: Path) -> None:
    """The look, when and by whom; the bug whose fix it refutes; in the next session and the one after it."""
    assert night("open").out.splitlines()[1:] == [line for line in night("open").out.splitlines() if "alert-on-it" in line]
    (first,) = names(project)
    night("new", "Second", "--from", "last")
    night.works = False
    night("verify", first, "--correct", "--quiet", code=1)
    (second,) = [name for name in names(project) if name != first]
    told = night("open").out.splitlines()
    assert told[0].startswith('broken now: worker, predict (functional): jsonpath $.status == "ok" (saw "broken"); ')
    assert "; seen at 20" in told[0]
    assert f"by {second}#probe-worker-predict" in told[0]
    assert any(line.startswith("bug ") and f"{first}#no-predictions" in line for line in told)
    brief = night("resume").out
    assert brief.index("## Broken\n") < brief.index("broken now: worker") < brief.index("## Do first")
    assert f"No predictions: open there, and not carried over (`{first}#no-predictions`)" in brief
    assert f"- not so: Worker predicts ({first}#worker-predicts)" in brief
    assert "No predictions: said to be fixed, and refuted" in night("resume", first).out
    ran = night("new", "Third", "--from", second)
    assert "1 open bug" in ran.err
    assert "third#no-predictions" in night("open").out
    ran = night("done", f"{first}#no-predictions", "--why", "fixed")
    assert "closed on your word only; by the record: said to be fixed, and refuted; broken now: worker, predict" in ran.err
    told = night("open").out
    assert told.startswith("broken now: ")
    assert "no-predictions" not in told


def test_a_correction_says_what_was_claimed_and_what_the_look_about_it_saw(night: Night, project: Path) -> None:
    """Each with its own look, in the zone of the record, and not before that look; once."""
    (first,) = names(project)
    night("new", "Second", "--from", "last")
    (second,) = [name for name in names(project) if name != first]
    night.works, night.serves = False, {"revision": "worker-00041", "commit": night.serves["commit"]}
    night("verify", first, "--correct", "--quiet", code=1)
    told = json.loads(night("show", second, "--format", "json").out)
    made = {event["was"]: event for event in told["events"] if event["kind"] == "correction"}
    lines = (project / "sessions" / second / "observed.jsonl").read_text().splitlines()
    looks = {look["id"]: look for look in map(json.loads, lines)}
    serves, works = made["Version 42 serves"], made["Worker predicts"]
    assert [looks[id]["kind"] for id in serves["evidence"]] == ["serving"]
    assert serves["is"].endswith(": serves worker-00041 100 %")
    assert [looks[id]["kind"] for id in works["evidence"]] == ["probe"]
    assert 'saw "broken"' in works["is"]
    assert works["at"].endswith(("-05:00", "-04:00"))
    before = len(made)
    ran = night("verify", first, "--correct", "--quiet", code=1)
    assert f"worker-predicts is corrected already, by {second}#drifted-worker-predicts" in ran.err
    assert len([one for one in json.loads(night("show", second, "--format", "json").out)["events"] if "was" in one]) == before


def test_what_holds_again_has_not_drifted(night: Night, project: Path) -> None:
    """It was corrected, and is whole again: that is told with the look, and what to say now."""
    (first,) = names(project)
    night("new", "Second", "--from", "last")
    night.works = False
    night("verify", first, "--correct", "--quiet", code=1)
    night.works = True
    ran = night("verify", first)
    assert "DRIFTED" not in ran.out
    assert "CORRECTED SINCE: a later session says that it was not so (2)" in ran.out
    assert 'jsonpath $.status == "ok" (saw "ok")' in ran.out
    assert "handoff event claim SUMMARY --subject worker --predicate functional" in ran.out


def test_a_bug_of_an_earlier_session_can_be_worked_on_and_closed_by_a_look(night: Night, project: Path) -> None:
    """It may be named wherever one of the own session may; its fix, its commit and the red look stand there."""
    (first,) = names(project)
    night("new", "Second", "--from", "last")
    night.works = False
    night("verify", first, "--correct", "--quiet", code=1)
    bug = f"{first}#no-predictions"
    night("event", "root-cause", "The cache was cold", "--bug", bug, "--verdict", "suspected")
    night("event", "impact", "Nobody had a prediction", "--bugs", bug)
    assert bug in night("open").out
    again = commit(project, "cache.py", "2026-01-20T10:20:00Z")
    night("event", "fix", "The cache is warmed", "--bugs", bug, "--commits", again, "--state", "applied")
    night.works, night.serves = True, {"revision": "worker-00043", "commit": again}
    night("observe", "--live")
    night("event", "claim", "Mended", "--id", "mended", "--subject", bug, "--predicate", "fixed")
    told = json.loads(night("check", "--format", "json", f"sessions/{names(project)[-1]}", code=None).out)
    (verdict,) = [one for one in told["verdicts"] if one["claim"] == "mended"]
    assert verdict["verdict"] == "supported", verdict["why"]
    assert "no-predictions" not in night("open").out


def test_the_newest_ended_session_is_verified(night: Night, project: Path) -> None:
    """By its end and not by its name, which comes first in the alphabet here."""
    (first,) = names(project)
    night("new", "A later one")
    night("event", "claim", "Worker predicts", "--subject", "worker", "--predicate", "functional")
    night("end", code=None)
    later = min(names(project))
    assert later != first
    assert night("verify", code=None).out.startswith(f"{later}: handed over ")


def test_a_service_that_is_stopped_is_down(night: Night, project: Path) -> None:
    """It answered this very look from here, and refuses it now: that is seen, and is no silence."""
    (first,) = names(project)
    night.stops()
    ran = night("verify", first, code=1)
    assert "was not asked again" not in ran.out
    assert "DRIFTED: what was claimed does not hold any more (2)" in ran.out
    assert "refuses connections; check that it runs and listens there; from here it answered at 20" in ran.out


def test_a_service_that_never_answered_from_here_may_be_up(night: Night, project: Path) -> None:
    """Another machine may not be let in: nobody can tell, and nobody is told that it was not asked."""
    (first,) = names(project)
    night.stops()
    looks = project / "sessions" / first / "observed.jsonl"
    machine = json.loads(next(line for line in looks.read_text().splitlines() if '"asked_from"' in line))["asked_from"]
    looks.write_text(looks.read_text().replace(machine, "elsewhere"))
    ran = night("verify", first, code=4)
    assert "NOT ASKED AGAIN" not in ran.out
    assert "COULD NOT LOOK: nobody can tell now (3)" in ran.out
