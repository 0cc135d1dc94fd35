"""Records read whole or refused whole, each problem with its line and what to do."""

from __future__ import annotations

import os
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handoff.errors import BadInput, BadRecord, HandoffError
from handoff.model.events import (
    Bug,
    Change,
    ClaimEvent,
    Command,
    Commit,
    Correction,
    Decision,
    Deployment,
    Fix,
    NextStep,
    OutOfGit,
)
from handoff.model.project import Project
from handoff.model.times import Window
from handoff.model.value import Value
from handoff.store import load_session
from handoff.store.load import parse_session
from handoff.store.source import LARGEST

from .conftest import HEAD
from .strategies import SHAS, TRAPS

EASTERN = timezone(timedelta(hours=-5))
LONG = 10_000 if os.environ.get("HANDOFF_PROVE") else 300


def load(events: str, head: str = HEAD) -> object:
    """The session with these events, its lines counted from the head."""
    return parse_session(head + "events:\n" + events, "s.yaml", Project())


def first(events: str, head: str = HEAD):  # type: ignore[no-untyped-def]  # any kind of event
    """The first event."""
    return parse_session(head + "events:\n" + events, "s.yaml", Project()).events[0]


def wrong(text: str, project: Project | None = None) -> list[str]:
    """What is said of a record that does not load, without the path."""
    with pytest.raises(BadRecord) as caught:
        parse_session(text, "s.yaml", project or Project())
    return [problem.removeprefix("s.yaml:") for problem in caught.value.problems]


def test_a_whole_session() -> None:
    """Header and events come out typed, in the order of the file, each with its place."""
    session = parse_session(
        HEAD
        + """\
by: [ana, claude]
repo: {branch: week-0-security-fixes}
previous: 2026-01-20-morning-deployments
x-team: data
events:
  - id: worker-import-error
    kind: bug
    at: 11:28
    summary: Prediction worker answers every request with 500
    severity: critical
    services: [prediction-worker]
    symptoms: ["ModuleNotFoundError: No module named 'prediction_systems'"]
    x-ticket: 00105
""",
        "s.yaml",
        Project(),
    )
    bug = session.events[0]
    assert isinstance(bug, Bug)
    assert bug.at == datetime(2026, 1, 20, 11, 28, tzinfo=EASTERN)
    assert (bug.severity, bug.services, bug.extra) == ("critical", ("prediction-worker",), {"x-ticket": "00105"})
    assert bug.symptoms == ("ModuleNotFoundError: No module named 'prediction_systems'",)
    assert (str(bug.place), bug.place.column, bug.place.of("severity").line) == ("s.yaml:12", 5, 16)
    assert session.by == ("ana", "claude")
    assert session.repo is not None
    assert session.repo.branch == "week-0-security-fixes"
    assert (session.previous, session.extra) == (("2026-01-20-morning-deployments",), {"x-team": "data"})
    assert session.started == datetime(2026, 1, 20, 11, 20, tzinfo=EASTERN)


