"""What looks like a status and claims none: each way in which a status word is not said to be so."""

from __future__ import annotations

import pytest

from tests.markdown.documents import answer, answers, under


@pytest.mark.parametrize(
    "line",
    [
        "- The wharf import no longer uses the old client",
        "- The wharf list is over 40 lines long",
        "- Set `WHARF_MODE` to `ACTIVE`",
        "- The wharf check answers `PASS` when all boats agree",
        "- Load boats -> sort them -> done",
        "- red → green",
        "- Pending → Done",
        "- Make sure the wharf alarm stopped firing",
        "- The wharf alarm has not stopped firing",
        "- We will have verified the boats by Friday",
        "- The pilots confirm the outage",
        "- The log confirms that the disk is full",
        "- Error-free sailing is the goal",
        "- A release-ready branch needs two pilots",
        "- Uploaded boats are kept for 30 days",
        "- Both columns match the filter",
        "- Pushed the wrong boats",
        "- Safe to ignore",
        "- How the wharf holds up under load",
        "- No wharf errors should appear",
        "- ts-wharf-green was the old name",
        "- At the ceiling, standing still is success",
        "- The wharf docks as well as the boats",
        "- Status: 9 of 132 wharves complete",
        "- After the restart, check that the wharf errors are gone",
        "➡️ Check that the `afterEach()` bells are working",
        "- All work on the wharf is local and a draft",
        "- Wharf checks passing: 2/6 (33.3 %)",
        "- **Completion:** 3 of 8 wharf lists completed",
        "- **Status:** 11/14 wharves completed (79 %)",
    ],
    ids=lambda line: line[2:30],
)
def test_what_only_borrows_the_words_of_a_repair_claims_nothing(line: str) -> None:
    """Other changes, settings, steps, plans, faults that were confirmed, attributes, and what did harm."""
    assert answer(line) == "no claim"


@pytest.mark.parametrize(
    "line",
    [
        "We will have the parser fixed by Friday.",
        "The gate should be green after that.",
        "Once the certificate is ready the harbour page goes live.",
        "If the import is complete, send the mail.",
        "When all tests pass, tag the release.",
        "Until the queue is empty and the worker is healthy, wait.",
        "Make sure that the worker is running before you leave.",
        "Verify the pier lookup (both ports) is correct.",
        "Tests run before changes are merged.",
        "The importer needs to be deployed.",
        "It might be fixed in the next version.",
        "Expect the suite to be green again.",
    ],
    ids=lambda line: line[:28],
)
def test_what_is_wished_or_depends_claims_nothing(line: str) -> None:
    """Plans, conditions, expectations and commands say what is to come."""
    assert answer(line) == "no claim"


@pytest.mark.parametrize(
    "line",
    [
        "The parser is not fixed yet.",
        "Nothing has been deployed.",
        "None of the three piers was migrated.",
        "The retry never worked.",
        "Only 40% complete.",
        "The mirror is barely working.",
        "It is no longer healthy.",
        "The job has not been verified.",
        "Without the index the search is not working.",
        "Missing: a working rollback.",
        "Some of the checks passed.",
    ],
    ids=lambda line: line[:28],
)
def test_what_is_denied_or_partial_claims_nothing(line: str) -> None:
    """A negation takes the status back, and a part is not the whole."""
    assert answer(line) == "no claim"


