"""What headings, leads and sections are for, and what that makes of the lines under them."""

from __future__ import annotations

import pytest

from tests.markdown.documents import answers, under


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


def test_what_was_gained_is_told_and_what_a_thing_is_good_for_is_not() -> None:
    """Benefits are reasons until somebody says that they were achieved."""
    assert answers(under("Benefits achieved", "- All old berths work unchanged"))[5] == "unsupported"
    assert 5 not in answers(under("Benefits", "- All old berths work unchanged"))


def test_what_is_ticked_under_what_happened_was_done() -> None:
    """Without ticks such a section tells how things went wrong."""
    assert answers(under("What happened", "1. ✅ **Rope push** - started the winch"))[5] == "unsupported"
    assert 5 not in answers(under("What happened", "1. **Rope push** - started the winch"))


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


def test_a_kind_of_file_among_what_was_changed_is_no_manual() -> None:
    """ "Commands" by itself tells what to type; among finished things it sorts them."""
    text = "# Ferry\n\n## Files modified\n\n### {}\n\n- ✅ `pier/winch.py`\n".format
    assert answers(text("Commands"))[7] == "unsupported"
    assert answers(text("Commands").replace("Files modified", "How to sail")) == {}


def test_a_title_for_the_next_session_tells_of_today() -> None:
    """The words of a handover's title plan nothing; those of a plan's title do."""
    line = "\n\nYou take over the ferry. The map is healthy.\n"
    assert answers(f"# Ferry — next session handover{line}")[3] == "unsupported"


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


def test_an_item_that_says_what_a_thing_can_do_introduces_nothing() -> None:
    """What stands under it is what was done about it."""
    assert answers(under("Found", "- Boats can carry the number as either word", "  - Fixed by asking for both")) == {
        6: "unsupported"
    }


@pytest.mark.parametrize(
    "heading",
    [
        "Next steps",
        "Recommendations",
        "Expected result",
        "Acceptance criteria",
        "Test plan",
        "How to deploy",
        "Where to look",
        "If you pick this up again",
        "Lessons learned",
        "Why it is good",
        "Benefits",
        "Bénéfices",
        "Supported platforms",
        "What this command does",
        "What went wrong",
        "Symptoms",
        "Legend",
        "Red flags to watch for",
        "What not to do",
        "To complete the crossing",
        "The crossing is complete when:",
        "The customer journey",
        "บทเรียนที่ได้",
        "経路の教訓",
        "Prerequisites",
    ],
)
def test_a_section_says_what_its_lines_are_for(heading: str) -> None:
    """The same words that report a success elsewhere are a wish, a rule or a reason there."""
    assert answers(under(heading, "- Search is working in the harbour view", "- The pier page loads correctly")) == {}


@pytest.mark.parametrize("heading", ["Next steps", "✅ Next steps", "Prochaines étapes", "Pruebas recomendadas", "下一步计划"])
def test_ticks_that_every_item_of_a_plan_has_are_bullets(heading: str) -> None:
    """Where one item is ticked and another is not, the tick tells; where all are, it is an ornament."""
    assert answers(under(heading, "- ✅ Translate the pier names", "- ✅ Ask the harbour office")) == {}
    assert answers(under(heading, "- ✅ Translate the pier names", "- Ask the harbour office")) == {5: "unsupported"}


def test_a_tick_among_pictures_is_a_picture() -> None:
    """Where each thing to do has one of its own; a finished act among them is told all the same."""
    plan = ["1. ✅ Test the pier map", "2. 🚀 Deploy the harbour page", "3. 📝 Write to the crew"]
    assert answers(under("Next steps", *plan)) == {}
    assert answers(under("Next steps", "1. ✅ Pier map translated", *plan[1:])) == {5: "unsupported"}
    assert answers(under("Next steps", plan[0], "2. 🔄 Deploy the harbour page")) == {5: "unsupported"}