def test_values_of_every_sort() -> None:
    """Numbers, truths, windows, values and nested records, in long and short forms."""
    claim = first(
        "  - {id: a, kind: claim, summary: s, subject: x, predicate: value, value: 6 of 6 services, window: 07:41/08:54}\n"
    )
    assert isinstance(claim, ClaimEvent)
    assert claim.value == Value(n=Decimal(6), of=Decimal(6), unit="services")
    assert claim.window == Window(datetime(2026, 1, 20, 7, 41, tzinfo=EASTERN), datetime(2026, 1, 20, 8, 54, tzinfo=EASTERN))
    long = first("  - {id: a, kind: claim, summary: s, subject: x, predicate: value, value: {n: 5, basis: 'kind:bug'}}\n")
    assert long.value == Value(n=Decimal(5), basis="kind:bug")
    fix = first("  - {id: a, kind: fix, summary: s, out_of_git: changed the flag, code: {file: a.py, before: x}}\n")
    assert isinstance(fix, Fix)
    assert fix.out_of_git == OutOfGit(what="changed the flag")
    assert fix.code[0].before == "x"
    step = first("  - {id: a, kind: next-step, summary: s, commands: [ls -l, {run: id, expect: root}], priority: 1}\n")
    assert isinstance(step, NextStep)
    assert (step.commands, step.priority) == ((Command(run="ls -l"), Command(run="id", expect="root")), 1)
    decision = first("  - {id: a, kind: decision, summary: s, reversible: yes}\n")
    assert isinstance(decision, Decision)
    assert decision.reversible is True
    deployment = first("  - {id: a, kind: deployment, summary: s, service: x, traffic: 12.5%}\n")
    assert isinstance(deployment, Deployment)
    assert deployment.traffic == Decimal("12.5")
    correction = first("  - {id: a, kind: correction, summary: s, corrects: b, was: up, is: down}\n")
    assert isinstance(correction, Correction)
    assert (correction.was, correction.now) == ("up", "down")


@given(SHAS)
@settings(max_examples=200, deadline=None)
def test_every_run_of_hex_digits_is_a_commit_id(sha: str) -> None:
    """Typed bare, `69e5697` is no number here; whatever the digits, the commit id is that text."""
    commit = first(f"  - id: a\n    kind: commit\n    summary: s\n    sha: {sha}\n")
    assert isinstance(commit, Commit)
    assert commit.sha == sha
    deployment = first(f"  - id: a\n    kind: deployment\n    summary: s\n    service: x\n    revision: {sha}\n")
    assert deployment.revision == sha


@given(st.integers(0, 99999).map("{:05d}".format))
@settings(max_examples=100, deadline=None)
def test_every_five_digits_are_a_revision(revision: str) -> None:
    """Typed bare, `00105` stays `00105`."""
    deployment = first(f"  - id: a\n    kind: deployment\n    summary: s\n    service: x\n    revision: {revision}\n")
    assert deployment.revision == revision


@given(st.integers(0, 23), st.integers(0, 59))
@settings(max_examples=100, deadline=None)
def test_every_wall_time_is_that_time(hour: int, minute: int) -> None:
    """Typed bare, `11:20` is a time of day in the session's zone, not 680."""
    note = first(f"  - id: a\n    kind: note\n    summary: s\n    at: {hour:02d}:{minute:02d}\n")
    assert note.at == datetime(2026, 1, 20, hour, minute, tzinfo=EASTERN)


@pytest.mark.parametrize("trap", [trap for trap in TRAPS if trap and trap == trap.strip() and trap.isprintable()])
def test_texts_that_yaml_readers_retype_stay_text(trap: str) -> None:
    """Quoted or bare, a summary is the text that was typed."""
    quoted = trap.replace("'", "''")
    assert first(f"  - id: a\n    kind: note\n    summary: '{quoted}'\n").summary == trap


