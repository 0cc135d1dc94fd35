"""Reading takes time in proportion to the length of a document, whatever its shape.

Steps are counted instead of seconds where the shape makes many of them, so that a busy machine changes nothing; where one
step may hide all the work (a pattern on a long line), the shape is only large enough that more than linear would not end.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from types import FrameType

import pytest

from handoff.model import lookup
from tests.markdown.documents import read

PROVE = bool(os.environ.get("HANDOFF_PROVE"))
Shape = Callable[[int], str]
pytestmark = pytest.mark.prove

MANY: dict[str, Shape] = {
    "sentences": lambda n: "The map works. " * n,
    "paragraphs": lambda n: "The map works.\n\n" * n,
    "headings": lambda n: "## The map works\n" * n,
    "headings up and down": lambda n: "".join(f"{'#' * (1 + one % 6)} Map is live\n" for one in range(n)),
    "items": lambda n: "- the map works\n" * n,
    "items with evidence": lambda n: "## Work\n\n" + "- pier crash fixed in 7fa31c9\n" * n,
    "paragraphs with evidence": lambda n: "## Work\n\n" + "Pier crash fixed in 7fa31c9.\n\n" * n,
    "boxes under complete": lambda n: "## All complete\n" * n + "- [ ] names\n" * n,
    "fields": lambda n: "## Work\n\n" + "- Status: fixed\n- Change: now\n" * n,
    "ticks of a plan": lambda n: "## Next steps\n\n" + "- ✅ names\n" * n,
    "steps of one name": lambda n: "## Next steps\n\n" + "- call\n" * n,
    "rows": lambda n: "| Part | Status |\n|---|---|\n" + "| map | ✅ done |\n" * n,
    "timeline": lambda n: "| Time | Event |\n|---|---|\n" + "| 10:02 | map restored |\n" * n,
    "values": lambda n: "## Verification\n\n" + '- map verified: `depth` is 41, the board shows "Tide: low"\n' * n,
    "sums of tables": lambda n: "## Work\n\n" + "| Part | Evidence |\n|---|---|\n| map | 7fa31c9 |\n\n2/2 verified\n\n" * n,
    "fences": lambda n: "The map works:\n\n```\n3 passed\n```\n\n" * n,
    "symptoms": lambda n: "## Bug 1: crash\n\nSeverity: high\n\n**Symptoms:**\n\n" + "- it fails\n" * n,
    "bugs": lambda n: "## Bug 1: crash\n\nSeverity: high\n\n" * n,
    "evidence listed": lambda n: "## Work\n\n**Evidence:**\n" + "- ✅ names\n" * n,
    "tests mended": lambda n: "## Work\n\n" + "- fixed the failing tests\n" * n,
    "ticked lines": lambda n: "## Work\n\n" + "✅ all names are complete\n" * n,
    "pushes": lambda n: "## Work\n\n" + "- ✅ pushed\n" * n,
    "front matter": lambda n: "---\n" + "status: fixed\n" * n + "---\n",
    "mis-decoded lines": lambda n: "‚úÖ the map works\n" * n,
}
LONG: dict[str, Shape] = {
    "one line": lambda n: "x" * n,
    "one line of words": lambda n: "the map is live and " * (n // 20),
    "one line of commas": lambda n: "the map is live, " * (n // 17),
    "one line of numbers": lambda n: "1234567 " * (n // 8),
    "one line of hex": lambda n: "abcdef12" * (n // 8),
    "one line of fields": lambda n: "Status: " * (n // 8),
    "one item of dashes": lambda n: "- " * (n // 2),
    "one quotation": lambda n: ">" * n,
    "open brackets": lambda n: "[" * n,
    "open round brackets": lambda n: "(" * n + " the map works",
    "open tags": lambda n: "<a " * (n // 3),
    "open comments": lambda n: "<!-- " * (n // 5),
    "backticks": lambda n: "`" * n,
    "backticks of all lengths": lambda n: "".join("`" * (one % 50 + 1) + " a " for one in range(n // 28)),
    "emphasis": lambda n: "*a_" * (n // 3),
    "links": lambda n: "[a](b) " * (n // 7),
    "an open fence": lambda n: "```\n" + "all passed\n" * (n // 11),
    "a row of answers": lambda n: "|" + "a|" * (n // 20) + "\n|" + "-|" * (n // 20) + "\n|" + "200|" * (n // 20) + "\n",
    "verified numbers": lambda n: "verified 41, " * (n // 13),
    "verified quotations": lambda n: 'the board shows "' * (n // 17),
    "log lines": lambda n: "`INFO " * (n // 6),
    "a row of cells": lambda n: "|" + "a|" * (n // 20) + "\n|" + "-|" * (n // 20) + "\n|" + "✅|" * (n // 20) + "\n",
    "spaces": lambda n: "a" + " " * n + "b",
    "line ends": lambda n: "\n" * n,
    "an open front matter": lambda n: "---\n" + "a: b\n" * (n // 5),
    "open quotation marks": lambda n: '"a' * (n // 2),
    "dots": lambda n: ". " * (n // 2),
}


def steps(text: str) -> int:
    """How many calls reading a text takes, those of C functions too."""
    count = 0

    def one_more(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(one_more)
    try:
        read(text)
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("shape", MANY)
def test_twice_as_much_takes_twice_the_steps(shape: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """From the second thousand on, what is small and fixed no longer counts; nor does what is prepared once for all texts."""
    size = 2_000 if PROVE else 200
    # Else a look-up is prepared after so many letters, whichever text they are in: amid one of the two that are compared.
    monkeypatch.setattr(lookup, "_PAYS", -1)
    read(MANY[shape](60))
    small, large = steps(MANY[shape](size)), steps(MANY[shape](2 * size))
    assert large <= 2.3 * small


@pytest.mark.parametrize("shape", LONG)
def test_a_megabyte_in_one_piece_is_read(shape: str) -> None:
    """Lines, rows, quotations and brackets without an end."""
    read(LONG[shape](1_000_000 if PROVE else 200_000))


def test_ten_thousand_levels_are_read() -> None:
    """Of lists, quotations and both, within one line and over many."""
    levels = 10_000 if PROVE else 2_000
    read("- " * levels + "the map works\n")
    read("> - " * levels + "the map works\n")
    read("".join(f"{' ' * (2 * level)}- the map works\n" for level in range(levels // 20)))


@pytest.mark.skipif(not PROVE, reason="minutes; run with `make prove`")
@pytest.mark.parametrize("shape", ["headings", "rows", "items", "fences"])
def test_a_hundred_thousand_pieces_are_read(shape: str) -> None:
    """Headings, rows, items, fences."""
    assert len(read(MANY[shape](100_000)).events) >= 99_000