@pytest.mark.parametrize(
    "lead", ["Skippers can:", "Tests cover:", "You should see:", "Before sailing, check that:", "Los usuarios pueden:"]
)
def test_what_introduces_a_list_says_what_its_items_are_for(lead: str) -> None:
    """Abilities, expectations and instructions are introduced by a sentence as often as by a heading."""
    heading = "Notes" if not lead.startswith("Los") else lead
    assert answers(under(heading, lead, "", "- ✅ The pier list is complete", "- ✅ Sailings are shown")) == {}


@pytest.mark.parametrize("title", ["Quick start: timetable import", "Deployment guide", "Harbour runbook", "How to restore"])
def test_a_guide_reports_nothing(title: str) -> None:
    """In a guide ticks and states are what the reader will see; a report on a guide is a report all the same."""
    body = "## Part one\n\n- ✅ The importer is working\n"
    assert answers(f"# {title}\n\n{body}") == {}
    assert answers(f"# {title} - status report\n\n{body}") == {5: "unsupported"}


@pytest.mark.parametrize(
    "heading",
    [
        "Completed",
        "What works",
        "Issues encountered & resolved",
        "Bugs found & fixed",
        "What was deployed",
        "Test results",
        "Future work",
        "Verified in the harbour office",
        "Completed tonight",
        "SHIPPED to production",
        "Ropes to rotate (all exposed)",
        "After week 4 (list mended, piers fixed)",
        "Crossing complete when:",
        "🎉 SUCCESS METRICS",
    ],
)
def test_a_heading_that_only_sorts_claims_nothing(heading: str) -> None:
    """It names no subject; what stands under it does."""
    assert 3 not in answers(under(heading, "Plain words."))


@pytest.mark.parametrize(
    ("heading", "taken"),
    [
        ("Path A: success ✅", False),
        ("✅ Recommendations for the crew", False),
        ("Is it fixed?", False),
        ("What not to do (confirmed by data)", False),
        ("Pier import ⚠ partly done", False),
        ("Pier import ✅", True),
        ("Pier import - done", True),
        ("All prerequisites met ✅", True),
        ("Routes (all green)", True),
        ("1. Pier import: complete", True),
        ("Bug 3 – fixed", True),
        ("3 bugs fixed", False),
    ],
)
def test_a_heading_claims_when_it_names_a_subject_and_a_state(heading: str, taken: bool) -> None:
    """A tick alone makes no claim of an alternative or a plan."""
    assert (3 in answers(under(heading, "Plain words."))) is taken


def test_the_title_says_what_a_document_is_about_and_not_what_its_parts_are_for() -> None:
    """A plan's status is a status, and so are the headings of its parts."""
    assert answers("# Plan for the pier import\n\n**Status:** implemented\n\n## Phase C - done\n") == {
        3: "unsupported",
        5: "unsupported",
    }


@pytest.mark.parametrize("lead", ["Once the map is complete, try these routes:", "If this holds, all ropes are solved:"])
def test_what_depends_on_its_lead_is_no_result(lead: str) -> None:
    """The condition governs the whole list, ticks or not."""
    assert answers(under("Weighing", lead, "", "- ✅ Berths show on the map", "- ✅ Ropes hold")) == {}


def test_what_justifies_something_is_a_reason() -> None:
    """Ticks in a list of reasons say that each holds, not that anything was done."""
    assert answers(under("Weighing", "The second rope is justified:", "- ✅ Berths require a rope")).get(6) is None


def test_brackets_behind_a_bucket_leave_it_one() -> None:
    """A remark in brackets names no subject; a count or a status in them says how things stand."""
    assert 5 not in answers("# Ferry\n\nNotes.\n\n## Completed this session (all untracked)\n\nThe rope.\n")
    assert answers("# Ferry\n\nNotes.\n\n## Code (committed, push later)\n\nThe rope.\n")[5] == "unsupported"


@pytest.mark.parametrize("lead", ["**Benefits:**", "**Avantages :**", "**Ventajas:**", "**Vorteile:**", "**Преимущества:**"])
def test_what_something_is_good_for_is_no_report(lead: str) -> None:
    """Ticks under it are bullets, in other languages too."""
    assert answers(under("Map server", lead, "- ✅ Automatic login", "- ✅ Token kept by the harbour")) == {}


