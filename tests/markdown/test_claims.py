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
        "The ferry page no longer crashes.",
        "The pier alarm stopped firing.",
        "The night boat is back.",
        "The stray buoy is gone.",
        "Sailing times returned to normal.",
        "Dropped rows have dropped to zero.",
        "The backfill ran to completion.",
        "The harbour list converged and the last outage cleared.",
        "We verified that the piers agree.",
        "The third crossing was a success.",
        "The wharf map is release-ready.",
        "The wharf build is warning-free.",
        "The wharf map is good to go.",
        "It is now safe to deploy.",
        "Two pilots confirm the recovery.",
        "The wharf bundle was fast-forwarded and re-verified.",
        "The night patch was applied to both piers.",
        "While the map is working, its colours are dull.",
        "Both quay and pier lookups work identically.",
        "Deploy of the wharf map succeeded.",
        "The wharf gate is `GREEN`.",
        "The wharf list is fully integrated.",
        "The wharf gate passes because the rope is new.",
    ],
    ids=lambda line: line[:28],
)
def test_a_repair_an_end_and_a_clearance_are_said_in_many_words(line: str) -> None:
    """What no longer fails, what stopped, came back or may go out; compounds that end in a state; a state in code."""
    assert answer(line) == "unsupported"


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
    ("heading", "line", "taken"),
    [
        ("Next steps", "The wharf import was rewritten. It works well in both harbours.", True),
        ("Next steps", "- Rewrite the wharf import. The old one still works.", True),
        ("Next steps", "- The wharf import works", False),
        ("Root cause", "The wharf cache was never asked. All callers were verified since.", True),
        ("Root cause", "The wharf cache is available to all.", False),
        ("Known issues", "- Old wharf links still work.", True),
        ("Findings", "- All 45 wharves verified by hand", True),
        ("Findings", "- One wharf confirmed", False),
        ("Findings", "- The wharf import is production-ready", False),
        ("Key findings", "- The wharf import is production-ready", True),
        ("Findings", "- The failing wharf test passes now.", True),
        ("Insight", "- ✅ Wharf page (deployed)", True),
        ("Insight", "- ✅ Wharf pages on every push", False),
        ("Related work", "- Wharf colours (completed)", True),
        ("What done looks like", "- All wharves migrated", False),
        ("Next steps", "**Status:** All wharf work complete.", True),
        ("Impact", "- **Status:** Now operational, boats sail again", True),
        ("Definition of done", "**Status**: ✅ VERIFIED", True),
        ("Next steps", "**Status:** [COMPLETE | OPEN | MOVED]", False),
        ("Ferry", "_Last updated: 2026-07-14 (evening) — piers 1–5 shipped, pier 6 next._", True),
        ("Ferry", "**Updated:** 2026-07-14 (rope bug fixed)", True),
        ("Ferry", "**Updated:** 2026-07-14 (evening)", False),
    ],
)
def test_a_section_of_another_purpose_may_say_what_is_so(heading: str, line: str, taken: bool) -> None:
    """In a plan, a cause or a list of faults what is plainly said to be so counts; what may as well be wished does not."""
    assert (5 in answers(under(heading, line))) is taken


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


@pytest.mark.parametrize(
    "line",
    [
        "The tide pump operates normally.",
        "All old berths work unchanged.",
        "- The tide core is fully validated (fresh rope, old rope).",
    ],
)
def test_how_a_thing_goes_on_is_a_status(line: str) -> None:
    """Normally, unchanged, is fully validated: the verb has its subject and an adverb of how."""
    assert answer(line) == "unsupported"


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("Rope guard (already applied)", "unsupported"),
        ("Rope guard (applied twice a day)", "no claim"),
        ("Rope guard (optional)", "no claim"),
        ("Rope guard (works now)", "unsupported"),
        ("Rope fix (deployed ✅)", "unsupported"),
        ("Test plan (approved) ✅", "unsupported"),
        ("What is done (complete)", "no claim"),
        ("🔄 Berth move completed", "unsupported"),
        ("🔄 Berth move", "no claim"),
    ],
)
def test_a_heading_says_how_its_subject_stands(heading: str, expected: str) -> None:
    """In brackets behind it, and with arrows in front for an ornament where it says itself that it is over."""
    assert answers(f"# Ferry\n\n## {heading}\n\nThe rope.\n").get(3, "no claim") == expected


def test_an_update_in_a_box_is_the_authors_own_word() -> None:
    """A quote is somebody else's, unless a field in it says that it tells the news of the document."""
    assert answer("> **Update (Friday):** Both ropes are now fixed.") == "unsupported"
    assert answer("> Both ropes are now fixed.") == "no claim"


