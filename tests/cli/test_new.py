"""`handoff new`: a session begins, and what was left open comes along."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from handoff.cli import _surroundings
from handoff.cli._surroundings import local_zone
from handoff.config import load_project
from handoff.model.session import Session
from handoff.store import load_session

from .conftest import Handoff


@pytest.fixture
def handoff(inside: Handoff) -> Handoff:
    """These depend on words and files only."""
    return inside


# 2026-01-21 02:30 in UTC, still the 20th in New York.
ENV = {"SOURCE_DATE_EPOCH": str(int(datetime(2026, 1, 21, 2, 30, tzinfo=UTC).timestamp()))}


def loaded(project: Path, id: str) -> Session:
    return load_session(project / "sessions" / id, load_project(project))


def test_a_session_begins_now_in_the_zone_of_the_project(handoff: Handoff, project: Path) -> None:
    """The path is data; the date is that of the zone; an editor finds the schema."""
    ran = handoff("new", "Worker: fixed", env=ENV)
    assert (ran.code, ran.out, ran.err) == (0, "sessions/2026-01-20-worker-fixed\n", "")
    assert (project / "sessions" / "2026-01-20-worker-fixed" / "session.yaml").read_text() == (
        "# yaml-language-server: $schema=../.schema.json\n"
        "format: 1\n"
        "id: 2026-01-20-worker-fixed\n"
        'title: "Worker: fixed"\n'
        "timezone: America/New_York\n"
        "started: 2026-01-20T21:30-05:00\n"
        "events:\n"
    )
    assert (project / "sessions" / ".schema.json").is_file()


def test_the_same_title_on_the_same_day_is_another_session(handoff: Handoff, project: Path) -> None:
    """Nothing is overwritten."""
    assert handoff("new", "Same", env=ENV).out == "sessions/2026-01-20-same\n"
    assert handoff("new", "Same", env=ENV).out == "sessions/2026-01-20-same-2\n"


@pytest.mark.parametrize(
    ("words", "started"),
    [
        (["--started", "21:05"], "2026-01-20T21:05-05:00"),
        (["--started", "2026-01-19 9:05 am"], "2026-01-19T09:05-05:00"),
        (["--started", "2026-01-20T12:00Z"], "2026-01-20T12:00Z"),
        (["--tz", "Europe/Berlin"], "2026-01-21T03:30+01:00"),
        (["--tz", "Europe/Berlin", "--started", "3:00"], "2026-01-21T03:00+01:00"),
    ],
)
def test_the_start_and_the_zone_may_be_given(words: list[str], started: str, handoff: Handoff, project: Path) -> None:
    """A bare wall time is one of today, in the zone that was asked for."""
    ran = handoff("new", "t", *words, env=ENV)
    assert ran.code == 0
    assert f"started: {started}\n" in (project / ran.out.strip() / "session.yaml").read_text()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ["t", "--tz", "Amerika/New_York"],
            "handoff: there is no time zone 'Amerika/New_York' (did you mean 'America/New_York'?)",
        ),
        (["t", "--tz", "/etc"], "handoff: there is no time zone '/etc'"),
        (["t", "--started", "soon"], "handoff: --started: 'soon' is no time"),
        (["t", "--started", "2026-03-08 02:30"], "handoff: --started: '2026-03-08 02:30': does not exist in America/New_York"),
        (
            ["t", "--started", "22:00"],
            "handoff: --started 22:00 is 2026-01-20 22:00 -05:00, which is later than now, 2026-01-20 21:30 -05:00\n"
            "  leave it out if the work begins now; with its date if it was another day, as in --started '2026-01-19 22:00'\n",
        ),
        (
            ["t", "--started", "2027-01-01T10:00Z"],
            "handoff: --started 2027-01-01T10:00Z is 2027-01-01 05:00 -05:00, which is later",
        ),
        (["t", "--from", "nowhere"], "handoff: there is no session 'nowhere' in sessions"),
        (["  "], "handoff: a session needs a title"),
    ],
)
def test_what_makes_no_sense_makes_no_session(words: list[str], said: str, handoff: Handoff, project: Path) -> None:
    """One line, exit code 2, nothing left behind."""
    ran = handoff("new", *words, env=ENV)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(said)
    assert list((project / "sessions").iterdir()) == []


def test_open_steps_come_along_and_closed_ones_do_not(handoff: Handoff, project: Path) -> None:
    """With where they come from and how often they have been carried, over several sessions; the link goes into the head."""
    handoff("new", "first", "--started", "9:00", env=ENV)
    handoff("event", "next-step", "Run the pipeline", "--priority", "1", "--success-criteria", "green")
    handoff("event", "next-step", "Write it down")
    handoff("event", "next-step", "Tell them")
    handoff("done", "write-it-down")
    ran = handoff("new", "second", "--from", "last", "--started", "10:00", env=ENV)
    assert ran.err.startswith("2 open next steps carried over from 2026-01-20-first, not checked again\n")
    handoff("drop", "tell-them", "--why", "they know")
    ran = handoff("new", "third", "--from", "2026-01-20-second", "--started", "11:00", env=ENV)
    assert ran.err.startswith("1 open next step carried over from 2026-01-20-second, not checked again\n")
    third = loaded(project, "2026-01-20-third")
    (step,) = third.events
    assert third.previous == ("2026-01-20-second",)
    assert (step.id, step.tags, step.extra) == (
        "run-the-pipeline",
        ("carried",),
        {"x-carried-from": "2026-01-20-second#run-the-pipeline", "x-carried": "2"},
    )
    assert step.at == third.started


def test_what_was_not_so_is_not_so_in_the_next_session_either(handoff: Handoff, project: Path) -> None:
    """A refuted claim comes along refuted, over two sessions; what nobody showed comes along as that."""
    handoff("new", "first", "--started", "9:00", env=ENV)
    asked = ("--asked", "GET /alerting", "--via", "http", "--status", "404", "--output", "not found", "--at", "9:10")
    handoff("event", "evidence", "Asked", "--id", "page", "--subject", "alerting", *asked, env=ENV)
    handoff("event", "claim", "Alerting is live", "--subject", "alerting", "--predicate", "live", "--at", "9:20", env=ENV)
    handoff("event", "claim", "Twice as fast", "--subject", "shop", "--predicate", "value", "--value", "2 x", env=ENV)
    handoff("event", "root-cause", "The disk was full", "--verdict", "suspected", env=ENV)
    handoff("event", "deployment", "Out", "--service", "shop", "--revision", "r2", "--result", "succeeded", env=ENV)
    ran = handoff("new", "second", "--from", "first", "--started", "10:00", env=ENV)
    assert ran.err.startswith("3 claims, 1 suspected cause carried over from 2026-01-20-first, not checked again\n")
    handoff("new", "third", "--from", "second", "--started", "11:00", env=ENV)
    told = handoff("check", "third", env=ENV).out
    assert "REFUTED        alerting: live  [contradicted, carried]" in told
    assert "2026-01-20-first#alerting-is-live was refuted: page at 2026-01-20 09:10 -05:00 speaks against it: HTTP 404" in told
    assert "UNSUPPORTED    shop: 2 x  [unbound, carried]" in told
    assert "UNSUPPORTED    shop: deployed (r2)  [carried, no-evidence]" in told
    brief = handoff("resume", "--session", "third", env=ENV).out
    doubted = brief.partition("## Do not rely on")[2].partition("## ")[0]
    for said in (
        "refuted: Alerting is live",
        "unsupported: Twice as fast",
        "unsupported: Out",
        "only suspected: The disk was full",
    ):
        assert said in doubted
    handoff("event", "correction", "No", "--corrects", "2026-01-20-first#twice-as-fast", "--evidence", "log:bench", env=ENV)
    assert "REFUTED        shop: 2 x  [later-refuted, unbound, carried]" in handoff("check", "third", env=ENV).out


def test_a_commit_with_numbers_comes_along_once(handoff: Handoff, project: Path) -> None:
    """What was carried loads, whatever an event claims: the numbers of a commit are git's to tell, and stay behind."""
    handoff("new", "first", "--started", "9:00", env=ENV)
    handoff("event", "commit", "Wrong sha", "--sha", "deadbee", "--files", "3", env=ENV)
    ran = handoff("new", "second", "--from", "last", "--started", "10:00", env=ENV)
    assert ran.err.startswith("1 claim carried over from 2026-01-20-first, not checked again\n")
    (claim,) = loaded(project, "2026-01-20-second").events
    assert (claim.id, claim.kind) == ("wrong-sha", "claim")
    assert handoff("event", "note", "hello", env=ENV).out == "hello\n"
    assert handoff("resume", "second", env=ENV).code == 0


