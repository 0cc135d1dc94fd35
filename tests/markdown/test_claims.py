"""What is a claim, where it is addressed, and by what it was taken for one."""

from __future__ import annotations

import pytest

from handoff.model.events import ClaimEvent
from tests.markdown.documents import answer, answers, events, under, verdicts


@pytest.mark.parametrize(
    "line",
    [
        "The pier lookup works.",
        "The pier lookup now works in both harbours.",
        "This works, but we cannot use the old route any more.",
        "The ferry feed is healthy.",
        "All piers are up and running.",
        "The mirror is back online.",
        "The crash was fixed.",
        "Both changes were manually merged by the crew.",
        "The last failing upgrade test was fixed.",
        "The tree was clean when we left.",
        "Fixed the pier lookup.",
        "Customers confirm that orders work.",
        "The crew declared the mirror recovered.",
        "Everything worked as expected.",
        "The importer restarted successfully.",
        "This note covers the leak that was found and the crash that was fixed.",
        "17 of 17 piers migrated.",
        "Success rate is 100 %.",
        "Pier import rolled out to the harbour.",
        "The new map went live.",
        "Original requirements met.",
        "The map meets the requirements.",
        "Old lists continue to work.",
        "All rows match.",
        "After the clean-up, the map passes the gate.",
        "Old boats keep working.",
        "All boats are live in the harbour.",
        "The map performs well.",
        "Verified that no errors remain.",
        "The search was implemented cleanly.",
        "The crew verified the fix for the crash.",
        "Connection timeout handling was tested.",
        "Die Fahrplanseite funktioniert.",
        "Il servizio è operativo.",
        "修复已完成，等待部署！",
    ],
    ids=lambda line: line[:28],
)
def test_a_sentence_that_reports_a_success_is_a_claim(line: str) -> None:
    """A state, a finished act, a verb or an outcome that stands as the predicate, in whatever language."""
    assert answer(line) == "unsupported"


@pytest.mark.parametrize(
    "line",
    [
        "- Pier lookup - works on all phones",
        "- **Pier map now works**",
        "- `make pier` (pass)",
        "- Lint: PASS",
        "- ✅ Pier names translated",
        "- Ask the harbour office ✅",
        "- [x] Ask the harbour office",
        "- ✔ **Sailings:** shown on the page",
        "- Status: implemented",
        "- Overall: complete",
        "- All pier routes implemented",
        "- Release gate `make ship` passes from end to end",
        "- Ready for: the summer season",
        "- Availability: 100%",
        "- Error rate: 0%",
        "- Verified: the map shows both piers",
        "- Impact: the map now shows both piers correctly",
        "- ✅ No more errors in the log",
        "1. Crash fixed",
    ],
    ids=lambda line: line[:28],
)
def test_an_item_claims_by_a_tick_a_box_a_field_or_its_last_word(line: str) -> None:
    """What stands in a list needs no whole sentence."""
    assert answer(line) == "unsupported"


def test_a_tick_at_the_end_of_a_command_that_was_tried_counts() -> None:
    """ "Query the list ✅" is a report, "check that ✅ appears" an instruction."""
    assert answer("- Query the pier list ✅", "Manual testing performed") == "unsupported"
    assert answer("- Check that ✅ appears in the list", "Manual testing performed") == "no claim"


@pytest.mark.parametrize(
    "line",
    [
        "- Wharf lint clean",
        "- `make wharf` … ok",
        "- Import of all boats -> DONE",
        "- DONE: Wharf",
        "- Fixed in: the spring release",
        "- Completed: 5 of 5 piers (2 by hand)",
        "- Wharf ready: ✅ YES",
        "- Wharf names 👍",
        "- :white_check_mark: Wharf names",
        "- All 12 wharves accessible with one key",
        "- All five other wharves also verified: north, south, east, west, isle",
        "- Boats, buoys, piers, wharves, quays, harbours, night lines and maps functional",
        "- No undefined wharf errors in the log",
        "- Wharf comes up healthy",
    ],
    ids=lambda line: line[2:30],
)
def test_an_item_claims_in_short_forms_too(line: str) -> None:
    """Leaders, arrows, capitals in front, a yes to a status asked, short codes of ticks, lists of subjects."""
    assert answer(line) == "unsupported"


@pytest.mark.parametrize(
    ("block", "taken"),
    [
        ("> **Wharf note:** This was written late. The wharf bug was fixed in the spring release.", True),
        ("> This was written late. The wharf bug was fixed in the spring release.", False),
    ],
)
def test_a_quoted_block_may_be_a_box_of_the_authors(block: str, taken: bool) -> None:
    """A label in bold makes it one; else it is somebody else's word."""
    assert (5 in answers(under("Work", block))) is taken