def test_what_was_gained_is_told_and_what_a_thing_is_good_for_is_not() -> None:
    """Benefits are reasons until somebody says that they were achieved."""
    assert answers(under("Benefits achieved", "- All old berths work unchanged"))[5] == "unsupported"
    assert 5 not in answers(under("Benefits", "- All old berths work unchanged"))


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("- No type errors", "unsupported"),
        ("- **Compiler:** No errors.", "unsupported"),
        ("- Zero warnings found.", "unsupported"),
        ("- No known errors", "no claim"),
        ("- No errors when the rope is dry", "no claim"),
        ("- No type annotations", "no claim"),
        ("- No breaking changes introduced", "unsupported"),
        ("- Four wharves visited, 0 issues found", "unsupported"),
        ("- Zero sail-blocking issues", "unsupported"),
        ("- **Regression count:** 0 (none at either pier)", "unsupported"),
        ("- **No mooring errors:** Confirmed", "unsupported"),
        ("- No pilot data was lost.", "unsupported"),
        ("- We did not lose any boats or records, and the list can be rebuilt", "unsupported"),
        ("- If no pilot data was lost, sail on.", "no claim"),
        ("- No data loss occurred.", "unsupported"),
        ("- There were no errors during the crossing.", "unsupported"),
        ("- We saw no warnings since the storm.", "unsupported"),
        ("- There is no evidence that pilot data was accessed.", "unsupported"),
        ("- No signs of tampering at either pier.", "unsupported"),
        ("- There is no evidence of a second boat.", "no claim"),
        ("- The mooring errors have stopped.", "unsupported"),
        ("- No change to how records are read", "no claim"),
        ("- Issues found last year", "no claim"),
    ],
)
def test_that_there_are_none_of_what_nobody_wants_is_a_status(line: str, expected: str) -> None:
    """Where a statement says nothing else."""
    assert answers(under("Gates", line)).get(5, "no claim") == expected


@pytest.mark.parametrize(
    "line",
    [
        "12:30: The night ferry was back online",
        "12:30: Skippers can moor their boats again",
        "The crews were able to reach the north pier again by noon.",
        "- 12:31 UTC: Sailings back to normal levels",
        "- 12:32: Crossing to the north pier completed",
        "- 12:33 CET - Night boats resumed",
        "We went back to the old rope, which restored service.",
        "- Ferry starts without errors",
        "The harbour feed was up again.",
        "The bell was fully operational by noon.",
        "The tide list is completely solved.",
        "The tide list is now 100% aligned with the harbour's.",
        "The feed is working excellently.",
        "- Night ferry: Works",
        "- **Impact**: None - the map renders correctly (verified at the pier)",
        "- ✅ Harbour readiness: YES",
        "- Status: 5a COMPLETE.",
        "The rope was committed but the bell hasn't been tied to it yet.",
        "2. **Build** - ✅ 14 ropes",
        "- Next.js map router ready",
        "- Each bell is healthy",
        "- The malicious chart was removed and the hole is fixed",
        "- The list is complete despite the failed bell",
        "- Fixed the bell only in the north",
        "- The chart is valid and the old one is gone",
        "- Ready on all piers",
        "- Tides are written to the harbour list successfully",
        "- Pushed: 8 commits to main",
        "- Pier mismatch: north_pier vs south_pier fixed",
        "La carte est prête à l'emploi",
        "14:10: Confirmed that all boats were moored and the list was correct",
        "- **Validated error handling** for the night boats",
        "- 所有船只可正常登录",
    ],
    ids=lambda line: line[:28],
)
def test_a_recovery_and_a_whole_are_said_in_the_past_and_with_adverbs_between(line: str) -> None:
    """Back, again, fully; an adverb in front of the participle; a value that is a verb; the answer yes."""
    assert answer(line) == "unsupported"


def test_what_is_ticked_under_what_happened_was_done() -> None:
    """Without ticks such a section tells how things went wrong."""
    assert answers(under("What happened", "1. ✅ **Rope push** - started the winch"))[5] == "unsupported"
    assert 5 not in answers(under("What happened", "1. **Rope push** - started the winch"))


def test_an_incident_may_have_done_no_harm() -> None:
    """What was looked for and not found is said under "Impact" too."""
    assert answers(under("Impact", "No data loss occurred."))[5] == "unsupported"
    assert answers(under("Impact", "No boats sailed.")) == {}
    assert answers(under("Impact", "The bells remained healthy."))[5] == "unsupported"
    assert answers(under("Impact", "The bells are only healthy in the north.")) == {}


def test_short_values_under_a_status_are_statuses() -> None:
    """ "Night ferry: good" says how it stands there, and elsewhere what kind of thing it is."""
    assert answers(under("Ferry status", "- Night ferry: good"))[5] == "unsupported"
    assert answers(under("Menu", "- Night ferry: good")) == {}


