"""What a draft holds: every structured thing as an event, nothing verified, and a mark wherever a person should look."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from handoff.markdown.draft import Draft, draft_of
from handoff.model.events import (
    Bug,
    ClaimEvent,
    Commit,
    Decision,
    Deployment,
    Evidence,
    Fix,
    Impact,
    Learning,
    NextStep,
    Note,
    RootCause,
)
from handoff.model.facts import Facts
from handoff.model.project import Project, Service
from handoff.verdicts import judge

from .drafts import TODAY, loaded, made, of

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
DOCUMENT = """\
    # Evening session - March 3, 2026

    **Time:** 6:00 PM - 7:30 PM ET
    **Branch:** `fix-orders`
    **Status:** ✅ All orders work again

    ## Bug #1: Orders end in an error

    **Severity:** HIGH

    **Symptoms:**
    - Every order ends in HTTP 500

    **Root Cause:** The price table was probably empty

    **Fix:** Import runs in one transaction (commit `3f9c2d7e`)

    **Impact:**
    - 61 customers could not order

    ## Services

    | Service | Revision |
    |---------|----------|
    | Shop | 00042-abc |

    ## Verification

    - ✅ The order page answers with HTTP 200 on `/orders`
    - Numbers look fine on `main`

    ## Decisions

    - **Keep the retries off**
      - Why: they double the load

    ## Lessons learned

    - Count what customers see

    ## Statistics

    - Orders lost: 61
    - Duration: ~20 minutes

    ## Next steps

    ### Priority 1: Alert on empty imports (30 min)

    **Why:** Nobody noticed

    ```bash
    make alert
    ```

    ## Still open

    - [ ] Ask finance for `totals.csv`
    """


def remarks(draft: Draft) -> Mapping[str, str]:
    return {event.summary: draft.remarks[event.id] for event in draft.session.events}


def test_the_header_is_read() -> None:
    """Title, id from date and title, zone, times, branch."""
    session = made(DOCUMENT).session
    assert (session.id, session.title) == ("2026-03-03-evening-session", "Evening session - March 3, 2026")
    assert session.timezone == "America/New_York"
    assert session.started is not None
    assert session.ended is not None
    assert (session.started.isoformat(), session.ended.isoformat()) == (
        "2026-03-03T18:00:00-05:00",
        "2026-03-03T19:30:00-05:00",
    )
    assert session.repo is not None
    assert session.repo.branch == "fix-orders"


def test_everything_structured_is_an_event() -> None:
    """Bugs with symptoms, cause, fix and impact; services; decisions; learnings; steps with reason, estimate and command."""
    draft = made(DOCUMENT)
    (bug,), (cause,), (fix,), (impact,) = of(draft, Bug), of(draft, RootCause), of(draft, Fix), of(draft, Impact)
    assert (bug.summary, bug.severity, bug.symptoms) == ("Orders end in an error", "high", ("Every order ends in HTTP 500",))
    assert (cause.summary, cause.bug, cause.verdict) == ("The price table was probably empty", bug.id, "suspected")
    assert (fix.bugs, fix.commits, fix.state) == ((bug.id,), ("3f9c2d7e",), "applied")
    assert (impact.summary, impact.bugs) == ("61 customers could not order", (bug.id,))
    (deployment,) = of(draft, Deployment)
    assert (deployment.service, deployment.revision, deployment.result) == ("shop", "00042-abc", None)
    (decision,) = of(draft, Decision)
    assert (decision.summary, decision.why) == ("Keep the retries off", "they double the load")
    assert [one.summary for one in of(draft, Learning)] == ["Count what customers see"]
    first = of(draft, NextStep)[0]
    assert (first.summary, first.priority, first.estimate, first.why) == (
        "Alert on empty imports",
        1,
        "30 min",
        "Nobody noticed",
    )
    assert [command.run for command in first.commands] == ["make alert"]


def test_a_listed_number_is_a_claim_with_a_value_and_a_rough_one_is_none() -> None:
    """The unit stays; what is only about right is left in the text."""
    (number,) = [one for one in of(made(DOCUMENT), ClaimEvent) if one.summary == "Orders lost: 61"]
    assert number.value is not None
    assert (str(number.value), number.predicate) == ("61", "value")


def test_nothing_counts_as_verified() -> None:
    """No claim is observed, no fix verified, no deployment succeeded; evidence is quoted from the document."""
    draft = made(DOCUMENT)
    assert {one.modality for one in of(draft, ClaimEvent)} <= {None, "inferred"}
    assert {one.state for one in of(draft, Fix)} == {"applied"}
    assert {one.result for one in of(draft, Deployment)} == {None}
    assert all("quoted from the document" in draft.remarks[one.id] for one in of(draft, Evidence))
    verdicts = judge(Facts(session=loaded(draft), as_of=draft.session.ended, project=Project())).verdicts  # type: ignore[arg-type]  # it has an end
    assert verdicts
    assert "supported" not in {one.answer for one in verdicts}


def test_words_keep_their_code_and_lose_their_marks() -> None:
    """A summary is read by people: no asterisks, but names in backticks."""
    summaries = {event.summary for event in made(DOCUMENT).session.events}
    assert "✅ The order page answers with HTTP 200 on `/orders`" in summaries
    assert "Ask finance for `totals.csv`" in summaries
    assert "Status: ✅ All orders work again" in summaries


def test_evidence_says_where_it_stood() -> None:
    """Two pieces of the same kind can be told apart."""
    (evidence,) = [one for one in of(made(DOCUMENT), Evidence) if one.via == "http"]
    assert evidence.summary == "HTTP 200: ✅ The order page answers with HTTP 200 on `/orders`"


def test_a_heading_without_an_event_is_a_note_with_its_text() -> None:
    """What stands under it stays under it; a claim that an event holds is not said a second time."""
    (note,) = [one for one in of(made(DOCUMENT), Note) if one.summary == "Verification"]
    assert note.details == "- Numbers look fine on `main`"


def test_every_event_says_its_line_and_doubtful_ones_why() -> None:
    """The comment above an event leads back to the document."""
    told = remarks(made(DOCUMENT))
    assert told["Orders end in an error"] == "line 7"
    assert told["Status: ✅ All orders work again"].startswith("line 5, taken for a claim: tick")
    assert "\nlook: nothing in its section is offered that a reader could check" in told["Status: ✅ All orders work again"]
    assert "look: the document does not say when, how it came out" in told["Shop: revision 00042-abc"]


def test_a_document_without_date_or_zone_is_dated_today_and_says_so() -> None:
    """Nothing is guessed without a word."""
    draft = made("# Notes\n\nAll services are healthy since 10:05.\n")
    assert draft.session.id == f"{TODAY}-notes"
    assert draft.session.started is None
    assert [line for line in draft.head if "names no date" in line]
    assert [line for line in draft.head if "no time zone" in line]
    assert not [line for line in made("# Notes\n\nAll is healthy.\n").head if "no time zone" in line]


def test_a_month_and_the_day_of_writing_are_said_to_be_no_more() -> None:
    """Neither is taken for the day on which things happened."""
    draft = made("# Notes\n\n**Date:** March 2026\n")
    assert (draft.session.id, draft.dated) == (f"{TODAY}-notes", False)
    assert [line for line in draft.head if "only a month (“March 2026”)" in line and "--id" in line]
    draft = made("# Notes\n\n**Last updated:** 2026-03-03\n\n## Timeline\n\n- 10:02 UTC: map down\n")
    assert (draft.session.id, draft.dated) == ("2026-03-03-notes", True)
    assert [line for line in draft.head if "on which it was written" in line]
    assert not [event for event in draft.session.events if event.at is not None]


def test_the_zone_of_the_project_is_used_and_said() -> None:
    """A document that names no zone is read in the project's."""
    draft = made("# Work - 2026-03-03\n\n**Time:** 18:00 - 19:30\n", zone="Europe/Berlin")
    assert draft.session.started is not None
    assert draft.session.started.isoformat() == "2026-03-03T18:00:00+01:00"
    assert [line for line in draft.head if "read in Europe/Berlin" in line]