@pytest.mark.parametrize(
    "line",
    [
        "Is the ferry feed live?",
        "Why does it say that the sync is complete?",
        "The old page claimed that the ferry feed was fixed.",
        "We thought the ferry feed was healthy.",
        'The README called it "production ready and complete".',
        "✅ = seen twice, ⚠ = seen once",
        "✅ Never deploy on a Friday",
        "✅ Do not merge without a review",
        "Can the bot deploy? ✅ Yes, it has the scope.",
        "Status: pending / done / failed",
        "The report lists what shipped vs what was cut.",
        "[your service] is deployed.",
        "The outage was confirmed at noon.",
        "We verified that the ferry feed is broken.",
        "Confirmed: the stop table has null names.",
        "A regression was pushed at noon.",
        "The new timetable was deployed at noon, breaking the pier lookup.",
        "The flag was inadvertently merged.",
        "A client was deployed to find the leak.",
        "A chart that has migrated is listed on the page.",
        "The counter shows how many connections are being opened and closed.",
        "The completed backup was dated Monday.",
        "The request passing through the proxy had no header.",
        "Test types: unit, functional, load",
        "Lint → green",
        "The job is not working, so nobody saw it.",
        "A negative check passes when nothing ran.",
        "The start command always passes the harbour on.",
        "One row matches the filter.",
        "The new map was deployed but does not start.",
        "Had the map been live, the crew would have confirmed it.",
        "Readiness = own list complete and map complete",
        "The breaker is a state machine (closed/open/half_open) for calls",
        "Orders have a state (open, shipped, cancelled) of their own",
        "Tag: v1.0-stable",
        "1. **Check the pump is running**",
        "Priority: 🟢 low",
        "**Prioridade**: 🟢 baixa",
        "Done when the list is empty",
        "Values are normalised 0..1",
        "**Issues found & resolved:**",
        "Easy to see what berths are available",
        "Layers can be easily moved and tested",
        "Three piers were tried, 0 succeeded.",
        "The nightly job has no way to process completed orders.",
        "How much of the map is available",
        "Verified: two piers missing, and two lost.",
        "The map that works best is the old one.",
        "The team meets on Monday.",
        "Boats pass through the lock.",
        "- Passes the rope to the winch",
        "A pier without a name is fine.",
        "Changes pushed to `main` will start the harbour build.",
        "- **Missed tides:** 4 scheduled sailings",
        "The quay is reachable only from the sea.",
        "- The pin keeps the rope stable",
        "All keys still live in the harbour office.",
        "- Done: [X] piers, [Y] boats",
    ],
    ids=lambda line: line[:28],
)
def test_what_is_asked_quoted_explained_or_bad_claims_nothing(line: str) -> None:
    """Questions, beliefs, quotations, legends, pledges, alternatives, templates, and faults that were found."""
    assert answer(line) == "no claim"


@pytest.mark.parametrize(
    ("table", "taken"),
    [
        ("| Feature | Free | Pro |\n|---|---|---|\n| Export | ✅ | ❌ |", False),
        ("| Check | Status |\n|---|---|\n| Export | pending |", False),
        ("| Check | Status |\n|---|---|\n| Export | ⏳ nearly done |", False),
        ("| Step | Finding |\n|---|---|\n| Printed the key | Confirmed it is empty there |", False),
        ("| Symbol | Meaning |\n|---|---|\n| ✅ | Done |", False),
        ("| Check | Status |\n|---|---|\n| Export | ✅ |", True),
        ("| Check | Status |\n|---|---|\n| Export | done |", True),
        ("| Check | Works? |\n|---|---|\n| Export | Yes |", True),
        ("| Day | A | B | Status |\n|---|---|---|---|\n| Monday | ✅ | ❌ | |", False),
        ("| Time | Event |\n|---|---|\n| 10:00 | Pier import restored |", True),
    ],
)
def test_a_row_claims_by_its_status_column(table: str, taken: bool) -> None:
    """Boards of what is there and what is not, tables of abilities and legends claim nothing."""
    lines = answers(f"# Ferry\n\n## Test status\n\n{table}\n")
    assert (7 in lines) is taken


def test_code_is_never_a_claim() -> None:
    """Neither in a fence, nor in an indented block, nor in a code span."""
    text = "# Ferry\n\n## Log\n\n```\nall tests passed, everything is healthy\n```\n\n    worker is healthy\n\n`it is fixed`\n"
    assert answers(text) == {}


def test_an_open_box_is_a_plan_and_a_ticked_one_a_claim() -> None:
    """Whatever the words beside it say."""
    assert answers(under("Work", "- [ ] Import is complete", "- [x] Ask the harbour office")) == {6: "unsupported"}


def test_what_stands_under_an_open_box_is_still_to_be_seen() -> None:
    """Unless it has a ticked box of its own."""
    assert answers(under("Ferry", "- [ ] Load the map", "  - No errors", "  - Map is complete")) == {}
    assert answers(
        under("Ferry", "- [ ] Load the map", "  - [x] Map is complete", "    - Map is loaded and healthy")
    ).keys() == {6, 7}