def test_a_session_that_is_still_open_is_named(handoff: Handoff, project: Path) -> None:
    """What is recorded without a session's name goes to the new one from now on; one that has ended is not in the way."""
    handoff("new", "first", "--started", "9:00", env=ENV)
    now = "what names no session goes to 2026-01-20-second now"
    said = f"2026-01-20-first is open, too: {now}; `handoff end 2026-01-20-first` ends the other\n"
    assert handoff("new", "second", "--started", "10:00", env=ENV).err == said
    for name in ("first", "second"):
        handoff("end", name, "--at", "11:00", env=ENV)
    assert handoff("new", "third", "--started", "12:00", env=ENV).err == ""


def test_what_names_no_session_goes_to_the_one_made_last(handoff: Handoff, project: Path) -> None:
    """Also where its work began on an earlier day than that of another open one; until a newer one is made."""
    handoff("new", "Today")
    handoff("new", "Yesterday", "--started", "2026-01-19 9:00")
    handoff("event", "note", "n")
    assert [event.id for event in loaded(project, "2026-01-19-yesterday").events] == ["n"]
    handoff("new", "Now")
    handoff("event", "note", "m")
    (now,) = [folder.name for folder in (project / "sessions").iterdir() if folder.name.endswith("-now")]
    assert [event.id for event in loaded(project, now).events] == ["m"]


