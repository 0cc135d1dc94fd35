"""Where evidence must stand to be heard: in the statement, with its fields, in its paragraph, under its heading."""

from __future__ import annotations

import pytest

from tests.markdown.documents import answers, under


def third(*lines: str, heading: str = "Notes from today") -> str:
    """How the first line of a section comes out, beside the lines behind it."""
    return answers(under(heading, *lines)).get(5, "no claim")


def test_fields_that_hold_a_proof_vouch_for_the_field_before() -> None:
    """Response, commit, evidence: such a field is there for what stands before it, and for nothing further up."""
    assert third("- **Site**: ✅ up at https://pier.example.org/", "- **Response**: HTTP/2 200 OK") == "supported"
    assert third("- **Zone**: fixed", "- **Commit**: 7fa31c9") == "supported"
    assert third("- **Zone**: fixed", "- **Berths**: moved in 7fa31c9") == "unsupported"
    assert third("- **Zone**: fixed", "- **Berths**: fixed", "- **Commit**: 7fa31c9") == "unsupported"


def test_the_next_item_speaks_of_something_else() -> None:
    """One commit in a list clears neither its neighbours nor the heading's other subjects."""
    assert third("- Zone of the tides fixed.", "- Berth of the tides fixed in 7fa31c9.") == "unsupported"


def test_one_check_is_not_vouched_for_by_the_next() -> None:
    """The tests are a check of their own beside the linter; beside a thing they are the check of that thing."""
    assert answers(under("Quay", "- **Linting**: passes", "- **Tests**: 61 passed"))[5] == "unsupported"
    assert answers(under("Quay", "- **Gate plan**: works", "- **Tests**: 61 passed"))[5] == "supported"


def test_each_branch_of_a_list_has_its_own_evidence() -> None:
    """What stands deeper in the next item is no nearer than that item."""
    lines = (
        "1. Quay gauge",
        "   - reads the tide",
        "   - Status: ✅ passing",
        "2. Crane gauge",
        "   - Status: ✅ 12/12 tests passing",
    )
    assert answers(under("Gauges", *lines)) == {7: "unsupported", 9: "supported"}


def test_the_commits_of_a_section_stand_behind_its_list_of_changes() -> None:
    """In a list of their own, under a line that says so; and in a field beside the list that tells of the work."""
    changes = ("Rebuilt without a lock:", "", "- ✅ Berth list (`Berths`)", "- ✅ Crane plan (`Cranes`)", "")
    hashes = ("- `17411ca` - Berths", "- `adb2815` - Moved `cranes/`")
    assert answers(under("Where we are", *changes, "Commits made:", "", *hashes))[7] == "supported"
    assert answers(under("Where we are", *changes, "Branched off at:", "", *hashes))[8] == "unsupported"
    work = ("- **Commits:** 7fa31c9", "- **What came of it:**", "  - **Crane lock** finished", "- **Berth lock** finished")
    assert answers(under("Phase 2", *work)).get(7) == "supported"


def test_a_count_vouches_for_what_it_names() -> None:
    """A run in the next item tests the things that it names."""
    assert third("- The tide importer works.", "- 12 importer tests pass.") == "supported"
    assert third("- The tide importer works.", "- 12 berth tests pass.") == "unsupported"


def test_a_paragraph_hears_what_was_seen_in_it() -> None:
    """What was measured in a paragraph stands behind its sentences; a commit belongs to its own sentence."""
    assert third("The two windows work as intended. At noon the slow one read err=0.04.") == "supported"
    assert third("The zone is fixed. The berth moved in 7fa31c9.") == "unsupported"


def test_each_field_of_a_paragraph_has_its_own_thing() -> None:
    """One count of tests shows nothing of those that another field names; how it stands hears of all."""
    text = under("Quay", "**Quay tests:** 61/61 passed ✅", "**Crane tests:** looked through by hand ✅")
    assert answers(text) == {5: "supported", 6: "unsupported"}
    assert answers(under("Quay", "**Status:** ✅ done", "**Quay tests:** 61/61 passed"))[5] == "supported"


