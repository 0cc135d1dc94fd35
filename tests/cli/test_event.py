"""`handoff event`: one sub-command a kind, two lanes that write the same bytes, one place for errors."""

from __future__ import annotations

import io
import json
import os
import shutil
import sys
from contextlib import redirect_stderr, redirect_stdout
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from handoff.cli import app, obey
from handoff.cli._fast_event import read_fast
from handoff.config import load_project
from handoff.model.events import KINDS, Bug, Command, Evidence, Fix, NextStep, OutOfGit
from handoff.model.fields import slots_of
from handoff.model.session import Session
from handoff.model.value import Value
from handoff.store import create_session, load_session
from tests.store.strategies import TRAPS

from .conftest import Handoff

EASTERN = timezone(timedelta(hours=-5))
STARTED = datetime(2026, 1, 20, 11, 20, tzinfo=EASTERN)
# 2026-01-20 11:28 in New York.
ENV = {"SOURCE_DATE_EPOCH": "1768926480"}
LONG = 1000 if os.environ.get("HANDOFF_PROVE") else 120


@pytest.fixture
def session(project: Path) -> Path:
    """The folder of an open session without events."""
    return create_session(load_project(project), Session(id="", title="s", timezone="America/New_York", started=STARTED))


def events(session: Path) -> Any:
    return load_session(session, load_project(session)).events


def test_an_event_is_recorded_and_its_id_printed(handoff: Handoff, session: Path) -> None:
    """The id is data, on standard output; nothing is said when all is well."""
    ran = handoff("event", "bug", "Worker answers with 500", "--severity", "critical", "--services", "worker,portal", env=ENV)
    assert (ran.code, ran.out, ran.err) == (0, "worker-answers-with-500\n", "")
    ran = handoff("event", "bug", "Worker answers with 500", "--services=worker", "--services", "portal", env=ENV)
    assert (ran.code, ran.out, ran.err) == (0, "worker-answers-with-500-2\n", "")
    first, second = events(session)
    assert first == Bug(
        id="worker-answers-with-500",
        summary="Worker answers with 500",
        at=datetime(2026, 1, 20, 11, 28, tzinfo=EASTERN),
        severity="critical",
        services=("worker", "portal"),
    )
    assert second.services == ("worker", "portal")
    assert "at: 2026-01-20T11:28-05:00" in (session / "session.yaml").read_text()


def test_values_of_every_sort(handoff: Handoff, session: Path) -> None:
    """Times of the session's zone, numbers, values, short forms and JSON objects."""
    words = ["evidence", "e", "--via", "http", "--status", "200", "--at", "11:21", "--window", "07:41/08:54", "--value", "6/6"]
    assert handoff("event", *words, "--population", '{"n": 73, "unit": "requests"}').code == 0
    assert handoff("event", "fix", "f", "--out-of-git", "the flag", "--code", '{"file": "a.py", "after": "x"}').code == 0
    step = [
        "next-step",
        "n",
        "--commands",
        "ls",
        "--commands",
        '{"run": "id", "expect": "root"}',
        "--priority",
        "1",
        "--blocked-by",
        "e",
    ]
    assert handoff("event", *step).code == 0
    assert handoff("event", "decision", "d", "--reversible", "yes").code == 0
    assert handoff("event", "correction", "c", "--corrects", "e", "--was", "up", "--is", "down").code == 0
    evidence, fix, next_step, decision, correction = events(session)
    assert isinstance(evidence, Evidence)
    assert (evidence.status, evidence.at, evidence.value) == (
        200,
        datetime(2026, 1, 20, 11, 21, tzinfo=EASTERN),
        Value(n=6, of=6),
    )  # type: ignore[arg-type]
    assert str(evidence.window) == "2026-01-20T07:41-05:00/2026-01-20T08:54-05:00"
    assert str(evidence.population) == "73 requests"
    assert isinstance(fix, Fix)
    assert (fix.out_of_git, fix.code[0].after) == (OutOfGit(what="the flag"), "x")
    assert isinstance(next_step, NextStep)
    assert next_step.commands == (Command(run="ls"), Command(run="id", expect="root"))
    assert (decision.reversible, correction.was, correction.now) == (True, "up", "down")


