"""Where evidence must stand: the statement, its item, its section, and nowhere else."""

from __future__ import annotations

from tests.markdown.documents import answers, under

SHA = "commit 7fa31c9"


def test_evidence_in_the_same_section_about_the_same_subject_counts() -> None:
    """And about another subject it does not."""
    assert answers(under("Work", "The pier crash was fixed.", "", f"The pier change is {SHA}."))[5] == "supported"
    assert answers(under("Work", "The pier crash was fixed.", "", f"The ticket counter is {SHA}."))[5] == "unsupported"


def test_evidence_in_another_section_does_not_count() -> None:
    """A document that proves something elsewhere leaves this statement bare."""
    text = f"# Ferry\n\n## Work\n\nThe pier crash was fixed.\n\n## Commits\n\nPier crash: {SHA}\n"
    assert answers(text)[5] == "unsupported"


def test_a_section_includes_its_subsections_for_its_heading() -> None:
    """A heading speaks for everything under it; a statement under it does not."""
    text = f"# Ferry\n\n## Pier crash: fixed\n\nThe crash was fixed.\n\n### Details\n\nSee {SHA}.\n"
    assert answers(text)[3] == "supported"
    assert answers(text)[5] == "unsupported"


def test_the_title_and_its_fields_are_supported_before_the_next_heading_only() -> None:
    """A header field says how the whole document stands, but the whole document is not its section."""
    rest = f"## Commits\n\nPier crash: {SHA}\n"
    assert answers(f"# Pier crash fixed\n\n{rest}")[1] == "unsupported"
    assert answers(f"# Pier crash fixed\n\n{SHA}\n\n{rest}")[1] == "supported"


def test_the_fields_of_one_thing_vouch_for_each_other() -> None:
    """Status and evidence in one list or paragraph; the next list is about another thing."""
    lines = ["- Status: fixed", f"- Change: {SHA}"]
    assert answers(under("Work", *lines))[5] == "supported"
    assert answers(under("Work", "**Status:** fixed", f"**Change:** {SHA}"))[5] == "supported"
    assert answers(under("Work", "1. Crash", "", "- Status: fixed", "", "2. Leak", "", f"- Change: {SHA}"))[7] == "unsupported"
    nested = ["- Status: proven", "- Evidence:", "  - Full suite passing (62 tests)"]
    assert answers(under("Work", *nested))[5] == "supported"


def test_a_status_speaks_for_its_section() -> None:
    """Like the heading above it, when it is the only one there, and of the section itself, not of what stands below."""
    code = ("", "The map is read once:", "", "```python", "tide = read_map()", "```")
    assert answers(under("Pier crash", "**Status:** ✅ Resolved", *code))[5] == "supported"
    assert answers(under("Pier crash", "**Status:** ✅ Resolved", "", "**State:** as it was", *code))[5] == "unsupported"
    below = f"# Ferry\n\n## Pier crash\n\n**Status:** resolved\n\n### Leak\n\nClosed by {SHA}.\n"
    assert answers(below)[5] == "unsupported"


def test_items_of_a_list_are_things_of_their_own() -> None:
    """One item's count or hash clears no other item, whatever the words they share."""
    lines = ["- ✅ Pier map translated", "- ✅ Pier tests (218 passed)", f"- ✅ Pier crash fixed ({SHA})"]
    assert answers(under("Work", *lines)) == {5: "unsupported", 6: "supported", 7: "supported"}


def test_what_stands_under_an_item_is_its_detail() -> None:
    """Nested items and fences belong to the item above them."""
    lines = ["- Pier crash fixed", f"  - in {SHA}", "- Leak fixed"]
    assert answers(under("Work", *lines)) == {5: "supported", 7: "unsupported"}
    lines = ["- Pier crash fixed", "", "  ```python", "  return pier or None", "  ```", "", "- Leak fixed"]
    assert answers(under("Work", *lines)) == {5: "supported", 11: "unsupported"}


def test_what_sums_up_a_section_at_its_beginning_stands_on_all_of_it() -> None:
    """ "All crashes fixed" in front of a list of commits."""
    lines = ["All crashes were fixed.", "", f"- Pier: {SHA}", "- Map: commit 0aa31c9"]
    assert answers(under("Work", *lines))[5] == "supported"


def test_a_measured_table_is_the_detail_of_what_introduces_it() -> None:
    """Two columns of figures, or one of times, are measurements."""
    table = ["| Pier | Before | After |", "|---|---|---|", "| North | 412 | 41 |", "| South | 398 | 40 |"]
    assert answers(under("Speed", "The pier search is working as intended:", "", *table))[5] == "supported"
    table = ["| Pier | Skipper |", "|---|---|", "| North | Ann |"]
    assert answers(under("Speed", "The pier search is working as intended:", "", *table))[5] == "unsupported"


def test_a_footer_is_not_part_of_the_section_above_it() -> None:
    """What stands behind a rule at the end is about the document."""
    text = under("Next steps", "- Ask the office", "", "---", "", "**Status:** complete")
    assert answers(text) == {9: "unsupported"}


def test_bugs_under_a_heading_that_says_they_are_fixed_are_told_with_their_fix() -> None:
    """A section named after a fault describes it; under "Issues fixed" it also reports."""
    line = "- Confirmed all messages go to the log"
    assert answers(f"# Ferry\n\n## Issues fixed\n\n### 2. Error messages\n\n{line}\n") == {7: "unsupported"}
    assert answers(f"# Ferry\n\n## Known\n\n### 2. Error messages\n\n{line}\n") == {}


def test_what_was_done_about_a_fault_counts_among_its_symptoms() -> None:
    """A description of what is wrong holds states that are no news, and repairs that are."""
    text = under("Symptoms", "- Map is up but empty", "- Crash was fixed at noon")
    assert answers(text) == {6: "unsupported"}


def test_a_label_in_front_of_a_list_is_as_good_as_a_heading() -> None:
    """ "Root cause:" makes what follows a cause."""
    assert answers(under("Work", "**Root cause:**", "", "- The map works without a pier")) == {}