def test_mis_decoded_text_is_put_right_and_said() -> None:
    """The draft has what was meant; the head says which lines were wrong."""
    draft = made("# Session\n\n**Status:** ‚úÖ all tests pass\n\nCaf√© is open\n")
    assert "Café is open" in (draft.session.summary or "")
    assert [line for line in draft.head if "2 lines" in line and "Mac Roman" in line]


def test_a_claim_about_nothing_in_particular_does_not_end_the_session() -> None:
    """ "Complete" in a title over open steps is about that line: the reader cannot know that all of the session was meant."""
    draft = made("# Cleanup Complete\n\n## Next steps\n\n- [ ] Tell finance\n")
    assert {one.subject for one in of(draft, ClaimEvent)} == {"cleanup-complete"}
    verdicts = judge(Facts(session=loaded(draft), as_of=NOON, project=Project())).verdicts
    assert {one.answer for one in verdicts} == {"unsupported"}


def test_what_was_found_is_told_in_words() -> None:
    """With plurals that are words."""
    assert made(
        "# T\n\n## Bug 1: a\n\n**Severity:** low\n**Fix:** b\n\n## Bug 2: c\n\n**Severity:** low\n**Fix:** d\n"
    ).found == ("2 bugs, 2 fixes")
    assert made("text\n").found == "no events"