def test_a_long_text_may_come_from_standard_input(handoff: Handoff, session: Path) -> None:
    """A dash stands for what is piped in, word for word."""
    output = "HTTP/2 200\n\n{'status': 'ok'}\n"
    ran = handoff("event", "evidence", "e", "--output", "-", stdin=output)
    assert (ran.code, ran.out) == (0, "e\n")
    assert events(session)[0].output == output


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (
            ["bug", "b", "--severity", "hihg"],
            2,
            "handoff: --severity: 'hihg' is not one of critical, high, medium, low (did you mean 'high'?)\n",
        ),
        (["bug", "b", "--services", "A B"], 2, "handoff: --services: 'A B' is no id: it wants lower-case letters"),
        (["bug", "b", "--at", "soon"], 2, "handoff: --at: 'soon' is no time: write 2026-01-20T11:28-05:00, or 11:28"),
        (["bug", "b", "--at", "2026-03-08 02:30"], 2, "handoff: --at: '2026-03-08 02:30': does not exist in America/New_York"),
        (["bug", "b", "--id", "A"], 2, "handoff: --id: 'A' is no id"),
        (["evidence", "e", "--status", "ok"], 2, "handoff: --status: 'ok' is no number"),
        (["claim", "c", "--subject", "x"], 2, "handoff: a claim needs --predicate\n  see `handoff event claim --help`\n"),
        (["claim", "c"], 2, "handoff: a claim needs --subject and --predicate"),
        (["impact", "i", "--amount", "{n: 5}"], 2, "handoff: --amount: '{n: 5}' begins like a JSON object but is none"),
        (["impact", "i", "--amount", '{"n": "x", "m": 1}'], 2, "handoff: --amount: n: 'x' is no number; unknown key 'm' of it"),
        (["bug", "b", "--session", "nowhere"], 2, "handoff: there is no session 'nowhere' in sessions"),
        (["bgu", "b"], 2, "there is no command 'bgu' (did you mean 'bug'?)"),
        (["bug", "b", "--severty", "high"], 2, "No such option: --severty"),
        (["bug"], 2, "Missing argument"),
        (["--session", "x", "bug", "b"], 2, "handoff: --batch and --session before a kind make no sense"),
        (["--session", "x"], 2, "handoff: which kind of event?"),
    ],
)
def test_errors_come_from_one_place(words: list[str], code: int, said: str, handoff: Handoff, session: Path) -> None:
    """Whichever lane a line would take: one message, what is wrong and what to do, and nothing written."""
    before = (session / "session.yaml").read_bytes()
    ran = handoff("event", *words)
    assert (ran.code, ran.out) == (code, "")
    assert said in ran.err
    assert "Traceback" not in ran.err
    assert (session / "session.yaml").read_bytes() == before


def test_a_record_that_does_not_load_is_not_written_to(handoff: Handoff, session: Path) -> None:
    """File, line and column of what is wrong, as `check` would say it, and exit code 3."""
    file = session / "session.yaml"
    file.write_text(file.read_text() + "  - {id: a, kind: bgu, summary: s}\n")
    before = file.read_bytes()
    ran = handoff("event", "note", "n")
    assert (ran.code, ran.out) == (3, "")
    assert ran.err.startswith("handoff: sessions/2026-01-20-s/session.yaml:8:19: kind 'bgu' is not one of")
    assert file.read_bytes() == before


def test_without_a_session_the_way_on_is_told(handoff: Handoff, project: Path) -> None:
    """The first thing that a newcomer may do wrong."""
    ran = handoff("event", "note", "n")
    assert (ran.code, ran.out) == (2, "")
    assert (
        ran.err
        == "handoff: there are no sessions in sessions\n  begin one with `handoff new TITLE`, or name one with --session\n"
    )


def test_the_session_comes_from_the_option_the_environment_or_is_the_newest(
    handoff: Handoff, session: Path, project: Path
) -> None:
    """And from any folder below the project."""
    other = create_session(load_project(project), Session(id="2026-01-19-other", title="o", started=STARTED))
    handoff("event", "note", "newest")
    handoff("event", "note", "option", "--session", "2026-01-19-other")
    handoff("event", "note", "environment", env={"HANDOFF_SESSION": "other"})
    handoff("event", "note", "path", "--session", str(other))
    handoff("event", "note", "below", cwd=other)
    assert [event.id for event in events(session)] == ["newest", "below"]
    assert [event.id for event in events(other)] == ["option", "environment", "path"]