@pytest.mark.parametrize(
    ("event", "said"),
    [
        (
            "{id: a, kind: bug, summary: s, severity: hihg}",
            "8:46: severity: 'hihg' is not one of critical, high, medium, low (did you mean 'high'?)",
        ),
        (
            "{id: a, kind: bug, summary: s, severty: high}",
            "8:36: unknown key 'severty' of an event of kind 'bug' (did you mean 'severity'?)",
        ),
        (
            "{id: a, kind: bug, summary: s, zzz: 1}",
            "8:36: unknown key 'zzz' of an event of kind 'bug'; keys of your own begin with x-",
        ),
        (
            "{id: a, kind: bug, summary: s, severty: }",
            "8:36: unknown key 'severty' of an event of kind 'bug' (did you mean 'severity'?)",
        ),
        ("{id: a, kind: bug}", "8:5: an event of kind 'bug' needs 'summary': one line that says what happened"),
        ("{id: a, kind: bug, summary: }", "8:5: an event of kind 'bug' needs 'summary': one line that says what happened"),
        ("{id: a, summary: s}", "8:5: an event needs its 'kind': one of note, bug,"),
        ("{id: a, kind: [bug], summary: s}", "8:5: an event needs its 'kind': one of note, bug,"),
        ("{id: a, kind: bgu, summary: s}", "8:19: kind 'bgu' is not one of note, bug, root-cause,"),
        ("{id: A b, kind: bug, summary: s}", "8:10: id: 'A b' is no id: it wants lower-case letters, digits, '-', '.' and '_'"),
        ("{id: a, kind: bug, summary: [s]}", "8:33: 'summary' wants a text, not a list"),
        ("{id: a, kind: bug, summary: s, services: {a: b}}", "8:46: 'services' wants a text or a list of them, not a mapping"),
        ("{id: a, kind: bug, summary: s, services: [a, A]}", "8:50: services: 'A' is no id"),
        ("{id: a, kind: bug, summary: s, at: soon}", "8:40: at: 'soon' is no time: write 2026-01-20T11:28-05:00, or 11:28"),
        ("{id: a, kind: bug, summary: s, at: '25:00'}", "8:40: at: '25:00': hour must be in 0..23"),
        (
            "{id: a, kind: bug, summary: s, at: 2026-03-08 02:30}",
            "8:40: at: '2026-03-08 02:30': does not exist in America/New_York: the clocks skip it; write 2026-",
        ),
        (
            "{id: a, kind: bug, summary: s, at: 2026-11-01 01:30}",
            "8:40: at: '2026-11-01 01:30': happens twice in America/New_York: the clocks are set back; write",
        ),
        (
            "{id: a, kind: commit, summary: s, sha: e32}",
            "8:44: sha: 'e32' is no commit id: it wants 7 to 64 lower-case hexadecimal digits",
        ),
        ("{id: a, kind: commit, summary: s, sha: e32bb0c, files: many}", "8:60: files: 'many' is no number"),
        ("{id: a, kind: commit, summary: s, sha: e32bb0c, files: 1.5}", "8:60: files: '1.5' is no whole number"),
        ("{id: a, kind: decision, summary: s, reversible: perhaps}", "8:53: reversible: 'perhaps' is neither true nor false"),
        (
            "{id: a, kind: impact, summary: s, window: '07:41'}",
            "8:47: window: '07:41' is no window: write START/END, as in 07:41/08:54",
        ),
        ("{id: a, kind: impact, summary: s, amount: {n: x}}", "8:51: n: 'x' is no number"),
        ("{id: a, kind: impact, summary: s, amount: ''}", "8:47: amount: an empty value says nothing"),
        (
            "{id: a, kind: fix, summary: s, code: a.py}",
            "8:42: code: 'a.py' stands where keys with values belong: file, language, before, after",
        ),
        ("{id: a, kind: fix, summary: s, code: [{}]}", "8:43: an entry of 'code' needs 'file'"),
        ("{id: a, kind: bug, summary: s, place: here}", "8:36: unknown key 'place' of an event of kind 'bug'"),
        ("{id: a, kind: bug, summary: s, extra: {a: b}}", "8:36: unknown key 'extra' of an event of kind 'bug'"),
        ("just text", "8:5: an event is a mapping: `- id: …`, `kind: …`, `summary: …`"),
    ],
)
def test_what_is_wrong_with_an_event(event: str, said: str) -> None:
    """The place is that of the value or key, and the message says what would be right."""
    (found,) = wrong(f"{HEAD}events:\n  - {event}\n")
    assert found.startswith(said)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            HEAD.replace("format: 1", "format: 2"),
            "2:9: format '2': this program reads format 1; a newer handoff may read this file",
        ),
        (
            HEAD.replace("America/New_York", "Amerika/New_York"),
            "5:11: there is no time zone 'Amerika/New_York' (did you mean 'America/New_York'?)",
        ),
        (HEAD.replace("America/New_York", "../etc/passwd"), "5:11: timezone: '../etc/passwd' is no time zone"),
        (HEAD.replace("title:", "titel:"), "4:1: unknown key 'titel' of a session (did you mean 'title'?)"),
        (HEAD.replace("id: 2026-01-20-", "id: "), "3:5: id: 'critical-fixes' is no session id: it wants DATE-SLUG"),
        (
            HEAD.replace("2026-01-20T11:20-05:00", "11:20"),
            "6:10: started: '11:20': a time without a date needs a session that started on some date",
        ),
        (HEAD + "events: text\n", "7:9: 'events' wants a list of events, each beginning with `- `"),
        (HEAD + "events: []\nsummary: late\n", "8:1: 'summary' stands after 'events': events come last"),
        (HEAD + "place: x\n", "7:1: unknown key 'place' of a session"),
        (HEAD + "origin: markdown\n", "7:1: unknown key 'origin' of a session"),
        (HEAD + "repo: main\n", "7:7: repo: 'main' stands where keys with values belong: id, branch, commit"),
    ],
)
def test_what_is_wrong_with_a_head(text: str, said: str) -> None:
    """The head is as strict as the events."""
    assert any(found.startswith(said) for found in wrong(text)), wrong(text)


