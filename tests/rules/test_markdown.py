"""Rules on Markdown documents: they speak where the text leaves no other reading, and are silent where nobody can tell."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from handoff.markdown import read_markdown
from handoff.model.claim import Exhibit
from handoff.model.events import (
    AnyEvent,
    Bug,
    ClaimEvent,
    Closing,
    Commit,
    Deployment,
    Evidence,
    Fix,
    NextStep,
    Note,
    RootCause,
)
from handoff.model.facts import Facts
from handoff.model.finding import Finding
from handoff.model.judgement import Judgement
from handoff.model.observation import CommitSeen
from handoff.model.place import Place
from handoff.model.project import Project
from handoff.model.session import Session
from handoff.model.times import Window
from handoff.model.value import Value
from handoff.rules import rule, run
from handoff.verdicts import judge

PATH = "docs/HANDOFF.md"
START = datetime(2026, 1, 20, 9, 0, tzinfo=UTC)
END = datetime(2026, 1, 20, 13, 0, tzinfo=UTC)
HERE = Place(PATH, 3, 1)


def told(
    rule_id: str, line: str, *events: AnyEvent, observations: tuple[CommitSeen, ...] = (), **header: object
) -> list[Finding]:
    """What one rule says of a document whose third line is `line`, and whose reader found these events in it."""
    rule(rule_id)
    given = {"started": START, "ended": END, **header}
    session = Session(
        id="2026-01-20-doc", title="Doc", timezone="UTC", origin="markdown", events=events, place=Place(PATH, 1, 1), **given
    )
    facts = Facts(
        session=session, as_of=datetime(2026, 1, 21, tzinfo=UTC), source=f"# Doc\n\n{line}\n", observations=observations
    )
    return [one for one in run(judge(facts), [rule_id]).findings if one.rule == rule_id]


def at(hour: int, minute: int = 0) -> datetime:
    return START.replace(hour=hour, minute=minute)


def span(line: str) -> ClaimEvent:
    """A range that its reader took to end before it starts."""
    return ClaimEvent(id="c", summary=line, subject="x", predicate="value", window=Window(at(10, 30), at(8, 54)), place=HERE)


@pytest.mark.parametrize(
    ("line", "count"),
    [
        ("Morning pipeline (10:30 AM - 8:54 AM) failed", 1),
        ("From 3:00 pm to 1:30 pm it was down", 1),
        ("Moved from 10:30 AM to 8:54 AM", 0),
        ("Schedule: 10:30 AM → 8:54 AM", 0),
        ("Two hours earlier: 10:30 AM - 8:54 AM", 0),
        ("Night run 10:30 PM - 8:54 AM", 0),
        ("Window 10:30-8:54", 0),
        ("Checks 8:54 AM - 10:30 AM", 0),
        ("11:00-12:00 PM validation", 0),
    ],
)
def test_an_inverted_range_needs_am_or_pm_on_both_ends(line: str, count: int) -> None:
    """A change of schedule, a night, or a range of a twelve-hour clock without its halves is no error."""
    assert len(told("inverted-range", line, span(line))) == count


def test_an_inverted_session_needs_it_too() -> None:
    """The header of a document is read out of a line as well."""
    assert told("inverted-range", "x", started=END, ended=START) == []
    session = Session(
        id="2026-01-20-doc", title="Doc", timezone="UTC", started=END, ended=START, place=Place(PATH, 1, 1), origin="markdown"
    )
    facts = Facts(session=session, as_of=END, source="Time: 1:00 PM - 12:10 PM\n")
    assert len(run(judge(facts), ["inverted-range"]).findings) == 1


@pytest.mark.parametrize(
    ("text", "minutes", "count"),
    [
        ("3 hours (16:50-17:55 UTC)", 180, 1),
        ("3 hours (9:00-12:20)", 180, 0),
        ("3.2 hours (9:00-12:20)", 192, 1),
        ("3 hours 15 minutes (9:00-12:20)", 195, 1),
        ("25 min (9:00-9:24)", 25, 0),
        ("24 min (9:00-9:26)", 24, 1),
    ],
)
def test_a_duration_is_held_to_what_people_round_to(text: str, minutes: int, count: int) -> None:
    """Three hours for 3 h 20 min is no error, 3 h 15 min for them is."""
    length = {"17:55": 65, "12:20": 200, "9:24": 24, "9:26": 26}[
        next(end for end in ("17:55", "12:20", "9:24", "9:26") if end in text)
    ]
    window = Window(START, START + timedelta(minutes=length))
    value = Value(n=Decimal(minutes), unit="min")
    claim = ClaimEvent(id="c", summary=text, subject="x", predicate="value", value=value, window=window, place=HERE)
    assert len(told("duration-against-timeline", text, claim)) == count


@pytest.mark.parametrize(
    ("line", "when", "count"),
    [
        ("| 08:30 | Read the handoff | - |", at(8, 30), 1),
        ("| 14:10 | Rolled out again | ✅ |", at(14, 10), 1),
        ("| 14:10 | Group 1 complete | later |", at(14, 10), 0),
        ("| 14:10 | Enable writes | ⏳ Pending |", at(14, 10), 0),
        ("| Jan 19 08:30 | Deployed | ✅ |", at(8, 30), 0),
        ("| 01:30 | All finished | ✅ |", at(1, 30), 0),
        ("| 08:30 | Expected start | ✅ |", at(8, 30), 0),
    ],
)
def test_a_timeline_may_tell_of_other_days_and_of_plans(line: str, when: datetime, count: int) -> None:
    """Only what surely happened on the day of the session is held against its ends."""
    assert len(told("event-outside-session", line, Note(id="n", summary="Row", at=when, place=HERE))) == count


@pytest.mark.parametrize(("line", "count"), [("| 12:55 | Committed 69e5697 |", 1), ("| Jan 19 12:55 | Committed 69e5697 |", 0)])
def test_a_commit_is_held_to_git_unless_its_line_names_another_day(line: str, count: int) -> None:
    """A row with a date of its own was not made on the session's day."""
    seen = CommitSeen(
        id="g",
        at=END,
        repo="app",
        asked="69e5697",
        exists=True,
        sha="69e5697" + "0" * 33,
        author_time=at(11),
        commit_time=at(11),
    )
    commit = Commit(id="c", summary="Committed", sha="69e5697", at=at(12, 55), place=HERE)
    assert len(told("commit-time", line, commit, observations=(seen,))) == count


