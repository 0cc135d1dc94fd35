"""Where the document itself says otherwise."""

from __future__ import annotations

import pytest

from tests.markdown.documents import answers, under, verdicts


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("# Ferry\n\n**Status:** RESOLVED\n\n## Status\n\n| Part | Status |\n|---|---|\n| TLS | pending |\n", 3),
        ("# Ferry\n\n## Everything complete\n\n- [x] Map\n- [ ] Names\n", 3),
        ("# Ferry\n\n## All parts done\n\n| Part | Status |\n|---|---|\n| Map | failed |\n", 3),
        ("# Ferry\n\n## Import\n\n**Status:** complete\n\n- [ ] Names\n", 5),
        ("# Ferry\n\n## Import complete\n\nMap: not started\n", 3),
    ],
)
def test_complete_over_something_open_is_refuted(text: str, line: int) -> None:
    """An open box, a failed row or an unsettled field under a claim about the whole; the verdict names its line."""
    assert answers(text)[line] == "refuted"
    told = next(verdict for verdict in verdicts(text) if verdict.claim.place.line == line)
    assert told.why[0].startswith("line ")


@pytest.mark.parametrize(
    "text",
    [
        "# Ferry\n\n## Phase 1 complete\n\n- [ ] Names\n",
        "# Ferry\n\n## Import 4/5 complete\n\n- [ ] Names\n",
        "# Ferry\n\n## Import complete\n\nAll there.\n\n## Next steps\n\n- [ ] Names\n",
        "# Ferry\n\n**Status:** complete\n\n## Next steps\n\n- [ ] Names\n",
        "# Ferry\n\n## Import complete\n\n### Remaining work\n\n- [ ] Names\n",
        "# Ferry\n\n## Import complete\n\n- Reviewed by: pending\n",
        "# Ferry\n\n## Import complete\n\n> Status: pending\n",
        "# Ferry\n\n## Import complete\n\n| Status | Meaning |\n|---|---|\n| pending | not yet looked at |\n",
    ],
)
def test_a_part_a_plan_or_a_reviewer_does_not_refute_the_whole(text: str) -> None:
    """Nobody who says that a phase is complete says that nothing is left."""
    assert "refuted" not in answers(text).values()


def test_open_boxes_speak_against_complete_and_not_against_fixed() -> None:
    """A fix can be whole while a box beside it is open; "complete" cannot."""
    assert answers(under("All crashes fixed", "- [ ] Tell the office"))[3] == "unsupported"
    assert answers(under("All work complete", "- [ ] Tell the office"))[3] == "refuted"