def test_what_an_event_refers_to_may_come_later_but_is_said(handoff: Handoff, session: Path) -> None:
    """The event is written; short forms and looks of the tool are no such case, and no session is called x."""
    ran = handoff(
        "event", "fix", "f", "--bugs", "nope", "--evidence", "commit:e32bb0c", "--evidence", "look-1", "--evidence", "x#y"
    )
    assert (ran.code, ran.out) == (0, "f\n")
    assert [line.split("'")[1] for line in ran.err.splitlines()] == ["nope", "look-1", "x#y"]
    (session / "observed.jsonl").write_text('{"kind": "weather", "id": "look-1", "at": "2026-01-20T11:28Z"}\n')
    ran = handoff("event", "claim", "c", "--subject", "worker", "--predicate", "live", "--evidence", "look-1, f,,cmd:echo a,b")
    assert (ran.code, ran.out, ran.err) == (0, "c\n", "")
    assert events(session)[-1].evidence == ("look-1", "f", "cmd:echo a,b")


def test_what_stands_in_another_session_is_offered_by_its_full_name(handoff: Handoff, session: Path) -> None:
    """As `done` does; a full name that leads nowhere is told, one that leads somewhere is not."""
    handoff("new", "Other")
    handoff("event", "claim", "Up", "--id", "up", "--subject", "worker", "--predicate", "live")
    (other,) = [one.name for one in session.parent.iterdir() if one.name.endswith("-other")]
    here = ("--session", session.name, "--is", "down")
    ran = handoff("event", "correction", "Not so", "--corrects", "up", *here)
    assert (ran.code, ran.err) == (0, f"handoff: note: nothing here is called 'up'; do you mean {other}#up?\n")
    ran = handoff("event", "correction", "Not so", "--corrects", "last#up", *here)
    assert ran.err == f"handoff: note: nothing there is called 'last#up'; do you mean {other}#up?\n"
    assert handoff("event", "correction", "Not so", "--corrects", f"{other}#up", *here).err == ""
    assert "nothing there is called" in handoff("event", "correction", "Not so", "--corrects", f"{other}#ups", *here).err


def test_an_event_for_a_session_that_is_over_is_recorded_and_told(handoff: Handoff, session: Path) -> None:
    """Its documents do not hold it yet; neither is a time to come taken without a word."""
    handoff("end", session.name, "--at", "16:00")
    ran = handoff("event", "note", "Late", "--session", session.name)
    assert (ran.code, ran.out) == (0, "late\n")
    assert ran.err.startswith(f"handoff: note: {session.name} has ended, at 2026-01-20T16:00-05:00: late was added to it")
    assert f"`handoff render {session.name}`" in ran.err
    handoff("new", "Other")
    assert "is later than now" in handoff("event", "note", "Then", "--at", "2099-01-01 10:00").err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("deployment", "Out", "--service", "worker", "--revision", "w-2"), True),
        (("deployment", "Out", "--service=worker"), True),
        (("change", "Flag set", "--services", "worker", "--services", "portal"), True),
        (("deployment", "Out", "--service", "worker", "--at", "11:20"), False),
        (("deployment", "Out", "--service", "portal"), False),
        (("note", "Coffee"), False),
    ],
)
@pytest.mark.parametrize(("exit", "passed"), [(0, True), (3, False)])
def test_a_change_that_comes_after_the_look_at_it_is_said(
    words: tuple[str, ...], told: bool, exit: int, passed: bool, handoff: Handoff, session: Path
) -> None:
    """Whoever writes down the roll-out after the check would find that the check shows nothing; better told now."""
    handoff("run", "--about", "worker", "--id", "look", "--", "sh", "-c", f"echo tried; exit {exit}", env=ENV)
    ran = handoff("event", *words, env=ENV)
    assert ran.code == 0, ran
    assert ("happens now, after look passed" in ran.err) is (told and passed)


def test_help_is_made_from_the_classes(handoff: Handoff, session: Path) -> None:
    """Every kind is listed with what it is for, every field is an option with its help and its words."""
    listed = handoff("event", "--help")
    assert listed.code == 0
    assert all(kind in listed.out for kind in KINDS)
    for kind in ("bug", "claim", "next-step", "correction"):
        ran = handoff("event", kind, "--help", env={"COLUMNS": "200"})
        assert ran.code == 0
        for slot in slots_of(KINDS[kind]).values():
            if slot.key not in ("id", "summary"):
                assert f"{slot.option} " in ran.out
                assert slot.help[1:] in " ".join(ran.out.split())
    assert "critical|high|medium|low" in handoff("event", "bug", "--help", env={"COLUMNS": "200"}).out