def test_this_is_what_was_spoken_of_before() -> None:
    """ "This item is closed" is about its paragraph."""
    text = under("Notes", "Queries for the old port return zero hits. This item is closed.")
    assert answers(text)[5] == "supported"


def test_settings_and_logs_to_look_at_vouch_for_nobody() -> None:
    """A flag in the next paragraph is no measurement of what is claimed here."""
    assert third("The tide spans are gone and tracing works.", "", "The team set tracing.spans.enabled=false.") == "unsupported"
    assert third("The bot is operational.", "", "- Watch the bot's logs: `journalctl -u bot -f`") == "unsupported"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("Result: 0 hits.", "supported"),
        ("Result: all 21 piers answer.", "supported"),
        ("Result: **Clean** - no old piers", "supported"),
        ("Result: as hoped.", "unsupported"),
        ("Result: Clean - as hoped", "unsupported"),
        ("Result: asked again on May 4", "unsupported"),
    ],
)
def test_a_result_behind_a_fence_is_what_the_fence_asked(given: str, expected: str) -> None:
    """The query stands in the fence, what came back behind it."""
    text = under("Old port", "The old port is no longer asked; verified.", "", "```", "span.port : old", "```", "", given)
    assert answers(text)[5] == expected


def test_a_list_under_its_sentence_is_its_detail() -> None:
    """What a sentence introduces shows it; the address may stand in the sentence and the status in the item."""
    lines = ("- The endpoint probes passed:", "  - the private ones rejected a missing key with HTTP 401;")
    assert third(*lines) == "supported"
    assert third("- The endpoint probes passed:", "  - the private ones;") == "unsupported"


def test_a_heading_stands_on_its_section() -> None:
    """Complete, with the tests that ran under it; not with those of the next section."""
    text = "# Port\n\n## Tide import (COMPLETED)\n\n- 113 tests passing\n\n## Berth import (COMPLETED)\n\n- Reads the list\n"
    assert answers(text)[3] == "supported"
    assert answers(text)[7] == "unsupported"


def test_an_answer_belongs_to_the_machine_in_the_heading() -> None:
    """A field with no more than a status is an answer of the machine that its heading names."""
    assert third("- ✅ **HTTP status:** 200 OK", heading="Quay server (192.0.2.7)") == "supported"
    assert third("- ✅ **HTTP status:** 200 OK", heading="Quay server") == "unsupported"


@pytest.mark.parametrize(
    ("asked", "expected"), [("https://quay.example.org/berths", "supported"), ("the berth list", "unsupported")]
)
def test_an_answer_belongs_to_the_address_in_the_field_before(asked: str, expected: str) -> None:
    """Asked in one field, answered in the next."""
    assert answers(under("Berths", f"**Asked**: {asked}", "**Answer**: HTTP 200, it is up"))[6] == expected


def test_code_before_and_after_shows_the_change_of_a_field() -> None:
    """The fences named so under the same heading show the change; a fence of anything else does not."""
    fence = ["```python", "rope = 1", "```", ""]
    assert third("**Change:** Fixed the rope", "", "**Before:**", *fence, "**After:**", *fence) == "supported"
    assert third("**Change:** Fixed the rope", "", "**Usage:**", *fence) == "unsupported"


def test_a_reply_in_its_own_words_stands_behind_what_introduces_it() -> None:
    """A field that quotes what came back shows that it works; one that praises it does not."""
    assert third("**Trial:** ✅ rope API is working", '- Response: "rope taut"') == "supported"
    assert third("**Trial:** ✅ rope API is working", "- Response: very fast") == "unsupported"


def test_a_place_in_the_code_tells_of_its_own_line() -> None:
    """Not of the next thing in the same list or timeline."""
    text = under(
        "Log", "10:00 Wrote the berth plan, see `berths.go#L24`.", "", "11:15 The berth gate was successfully restarted."
    )
    assert answers(text)[7] == "unsupported"