def test_steps_end_with_who_does_them_and_by_when() -> None:
    """Owner and day in brackets at the end; what else stands there stays, and what names no day is no day."""
    steps = of(
        made(
            """\
            # Week, 2026-01-20

            ## Next steps

            1. Backfill Tuesday (owner: Ann, by 2026-01-25)
            2. Rotate the key (Owner: Kim Lee)
            - Remove the flag (due 2026-02-01; needs a review)
            - Tell finance (owner: Bo; due: Friday)
            - Measure it again (by hand)
            """
        ),
        NextStep,
    )
    told = [(one.summary, one.owner, one.due.isoformat() if one.due else None) for one in steps]
    assert told == [
        ("Backfill Tuesday", "Ann", "2026-01-25T23:59:00+00:00"),
        ("Rotate the key", "Kim Lee", None),
        ("Remove the flag (needs a review)", None, "2026-02-01T23:59:00+00:00"),
        ("Tell finance (due: Friday)", "Bo", None),
        ("Measure it again (by hand)", None, None),
    ]


def test_a_list_of_commits_is_commits() -> None:
    """Each item that begins with a hash, whatever parts the hash from its words; other items stay text."""
    draft = made(
        """\
        # Week

        ## Commits pushed today

        - `a1b2c3d` Copy the folder
        - e4f5a6b: Reset the counter
        - **9d8c7b6** - Docs
        - [7f6e5d4](https://git.example/c/7f6e5d4) Bump
        - 0a1b2c3
        - reverted 1a2b3c4 before the end

        ## Other

        - b1b2c3d is a build
        """
    )
    assert [(one.sha, one.summary) for one in of(draft, Commit)] == [
        ("a1b2c3d", "Copy the folder"),
        ("e4f5a6b", "Reset the counter"),
        ("9d8c7b6", "Docs"),
        ("7f6e5d4", "Bump"),
        ("0a1b2c3", "commit 0a1b2c3"),
    ]
    assert "reverted 1a2b3c4 before the end" in str(draft.session)


