"""The documentation of every rule is its first test."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from handoff.rules import FAMILIES, Rule, catalogue
from tests.rules.example import ran

# The two that speak of the findings of other rules need those to run beside them.
_NEEDS = {"unused-waiver": ("unpinned-revision",), "expired-waiver": ("unpinned-revision",)}


@pytest.mark.parametrize("rule", catalogue(), ids=lambda rule: rule.id)
def test_bad_examples_fire_and_good_ones_do_not(rule: Rule, tmp_path: Path) -> None:
    """Every rule shows at least one record that it fires on and one that it does not, and is right about both."""
    assert rule.bad, f"{rule.id} has no Bad example"
    assert rule.good, f"{rule.id} has no Good example"
    for kind, examples in (("bad", rule.bad), ("good", rule.good)):
        for number, example in enumerate(examples):
            folder = tmp_path / f"{kind}{number}"
            folder.mkdir()
            found = [one for one in ran(example, folder, rule.id, *_NEEDS.get(rule.id, ())).findings if one.rule == rule.id]
            assert bool(found) is (kind == "bad"), f"{kind} example {number + 1}: {[one.message for one in found]}"
            # What is to be added to a record that is written already, nothing but the editor adds.
            lost = [
                one.hint for one in found if re.match(r"add `|cite .* under `", one.hint) and "handoff edit" not in one.hint
            ]
            assert not lost, "nobody can follow these"


@pytest.mark.parametrize("rule", catalogue(), ids=lambda rule: rule.id)
def test_every_rule_is_documented(rule: Rule) -> None:
    """A rule has a title that is one sentence, a family that is known, and exactly one way to run."""
    assert rule.family in FAMILIES
    assert rule.title.endswith(".")
    assert len(rule.title) <= 120
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.id)
    assert (rule.check is None) != (rule.review is None)