def test_an_id_is_given_once() -> None:
    """The second event with an id is pointed at, and the first is named."""
    events = "events:\n  - {id: a, kind: note, summary: s}\n  - kind: note\n    id: a\n    summary: t\n"
    assert wrong(HEAD + events) == ["10:5: id 'a' is already taken by the event in line 8"]


def test_all_problems_at_once() -> None:
    """Head and events are both read to the end."""
    text = HEAD.replace("format: 1", "format: 3") + "zone: x\nevents:\n  - {id: A, kind: bug, at: soon}\n  - {kind: bgu}\n"
    assert [line.split(" ")[0] for line in wrong(text)] == ["2:9:", "7:1:", "9:5:", "9:10:", "9:28:", "10:12:"]


def test_without_a_zone_only_offsets_are_times() -> None:
    """A naive time without a zone is an error; with the project's zone it is not."""
    head = HEAD.replace("timezone: America/New_York\n", "")
    event = "events:\n  - {id: a, kind: note, summary: s, at: 11:28}\n"
    assert wrong(head + event) == ["7:41: at: '11:28': no offset and the session names no timezone: add one, as in 11:28-05:00"]
    session = parse_session(head + event, "s.yaml", Project(timezone="America/New_York"))
    assert session.events[0].at == datetime(2026, 1, 20, 11, 28, tzinfo=EASTERN)


def test_the_end_may_be_a_wall_time_of_the_first_day() -> None:
    """`ended: 12:55` belongs to the date on which the session started."""
    assert parse_session(HEAD + "ended: 12:55\n", "s", Project()).ended == datetime(2026, 1, 20, 12, 55, tzinfo=EASTERN)


def test_a_date_of_the_session_is_its_own_not_that_of_its_offset() -> None:
    """A bare time belongs to the session's local date even where `started` is written in UTC."""
    head = HEAD.replace("2026-01-20T11:20-05:00", "2026-01-21T02:00Z")
    note = first("  - {id: a, kind: note, summary: s, at: '21:30'}\n", head)
    assert note.at == datetime(2026, 1, 20, 21, 30, tzinfo=EASTERN)


def test_what_is_not_given_has_its_default() -> None:
    """Empty values, a missing list and a head without events all load."""
    assert parse_session(HEAD, "s", Project()).events == ()
    assert parse_session(HEAD + "events:\n", "s", Project()).events == ()
    change = first("  - id: a\n    kind: change\n    summary: s\n    old:\n    services: []\n    x-empty:\n")
    assert isinstance(change, Change)
    assert (change.old, change.services, change.extra) == (None, (), {})