@pytest.mark.parametrize(
    ("line", "count"),
    [
        ("| worker | 00023-abc | ✅ Deployed |", 1),
        ("| worker | 00023-abc | de13464d |", 0),
        ("| worker | 00023-abc | sha256:9f86d0 |", 0),
        ("| worker | defaced | ✅ |", 1),
    ],
)
def test_a_deployment_may_have_its_commit_in_any_column(line: str, count: int) -> None:
    """A row that holds something like a commit id is left alone."""
    deployment = Deployment(id="d", summary="Row", service="worker", revision="00023-abc", at=at(10), place=HERE)
    assert len(told("deployment-without-source", line, deployment)) == count


@pytest.mark.parametrize(
    ("line", "output", "count"),
    [
        ("- Validation runs ✅", "3 passed, 1 FAILED", 1),
        ("- Validation runs ✅", "LINE QUALITY VALIDATION FAILED", 0),
        ("- Logs read ✅", "AND severity=ERROR", 0),
        ("- Script ready ✅", "# 1 FAILED - see below", 0),
        ("## Testing done ✅", "Overall: 2 FAILED", 0),
    ],
)
def test_a_quoted_failure_is_asked_about_and_never_an_error(line: str, output: str, count: int) -> None:
    """A log that shows a failure, queries, comments and whatever stands below a heading are not held against a claim."""
    evidence = Evidence(id="e", summary="Output", via="log", output=output, place=HERE)
    claim = ClaimEvent(id="c", summary=line, subject="x", predicate="functional", evidence=("e",), place=HERE)
    found = told("contradicted-claim", line, evidence, claim)
    assert [one.level for one in found] == ["info"] * count


def test_what_the_document_itself_denies_is_told_as_a_note() -> None:
    """An open item or a failed row may be of another part; the claim is refuted, also one that is made in a heading."""
    extra = {"x-contradicted": "line 9 says that it is pending"}
    claim = ClaimEvent(id="c", summary="All resolved", subject="x", predicate="resolved", extra=extra, place=HERE)
    assert [one.level for one in told("contradicted-claim", "## All resolved", claim)] == ["info"]


@pytest.mark.parametrize(("line", "level"), [("- 1 of 2 are done", "info"), ("- Some are done", "error")])
def test_a_share_is_a_note_where_the_document_counts_the_list_right(line: str, level: str) -> None:
    """Then the other number may speak of something else than the list."""
    steps = [NextStep(id=name, summary=name, tags=("list",), place=HERE) for name in ("a", "b")]
    done = Closing(id="z", summary="Done", of="a", state="done", place=HERE)
    value = Value(percent=Decimal(100), basis="tag:list")
    claim = ClaimEvent(id="c", summary="100 %", subject="core", predicate="complete", value=value, place=HERE)
    assert [one.level for one in told("percentage-against-checklist", line, *steps, done, claim)] == [level]


def test_a_claim_with_nothing_beside_it_is_a_note() -> None:
    """Not all that wears a tick is a claim."""
    claim = ClaimEvent(id="c", summary="Works", subject="x", predicate="functional", place=HERE)
    assert [one.level for one in told("claim-without-evidence", "- Works ✅", claim)] == ["info"]


