"""The labelled corpus, where it lies beside the project: what the issue asks of the reader comes out on it.

It is a corpus for learning, so that a figure here is no promise for other documents; it is what must not get worse.
"""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from tests.markdown.documents import answers

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
FLAGS = {"refuted", "inconclusive", "unsupported"}
_OWN = re.compile(r"\s*(?:#{1,6} |[-*+] |\d+[.)] |\||>)|\s*[\w-]+:(?: |$)")


def _blocks(text: str) -> dict[int, int]:
    """The first line of the block that each line is part of."""
    found: dict[int, int] = {}
    current, fenced = 0, False
    for number, line in enumerate(text.split("\n"), 1):
        if re.match(r"\s*(?:```|~~~)", line):
            fenced, current = not fenced, number
        elif not fenced and not line.strip():
            current = 0
            continue
        elif not fenced and (current == 0 or _OWN.match(line)):
            current = number
        found[number] = current or number
    return found


class Score:
    """Counts over documents: flags that were right, wrong and missing; claims found; supported claims left alone."""

    def __init__(self) -> None:
        self.right = self.wrong = self.missing = self.claims = self.found = self.supported = self.left_alone = 0

    def add(self, text: str, labels: dict[int, dict[str, str]]) -> None:
        """One document. A flag belongs to the label of its line, else to the nearest of its block; edges do not count."""
        block = _blocks(text)
        hit: set[int] = set()
        flagged: set[int] = set()
        accused: set[int] = set()
        for line, answer in answers(text).items():
            near = [line] if line in labels else [one for one in labels if block.get(one, one) == block.get(line, line)]
            if near:
                label = min(near, key=lambda one: (abs(one - line), one))
                hit.add(label)
                if answer in FLAGS:
                    flagged.add(label)
            elif answer in FLAGS:
                accused.add(block.get(line, line))
        self.wrong += len(accused)
        for line, label in labels.items():
            if label["tier"] != "core":
                continue
            self.claims += 1
            self.found += line in hit
            if label["label"] == "supported":
                self.supported += 1
                self.left_alone += line not in flagged
                self.wrong += line in flagged
            else:
                self.right += line in flagged
                self.missing += line not in flagged


@pytest.fixture(scope="module")
def score() -> Score:
    """The score over the whole corpus."""
    if not CORPUS.is_dir():
        pytest.skip("the labelled corpus is not beside this project")
    found = Score()
    for path in sorted((CORPUS / "labels").glob("*.tsv")):
        with path.open(newline="", encoding="utf-8") as rows:
            labels = {int(row["line"]): row for row in csv.DictReader(rows, delimiter="\t", quoting=csv.QUOTE_NONE)}
        found.add((CORPUS / "docs" / f"{path.stem}.md").read_text("utf-8", "replace"), labels)
    return found


def test_claims_are_found(score: Score) -> None:
    """Of the clear claims at least 93 in a hundred."""
    assert score.found >= 0.93 * score.claims


def test_flags_are_right(score: Score) -> None:
    """At least 92 in a hundred flags are on claims without evidence."""
    assert score.right >= 0.92 * (score.right + score.wrong)


def test_claims_without_evidence_are_flagged(score: Score) -> None:
    """At least 90 in a hundred."""
    assert score.right >= 0.90 * (score.right + score.missing)


def test_supported_claims_are_left_alone(score: Score) -> None:
    """At least 44 of the 48."""
    assert score.left_alone >= 44
    assert score.supported == 48
