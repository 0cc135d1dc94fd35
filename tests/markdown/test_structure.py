"""What a document says beside its claims, each with its line: header, services, bugs, timelines, steps, learnings, numbers."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from handoff.model.events import (
    Bug,
    ClaimEvent,
    Commit,
    Deployment,
    Evidence,
    Fix,
    Learning,
    NextStep,
    Note,
    RootCause,
)
from tests.markdown.documents import events, read, under

HEADER = """\
# Pier map brought back

**Date:** March 3, 2026
**Session time:** 9:10 AM - 10:25 AM ET (1 hour 15 minutes)
**Author:** Ann
**Branch:** `fix/pier-map`
**Last commit:** `7fa31c9`

## Work
"""


def test_the_header_is_read_with_its_lines() -> None:
    """Title, day, time, zone, branch, commit, author; the length of the session is a claim of its own."""
    session = read(HEADER)
    assert (session.id, session.title, session.timezone) == (
        "2026-03-03-pier-map-brought-back",
        "Pier map brought back",
        "America/New_York",
    )
    assert session.started is not None
    assert session.started.isoformat() == "2026-03-03T09:10:00-05:00"
    assert session.ended is not None
    assert session.ended.isoformat() == "2026-03-03T10:25:00-05:00"
    assert session.by == ("Ann",)
    assert session.repo is not None
    assert (session.repo.branch, session.repo.commit) == ("fix/pier-map", "7fa31c9")
    assert session.place.fields == {"title": 1, "started": 4, "ended": 4, "repo": 6}
    (length,) = [claim for claim in events(HEADER, ClaimEvent) if claim.value is not None]
    assert (length.place.line, length.value and length.value.n) == (4, Decimal(75))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("# Notes 2026-03-03\n", "2026-03-03"),
        ("# Notes of 3rd March 2026\n", "2026-03-03"),
        ("---\ntitle: Notes\ndate: 2026-03-03\n---\n", "2026-03-03"),
        ("# Notes\n\nDatum: 3. Mar 2026\n", "2026-03-03"),
        ("# Notes\n\nDate: 03/04/2026\n", "0000-00-00"),
        ("# Notes\n\nDate: 2026-13-45\n", "0000-00-00"),
        ("# Notes\n\nWords.\n\n## Later\n\nDate: 2026-03-03\n", "0000-00-00"),
        ("# Notes\n\n## Pier map\n\nDate: 2026-03-03\n", "2026-03-03"),
        ("# Notes\n\n## March 3, 2026\n\nWords.\n", "2026-03-03"),
        ("# Notes\n\n**2026-03-03**\n", "2026-03-03"),
        ("# Notes\n\n| Field | Value |\n|---|---|\n| Date | 2026-03-03 |\n", "2026-03-03"),
        ("# Notes\n\n**Date de l'incident :** 2026-03-03\n", "2026-03-03"),
        ("# Notes\n\n**Implementation Date:** 3.3.2026\n", "2026-03-03"),
        ("# Notes\n\n**Fecha:** 3 de marzo de 2026\n", "2026-03-03"),
        ("# Notes\n\n**日付**: 2026年3月3日\n", "2026-03-03"),
        ("# Notes\n\nLast updated: March 3, 2026\n", "2026-03-03"),
        ("# Notes\n\nDate: 30/03/2026\n", "2026-03-30"),
        ("# Notes\n\nDate: March 2026\n", "0000-00-00"),
        ("# Notes\n\nDue date: 2026-03-03\n", "0000-00-00"),
        ("# Notes\n\nData loss: none since 2026-03-03\n", "0000-00-00"),
    ],
)
def test_the_day_is_read_where_nobody_can_read_it_otherwise(text: str, day: str) -> None:
    """In the title, the front matter or the header, in other languages too; not in an order that depends on the country."""
    assert read(text).id[:10] == day


def test_the_name_of_the_file_gives_the_day_when_the_text_does_not() -> None:
    """And the title when there is none."""
    session = read("plain words\n", "docs/2026-03-03-pier.md")
    assert (session.id, session.title) == ("2026-03-03-2026-03-03-pier", "2026-03-03-pier")
    assert read("x\n", "docs/2026-99-99-pier.md").id.startswith("0000-00-00")


@pytest.mark.parametrize(
    ("line", "zone"),
    [
        ("Timezone: Europe/Berlin", "Europe/Berlin"),
        ("Time zone: UTC", "UTC"),
        ("Time: 9:00 - 10:00 PST", "America/Los_Angeles"),
        ("Time: 9:00 - 10:00 et al", None),
        ("Timezone: Europe/Nowhere", None),
        ("Time: all day", None),
    ],
)
def test_a_zone_is_one_that_exists(line: str, zone: str | None) -> None:
    """By its IANA name, or an abbreviation in capitals."""
    assert read(f"# Notes\n\nDate: 2026-03-03\n{line}\n").timezone == zone


@pytest.mark.parametrize(
    ("lines", "zone"),
    [
        ("## 13:56 UTC - Migration applied\n\n## 14:00 UTC - Error seen", "UTC"),
        ("Deployed between 13:56 and 14:10 UTC.", None),
        ("From 13:56-14:10 (UTC) the map was down, since 14:12 UTC it is back.", "UTC"),
        ("Down at 13:56 UTC, which is 08:56 EST.", None),
        ("Down at 13:56 UTC, back at 14:10.", None),
        ("Down at 13:56 UTC+8.", None),
    ],
)
def test_the_zone_that_all_times_are_written_with_is_that_of_the_document(lines: str, zone: str | None) -> None:
    """One time without it, or with another, and nobody can tell."""
    assert read(f"# Notes 2026-03-03\n\n{lines}\n").timezone == zone


def test_a_heading_tells_the_zone_of_the_times_below_it() -> None:
    """Whatever stands below it; a zone in another heading is part of a name."""
    assert read("# Notes 2026-03-03\n\n## Timeline (times in BST)\n\n### 5:00 PM\n\nBell rung.\n").timezone == "Europe/London"
    assert read("# Notes 2026-03-03\n\n## The BST bell\n\nRung at 5:00 PM.\n").timezone is None


def test_the_zone_of_a_timeline_is_that_of_the_document() -> None:
    """When the header names none."""
    table = "| Time | Event |\n|---|---|\n| 10:02 | Map down |\n"
    assert read(f"# Notes 2026-03-03\n\n## Timeline (CET)\n\n{table}").timezone == "Europe/Berlin"
    (note,) = events(f"# Notes 2026-03-03\n\n## Timeline\n\nAll times JST:\n\n{table}", Note)
    assert note.at is not None
    assert note.at.isoformat() == "2026-03-03T10:02:00+09:00"


def test_what_is_rolled_out_is_the_new_revision_of_a_service_in_code() -> None:
    """The one before it stands in the column in front."""
    rows = "| Service | Old Revision | New Revision |\n|---|---|---|\n| `bell-worker` | `00021-xxq` | `00022-tct` |\n"
    (deployment,) = events(f"# Notes 2026-03-06\n\n## Rolled out\n\n{rows}", Deployment)
    assert (deployment.service, deployment.revision) == ("bell-worker", "00022-tct")
    assert deployment.summary == "bell-worker: revision 00022-tct"


def test_the_column_of_times_names_their_zone() -> None:
    """Of a document whose other times are those of another place."""
    rows = "| Time (UTC) | Event |\n|---|---|\n| 17:38 | Bell rung |\n"
    (note,) = events(f"# Notes 2026-03-06\n\n**Session:** 09:30 - 16:00 ET\n\n## Log\n\n{rows}", Note)
    assert (note.summary, note.at) == ("Bell rung", datetime(2026, 3, 6, 17, 38, tzinfo=UTC))


TIMELINE = """\
# Pier map 2026-03-03

