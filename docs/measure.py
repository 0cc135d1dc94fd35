"""Counts how often each rule fires on what there is, for docs/rules-measured.json; what was judged by hand is kept.

    python -m docs.measure sessions
    python -m docs.measure corpus
    python -m docs.measure documents FOLDER…              Markdown as it is: whole folders, single files, or @LIST of either
    python -m docs.measure records FOLDER…                the same documents, moved over with `handoff import` first
    python -m docs.measure git FOLDER… --repo REPOSITORY  documents against their repository, rules of the family git

Each kind is counted by itself, because only the first two are shipped. `--samples DIRECTORY` writes a file for each rule, with
fifty of its findings at most, drawn with a fixed seed and each with the lines around it. A person says of how many of them the
finding is true, and writes the two numbers into the table, as `judged` and `right`. A rule that fired for the first time, or
less often than was judged, stands there as not judged.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from docs.rules import MEASURED
from handoff.rules import FAMILIES, catalogue, run
from handoff.verdicts import judge

ROOT = Path(__file__).parents[1]
ENOUGH, SEED, AROUND = 50, 20261126, 2
# So many documents are moved over by one process, because a command line has an end.
AT_ONCE = 400
_HANDOFF = (sys.executable, "-m", "handoff")


class Finding(NamedTuple):
    """What a rule said, and the text where it said so."""

    rule: str
    message: str
    path: str
    line: int
    source: str


def sessions() -> Iterator[Finding]:
    """Of the sessions that are shipped here, with what was seen of their repository."""
    return _checked(ROOT, ("sessions",))


def corpus() -> Iterator[Finding]:
    """Of the small worlds of the tests."""
    from tests.corpus import worlds

    for world in (*worlds("principles"), *worlds("stories")):
        for found in run(judge(world.facts), select=tuple(FAMILIES)).findings:
            yield Finding(found.rule, found.message, world.name, found.place.line, world.facts.source)


def documents(places: list[Path], select: str = "*", *options: str) -> Iterator[Finding]:
    """Of Markdown documents: every folder on its own, and the single files together."""
    for place in places:
        if place.is_dir():
            yield from _checked(place, (".",), select, *options)
    if files := tuple(str(place) for place in places if not place.is_dir()):
        yield from _checked(Path.cwd(), files, select, *options)


def records(places: list[Path]) -> Iterator[Finding]:
    """Of the drafts that `handoff import` makes of the documents; they are forgotten afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "handoff.toml").write_text('name = "moved"\nsessions = "."\n', encoding="utf-8")
        files = [file for place in places for file in (sorted(place.rglob("*.md")) if place.is_dir() else [place])]
        for at in range(0, len(files), AT_ONCE):
            names = [str(file.resolve()) for file in files[at : at + AT_ONCE]]
            subprocess.run([*_HANDOFF, "import", "-o", ".", *names], cwd=folder, capture_output=True, check=False)
        _say(f"{len(list(Path(folder).glob('*/session.yaml')))} records of {len(files)} documents")
        yield from _checked(Path(folder), (".",))


def _checked(folder: Path, names: tuple[str, ...], select: str = "*", *options: str) -> Iterator[Finding]:
    with tempfile.NamedTemporaryFile(suffix=".json") as report:
        words = [
            "check",
            "--select",
            select,
            "--format",
            "json",
            "--fail-on",
            "never",
            "--output",
            report.name,
            *options,
            *names,
        ]
        done = subprocess.run([*_HANDOFF, *words], cwd=folder, capture_output=True, text=True, check=False)
        if done.returncode not in (0, 3):
            raise SystemExit(done.stderr or f"handoff check ended with {done.returncode} in {folder}")
        said = json.loads(Path(report.name).read_text(encoding="utf-8"))
    _say(f"{len(said['documents'])} documents, {len(said['findings'])} findings in {folder}")
    texts: dict[str, str] = {}
    for one in said["findings"]:
        path = folder / one["path"]
        if one["path"] not in texts:
            texts[one["path"]] = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
        yield Finding(one["rule"], one["message"], one["path"], one["line"] or 0, texts[one["path"]])


def counted(before: Mapping[str, Mapping[str, int]], found: Mapping[str, list[Finding]]) -> dict[str, dict[str, int]]:
    """The rows of one kind: how often each rule fired now, and what was judged before if that can still be said."""
    rows = {}
    for rule, findings in sorted(found.items()):
        row = before.get(rule, {"judged": 0, "right": 0})
        stands = row["judged"] <= len(findings)
        rows[rule] = {
            "fired": len(findings),
            "judged": row["judged"] if stands else 0,
            "right": row["right"] if stands else 0,
        }
    return rows


def _sample(findings: list[Finding]) -> Iterator[str]:
    drawn = random.Random(SEED).sample(findings, min(ENOUGH, len(findings)))
    for number, one in enumerate(drawn, 1):
        yield f"--- {number} {one.path}:{one.line} {one.message}"
        lines = one.source.splitlines()
        for at in range(max(0, one.line - 1 - AROUND), min(len(lines), one.line + AROUND)):
            yield f"{'>' if at == one.line - 1 else ' '} {lines[at][:200]}"


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")


def main(words: list[str]) -> int:
    """Count one kind, write it down, and name the rules that nobody has judged there."""
    reader = argparse.ArgumentParser(
        prog="python -m docs.measure", description=(__doc__ or "").partition("\n")[0], fromfile_prefix_chars="@"
    )
    reader.add_argument("kind", choices=("sessions", "corpus", "documents", "records", "git"))
    reader.add_argument("places", nargs="*", type=Path)
    reader.add_argument("--repo", type=Path)
    reader.add_argument("--samples", type=Path)
    given = reader.parse_args(words)
    if given.kind in ("documents", "records", "git") and not given.places:
        reader.error(f"{given.kind}: which folder?")
    if given.kind == "git" and not given.repo:
        reader.error("git: which repository?")
    looks = {
        "sessions": sessions,
        "corpus": corpus,
        "documents": lambda: documents(given.places),
        "records": lambda: records(given.places),
        "git": lambda: documents(given.places, "git", "--repo", str(given.repo.resolve())),
    }
    found: dict[str, list[Finding]] = defaultdict(list)
    known = {rule.id for rule in catalogue()}
    for finding in looks[given.kind]():
        if finding.rule in known:
            found[finding.rule].append(finding)
    measured = json.loads(MEASURED.read_text(encoding="utf-8"))
    measured[given.kind] = counted(measured.get(given.kind, {}), found)
    MEASURED.write_text(json.dumps(measured, indent=1, sort_keys=False) + "\n", encoding="utf-8")
    if given.samples:
        given.samples.mkdir(parents=True, exist_ok=True)
        for rule, findings in found.items():
            (given.samples / f"{rule}.txt").write_text("\n".join(_sample(findings)) + "\n", encoding="utf-8")
    for rule, row in measured[given.kind].items():
        judged = f"{row['right']} of {row['judged']} right" if row["judged"] else "not judged"
        sys.stdout.write(f"{row['fired']:>7} {rule} ({judged})\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
