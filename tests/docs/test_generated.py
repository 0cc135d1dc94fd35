"""The generated pages are what the code says today."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from docs import generate, rules
from handoff.rules import catalogue

ROOT = Path(__file__).parents[2]


def test_what_the_page_of_rules_names_is_a_rule() -> None:
    """The rules that a claim's row names, and those that were measured, are there; no more was right than was judged."""
    known = {rule.id for rule in catalogue()}
    measured = json.loads(rules.MEASURED.read_text(encoding="utf-8"))
    assert known.issuperset(id for row in rules.CLAIMS for id in row[3])
    for rows in measured.values():
        assert known.issuperset(rows)
        assert all(0 <= row["right"] <= row["judged"] == min(row["judged"], row["fired"], 50) for row in rows.values())


def test_every_page_is_current() -> None:
    """`make docs` was run: no page says what the code no longer says."""
    assert generate.outdated() == []


def test_check_names_what_is_out_of_date(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`--check` changes nothing and fails; without it the page is written, and then nothing is out of date."""
    monkeypatch.setattr(generate, "HERE", tmp_path)
    monkeypatch.setattr(generate, "PAGES", {"page.md": lambda: "new\n"})
    (tmp_path / "page.md").write_text("old\n")
    assert generate.main(["--check"]) == 1
    assert "docs/page.md is out of date" in capsys.readouterr().err
    assert (tmp_path / "page.md").read_text() == "old\n"
    assert generate.main([]) == 0
    assert (tmp_path / "page.md").read_text() == "new\n"
    assert generate.main(["--check"]) == 0


def test_it_runs_as_a_module() -> None:
    """As the Makefile calls it."""
    done = subprocess.run(
        [sys.executable, "-m", "docs.generate", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, "")


def test_the_page_of_rules_has_each_rule_and_its_link() -> None:
    """Every rule has its heading, and every link of the page leads to one."""
    tokens = MarkdownIt("commonmark").enable("table").parse((ROOT / "docs" / "rules.md").read_text("utf-8"))
    headings = {tokens[place + 1].content for place, token in enumerate(tokens) if token.type == "heading_open"}
    links = {
        str(child.attrGet("href")).removeprefix("#")
        for token in tokens
        for child in token.children or []
        if child.type == "link_open"
    }
    ids = {one.id for one in catalogue()}
    assert ids <= headings
    assert ids <= links
    assert links <= headings