def test_a_quotation_is_somebody_elses_word() -> None:
    """Only a status field or a tick in a block quote is the document's own."""
    assert answers(under("Mail", "> The importer is fixed.", "", "> Status: fixed")) == {7: "unsupported"}


@pytest.mark.parametrize(
    "line",
    [
        "- The old rope and the new winch works once the limit is raised.",
        "- Ask the harbour again. Mark done.",
        "- Keep the list close to what is deployed.",
        "- Vérifier que la carte fonctionne",
        "- Comprobar que el muelle está activo",
        "- Ropes that have been woven and tested ashore should be hung one by one.",
    ],
)
def test_conditions_commands_and_clauses_about_any_such_thing_claim_nothing(line: str) -> None:
    """Once, mark, what is, that have been: what is governed by these is not said to be so."""
    assert answer(line) == "no claim"


def test_steps_of_a_trial_are_no_results_however_they_are_ticked() -> None:
    """A numbered list of commands is a procedure: its ticks are bullets, and between the commands stands what is to be seen."""
    steps = ["1. ✅ Open the pier map", "2. ✅ Add two berths", "3. ✅ Delete one berth"]
    assert answers(under("Testing checklist", *steps)) == {}
    seen = ["1. Click the pier", "2. Select a berth", "3. The list is complete", "4. Click the rope"]
    assert answers(under("Berth list", *seen)) == {}


def test_ticked_commands_elsewhere_and_other_numbered_lists_report() -> None:
    """Where nothing is tried out a tick says that it was done; and a list of things is no procedure."""
    done = ["1. ✅ Open the pier map", "2. ✅ Add two berths", "3. ✅ Delete one berth"]
    assert set(answers(under("Work of today", *done)).values()) == {"unsupported"}
    assert answers(under("Berth list", "1. The pier", "2. The rope", "3. The list is complete"))[7] == "unsupported"


def test_a_command_goes_on_behind_a_stroke() -> None:
    """Both sides of the stroke are its objects, and what follows depends on it."""
    assert answer("- Remove the old `rope` / `winch` hooks after the tide table is verified") == "no claim"


@pytest.mark.parametrize(
    "line",
    [
        "- PASS means that the boat is tied",
        "- PASS/FAIL for each boat",
        "- Validates each boat before it sails",
        "- Clean builds of the pilot list",
        "- Works only if the sea is calm",
        "- Works with calm seas only if tied",
        "- Keep the quays in sync",
        "- The pattern matches any boat",
        "- `'active'` - The quay is operational with a pilot",
        "- Verified by:",
        "- The bell rings fine for a moment",
        "- Bad pilot list deployed (old harbour)",
        "- Nadie probó el muelle: probablemente funciona",
        "- Bell: Available via the pilot",
        "- The guide is best landed with the new quay",
        "- Mooring success depends on the sea",
        "- An overview of how the pilot list is deployed",
        "- Lists pushed to the quay will call the pilot",
        "- 完成 pilot list",
        "- 复杂的流程无法稳定完成",
        "- Evidence supporting GO",
        "- 检查码头是否正常",
        "- Pilot course (part 2 of 2)",
        "- Quay quality: ⭐⭐⭐⭐⭐ (5/5)",
        "- Moves PENDING_BOARDING → ACTIVE",
        "- ¿Listos para zarpar? 🚀",
        "- Matches the older list of piers",
        "- **Ready to sail** once the ropes are mended.",
        "- The northern lock has closed (no way back)",
        "- Divided the work well between the crews",
        "- The crew saw a light on the map, a page deployed on the harbour server",
        "- Sailing confidence: 🟢 HIGH",
        "- **Recommended action:** ✅ Sail at dawn",
        "- 如果看到灯光，说明码头已部署 ✅",
        "12:30: The bell was up until noon.",
        "- `night_boats` - Boats ready for the night watch",
        "This page gives a summary and lists the work completed to reach the pier, and it names every boat of the harbour.",
        "- **Approach:** Release-ready, no shortcuts",
        "- Tested with error rates of the old bell",
        "- Better by: 10x more complete",
        "- Initial state: CLOSED (boats pass)",
        "- Calm → CLOSED, Storm → OPEN",
        "- No such errors in the next two weeks",
        "- Matches are names of boats",
        "- Crossing completed by: the second crew",
        "- Check that bells work:",
        "- Check all bells work",
        "- The list is complete when all piers are on it",
        "A full timeline is available on the harbour page.",
        "The bell is fail-closed by design",
        "The crew confirmed and asked to wait for the tide",
        "You can ring the bell again",
        "- Skippers should be able to moor again",
        "- If the rope holds, crews can moor again",
        "- Crews cannot moor again",
        "- Rings twice an hour but holds up to four bells",
        "14:10: Confirmed that two piers were seeing other tides",
        "- Not only the list but also any ropes that have been approved for the pier",
    ],
    ids=lambda line: line[2:30],
)
def test_a_verdict_that_is_defined_or_conditional_claims_nothing(line: str) -> None:
    assert answer(line) == "no claim"