def test_a_lead_says_what_was_seen_though_the_rest_is_put_off() -> None:
    """The list under it reports."""
    text = under(
        "Trial put off, decision deferred", "What was verified today (a part of it, no more than that):", "", "- Gate: all pass"
    )
    assert answers(text)[7] == "unsupported"


def test_bold_words_at_the_beginning_of_a_line_may_end_the_sentence_before() -> None:
    """A line that cannot end a sentence goes on; a whole bold line stands for itself."""
    assert answers(under("Summary", "All of the list is there. The map is", "**GREEN** on every gate."))[5] == "unsupported"
    long = "**Both of the night ferries were confirmed running with the automatic bell at hand**"
    assert set(answers(under("Summary", "**Last seen**: at noon", long))) == {6}


def test_how_a_thing_was_is_said_in_brackets_behind_it() -> None:
    """ "(was broken)" makes no fault of the section."""
    assert answers(under("Pier list (was broken)", "- Result: list now ACTIVE"))[5] == "unsupported"


def test_a_kind_of_file_among_what_was_changed_is_no_manual() -> None:
    """ "Commands" by itself tells what to type; among finished things it sorts them."""
    text = "# Ferry\n\n## Files modified\n\n### {}\n\n- ✅ `pier/winch.py`\n".format
    assert answers(text("Commands"))[7] == "unsupported"
    assert answers(text("Commands").replace("Files modified", "How to sail")) == {}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("- The trial run confirms no regressions", "unsupported"),
        ("- The trial run should show no regressions", "no claim"),
        ("- If the trial run found no errors", "no claim"),
    ],
)
def test_a_check_that_found_none_is_a_status(line: str, expected: str) -> None:
    """Unless it is wished for or depends on something."""
    assert answers(under("Gates", line)).get(5, "no claim") == expected


def test_a_state_in_brackets_behind_an_address_is_told_in_any_list() -> None:
    """A list of links instructs nobody where it says itself what is live."""
    assert answers(under("Quick links", "**Map**: https://pier.example.org (live)"))[5] == "unsupported"
    assert 5 not in answers(under("Quick links", "**Map**: https://pier.example.org (building)"))


def test_a_title_for_the_next_session_tells_of_today() -> None:
    """The words of a handover's title plan nothing; those of a plan's title do."""
    line = "\n\nYou take over the ferry. The map is healthy.\n"
    assert answers(f"# Ferry — next session handover{line}")[3] == "unsupported"


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
    "heading", ["✅ WORKING: `moor.py`", "✅ Quay tests (5/5 tests passed)", "Mooring success", "2. Fixed pilot list access"]
)
def test_a_heading_with_a_verdict_claims(heading: str) -> None:
    assert answers(under(heading)).get(3, "no claim") != "no claim"


@pytest.mark.parametrize(
    ("title", "section", "line"),
    [
        ("Mooring guide", "Status: ✅ READY FOR BOARDING", ""),
        ("Mooring guide", '✅ Fixed: "Wrong pilot" error', ""),
        ("Ferry", "Verification", "- `moor --dry` -> passed"),
        ("Ferry", "Issues found", "None - All pilot tests passed on first run."),
        ("Ferry", "Issues found", "None found - all quays operational"),
        ("Ferry", "Pilot refused", "1. Missing pilot list ✅ FIXED"),
        ("Ferry", "Status", "- **Pilot:** Successfully receiving tides."),
        ("Ferry", "Rationale", "- ✅ Mooring plan validated"),
        ("Ferry", "Notes", "The quay is now drier, wider, and ready for boats."),
        ("Ferry", "Pier map (prerequisite) - where it stands", "Steps 1-3 complete (ropes and bells)."),
        ("Ferry", "What to do next", "The rope was mended and merged."),
        ("Ferry", "Mooring journey", "- **Result**: All ropes working"),
        ("Ferry", "Where we got lucky", "- No passenger data was lost."),
        ("桟橋", "完了済み", "- ✅ 縄の修正"),
        ("桟橋", "記録", "- 縄の試験 全 pass"),
    ],
)
def test_where_a_status_stands_does_not_silence_it(title: str, section: str, line: str) -> None:
    found = answers(f"# {title}\n\n## {section}\n\n{line}\n")
    assert (5 if line else 3) in found


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


@pytest.mark.parametrize(
    ("lead", "taken"),
    [
        ("All 4 mooring steps implemented:", True),
        ("All required berths present:", True),
        ("All steps to take:", False),
        ("COMPLETED: a trial that was asked for to check for loose ropes:", True),
    ],
)
def test_what_is_introduced_as_all_done_is_done(lead: str, taken: bool) -> None:
    assert (7 in answers(under("Ferry", lead, "", "- ✅ Bow rope guard", "- Stern rope guard"))) is taken


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