## Services

| Service | Revision | Notes |
|---|---|---|
| Pier Map | `pier-map-00042-abc` | north |
| Pier List | — | none |
| Pier Mail | latest | |
| Pier Log | a whole sentence is no revision | |

## Timeline (UTC)

| Time | Event |
|---|---|
| 09:00 | Map down |
| 2026-03-04 09:30 | Committed 7fa31c9 |
| ~09:40 | Deployed revision pier-map-00042-abc |
| 9:45 AM - 9:50 AM | Looked at the map |
| later | Went home |
| 09:55 | |

## Chronology of 2026-03-05

- 10:00 UTC — Map up again
- 10:30: Commit 0aa31c9 pushed
- without a time
"""


def test_timelines_and_services_become_events_at_their_lines() -> None:
    """In tables and lists, on the day that is named beside them, in the zone of the document."""
    notes = {note.place.line: (note.summary, note.at) for note in events(TIMELINE, Note)}
    assert notes == {
        16: ("Map down", datetime(2026, 3, 3, 9, 0, tzinfo=UTC)),
        19: ("Looked at the map", datetime(2026, 3, 3, 9, 45, tzinfo=UTC)),
        25: ("Map up again", datetime(2026, 3, 5, 10, 0, tzinfo=UTC)),
    }
    commits = {commit.place.line: (commit.sha, commit.at) for commit in events(TIMELINE, Commit)}
    assert commits == {
        17: ("7fa31c9", datetime(2026, 3, 4, 9, 30, tzinfo=UTC)),
        26: ("0aa31c9", datetime(2026, 3, 5, 10, 30, tzinfo=UTC)),
    }
    deployments = [(one.place.line, one.service, one.revision) for one in events(TIMELINE, Deployment)]
    assert deployments == [
        (7, "pier-map", "pier-map-00042-abc"),
        (9, "pier-mail", "latest"),
        (18, "pier-map", "pier-map-00042-abc"),
    ]


BUGS = """\
# Pier notes