@pytest.mark.parametrize(
    "line",
    [
        "- The ticket is valid for two crossings",
        "- Each boat is verified before it sails",
        "- The list is committed at the end of every watch",
        "- Verified pilots only",
        "- The old chart is still live",
        "- Fixed width columns for the piers",
        "- Closed source bell",
        "- Hypothesis confirmed: the rope is stale",
        "- In theory it works",
        "- Possible values: active, moored",
        "- 3 of 10 bells pass",
        "- Ready by Friday",
        "- Ready on Monday",
        "- Planned: released in spring",
        "- Is the bell working",
        "- The attacker successfully rang the bell",
        "- The attack succeeded",
        "- The attackers were able to ring again",
        "- Mooring errors are back",
        "- Ferry traffic dropped to zero",
        "- The bell stopped at noon",
        "- Malicious charts were published to the harbour list",
        "- An incorrect chart was pushed to all boats",
        "- The rope that caused this was merged on Monday",
        "- The ticket was closed by mistake",
        "- The gate passed while pilots saw errors",
    ],
    ids=lambda line: line[2:30],
)
def test_habits_terms_foes_and_mistakes_are_no_achievements(line: str) -> None:
    """What always happens, until when, whose success it was, and what was done wrongly."""
    assert answer(line) == "no claim"


@pytest.mark.parametrize(
    "line",
    [
        "**Why it was hard:** The map was large. The crew correctly guessed the reason.",
        "- **Map**: Available at the address of the harbour",
        "- The rope list - confirms in the log",
        "- The ferry was moored successfully, but the bell failed in the night",
        "Dopo la prova il molo è pronto.",
        "Après le contrôle, le quai est prêt pour la saison si tout va bien.",
        "- The box contained seven ropes",
        "- The map is self-contained",
        "- 跳过的船不会被算作成功。",
        "- 这一次通过并不代表全部船只成功。",
        "- 不是自动靠岸成功。",
        "- 迁移完成（50%）",
    ],
    ids=lambda line: line[2:30],
)
def test_what_is_only_told_of_on_the_way_claims_nothing(line: str) -> None:
    """Reasons, places where something can be had, what went well until it failed, what is yet to come, what is not meant."""
    assert answers(under("Report", line)) == {}


def test_done_at_the_end_of_the_steps_is_their_end() -> None:
    """It names nothing; a step that says what was done is a report all the same."""
    steps = ["1. Open the map", "2. Run the import", "3. Close the gate"]
    assert answers(under("By hand", *steps, "4. Done! ✅")) == {}
    assert answers(under("By hand", *steps, "4. Pier list imported and verified ✅")) == {8: "unsupported"}


def test_what_somebody_could_do_is_no_report() -> None:
    """Ticks beside it say what was in reach."""
    assert answers(under("Damage", "What the thief could do:", "", "- ✅ Read the pier list", "- ✅ Ring the bell")) == {}


def test_a_column_of_verdicts_may_say_that_something_was_given_up() -> None:
    """That is no success of the row."""
    assert answers(under("Trials", "| Rope | Live? | Verdict |", "|---|---|---|", "| Hemp | No | Retired |")) == {}