def test_what_stands_near_a_claim_is_only_a_note() -> None:
    """A reader's guess at what was offered for a claim is said quietly."""
    claim = ClaimEvent(id="c", summary="Works", subject="x", predicate="functional", extra={"x-near": ["line 731"]}, place=HERE)
    assert [one.level for one in told("irrelevant-level", "- Works, line 731", claim)] == ["info"]


@pytest.mark.parametrize(("line", "count"), [("| 12:55 | Committed 69e5697 |", 1), ("| Jan 19 12:55 | Committed 69e5697 |", 0)])
def test_a_row_with_a_date_of_its_own_is_not_looked_into(line: str, count: int) -> None:
    """Its time was read with another day."""
    seen = CommitSeen(id="g", at=END, repo="app", asked="69e5697", exists=None, could_not="shallow clone")
    commit = Commit(id="c", summary="Committed", sha="69e5697", at=at(12, 55), place=HERE)
    assert bool(told("could-not-look", line, commit, observations=(seen,))) == bool(count)


def test_when_git_is_not_asked_a_row_with_a_commit_is_left_alone() -> None:
    """Its hash shows the commit; when that was made is not a question that the document could answer."""
    commit = Commit(id="c", summary="Committed", sha="69e5697", at=at(12, 55), place=HERE)
    assert told("could-not-look", "| 12:55 | Committed 69e5697 |", commit) == []


def test_a_headline_is_not_counted_against_items_that_were_not_found() -> None:
    """Where the reader found no item, it may have missed them; where it found some, they count."""
    value = Value(n=Decimal(2), unit="bugs", basis="kind:bug severity:critical")
    claim = ClaimEvent(id="c", summary="Two critical bugs", subject="session", predicate="value", value=value, place=HERE)
    assert told("headline-number", "Two critical bugs", claim) == []
    bug = Bug(id="b", summary="Down", severity="critical", place=HERE)
    assert len(told("headline-number", "Two critical bugs", claim, bug)) == 1


@pytest.mark.parametrize(
    ("rule_id", "event"),
    [
        ("bug-without-root-cause", Bug(id="b", summary="Down", place=HERE)),
        ("bug-without-follow-up", Bug(id="b", summary="Down", place=HERE)),
        ("root-cause-without-evidence", RootCause(id="r", summary="Path", place=HERE)),
        ("fix-without-verification", Fix(id="f", summary="Fixed", state="applied", place=HERE)),
        ("fix-not-in-source-control", Fix(id="f", summary="Fixed", state="applied", place=HERE)),
        ("undated-event", Deployment(id="d", summary="Row", service="worker", place=HERE)),
        ("duplicate-event", Note(id="n", summary="Same", place=HERE)),
    ],
)
def test_what_a_document_lacks_may_be_what_its_reader_missed(rule_id: str, event: AnyEvent) -> None:
    """Rules about what is missing speak of records only."""
    assert told(rule_id, "text", event) == []


def test_prose_of_a_document_is_its_lines_outside_fences() -> None:
    """A tick in a code block is code."""
    source = "# Doc\n\n- ✅ probably\n\n```\n- ✅ probably\n```\n\n~~~\n```\n- ✅ probably\n~~~\n- ✅ hopefully\n"
    session = Session(id="2026-01-20-doc", title="Doc", origin="markdown", place=Place(PATH, 1, 1))
    found = run(Judgement(facts=Facts(session=session, as_of=END, source=source), verdicts=()), ["hedged-tick"]).findings
    assert [one.place.line for one in found] == [3, 13]


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ("<<<<<<< HEAD\n- ✅ All works\n=======\n- It fails\n>>>>>>> other", ["“<<<<<<< HEAD” to “>>>>>>> other”"]),
        (
            "<<<<<<< a\n=======\n>>>>>>> b\n\n<<<<<<< a\n||||||| c\n=======\n>>>>>>> b",
            ["“<<<<<<< a” to “>>>>>>> b”, and 1 more"],
        ),
        ("```\n<<<<<<< HEAD\n=======\n>>>>>>> other\n```", []),
        ("Words\n=======\n\n>>>>>>> quoted seven deep", []),
        ("<<<<<<< HEAD\nis how a conflict begins", []),
    ],
)
def test_a_conflict_has_all_its_marks_and_stands_in_no_code(lines: str, found: list[str]) -> None:
    """One finding tells of all of them; a line under a heading and a deep quotation are none."""
    assert [one.message.partition(": ")[2] for one in told("unresolved-conflict", lines)] == found


