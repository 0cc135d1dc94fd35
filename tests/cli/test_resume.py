"""`handoff resume` and `handoff open` as real processes."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Handoff
from tests.cli.test_render import ID, session

STEPS = """\
  - id: call-worker
    kind: next-step
    at: 2026-01-21T12:55-05:00
    summary: Call the worker
    priority: 1
    services: [worker]
    owner: Ida
"""
AS_OF = ("--as-of", "2026-01-24T18:00Z")


def with_steps(project: Path) -> Path:
    folder = session(project)
    with (folder / "session.yaml").open("a") as record:
        record.write(STEPS)
    return folder


def test_resume_says_what_matters(project: Path, handoff: Handoff) -> None:
    """Markdown by default, JSON on request, nothing written."""
    folder = with_steps(project)
    ran = handoff("resume", "--session", ID, *AS_OF)
    assert (ran.code, ran.err) == (0, "")
    assert "## Do first\n\n- Call the worker (`call-worker`, Ida)\n" in ran.out
    assert "- unsupported: Worker is up (`worker-up`)" in ran.out
    read = json.loads(handoff("resume", "--session", ID, "--format", "json", *AS_OF).out)
    assert read["first"] == [{"id": "call-worker", "text": "Call the worker", "owner": "Ida"}]
    assert read["left_out"] == {}
    assert [file.name for file in folder.iterdir()] == ["session.yaml"]


def test_resume_takes_the_newest_session(project: Path, handoff: Handoff) -> None:
    """Also when it has ended, because that is when somebody else takes over."""
    with_steps(project)
    assert handoff("resume").err == f"no session is open; this is the newest, {ID}\n"


def test_resume_takes_the_session_as_the_other_verbs_do(project: Path, handoff: Handoff) -> None:
    """By its id, a part of it or `last`, with or without the option's name; named twice it is refused."""
    with_steps(project)
    told = handoff("resume", "--session", ID, *AS_OF).out
    assert {handoff("resume", name, *AS_OF).out for name in (ID, "last", f"sessions/{ID}")} == {told}
    ran = handoff("resume", "last", "--session", ID)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("handoff: the session is named twice")


def test_resume_needs_some_room(project: Path, handoff: Handoff) -> None:
    """A budget in which nothing can be said is refused; a small one leaves things out and says so."""
    with_steps(project)
    assert handoff("resume", "--max-tokens", "299").code == 2
    with (project / "sessions" / ID / "session.yaml").open("a") as record:
        record.writelines(STEPS.replace("call-worker", f"call-{number}") for number in range(60))
    ran = handoff("resume", "--max-tokens", "300")
    assert ran.code == 0
    assert "Left out to stay within 300 tokens: " in ran.out
    assert len(ran.out.encode()) <= 1050


def test_a_project_may_have_its_own_words(project: Path, handoff: Handoff) -> None:
    """The template `resume` can be overridden like any other."""
    with_steps(project)
    (project / "templates").mkdir()
    (project / "templates" / "resume.md.j2").write_text("{% for point in sections.first %}{{ point.text }}{% endfor %}!")
    assert handoff("resume", "--session", ID).out == "Call the worker!\n"


def test_open_lists_what_is_open_anywhere(project: Path, handoff: Handoff) -> None:
    """A table with the names by which it can be closed; filters; JSON."""
    with_steps(project)
    assert handoff("open", *AS_OF).out == (
        "PRIO  AGE  CARRIED  OWNER  ID                            SUMMARY\n"
        "1     3 d  -        Ida    2026-01-21-night#call-worker  Call the worker\n"
    )
    for wanted in (("--owner", "nobody"), ("--service", "portal"), ("--older-than", "4d")):
        assert handoff("open", *wanted, *AS_OF).out == "nothing is open\n"
    (row,) = json.loads(handoff("open", "-f", "json", "--owner", "ida", "--service", "Prediction worker", *AS_OF).out)
    assert (row["id"], row["days"], row["since"]) == ("2026-01-21-night#call-worker", 3, "2026-01-21T12:55-05:00")
    assert handoff("open", "--older-than", "soon").code == 2


def test_open_names_a_session_that_does_not_load(project: Path, handoff: Handoff) -> None:
    """The others are still listed, and the exit code says that something is missing."""
    with_steps(project)
    session(project, "2026-01-22-broken", "format: 1\n")
    ran = handoff("open", *AS_OF)
    assert ran.code == 3
    assert "2026-01-22-broken" in ran.err
    assert "Call the worker" in ran.out