@pytest.mark.parametrize(
    "line",
    [
        "- State `ON` means that the bell is stuck, `OFF` means healthy.",
        "- List all ropes mended",
        "- `ropes.png`: 3 matched pairs of ropes",
        "- The yard of Harbour builds and simulator trials use the same rope.",
        "- **Signals**: 6 typed, validated flag kinds (north, south)",
        "It records what was seen, what has been done, and what cannot be undone.",
        "The harbour is loud at noon. This is normal: the market is open.",
        "The harbour successfully:",
        "- Ready means safe",
        "- ✅ → `[OK]`",
        "- ✅ Antes: `TypeError` on the pier",
        "- **Overall**: ✅ passed / ❌ failed",
        "- Life of a rope: Draft→Wet→Finished+Torn, always on board",
        '"Complete" means that the least has been met and signed.',
        "- `GREEN` means every rope was tested",
        "The list is kept for repair and planning work.",
        "- The old lock alone fails closed.",
        "- Admin rope: Available in the box",
        "- Stellt eine Karte des Hafens mit allen Molen bereit",
        "- ✅ **Target**: Replace the ropes",
        "- `muelle.html` (eliminado)",
    ],
    ids=lambda line: line[2:30],
)
def test_what_is_defined_sorted_or_announced_claims_nothing(line: str) -> None:
    """A word for a state says there what something means, which things are meant, or what comes next."""
    assert answers(under("Report", line)) == {}


def test_what_was_merged_before_an_incident_is_how_it_came_about() -> None:
    """What was merged to end it is a report."""
    assert answers(under("What happened", "Two lists of names had been committed into the log.")) == {}
    assert answers(under("What happened", "The mended list was merged in the evening.")) == {5: "unsupported"}


def test_what_something_caused_is_no_success_of_it() -> None:
    """A tick there sets what was from what was not."""
    assert answers(under("Incident", "This caused:", "- ✅ Crew expected a bell", "- ❌ Pier had none")) == {}


def test_what_is_better_than_elsewhere_is_no_report() -> None:
    """Ticks under a comparison say what a thing has."""
    assert answers(under("vs. the old ferry", "- ✅ Better benches", "- ✅ Calm engine")) == {}


def test_a_criterion_is_met_by_what_came_out() -> None:
    """A table of criteria with a column for that tells it; one without does not."""
    rows = ("|---|---|---|---|", "| Crossing | < 9 min | 8 min on the whole | ✅ Met |")
    assert 7 in answers(under("Success criteria", "| Criterion | Target | Actual | Status |", *rows))
    assert answers(under("Success criteria", "| Criterion | Target | Source | Status |", *rows)) == {}


def test_what_really_happened_is_told_as_it_came_about() -> None:
    """The word between makes no report of it."""
    assert answers(under("What actually happened", "The engine correctly gave the berth to the ferry.")) == {}


@pytest.mark.parametrize(
    "line",
    [
        "- The state of a boat is one of moored, running, completed",
        "- The bell works at the north pier but not in the south",
        "- The bell works sometimes",
        "- The ferry left before the trial had passed",
        "- At ten the faulty list went live",
        "- Leak reproduced and confirmed in the yard",
        "- 7 of 12 bells passing",
        "- All but two bells work",
        "- Only the north bell works",
        "- The ship is running out of ropes",
        "- Success rate target: 100%",
        "- She passed the rope to the pilot",
        "- The deadline has passed",
        "- Results match the filter",
        "- The old machine boots the new list",
    ],
    ids=lambda line: line[2:30],
)
def test_what_holds_in_part_or_was_handed_on_claims_nothing(line: str) -> None:
    """Names of states, halves, shares, aims, faults that were seen again, time that ran out."""
    assert answers(under("Report", line)) == {}


@pytest.mark.parametrize("begin", ["After", "Shortly after", "Ten minutes after", "Right after"])
def test_what_came_first_is_only_the_time_of_what_is_told(begin: str) -> None:
    """The sentence is about what came then."""
    assert answer(f"{begin} the new map was deployed, the bell rang in the night.") == "no claim"