def test_files_that_are_no_records(session: Path, project: Project, tmp_path: Path) -> None:
    """Missing, a folder's pipe, not UTF-8, too large: one line each."""
    with pytest.raises(BadInput, match=r"there is no .*nowhere"):
        load_session(tmp_path / "nowhere", project)
    os.mkfifo(tmp_path / "pipe.yaml")
    with pytest.raises(BadInput, match="is no plain file"):
        load_session(tmp_path / "pipe.yaml", project)
    (tmp_path / "latin.yaml").write_bytes("title: é\nsummary: caf".encode() + b"\xe9\n")
    with pytest.raises(BadRecord, match=r"latin.yaml:2:13: byte 0xe9 is no UTF-8: save the file as UTF-8"):
        load_session(tmp_path / "latin.yaml", project)
    with (tmp_path / "huge.yaml").open("wb") as file:
        file.truncate(LARGEST + 1)
    with pytest.raises(BadInput, match="holds 64 MiB; a record may hold 64"):
        load_session(tmp_path / "huge.yaml", project)
    (tmp_path / "loop.yaml").symlink_to(tmp_path / "loop.yaml")
    with pytest.raises(BadInput, match="cannot read"):
        load_session(tmp_path / "loop.yaml", project)


def test_a_byte_order_mark_and_windows_line_ends_change_nothing(session: Path, project: Project) -> None:
    """A record saved by a Windows editor reads as any other."""
    text = HEAD + "events:\n  - {id: a, kind: note, summary: s, details: |\n      x}\n"
    text = HEAD + "events:\n  - id: a\n    kind: note\n    summary: s\n    details: |\n      x\n      y\n"
    file = session / "session.yaml"
    file.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    loaded = load_session(session, project)
    assert loaded.events[0].details == "x\ny\n"
    assert loaded == load_session(file, project) == parse_session(text, str(file), project)


LINES = [
    *HEAD.splitlines(keepends=True),
    "events:\n",
    "  - id: a\n",
    "    kind: bug\n",
    "    summary: s\n",
    "    at: 11:28\n",
    "    severity: high\n",
    "    services: [a]\n",
    "  - {id: b, kind: claim, summary: s, subject: a, predicate: live, value: 6/6, window: 1:00/2:00}\n",
    "  -\n",
    "    value:\n",
    "      n: 1\n",
    "    code:\n      - file: x\n",
    "    kind: fix\n",
    "    kind: next-step\n",
    "    commands: [x, {run: y}]\n",
    "  x-a: [1]\n",
    "    reversible: maybe\n",
    "    out_of_git:\n",
    "    out_of_git: {}\n",
    "events: [1, [2], {3: 4}]\n",
    "timezone: \n",
    "started: [x]\n",
    "format: {}\n",
    "id:\n",
    "repo: []\n",
    "previous: {a: b}\n",
]


@pytest.mark.prove
@given(st.lists(st.sampled_from(LINES), max_size=16).map("".join), st.text(max_size=4), st.integers(0, 400))
@settings(max_examples=LONG, deadline=None)
def test_no_record_yields_a_traceback(text: str, scrap: str, at: int) -> None:
    """Lines in any order, left out, doubled and broken: the record loads, or is refused in words."""
    broken = text[:at] + scrap + text[at:]
    said = None
    try:
        parse_session(broken, "s.yaml", Project())
    except HandoffError as error:
        said = str(error)
    assert said is None or said.strip()


@given(st.integers(0, 600))
@settings(max_examples=100, deadline=None)
def test_a_record_cut_anywhere_is_refused_or_shorter(at: int) -> None:
    """A truncated copy never yields an event that the whole one does not hold, but for the text that was cut."""
    whole = HEAD + "events:\n" + "".join(f"  - id: e{n}\n    kind: note\n    summary: one\n    at: 11:2{n}\n" for n in range(6))
    kept = {event.id: event for event in parse_session(whole, "s", Project()).events}
    try:
        loaded = parse_session(whole[:at], "s", Project())
    except HandoffError:
        return
    for event in loaded.events[:-1]:
        assert event == kept[event.id]