@pytest.mark.parametrize(
    ("table", "lines"),
    [
        (
            (
                "| Group | Task |  Backend | Frontend |",
                "|---|---|---|---|",
                "| A | Lint | Pass | Pass |",
                "| B | Types | Pass | Fail |",
            ),
            [7],
        ),
        (("| Area | Task | Zzz |", "|---|---|---|", "| A | Boats | Done |", "| B | Piers | Pending |"), [7]),
        (("| Area | Zzz |", "|---|---|", "| A | Done |", "| B | forty boats |"), []),
        (("| Wharf | Free |", "|---|---|", "| A | Yes |", "| B | No |"), []),
        (("| Run | Conclusion |", "|---|---|", "| 7 | success |", "| 8 | failure |"), [7]),
        (("| Check | Status |", "|---|---|", "| Lint | no warnings |", "| Wharf | 3/3 exact |"), [7, 8]),
        (("| Surface | Confirmed by |", "|---|---|", "| Wharf list works | the pilot at noon |"), [7]),
    ],
)
def test_a_column_judges_by_its_header_or_by_what_all_its_cells_say(table: tuple[str, ...], lines: list[int]) -> None:
    """Cells that hold nothing but whether something is settled are a status column under whatever header."""
    assert sorted(answers(under("Work", *table))) == lines


def test_an_answer_that_somebody_got_is_a_claim_that_shows_itself() -> None:
    """What an address shall answer is no answer."""
    assert answer("- `GET /wharf/7` returned `200` with its boats") == "supported"
    assert answer("- `GET /wharf/7` should have returned `200` with its boats") == "no claim"


def test_a_count_of_tests_is_a_claim_though_some_of_them_failed() -> None:
    """It says how many passed, and shows it."""
    assert answer("- Wharf suite: 91 passed, 3 failed") == "supported"
    assert answer("- Wharf suite: 12 tests, 0 failures") == "supported"


def test_a_claim_is_addressed_where_its_sentence_begins() -> None:
    """A second claim of an item has a line of its own when it begins on one."""
    text = under(
        "Work", "- The importer was rewritten. It has been", "  deployed. The old one was removed", "  and the map is live."
    )
    assert sorted(answers(text)) == [5, 6]


def test_lines_that_were_ended_on_purpose_hold_sentences_of_their_own() -> None:
    """In a log the lines are short although the next word would fit; in filled text a name may begin a line."""
    log = ("5:41", "Team walks along the pier and finds the rope that everybody looked for", "Ferry outage resolved!")
    assert list(answers(under("Notes", *log))) == [6]
    filled = ("The night boat, which was late on each of the last four days, is at the pier of the", "Old Wharf.")
    assert answers(under("Notes", *filled)) == answers(under("Notes", " ".join(filled)))


def test_a_field_named_for_how_things_stand_claims_it_of_what_it_names() -> None:
    """ "Working: the map, the bell" says that both work; an address or a day is where or when."""
    assert answer("- **Working**: the map, the bell") == "unsupported"
    assert answer("- **Working**: 2026-03-03") == "no claim"


def test_a_table_row_is_one_claim_at_its_line() -> None:
    """Two cells that claim share the address of their row."""
    text = under("Work", "| Task | Status | Notes |", "|---|---|---|", "| Import | ✅ Done | Pier map restored |")
    assert answers(text) == {7: "unsupported"}


def test_a_sentence_among_the_lists_of_the_front_matter_is_a_claim() -> None:
    """Items of one word are tags."""
    front = '---\nprovides:\n  - map\n  - "the pier map is live"\nstatus: stable\n---\n'
    assert answers(front) == {4: "unsupported"}


@pytest.mark.parametrize(
    ("front", "taken"),
    [
        ("status: fixed", True),
        ('state: "complete"', True),
        ("status: draft", False),
        ("status: [a, b]", False),
        ("x: fixed", False),
    ],
)
def test_the_status_in_the_front_matter_is_a_claim(front: str, taken: bool) -> None:
    """A scalar that says how things stand; lists and other fields do not."""
    assert (3 in answers(f"---\ntitle: Ferry\n{front}\n---\n\n# Ferry\n")) is taken


def test_every_claim_says_by_what_it_was_taken_for_one() -> None:
    """The mark that a person would point at: a tick, a box, a field, a word and how it stands."""
    lines = ["- ✅ Names translated", "- [x] Office asked", "- Status: fixed", "- The map works", "- 9/9 piers migrated"]
    marks = {claim.place.line: str(claim.extra["x-why"]) for claim in events(under("Work", *lines), ClaimEvent)}
    assert marks[5].startswith("tick")
    assert marks[6] == "box ticked"
    assert marks[7] == "status field “Status”, verb in front “fixed”"
    assert marks[8] == "present tense “works”"
    assert "all of all: “9/9”" in marks[9]