def test_a_session_goes_on_in_the_zone_of_the_one_before(handoff: Handoff, project: Path) -> None:
    """Not in the project's; unless another is asked for."""
    handoff("new", "first", "--tz", "Europe/Berlin", "--started", "2:00", env=ENV)
    handoff("new", "second", "--from", "last", "--started", "3:00", env=ENV)
    second = loaded(project, "2026-01-21-second")
    assert (second.timezone, f"{second.started:%H:%M%z}") == ("Europe/Berlin", "03:00+0100")
    handoff("new", "third", "--from", "second", "--tz", "Asia/Tokyo", env=ENV)
    assert loaded(project, "2026-01-21-third").timezone == "Asia/Tokyo"


def test_a_step_that_was_closed_from_elsewhere_stays_behind(handoff: Handoff, project: Path) -> None:
    """A closing in a session that continues this one counts too."""
    handoff("new", "first", "--started", "9:00", env=ENV)
    handoff("event", "next-step", "Run it")
    handoff("new", "second", "--from", "last", "--started", "10:00", env=ENV)
    handoff("done", "2026-01-20-first#run-it", "--session", "second")
    ran = handoff("new", "third", "--from", "first", "--started", "11:00", env=ENV)
    assert (ran.code, "carried over" in ran.err) == (0, False)
    assert loaded(project, "2026-01-20-third").events == ()


def test_a_session_that_does_not_load_is_not_continued(handoff: Handoff, project: Path) -> None:
    """Nothing would be known of what is open in it."""
    handoff("new", "first", env=ENV)
    (project / "sessions" / "2026-01-20-first" / "session.yaml").write_text("broken\n")
    ran = handoff("new", "second", "--from", "first", env=ENV)
    assert ran.code == 3
    assert "session.yaml:1:1: expected `key: value` lines" in ran.err


def test_without_a_project_the_zone_is_that_of_the_machine(handoff: Handoff, tmp_path: Path) -> None:
    """No configuration is needed to begin."""
    empty = tmp_path / "empty"
    empty.mkdir()
    ran = handoff("new", "t", cwd=empty, env={**ENV, "TZ": "Asia/Tokyo"})
    assert ran.out == "sessions/2026-01-21-t\n"
    assert "timezone: Asia/Tokyo\n" in (empty / "sessions" / "2026-01-21-t" / "session.yaml").read_text()


def test_a_read_only_place_is_said(handoff: Handoff, project: Path) -> None:
    """A file where the folder should be."""
    (project / "sessions").rmdir()
    (project / "sessions").write_text("")
    ran = handoff("new", "t", env=ENV)
    assert (ran.code, ran.out) == (4, "")
    assert ran.err.startswith("handoff: cannot make a session in sessions")


@pytest.mark.parametrize(
    ("given", "files", "zone"),
    [
        (":Europe/Berlin", {}, "Europe/Berlin"),
        ("/usr/share/zoneinfo/Asia/Tokyo", {}, "Asia/Tokyo"),
        (None, {"/etc/timezone": "America/Chicago\n"}, "America/Chicago"),
        (None, {"/etc/timezone": "\n", "/etc/localtime": "/usr/share/zoneinfo/posix/Asia/Kolkata"}, "Asia/Kolkata"),
        (None, {"/etc/localtime": "/usr/share/zoneinfo/Etc/UTC"}, "Etc/UTC"),
        (None, {}, "UTC"),
    ],
)
def test_the_zone_of_the_machine(given: str | None, files: dict[str, str], zone: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """$TZ, what Debian writes down, what the clock's link points at; UTC where nobody says."""
    if given is None:
        monkeypatch.delenv("TZ", raising=False)
    else:
        monkeypatch.setenv("TZ", given)

    class Etc:
        def __init__(self, name: str) -> None:
            self.name = name

        def read_text(self, encoding: str) -> str:
            if self.name not in files:
                raise FileNotFoundError(self.name)
            return files[self.name]

        def resolve(self, strict: bool) -> str:
            if self.name not in files:
                raise FileNotFoundError(self.name)
            return files[self.name]

    monkeypatch.setattr(_surroundings, "Path", Etc)
    assert local_zone() == zone


def test_the_clock_of_the_machine_is_read_where_nothing_fixes_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """SOURCE_DATE_EPOCH fixes it; nonsense in it is said."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert abs((datetime.now(UTC) - _surroundings.now()).total_seconds()) < 60
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    assert _surroundings.now() == datetime(1970, 1, 1, tzinfo=UTC)
    assert _surroundings.now("2026-01-21T18:00Z") == datetime(2026, 1, 21, 18, 0, tzinfo=UTC)
    for text in ("soon", "9" * 30):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", text)
        with pytest.raises(_surroundings.UsageError, match="is no number of seconds since 1970"):
            _surroundings.now()
    with pytest.raises(_surroundings.UsageError, match="--as-of 'soon' is no time"):
        _surroundings.now("soon")
    assert Path(os.getcwd()) == _surroundings.here()


def test_a_title_without_letters_makes_a_session_all_the_same(inside: Handoff) -> None:
    """Named for what it is."""
    assert inside("new", "🔥🔥", "--tz", "UTC").out.strip().endswith("-session")
