"""`handoff verify`: what still holds, what has drifted, and what nobody asked again. Real servers, real processes."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Handoff
from tests.cli.live.worker import BROKEN, OK, Serve, commit, declare, record, verdict
from tests.observe.stage import reply


@pytest.fixture
def handed_over(live: Handoff, serve: Serve, project: Path) -> tuple[Path, dict[str, bytes]]:
    """A session whose claim was supported by a look; what the service answers can be changed."""
    answer = {"now": reply(200, OK)}
    server = serve(lambda asked: answer["now"])
    declare(project, server.url("/predict"))
    folder = record(project)
    live("trust")
    assert live("observe", "--live", folder).code == 0
    return folder, answer


def test_what_still_holds_is_said(live: Handoff, handed_over: tuple[Path, dict[str, bytes]]) -> None:
    """0, and nothing is written to the session."""
    folder, _ = handed_over
    before = {file.name: file.read_bytes() for file in folder.iterdir()}
    ran = live("verify")
    assert ran.code == 0, ran
    assert "STILL HOLDS (1)\n  sessions/2026-01-20-worker/session.yaml:11: worker-predicts: worker functional\n" in ran.out
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == before


def test_what_has_drifted_is_said_with_both_looks(live: Handoff, handed_over: tuple[Path, dict[str, bytes]]) -> None:
    """1; what was seen then and what is seen now."""
    _, answer = handed_over
    answer["now"] = reply(200, BROKEN)
    ran = live("verify", "2026-01-20-worker")
    assert ran.code == 1, ran
    assert "DRIFTED: what was claimed does not hold any more (1)" in ran.out
    assert "then: probe-worker-predict (" in ran.out
    assert 'jsonpath $.status == "ok" (saw "ok")' in ran.out
    assert "now:  probe-worker-predict-2 (" in ran.out
    assert 'jsonpath $.status == "ok" (saw "broken")' in ran.out
    told = json.loads(live("verify", "--format", "json").out)
    assert (told["schema"], told["summary"]["drifted"]) == ("handoff/verify/1", 1)
    assert told["claims"][0]["then"]["verdict"] == "supported"
    assert told["claims"][0]["now"]["verdict"] == "refuted"


def test_drift_becomes_a_correction_in_the_next_session(
    live: Handoff, handed_over: tuple[Path, dict[str, bytes]], project: Path
) -> None:
    """With its looks as evidence; the first document then says that its claim was refuted later."""
    folder, answer = handed_over
    answer["now"] = reply(200, BROKEN)
    assert live("new", "The day after", "--from", "2026-01-20-worker").code == 0
    ran = live("verify", "2026-01-20-worker", "--correct", "--quiet")
    assert (ran.code, ran.out) == (1, ""), ran
    assert "1 correction written to" in ran.err
    (after,) = [one for one in (project / "sessions").iterdir() if one.name.endswith("the-day-after")]
    text = (after / "session.yaml").read_text()
    assert "kind: correction" in text
    assert "2026-01-20-worker#worker-predicts" in text
    assert "probe-worker-predict" in (after / "observed.jsonl").read_text()
    assert live("check", after).code in (0, 1)
    verdict, reasons = _verdict_of(live, folder)
    assert (verdict, "later-refuted" in reasons) == ("refuted", True), reasons


def _verdict_of(live: Handoff, folder: Path) -> tuple[str, list[str]]:
    return verdict(live("check", "--format", "json", folder))


def test_nothing_drifted_is_nothing_to_correct(live: Handoff, handed_over: tuple[Path, dict[str, bytes]]) -> None:
    """And it is said."""
    ran = live("verify", "--correct", "--quiet")
    assert (ran.code, ran.err) == (0, "handoff: nothing has drifted, so there is nothing to correct\n")


def test_what_cannot_be_looked_at_is_said_with_what_to_do(
    live: Handoff, handed_over: tuple[Path, dict[str, bytes]], project: Path
) -> None:
    """4: it was shown then; nobody can tell now."""
    declare(project, "http://127.0.0.1:9/")
    live("trust")
    ran = live("verify", env={"SOURCE_DATE_EPOCH": "4102444800"})
    assert ran.code == 4, ran
    assert "COULD NOT LOOK: nobody can tell now (1)" in ran.out
    assert "could not look: GET http://127.0.0.1:9/: 127.0.0.1 port 9 refuses connections" in ran.out


def test_only_a_session_that_ended_was_handed_over(live: Handoff, project: Path, serve: Serve) -> None:
    """Without a name there must be one."""
    record(project, ended="")
    ran = live("verify")
    assert ran.code == 2
    assert "no session has ended yet" in ran.err


def test_a_service_without_probes_has_nothing_to_be_asked(live: Handoff, project: Path) -> None:
    """It is said, and is no failure."""
    (project / "handoff.toml").write_text('[[services]]\nid = "worker"\n')
    live("trust")
    ran = live("probe", "worker")
    assert (ran.code, ran.err) == (0, "handoff: there is nothing to ask: the service declares no probe\n")


def test_what_was_not_asked_again_comes_with_the_command_that_asks(live: Handoff, project: Path) -> None:
    """A run is not repeated by itself, but its command is known; evidence that names none comes with none."""
    (project / "handoff.toml").write_text('timezone = "UTC"\n')
    live("new", "Runs")
    live("run", "--about", "worker", "--level", "functional", "--", sys.executable, "-c", "print('it works')")
    live("event", "evidence", "Seen", "--via", "screenshot", "--subject", "desk", "--level", "functional", "--output", "green")
    for service in ("worker", "desk"):
        live("event", "claim", f"{service} works", "--subject", service, "--predicate", "functional")
    live("end")
    ran = live("verify", "--format", "json")
    told = {one["subject"]: one for one in json.loads(ran.out)["claims"]}
    assert (ran.code, told["worker"]["state"]) == (4, "not-looked")
    again = shlex.join(
        ["handoff", "run", "--about", "worker", "--level", "functional", "--", sys.executable, "-c", "print('it works')"]
    )
    assert told["worker"]["do"] == again
    assert f"    do:   {again}\n" in live("verify").out
    assert told["desk"]["do"] == ""


def test_what_a_command_showed_of_a_tree_is_not_said_to_hold_of_another(live: Handoff, project: Path) -> None:
    """Tests that were green at the handover and are broken by a later commit; and a claim that was not so then."""
    (project / "handoff.toml").write_text('timezone = "UTC"\n\n[[repositories]]\nid = "app"\npath = "."\n')
    subprocess.run(["git", "init", "-q", "-b", "main", project], check=True)
    test = "import unittest\n\n\nclass T(unittest.TestCase):\n    def test(self):\n        self.assertEqual(1, {})\n"
    (project / "test_app.py").write_text(test.format(1))
    first = commit(project, "app.py", "2026-01-20T10:00:00Z")
    live("trust")
    live("new", "Green")
    tests = (sys.executable, "-m", "unittest", "-v", "test_app")
    live("run", "--about", "app", "--level", "tests-passed", "--", *tests, cwd=project)
    live("event", "claim", "All tests pass", "--subject", "app", "--predicate", "tests-passed")
    asked = ("--subject", "alerting", "--asked", "GET /", "--status", "404", "--output", "not found")
    live("event", "evidence", "Asked", "--via", "http", *asked)
    live("event", "claim", "Alerting is live", "--subject", "alerting", "--predicate", "live")
    live("end")
    (project / "test_app.py").write_text(test.format(2))
    second = commit(project, "broken.py", "2026-01-20T11:00:00Z")
    ran = live("verify")
    assert ran.code == 4, ran
    assert "STILL HOLDS" not in ran.out
    assert "NOT ASKED AGAIN: what showed it was not repeated, so nobody can tell now (1)" in ran.out
    assert f"was not asked again; it ran at {first[:10]}, now it is {second[:10]}\n" in ran.out
    assert f"    do:   handoff run --about app --level tests-passed -- {shlex.join(tests)}\n" in ran.out
    assert "NOT SO: it was refuted when it was handed over, and still is (1)" in ran.out
    assert "NOT SHOWN" not in ran.out


def test_a_session_without_claims_has_nothing_to_verify(live: Handoff, project: Path) -> None:
    """It is said."""
    (project / "handoff.toml").write_text('timezone = "UTC"\n')
    folder = record(project)
    text = (folder / "session.yaml").read_text()
    (folder / "session.yaml").write_text(text[: text.index("events:")] + "events: []\n")
    ran = live("verify")
    assert (ran.code, ran.out.endswith("  it makes no claim\n")) == (0, True)


def _begin_in_the_second_of_the_last_look(project: Path) -> None:
    """Looks are dated finer than the beginning of a session, which by its whole second lies before them then."""
    (first,) = (project / "sessions").glob("*-worker/observed.jsonl")
    last = max(json.loads(line)["at"] for line in first.read_text().splitlines())
    (second,) = (project / "sessions").glob("*-second-look/session.yaml")
    text = second.read_text()
    second.write_text(re.sub(r"(?m)^( *started): .*$", rf"\1: {last[:19]}Z", text))
    assert last[:19] in second.read_text()


def test_what_was_corrected_is_no_drift_and_is_not_corrected_twice(
    live: Handoff, handed_over: tuple[Path, dict[str, bytes]], project: Path
) -> None:
    """A later session has said it, and the probe says what it said then: nothing is added to that."""
    live("new", "Second look")
    _begin_in_the_second_of_the_last_look(project)
    live(
        "event", "evidence", "Same answer for every game", "--id", "rote", "--via", "query", "--subject", "worker",
        "--level", "functional", "--asked", "select distinct answer", "--output", "1 row",
    )  # fmt: skip
    corrected = ("--corrects", "2026-01-20-worker#worker-predicts", "--is", "it answered by rote")
    live("event", "correction", "It never predicted", *corrected, "--evidence", "rote")
    ran = live("verify", "2026-01-20-worker", "--correct")
    assert "CORRECTED SINCE: a later session says that it was not so (1)" in ran.out, ran
    assert "DRIFTED" not in ran.out, ran
    assert "nothing has drifted" in ran.err, ran