def test_a_hedged_claim_is_inferred() -> None:
    """ "✅ likely" is said, but not as something that was seen."""
    (claim,) = events(under("Work", "- ✅ Import likely fixed"), ClaimEvent)
    assert claim.modality == "inferred"


@pytest.mark.parametrize(
    ("line", "predicate"),
    [
        ("The map is healthy.", "ready"),
        ("The map is live.", "live"),
        ("The crash was fixed.", "fixed"),
        ("The branch was merged.", "merged"),
        ("The map was deployed.", "deployed"),
        ("The build was successful.", "built"),
        ("All tests passed.", "tests-passed"),
        ("The deployment was successful.", "deployed"),
        ("The probe of the map passed.", "functional"),
        ("The ticket was closed.", "resolved"),
        ("The log is clean.", "absent"),
        ("The import is complete.", "complete"),
        ("The map works.", "functional"),
    ],
    ids=lambda value: value[:28],
)
def test_the_word_says_what_is_claimed(line: str, predicate: str) -> None:
    """Completeness of tests, builds and deployments is what those words mean."""
    (claim,) = events(under("Notes", line), ClaimEvent)
    assert claim.predicate == predicate


@pytest.mark.parametrize(
    ("line", "heading", "subject"),
    [
        ("- Pier map: it works now", "Work", "Pier map"),
        ("- Pier map - it is live", "Work", "Pier map"),
        ("It works now.", "3. Pier map ✅", "Pier map"),
        ("**Status:** fixed", "Pier map", "Pier map"),
    ],
)
def test_the_document_says_what_a_claim_is_about(line: str, heading: str, subject: str) -> None:
    """A field's name, the words before a dash, or the section."""
    found = [claim for claim in events(under(heading, line), ClaimEvent) if claim.place.line == 5]
    assert [claim.subject for claim in found] == [subject]


def test_the_section_is_what_a_row_without_a_name_is_about() -> None:
    """A row of a timeline is about what happened, not about its time."""
    text = under("Timeline", "| Time | Event |", "|---|---|", "| 10:02 | Map restored |")
    found = events(text, ClaimEvent)
    assert [(claim.subject, claim.place.line) for claim in found] == [("Map restored", 7)]


def test_an_update_in_a_box_is_the_authors_own_word() -> None:
    """A quote is somebody else's, unless a field in it says that it tells the news of the document."""
    assert answer("> **Update (Friday):** Both ropes are now fixed.") == "unsupported"
    assert answer("> Both ropes are now fixed.") == "no claim"


def test_bold_words_at_the_beginning_of_a_line_may_end_the_sentence_before() -> None:
    """A line that cannot end a sentence goes on; a whole bold line stands for itself."""
    assert answers(under("Summary", "All of the list is there. The map is", "**GREEN** on every gate."))[5] == "unsupported"
    long = "**Both of the night ferries were confirmed running with the automatic bell at hand**"
    assert set(answers(under("Summary", "**Last seen**: at noon", long))) == {6}


def test_how_a_thing_was_is_said_in_brackets_behind_it() -> None:
    """ "(was broken)" makes no fault of the section."""
    assert answers(under("Pier list (was broken)", "- Result: list now ACTIVE"))[5] == "unsupported"


def test_a_state_in_brackets_behind_an_address_is_told_in_any_list() -> None:
    """A list of links instructs nobody where it says itself what is live."""
    assert answers(under("Quick links", "**Map**: https://pier.example.org (live)"))[5] == "unsupported"
    assert 5 not in answers(under("Quick links", "**Map**: https://pier.example.org (building)"))


def test_a_gate_that_passes_end_to_end_passes() -> None:
    """An adverb of several words behind the verb is no object of it."""
    assert answer("- The rope gate `npm run rope` currently passes end-to-end.") == "unsupported"
    assert answer("- The rope passes the winch.") == "no claim"