## Services

| Service | Version |
|---|---|
| pier-map | v1.4.2 |

## Bug #1: pier-map crash

**Severity:** High

**Symptoms:**

- every request ends in a 500
- the log is empty

**Root cause:** probably a missing pier

**Fix:** catch it, in 7fa31c9

## Issue 2 - slow list

- Priority: P3 (minor)
- Why: no index

## Problem 3

Nothing known.
"""


def test_bugs_have_their_symptoms_causes_and_fixes() -> None:
    """A numbered heading with a severity or symptoms; without either it is no more than a heading."""
    first, second = events(BUGS, Bug)
    assert (first.place.line, first.severity, first.services) == (9, "high", ("pier-map",))
    assert first.symptoms == ("every request ends in a 500", "the log is empty")
    assert (second.place.line, second.severity, second.symptoms) == (22, "low", ())
    causes = events(BUGS, RootCause)
    assert [(cause.bug, cause.verdict, cause.place.line) for cause in causes] == [
        (first.id, "suspected", 18),
        (second.id, None, 25),
    ]
    (fix,) = events(BUGS, Fix)
    assert (fix.bugs, fix.commits, fix.state, fix.place.line) == ((first.id,), ("7fa31c9",), "applied", 20)


STEPS = """\
# Pier notes

## Next steps

### Priority 1: Merge the branch (30 min)

**Why:** the office waits

**How:** with a review

```bash
# look first
git log \\
  --oneline
git merge fix
```

### Priority 2: Ask the office

1. call
2. write

## Also to do

1. Translate the names (2 days)
2. Print the map
   - in colour
- [x] Done already
- ✅ ticked too
- ab

## What went well

- The map

## What went wrong

- The list

## Lessons learned

- Ask first

## Checklist

- [ ] Open box
- [x] Ticked box
"""


def test_steps_learnings_and_boxes_are_read() -> None:
    """With priority, estimate, why, how and commands; open boxes are steps wherever they stand."""
    steps = {step.place.line: step for step in events(STEPS, NextStep)}
    assert sorted(steps) == [5, 18, 25, 26, 46]
    merge = steps[5]
    assert (merge.summary, merge.priority, merge.estimate) == ("Merge the branch", 1, "30 min")
    assert (merge.why, merge.how) == ("the office waits", "with a review")
    assert [command.run for command in merge.commands] == ["git log    --oneline", "git merge fix"]
    assert (steps[18].priority, steps[18].how) == (2, "call\nwrite")
    assert (steps[25].summary, steps[25].priority, steps[25].estimate) == ("Translate the names", 1, "2 days")
    assert steps[46].tags == ("checklist",)
    learnt = [(one.summary, one.went, one.place.line) for one in events(STEPS, Learning)]
    assert ("Ask first", None, 42) in learnt


NUMBERS = """\
# Pier notes 2026-03-03