def test_steps_under_a_test_of_something_are_steps_also_two_headings_down() -> None:
    """What is to be seen after the commands is ticked for decoration."""
    steps = ["1. Open the pier map", "2. Grant the permission", "3. ✅ Notices work"]
    assert answers(f"# Ferry\n\n## Testing after set-up\n\n### Desktop\n\n{chr(10).join(steps)}\n") == {}


@pytest.mark.parametrize(
    "heading",
    [
        "Qué esperar", "预期效果", "預期結果", "Por qué este modelo", "Pourquoi ce serveur", "为什么",
        "Как проверить карту", "Cómo probar la carta", "解決手順", "ステップ 2: 地図", "操作步骤", "如何检查", "배포 방법",
    ],
)  # fmt: skip
def test_expectations_steps_and_reasons_are_named_in_other_languages_too(heading: str) -> None:
    """What is to be expected is not so yet, and a reason is no report."""
    assert answers(under(heading, "- ✅ Map server warm", "- ✅ Rope list of 4 piers")) == {}


@pytest.mark.parametrize("heading", ["What went well", "### What Worked Well ✅", "What we did really well"])
def test_praise_for_what_went_well_claims_nothing(heading: str) -> None:
    """A ticked noun with an adjective is a general remark there; what is said to have happened stays a claim."""
    lines = ("1. ✅ Quick detection (the error was seen at once)", "2. ✅ Clean fix", "3. ✅ Alert fired within five minutes")
    assert list(answers(under(heading.strip("# "), *lines))) == [7]
    assert len(answers(under("Done", *lines))) == 3


@pytest.mark.parametrize(
    ("heading", "taken"),
    [
        ("✅ Pier map nearly complete", False),
        ("✅ Ropes mostly tied", False),
        ("✅ Map of the quay (partial)", False),
        ("✅ Partial refunds", True),
        ("✅ Map of the half-tide quay", True),
        ("🟢 Issue 4: stale tide table (LOW)", False),
        ("🟢 Tide table live", True),
        ("Risks mitigated", False),
        ("Blockers resolved", False),
        ("Fog risk mitigated", True),
    ],
)
def test_a_heading_with_less_than_the_whole_or_a_low_degree_claims_nothing(heading: str, taken: bool) -> None:
    assert (3 in answers(under(heading, "Notes."))) is taken


@pytest.mark.parametrize(
    "heading",
    [
        "Phase 2: Secure berth path",
        "Next session: live trial of the ferry",
        "Bug C: pilot list lost on Monday (confirmed)",
        "Hotfixes shipped this session",
    ],
)
def test_a_heading_may_say_what_it_is_about(heading: str) -> None:
    """An adjective of its noun, what comes next, a fault that was seen, a sort of work."""
    assert 3 not in answers(under(heading, "Plain words."))


@pytest.mark.parametrize(
    ("above", "heading", "taken"),
    [
        ("Changes made", "Enhancements of the pier", True),
        ("Changes needed", "Enhancements of the pier", False),
        ("Changes made", "Future enhancements", False),
        ("The pier", "Enhancements", False),
        ("What was done", "Enhancements of the pier", True),
    ],
)
def test_enhancements_among_changes_were_made(above: str, heading: str, taken: bool) -> None:
    """Alone they are wishes, as improvements mostly are that a heading lists."""
    assert bool(answers(f"# Notes\n\n## {above}\n\n### {heading}\n\n- Fixed the rope to hold two boats\n")) is taken


@pytest.mark.parametrize("heading", ["Success indicators", "Signs of success ✅"])
def test_by_what_a_success_is_known_has_not_come_about(heading: str) -> None:
    """A tick in front of each is an ornament."""
    assert answers(under(heading, "- ✅ The bell rings", "- ✅ No boat is late")) == {}