HAND_MADE: list[tuple[str, Callable[[], AnyEvent], str]] = [
    ("secret-in-text", lambda: Note(id="n", summary="ghp_" + "0123456789" * 4), "a GitHub token"),
    ("mis-decoded-text", lambda: Note(id="n", summary="CafÃ©"), "was 'é'"),
]


@pytest.mark.parametrize(("rule_id", "event", "words"), HAND_MADE)
def test_texts_are_read_also_without_the_file(rule_id: str, event: Callable[[], AnyEvent], words: str) -> None:
    """Facts that were made by a program have no source text; their events are read instead."""
    session = Session(id="2026-01-20-doc", title="Doc", events=(event(),))
    judgement = Judgement(facts=Facts(session=session, as_of=END), verdicts=(), exhibits=())
    (found,) = run(judgement, [rule_id]).findings
    assert (found.subject, words in found.message) == ("n", True)


def test_an_exhibit_needs_no_source() -> None:
    """Evidence made by hand, without the event behind it, is no linter and no partial run."""
    claim = ClaimEvent(id="c", summary="All tests pass", subject="session", predicate="tests-passed", evidence=("e",))
    session = Session(id="2026-01-20-doc", title="Doc", events=(claim,))
    bare = Exhibit(id="e", subject="session", level="tests-passed", strength="quoted", passed=True)
    judged = judge(Facts(session=session, as_of=END))
    given = Judgement(facts=judged.facts, verdicts=judged.verdicts, exhibits=(bare,))
    assert run(given, ["partial-test-run", "linter-taken-for-build", "agent-report-without-diff"]).findings == ()


@pytest.mark.parametrize(
    ("line", "level"),
    [
        ("- ✅ Import: likely succeeded", "warning"),
        ("- ✅ Import done (not tested)", "warning"),
        ("- ✅ Other tasks are likely more useful", "info"),
        ("- ✓ A retry would likely come to the same", "info"),
    ],
)
def test_a_hedged_tick_in_a_list_of_arguments_is_a_note(line: str, level: str) -> None:
    """Only where the hedge is about the state itself does the tick mislead."""
    assert [one.level for one in told("hedged-tick", line)] == [level]


@pytest.mark.parametrize(
    ("line", "level"),
    [
        ("**Session duration:** 3 hours", "error"),
        ("**Total:** 3 hours of work a week", "info"),
    ],
)
def test_a_length_is_held_against_the_session_only_where_it_is_said_of_it(line: str, level: str) -> None:
    """A total may be of a plan."""
    value = Value(n=Decimal(180), unit="min", basis="session")
    claim = ClaimEvent(id="c", summary=line, subject="session", predicate="value", value=value, place=HERE)
    assert [one.level for one in told("duration-against-timeline", line, claim)] == [level]


@pytest.mark.parametrize(
    ("line", "count"),
    [
        ("proxy: http://user:pass@proxy.example:8080", 0),
        ("DATABASE_URL=postgres://postgres:postgres@db.example:5432/app", 0),
        ("psql postgres://app:s3same-open@localhost:5432/app", 0),
        ("psql postgres://app:s3same-open@db.example:5432/app", 1),
        ("SLACK_BOT_TOKEN=xoxb-your-bot-token", 0),
        ("curl -H 'Authorization: Bearer YOUR_SERVICE_ROLE_KEY' https://pier.example", 0),
        ("curl -H 'Authorization: Bearer invalid_token_xyz_1' https://pier.example", 0),
        ("curl -H 'Authorization: Bearer 9f8e7d6c5b4a39281706' https://pier.example", 1),
        ("DATABASE_URL=postgresql://postgres:[password]@db.example:5432/app", 0),
        ("DATABASE_URL=postgresql://postgres:[uqJr7qA0ez8aSEX0]@db.example:5432/app", 1),
        ('password: "YourPassword123!"', 0),
        ("AKIAIOSFODNN7EXAMPLE", 0),
    ],
)
def test_what_stands_for_a_secret_is_none(line: str, count: int) -> None:
    """Words like `pass` or `your`, a name that is its own password, and a machine that nobody else reaches."""
    assert len(told("secret-in-text", line)) == count


def test_a_table_of_what_runs_names_revisions_that_pin_something() -> None:
    """`latest` beside a status says nothing of what serves; the table rolls nothing out, so nothing else is asked of it."""
    table = "| Service | Status | Revision |\n|---|---|---|\n| Map | up | Latest |\n| Tide | up | tide-00042-abc |\n"
    source = f"# Doc\n\n## Services\n\n{table}"
    facts = Facts(session=read_markdown(source, PATH, Project()), as_of=datetime(2026, 1, 21, tzinfo=UTC), source=source)
    found = run(judge(facts), ["unpinned-revision", "deployment-without-source"]).findings
    assert [(one.rule, one.place.line) for one in found] == [("unpinned-revision", 7)]