**Time:** 9:00 - 10:00 UTC

Two critical bugs were found.

## Two critical bugs

## Bug 1: crash

Severity: critical

## Bug 2: leak

Severity: critical

## Work

Total time: 65 minutes

The map was down 9:10 - 9:40 (30 minutes).

From 10:30 AM to 8:54 AM nothing came.

It took ~9:10 - 9:40 (about 30 minutes).

Commit: `7fa31c9` "catch the missing pier"

Files changed: 2

Lines added: 16

Insertions: ~5

The import is 95% complete.

- [x] north
- [ ] south
"""


def test_numbers_are_read_where_the_document_says_from_what_they_come() -> None:
    """Lengths, ranges with their duration, headlines that count, a percentage beside its only checklist."""
    claims = {claim.place.line: claim for claim in events(NUMBERS, ClaimEvent) if claim.value or claim.window}
    assert [line for line in claims if claims[line].summary.startswith("Total")] == [19]
    assert claims[19].value is not None
    assert (claims[19].value.n, claims[19].value.basis) == (Decimal(65), "session")
    assert claims[21].window is not None
    assert not claims[21].window.inverted
    assert claims[23].window is not None
    assert claims[23].window.inverted
    assert 25 not in claims
    assert claims[7].value is not None
    assert (claims[7].value.n, claims[7].value.basis) == (Decimal(2), "kind:bug severity:critical")
    assert 5 not in claims
    assert claims[35].value is not None
    assert (claims[35].value.percent, claims[35].value.basis) == (Decimal(95), "tag:checklist")


def test_a_commit_with_its_subject_and_statistics() -> None:
    """The numbers of the only commit that the document tells of are that commit's."""
    (commit,) = events(NUMBERS, Commit)
    assert (commit.sha, commit.subject, commit.files, commit.insertions) == ("7fa31c9", "catch the missing pier", 2, 16)
    assert commit.place.fields == {"sha": 27, "subject": 27, "files": 29, "insertions": 31}


def test_percentages_without_one_mixed_checklist_are_bare() -> None:
    """Two lists, or one that is all ticked, say nothing about a share of the whole."""
    line = "The import is 95% complete.\n"
    two = f"# A\n\n{line}\n## B\n\n- [x] a\n- [ ] b\n\n## C\n\n- [ ] c\n"
    ticked = f"# A\n\n{line}\n- [x] a\n- [x] b\n"
    for text in (two, ticked):
        assert [claim for claim in events(text, ClaimEvent) if claim.value is not None] == []


def test_a_night_ends_on_the_next_day() -> None:
    """A range over midnight is as long as the night, not inverted."""
    (claim,) = [one for one in events("# Notes 2026-03-03\n\nDown 22:30 - 04:10 UTC (340 minutes)\n", ClaimEvent) if one.window]
    assert claim.window is not None
    assert not claim.window.inverted


def test_ids_are_unique_and_summaries_short() -> None:
    """Equal texts get numbers; a text of any length becomes one short line."""
    text = under("Next steps", "- call the office", "- call the office", "- call the office", "- " + "very " * 200)
    steps = events(text, NextStep)
    assert len({step.id for step in steps}) == 4
    assert max(len(step.summary) for step in steps) <= 160


def test_everything_that_is_read_has_a_line_of_the_document() -> None:
    """And events stand in the order of the document, evidence just before what it is offered for."""
    for text in (HEADER, TIMELINE, BUGS, STEPS, NUMBERS):
        session = read(text)
        count = text.count("\n") + 1
        assert all(1 <= event.place.line <= count for event in session.events)
        lines = [event.place.line for event in session.events if not isinstance(event, Evidence)]
        assert lines == sorted(lines)