def test_the_shell_completes_words(handoff: Handoff, session: Path) -> None:
    """Kinds, options and the words of a choice."""

    def completed(words: str) -> list[str]:
        env = {"_HANDOFF_COMPLETE": "complete_bash", "COMP_WORDS": words, "COMP_CWORD": str(len(words.split(" ")) - 1)}
        return handoff(env=env).out.split()

    assert completed("handoff event cl") == ["claim", "closing"]
    assert completed("handoff event bug x --sev") == ["--severity"]
    assert completed("handoff event bug x --severity ") == ["critical", "high", "medium", "low"]
    assert completed("handoff event bug x --severity h") == ["high"]


def test_text_that_is_no_utf8_is_refused(
    session: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Bytes of another encoding in an argument are said to be that."""
    monkeypatch.chdir(session.parent.parent)
    assert obey(["event", "note", "caf\udce9"]) == 3
    assert "is not text that UTF-8 can hold" in capsys.readouterr().err


class Lanes:
    """Two copies of one project; each lane writes into its own, and their bytes are compared."""

    def __init__(self, root: Path, project: Path) -> None:
        self.straight, self.typer = root / "straight", root / "typer"
        self._source = project
        self._begin = (project / "sessions" / "2026-01-20-s" / "session.yaml").read_bytes()
        for copy in (self.straight, self.typer):
            shutil.copytree(project, copy)

    def fresh(self) -> None:
        """Both as they were."""
        for copy in (self.straight, self.typer):
            self.record(copy).write_bytes(self._begin)

    @staticmethod
    def record(copy: Path) -> Path:
        return copy / "sessions" / "2026-01-20-s" / "session.yaml"

    def write(self, copy: Path, words: list[str]) -> tuple[int, str, str]:
        """Exit code and both outputs of a lane. The typer lane is the only one where the straight one is not asked."""
        out, err = io.StringIO(), io.StringIO()
        before = Path.cwd()
        os.chdir(copy)
        try:
            with redirect_stdout(out), redirect_stderr(err):
                code = obey(["event", *words]) if copy == self.straight else self._typer(words)
        finally:
            os.chdir(before)
        return code, out.getvalue(), err.getvalue()

    @staticmethod
    def _typer(words: list[str]) -> int:
        from handoff.errors import HandoffError

        try:
            app("event")(args=["event", *words], prog_name="handoff")
        except HandoffError as error:
            sys.stderr.write(f"handoff: {error}\n")
            return error.exit_code
        except SystemExit as leave:
            return int(leave.code or 0)
        return 0


@pytest.fixture
def lanes(tmp_path: Path, project: Path, session: Path, monkeypatch: pytest.MonkeyPatch) -> Lanes:
    """Both ways at the same instant, with a cache of their own."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", ENV["SOURCE_DATE_EPOCH"])
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("HANDOFF_SESSION", raising=False)
    monkeypatch.delenv("COLUMNS", raising=False)
    return Lanes(tmp_path / "lanes", project)


GOOD = {
    "text": st.sampled_from(TRAPS) | st.text(max_size=20),
    "int": st.integers(-5, 10**16).map(str) | st.sampled_from(["1,000", "007", "1.0"]),
    "rank": st.integers(-5, 10**16).map(str) | st.sampled_from(["1,000", "high", "1.0"]),
    "number": st.sampled_from(["5", "12.5%", "1,000.50"]),
    "yes": st.sampled_from(["true", "No", "yes"]),
    "time": st.sampled_from(
        ["now", "11:20", "9:05 pm", "2026-01-20T11:20Z", "2026-01-20 11:20:30.123456-08:00", "2026-03-08 02:30"]
    ),
    "deadline": st.sampled_from(["2026-11-30", "2026-02-30", "11:20", "2026-01-20T11:20Z"]),
    "window": st.sampled_from(["07:41/08:54", "2026-01-20T07:41Z/now"]),
    "value": st.sampled_from(["6/6", "95%", "73 min", "1,000 rows", "five", '{"n": 5, "basis": "session"}', "{"]),
    "record": st.sampled_from(["ls -l", "yes", '{"run": "ls"}', '{"what": "x", "undo": "y"}', '{"file": "a"}', " {", "a\nb"]),
}
WORDS = st.sampled_from(
    ["a", "b-1,c", "69e5697", "00105", "e32bb0c1", "x,,y,", ",", "A", "session#event", "url:https://x.org/?a=b,c"]
)