def test_open_names_looks_that_do_not_load(project: Path, handoff: Handoff) -> None:
    """What stands in the records is listed all the same; a bug of which nobody can read what was seen may not be over."""
    with_steps(project)
    handoff("event", "bug", "Orders fail", "--session", ID, "--at", "2026-01-21T13:00-05:00")
    handoff("new", "Next day", "--started", "2026-01-23T09:00-05:00")
    handoff("event", "next-step", "Tell them", "--session", "next-day")
    (project / "sessions" / ID / "observed.jsonl").write_text("no look\n")
    ran = handoff("open", *AS_OF)
    assert ran.code == 3
    assert ran.err.count("observed.jsonl") == 1
    for name in (f"{ID}#call-worker", f"{ID}#orders-fail", "next-day#tell-them"):
        assert name in ran.out
    assert handoff("open", "--owner", "kim", *AS_OF).out == ""


def test_open_does_not_say_that_nothing_is_open_while_a_claim_is_refuted(project: Path, handoff: Handoff) -> None:
    """In a session that goes on; one that was handed over has said what it had to say."""
    handoff("new", "Orders", "--started", "2026-01-21T12:00-05:00", "--tz", "UTC")
    asked = ("--via", "http", "--asked", "GET /alerts", "--status", "404", "--output", "not found")
    handoff("event", "evidence", "Asked", "--subject", "alerts", *asked)
    handoff("event", "claim", "It alerts", "--subject", "alerts", "--predicate", "live")
    told = handoff("open").out
    assert told == "refuted: It alerts (2026-01-21-orders#it-alerts); `handoff check 2026-01-21-orders` says why\n"
    assert handoff("open", "--owner", "kim").out == "nothing is open\n"
    handoff("end")
    assert handoff("open").out == "nothing is open\n"


def test_open_follows_what_was_carried(project: Path, handoff: Handoff) -> None:
    """`new --from` hands a step on: it is listed once, where it is now, with its age and how often it was carried."""
    with_steps(project)
    made = Path(handoff("new", "Next day", "--from", ID, "--started", "2026-01-23T09:00-05:00").out.strip()).name
    lines = handoff("open", *AS_OF).out.splitlines()
    assert len(lines) == 2
    assert lines[1].split()[:5] == ["1", "3", "d", "1", "Ida"]
    assert f"{made}#call-worker" in lines[1]
    assert handoff("open", "--carried", "1", *AS_OF).out.splitlines() == lines
    assert handoff("open", "--carried", "2", *AS_OF).out == "nothing is open\n"


def test_open_is_ordered_as_asked(project: Path, handoff: Handoff) -> None:
    """By owner, service, age or times carried; those without any come last, and the rest stays by priority."""
    steps = "".join(
        f"  - {{id: {id}, kind: next-step, at: {at}, priority: {priority}, {more}summary: {id}}}\n"
        for id, at, priority, more in (
            ("a", "2026-01-21T12:00-05:00", 1, ""),
            ("b", "2026-01-21T11:00-05:00", 2, "owner: Zoe, services: [worker], "),
            ("c", "2026-01-21T10:00-05:00", 3, "owner: ida, services: [portal], x-carried: 2, "),
        )
    )
    with (session(project) / "session.yaml").open("a") as record:
        record.write(steps)
    wanted = {"priority": "abc", "owner": "cba", "service": "cba", "age": "cba", "carried": "cab"}
    for order, names in wanted.items():
        rows = json.loads(handoff("open", "--by", order, "-f", "json", *AS_OF).out)
        assert "".join(row["summary"] for row in rows) == names, order


def test_what_was_left_changed_is_told_to_the_reader_after_the_next(project: Path, handoff: Handoff) -> None:
    """With how it is taken back, until somebody closes it."""
    handoff("new", "Evening")
    handoff("event", "change", "Cron switched off", "--type", "schedule", "--undo", "crontab old.cron")
    for day in ("Night", "Morning"):
        handoff("new", day, "--from", "last")
        line = "- Changed outside git: schedule: Cron switched off (`cron-switched-off`): Undo: crontab old.cron"
        assert line in handoff("resume").out.splitlines()
    handoff("done", "cron-switched-off", "--why", "it is on again")
    handoff("new", "Noon", "--from", "last")
    assert "Cron" not in handoff("resume").out
