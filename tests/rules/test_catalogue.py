"""The catalogue: discovered, complete, and cheap to load."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import handoff.rules
from handoff.errors import UsageError
from handoff.rules import FAMILIES, catalogue, rule, run
from handoff.rules._run import _running
from tests.rules.example import judged

NEW = '''"""A note is there.

Bad:
    - {kind: note, id: a, summary: A}
"""

from handoff.rules import at

FAMILY = "text"
LEVEL = "info"


def check(judgement):
    for event in judgement.facts.session.events:
        yield at(event, "summary", "a note")
'''

# The first twenty-five, by the words of the issue.
FIRST = (
    "claim-without-evidence", "irrelevant-level", "contradicted-claim", "evidence-older-than-change", "unpinned-revision",
    "deployment-without-source", "deployed-before-committed", "all-of-against-inventory", "percentage-against-checklist",
    "complete-with-open-items", "inverted-range", "event-outside-session", "zone-missing", "duration-against-timeline",
    "unknown-commit", "commit-subject", "commit-stats", "commit-time", "session-date-against-git", "headline-number",
    "bug-without-root-cause", "fix-without-verification", "root-cause-without-evidence",
    "next-step-nobody-can-tell-is-done", "dangling-reference", "hedged-tick", "status-words-without-claim", "mis-decoded-text",
)  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that belongs to the package of rules for the time of a test."""
    monkeypatch.setattr(handoff.rules, "__path__", [*handoff.rules.__path__, str(tmp_path)])
    # Whichever rules ran before in this process are remembered as well.
    catalogue.cache_clear()
    _running.cache_clear()
    yield tmp_path
    catalogue.cache_clear()
    _running.cache_clear()
    sys.modules.pop("handoff.rules.brand_new", None)


def test_dropping_a_file_in_is_all_there_is_to_do(folder: Path, tmp_path: Path) -> None:
    """A new file is a rule with its name as id; nothing else is touched."""
    (folder / "brand_new.py").write_text(NEW, encoding="utf-8")
    (folder / "_no_rule.py").write_text("", encoding="utf-8")
    assert rule("brand-new").title == "A note is there."
    assert "-no-rule" not in {one.id for one in catalogue()}
    (tmp_path / "project").mkdir()
    found = run(judged("- {kind: note, id: a, summary: A}", tmp_path / "project")).findings
    assert [one.message for one in found if one.rule == "brand-new"] == ["a note"]


def test_the_catalogue_is_large_and_in_order() -> None:
    """Sixty rules and more, sorted, with every family in use and the first twenty-five among them."""
    ids = [one.id for one in catalogue()]
    assert len(ids) >= 60
    assert ids == sorted(ids)
    assert {one.family for one in catalogue()} == set(FAMILIES)
    assert set(FIRST) <= set(ids)
    assert all(rule(id).enabled for id in FIRST)


def test_an_unknown_rule_names_the_nearest() -> None:
    """A mistyped id is told with the one that was meant."""
    with pytest.raises(UsageError, match="unpinned-revison") as caught:
        rule("unpinned-revison")
    assert "unpinned-revision" in caught.value.hint
    with pytest.raises(UsageError, match="zzzz") as caught:
        rule("zzzz")
    assert "handoff rules" in caught.value.hint


def test_loading_all_rules_loads_nothing_heavy() -> None:
    """A check must stay quick: rules are plain Python, without pydantic, YAML, git, HTTP or templates."""
    code = (
        "import sys; before = set(sys.modules); import handoff.rules as r; r.catalogue(); print(*(set(sys.modules) - before))"
    )
    loaded = set(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split())
    heavy = {"pydantic", "ruamel", "git", "httpx", "jinja2", "markdown_it", "typer", "ftfy", "subprocess", "socket", "asyncio"}
    assert "handoff.rules.unpinned_revision" in loaded
    assert loaded & heavy == set()


def test_docs_hold_title_text_and_examples() -> None:
    """Title, text and examples are told apart: none shows up in another."""
    one = rule("unpinned-revision")
    assert one.title.startswith("A revision is named by a word")
    assert "Bad:" not in one.text
    assert "kind: deployment" not in one.text
    assert one.text.endswith("is the same.")
    assert one.bad[0].startswith("- {kind: deployment")
