"""Post-mortems in a draft: a bug with its symptoms, its causes and its fix, told part by part."""

from __future__ import annotations

import pytest

from handoff.model.events import (
    Bug,
    Fix,
    Note,
    RootCause,
)

from .drafts import made, of

POST_MORTEM = """\
    # Postmortem: orders ended in an error

    **Date:** 2026-03-03
    **Severity:** **HIGH** - nobody could order

    ## Summary

    **Problem:** Every order ended in HTTP 500

    ## Timeline of events

    ### **10:02 UTC** - Orders fail

    - **Symptom:** the shop answers with 500

    ### 10:20 UTC

    The import is found.

    - **10:31 UTC** — import put right

    ## 3. Root Cause Analysis

    ### Primary cause

    The price table was empty

    Nothing checks it.

    ## The fix

    Import runs in one transaction (`3f9c2d7e`).
    """


def test_a_post_mortem_is_a_bug_with_its_parts() -> None:
    """By fields and by headings, numbered or not; the document is about one bug, however often it tells it."""
    draft = made(POST_MORTEM)
    (bug,) = of(draft, Bug)
    assert (bug.summary, bug.severity) == ("Postmortem: orders ended in an error", "high")
    assert bug.symptoms == ("Every order ended in HTTP 500", "the shop answers with 500")
    assert [(cause.summary, cause.bug) for cause in of(draft, RootCause)] == [("The price table was empty", bug.id)]
    assert [(fix.bugs, fix.commits, fix.state) for fix in of(draft, Fix)] == [((bug.id,), ("3f9c2d7e",), None)]
    timed = [(f"{note.at:%H:%M}", note.summary) for note in of(draft, Note) if note.at is not None]
    assert timed == [("10:02", "Orders fail"), ("10:20", "The import is found."), ("10:31", "import put right")]


def test_causes_in_a_list_and_in_another_language() -> None:
    """Each item is one; a heading that says a part of the bug is no bug."""
    draft = made(
        """\
        # Postmortem - Incident de déploiement

        **Date de l'incident :** 2026-03-03

        ## Causes racines

        - Les volumes étaient mal configurés
        - Aucun test de charge
        """
    )
    (bug,) = of(draft, Bug)
    assert [cause.bug for cause in of(draft, RootCause)] == [bug.id, bug.id]
    assert (bug.summary, draft.session.id) == (
        "Postmortem - Incident de déploiement",
        "2026-03-03-postmortem-incident-de-deploiement",
    )


def test_each_section_and_each_item_that_tells_a_cause_is_a_bug() -> None:
    """Named by its heading, by its item, or, where a field begins the next one, by that."""
    draft = made(
        """\
        # Work

        ## Login hangs

        **Root Cause:** A promise never ends
        **Fix:** Removed it

        ## Fixed

        1. **Map is empty**
           - **Problem**: no tiles
           - **Root cause**: the key had run out

        ## Two more

        **Problem:** A
        **Cause:** a
        **Problem:** B
        **Cause:** b
        """
    )
    assert [(bug.summary, bug.symptoms) for bug in of(draft, Bug)] == [
        ("Login hangs", ()),
        ("Map is empty", ("no tiles",)),
        ("Two more", ("A",)),
        ("B", ("B",)),
    ]
    assert [cause.summary for cause in of(draft, RootCause)] == ["A promise never ends", "the key had run out", "a", "b"]


def test_a_row_with_a_problem_and_its_solution_is_a_bug_with_its_fix() -> None:
    """The hash in the row is the commit of the fix."""
    draft = made(
        """\
        # Work

        | Problem | Severity | Solution |
        |---------|----------|----------|
        | Orders fail | High | One transaction (`3f9c2d7e`) |
        | Map is empty | Low | |
        """
    )
    (bug,) = of(draft, Bug)
    assert (bug.summary, bug.severity, bug.symptoms) == ("Orders fail", "high", ("Orders fail",))
    assert [(fix.bugs, fix.commits) for fix in of(draft, Fix)] == [((bug.id,), ("3f9c2d7e",))]


@pytest.mark.parametrize(
    "text",
    [
        "## Root cause\n\n[what was the underlying reason]\n",
        "## Root cause\n\nTBD\n",
        "## Next steps\n\n**Root cause:** to be found\n",
        "## Troubleshooting\n\n| Problem | Solution |\n|---|---|\n| Port in use | Stop the other |\n",
        "## Tasks\n\n**Priority:** high\n**Problem:** no alerts yet\n",
        "## Cache\n\n**Fix:** none needed\n",
    ],
)
def test_a_template_a_guide_and_a_plan_tell_of_no_bug(text: str) -> None:
    """Nothing of the kind has happened, or nobody says that it has."""
    assert not of(made(f"# Work\n\n{text}"), Bug)


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("Key Numbers", "12 rows lost"),
        ("⚠️ Known Issue", "12 rows lost"),
        ("Investigation", "Pier map"),
        ("📋 Sumário Executivo", "Pier map"),
        ("Rows lost in the import", "Rows lost in the import"),
    ],
)
def test_a_place_in_the_document_is_no_name_of_a_bug(heading: str, name: str) -> None:
    """It is named by what went wrong, or by what the whole is about."""
    text = f"# Pier map\n\n## {heading}\n\n- **Problem:** 12 rows lost\n- **Root cause:** a race\n"
    (bug,) = of(made(text), Bug)
    assert (bug.summary, bug.symptoms) == (name, ("12 rows lost",))