@pytest.mark.parametrize(
    "line",
    [
        "- The trial caught and mended nothing, then caught and fixed: three knots",
        "- No cross-pier data leakage detected",
        "- No rope corruption",
        "- **Last Deploy**: Fixed the pier lookup",
        "- 22:10 Fire contained",
        "- Attack vector contained at the gate",
        "- Incidente contido",
        "- The pilots left early to keep watching the sea, a leak fixed on the way out.",
        "- The rule on night sailing is no longer pending",
        "- Your boat is 100% safe",
        "- 부두 지도 배포 완료(pier.example).",
        "- 地图部署完成（3 个码头）",
    ],
    ids=lambda line: line[2:30],
)
def test_what_was_contained_caught_or_is_no_longer_open_is_told(line: str) -> None:
    """Also behind a purpose that another part of the sentence has, and in front of brackets."""
    assert answer(line) == "unsupported"


def test_a_paragraph_behind_a_list_is_not_introduced_by_what_introduced_the_list() -> None:
    """The colon belonged to the list."""
    listed = [
        "Two habits that we need to hold:",
        "",
        "1. Look first.",
        "2. Sail then.",
        "",
        "The ropes are mended and it works.",
    ]
    assert answers(under("In short", *listed)) == {10: "unsupported"}


def test_a_tick_behind_a_full_stop_belongs_to_its_sentence() -> None:
    """One that begins the next sentence does not."""
    assert answers(under("Work", "- The pier map is restored. ✅")) == {5: "unsupported"}
    assert answers(under("Work", "The crew met. ✅ Pier map restored")) == {5: "unsupported"}


@pytest.mark.parametrize(
    ("heading", "taken"),
    [
        ("Deployment steps completed", True),
        ("Mooring procedure (executed)", True),
        ("Completed milestones", True),
        ("Commands used this session", True),
        ("Steps to be completed", False),
        ("Next steps when the map is done", False),
        ("Deployment steps", False),
        ("Milestones not yet reached", False),
    ],
)
def test_a_procedure_or_plan_that_was_carried_out_is_a_report(heading: str, taken: bool) -> None:
    """Until then its lines say what to do."""
    assert (5 in answers(under(heading, "- The pier map is working"))) is taken


def test_a_tick_behind_a_heading_among_plans_says_that_it_was_done() -> None:
    """Whatever comes after it."""
    assert answers("# Harbour\n\n## Milestones\n\n### Pier box: ✅\n\nPlain words.\n") == {5: "unsupported"}
    assert answers("# Harbour\n\n## Milestones\n\n### Pier box\n\nPlain words.\n") == {}


@pytest.mark.parametrize(
    "line",
    [
        "- loading and unloading succeed",
        "- No breakage in the closing of the gate.",
        "- 100% Netz-Kompatibilität erhalten",
        "- Harbour map accessible at https://pier.example",
        "- `make ropes` — pass with two warnings",
        "- Lint: 0 errors",
        "- Turned out the rope was wet; drying it fixed the problem.",
        "- No crash since Monday.",
        "- Sailed for two days without a crash.",
        "- Leak gone.",
        "- No rows were lost.",
        "- **Downtime**: 0 min",
        "- Zero failing tests.",
        "- The new chart is byte-identical to the old one.",
        "- The map machine boots on the real ship.",
        "- Results match the log of the harbour.",
        "No rope was changed for it. The pier map is production-ready as-is.",
        "The rope list is sound and tested.",
        "- **Impact**: Resolved the leak in the north pier.",
        "- \\u2705 Pier map",
        "The unsigned harbour map compiles and links the whole chart.",
    ],
    ids=lambda line: line[2:30],
)
def test_what_succeeds_can_be_reached_or_did_no_harm_is_told(line: str) -> None:
    """In whatever number and language."""
    assert answer(line) == "unsupported"


def test_an_item_that_says_what_a_thing_can_do_introduces_nothing() -> None:
    """What stands under it is what was done about it."""
    assert answers(under("Found", "- Boats can carry the number as either word", "  - Fixed by asking for both")) == {
        6: "unsupported"
    }


def test_an_incident_may_have_left_everything_in_its_place() -> None:
    """Several things at once, and a repair that was looked at again."""
    assert answers(under("What happened", "No passwords, keys, or harbour charts were exposed.")) == {5: "unsupported"}
    assert answers(under("One step still open", "Verified against a fresh copy of the whole map.")) == {5: "unsupported"}


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
