"""That a trouble is over, did no harm or has left nothing behind: repairs, recoveries and absence."""

from __future__ import annotations

import pytest

from tests.markdown.documents import answer, answers, under


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
        "The tide pump operates normally.",
        "All old berths work unchanged.",
        "- The tide core is fully validated (fresh rope, old rope).",
    ],
)
def test_how_a_thing_goes_on_is_a_status(line: str) -> None:
    """Normally, unchanged, is fully validated: the verb has its subject and an adverb of how."""
    assert answer(line) == "unsupported"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("- No type errors", "unsupported"),
        ("- **Compiler:** No errors.", "unsupported"),
        ("- Zero warnings found.", "unsupported"),
        ("- No known errors", "no claim"),
        ("- No errors when the rope is dry", "no claim"),
        ("- No type annotations", "no claim"),
        ("- No rope, chain or anchor failures", "unsupported"),
        ("- No guide for common problems", "no claim"),
        ("- No boarding bypass possible", "unsupported"),
        ("- Zero ferry bookings remaining", "unsupported"),
        ("- No pier names left in the map", "unsupported"),
        ("- No old wharf references", "unsupported"),
        ("- No time left", "no claim"),
        ("- No storage space remaining", "no claim"),
        ("- Walk along every pier - no mismatches found", "unsupported"),
        ("- Walk along every pier - no mismatches", "no claim"),
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


def test_an_incident_may_have_done_no_harm() -> None:
    """What was looked for and not found is said under "Impact" too."""
    assert answers(under("Impact", "No data loss occurred."))[5] == "unsupported"
    assert answers(under("Impact", "No boats sailed.")) == {}
    assert answers(under("Impact", "The bells remained healthy."))[5] == "unsupported"
    assert answers(under("Impact", "The bells are only healthy in the north.")) == {}


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


def test_an_incident_may_have_left_everything_in_its_place() -> None:
    """Several things at once, and a repair that was looked at again."""
    assert answers(under("What happened", "No passwords, keys, or harbour charts were exposed.")) == {5: "unsupported"}
    assert answers(under("One step still open", "Verified against a fresh copy of the whole map.")) == {5: "unsupported"}