def test_an_output_under_its_command_is_evidence_with_both() -> None:
    """In one block behind a prompt, in the block below, or under a line that is nothing but the command."""
    draft = made(
        """\
        # Week

        ## Verification

        ```console
        $ curl -s https://shop.example/health
        {"status": "ok"}
        ```

        ```bash
        make smoke
        ```

        Output:

        ```
        12 checks, none failed
        ```

        `psql -c 'select count(*) from t'`

        ```
        42
        ```

        ```bash
        make one
        make two
        ```

        ```
        whatever this is
        ```
        """
    )
    shown = {one.asked: one.output for one in of(draft, Evidence) if one.asked}
    assert shown == {
        "curl -s https://shop.example/health": '{"status": "ok"}',
        "make smoke": "12 checks, none failed",
        "psql -c 'select count(*) from t'": "42",
    }
    assert {one.via for one in of(draft, Evidence) if one.asked} == {"command"}


def test_a_bug_with_a_number_is_a_bug_whatever_is_told_of_it() -> None:
    """An issue with a number may be a ticket, and wants a severity or symptoms; the values of fields lose their labels."""
    draft = made(
        """\
        # Week

        ### Bug 1: Worker crashes

        **Symptoms:** HTTP 500 on every request

        ### Bug 2: Colours

        Wrong palette.

        ### Issue 3: Write the page

        Nobody did.
        """
    )
    assert [(one.summary, one.symptoms) for one in of(draft, Bug)] == [
        ("Worker crashes", ("HTTP 500 on every request",)),
        ("Colours", ()),
    ]


def test_a_table_of_how_services_stand_holds_no_deployments() -> None:
    """With a column of states each row is a claim, and its revision shows it; without one it tells of roll-outs."""
    rows = "| Shop | 00042-abc | ✅ Healthy |\n| Mailer | 00007-xyz | ❌ Down |\n"
    stands = made(f"# Week\n\n| Service | Revision | Status |\n|---|---|---|\n{rows}")
    assert of(stands, Deployment) == []
    assert [one.subject for one in of(stands, ClaimEvent)] == ["shop"]
    runs = made("# Week\n\n| Service | Revision |\n|---|---|\n| Shop | 00042-abc |\n")
    assert [(one.service, one.revision) for one in of(runs, Deployment)] == [("shop", "00042-abc")]


def test_a_run_without_a_prompt_is_split_from_its_counts() -> None:
    """A block that begins with a test runner and goes on with what it counted; a list of commands is left alone."""
    draft = made("# Week\n\n## Verification\n\n```\npytest -q\n12 passed in 0.4s\n```\n\n```\npytest -q\nmake test\n```\n")
    shown = [(one.asked, one.output) for one in draft.session.events if isinstance(one, Evidence) and one.asked]
    assert shown == [("pytest -q", "12 passed in 0.4s")]


def test_a_step_is_named_without_its_owner_and_an_end_without_a_date_is_marked() -> None:
    """The id says what is to do; "Friday" stays in the text, with a mark that it is no date."""
    draft = made(
        "# Week\n\n## Next steps\n\n- [ ] Backfill (owner: Ann, due: Friday)\n- [ ] Index (owner: Bo, by 2026-06-09)\n"
    )
    steps = {one.id: one for one in draft.session.events if isinstance(one, NextStep)}
    assert [(one.owner, one.summary) for one in steps.values()] == [("Ann", "Backfill (due: Friday)"), ("Bo", "Index")]
    assert list(steps) == ["backfill", "index"]
    assert "look: “due: Friday” names no date" in draft.remarks["backfill"]
    assert "no date" not in draft.remarks["index"]


def test_an_imported_claim_is_about_what_its_line_names() -> None:
    """A declared service, the thing in code, a field; where the line names nothing, the claim itself, with a mark."""
    text = "# Big week\n\n## Work\n\n- The mail queue drains ✅\n- `parser.py` is fixed\n- All verified ✅\n- Index: works ✅\n"
    project = Project(services=(Service(id="mailer", aliases=("mail queue",)),))
    draft = draft_of(text, "HANDOFF.md", project, TODAY)
    claims = of(draft, ClaimEvent)
    assert [one.subject for one in claims] == ["mailer", "parser.py", "all-verified", "Index"]
    marked = [one.id for one in claims if "names nothing that it is about" in draft.remarks[one.id]]
    assert marked == ["all-verified"]