@st.composite
def lines(draw: st.DrawFn) -> list[str]:
    """Command lines that mostly make sense."""
    kind = draw(st.sampled_from(sorted(KINDS)))
    words = [kind, draw(st.sampled_from(["Same words", "It broke: badly", "-x", "", "…"]) | st.text(max_size=12))]
    slots = [slot for slot in slots_of(KINDS[kind]).values() if slot.key not in ("id", "summary")]
    for slot in [slot for slot in slots if slot.required] + draw(st.lists(st.sampled_from(slots), max_size=5)):
        choices = (
            st.sampled_from(slot.shape.choices) if slot.shape.choices else WORDS if slot.shape.form else GOOD[slot.shape.sort]
        )
        text = draw(choices | st.sampled_from(["", "-", "nonsense"]))
        words += [f"{slot.option}={text}"] if draw(st.integers(0, 9)) == 0 else [slot.option, text]
    if draw(st.integers(0, 3)) == 0:
        words += ["--id", draw(st.sampled_from(["own", "A", "same-words"]))]
    return words


@pytest.mark.prove
def test_both_lanes_write_the_same(lanes: Lanes, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the line: the same bytes, the same id, the same messages, the same exit code."""
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))

    @settings(max_examples=LONG, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(st.lists(lines(), min_size=1, max_size=2))
    @example([["note", "x", "--at", "11:20"], ["note", "x"]])
    @example([["evidence", "e", "--status", "200", "--value", "6/6"]])
    def holds(script: list[list[str]]) -> None:
        lanes.fresh()
        for words in script:
            assert lanes.write(lanes.straight, words) == lanes.write(lanes.typer, words)
            assert lanes.record(lanes.straight).read_bytes() == lanes.record(lanes.typer).read_bytes()

    holds()


@pytest.mark.parametrize(
    ("words", "straight"),
    [
        (["note", "x"], True),
        (["bug", "x", "--severity", "high", "--services", "a,b", "--session", "s", "--id", "i"], True),
        (["claim", "x", "--subject", "a"], False),
        (["note", "x", "--help"], False),
        (["note", "x", "--by=me"], False),
        (["note", "x", "--bye", "me"], False),
        (["note", "x", "--by", "-"], False),
        (["note", "-x"], False),
        (["note"], False),
        (["nope", "x"], False),
        (["--batch", "file"], False),
        ([], False),
    ],
)
def test_the_fast_path_takes_only_what_is_beyond_doubt(words: list[str], straight: bool) -> None:
    """Everything else is for typer to read, and to complain of."""
    assert (read_fast(words) is not None) is straight


def test_the_fast_path_imports_nothing_heavy(handoff: Handoff, session: Path, tmp_path: Path) -> None:
    """Neither typer, nor YAML, nor the classes of the events, once the cache knows the record and the options."""
    handoff("event", "note", "first")
    script = (
        "import json, sys; before = set(sys.modules); from handoff.cli import obey;"
        "code = obey(['event', 'bug', 'second', '--severity', 'high', '--at', '11:20']);"
        "print(json.dumps(sorted(set(sys.modules) - before)))"
    )
    import subprocess

    home = tmp_path / "home"
    env = {**os.environ, "HOME": str(home), "XDG_CACHE_HOME": str(home / "cache"), "PYTHONPATH": os.pathsep.join(sys.path)}
    env.pop("HANDOFF_SESSION", None)
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=session.parent.parent, env=env, capture_output=True, text=True, check=True
    )
    id, modules = done.stdout.splitlines()
    assert id == "second"
    heavy = {
        "typer",
        "ruamel.yaml",
        "pydantic",
        "dataclasses",
        "tomllib",
        "handoff.model.events",
        "handoff.model.fields",
        "decimal",
    }
    assert heavy & set(json.loads(modules)) == set()