@pytest.mark.parametrize(
    "line",
    [
        "- pilot list — PASS (read twice)",
        "- `moor --dry` — **PASS** — tied 4 boats.",
        "- **Pilot list** — complete, every harbour in it",
        "- #4 (moor each boat twice): **implemented**.",
        "- Pilot list: implemented (see quay 4)",
        "- Pilot guide published",
        "- All three pilot lists validate.",
        "- Pilot list compiles without warnings",
        "- The pilot list builds locally",
        "- The quay is in a healthy state",
        "- The tide map is a fully working pilot list",
        "- The pilot table is in sync with the quays",
        "- Tide schema matches the quay layout",
        "- All changed lists pass linting",
        "- All tide readings within normal limits",
        "- The quay holds 40 boats without issues",
        "- The list was checked and is clean",
        "- Works at every quay",
        "- The fix holds",
        "- Signed off by the harbour master",
        "- Tide docs up to date",
        "- Mooring went through",
    ],
    ids=lambda line: line[2:30],
)
def test_a_verdict_counts_however_short_it_is(line: str) -> None:
    assert answer(line) != "no claim"


@pytest.mark.parametrize(
    "line",
    [
        "- ✅ Pier filter fixed - the app will show new berths",
        "- ✅ Two harbour masters (both must sign)",
        "- **Result:** All files now pass formatting",
        "- **Verification:** All tests pass with the new imports",
        "- **Memory** - Stable, no leaks",
        "- Alle bekannten Fehler wurden gesammelt und behoben.",
        "**Status:** APPLIED (see the list)",
    ],
)
def test_what_is_said_of_now_stands_beside_what_will_come(line: str) -> None:
    """A wish in an aside takes no tick back, and a participle may end its sentence."""
    assert answer(line) == "unsupported"


def test_a_tick_beside_a_request_says_that_it_is_answered() -> None:
    """What would support it is a call with its result, and not a count."""
    text = "# API\n\n### ✅ `GET /_ping`\n\nAnswers.\n\n### ✅ List of routes\n"
    assert [claim.predicate for claim in events(text, ClaimEvent)] == ["functional", "complete"]
    assert verdicts(text)[0].would_support == "show a call of the capability and its result"


@pytest.mark.parametrize("label", ["COMPLETE", "DONE"])
def test_a_label_in_capitals_is_no_command(label: str) -> None:
    """Numbered ticks behind it tell what was done, also in a list of what comes next."""
    items = [f"{number}. ✅ **{label}**: Pier {number} painted" for number in (1, 2, 3)]
    assert answers(f"# Pier validation\n\n## Next steps\n\n{chr(10).join(items)}\n4. **NEXT**: Open the pier\n").keys() == {
        5,
        6,
        7,
    }


def test_a_small_xxx_is_part_of_a_name() -> None:
    """In capitals it is a blank of a template."""
    assert answer("- ✅ Imports use the pier (src.pier.xxx)") == "unsupported"
    assert answer("- ✅ Imports use the pier XXX") == "no claim"


def test_what_stands_in_code_is_told_in_subjects_and_quotations() -> None:
    """A subject or a quotation of a document is what a reader finds there, not the sign that stands for code in between."""
    told = verdicts(
        under(
            "Piers of `harbour`",
            "| Part | Fixed | Tests |",
            "|---|---|---|",
            "| `core/pier.py` | YES | `test_pier.py` (4 tests) |",
            "| `core/ferry.py` (old) | YES | none |",
            "",
            "- `pier_map` and the `crew` list - works",
            "- ✅ Map deployed to `stage`",
        )
    )
    subjects = [verdict.claim.subject for verdict in told]
    assert subjects == ["core/pier.py", "core/ferry.py (old)", "pier_map and the crew list", "Piers of harbour"]
    said = " ".join(sentence for verdict in told for sentence in verdict.why)
    assert "test_pier.py (4 tests)" in said
    assert not [sign for sign in "\ue000\ue001" if sign in " ".join((said, *subjects))]


def test_a_tick_behind_a_full_stop_belongs_to_its_sentence() -> None:
    """One that begins the next sentence does not."""
    assert answers(under("Work", "- The pier map is restored. ✅")) == {5: "unsupported"}
    assert answers(under("Work", "The crew met. ✅ Pier map restored")) == {5: "unsupported"}


def test_lines_in_italics_are_sentences_of_their_own() -> None:
    """As lines in bold are."""
    assert answers(
        under("End", "*Trial of the ferry on Monday*", "*Bells operational for nine piers of the whole harbour*")
    ) == {6: "unsupported"}


def test_a_step_with_its_state_behind_it_was_taken() -> None:
    """Also in a plan of trials, and a sprint that is over among those to come."""
    steps = ["1. ✅ Save the list (completed)", "2. ✅ Write the trial (completed)", "3. ✅ Ring the bell"]
    assert answers("# Harbour\n\n## Validation\n\n### Next actions\n\n" + "\n".join(steps)) == {
        7: "unsupported",
        8: "unsupported",
    }
    assert answers("# Harbour\n\n## Planned\n\n### ✅ Sprint 6: leak in the pier - COMPLETO!\n\nWords.\n") == {5: "unsupported"}
