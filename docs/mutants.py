"""Writes docs/mutants.md from the last `make mutants`; what was said of a survivor is kept as long as it is the same change.

    python -m docs.mutants

A survivor that nobody has judged yet is listed as such; its judgement is written into the page by hand.
"""

from __future__ import annotations

import difflib
import json
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "mutants.md"
MADE = ROOT / "mutants" / "handoff" / "verdicts"
OPEN = "not judged yet"
# How mutmut ends: no test failed, and no test came by (which kills nothing either).
_ALIVE = frozenset({0, 33})

_HEAD = """# Mutants of the judge

`make mutants` lets [mutmut](https://mutmut.readthedocs.io) change `handoff/verdicts` in every way that it knows, one way at a
time, and runs what is said of the small worlds, the advice that is followed, and the tests of documents, polarity, exhibits,
times, many looks, and of what is broken, running and over against each change. A change that no test notices, or that none
comes by, survives; one that never ends is killed. `python -m docs.mutants` writes this page.

Measured on {day}:

| | mutants |
|---|---|
| made | {made:,} |
| run | {run:,} |
| killed | {killed:,} ({share:.1f} % of those made) |
| survived, listed below | {survived:,} |

mutmut does not change what stands under a decorator, so cached properties are not in these numbers, nor are tables and
patterns at the top of a file. They are held by the laws, by the second reading in SQL (`make prove`) and by the worlds.

## The survivors

“The same” are changes that cannot be told from the program by any record. Gaps are worlds that are still missing. They were
judged by one reader, function by function.

| file | function | change | judged |
|---|---|---|---|"""
_ROW = re.compile(r"^\| \w+ \| `(?P<function>[^`]+)` \| (?P<change>`.*`) \| (?P<judged>[^|]*) \|$")


class Mutant(NamedTuple):
    """One changed function: how its run ended (None: it was not run), and the two texts."""

    file: str
    function: str
    ended: int | None
    before: str
    after: str


def mutants() -> Iterator[Mutant]:
    """All that mutmut made, file by file."""
    for meta in sorted(MADE.glob("*.py.meta")):
        file = meta.name.removesuffix(".py.meta")
        text = meta.with_suffix("").read_text(encoding="utf-8")
        for name, ended in json.loads(meta.read_text(encoding="utf-8"))["exit_code_by_key"].items():
            mangled = name.split(".", 3)[3]
            stem = mangled.rpartition("__mutmut_")[0]
            function = re.sub(r"^x(?:ǁ(\w+)ǁ|_)", lambda match: f"{match[1]}." if match[1] else "", stem)
            yield Mutant(file, function, ended, *_lines(text, f"{stem}__mutmut_orig", mangled))


def _lines(text: str, before: str, after: str) -> tuple[str, str]:
    """The lines in which two functions differ, each as one line."""
    one, other = _body(text, before), _body(text, after)
    changed = [line for line in difflib.unified_diff(one, other, lineterm="", n=0) if line[1:].strip() not in ("", ")")]
    changed = [line for line in changed if not line.startswith(("+++", "---", "@@"))]
    old, new = (" ".join(line[1:].strip() for line in changed if line[0] == sign) for sign in "-+")
    return old, new


def _body(text: str, function: str) -> list[str]:
    found = re.search(rf"^( *)def {re.escape(function)}\(.*?(?=^(?:\1)?(?:def|@|[A-Za-z_])|\Z)", text, re.MULTILINE | re.DOTALL)
    # Two functions that differ in a default differ in the line with their names.
    return found[0].replace(f"def {function}(", "def (", 1).splitlines() if found else []


def _change(mutant: Mutant) -> str:
    """What differs, with a few letters around it."""
    old, new = mutant.before, mutant.after
    shortest = min(len(old), len(new))
    start = next((at for at in range(shortest) if old[at] != new[at]), shortest)
    end = next((at for at in range(shortest - start) if old[-1 - at] != new[-1 - at]), shortest - start)
    shown = (
        text[max(0, start - 22) : len(text) - max(0, end - 12)].replace("|", "\\|").replace("`", "'") for text in (old, new)
    )
    return " → ".join(f"`{text.strip()}`" for text in shown)


def judged(page: str) -> dict[tuple[str, str], str]:
    """What the page says of each survivor, by its function and change."""
    rows = (_ROW.match(line) for line in page.splitlines())
    return {(row["function"], row["change"]): row["judged"] for row in rows if row and row["judged"] != OPEN}


def page(found: list[Mutant], known: dict[tuple[str, str], str], day: str) -> str:
    """The text of docs/mutants.md."""
    run = [one for one in found if one.ended is not None]
    left = [one for one in run if one.ended in _ALIVE]
    killed = len(run) - len(left)
    head = _HEAD.format(
        day=day, made=len(found), run=len(run), killed=killed, share=100 * killed / max(1, len(found)), survived=len(left)
    )
    rows = sorted({(one.file, one.function, _change(one)) for one in left})
    return "\n".join(
        [
            head,
            *(
                f"| {file} | `{function}` | {change} | {known.get((function, change), OPEN)} |"
                for file, function, change in rows
            ),
            "",
        ]
    )


def main() -> int:
    """Write the page, and say how many survivors nobody has judged."""
    found = list(mutants())
    if not found:
        sys.stderr.write("there are no mutants: run `make mutants` first\n")
        return 2
    last = max(meta.stat().st_mtime for meta in MADE.glob("*.py.meta"))
    told = page(found, judged(PAGE.read_text(encoding="utf-8")), datetime.fromtimestamp(last, UTC).date().isoformat())
    PAGE.write_text(told, encoding="utf-8")
    sys.stdout.write(f"wrote docs/mutants.md; {told.count(f'| {OPEN} |')} survivors are not judged yet\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
